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
from guanlian.language import coded, say
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
        levels = say("，", ", ").join(f"{coded('level', level)} {count:,}" for level, count in found["levels"].items())
        parties, exposed = f"{found['parties']:,}", f"{found['exposed']:,}"
        told = say(f"{parties} 个主体，{exposed} 个高于下限", f"{parties} parties, {exposed} above the floor")
        out.print(f"{told}: {levels} → {table}", highlight=False, soft_wrap=True)


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
        n = {name: f"{found[name]:,}" for name in ("companies", "controllers", "holders", "truncated")}
        told = say(
            f"{n['companies']} 家企业，{n['controllers']} 项控制，{n['holders']} 项 1% 以上的最终持有，{n['truncated']} 家因上限截断",
            f"{n['companies']} enterprises, {n['controllers']} controls, {n['holders']} ultimate holders from 1 %, "
            f"{n['truncated']} cut by a limit",
        )
        out.print(f"{told} → {folder}", highlight=False, soft_wrap=True)


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
