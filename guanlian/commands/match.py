"""``guanlian match``: compare all parties and propose which may be one."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from guanlian.client import Client
from guanlian.terminal import Json, client, err, out, show


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
        task = bar.add_task("比对主体", total=None)
        found: dict[str, Any] = api.job(
            "POST", "/identity/matchings", lambda n: bar.update(task, completed=n), json=body
        )
        return found


def tell(found: dict[str, Any]) -> None:
    """The report in words; every kind of block that was cut."""
    grades = "  ".join(f"{grade} {count:,}" for grade, count in found["proposed"].items())
    out.print(
        f"{found['parties']:,} 个主体，比对 {found['compared']:,} 对，疑似同一：{grades}"
        f"（新增 {found['new']:,}，关闭 {found['closed']:,}，不变 {found['unchanged']:,}，已认定 {found['judged']:,}）",
        highlight=False,
    )
    cut = [row for row in found["blocks"] if row["cut_blocks"]]
    if cut:
        table = Table(
            "block",
            "cut",
            "pairs left out",
            "largest",
            "e.g.",
            title=f"超过 {found['block_limit']} 个主体的分组未逐对比对",
        )
        for row in cut:
            table.add_row(
                row["kind"], str(row["cut_blocks"]), f"{row['cut_pairs']:,}", str(row["largest"]), row["example"]
            )
        out.print(table)
