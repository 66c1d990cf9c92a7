"""Worked examples of the field: each measure by its own definition gives the published number."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from graph_service.ownership import Structure, controlled_by, structure
from graph_service.ownership.above import holders_above
from graph_service.ownership.beneficial import Facts, beneficial_owners, significant_persons
from graph_service.ownership.cascade import Regime, cascade
from graph_service.ownership.chains import close_link, psc_share, tax_share
from graph_service.ownership.control import control
from graph_service.ownership.effective import effective_share, shares_below
from graph_service.ownership.loops import loops, shareholding_groups
from graph_service.ownership.paths import contributing_chains
from graph_service.ownership.quality import by_source, faults
from graph_service.ownership.tree import tree
from graph_service.services.ownership import measures
from graph_service.services.ownership_explain import explain
from tests.unit.record_values import share, tie

ON = date(2026, 6, 1)


def held(text: str, on: date = ON, *more: Any) -> Structure:
    """``"x a .5, a b .5"``: holder, company, share; ``?`` is unknown."""
    rows = (row.split() for row in text.split(","))
    return structure([*(share(h, c, None if v == "?" else v) for h, c, v in rows), *more], on)


def blocked(s: Structure, regime: Regime, *listed: str) -> set[str]:
    return {b.company for b in cascade(s, regime, listed).blocked}


OFAC = [
    ("x a .5, a b .5", {"a", "b"}),
    ("x a .5, x b .5, a c .25, b c .25", {"a", "b", "c"}),
    ("x a .5, x b .1, a b .4", {"a", "b"}),
    ("x a .5, x b .25, a c .25, b c .25", {"a"}),
    ("x a .25, x b .25, a c .5, b c .5", set()),
]


@pytest.mark.parametrize(("facts", "caught"), OFAC)
def test_ofac_faq_401_counts_whole_stakes_of_what_is_itself_blocked(facts: str, caught: set[str]) -> None:
    assert blocked(held(facts), "OFAC", "x") == caught


def test_multiplied_share_of_the_first_faq_example_is_a_quarter() -> None:
    assert effective_share(held("x a .5, a b .5"), "x", "b").minimum == Fraction(1, 4)


def test_two_listed_quarters_are_added_up_by_ofac_and_eu_but_not_by_uk() -> None:
    s = held("x a .25, y a .25, z a .5")
    assert [blocked(s, r, "x", "y") for r in ("OFAC", "EU", "UK")] == [{"a"}, {"a"}, set()]


STAKES = [(["98"], True), (["35", "15"], True), (["20", "25"], False), (["12", "18", "28"], True),
          (["45", "3"], False), (["10"] * 4, False)]  # fmt: skip


@pytest.mark.parametrize(("stakes", "caught"), STAKES)
def test_stakes_of_listed_parties_in_the_aggregate(stakes: list[str], caught: bool) -> None:
    links = [share(f"x{i}", "a", str(Fraction(s) / 100)) for i, s in enumerate(stakes)]
    listed = [link.from_id for link in links]
    assert bool(blocked(structure(links, ON), "OFAC", *listed)) is caught


@pytest.mark.parametrize(
    ("part", "ofac", "eu", "uk"), [("0.4999", 0, 0, 0), ("0.5", 1, 1, 0), ("0.5001", 1, 1, 1)]
)  # fmt: skip
def test_exactly_half_is_caught_by_ofac_and_eu_and_not_by_uk(part: str, ofac: int, eu: int, uk: int) -> None:
    s = held(f"x a {part}")
    assert [len(blocked(s, r, "x")) for r in ("OFAC", "EU", "UK")] == [ofac, eu, uk]


def test_declared_control_is_no_ownership_for_ofac_and_a_separate_test_for_eu_and_uk() -> None:
    s = held("x a .1, a b .6", ON, tie("CONTROLS", "x", "a", "2020-01-01"))
    assert blocked(s, "OFAC", "x") == set()
    for regime in ("EU", "UK"):
        found = cascade(s, regime, ["x"])  # type: ignore[arg-type]
        assert {(b.company, b.by) for b in found.blocked} == {("a", "control"), ("b", "control")}


def test_an_unknown_stake_is_caught_possibly_and_the_eu_rule_is_not_run_before_its_year() -> None:
    found = cascade(held("x a ?, z a .4"), "OFAC", ["x"])
    assert ([b.company for b in found.blocked], [b.company for b in found.possible]) == ([], ["a"])
    assert cascade(held("x a .6, z a .4", date(2023, 12, 31)), "EU", ["x"]).version is None


CLOSE = {"ac": ".24", "bd": ".216", "dc": ".216", "ba": ".908", "cd": ".6", "ab": ".2", "bc": ".36", "ca": ".54",
         "da": ".9", "ad": ".144", "cb": ".108", "db": ".18"}  # fmt: skip


def test_close_links_of_the_manual_and_the_table_above_the_whole_is_named() -> None:
    s = held("a b .2, b a .8, b c .2, c d .6, d a .9, a c .2")
    found = {h + c: close_link(s, h, c) for h in "abcd" for c in "abcd" if h != c}
    assert {pair: m.minimum for pair, m in found.items()} == {pair: Fraction(v) for pair, v in CLOSE.items()}
    assert {pair for pair, m in found.items() if m.minimum >= Fraction(1, 5)} == CLOSE.keys() - {"ad", "cb", "db"}
    assert found["ca"].at == ("a",)


EFFECTIVE = [
    ("a b .9, a c .6, b c .4", "a", "c", "96/100"),
    ("a b .5, b c .5, a c 0, c b 0", "a", "b", "1/2"),
    ("a b .5, a c .5, c b .5", "a", "b", "3/4"),
    ("a b .4, a c .3, b d .5, c d .2", "a", "d", "26/100"),
    ("p a .51, a b .51, b c .51", "p", "c", "132651/1000000"),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "holder", "company", "expected"), EFFECTIVE)
def test_multiplied_and_added_up(facts: str, holder: str, company: str, expected: str) -> None:
    found = effective_share(held(facts), holder, company)
    assert (found.minimum, found.maximum) == (Fraction(expected), Fraction(expected))


def test_cycles_are_exact_and_outside_shares_of_each_company_make_the_whole() -> None:
    s = held("p1 a .6, p2 a .3, b a .1, a b .5, p3 b .5")
    expected = {"a": ("12/19", "6/19", "1/19"), "b": ("6/19", "3/19", "10/19")}
    for company, parts in expected.items():
        found = holders_above(s, company).shares
        assert tuple(found[p].minimum for p in ("p1", "p2", "p3")) == tuple(map(Fraction, parts))
        assert sum(found[p].minimum for p in ("p1", "p2", "p3")) == 1
    assert {c: m.minimum for c, m in shares_below(s, "p1").items()} == {"a": Fraction(12, 19), "b": Fraction(6, 19)}


def test_cross_holding_with_one_outsider_each() -> None:
    s = held("p a .2, b a .8, a b .5, q b .5")
    found = {(h, c): effective_share(s, h, c).minimum for h in "pq" for c in "ab"}
    assert found == {("p", "a"): Fraction(1, 3), ("p", "b"): Fraction(1, 6), ("q", "a"): Fraction(2, 3), ("q", "b"): Fraction(5, 6)}  # fmt: skip


def test_a_closed_control_loop_is_named_and_nobody_outside_controls() -> None:
    s = held("p a .1, b a .9, a b .9, q b .1")
    (loop,) = loops(s).shown
    assert (loop.companies, loop.closed, loop.outside_controllers) == (("a", "b"), True, ())
    assert {(h.holder, h.company) for h in loop.shortest} == {("a", "b"), ("b", "a")}
    assert effective_share(s, "p", "a").minimum == Fraction(10, 19)
    assert effective_share(s, "p", "b").minimum == Fraction(9, 19)
    assert controlled_by(s, "p").steps == {}


def test_a_loop_with_an_outside_controller_is_not_closed() -> None:
    (loop,) = loops(held("p a .6, b a .2, a b .9")).shown
    assert not loop.closed
    assert loop.mutual_control == ()


def test_tax_notice_lifts_from_a_quarter_in_the_middle_and_adds_family() -> None:
    assert tax_share(held("a b .3, b c .4"), "a", "c").minimum == Fraction(2, 5)
    assert tax_share(held("a b .25, b c .4"), "a", "c").minimum == Fraction(2, 5)
    assert tax_share(held("a b .2499, b c .4"), "a", "c").minimum == Fraction("0.09996")
    assert tax_share(held("a b .2, b c 1"), "a", "c").minimum == Fraction(1, 5)
    spouses = [tie("RELATIVE_OF", "p", "q", note="夫妻")]
    assert tax_share(held("p c .15, q c .12"), "p", "c", spouses).minimum == Fraction(27, 100)
    cousins = [tie("RELATIVE_OF", "p", "q", kinship="表兄弟")]
    assert tax_share(held("p c .15, q c .12"), "p", "c", cousins).minimum == Fraction(15, 100)
    assert tax_share(held("a b .3, b c .4, c d .5"), "a", "d").minimum == Fraction(1, 2)


def test_psc_counts_the_last_link_in_full_behind_majority_stakes_only() -> None:
    assert psc_share(held("p a .51, a b .3"), "p", "b").minimum == Fraction(3, 10)
    assert psc_share(held("p a .5, a b .3"), "p", "b").minimum == 0
    quarters = held("p a .25, q a .25, r a .25, s a .25")
    assert significant_persons(quarters, "a", frozenset("pqrs")) == ()
    assert [p for p, _ in significant_persons(held("p a .2501"), "a", frozenset("p"))] == ["p"]


OWNERS = [("0.2499", set()), ("0.25", {("p", "equity")}), ("0.2501", {("p", "equity")})]


@pytest.mark.parametrize(("part", "expected"), OWNERS)
def test_exactly_a_quarter_makes_a_beneficial_owner(part: str, expected: set[tuple[str, str]]) -> None:
    rest = Fraction(1) - Fraction(part)
    s = structure([share("p", "a", part), share("q", "a", str(rest))], ON)
    found = beneficial_owners(s, "a", Facts(frozenset("pq")))
    assert {(o.party, o.limb) for o in found.owners} == expected | {("q", "equity")}


@pytest.mark.parametrize(
    ("day", "text", "status"),
    [(date(2024, 10, 31), None, "not_run"), (date(2024, 11, 1), "filing_2024", "named"),
     (date(2026, 1, 19), "filing_2024", "named"), (date(2026, 1, 20), "identification_2025", "named")],
)  # fmt: skip
def test_the_text_of_the_day_is_applied_and_none_is_made_up(day: date, text: str | None, status: str) -> None:
    found = beneficial_owners(held("p a 1", day), "a", Facts(frozenset("p")))
    assert (found.version.id if found.version else None, found.status) == (text, status)


def test_control_without_equity_is_the_third_limb_and_equity_leaves_no_other() -> None:
    s = held("p a .51, a b .51, b c .51, q a .49, r b .49, t c .49")
    found = beneficial_owners(s, "c", Facts(frozenset("pqrt")))
    assert {(o.party, o.limb) for o in found.owners} == {("p", "control"), ("t", "equity")}


def test_what_may_hide_an_owner_keeps_the_fallback_open() -> None:
    manager = tie("SENIOR_MANAGER_OF", "m", "a", "2020-01-01", role="执行董事兼总经理")
    facts = Facts(frozenset("pqm"), {}, (manager,))
    open_ = beneficial_owners(held("p a .2, q a .2"), "a", facts)
    assert (open_.status, open_.owners) == ("open", ())
    assert [(m.reason, m.at, m.share) for m in open_.missing] == [("rest_not_recorded", "a", Fraction(3, 5))]
    closed = beneficial_owners(held("p a .2, q a .2, r a .2, s a .2, t a .2"), "a", Facts(frozenset("pqrstm"), {}, (manager,)))  # fmt: skip
    assert [(o.party, o.limb) for o in closed.owners] == [("m", "daily_management")]


@pytest.mark.parametrize(
    ("role", "manages"),
    [("总经理", True), ("经理", True), ("副总经理", False), ("财务负责人", False), ("董事长、总经理", True), ("", None),
     ("General Manager", True), ("项目经理", False)],
)  # fmt: skip
def test_who_is_in_charge_of_daily_management(role: str, manages: bool | None) -> None:
    from graph_service.ownership.beneficial import in_daily_charge

    assert in_daily_charge(tie("SENIOR_MANAGER_OF", "m", "a", "2020-01-01", role=role)) is manages


def test_public_bodies_are_exempt_and_a_branch_has_the_owners_of_its_head() -> None:
    assert beneficial_owners(held("p a 1"), "a", Facts(frozenset("p"), {"a": "public_body"})).status == "exempt"
    branch = tie("BRANCH_OF", "b", "a", "2020-01-01")
    found = beneficial_owners(held("p a 1"), "b", Facts(frozenset("p"), {}, (branch,)))
    assert (found.asked_of, [o.party for o in found.owners]) == ("a", ["p"])


def test_a_state_controlled_company_may_name_its_legal_representative_and_no_other_role() -> None:
    roles = (tie("LEGAL_REPRESENTATIVE_OF", "l", "a", "2020-01-01"), tie("DIRECTOR_OF", "n", "a", "2020-01-01"))
    found = beneficial_owners(held("k a 1"), "a", Facts(frozenset("ln"), {"k": "state_organ"}, roles))
    assert [(o.party, o.limb) for o in found.owners] == [("l", "legal_representative")]


def test_behind_a_complete_table_in_a_loop_nothing_is_missing() -> None:
    """B is passed several times (4/3 of A), so it has no share; yet all of A ends at P and Q, and nothing can hide."""
    loop = held("P A .2, B A .8, A B .5, Q B .5")
    found = beneficial_owners(loop, "A", Facts(frozenset("PQ")))
    assert effective_share(loop, "B", "A").reason == "share_above_whole"
    assert {(o.party, o.limb) for o in found.owners} == {("P", "equity"), ("Q", "equity")}
    assert found.missing == ()
    verdicts = {basis: control(loop, "B", "A", basis) for basis in ("majority", "controlling_shareholder", "actual")}
    said = explain(measures(loop, "B", "A"), verdicts, contributing_chains(loop, "B", "A"))
    assert [d["code"] for d in said] == ["share_above_whole"]
    short = beneficial_owners(held("P A .2, B A .8, A B .5, Q B .3"), "A", Facts(frozenset("PQ")))
    assert [(m.reason, m.at) for m in short.missing] == [("rest_not_recorded", "B")]


def test_the_chains_make_up_the_share_and_loops_the_rest() -> None:
    s = held("p a .6, q a .4, p b .35, q b .65, a c .4, b c .5, q c .1, c d .7, a d .05, p d .15, q d .1")
    found = contributing_chains(s, "p", "d")
    assert [[h.company for h in c.holdings] for c in found.chains] == [
        ["a", "c", "d"],
        ["d"],
        ["b", "c", "d"],
        ["a", "d"],
    ]
    assert (found.minimum, found.complete) == (Fraction("0.4705"), True)
    top = contributing_chains(s, "p", "d", limit=2)
    assert (len(top.chains), top.complete) == (2, False)
    loop = contributing_chains(held("p a .55, b a .25, q a .2, a b .4, r b .6"), "p", "b")
    assert loop.minimum == Fraction(22, 100)


def test_faults_are_named_with_their_sources() -> None:
    links = [share("p", "a", "0.7"), share("q", "a", "0.4"), share("b", "b", "0.2"), share("p", "c", None),
             tie("SHAREHOLDER_OF", "a", "d", "2010-01-01", "2012-01-01", share_min="1", share_max="1"),
             tie("SHAREHOLDER_OF", "d", "e", "2015-01-01", share_min="1", share_max="1")]  # fmt: skip
    found = faults(links, ON)
    assert {(f.problem, f.company) for f in found} == {
        ("above_whole", "a"), ("below_whole", "b"), ("self_holding", "b"), ("share_unknown", "c"),
        ("dates_never_overlap", "a"), ("dates_never_overlap", "d"),
    }  # fmt: skip
    assert by_source(found)["test"]["above_whole"] == 1


def test_the_tree_counts_what_it_leaves_out_and_opens_a_party_once() -> None:
    s = held("p a .5, q a .3, r a .02, s a .1, p q .9, z p .5, q p .5")
    root = tree(s, "a", "up", layers=1, floor=Fraction(5, 100), width=2)
    assert [b.party for b in root.children] == ["p", "q"]
    assert (root.more, root.below_floor, root.complete) == (1, 1, False)
    deep = tree(s, "a", "up", layers=5)
    assert deep.complete
    assert sum(1 for b in deep.children if b.party == "p" and b.children) == 1


def test_groups_do_not_join_over_an_organ_of_the_state() -> None:
    s = held("k a 1, k b 1, a c 1")
    assert shareholding_groups(s) == (("a", "b", "c", "k"),)
    assert shareholding_groups(s, hubs=["k"]) == (("a", "c"),)
