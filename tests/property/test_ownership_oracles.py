"""Ownership against oracles written from the definitions alone: vertices of what is possible, least closed sets, paths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from math import prod
from typing import Literal
from unittest import mock

import networkx as nx
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graph_service.model import Relationship, SourceRef, Standing
from graph_service.ownership import (
    MAJORITY,
    Rule,
    Structure,
    control,
    controlled_by,
    controllers_of,
    structure,
    ultimate,
)  # fmt: skip
from graph_service.ownership import controllers as searching
from graph_service.ownership.above import holders_above, most_possible
from graph_service.ownership.beneficial import Facts, beneficial_owners
from graph_service.ownership.cascade import REGIMES, cascade
from graph_service.ownership.effective import Measured, effective_share, shares_below
from graph_service.ownership.evidence import Evidence, evidence
from graph_service.ownership.largest import largest_below
from graph_service.ownership.loops import loops
from graph_service.ownership.structure import Basis
from tests.unit.record_values import tie

ON = date(2026, 6, 1)
HALF = Fraction(1, 2)
Range = tuple[Fraction, Fraction]
Tables = dict[tuple[str, str], Range]
COMPANIES, OWNERS = "abc", "pq"


def holding(holder: str, company: str, low: Fraction, high: Fraction) -> Relationship:
    return tie("SHAREHOLDER_OF", holder, company, "2015-01-01", share_min=str(low), share_max=str(high))


def built(tables: Mapping[tuple[str, str], Range], declared: Iterable[tuple[str, str]] = ()) -> Structure:
    links = [holding(h, c, low, high) for (h, c), (low, high) in tables.items()]
    return structure([*links, *(tie("CONTROLS", h, c, "2015-01-01") for h, c in declared)], ON)


@st.composite
def tables(draw: st.DrawFn, companies: str = COMPANIES, others: str = OWNERS, most: int = 3) -> Tables:
    """Cap tables in eighths, each with some exact, some ranged and some unknown shares; none surely above the whole."""
    found: Tables = {}
    for company in companies:
        holders = draw(st.lists(st.sampled_from(companies + others), unique=True, max_size=most))
        left = 8
        for holder in holders:
            low = draw(st.integers(0, min(left, 6)))
            high = draw(st.sampled_from([low, low, min(8, low + 2), 8]))
            found[(holder, company)] = Fraction(low, 8), Fraction(high, 8)
            left -= low
    return found


# -- what a share rests on: every holding on a way between the two ---------------------------------------------


@given(
    tables(companies="abcd"),
    st.lists(st.sampled_from([-300, 0, 0, 30, 900]) | st.integers(0, 900), min_size=20, max_size=20),
    st.sampled_from(["up", "down"]),
)
@settings(max_examples=200, deadline=None)
def test_evidence_is_that_of_every_holding_on_a_way(
    given_tables: Tables, ages: list[int], direction: Literal["up", "down"]
) -> None:
    """Ways may go round loops; what holds nothing is no way."""
    pairs = [pair for pair, (_, high) in sorted(given_tables.items()) if high]
    shown = {pair: (ON - timedelta(days=ages[n]), f"s{n % 3}") for n, pair in enumerate(pairs)}
    links = [
        replace(
            tie("SHAREHOLDER_OF", h, c, observed=(shown[h, c][0],), share_min=str(low), share_max=str(high)),
            source=SourceRef(shown[h, c][1], f"{h}{c}"),
        )
        for (h, c), (low, high) in given_tables.items() if high
    ]  # fmt: skip
    ways = nx.DiGraph(pairs)
    ways.add_node("a")
    found = evidence(structure(links, ON), "a", direction)
    ends = {party for party in ways if any(_between(ways, party, "a", direction))}
    assert found.keys() == ends
    for party in ends:
        needed = list(_between(ways, party, "a", direction))
        days = [shown[pair][0] for pair in needed]
        standings = {r.period.standing(ON) for r in links if (r.from_id, r.to_id) in needed}
        weakest = next(s for s in (Standing.UNKNOWN, Standing.PRESUMED, Standing.CONFIRMED) if s in standings)
        assert found[party] == Evidence(weakest, min(days), frozenset(shown[pair][1] for pair in needed))


def _between(ways: nx.DiGraph, party: str, start: str, direction: str) -> Iterator[tuple[str, str]]:
    """Holdings on any way from the upper of the two down to the lower."""
    upper, lower = (party, start) if direction == "up" else (start, party)
    below, above = nx.descendants(ways, upper) | {upper}, nx.ancestors(ways, lower) | {lower}
    yield from ((h, c) for h, c in ways.edges if h in below and c in above)


# -- effective share: the vertices of the polytope of shares --------------------------------------------------


def _vertices(ranges: Mapping[str, Range]) -> Iterator[dict[str, Fraction]]:
    """Vertices of one company's shares: each at a bound, or all but one at a bound and the sum the whole."""
    holders = sorted(ranges)
    for ends in product((0, 1), repeat=len(holders)):
        point = {h: ranges[h][end] for h, end in zip(holders, ends, strict=True)}
        if sum(point.values()) <= 1:
            yield point
        for free in holders:
            rest = 1 - sum((part for h, part in point.items() if h != free), Fraction(0))
            if ranges[free][0] <= rest <= ranges[free][1]:
                yield {**point, free: rest}


def _reaching(owner: str, company: str, shares: Mapping[str, Mapping[str, Fraction]]) -> float:
    """What of the company ends at the owner: by a linear system over those from whom it can be reached at all."""
    back = nx.DiGraph()
    back.add_node(owner)
    back.add_edges_from((h, c) for c, table in shares.items() for h, part in table.items() if part and c != owner)
    inner = sorted(nx.descendants(back, owner))
    if company not in inner:
        return 0.0
    matrix, known = np.eye(len(inner)), np.zeros(len(inner))
    for row, c in enumerate(inner):
        for holder, part in shares[c].items():
            if holder == owner:
                known[row] += float(part)
            elif holder in inner:
                matrix[row, inner.index(holder)] -= float(part)
    return float(np.linalg.solve(matrix, known)[inner.index(company)])


def _outcomes(owner: str, company: str, given: Tables) -> list[float]:
    columns = {c: {h: r for (h, to), r in given.items() if to == c} for c in COMPANIES}
    choices = [list({tuple(sorted(v.items())) for v in _vertices(column)}) for column in columns.values()]
    return [
        _reaching(owner, company, dict(zip(columns, map(dict, chosen), strict=True))) for chosen in product(*choices)
    ]


def _surely_closed(given: Tables) -> bool:
    """Whether some companies surely hold each other wholly: then there is no solution to find."""
    graph = nx.DiGraph([(h, c) for (h, c), (low, _) in given.items() if low and h in COMPANIES])
    return any(
        all(sum(given.get((h, c), (0, 0))[0] for h in group) == 1 for c in group)
        for group in nx.strongly_connected_components(graph)
    )


@settings(max_examples=150, deadline=None)
@given(tables())
def test_an_interval_ends_where_the_vertices_of_the_polytope_do(given_tables: Tables) -> None:
    assume(not _surely_closed(given_tables))
    held = built(given_tables)
    for owner in OWNERS:
        for company in COMPANIES:
            found = effective_share(held, owner, company)
            outcomes = _outcomes(owner, company, given_tables)
            assert found.consistent
            assert found.exact
            assert (float(found.minimum), float(found.maximum)) == pytest.approx((min(outcomes), max(outcomes)))


@settings(max_examples=100, deadline=None)
@given(tables())
def test_what_reaches_a_company_as_holder_ends_where_the_vertices_do(given_tables: Tables) -> None:
    assume(not _surely_closed(given_tables))
    held = built(given_tables)
    for company in "bc":
        found = effective_share(held, "a", company)
        outcomes = _outcomes("a", company, given_tables)
        low, high = found.without_return or (found.minimum, found.maximum)
        assert (float(low), float(high)) == pytest.approx((min(outcomes), max(outcomes)))


@settings(max_examples=100, deadline=None)
@given(tables(), st.sampled_from([0, 10**6]))
def test_everyone_above_at_once_is_everyone_by_himself(given_tables: Tables, work: int) -> None:
    held = built(given_tables)
    for company in COMPANIES:
        found = holders_above(held, company, max_work=work)
        above = held.above(company)
        assert {*found.shares, *found.unmeasured} == {p for p in above if p != company}
        most = most_possible(held, company, [c for c in (company, *above) if c in held.tables], "capital")
        for party in above:
            alone = effective_share(held, party, company)
            if alone.consistent:
                assert alone.maximum <= most.get(party, 0)
            if party in found.unmeasured:
                assert not alone.consistent or alone.maximum <= found.bound
            else:
                at_once = found.shares[party]
                assert (at_once.minimum, at_once.maximum, at_once.reason) == (
                    alone.minimum, alone.maximum, alone.reason,
                )  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(tables("abcdefg", "pq"), st.sampled_from("pqab"), st.integers(1, 8), st.sampled_from(["capital", "votes"]))
def test_the_largest_below_are_the_first_of_all_below(
    given_tables: Tables, holder: str, limit: int, basis: Basis
) -> None:
    held = built(given_tables)
    every = sorted(shares_below(held, holder, basis).items(), key=lambda pair: (-pair[1].maximum, pair[0]))
    found = largest_below(held, holder, limit, basis=basis)
    assert list(found.shares.items()) == every[:limit]
    assert set(found.companies) == {company for company, _ in every}
    for least in {share.maximum for _, share in every if share.maximum}:
        enough = [(company, share) for company, share in every if share.maximum >= least]
        found = largest_below(held, holder, limit, least, basis)
        assert list(found.shares.items()) == enough[:limit]
        assert set(found.companies) == {company for company, _ in enough}


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(
    st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda pair: pair[0] < pair[1]),
    st.sampled_from(["0.05", "0.1", "0.125"]), max_size=18,
))  # fmt: skip
def test_without_loops_a_share_is_the_sum_over_all_paths(shares: dict[tuple[int, int], str]) -> None:
    graph = nx.DiGraph([(str(h), str(c), {"share": Fraction(s)}) for (h, c), s in shares.items()])
    graph.add_nodes_from(["0", "6"])
    held = built({(str(h), str(c)): (Fraction(s), Fraction(s)) for (h, c), s in shares.items()})
    ways = nx.all_simple_edge_paths(graph, "0", "6")
    expected = sum((prod((graph.edges[e]["share"] for e in way), start=Fraction(1)) for way in ways), Fraction(0))
    assert effective_share(held, "0", "6").minimum == expected


# -- control and cascades: least closed sets ------------------------------------------------------------------

NODES = "pqabcdef"
PARTS = st.sampled_from([Fraction(n, 20) for n in (1, 2, 4, 5, 6, 8, 10, 11, 12, 15, 20)])
HELD = st.dictionaries(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES[2:])), PARTS, max_size=22)
DECLARED = st.sets(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES[2:])), max_size=3)


def _closed(
    seeds: Iterable[str], held: Mapping[tuple[str, str], Fraction], declared: Iterable[tuple[str, str]], rule: Rule
) -> set[str]:
    """The least set with the seeds that takes whatever its members hold enough of or are declared to control."""
    group = set(seeds)
    while True:
        new = {
            c for c in NODES if c not in group and (
                rule.met(sum((part for (h, to), part in held.items() if to == c and h in group), Fraction(0)))
                or (rule.declared and any(to == c and h in group for h, to in declared))
            )
        }  # fmt: skip
        if not new:
            return group
        group |= new


def _below(held: Mapping[tuple[str, str], Fraction], declared: set[tuple[str, str]]) -> dict[str, set[str]]:
    return {x: _closed([x], held, declared, Rule()) - {x} for x in NODES}


@settings(max_examples=300, deadline=None)
@given(HELD, DECLARED, st.sampled_from([0, 64]))
def test_controllers_and_the_ultimate_are_those_of_the_definition(
    held: dict[tuple[str, str], Fraction], declared: set[tuple[str, str]], kept: int
) -> None:
    found = built({pair: (part, part) for pair, part in held.items()}, declared)
    below = _below(held, declared)
    for company in NODES[2:]:
        with mock.patch.object(searching, "KEPT", kept):
            above = controllers_of(found, company)
            top = ultimate(above, found)
        controlling = {x for x in NODES if x != company and company in below[x]}
        assert set(above) == controlling
        assert set(top) == {
            x for x in controlling if all(y in below[x] for y in NODES if y != x and x in below[y])
        }  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(HELD, DECLARED)
def test_mutual_control_in_loops_is_that_of_the_definition(
    held: dict[tuple[str, str], Fraction], declared: set[tuple[str, str]]
) -> None:
    found = built({pair: (part, part) for pair, part in held.items()}, declared)
    below = _below(held, declared)
    graph = nx.DiGraph(list(held))
    rings = [g for g in nx.strongly_connected_components(graph) if len(g) > 1 or graph.has_edge(*(*g, *g))]
    assert [set(loop.companies) for loop in loops(found).shown] == sorted(rings, key=min)
    for loop in loops(found).shown:
        inside = set(loop.companies)
        mutual = {a for a in inside if any(b in below[a] and a in below[b] for b in inside - {a})}
        assert loop.checked
        assert set(loop.mutual_control) == mutual
        assert set(loop.outside_controllers) == {x for x in NODES if x not in inside and mutual & below[x]}


@settings(max_examples=200, deadline=None)
@given(HELD, DECLARED, st.sets(st.sampled_from(NODES), min_size=1, max_size=3))
def test_cascades_are_those_of_their_texts(
    held: dict[tuple[str, str], Fraction], declared: set[tuple[str, str]], listed: set[str]
) -> None:
    found = built({pair: (part, part) for pair, part in held.items()}, declared)
    least = Rule(HALF, inclusive=True, basis="capital", declared=False)
    expected = {
        "OFAC": _closed(listed, held, (), least),
        "EU": _closed(listed, held, declared, Rule(HALF, True, "capital", True)),
        "UK": set().union(*(_closed([x], held, declared, Rule(HALF, False, "capital", True)) for x in listed)),
    }
    for regime in REGIMES:
        answer = cascade(found, regime, listed)
        assert {b.company for b in answer.blocked} == expected[regime] - listed
        for blocked in answer.blocked:
            alone = Structure(ON, tuple(h for s in blocked.group.chain(blocked.company) for h in s.holdings), tuple(
                s.declared for s in blocked.group.chain(blocked.company) if s.declared
            ))  # fmt: skip
            assert blocked.company in {b.company for b in cascade(alone, regime, set(blocked.listed)).blocked}


@settings(max_examples=150, deadline=None)
@given(tables())
def test_a_verdict_is_that_of_all_vertices(given_tables: Tables) -> None:
    held = built(given_tables)
    columns = {c: {h: r for (h, to), r in given_tables.items() if to == c} for c in COMPANIES}
    outcomes = []
    for chosen in product(*(list(_vertices(column)) for column in columns.values())):
        exact = {(h, c): part for c, point in zip(columns, chosen, strict=True) for h, part in point.items()}
        outcomes.append({x: _closed([x], exact, (), MAJORITY) for x in "pqa"})
    for x in "pqa":
        for company in COMPANIES:
            if x != company:
                seen = {company in outcome[x] for outcome in outcomes}
                expected = "possible" if len(seen) == 2 else "yes" if True in seen else "no"
                assert control(held, x, company).value == expected


# -- what must not matter -------------------------------------------------------------------------------------


def _answers(held: Structure) -> dict[str, object]:
    """What is said of every company, without anything that depends on where else a party stands."""

    def plain(found: Measured) -> tuple[object, ...]:
        return found.minimum, found.maximum, found.reason, found.at, found.without_return

    persons = Facts(frozenset(OWNERS))
    found: dict[str, object] = {}
    for company in COMPANIES:
        owners = beneficial_owners(held, company, persons)
        found[company] = (
            {p: plain(m) for p, m in holders_above(held, company).shares.items()},
            set(controllers_of(held, company)), set(controllers_of(held, company, possible=True)),
            owners.status, [(o.party, o.limb) for o in (*owners.owners, *owners.possible)], owners.missing,
        )  # fmt: skip
    found["loops"] = [
        (x.companies, x.mutual_control, x.closed) for x in loops(held).shown if set(x.companies) <= set("abc")
    ]
    found["below"] = {p: set(controlled_by(held, p).steps) & set(COMPANIES) for p in OWNERS + COMPANIES}
    return found


@settings(max_examples=100, deadline=None)
@given(tables(), st.randoms(use_true_random=False))
def test_order_and_unrelated_companies_change_nothing(given_tables: Tables, pick: object) -> None:
    links = [holding(h, c, low, high) for (h, c), (low, high) in given_tables.items()]
    plain = _answers(structure(links, ON))
    shuffled = list(links)
    pick.shuffle(shuffled)  # type: ignore[attr-defined]
    assert _answers(structure(shuffled, ON)) == plain
    elsewhere = [holding("y", "x", Fraction(1), Fraction(1)), holding("x", "y", Fraction(1), Fraction(1)),
                 holding("z", "x", Fraction(1, 2), Fraction(1))]  # fmt: skip
    assert _answers(structure([*elsewhere, *links], ON)) == plain
