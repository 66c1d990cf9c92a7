"""The rules as data: quoted truly, dated, and documented."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from graph_service.reach.reference import reference_page
from graph_service.reach.rules import ReachRule, Via, needed_relationships, reach_rules, rules_for
from graph_service.records.kinds import kinds
from graph_service.records.terms import TermRule, term_rules
from tests.unit.record_values import SHARED

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "reach-rules.md"
LAWS = SHARED / "laws"
QUOTED: list[ReachRule | TermRule] = [rule for rule in (*reach_rules(), *term_rules()) if rule.verified]


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("rule", QUOTED, ids=lambda rule: rule.id)
def test_the_wording_stands_in_the_text(rule: ReachRule | TermRule) -> None:
    if not LAWS.exists():
        pytest.skip("no law texts beside the checkout")
    assert _squeezed(rule.wording) in _squeezed((LAWS / f"{rule.text}.md").read_text(encoding="utf-8"))


def test_every_rule_is_named_once_dated_and_has_an_article() -> None:
    rules = reach_rules()
    assert len({rule.id for rule in rules}) == len(rules)
    assert all(rule.article for rule in rules)
    assert all(rule.valid_from for rule in rules if rule.verified)
    assert all(rule.valid_to > rule.valid_from for rule in rules if rule.valid_to and rule.valid_from)


def test_unverified_rules_say_so() -> None:
    assert {rule.id for rule in reach_rules() if not rule.verified} == {"tax_grade_d_reach"}
    assert {rule.id for rule in term_rules() if not rule.verified} == {
        "safety_dishonest_3_years",
        "penalty_before_2026",
    }


@pytest.mark.parametrize(
    "kind", ["经营异常名录", "招投标 处罚", "政府采购严重违法失信", "红名单 / 守信激励", "环境信用评价"]
)
def test_kinds_that_reach_nobody_have_no_rule(kind: str) -> None:
    assert rules_for(kind) == ()


def test_rules_name_declared_kinds_and_positive_ones_never() -> None:
    by_name = {kind.zh: kind for kind in kinds()}
    named = {name for rule in reach_rules() for name in rule.record_kinds}
    assert named <= by_name.keys()
    assert not any(by_name[name].nature in ("positive", "commitment", "statement") for name in named)


def test_text_versions_change_on_their_day() -> None:
    def in_force(kind: str, day: str) -> set[str]:
        return {rule.id for rule in rules_for(kind) if rule.verified and rule.in_force(date.fromisoformat(day))}

    assert in_force("限制消费", "2010-09-30") == set()
    assert in_force("限制消费", "2015-07-21") == {"restricted_consumption_2010"}
    assert in_force("限制消费", "2015-07-22") == {"restricted_consumption_2015"}
    assert "office_ban_debt_2018" in in_force("失信被执行人", "2024-06-30")
    assert "office_ban_debt_2023" in in_force("失信被执行人", "2024-07-01")
    assert in_force("市场监管严重违法失信名单", "2024-04-30") == {"office_ban_serious_violation_2014"}
    assert in_force("市场监管严重违法失信名单", "2024-05-01") == {"office_ban_serious_violation_2024"}
    assert in_force("反洗钱特别预防名单", "2024-12-31") == set()


def test_a_way_is_exactly_one_way() -> None:
    with pytest.raises(ValueError, match="exactly one"):
        Via(subject=True, controlled=True)
    with pytest.raises(ValueError, match="date the event"):
        Via(roles=("PRINCIPAL_OF",), as_of="event")
    with pytest.raises(ValueError, match="not relationship kinds"):
        Via(roles=("OWNS",))


def test_the_reader_learns_what_to_fetch_from_the_rules() -> None:
    assert {"SUBJECT_OF", "NAMED_IN", "LEGAL_REPRESENTATIVE_OF", "PRINCIPAL_OF", "CONTROLS", "SHAREHOLDER_OF"} <= set(
        needed_relationships()
    )
    assert "RELATIVE_OF" not in needed_relationships()


def test_the_reference_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference_page(), (
        "write it anew: python -m graph_service.reach.reference"
    )
