"""Tender review against brute force, and what must not change an answer. Random tenders, pure functions."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.tender_values import Facts

BIDDERS = ("a", "b", "c", "d")
OTHERS = ("m", "n", "o")
PEOPLE = ("p", "q", "r")
EXPERTS = ("x",)
Link = tuple[str, str, str, str]
SHARES = ("0.2", "0.34", "0.5", "0.51", "0.6", "1")
ROLES = ("LEGAL_REPRESENTATIVE_OF", "PRINCIPAL_OF", "DIRECTOR_OF", "EMPLOYED_BY", "SUPERVISOR_OF")


@st.composite
def links(draw: st.DrawFn) -> list[Link]:
    """Roles, holdings (each pair once, no company above the whole), kin and management."""
    firms = (*BIDDERS, *OTHERS)
    roles = draw(
        st.sets(
            st.tuples(st.sampled_from(ROLES), st.sampled_from((*PEOPLE, *EXPERTS)), st.sampled_from(firms)), max_size=8
        )
    )
    pairs = draw(
        st.dictionaries(
            st.tuples(st.sampled_from((*firms, *PEOPLE)), st.sampled_from(firms)), st.sampled_from(SHARES), max_size=9
        )
    )
    found: list[Link] = [(kind, a, b, "") for kind, a, b in sorted(roles)]
    total: dict[str, Fraction] = {}
    for (holder, firm), share in sorted(pairs.items()):
        if holder != firm and total.get(firm, Fraction(0)) + Fraction(share) <= 1:
            total[firm] = total.get(firm, Fraction(0)) + Fraction(share)
            found.append(("SHAREHOLDER_OF", holder, firm, share))
    kin = draw(st.sets(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(EXPERTS)), max_size=2))
    found += [("RELATIVE_OF", a, b, "") for a, b in sorted(kin)]
    manage = draw(st.sets(st.tuples(st.sampled_from(firms), st.sampled_from(firms)), max_size=2))
    return found + [("MANAGES", a, b, "") for a, b in sorted(manage) if a != b]


def _facts(regime: str, given_links: list[Link], bidders: tuple[str, ...] = BIDDERS) -> Facts:
    facts = Facts(regime).firms(*BIDDERS, *OTHERS, "buyer").people(*PEOPLE, *EXPERTS)
    facts.beside(experts=list(EXPERTS), buyer="buyer")
    for kind, a, b, share in given_links:
        if kind == "SHAREHOLDER_OF":
            facts.holds(a, b, share)
        else:
            facts.link(kind, a, b, **({"kinship": "夫妻"} if kind == "RELATIVE_OF" else {}))
    for number, bidder in enumerate(bidders):
        facts.bid(bidder, team=[PEOPLE[number % 3]] if number < 2 else [])
    return facts


REGIME = st.sampled_from(("bidding", "procurement"))


@settings(max_examples=150, deadline=None)
@given(REGIME, links())
def test_grounds_between_bidders_are_those_of_brute_force(regime: str, found: list[Link]) -> None:
    facts = _facts(regime, found)
    principal, control = ("R1", "R2") if regime == "bidding" else ("P1", "P1")
    said = {(s[0], s[2]) for s in facts.said(principal, control, "R3") if s[1] == "ground"}
    assert said == {(rule, frozenset(pair)) for rule, pair in _brute(regime, found)}


def _brute(regime: str, found: list[Link]) -> set[tuple[str, tuple[str, str]]]:
    principals = {(a, b) for kind, a, b, _ in found if kind in ROLES[:2]}
    holdings = {(a, b): Fraction(share) for kind, a, b, share in found if kind == "SHAREHOLDER_OF"}
    managed = {(a, b) for kind, a, b, _ in found if kind == "MANAGES"}
    hits = set()
    for a, b in combinations(BIDDERS, 2):
        if any((p, a) in principals and (p, b) in principals for p in (*PEOPLE, *EXPERTS)):
            hits.add(("R1" if regime == "bidding" else "P1", (a, b)))
        if any(_controls(regime, holdings, x, y) for x, y in ((a, b), (b, a))):
            hits.add(("R2" if regime == "bidding" else "P1", (a, b)))
        if {(a, b), (b, a)} & managed:
            hits.add(("R3" if regime == "bidding" else "P1", (a, b)))
    return hits


def _controls(regime: str, holdings: dict[tuple[str, str], Fraction], holder: str, company: str) -> bool:
    if regime == "procurement":
        return holdings.get((holder, company), Fraction(0)) > Fraction(1, 2)
    group = {holder}
    while True:
        more = {
            c
            for c in (*BIDDERS, *OTHERS)
            if c not in group and sum(holdings.get((h, c), Fraction(0)) for h in group) > Fraction(1, 2)
        }
        if not more:
            return company in group
        group |= more


@settings(max_examples=80, deadline=None)
@given(REGIME, links(), st.permutations(BIDDERS), st.randoms(use_true_random=False))
def test_the_order_of_bidders_and_facts_changes_nothing(
    regime: str, found: list[Link], order: list[str], shuffle: object
) -> None:
    teams = {bidder: [PEOPLE[number % 3]] if number < 2 else [] for number, bidder in enumerate(BIDDERS)}
    facts, again = _facts(regime, found), _facts(regime, found, ())
    for bidder in order:
        again.bid(bidder, team=teams[bidder])
    shuffle.shuffle(again.links)  # type: ignore[attr-defined]
    assert facts.result() == again.result()


@settings(max_examples=80, deadline=None)
@given(REGIME, links())
def test_a_party_without_contacts_changes_nothing_between_the_others(regime: str, found: list[Link]) -> None:
    before = _facts(regime, found).result().findings
    more = _facts(regime, found).firms("stranger").people("s")
    after = more.represents("s", "stranger").bid("stranger").result().findings
    assert {(f.id, f.verdict) for f in after} == {(f.id, f.verdict) for f in before}


@settings(max_examples=80, deadline=None)
@given(REGIME, links(), st.integers(0, 30))
def test_removing_a_relationship_adds_no_ground_and_no_finding_rests_on_it(
    regime: str, found: list[Link], which: int
) -> None:
    facts = _facts(regime, found)
    if not facts.links:
        return
    before = {s for s in facts.said() if s[1] == "ground"}
    removed = facts.links.pop(which % len(facts.links))
    result = facts.result()
    assert {(f.rule.id, f.verdict, frozenset(f.parties)) for f in result.findings if f.verdict == "ground"} <= before
    assert all(removed.id not in trail.relationships for f in result.findings for trail in f.trails)


@settings(max_examples=60, deadline=None)
@given(REGIME, links())
def test_other_ids_of_sources_and_relationships_change_nothing(regime: str, found: list[Link]) -> None:
    facts, other = _facts(regime, found), _facts(regime, found)
    other.links = [
        replace(r, id=f"z{number}-{r.id[::-1]}", source=replace(r.source, source="elsewhere"))
        for number, r in enumerate(other.links)
    ]
    assert facts.said() == other.said()


@settings(max_examples=60, deadline=None)
@given(REGIME, links())
def test_every_rule_of_the_regime_ran_or_says_why_not(regime: str, found: list[Link]) -> None:
    from graph_service.tender.rules import tender_rules

    result = _facts(regime, found).result()
    assert {r.key for r in tender_rules().of(regime)} == set(result.run) | {n.rule for n in result.not_run}
    assert all(n.parties or n.rule not in result.run for n in result.not_run)
