"""A list of parties in, the same list with candidates and reasons out: what command line and api share."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from graph_service.errors import LimitExceeded
from graph_service.records.kinds import kind_of
from graph_service.words import Language, codes, word
from guanlian.screened_about import about, outcome_word, sheet_titles
from guanlian.sheets import Layout, write_table
from loaders.parties import PartyLine, PartyList, open_list

BATCH = 10_000
HEADERS = {
    "zh": ("行号", "结果", "候选", "候选名称", "候选统一社会信用代码", "候选登记状态", "候选所在地区", "匹配分", "把握程度", "现行记录（列入日）",
           "相符之处", "不符之处", "同名主体", "说明", "候选编号"),
    "en": ("Line", "Outcome", "Rank", "Candidate", "Candidate's code", "Candidate's status", "Candidate's region", "Score", "Grade",
           "Active records (from)", "Reasons for", "Reasons against", "Bearers of the name", "Note", "Candidate id"),
}  # fmt: skip
WIDTHS = (6, 9, 6, 30, 22, 9, 18, 8, 10, 30, 36, 36, 18, 30, 28)
"""Of the columns above in a spreadsheet, in characters."""
BEARERS = {
    "zh": ("全部数据中 {count} 个", "{region}内 {count} 个"),
    "en": ("{count} in all data", "{count} in {region}"),
}
GRADES = {
    "zh": {**codes("zh")["grade"], "same": "强标识相符"},
    "en": {**codes("en")["grade"], "same": "same"},
}
BRACKETS = {"zh": ("（", "）"), "en": (" (", ")")}
BETWEEN = {"zh": "；", "en": "; "}
Screen = Callable[[Sequence[dict[str, Any]]], dict[str, Any]]
"""Parties with their line numbers as keys, to the reply of a screening."""


class ScreenedLists:
    """Lists of parties as files, as the api is given them."""

    def check(self, source: Path, limit: int) -> int:
        """How many lines it has; ``InvalidFile`` where it is no list of parties, ``LimitExceeded`` beyond the limit."""
        found = open_list(source)
        count = sum(1 for _ in itertools.islice(found.rows(), limit + 1))
        if count > limit:
            raise LimitExceeded(
                f"the list has more than {limit} lines (GUANLIAN_SCREENING_MAX_LINES); split it",
                f"名单超过 {limit} 行（GUANLIAN_SCREENING_MAX_LINES），请拆分后提交",
                parameter="file",
                limit=limit,
            )
        return count

    def screened(
        self, source: Path, target: Path, screen: Screen, language: Language, progress: Callable[[int], None],
        purpose: str | None, options: Mapping[str, Any],
    ) -> dict[str, Any]:  # fmt: skip
        """Screen every line and write the list with its candidates; returns counts.

        ``purpose`` and ``options``: what was asked; they stand in the spreadsheet beside the day and the data version.
        """
        found = open_list(source)
        summary: dict[str, Any] = {
            "file": source.name, "unused_columns": list(found.unused), "read": 0, "counts": {}, "data_version": None,
            "as_of": None,
        }  # fmt: skip
        rows = _rows(found, _screened(found, screen, summary, progress), language)
        title, about_title = sheet_titles(language)
        layout = Layout(
            title, dict(zip(HEADERS[language], WIDTHS, strict=True)),
            about_title=about_title, about=about(summary, purpose, options, language),
        )  # fmt: skip
        summary["rows"] = write_table(target, [*found.headers, *HEADERS[language]], rows, layout)
        return summary


def _screened(
    found: PartyList, screen: Screen, summary: dict[str, Any], progress: Callable[[int], None]
) -> Iterator[tuple[PartyLine, dict[str, Any], dict[str, Any]]]:
    """Every line with its result and the names of those it mentions, batch by batch."""
    source = found.rows()
    while batch := list(itertools.islice(source, BATCH)):
        parties = [{**line.party, "key": str(line.number)} for line in batch if line.fault is None]
        reply = screen(parties) if parties else _EMPTY
        results = {r["key"]: r for r in reply["results"]}
        summary["read"] += len(batch)
        for name in ("data_version", "as_of"):
            summary[name] = reply[name] or summary[name]
        for line in batch:
            one = results.get(str(line.number)) or _faulty(line)
            summary["counts"][one["outcome"]] = summary["counts"].get(one["outcome"], 0) + 1
            yield line, one, reply["parties"]
        progress(summary["read"])


_EMPTY: dict[str, Any] = {"results": [], "parties": {}, "data_version": None, "as_of": None}


def _faulty(line: PartyLine) -> dict[str, Any]:
    en, zh = line.fault or ("", "")
    return {"outcome": "rejected", "candidates": [], "notes": [], "fault": {"en": en, "zh": zh}}


def _rows(
    found: PartyList, screened: Iterable[tuple[PartyLine, dict[str, Any], dict[str, Any]]], language: Language
) -> Iterator[list[str]]:
    """The result as a table: the line as it was, then one row for each candidate, or one that says there is none."""
    for line, one, parties in screened:
        cells = [line.cells.get(header, "") for header in found.headers]
        notes = BETWEEN[language].join(n[language] for n in [*one["notes"], *([one["fault"]] if one["fault"] else [])])
        head = [*cells, str(line.number), outcome_word(one["outcome"], language)]
        if not one["candidates"]:
            yield [*head, *[""] * (len(HEADERS[language]) - 4), notes, ""]
        for rank, candidate in enumerate(one["candidates"], 1):
            yield [*head, str(rank), *_candidate(candidate, parties, language), notes, candidate["id"]]


def _candidate(candidate: dict[str, Any], parties: dict[str, Any], language: Language) -> list[str]:
    party = parties.get(candidate["id"], {})
    reasons = {
        d: BETWEEN[language].join(f[language] for f in candidate["features"] if f["direction"] == d)
        for d in ("for", "against")
    }
    return [
        party.get("name", ""), party.get("uscc") or "", word("enterprise_status", party.get("status"), language),
        party.get("region_name") or "", f"{candidate['score']:.3f}", GRADES[language][candidate["grade"] or candidate["answer"]],
        BETWEEN[language].join(_record(r, language) for r in party.get("records", ())),
        reasons["for"], reasons["against"], _bearers(candidate, language),
    ]  # fmt: skip


def _record(record: Mapping[str, Any], language: Language) -> str:
    """Its kind, in the language, and the day from which it acts."""
    kind = kind_of(record["record_kind"])
    name = (kind.en if language == "en" else kind.zh) if kind else record["record_kind"]
    left, right = BRACKETS[language]
    return f"{name}{left}{record['listed_on']}{right}" if record["listed_on"] else name


def _bearers(candidate: dict[str, Any], language: Language) -> str:
    count, region, name = (candidate[n] for n in ("name_bearers", "name_region", "name_region_name"))
    if count is None:
        return ""
    left, right = BRACKETS[language]
    where = f"{name}{left}{region}{right}" if name else region
    return BEARERS[language][region is not None].format(count=count, region=where)
