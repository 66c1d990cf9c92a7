"""``guanlian rules``: the rules of tender review: list them, show one in full, check a file of rules."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from graph_service.services.review_wire import rule as in_full
from graph_service.tender.rules import TenderRule, parse_rules, tender_rules
from graph_service.tender.words import regime_of
from guanlian.files import read_text
from guanlian.language import coded, joined, say
from guanlian.terminal import Json, out, show, table

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
    shown = table(
        ("规则", "rule"), ("版", "v"), ("制度", "regimes"), ("性质", "verdict"), ("内容", "title"), ("条款", "article")
    )
    for rule in rules:
        verdict = coded("verdict", rule.verdict) if rule.verified else say("停用", "off")
        regimes = joined(coded("regime", regime) for regime in rule.regimes)
        shown.add_row(rule.key, str(rule.version), regimes, verdict, say(rule.title.zh, rule.title.en), rule.citation)
    out.print(shown)
    out.print(_set(len(rules), found.version, found.digest), highlight=False)


def _set(count: int, version: int, digest: str) -> str:
    return say(f"{count} 条规则，版本 {version}，摘要 {digest}", f"{count} rules, version {version}, digest {digest}")


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
        raise typer.BadParameter(
            say(f"没有规则 {key!r}（guanlian rules list 可查）", f"there is no rule {key!r} (guanlian rules list)")
        )
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
        off = f"{say('停用', 'off')}: {' '.join(facts['unverified'])}"
        out.print(f"✓ {_set(len(found.rules), found.version, found.digest)}; {off}", highlight=False, soft_wrap=True)


def _print(rule: TenderRule) -> None:
    title = say(rule.title.zh, rule.title.en)
    out.print(f"[bold]{rule.key}[/bold] v{rule.version}  {title}", highlight=False)
    full = in_full(rule)
    full["verified"] = say("已核对", "yes") if rule.verified else say("未核对，停用", "no: off")
    full["verdict"] = coded("verdict", rule.verdict)
    for name, caption in (
        ("article", say("条款", "article")), ("wording", say("原文", "wording")), ("valid_from", say("自", "valid from")),
        ("valid_to", say("至", "valid to")), ("verified", say("文本", "text verified")), ("verdict", say("性质", "verdict")),
        ("needs", say("所需资料", "needs")), ("note", say("注", "note")),
    ):  # fmt: skip
        if full[name] not in (None, "", []):
            out.print(f"  {caption}: {full[name]}", highlight=False, soft_wrap=True)
    consequence = say(rule.consequence.zh, rule.consequence.en)
    out.print(f"  {say('后果', 'consequence')}: {consequence}", highlight=False, soft_wrap=True)
    if rule.settles:
        settles = say(rule.settles.zh, rule.settles.en)
        out.print(f"  {say('如何查清', 'what settles it')}: {settles}", highlight=False, soft_wrap=True)
