"""The reference page of the rules, written from the data. ``python -m graph_service.reach.reference`` writes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from graph_service.reach.rules import ReachRule, Via, reach_rules
from graph_service.records.kinds import kinds
from graph_service.records.terms import TermRule, term_rules

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "reach-rules.md"
_HEAD = """# Record kinds, terms and lawful reach

Written from the data by `graph_service.reach.reference`; change the data, not this page.
Texts are public mirrors of the official databases. Before an article is shown to users as the law, check it against
the official publication; until then each rule counts as `text: mirror`. Dates are days in Asia/Shanghai; "until"
is the last day on which a text was in force.
"""
_LASTS = {"acting": "while the record acts", "life": "for life", "stated": "as the decision states"}


def reference_page() -> str:
    """The whole page as Markdown."""
    parts = [_HEAD, "## Record kinds\n", *_kinds(), "\n## Terms\n", *map(_term, term_rules())]
    parts += ["## Lawful reach\n", *map(_rule, reach_rules())]
    return "\n".join(parts).rstrip() + "\n"


def _kinds() -> Iterator[str]:
    yield "| kind | id | English | nature | regime | further names |\n|---|---|---|---|---|---|"
    for kind in kinds():
        yield f"| {kind.zh} | `{kind.id}` | {kind.en} | {kind.nature} | {kind.regime} | {'、'.join(kind.aliases)} |"


def _lines(title: str, pairs: Iterable[tuple[str, str]]) -> str:
    return "\n".join([f"### {title}\n", *(f"- {name}: {value}" for name, value in pairs if value), ""])


def _force(rule: ReachRule | TermRule) -> str:
    end = f", until {rule.valid_to.fromordinal(rule.valid_to.toordinal() - 1)}" if rule.valid_to else ""
    return f"from {rule.valid_from}{end}" if rule.valid_from else ""


def _term(rule: TermRule) -> str:
    length = rule.length or (f"{rule.years} years" if rule.years else f"{rule.months} months")
    return _lines(rule.id, [
        ("state", "" if rule.verified else "**unverified**"), ("kinds", ", ".join(rule.kinds)),
        ("text", f"{rule.text} {rule.article}"), ("wording", f"“{rule.wording}”" if rule.wording else ""),
        ("in force", _force(rule)), ("when", ", ".join(rule.when)),
        ("length", length if rule.published else "not published"), ("counted from", ", ".join(rule.runs_from)),
        ("note", rule.note),
    ])  # fmt: skip


def _rule(rule: ReachRule) -> str:
    return _lines(f"{rule.id} (version {rule.version})", [
        ("state", "verified, text: mirror" if rule.verified else "**unverified, off**"),
        ("record kinds", "、".join(rule.record_kinds)), ("text", f"{rule.text} {rule.article}".strip()),
        ("wording", f"“{rule.wording}”" if rule.wording else ""), ("in force", _force(rule)),
        ("effect", f"`{rule.effect}`, {_length(rule)}"), ("conditions", ", ".join(rule.conditions)),
        ("reaches", "; ".join(map(_via, rule.via))),
        ("unpublished", "also where the law keeps the record from publication" if rule.unpublished else ""),
        ("own exit", "released by the court" if rule.released else ""), ("note", rule.note),
    ])  # fmt: skip


def _length(rule: ReachRule) -> str:
    if rule.lasts != "years":
        return _LASTS[rule.lasts]
    return f"{rule.years} years from {' or '.join(rule.runs_from or rule.start)}"


def _via(via: Via) -> str:
    if via.subject:
        return "the subject itself"
    if via.controlled:
        return "what the subject controls, directly or indirectly"
    if via.controllers:
        return "who actually controls the subject, now"
    if via.roles:
        return f"{', '.join(via.roles)} ({via.as_of})"
    return f"named as {'、'.join(via.capacities)}{_findings(via)}"


def _findings(via: Via) -> str:
    names = ("responsible", "responsible_unless_false", "breach_of_duty", "by_final_judgment", "unless_other_found")
    found = [name for name in names if getattr(via, name)] + (
        [f"sanction {'/'.join(via.sanctions)}"] if via.sanctions else []
    )
    return f" [{', '.join(found)}]" if found else ""


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(reference_page(), encoding="utf-8")
