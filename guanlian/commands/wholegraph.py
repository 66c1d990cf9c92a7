"""``guanlian exposure-all`` and ``ownership-all``: answers about every party at once, as tables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from graph_service.errors import Conflict
from graph_service.operations.audit import Look, refuse_numbers
from graph_service.services import Question, Viewer
from graph_service.settings import Settings
from guanlian.client import running
from guanlian.terminal import AsOf, Json, Purpose, out, settings, show


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("exposure-all")(exposure_all)
    app.command("ownership-all")(ownership_all)


def exposure_all(
    table: Annotated[Path, typer.Argument(help="The Parquet file to write.")],
    as_of: AsOf = None,
    policy: Annotated[str, typer.Option(help="Policy id.")] = "default",
    persons: Annotated[bool, typer.Option("--persons", help="Persons too; needs a purpose.")] = False,
    purpose: Purpose = None,
    as_json: Json = False,
) -> None:
    """Score, level, source and record of every enterprise under a policy. Needs the data folder for itself."""
    from guanlian.compose import product

    chosen = _alone(purpose)
    with product(chosen) as parts:
        viewer = Viewer("local", frozenset({"admin"}), purpose)
        question = Question(as_of, policy=policy)
        found = parts.services.exposure_of_all(table, question, viewer, persons=persons)
        parts.store.audit_log.write(Look("local", "exposures.all", unit="local", purpose=purpose))
    if not show({**found, "file": str(table)}, as_json):
        levels = "  ".join(f"{level} {count:,}" for level, count in found["levels"].items())
        out.print(
            f"{found['parties']:,} parties, {found['exposed']:,} above the floor  {levels}  → {table}", highlight=False
        )


def ownership_all(
    folder: Annotated[Path, typer.Argument(help="The folder for companies, controllers, loops, holders.")],
    as_of: AsOf = None,
    form: Annotated[Literal["parquet", "csv"], typer.Option("--format", help="Form of the tables.")] = "parquet",
    purpose: Purpose = None,
    as_json: Json = False,
) -> None:
    """Who controls every enterprise in the end, and who ultimately holds 1 % or more of it. Needs a purpose and the data folder
    for itself."""
    from guanlian.compose import product

    chosen = _alone(purpose)
    with product(chosen) as parts:
        viewer = Viewer("local", frozenset({"admin"}), purpose)
        question = Question(as_of)
        found = parts.services.ownership_of_all(folder, question, viewer, form=form)
        parts.store.audit_log.write(Look("local", "ownership.all", unit="local", purpose=purpose))
    if not show({**found, "folder": str(folder)}, as_json):
        out.print(
            f"{found['companies']:,} enterprises, {found['controllers']:,} controlled, {found['holders']:,} ultimate holders "
            f"from 1 %, {found['truncated']:,} cut by a limit  → {folder}", highlight=False,
        )  # fmt: skip


def _alone(purpose: str | None) -> Settings:
    """The settings, where no service runs on the data folder."""
    chosen = settings()
    if running(chosen):
        raise Conflict(
            "a service runs on this data folder: ask it (POST /api/v1/exposures/all, /ownership/all), or stop it first",
            "该数据目录上已有服务在运行：请通过其接口提交（POST /api/v1/exposures/all、/ownership/all），或先停止服务",
        )
    if purpose:
        refuse_numbers(purpose)
    return chosen
