"""``guanlian rules``: the rules of tender review: list them, show one in full, check a file of rules."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from graph_service.services.review_wire import rule as in_full
from graph_service.tender.rules import TenderRule, parse_rules, tender_rules
from graph_service.tender.words import regime_of
from guanlian.files import read_text
from guanlian.terminal import Json, out, show

group = typer.Typer(no_args_is_help=True, help="Rules of tender review.")
Regime = Annotated[
    str | None, typer.Option(help="bidding, works, goods or procurement; or 招标投标法, 政府采购法 …; absent: all.")
]


def register(app: typer.Typer) -> None:
    app.add_typer(group, name="rules")


@group.command("list")
def listing(regime: Regime = None, as_json: Json = False) -> None:
    """Every rule with its verdict, state and article."""
    found = tender_rules()
    rules = found.of(_regime(regime)) if regime else found.rules
    if show({"version": found.version, "digest": found.digest, "rules": [in_full(r) for r in rules]}, as_json):
        return
    table = Table("rule", "v", "regimes", "verdict", "title", "article")
    for rule in rules:
        verdict = rule.verdict if rule.verified else "off"
        table.add_row(rule.key, str(rule.version), " ".join(rule.regimes), verdict, rule.title.zh, rule.citation)
    out.print(table)
    out.print(f"{len(rules)} rules, version {found.version}, digest {found.digest}", highlight=False)


def _regime(text: str) -> str:
    try:
        return str(regime_of(text))
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


@group.command("show")
def one(key: Annotated[str, typer.Argument(help="e.g. R1, P6 or P6/3.")], as_json: Json = False) -> None:
    """One rule (every entry of its id) in full: wording, needs, consequence, notes."""
    rules = tender_rules().find(key)
    if not rules:
        raise typer.BadParameter(f"there is no rule {key!r} (guanlian rules list)")
    if not show({"rules": [in_full(rule) for rule in rules]}, as_json):
        for rule in rules:
            _print(rule)


@group.command()
def check(
    file: Annotated[Path | None, typer.Argument(help="A file of rules; absent: those that are shipped.")] = None,
    as_json: Json = False,
) -> None:
    """Explain the faults of a file of rules."""
    found = parse_rules(read_text(file)) if file else tender_rules()
    facts: dict[str, Any] = {"version": found.version, "digest": found.digest, "rules": len(found.rules)}
    facts["unverified"] = [rule.key for rule in found.rules if not rule.verified]
    if not show(facts, as_json):
        out.print(
            f"✓ {len(found.rules)} rules, digest {found.digest}; off: {' '.join(facts['unverified'])}", highlight=False
        )


def _print(rule: TenderRule) -> None:
    out.print(f"[bold]{rule.key}[/bold] v{rule.version}  {rule.title.zh} / {rule.title.en}", highlight=False)
    told = in_full(rule)
    for name in ("article", "wording", "valid_from", "valid_to", "verified", "verdict", "needs", "note"):
        if told[name] not in (None, "", []):
            out.print(f"  {name}: {told[name]}", highlight=False, soft_wrap=True)
    out.print(f"  consequence: {rule.consequence.zh}", highlight=False, soft_wrap=True)
    if rule.settles:
        out.print(f"  settles: {rule.settles.zh}", highlight=False, soft_wrap=True)
