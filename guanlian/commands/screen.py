"""``guanlian screen FILE``: a list of parties in, the same list with candidates and reasons out."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from guanlian.client import Client
from guanlian.language import joined, language, say
from guanlian.screened import ScreenedLists
from guanlian.screened_about import outcome
from guanlian.terminal import AsOf, Json, Purpose, client, err, out, show, when


class Kind(StrEnum):
    """What a candidate may be."""

    ENTERPRISE = "Enterprise"
    PERSON = "Person"


def register(app: typer.Typer) -> None:
    app.command()(screen)


def screen(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV or Excel; headers such as 名称/name, 统一社会信用代码/uscc.")],
    result: Annotated[Path | None, typer.Option("--out", help="Where to write the result: .xlsx or .csv.")] = None,
    threshold: Annotated[float | None, typer.Option(min=0, max=1, help="Least score of a candidate.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=50, help="Candidates of each party at most.")] = 5,
    kinds: Annotated[list[Kind] | None, typer.Option("--kind", help="Only candidates of this kind: Enterprise or Person.")] = None,
    lists: Annotated[list[str] | None, typer.Option("--list", help="Only candidates with such an active record.")] = None,
    changed_since: Annotated[str | None, typer.Option(help="Only what was learned after this instant (ISO).")] = None,
    show_dismissed: Annotated[bool, typer.Option("--show-dismissed", help="Also what your unit dismissed.")] = False,
    as_of: AsOf = None, purpose: Purpose = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Screen a list of parties. A possible match is no finding: names are not identities."""
    options = {
        "threshold": threshold, "limit": limit, "kinds": [kind.value for kind in kinds or ()] or None, "lists": lists, "changed_since": changed_since,
        "dismissed": "show" if show_dismissed else "hide",
    }  # fmt: skip
    body = {"options": {n: v for n, v in options.items() if v is not None}, **when(as_of)}
    target = result or file.with_name(f"{file.name.split('.')[0]}.screened.xlsx")
    with (
        client(purpose) as api,
        Progress(TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}"), TimeElapsedColumn(),
                 console=err, disable=as_json) as bar,
    ):  # fmt: skip
        task = bar.add_task(file.name, total=None)

        def ask(parties: Sequence[dict[str, Any]]) -> dict[str, Any]:
            return _ask(api, {**body, "parties": parties})

        summary = ScreenedLists().screened(
            file, target, ask, language(), lambda n: bar.update(task, completed=n), purpose, body["options"]
        )
    summary["result"] = str(target)
    if not show(summary, as_json):
        _tell(summary)


def _ask(api: Client, body: dict[str, Any]) -> dict[str, Any]:
    """The answer, at once or when the job is done."""
    found: dict[str, Any] = api.call("POST", "/screenings", json=body)
    return api.finished(found["job"]) if "job" in found else found


def _tell(summary: dict[str, Any]) -> None:
    out.print(f"{outcome(summary, language())} → {summary['result']}", highlight=False, soft_wrap=True)
    if summary["unused_columns"]:
        columns = joined(summary["unused_columns"])
        out.print(f"  {say('未用于比对的列：', 'columns not compared: ')}{columns}", highlight=False)
