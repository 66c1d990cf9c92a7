"""A list of parties in, the same list with candidates and reasons out: what command line and api share."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from graph_service.errors import LimitExceeded
from graph_service.words import codes
from guanlian.sheets import write_table
from loaders.parties import PartyLine, PartyList, open_list

BATCH = 10_000
HEADERS = {
    "zh": ("行号", "结果", "候选", "候选编号", "候选名称", "匹配分", "把握程度", "现行记录", "相符之处", "不符之处", "同名主体",
           "说明"),
    "en": ("Line", "Outcome", "Rank", "Candidate id", "Candidate", "Score", "Grade", "Active records", "Reasons for",
           "Reasons against", "Bearers of the name", "Note"),
}  # fmt: skip
OUTCOMES = {
    "zh": {"same": "同一", "possible": "疑似", "dismissed": "已排除", "none": "未见", "rejected": "未筛查"},
    "en": {name: name for name in ("same", "possible", "dismissed", "none", "rejected")},
}
BEARERS = {
    "zh": ("全部数据中 {count} 个", "{region} 地区内 {count} 个"),
    "en": ("{count} in all data", "{count} in region {region}"),
}
GRADES = {
    "zh": {**codes("zh")["grade"], "same": "强标识相符"},
    "en": {**codes("en")["grade"], "same": "same"},
}
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
        self, source: Path, target: Path, screen: Screen, language: str, progress: Callable[[int], None]
    ) -> dict[str, Any]:
        """Screen every line and write the list with its candidates; returns counts."""
        found = open_list(source)
        summary: dict[str, Any] = {
            "file": source.name, "unused_columns": list(found.unused), "read": 0, "counts": {}, "data_version": None,
        }  # fmt: skip
        rows = _rows(found, _screened(found, screen, summary, progress), language)
        summary["rows"] = write_table(target, [*found.headers, *HEADERS[language]], rows)
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
        summary["data_version"] = reply["data_version"] or summary["data_version"]
        for line in batch:
            one = results.get(str(line.number)) or _faulty(line)
            summary["counts"][one["outcome"]] = summary["counts"].get(one["outcome"], 0) + 1
            yield line, one, reply["parties"]
        progress(summary["read"])


_EMPTY: dict[str, Any] = {"results": [], "parties": {}, "data_version": None}


def _faulty(line: PartyLine) -> dict[str, Any]:
    en, zh = line.fault or ("", "")
    return {"outcome": "rejected", "candidates": [], "notes": [], "fault": {"en": en, "zh": zh}}


def _rows(
    found: PartyList, screened: Iterable[tuple[PartyLine, dict[str, Any], dict[str, Any]]], language: str
) -> Iterator[list[str]]:
    """The result as a table: the line as it was, then one row for each candidate, or one that says there is none."""
    for line, one, parties in screened:
        cells = [line.cells.get(header, "") for header in found.headers]
        notes = "; ".join(n[language] for n in [*one["notes"], *([one["fault"]] if one["fault"] else [])])
        outcome = OUTCOMES[language][one["outcome"]]
        head = [*cells, str(line.number), outcome]
        if not one["candidates"]:
            yield [*head, *[""] * 9, notes]
        for rank, candidate in enumerate(one["candidates"], 1):
            yield [*head, str(rank), *_candidate(candidate, parties, language), notes]


def _candidate(candidate: dict[str, Any], parties: dict[str, Any], language: str) -> list[str]:
    party = parties.get(candidate["id"], {})
    reasons = {
        d: "; ".join(f[language] for f in candidate["features"] if f["direction"] == d) for d in ("for", "against")
    }
    grade = GRADES[language][candidate["grade"] or candidate["answer"]]
    return [
        candidate["id"], party.get("name", ""), f"{candidate['score']:.3f}", grade,
        "; ".join(party.get("listed", ())), reasons["for"], reasons["against"], _bearers(candidate, language),
    ]  # fmt: skip


def _bearers(candidate: dict[str, Any], language: str) -> str:
    count, region = candidate["name_bearers"], candidate["name_region"]
    return "" if count is None else BEARERS[language][region is not None].format(count=count, region=region)
