"""Control and ultimate holders of every company at once, against the answers about each."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph_service.ownership import Structure, controllers_of, structure, ultimate
from graph_service.ownership.effective import effective_share
from graph_service.wholegraph import circles, holders_kernel
from graph_service.wholegraph.holdings import export_holdings
from graph_service.wholegraph.order import components
from graph_service.wholegraph.ownership import TABLES, evaluate
from tests.property.test_ownership_oracles import DECLARED, HELD, NODES, built, holding, tables

ON = date(2026, 6, 1)
Rows = dict[str, list[dict[str, Any]]]
BIT, EIGHTH, EVEN = (Fraction(0), Fraction(1, 4)), (Fraction(1, 8), Fraction(1, 8)), (Fraction(1, 2), Fraction(1, 2))


def at_once(held: Structure, companies: str, form: str = "parquet") -> Rows:
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name) / "export", Path(name) / "out"
        export_holdings([(held, ())], [(c, "Enterprise") for c in companies], folder, {"as_of": str(ON)})
        evaluate(folder, out, form)
        read = pq.read_table if form == "parquet" else pacsv.read_csv
        return {table: read(out / f"{table}.{form}").to_pylist() for table in TABLES}


def heads_of(found: Rows) -> dict[str, set[str]]:
    """Ultimate controllers by company: heads, or where a loop is closed all of it but the company itself."""
    loops: dict[str, set[str]] = defaultdict(set)
    for row in found["loops"]:
        loops[row["head"]].add(row["party"])
    heads: dict[str, set[str]] = defaultdict(set)
    for row in found["controllers"]:
        assert row["loop"] == max(1, len(loops[row["head"]]))
        heads[row["company"]] |= (loops[row["head"]] or {row["head"]}) - {row["company"]}
    return heads


@settings(max_examples=100, deadline=None)
@given(HELD, DECLARED)
def test_ultimate_controllers_of_all_are_those_of_each(
    held: dict[tuple[str, str], Fraction], declared: set[tuple[str, str]]
) -> None:
    found = built({pair: (part, part) for pair, part in held.items()}, declared)
    rows = at_once(found, NODES)
    heads = heads_of(rows)
    for company in rows["companies"]:
        above = controllers_of(found, company["id"])
        assert heads[company["id"]] == set(ultimate(above, found))
        assert (company["control"] == "yes") == bool(set(above))


LINKS = st.sets(st.tuples(st.sampled_from("pqabcde"), st.sampled_from("abcde")), max_size=2)


def _possibly_taken(
    seed: str, given_tables: dict[tuple[str, str], tuple[Fraction, Fraction]], declared: set[tuple[str, str]]
) -> set[str]:
    """The least set with the seed that takes whatever its members may hold more than half of, what others surely hold
    being theirs, or are or may be declared to control. From the definition alone, one company after the other."""
    group = {seed}
    while True:
        new = {to for holder, to in declared if holder in group} - group
        for company in {to for _, to in given_tables} - group:
            table = {holder: ends for (holder, to), ends in given_tables.items() if to == company}
            sure = sum((low for low, _ in table.values()), Fraction(0))
            own = [table[holder] for holder in table.keys() & group]
            low, high = (sum((ends[at] for ends in own), Fraction(0)) for at in (0, 1))
            if max(low, min(high, 1 - (sure - low))) > Fraction(1, 2):
                new.add(company)
        if not new:
            return group - {seed}
        group |= new


@settings(max_examples=150, deadline=None)
@given(tables("abcde", "pq"), LINKS, LINKS)
@example({("c", "a"): (Fraction(0), Fraction(1)), ("a", "c"): (Fraction(5, 8), Fraction(5, 8))}, set(), set())
@example({("b", "a"): (Fraction(0), Fraction(1)), ("a", "b"): (Fraction(0), Fraction(1))}, set(), {("b", "c")})
def test_whom_somebody_possibly_controls_is_the_union_of_all_closed_sets(
    given_tables: dict[Any, Any], declared: set[tuple[str, str]], doubtful: set[tuple[str, str]]
) -> None:
    sure = built(given_tables, declared)
    held = Structure(ON, sure.holdings, sure.declared, built({}, doubtful).declared)
    exact = {pair: (low, low) for pair, (low, _) in given_tables.items()}
    certain, possible = (
        set().union(*(_possibly_taken(seed, shares, links) for seed in "pqabcde"))
        for shares, links in ((exact, declared), (given_tables, declared | doubtful))
    )
    for company in at_once(held, "abcde")["companies"]:
        name = company["id"]
        assert company["control"] == ("yes" if name in certain else "possible" if name in possible else "none")
        assert not company["truncated"]


@settings(max_examples=100, deadline=None)
@given(tables("abcd", "pqr"), st.booleans())
@example({("c", "a"): (Fraction(0), Fraction(1)), ("a", "c"): (Fraction(5, 8), Fraction(5, 8))}, False)  # taken in turn
@example({("c", "a"): BIT, ("c", "d"): EIGHTH, ("a", "d"): EIGHTH}, True)  # what may be held of a table above the whole
@example({("a", "b"): BIT, ("p", "b"): EVEN, ("r", "b"): EVEN}, True)  # what others leave no room for is no way
def test_ultimate_holders_of_all_are_those_of_each(given_tables: dict[Any, Any], above_whole: bool) -> None:
    if above_whole:
        given_tables = {**given_tables, ("p", "a"): (Fraction(3, 4), Fraction(3, 4)),
                        ("q", "a"): (Fraction(1, 2), Fraction(1, 2))}  # fmt: skip
    held = built(given_tables)
    rows = at_once(held, "abcd")
    listed = {(r["company"], r["holder"]): r for r in rows["holders"]}
    state = {r["id"]: r for r in rows["companies"]}
    for company in "abcd":
        assert (state[company]["contradiction"] == "above_whole") == (company in held.inconsistent)
        sure = set(controllers_of(held, company))
        maybe = set(controllers_of(held, company, possible=True))
        assert state[company]["control"] == ("yes" if sure else "possible" if maybe else "none")
        for holder in held.above(company):
            if holder in held.tables:
                assert (company, holder) not in listed
                continue
            alone, row = effective_share(held, holder, company), listed.get((company, holder))
            if alone.reason:
                assert row is None or row["reported"] or not row["attained"]
            elif row is None:
                assert alone.maximum < Fraction(1, 100)
            else:
                assert row["share_min"] == pytest.approx(float(alone.minimum))
                assert row["share_max"] >= float(alone.maximum) - 1e-9
                if row["attained"]:
                    assert row["share_max"] == pytest.approx(float(alone.maximum))


def test_tables_are_the_same_as_csv_and_quote_exact_shares() -> None:
    held = structure(
        [holding("p", "a", Fraction(1, 4), Fraction(1, 4)), holding("a", "b", Fraction(1), Fraction(1))], ON
    )
    plain, comma = at_once(held, "ab"), at_once(held, "ab", "csv")
    assert [list(r.values())[:4] for r in plain["holders"]] == [["a", "p", 0.25, 0.25], ["b", "p", 0.25, 0.25]]
    assert [(r["company"], r["head"]) for r in comma["controllers"]] == [("b", "a")]
    assert comma["holders"][0]["share_min"] == 0.25


def test_what_is_left_out_is_bounded() -> None:
    links = [holding(f"p{n}", "a", Fraction(1, 400), Fraction(1, 400)) for n in range(400)]
    links += [holding("a", "b", Fraction(1, 2), Fraction(1, 2)), holding("p399", "b", Fraction(1, 2), Fraction(1, 2))]
    found = at_once(structure(links, ON), "ab")
    bounds = {r["id"]: r["unlisted_at_most"] for r in found["companies"]}
    assert bounds["a"] == 0.0025
    assert 0.0025 <= bounds["b"] <= 0.005
    (row,) = (r for r in found["holders"] if r["company"] == "b")
    assert row["holder"] == "p399"
    assert row["share_min"] <= 0.5 + 0.5 / 400 <= row["share_max"]
    assert not row["attained"]


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 30), st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)), max_size=60))
def test_components_are_those_of_networkx_in_topological_order(nodes: int, arcs: list[tuple[int, int]]) -> None:
    arcs = [(a % nodes, b % nodes) for a, b in arcs]
    tails, heads = (np.array([arc[i] for arc in arcs], np.int64) for i in (0, 1))
    by = np.argsort(tails, kind="stable")
    starts = np.concatenate(([0], np.cumsum(np.bincount(tails, minlength=nodes)))).astype(np.int64)
    order, bounds = components(starts, heads[by].astype(np.int32))
    groups = [frozenset(order[a:b].tolist()) for a, b in zip(bounds, bounds[1:], strict=False)]
    graph = nx.DiGraph(arcs)
    graph.add_nodes_from(range(nodes))
    assert set(groups) == {frozenset(g) for g in nx.strongly_connected_components(graph)}
    number = {n: i for i, group in enumerate(groups) for n in group}
    assert all(number[a] <= number[b] for a, b in arcs)


def test_a_large_ring_is_solved_sparsely(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(circles, "COLUMNS", 16)
    length = 200
    links = [holding(f"c{n:03}", f"c{(n + 1) % length:03}", Fraction(3, 5), Fraction(3, 5)) for n in range(length)]
    links += [holding(f"p{n:03}", f"c{n:03}", Fraction(2, 5), Fraction(2, 5)) for n in range(length)]
    held = structure(links, ON)
    names = [f"c{n:03}" for n in range(length)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        export_holdings([(held, ())], [(c, "Enterprise") for c in names], folder, {})
        evaluate(folder, folder / "out")
        rows = pq.read_table(folder / "out" / "holders.parquet").to_pylist()
        loops = pq.read_table(folder / "out" / "loops.parquet").to_pylist()
    assert {row["party"] for row in loops} == set(names)
    own = {row["holder"]: row["share_min"] for row in rows if row["company"] == "c000"}
    assert own["p000"] == pytest.approx(0.4 / (1 - 0.6**length))
    assert own["p199"] == pytest.approx(0.24 / (1 - 0.6**length))
    assert min(own.values()) > 0.0099
    assert len(own) < holders_kernel.KEPT
