"""The rules of tender review as data: quoted truly, dated, documented, and every fault of a file explained."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from graph_service.errors import InvalidInput
from graph_service.tender.patterns import PATTERNS
from graph_service.tender.policy import tender_policy
from graph_service.tender.reference import PAGE, reference_page
from graph_service.tender.rules import TenderRule, parse_rules, tender_rules
from tests.unit.record_values import SHARED

LAWS = SHARED / "laws"
RULES = tender_rules().rules
AT_LEAST = {
    *(f"R{n}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16, 17, 18, 19)), "R3b", "R15a",
    *(f"P{n}" for n in (1, 2, 3, 4, 6, 8, 9, 10, 11, 12)), "E1", "E2", "E3", "E4", "C1", "C2", "C3", "C4",
}  # fmt: skip


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("rule", [r for r in RULES if r.verified], ids=lambda rule: rule.key)
def test_the_wording_stands_in_the_text(rule: TenderRule) -> None:
    if not LAWS.exists():
        pytest.skip("no law texts beside the checkout")
    assert _squeezed(rule.wording) in _squeezed((LAWS / f"{rule.text}.md").read_text(encoding="utf-8"))


def test_the_rules_that_must_exist_do() -> None:
    assert {rule.id for rule in RULES} >= AT_LEAST


def test_what_is_off_has_no_text_and_gives_indications_at_most() -> None:
    off = [rule for rule in RULES if not rule.verified]
    assert {rule.id for rule in off} == {"E5", "C1", "C2", "C3", "C4"}
    assert all(rule.verdict == "indication" and not rule.text for rule in off)


def test_every_pattern_is_used_and_every_rule_has_its_pattern() -> None:
    assert {rule.pattern for rule in RULES} == set(PATTERNS)


def test_every_article_names_its_law() -> None:
    assert all(not rule.citation.startswith("第") for rule in RULES if rule.verified)
    assert tender_rules().find("R1")[0].citation.startswith("招标投标法实施条例 第三十四条")
    assert tender_rules().find("P6/3")[0].citation == "财政部令第87号 第三十七条第三项"


def test_regimes_keep_their_own_articles() -> None:
    bidding, procurement = ({r.id for r in tender_rules().of(regime)} for regime in ("bidding", "procurement"))
    assert {"R1", "R2", "E1", "E2", "R19"} <= bidding
    assert {"P1", "P3", "P6", "P8", "E3", "P12"} <= procurement
    assert not {"P1", "P6", "P8", "E3"} & bidding
    assert not {"R1", "R2", "R6", "E1", "E2"} & procurement
    goods, works = ({r.id for r in tender_rules().of(regime)} for regime in ("goods", "works"))
    assert {"R3b"} <= goods - bidding - works
    assert {"R15a"} <= works - bidding - goods


@pytest.mark.parametrize(
    ("key", "last_without", "first"),
    [("P1/control", "2015-02-28", "2015-03-01"), ("P6/3", "2017-09-30", "2017-10-01"), ("P10", "2020-12-31", "2021-01-01"),
     ("R1", "2012-01-31", "2012-02-01")],
)  # fmt: skip
def test_texts_come_into_force_on_their_day(key: str, last_without: str, first: str) -> None:
    (rule,) = tender_rules().find(key)
    assert not rule.in_force(date.fromisoformat(last_without))
    assert rule.in_force(date.fromisoformat(first))


def test_numbers_of_the_policy_have_reasons() -> None:
    policy = tender_policy()
    assert all(getattr(policy, n).reason for n in type(policy).model_fields if n not in ("id", "version"))
    assert len(policy.digest) == 64


RULE = """
- id: {id}
  version: 1
  title: {{zh: 样例, en: Sample}}
  regimes: [bidding]
  text: 招标投标法(2017-12-27)
  article: 第三十七条
  wording: 与投标人有利害关系的人
  verified: {verified}
  pattern: {pattern}
  verdict: {verdict}
  needs: [{needs}]
  consequence: {{zh: 样例, en: Sample}}
"""


def _rule(**changed: str) -> str:
    return RULE.format(
        **{"id": "R1", "verified": "true", "pattern": "control", "verdict": "ground", "needs": "two_bids", **changed}
    )


def test_a_sound_file_is_taken() -> None:
    assert parse_rules(_rule()).find("R1")[0].verdict == "ground"


@pytest.mark.parametrize(
    ("text", "said"),
    [(_rule(pattern="no_such"), "no such pattern"), (_rule(needs="moon"), "no such need"), (_rule(needs="data:OWNS"), "no such need"),
     (_rule(needs="given:moon"), "no such need"), (_rule(verified="false"), "indication at most"), (_rule(id="rule one"), "pattern"),
     (_rule() + _rule(), "stands twice"), ("- {", "rules cannot be read"), ("7", "cannot be read"), (_rule(verdict="guilty"), "verdict")],
)  # fmt: skip
def test_faults_of_a_file_are_explained(text: str, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        parse_rules(text)


def test_the_reference_page_is_up_to_date() -> None:
    assert Path(PAGE).read_text(encoding="utf-8") == reference_page(), (
        "write it anew: python -m graph_service.tender.reference"
    )
