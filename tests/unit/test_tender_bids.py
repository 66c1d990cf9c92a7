"""Deemed collusion (实施条例 40; 87号令 37), prices, brands, consortia, SMEs: written from the articles."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.tender_values import Facts, said

NOTHING: set[object] = set()
REGIMES = pytest.mark.parametrize("regime", ["bidding", "works", "goods", "procurement"])


def _facts(regime: str = "bidding", deadline: str = "2026-05-20", **values: Any) -> Facts:
    return Facts(regime, deadline).firms("a", "b", "c", "u", **values).people("p", "q", "r", "s", "t")


def _rule(bidding: str, regime: str) -> str:
    return "P6" if regime == "procurement" else bidding


@REGIMES
@pytest.mark.parametrize(
    ("rule", "name", "value", "others"),
    [("R6", "document_author", "u", "q"), ("R6", "document_author", "p", "q"), ("R7", "operator", "p", "q"),
     ("R7", "operator", "u", "q"), ("R8", "team", ["p"], ["q"]), ("R11", "deposit_payer", "u", "c"), ("R11", "deposit_payer", "p", "c")],
)  # fmt: skip
def test_the_same_unit_or_person_in_two_bids(regime: str, rule: str, name: str, value: Any, others: Any) -> None:
    facts = _facts(regime).bid("a", **{name: value}).bid("b", **{name: value}).bid("c", **{name: others})
    expected = _rule(rule, regime)
    assert {s for s in facts.said(expected) if s[1] == "deemed"} == {said(expected, "deemed", "a", "b")}
    assert not {s for s in facts.said() if s[1] == "ground"}


@pytest.mark.parametrize(("deadline", "verdicts"), [("2017-09-30", set()), ("2017-10-01", {"deemed"})])
def test_the_procurement_list_came_with_order_87(deadline: str, verdicts: set[str]) -> None:
    facts = _facts("procurement", deadline).bid("a", contact="p").bid("b", contact="p")
    assert {s[1] for s in facts.said("P6")} & {"deemed"} == verdicts


def test_a_contact_person_is_in_the_procurement_list_only() -> None:
    procurement = _facts("procurement").bid("a", contact="p").bid("b", contact="p")
    assert said("P6", "deemed", "a", "b") in procurement.said()
    bidding = _facts().bid("a", contact="p", team=["q"]).bid("b", contact="p", team=["r"]).bid("c", operator="s")
    assert {s[1] for s in bidding.said()} == {"indication"}


def test_a_contact_of_one_and_team_member_of_another_procurement() -> None:
    facts = _facts("procurement").bid("a", contact="p").bid("b", team=["p"])
    assert said("P6", "deemed", "a", "b") in facts.said()


def test_namesakes_in_two_teams_are_an_indication() -> None:
    facts = _facts().bid("a", team=[" 同名"]).bid("b", team=[" 同名"])
    assert facts.said("R8") == {said("R8", "indication", "a", "b")}


def test_two_numbers_in_two_teams_are_nothing() -> None:
    facts = _facts().people("m", "n", name="同名").bid("a", team=["m"]).bid("b", team=["n"])
    assert facts.said("R8") == NOTHING


def test_a_shared_telephone_is_evidence_only() -> None:
    facts = (
        _facts()
        .bid("a", operator="p", operator_phone="130-0001-0027")
        .bid("b", operator="q", operator_phone="13000010027")
    )
    assert facts.said() == {said("R7", "indication", "a", "b")}


@pytest.mark.parametrize(
    ("equal", "verdict"),
    [(["ip"], "indication"), (["cpu"], "indication"), (["tool_key"], "indication"), (["mac", "ip"], "indication"),
     (["mac", "disk"], "indication"), (["mac", "cpu", "disk"], "deemed"), (["mac", "cpu", "disk", "tool_key", "ip"], "deemed"), ([], "")],
)  # fmt: skip
def test_machine_traces_are_graded(equal: list[str], verdict: str) -> None:
    traces = ("mac", "cpu", "disk", "ip", "tool_key")
    one = {t: f"{t}-1" for t in traces}
    two = {t: one[t].upper() if t in equal else f"{t}-2" for t in traces}
    facts = _facts().bid("a", machine=one).bid("b", machine=two)
    assert facts.said() == ({said("R6", verdict, "a", "b")} if verdict else NOTHING)
    if verdict == "indication":
        assert "说明" in facts.result().findings[0].doubts[0].zh


def test_empty_traces_are_no_traces() -> None:
    empty = {"mac": "00-00-00-00-00-00", "cpu": "0", "disk": "-"}
    assert _facts().bid("a", machine=empty).bid("b", machine=empty).said() == NOTHING


def test_one_bidder_made_anothers_documents() -> None:
    facts = _facts().bid("a", document_author="b").bid("b")
    assert said("R6", "indication", "a", "b") in facts.said()
    assert said("R6", "deemed", "a", "b") in _facts().bid("a", document_author="b").bid("b", document_author="b").said()


def test_mixed_documents() -> None:
    facts = _facts().bid("a", contains_material_of=["b"]).bid("b", contains_material_of=[])
    assert facts.said("R10") == {said("R10", "deemed", "a", "b")}
    assert "R10" in _facts().bid("a").bid("b").not_run()


def test_the_same_account_whoever_is_named() -> None:
    facts = _facts().bid("a", deposit_account="6222 0001 0002").bid("b", deposit_account="622200010002")
    assert said("R11", "deemed", "a", "b") in facts.said()
    assert "622200010002" not in repr(facts.result())


def test_a_person_and_a_firm_are_not_the_same_account() -> None:
    facts = _facts().represents("p", "b").bid("a", deposit_payer="p").bid("b", deposit_payer="b")
    assert facts.said() == {said("I3", "indication", "a", "b")}


# -- prices ----------------------------------------------------------------------------------------------------


def _priced(*prices: str, regime: str = "bidding") -> Facts:
    facts = Facts(regime).firms(*"abcdefgh"[: len(prices)])
    for key, price in zip("abcdefgh", prices, strict=False):
        facts.bid(key, price=price)
    return facts


@pytest.mark.parametrize(
    ("prices", "hit"),
    [(("100", "100"), True), (("100", "100.01"), False), (("4873260", "4923260", "4973260", "5023260"), True),
     (("4873260.11", "4923260.11", "4973260.11"), True), (("100", "110", "120"), True), (("100", "110", "120", "127"), False), (("5000000", "5100000", "5202000", "5900000"), True), (("100", "110", "120", "130"), True),
     (("4873260.00", "4923260.00", "4973260.01", "5023260.00"), False), (("1000000", "980000", "960400", "941192"), True),
     (("4918233.60", "5160742.15", "4733908.92"), False), (("1", "2"), False)],
)  # fmt: skip
def test_equal_and_patterned_prices(prices: tuple[str, ...], hit: bool) -> None:
    for regime, rule in (("bidding", "R9"), ("procurement", "P6")):
        found = {s for s in _priced(*prices, regime=regime).said() if s[0] == rule}
        assert bool(found) is hit
        assert {s[1] for s in found} <= {"indication"}


def test_the_order_of_bids_does_not_matter_to_a_progression() -> None:
    assert _priced("4973260", "4873260", "5023260", "4923260").said() == {said("R9", "indication", "a", "b", "c", "d")}


def test_a_consortium_states_one_price() -> None:
    facts = (
        Facts()
        .firms("a", "b", "c")
        .bid("a", consortium="U", price="5")
        .bid("b", consortium="U", price="5")
        .bid("c", price="6")
    )
    assert facts.said() == NOTHING


@pytest.mark.parametrize(
    ("terms", "verdict"), [(["采用最低评标价法"], "ground"), (["综合评分法"], "indication"), ([], "indication")]
)
def test_one_brand_by_the_method_of_evaluation(terms: list[str], verdict: str) -> None:
    facts = (
        _facts("procurement")
        .beside(document_terms=terms)
        .bid("a", brand="样牌")
        .bid("b", brand="样牌")
        .bid("c", brand="别牌")
    )
    assert facts.said("P7") == {said("P7", verdict, "a", "b")}


# -- consortia and SMEs ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("regime", "rule"), [("works", "R19"), ("procurement", "P12")])
@pytest.mark.parametrize("second", [{}, {"consortium": "U2"}], ids=["alone", "in another"])
def test_a_member_bids_again(regime: str, rule: str, second: dict[str, str]) -> None:
    facts = _facts(regime).bid("a", consortium="U1").bid("b", consortium="U1").bid("b", **second).bid("c", **second)
    assert facts.said(rule) == {said(rule, "ground", "b")}


def test_one_consortium_is_no_double_bid() -> None:
    facts = _facts("works").bid("a", consortium="U1").bid("b", consortium="U1").bid("c")
    assert facts.said() == NOTHING


def test_the_same_bidder_twice_is_said_and_is_no_finding() -> None:
    assert _facts().bid("a", price="1").bid("a", price="2").bid("b", price="3").said() == NOTHING


@pytest.mark.parametrize(
    ("size", "share", "verdict"),
    [("large", "0.7", "ground"), ("medium", "0.7", ""), ("large", "0.5", "indication"), ("large", "0.4", ""), (None, "0.7", "indication")],
)  # fmt: skip
def test_an_sme_claim_under_a_large_holder(size: str | None, share: str, verdict: str) -> None:
    facts = _facts("procurement").firms("l", **({"size": size} if size else {})).holds("l", "a", share)
    facts.bid("a", claims_sme=True).bid("b")
    assert facts.said("P10") == ({said("P10", verdict, "a", "l")} if verdict else NOTHING)


def test_an_sme_claim_one_step_only_and_by_the_same_principal() -> None:
    chain = (
        _facts("procurement")
        .firms("l", size="large")
        .firms("m", size="medium")
        .holds("l", "m", "1")
        .holds("m", "a", "1")
    )
    assert chain.bid("a", claims_sme=True).bid("b").said("P10") == NOTHING
    same = _facts("procurement").firms("l", size="large").represents("p", "l", "a").bid("a", claims_sme=True).bid("b")
    assert same.said("P10") == {said("P10", "ground", "a", "l")}
    assert _facts("procurement").firms("l", size="large").holds("l", "a", "1").bid("a").bid("b").said("P10") == NOTHING


def test_an_sme_in_a_consortium_with_its_holder() -> None:
    facts = (
        _facts("procurement")
        .holds("a", "b", "0.6")
        .bid("a", consortium="U")
        .bid("b", consortium="U", claims_sme=True)
        .bid("c")
    )
    assert facts.said("P11") == {said("P11", "ground", "a", "b")}
    apart = (
        _facts("procurement")
        .holds("u", "a", "0.6")
        .bid("a", consortium="U")
        .bid("b", consortium="U", claims_sme=True)
        .bid("c")
    )
    assert apart.said("P11") == NOTHING


# -- missing data -----------------------------------------------------------------------------------------------


def test_bids_without_people_leave_the_items_not_run() -> None:
    assert {"R6", "R7", "R8", "R10", "R11", "R17"} <= _facts().bid("a", price="1").bid("b", price="2").not_run()
    assert {"P6/1", "P6/2", "P6/3", "P6/5", "P6/6"} <= _facts("procurement").bid("a").bid("b").not_run()


def test_one_bid_runs_what_is_not_between_bidders() -> None:
    facts = _facts("procurement").record("a", "失信被执行人", listed_on="2025-06-10", ends_on="2027-06-10").bid("a")
    assert facts.said() == {said("P8", "ground", "a")}
    assert {"P1/principal", "P1/control"} <= facts.not_run()
