"""``guanlian screen FILE``: a list of parties in, the same list with candidates and reasons out."""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from guanlian.client import POLL_SECONDS, Client, ServiceFailed
from guanlian.sheets import write_table
from guanlian.terminal import AsOf, Json, Purpose, client, err, out, show, when
from loaders.parties import PartyLine, PartyList, open_list

BATCH = 10_000
HEADERS = {
    "zh": ("行号", "结果", "候选", "候选编号", "候选名称", "得分", "把握程度", "现行记录", "支持理由", "反对理由", "说明"),
    "en": ("Line", "Outcome", "Rank", "Candidate id", "Candidate", "Score", "Grade", "Active records", "Reasons for",
           "Reasons against", "Note"),
}  # fmt: skip
OUTCOMES = {
    "zh": {"same": "同一", "possible": "疑似", "dismissed": "已排除", "none": "未见", "rejected": "未筛查"},
    "en": {name: name for name in ("same", "possible", "dismissed", "none", "rejected")},
}


def register(app: typer.Typer) -> None:
    app.command()(screen)


def screen(
    file: Annotated[Path, typer.Argument(help="CSV or Excel; headers such as 名称/name, 统一社会信用代码/uscc.")],
    result: Annotated[Path | None, typer.Option("--out", help="Where to write the result: .xlsx or .csv.")] = None,
    threshold: Annotated[float | None, typer.Option(min=0, max=1, help="Least score of a candidate.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=50, help="Candidates of each party at most.")] = 5,
    lists: Annotated[list[str] | None, typer.Option("--list", help="Only candidates with such an active record.")] = None,
    changed_since: Annotated[str | None, typer.Option(help="Only what was learned after this instant (ISO).")] = None,
    show_dismissed: Annotated[bool, typer.Option("--show-dismissed", help="Also what your unit dismissed.")] = False,
    as_of: AsOf = None, purpose: Purpose = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Screen a list of parties. A possible match is no finding: names are not identities."""
    found = open_list(file)
    options = {
        "threshold": threshold, "limit": limit, "lists": lists, "changed_since": changed_since,
        "dismissed": "show" if show_dismissed else "hide",
    }  # fmt: skip
    body = {"options": {n: v for n, v in options.items() if v is not None}, **when(as_of)}
    target = result or file.with_name(f"{file.name.split('.')[0]}.screened.xlsx")
    chosen = "en" if os.environ.get("GUANLIAN_LANGUAGE", "zh").startswith("en") else "zh"
    summary: dict[str, Any] = {"file": file.name, "unused_columns": list(found.unused), "read": 0, "counts": {}}
    with client(purpose) as api:
        rows = _rows(found, _screened(api, found, body, summary, quiet=as_json), chosen)
        summary["rows"] = write_table(target, [*found.headers, *HEADERS[chosen]], rows)
    summary["result"] = str(target)
    if not show(summary, as_json):
        _tell(summary)


def _screened(
    api: Client, found: PartyList, body: dict[str, Any], summary: dict[str, Any], *, quiet: bool
) -> Iterator[tuple[PartyLine, dict[str, Any], dict[str, Any]]]:
    """Every line with its result and the names of those it mentions, batch by batch."""
    with Progress(TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}"), TimeElapsedColumn(),
                  console=err, disable=quiet) as bar:  # fmt: skip
        task = bar.add_task(found.path.name, total=None)
        source = found.rows()
        while batch := list(itertools.islice(source, BATCH)):
            sent = [line for line in batch if line.fault is None]
            parties = [{**line.party, "key": str(line.number)} for line in sent]
            done = summary["read"]
            reply = _EMPTY
            if parties:
                reply = _ask(api, {**body, "parties": parties}, lambda n: bar.update(task, completed=done + n))  # noqa: B023
            results = {r["key"]: r for r in reply["results"]}
            summary["read"] += len(batch)
            summary["data_version"] = reply["data_version"]
            for line in batch:
                one = results.get(str(line.number)) or _faulty(line)
                summary["counts"][one["outcome"]] = summary["counts"].get(one["outcome"], 0) + 1
                yield line, one, reply["parties"]
            bar.update(task, completed=summary["read"])


_EMPTY: dict[str, Any] = {"results": [], "parties": {}, "data_version": None}


def _ask(api: Client, body: dict[str, Any], progress: Any) -> dict[str, Any]:
    """The answer, at once or when the job is done."""
    found: dict[str, Any] = api.call("POST", "/screenings", json=body)
    if "job" not in found:
        return found
    while True:
        state = api.call("GET", f"/jobs/{found['job']}")
        progress(state["progress"])
        if state["state"] == "done":
            whole: dict[str, Any] = api.call("GET", f"/jobs/{found['job']}/result")
            return whole
        if state["state"] in ("failed", "interrupted", "cancelled"):
            raise ServiceFailed(500, state["error"] or {"detail": state["state"]})
        time.sleep(POLL_SECONDS)


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
            yield [*head, *[""] * 8, notes]
        for rank, candidate in enumerate(one["candidates"], 1):
            yield [*head, str(rank), *_candidate(candidate, parties, language), notes]


def _candidate(candidate: dict[str, Any], parties: dict[str, Any], language: str) -> list[str]:
    party = parties.get(candidate["id"], {})
    reasons = {
        d: "; ".join(f[language] for f in candidate["features"] if f["direction"] == d) for d in ("for", "against")
    }
    return [
        candidate["id"], party.get("name", ""), f"{candidate['score']:.3f}", candidate["grade"] or candidate["answer"],
        "; ".join(party.get("listed", ())), reasons["for"], reasons["against"],
    ]  # fmt: skip


def _tell(summary: dict[str, Any]) -> None:
    counts = ", ".join(f"{OUTCOMES['zh'][name]} {n}" for name, n in sorted(summary["counts"].items()))
    out.print(f"{summary['read']} 行：{counts} → {summary['result']}", highlight=False)
    if summary["unused_columns"]:
        out.print(f"  未用于比对的列：{'、'.join(summary['unused_columns'])}", highlight=False)
