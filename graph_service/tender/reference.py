"""The reference page of the tender rules, written from the data. ``python -m graph_service.tender.reference`` writes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from graph_service.tender.policy import tender_policy
from graph_service.tender.rules import GIVEN, NEEDS, TenderRule, tender_rules

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "tender-rules.md"
_HEAD = """# Rules of tender review

Written from `graph_service/tender/rules.yaml` and `policy.yaml` by `graph_service.tender.reference`; change the data,
not this page. Texts are public mirrors of the official databases: before an article is shown to users as the law, check
it against the official publication; until then each rule counts as `text: mirror`. Dates are days in Asia/Shanghai.

A rule gives at most its verdict: **ground** (by itself), **deemed** collusion (open to explanation), **indication**
(a clue that needs a reviewer). Any doubt about identity, date or share makes a finding an indication that names the one
document to fetch. A rule that lacks what it needs is listed as not run.
"""


def reference_page() -> str:
    """The whole page as Markdown."""
    found = tender_rules()
    table = "| rule | regimes | verdict | title | article |\n|---|---|---|---|---|"
    rows = [
        f"| [{r.key}](#{_anchor(r)}) | {', '.join(r.regimes)} | {_verdict(r)} | {r.title.zh} | {r.citation} |"
        for r in found.rules
    ]
    parts = [_HEAD, "\n".join([table, *rows]) + "\n", *_policy(), *(_rule(rule) for rule in found.rules)]
    return "\n".join(parts).rstrip() + "\n"


def _verdict(rule: TenderRule) -> str:
    return rule.verdict if rule.verified else "off"


def _anchor(rule: TenderRule) -> str:
    return f"{rule.key}-version-{rule.version}".casefold().replace("/", "")


def _policy() -> Iterator[str]:
    yield "## Numbers that the law leaves open\n\n| number | value | reason |\n|---|---|---|"
    policy = tender_policy()
    rows = {name: getattr(policy, name) for name in type(policy).model_fields if name not in ("id", "version")}
    yield "\n".join(f"| {name} | {_value(row.value)} | {row.reason} |" for name, row in rows.items()) + "\n"
    yield "## Rules\n"


def _value(value: object) -> str:
    return ", ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else str(value)


def _rule(rule: TenderRule) -> str:
    lines = [
        ("state", "verified, text: mirror" if rule.verified else "**unverified, off**"), ("title", f"{rule.title.zh} — {rule.title.en}"),
        ("regimes", ", ".join(rule.regimes)), ("article", rule.citation), ("text", rule.text),
        ("wording", f"“{rule.wording}”" if rule.wording else ""), ("in force", _force(rule)),
        ("pattern", f"`{rule.pattern}`{' ' + str(dict(rule.options)) if rule.options else ''}"), ("verdict", rule.verdict),
        ("needs", "; ".join(_need(need) for need in rule.needs)), ("consequence", rule.consequence.zh),
        ("settles", rule.settles.zh if rule.settles else ""), ("note", rule.note),
    ]  # fmt: skip
    return "\n".join(
        [f"### {rule.key} (version {rule.version})\n", *(f"- {name}: {told}" for name, told in lines if told), ""]
    )


def _force(rule: TenderRule) -> str:
    end = f", until {rule.valid_to - timedelta(days=1)}" if rule.valid_to else ""
    return f"from {rule.valid_from}{end}" if rule.valid_from else ("first day not at hand" if rule.verified else "")


def _need(need: str) -> str:
    form, _, names = need.partition(":")
    if form == "given":
        return " or ".join(GIVEN[name][1] for name in names.split("|"))
    return f"data on {' or '.join(names.split('|'))}" if form == "data" else NEEDS[need][1]


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(reference_page(), encoding="utf-8")
