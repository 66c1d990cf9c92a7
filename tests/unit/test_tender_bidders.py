"""R1-R5, P1, P5, R3b, I1-I6: written from the articles. Hit, near miss, boundary, missing data."""

from __future__ import annotations

import pytest

from graph_service.tender.cast import Judgement
from tests.unit.tender_values import Facts, said

NOTHING: set[object] = set()


def _two(regime: str = "bidding", deadline: str = "2026-05-20", **more: str) -> Facts:
    facts = Facts(regime, deadline, **more).firms("a", "b", "c").people("p", "q", "r", "s")
    return facts.bid("a").bid("b").bid("c")


# -- 单位负责人为同一人 ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("regime", "rule"), [("bidding", "R1"), ("works", "R1"), ("goods", "R1"), ("procurement", "P1")]
)
def test_the_same_representative(regime: str, rule: str) -> None:
    facts = _two(regime).represents("p", "a", "b").represents("q", "c")
    assert facts.said(rule) == {said(rule, "ground", "a", "b")}


def test_a_principal_counts_as_the_representative_does() -> None:
    facts = _two().represents("p", "a").link("PRINCIPAL_OF", "p", "b").represents("q", "c")
    assert facts.said("R1") == {said("R1", "ground", "a", "b")}


def test_three_bidders_of_one_representative_are_three_pairs() -> None:
    facts = _two().represents("p", "a", "b", "c")
    assert facts.said("R1") == {said("R1", "ground", *pair) for pair in ("ab", "ac", "bc")}


@pytest.mark.parametrize(("until", "hit"), [("2026-05-20", False), ("2026-05-21", True), ("2026-05-19", False)])
def test_the_office_counts_on_the_day_of_the_deadline(until: str, hit: bool) -> None:
    """Half-open: ``until`` is the first day on which it no longer holds."""
    facts = (
        _two(as_of="2026-06-01")
        .represents("p", "a")
        .represents("p", "b", until=until)
        .represents("q", "b", since=until)
    )
    assert (said("R1", "ground", "a", "b") in facts.said("R1")) is hit


def test_an_office_taken_up_the_day_after_does_not_count() -> None:
    facts = _two(as_of="2026-06-01").represents("p", "a").represents("p", "b", since="2026-05-21")
    assert facts.said("R1") == NOTHING


@pytest.mark.parametrize(
    ("last", "verdict"), [("2025-04-15", "ground"), ("2025-04-14", "indication"), ("2018-11-02", "indication")]
)
def test_confirmed_within_400_days_or_an_extract_is_named(last: str, verdict: str) -> None:
    facts = _two().represents("p", "a").represents("p", "b", since=None, seen=["2017-04-10", last])
    assert facts.said("R1") == {said("R1", verdict, "a", "b")}
    found = next(f for f in facts.result().findings if f.rule.id == "R1")
    assert [d.code for d in found.doubts] == ([] if verdict == "ground" else ["not_confirmed"])
    assert verdict == "ground" or "法定代表人登记信息" in found.doubts[0].zh


def test_first_seen_after_the_deadline_is_an_indication_only() -> None:
    facts = _two(as_of="2026-07-01").represents("p", "a").represents("p", "b", since=None, seen=["2026-06-10"])
    assert facts.said("R1") == {said("R1", "indication", "a", "b")}


def test_an_office_under_a_dispute_about_identity_is_suspended() -> None:
    facts = _two().represents("p", "a").represents("p", "b", disputed="identity")
    assert facts.said() == NOTHING


def test_a_dispute_about_content_does_not_suspend() -> None:
    facts = _two().represents("p", "a").represents("p", "b", disputed="content")
    assert facts.said("R1") == {said("R1", "ground", "a", "b")}


def test_namesakes_are_at_most_an_indication() -> None:
    facts = _two().people("m", "n", name="同名", numbered=False).represents("m", "a").represents("n", "b")
    assert facts.said("R1") == {said("R1", "indication", "a", "b")}


def test_two_numbers_are_two_persons() -> None:
    facts = _two().people("m", "n", name="同名").represents("m", "a").represents("n", "b")
    assert facts.said() == NOTHING


def test_one_node_without_a_number_is_no_ground() -> None:
    facts = _two().people("m", numbered=False).represents("m", "a", "b")
    assert facts.said("R1") == {said("R1", "indication", "a", "b")}


def test_a_placeholder_is_nobody() -> None:
    facts = _two().people("m", name="无", numbered=False).represents("m", "a", "b")
    assert facts.said() == NOTHING


def test_a_judgement_in_the_review_joins_or_parts() -> None:
    facts = _two().people("m", "n", name="同名", numbered=False).represents("m", "a").represents("n", "b")
    facts.judgements = [Judgement("m", "n", "same")]
    assert facts.said("R1") == {said("R1", "ground", "a", "b")}
    assert next(f.identity for f in facts.result().findings if f.rule.id == "R1") == "judged"
    facts.judgements = [Judgement("m", "n", "different")]
    assert facts.said("R1") == NOTHING


def test_a_bidder_known_by_name_only_gives_no_ground() -> None:
    facts = Facts().people("p", "q").firms("a")
    facts.entities["b"] = facts.entities["a"].__class__("b", "Enterprise", {"name": "样例乙"})
    facts.bid("a").bid("b").represents("p", "a", "b")
    assert facts.said("R1") == {said("R1", "indication", "a", "b")}


def test_without_representatives_the_rule_says_for_whom_it_did_not_run() -> None:
    facts = _two().represents("p", "a")
    (lacking,) = [n for n in facts.result().not_run if n.rule == "R1"]
    assert lacking.parties == ("b", "c")


def test_nothing_loaded_means_not_run() -> None:
    facts = _two()
    facts.loaded = frozenset({"SHAREHOLDER_OF"})
    assert {"R1", "R3", "I4"} <= facts.not_run()


# -- 控股 ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("deadline", "share", "verdict"),
    [("2026-05-20", "0.5000001", "ground"), ("2026-05-20", "0.5", "indication"), ("2024-07-01", "0.5", "indication"),
     ("2024-06-30", "0.5", "ground"), ("2024-06-30", "0.4999999", "other"), ("2026-05-20", "1", "ground")],
)  # fmt: skip
def test_half_by_the_company_law_of_the_day(deadline: str, share: str, verdict: str) -> None:
    facts = _two(deadline=deadline).holds("a", "b", share).holds("r", "b", str(1 - float(share)))
    expected = NOTHING if verdict == "other" else {said("R2", verdict, "a", "b")}
    assert facts.said("R2") == expected
    assert verdict != "other" or said("I1", "indication", "a", "b") in facts.said()


def test_a_later_review_does_not_apply_the_new_law() -> None:
    facts = _two(deadline="2024-06-28", as_of="2026-01-05").holds("a", "b", "0.5").holds("q", "b", "0.5")
    assert said("R2", "ground", "a", "b") in facts.said()


@pytest.mark.parametrize("share", [("0.45", "0.6"), None])
def test_a_range_or_unknown_share_is_open(share: tuple[str, str] | None) -> None:
    facts = _two().holds("a", "b", share)
    assert facts.said("R2") == {said("R2", "indication", "a", "b")}


def test_an_unknown_share_beside_a_majority_of_another_is_no_control() -> None:
    facts = _two().holds("a", "b", None).holds("q", "b", "0.6")
    assert facts.said("R2") == NOTHING
    assert said("I1", "indication", "a", "b") in facts.said()


def test_control_through_a_chain_is_of_the_bidding_law_only() -> None:
    bidding = _two().firms("m").holds("a", "m", "0.8").holds("m", "b", "0.6")
    assert bidding.said("R2") == {said("R2", "ground", "a", "b")}
    procurement = _two("procurement").firms("m").holds("a", "m", "0.8").holds("m", "b", "0.6")
    assert not {s for s in procurement.said() if s[1] == "ground"}
    assert procurement.said("P5") == {said("P5", "indication", "a", "b")}


def test_a_group_that_only_together_holds_more_than_half() -> None:
    facts = _two().firms("m").holds("a", "m", "1").holds("a", "b", "0.3").holds("m", "b", "0.3")
    assert facts.said("R2") == {said("R2", "ground", "a", "b")}
    assert not {
        s
        for s in _two("procurement")
        .firms("m")
        .holds("a", "m", "1")
        .holds("a", "b", "0.3")
        .holds("m", "b", "0.3")
        .said()
        if s[1] == "ground"
    }


def test_a_chain_that_breaks_is_no_control() -> None:
    facts = _two().firms("m").holds("a", "m", "0.7").holds("m", "b", "0.4").holds("q", "b", "0.6")
    assert facts.said("R2") == NOTHING
    assert facts.said("I1") == {said("I1", "indication", "a", "b")}


def test_votes_may_control_where_capital_does_not() -> None:
    facts = (
        _two("procurement")
        .holds("a", "b", "0.4", votes_min="0.67", votes_max="0.67")
        .holds("q", "b", "0.6", votes_min="0.33", votes_max="0.33")
    )
    assert facts.said("P1") == {said("P1", "ground", "a", "b")}


@pytest.mark.parametrize(("regime", "rule"), [("bidding", "R2"), ("procurement", "P1")])
def test_declared_control(regime: str, rule: str) -> None:
    facts = _two(regime).link("CONTROLS", "a", "b", role="控股股东")
    assert facts.said(rule) == {said(rule, "ground", "a", "b")}


def test_a_stale_holding_is_an_indication_and_a_fresh_way_beats_it() -> None:
    stale = _two().holds("a", "b", "0.8", since=None, seen=["2019-01-01"])
    assert stale.said("R2") == {said("R2", "indication", "a", "b")}
    assert stale.firms("m").holds("a", "m", "1").holds("m", "b", "0.9", source="other").said("R2") == {
        said("R2", "ground", "a", "b")
    }


def test_closed_loops_control_one_another_and_nothing_else() -> None:
    """domain.md T19: A and B hold 90 % of each other."""
    facts = (
        _two()
        .people("x", "y")
        .holds("x", "a", "0.1")
        .holds("b", "a", "0.9")
        .holds("a", "b", "0.9")
        .holds("y", "b", "0.1")
    )
    assert facts.said("R2") == {said("R2", "ground", "a", "b")}


def test_parent_and_subsidiaries_of_t21() -> None:
    """domain.md T21: (a) parent and S1, (b) S1 and S2, (c) grandparent and S1."""
    for regime, parent, rule in (("bidding", "p1", "R2"), ("procurement", "p1", "P1")):
        facts = Facts(regime).firms("p1", "s1", "s2").holds("p1", "s1", "1").holds("p1", "s2", "1")
        assert said(rule, "ground", parent, "s1") in facts.bid("p1").bid("s1").said()
    sisters = Facts().firms("p1", "s1", "s2").holds("p1", "s1", "1").holds("p1", "s2", "1").bid("s1").bid("s2")
    assert sisters.said() == {said("R5", "indication", "s1", "s2")}
    for regime, verdict in (("bidding", "ground"), ("procurement", "indication")):
        chain = Facts(regime).firms("g", "p1", "s1").holds("g", "p1", "1").holds("p1", "s1", "1").bid("g").bid("s1")
        assert {s[1] for s in chain.said()} == {verdict}


# -- 管理关系, 集团, 国有 -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("regime", "rule"), [("bidding", "R3"), ("procurement", "P1")])
def test_management(regime: str, rule: str) -> None:
    facts = _two(regime).link("MANAGES", "a", "b", role="托管")
    assert facts.said(rule) == {said(rule, "ground", "a", "b")}


def test_management_that_ended_before() -> None:
    assert _two().link("MANAGES", "a", "b", since="2020-01-01", until="2026-05-20").said() == NOTHING


def test_management_through_a_controlled_company_is_an_indication() -> None:
    facts = _two().firms("m").holds("a", "m", "1").link("MANAGES", "m", "b")
    assert facts.said("R3") == {said("R3", "indication", "a", "b")}


@pytest.mark.parametrize(("regime", "rule"), [("bidding", "R3"), ("procurement", "P1")])
def test_management_through_a_managed_unit_is_an_indication(regime: str, rule: str) -> None:
    chain = _two(regime).firms("m", "n").link("MANAGES", "a", "m").link("MANAGES", "m", "n").link("MANAGES", "n", "b")
    assert chain.said(rule) == {said(rule, "indication", "a", "b")}
    loop = chain.link("MANAGES", "b", "a")
    assert loop.said(rule) == {said(rule, "ground", "a", "b")}
    ended = _two(regime).firms("m").link("MANAGES", "a", "m", until="2026-01-01").link("MANAGES", "m", "b")
    assert ended.said(rule) == set()


def test_state_control_alone_is_no_relation_a_group_below_is() -> None:
    state = _two().firms("sasac", enterprise_type="state_organ").holds("sasac", "a", "1").holds("sasac", "b", "0.51")
    assert state.said() == NOTHING
    group = (
        _two()
        .firms("sasac", enterprise_type="state_organ")
        .firms("g")
        .holds("sasac", "g", "1")
        .holds("g", "a", "1")
        .holds("g", "b", "0.8")
    )
    assert group.said() == {said("R5", "indication", "a", "b")}


def test_goods_name_the_parent_and_its_subsidiaries_as_an_indication() -> None:
    facts = _two("goods").firms("m").holds("m", "a", "1").holds("m", "b", "0.65")
    assert said("R3b", "indication", "a", "b") in facts.said()
    assert not {s for s in facts.said() if s[1] != "indication"}


def test_goods_name_one_representative_too() -> None:
    facts = _two("goods").represents("p", "a", "b").represents("q", "c")
    assert facts.said() == {said("R1", "ground", "a", "b"), said("R3b", "indication", "a", "b")}
    assert "R3b" not in {s[0] for s in _two("works").represents("p", "a", "b").said()}


def test_a_natural_person_above_both_is_an_indication() -> None:
    facts = _two().holds("p", "a", "0.9").holds("p", "b", "0.9")
    assert facts.said() == {said("I1", "indication", "a", "b")}


@pytest.mark.parametrize(("share", "hit"), [("0.1", True), ("0.0999", False)])
def test_a_holder_of_a_tenth_in_both(share: str, hit: bool) -> None:
    facts = _two().holds("p", "a", share).holds("p", "b", "0.3")
    assert (facts.said("I1") == {said("I1", "indication", "a", "b")}) is hit


def test_members_of_one_consortium_do_not_compete() -> None:
    facts = Facts("procurement").firms("a", "b", "c").people("p").represents("p", "a", "b").holds("a", "b", "0.8")
    facts.bid("a", consortium="U1").bid("b", consortium="U1").bid("c")
    assert facts.said() == NOTHING


# -- 交叉任职, 亲属, 共用联系方式, 抱团 -------------------------------------------------------------------------


def test_cross_posts() -> None:
    facts = _two().represents("p", "a").link("DIRECTOR_OF", "p", "b")
    assert facts.said() == {said("I2", "indication", "a", "b")}
    assert _two().link("DIRECTOR_OF", "p", "a").link("DIRECTOR_OF", "p", "b", until="2026-05-20").said() == NOTHING


def test_kin_between_officers() -> None:
    facts = _two().represents("p", "a").represents("q", "b").link("RELATIVE_OF", "p", "q", kinship="夫妻")
    assert facts.said() == {said("I4", "indication", "a", "b")}


@pytest.mark.parametrize(
    ("kind", "users", "hit"), [("phone", 2, True), ("phone", 8, True), ("phone", 9, False), ("address", 13, False)]
)
def test_a_contact_point_of_few_is_a_sign_of_many_it_is_none(kind: str, users: int, hit: bool) -> None:
    facts = _two().uses(kind, "1", "a", "b", users=users)
    assert (facts.said() == {said("I6", "indication", "a", "b")}) is hit


def test_bidding_together_again_and_again() -> None:
    facts = _two()
    for number in range(5):
        for bidder in ("a", "b"):
            facts.link("BID_ON", bidder, f"lot{number}", since=None, seen=["2025-01-10"])
    assert facts.said() == {said("I5", "indication", "a", "b")}
    for number in range(5, 8):
        facts.link("BID_ON", "a", f"lot{number}", since=None, seen=["2025-01-10"])
        facts.link("BID_ON", "b", f"lot{number + 10}", since=None, seen=["2025-01-10"])
    assert facts.said() == NOTHING


@pytest.mark.parametrize(("regime", "rule"), [("bidding", "R3"), ("procurement", "P1")])
def test_a_branch_and_its_head(regime: str, rule: str) -> None:
    assert _two(regime).link("BRANCH_OF", "a", "b").said(rule) == {said(rule, "ground", "a", "b")}
    assert _two(regime).firms("h").link("BRANCH_OF", "a", "h").link("BRANCH_OF", "b", "h").said(rule) == {
        said(rule, "indication", "a", "b")
    }


def test_whoever_runs_one_bidder_and_owns_another() -> None:
    facts = _two().represents("p", "a").holds("p", "b", "0.9")
    assert facts.said() == {said("I1", "indication", "a", "b")}
    assert _two().represents("p", "a").holds("p", "b", "0.01").said() == NOTHING


def test_one_manager_of_two_bidders() -> None:
    assert _two().firms("m").link("MANAGES", "m", "a").link("MANAGES", "m", "b").said() == {
        said("I1", "indication", "a", "b")
    }
    organ = _two().firms("m", enterprise_type="state_organ").link("MANAGES", "m", "a").link("MANAGES", "m", "b")
    assert organ.said() == NOTHING


@pytest.mark.parametrize(("regime", "rule"), [("bidding", "R1"), ("works", "R1"), ("procurement", "P1")])
def test_a_person_who_bids_beside_the_unit_that_she_heads_is_an_indication(regime: str, rule: str) -> None:
    """A natural person is a supplier (政府采购法 21), yet no 单位: the reviewer decides."""
    facts = Facts(regime).firms("a", "b").people("p", "q").represents("p", "a").represents("q", "b").bid("a").bid("p")
    assert facts.said(rule) == {said(rule, "indication", "a", "p")}
    assert facts.bid("b").said(rule) == {said(rule, "indication", "a", "p")}
    assert not [n for n in facts.result().not_run if n.rule == rule and n.parties == ("p",)]


def test_a_person_who_bids_and_shares_a_name_with_a_principal_is_asked_about() -> None:
    facts = Facts().firms("a").people("p", "q", name="同名", numbered=False).represents("p", "a").bid("a").bid("q")
    [found] = [f for f in facts.result().findings if f.rule.id == "R1"]
    assert (found.verdict, [d.code for d in found.doubts]) == ("indication", ["namesake"])


def test_a_person_with_another_number_than_the_principal_is_nothing() -> None:
    facts = Facts().firms("a").people("p", "q", name="同名").represents("p", "a").bid("a").bid("q")
    assert not facts.said("R1")


def test_a_person_who_holds_most_of_another_bidder_controls_it_directly() -> None:
    """直接控股 is between suppliers, and a natural person is one."""
    facts = Facts("procurement").firms("a").people("p").holds("p", "a", "0.6").bid("a").bid("p")
    assert facts.said("P1") == {said("P1", "ground", "a", "p")}
