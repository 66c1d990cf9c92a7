"""``guanlian match``: compare all parties and propose which may be one."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from guanlian.client import Client
from guanlian.language import coded, say
from guanlian.terminal import Json, client, err, out, show, table, whole


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(match)


def match(
    least: Annotated[str | None, typer.Option(help="Grade from which a pair is proposed: weak, medium, strong.")] = None,
    block_limit: Annotated[int | None, typer.Option(min=2, max=1000, help="Parties of one block compared.")] = None,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Compare all parties and propose which may be one. Nobody is joined; the same data give the same proposals."""
    body = {n: v for n, v in (("least", least), ("block_limit", block_limit)) if v is not None}
    with client() as api:
        found = matched(api, body, quiet=as_json)
    if not show(found, as_json):
        tell(found)


def matched(api: Client, body: dict[str, Any], *, quiet: bool) -> dict[str, Any]:
    """Run the job and wait for its report."""
    with Progress(SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed}"), TimeElapsedColumn(),
                  console=err, disable=quiet) as bar:  # fmt: skip
        task = bar.add_task(say("比对主体", "comparing parties"), total=None)
        found: dict[str, Any] = api.job(
            "POST", "/identity/matchings", lambda n: bar.update(task, completed=n), json=body
        )
        return found


def tell(found: dict[str, Any]) -> None:
    """The report in words; every kind of block that was cut."""
    grades = say("，", ", ").join(f"{coded('grade', grade)} {count:,}" for grade, count in found["proposed"].items())
    n = {name: f"{found[name]:,}" for name in ("parties", "compared", "new", "closed", "unchanged", "judged")}
    out.print(say(
        f"{n['parties']} 个主体，比对 {n['compared']} 对，疑似同一：{grades}"
        f"（新增 {n['new']}，关闭 {n['closed']}，不变 {n['unchanged']}，已认定 {n['judged']}）",
        f"{n['parties']} parties, {n['compared']} pairs compared, possibly the same: {grades}"
        f" ({n['new']} new, {n['closed']} closed, {n['unchanged']} unchanged, {n['judged']} judged)",
    ), highlight=False)  # fmt: skip
    if cut := [row for row in found["blocks"] if row["cut_blocks"]]:
        _tell_cut(cut, found["block_limit"])


def _tell_cut(cut: list[dict[str, Any]], limit: int) -> None:
    shown = table(
        ("分组依据", "block"), ("组数", "blocks"), ("未比对", "pairs left out"), ("最大组", "largest"), whole("例", "e.g."),
        title=say(f"超过 {limit} 个主体的分组未逐对比对", f"Blocks of more than {limit} parties were not compared"),
    )  # fmt: skip
    for row in cut:
        counts = str(row["cut_blocks"]), f"{row['cut_pairs']:,}", str(row["largest"])
        shown.add_row(coded("block", row["kind"]), *counts, row["example"])
    out.print(shown)
