"""Exposure against brute force: every simple path, integer sums, on random graphs with dates, hubs, cuts and sources."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from graph_service.dates import PartialDate
from graph_service.exposure.arcs import arcs_of, weight
from graph_service.exposure.evaluate import Exposure, Limits, exposure
from graph_service.exposure.neighbourhood import Listing
from graph_service.exposure.policy import NEVER, CompiledPolicy, load_policy
from graph_service.model import Period, Relationship, SourceRef
from graph_service.ownership import Structure, structure
from tests.property.in_memory import InMemoryNeighbourhood

ON = date(2026, 1, 1)
PARTIES = [f"p{i}" for i in range(7)]
CONTACTS = [f"c{i}" for i in range(2)]
KINDS = (
    "LEGAL_REPRESENTATIVE_OF", "SHAREHOLDER_OF", "DIRECTOR_OF", "CONTROLS", "BRANCH_OF", "RELATIVE_OF",
    "POSSIBLY_SAME_AS", "SUCCESSOR_OF", "SENIOR_MANAGER_OF",
)  # fmt: skip
RECORD_KINDS = ("失信被执行人", "经营异常名录", "政府采购严重违法失信", "行政处罚 (双公示)")


@st.composite
def relationship(draw: st.DrawFn, number: int) -> Relationship:
    uses = draw(st.integers(0, 4)) == 0
    origin = draw(st.sampled_from(PARTIES))
    target = draw(st.sampled_from(CONTACTS if uses else [p for p in PARTIES if p != origin]))
    values: dict[str, Any] = {"contact": draw(st.sampled_from(["address", "phone"]))} if uses else {}
    kind = "USES" if uses else draw(st.sampled_from(KINDS))
    if kind == "SHAREHOLDER_OF" and draw(st.booleans()):
        share = draw(st.sampled_from(["0.03", "0.25", "0.5", "0.51", "0.9", "1"]))
        values |= {"share_min": share, "share_max": share}
    if draw(st.integers(0, 9)) == 0:
        values["disputed"] = "identity"
    end = draw(st.sampled_from([None, None, None, "2025-06-01", "2026-01-01", "2026-01-02"]))
    seen = draw(st.sampled_from([date(2026, 1, 1), date(2025, 1, 1), date(2022, 1, 1), date(2020, 1, 1)]))
    period = Period(None, PartialDate.parse(end) if end else None, (seen,))
    if end and seen >= date.fromisoformat(end):
        period = Period(None, period.valid_to, (date(2020, 1, 1),))
    return Relationship(f"r{number:03d}", kind, origin, target, period, SourceRef("s", "r"), values, origin, target)


@st.composite
def world(draw: st.DrawFn) -> tuple[list[Relationship], dict[str, tuple[Listing, ...]], frozenset[str]]:
    count = draw(st.integers(0, 16))
    relationships = [draw(relationship(number)) for number in range(count)]
    listed = draw(st.lists(st.sampled_from(PARTIES), max_size=3, unique=True))
    subject = Relationship("s", "SUBJECT_OF", "", "", Period(), SourceRef("s", "r"))
    listings = {p: (Listing(f"rec-{p}", draw(st.sampled_from(RECORD_KINDS)), subject, None),) for p in listed}
    organs = frozenset(draw(st.lists(st.sampled_from(PARTIES), max_size=1)))
    return relationships, listings, organs


def users(relationships: list[Relationship], policy: CompiledPolicy) -> dict[str, int]:
    found = InMemoryNeighbourhood(relationships, {}).expand(PARTIES, ("USES",), ON, policy.contact_limit)
    return dict(found.users)


def brute_force(
    party: str,
    relationships: list[Relationship],
    listings: Mapping[str, Any],
    organs: frozenset[str],
    policy: CompiledPolicy,
) -> int | None:
    """The least integer sum over all simple paths from every source; ``None`` where nothing lies within the floor."""
    arcs, _ = arcs_of([r for r in relationships if r.kind in policy.kinds], policy, ON, users(relationships, policy))
    steps: dict[tuple[str, str], int] = {}
    for arc in arcs:
        pair = (arc.tail, arc.head)
        steps[pair] = min(steps.get(pair, arc.cost), arc.cost)
    best = None
    for tail, head, cost in control_steps(relationships, listings, organs, policy):
        steps[(tail, head)] = min(steps.get((tail, head), cost), cost)
    for source, (listing, *_) in listings.items():
        severity = policy.severity_cost(listing.record_kind)
        if source == party or severity == NEVER:
            continue
        for nodes in simple_paths(source, party, [*PARTIES, *CONTACTS], steps, organs):
            total = severity + sum(steps[pair] for pair in itertools.pairwise(nodes))
            if total <= policy.floor_cost and (best is None or total < best):
                best = total
    return best


def control_steps(
    relationships: list[Relationship], listed: Collection[str], organs: Collection[str], policy: CompiledPolicy
) -> Iterator[tuple[str, str, int]]:
    """Both directions of every certain control with a listed party at an end, from the definition alone."""
    if policy.policy.control is None:
        return
    weights = {r.id: weight(r, policy, ON) for r in relationships}
    known: set[tuple[str, str]] = set()
    for least in (1.0, 0.01):
        held = structure([r for r in relationships if weights[r.id] >= least and r.to_id not in organs], ON)
        factor = 1.0 if least == 1.0 else policy.policy.staleness.factor
        for x, y in itertools.product(PARTIES, PARTIES):
            if x != y and (x in listed or y in listed) and (x, y) not in known and y in taken(held, x):
                known.add((x, y))
                yield x, y, policy.cost(policy.policy.control.forward * factor)
                yield y, x, policy.cost(policy.policy.control.backward * factor)


def taken(held: Structure, controller: str) -> set[str]:
    """What a party controls: more than half of the votes with what it controls, or declared; added until nothing changes."""
    group = {controller}
    while True:
        more = set()
        for company in set(PARTIES) - group:
            table = held.table(company)
            half = not table.over() and table.lower(group, "votes") > Fraction(1, 2)
            if half or any(r.from_id in group for r in held.declared if r.to_id == company):
                more.add(company)
        if not more:
            return group
        group |= more


def simple_paths(
    source: str, party: str, nodes: list[str], steps: Mapping[tuple[str, str], int], organs: frozenset[str]
) -> Iterator[list[str]]:
    def walk(path: list[str]) -> Iterator[list[str]]:
        if path[-1] == party:
            yield path
            return
        if path[-1] in organs and len(path) > 1:
            return
        for node in nodes:
            if node not in path and (path[-1], node) in steps:
                yield from walk([*path, node])

    yield from walk([source])


def ask(party: str, data: Any, policy: CompiledPolicy, limits: Limits | None = None) -> Exposure:
    relationships, listings, organs = data
    return exposure(party, InMemoryNeighbourhood(relationships, listings, organs), policy, ON, limits)


@given(world(), st.sampled_from(["default", "strict"]))
@settings(max_examples=250, deadline=None)
def test_exposure_equals_the_best_of_all_simple_paths(data: Any, name: str) -> None:
    policy = load_policy(name)
    for party in PARTIES:
        found = ask(party, data, policy)
        expected = brute_force(party, *data, policy)
        assert (found.best.cost if found.best else None) == expected
        assert not found.truncated
        if found.best:
            assert found.best.nodes[-1] == party
            assert len(set(found.best.nodes)) == len(found.best.nodes)
            assert found.best.cost == found.best.severity_cost + sum(arc.cost for arc in found.best.arcs)


@given(world(), st.integers(1, 3), st.integers(1, 2))
@settings(max_examples=200, deadline=None)
def test_a_truncation_bound_is_never_wrong(data: Any, nodes: int, rounds: int) -> None:
    policy = load_policy("default")
    for party in PARTIES:
        found = ask(party, data, policy, Limits(max_nodes=nodes, max_rounds=rounds))
        expected = brute_force(party, *data, policy)
        true_score = policy.score(expected) if expected is not None else 0.0
        assert found.score <= true_score + 1e-12
        if true_score > found.score + 1e-12:
            assert found.truncated
            assert true_score <= found.bound + 1e-12


@given(world(), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_order_does_not_matter_and_removal_never_raises_a_score(data: Any, random: Any) -> None:
    relationships, listings, organs = data
    policy = load_policy("default")
    shuffled = list(relationships)
    random.shuffle(shuffled)
    # A contact point used by fewer parties weighs more, and a cut may fall away with a dispute: only plain kinds here.
    plain = [r for r in relationships if r.kind != "USES"]
    for party in PARTIES:
        first, second = ask(party, data, policy), ask(party, (shuffled, listings, organs), policy)
        assert (first.score, first.best.nodes if first.best else None) == (
            second.score,
            second.best.nodes if second.best else None,
        )
        base = ask(party, (plain, listings, organs), policy).score
        for index in range(len(plain)):
            fewer = plain[:index] + plain[index + 1 :]
            assert ask(party, (fewer, listings, organs), policy).score <= base + 1e-12


@given(world())
@settings(max_examples=100, deadline=None)
def test_removing_the_cut_set_brings_the_score_below_its_level(data: Any) -> None:
    relationships, listings, organs = data
    policy = load_policy("default")
    for party in PARTIES:
        found = ask(party, data, policy)
        if found.cut_set is None or found.level is None:
            continue
        pairs = {frozenset((r.from_id, r.to_id)) for r in relationships if r.id in found.cut_set.relationships}
        fewer = [r for r in relationships if frozenset((r.from_id, r.to_id)) not in pairs]
        if all(r.kind != "USES" for r in relationships):
            assert ask(party, (fewer, listings, organs), policy).score < found.level.from_score


@given(st.floats(0.001, 0.95), st.integers(1, 10))
def test_the_integer_score_is_close_to_the_exact_product(factor: float, steps: int) -> None:
    policy = load_policy("default")
    score = policy.score(policy.cost(factor) * steps)
    assert abs(score - factor**steps) <= score * (0.5 * steps / policy.scale) * 1.01 + 1e-12
