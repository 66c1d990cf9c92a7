"""Computed control in exposure: worlds of holdings against brute force, for one party and for all at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from graph_service.exposure.control import control_links
from graph_service.exposure.neighbourhood import Listing
from graph_service.exposure.policy import load_policy
from graph_service.model import Period, Relationship, SourceRef
from graph_service.ownership import structure
from tests.property.in_memory import InMemoryNeighbourhood
from tests.property.test_exposure import ON, PARTIES, ask, brute_force, taken
from tests.property.test_wholegraph import all_at_once

SHARES = (None, ("0.1", "0.1"), ("0.3", "0.3"), ("0.5", "0.5"), ("0.51", "0.51"), ("0.4", "0.6"), ("0.26", "0.26"))
SEEN = (date(2026, 1, 1), date(2026, 1, 1), date(2022, 1, 1), date(2020, 1, 1))
POLICY = load_policy("default")


def holding(number: int, origin: str, target: str, kind: str, share: Any, seen: date) -> Relationship:
    values = {"share_min": share[0], "share_max": share[1]} if share and kind == "SHAREHOLDER_OF" else {}
    return Relationship(
        f"r{number:03d}", kind, origin, target, Period(observed=(seen,)), SourceRef("s", "r"), values, origin, target
    )


@st.composite
def holdings(draw: st.DrawFn) -> tuple[list[Relationship], dict[str, tuple[Listing, ...]], frozenset[str]]:
    found = []
    for number in range(draw(st.integers(1, 16))):
        origin = draw(st.sampled_from(PARTIES))
        target = draw(st.sampled_from([p for p in PARTIES if p != origin]))
        kind = draw(st.sampled_from(["SHAREHOLDER_OF"] * 7 + ["CONTROLS"]))
        found.append(holding(number, origin, target, kind, draw(st.sampled_from(SHARES)), draw(st.sampled_from(SEEN))))
    subject = Relationship("s", "SUBJECT_OF", "", "", Period(), SourceRef("s", "r"))
    listed = draw(st.lists(st.sampled_from(PARTIES), min_size=1, max_size=2, unique=True))
    organs = frozenset(draw(st.lists(st.sampled_from(PARTIES), max_size=1)))
    return found, {p: (Listing(f"rec-{p}", "失信被执行人", subject, None),) for p in listed}, organs


@given(holdings())
@settings(max_examples=250, deadline=None)
def test_control_counts_as_the_definition_says(data: Any) -> None:
    everyone = all_at_once(data, POLICY)
    for party in PARTIES:
        found = ask(party, data, POLICY)
        expected = brute_force(party, *data, POLICY)
        assert (found.best.cost if found.best else None) == expected == everyone[party]["cost"]


@given(holdings())
@settings(max_examples=250, deadline=None)
def test_links_are_proven_and_break_where_they_say(data: Any) -> None:
    relationships, listed, organs = data
    by_id = {r.id: r for r in relationships}
    for link in control_links(relationships, listed, POLICY, ON, organs).every:
        assert {link.controller, link.company} & listed.keys()
        assert link.proof(), link
        assert all(r == by_id[r.id] for r in link.proof())
        if not link.sure:
            continue
        assert link.company in taken(link.structure, link.controller)
        gone = {frozenset((by_id[i].from_id, by_id[i].to_id)) for i in link.breaking()}
        left = [r for r in relationships if frozenset((r.from_id, r.to_id)) not in gone]
        still = {(v.controller, v.company) for v in control_links(left, listed, POLICY, ON, organs).every if v.sure}
        assert (link.controller, link.company) not in still


@given(holdings(), st.randoms(use_true_random=False))
@settings(max_examples=250, deadline=None)
def test_sure_links_hold_in_every_completion_and_none_is_missed(data: Any, random: Any) -> None:
    relationships, listed, organs = data
    once = {(r.from_id, r.to_id): replace(r, period=Period(observed=(ON,))) for r in relationships}
    held = structure(once.values(), ON)
    every = [r for r in once.values() if r.to_id not in held.inconsistent and r.to_id not in organs]
    links = {(v.controller, v.company): v.sure for v in control_links(every, listed, POLICY, ON, organs).every}
    done = structure(completed(every, random), ON)
    controls = {(x, y) for x in PARTIES for y in taken(done, x) - {x} if {x, y} & listed.keys()}
    assert {pair for pair, sure in links.items() if sure} <= controls <= links.keys()


def completed(relationships: list[Relationship], random: Any) -> list[Relationship]:
    """Every share made exact within its bounds, no company's above the whole: one of the possible truths."""
    held = structure(relationships, ON)
    left = {company: 1 - table.minimum() for company, table in held.tables.items()}
    found = [r for r in relationships if r.kind == "CONTROLS"]
    for r in random.sample(holdings := [r for r in relationships if r.kind != "CONTROLS"], len(holdings)):
        more = min(left[r.to_id], r.share.maximum - r.share.minimum) * random.choice([0, 0, 1, 1, Fraction(1, 2)])
        left[r.to_id] -= more
        share = str(r.share.minimum + more)
        found.append(replace(r, values={"share_min": share, "share_max": share}))
    return found


def test_a_listed_top_and_the_bottom_of_its_chain_are_one_step_apart() -> None:
    chain = [holding(n, f"p{n}", f"p{n + 1}", "SHAREHOLDER_OF", ("0.51", "0.51"), ON) for n in range(6)]
    subject = Relationship("s", "SUBJECT_OF", "", "", Period(), SourceRef("s", "r"))
    found = ask("p6", (chain, {"p0": (Listing("rec", "失信被执行人", subject, None),)}, frozenset()), POLICY)
    assert found.best is not None
    (arc,) = found.best.arcs
    assert arc.link is not None
    assert [r.id for r in arc.link.proof()] == [r.id for r in chain]
    assert POLICY.policy.control is not None
    assert abs(found.score - 0.9 * POLICY.policy.control.forward) < 1e-3


def test_a_policy_without_control_has_no_such_step() -> None:
    chain = [holding(n, f"p{n}", f"p{n + 1}", "SHAREHOLDER_OF", ("0.51", "0.51"), ON) for n in range(6)]
    world = InMemoryNeighbourhood(chain, {"p0": ()})
    assert not list(world.control(ON, load_policy("strict")).every)
    assert len(list(world.control(ON, POLICY).every)) == 6


def test_what_breaks_a_control_counts_stale_facts_that_give_it_too() -> None:
    links = [
        holding(0, "p0", "p1", "SHAREHOLDER_OF", ("0.51", "0.51"), ON),
        holding(1, "p0", "p2", "SHAREHOLDER_OF", ("0.6", "0.6"), ON),
        holding(2, "p2", "p1", "CONTROLS", None, date(2022, 1, 1)),
        holding(3, "p2", "p1", "SHAREHOLDER_OF", ("0.1", "0.1"), ON),
    ]
    found = {(v.controller, v.company): v for v in control_links(links, {"p0"}, POLICY, ON, ()).every}
    assert found["p0", "p1"].weight == 1.0
    assert found["p0", "p1"].breaking() == ("r000", "r002")
