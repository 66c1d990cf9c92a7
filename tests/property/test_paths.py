"""Paths against brute force: every simple path of random graphs, with dates, parallel relationships and hubs."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from graph_service.dates import PartialDate
from graph_service.model import Period, Relationship, SourceRef
from graph_service.reading.reader import Touching
from graph_service.relations import paths
from graph_service.relations.paths import PathQuery, PathResult, find_paths

ON = date(2026, 1, 1)
NODES = [f"n{i:02d}" for i in range(14)]
KINDS = ("DIRECTOR_OF", "SHAREHOLDER_OF")


class InMemoryReader:
    """What ``find_paths`` asks of a reader, on a list of relationships."""

    def __init__(self, relationships: Sequence[Relationship]) -> None:
        self._all = sorted(relationships, key=lambda r: r.id)
        self.read = set[str]()

    def _at(self, identifier: str, kinds: Collection[str]) -> list[Relationship]:
        return [r for r in self._all if r.kind in kinds and identifier in (r.from_id, r.to_id)]

    def touching(self, ids: Collection[str], kinds: Sequence[str], *, cap: int) -> Touching:
        self.read |= set(ids)
        at = {i: self._at(i, kinds) for i in ids}
        found = {r.id: r for relationships in at.values() for r in relationships[:cap]}
        return Touching(tuple(found[i] for i in sorted(found)), {i: cap for i, v in at.items() if len(v) > cap})

    def ends(
        self, ids: Collection[str], kinds: Sequence[str], *, cap: int
    ) -> tuple[dict[str, frozenset[str]], dict[str, int]]:
        at = {i: [r.other(i) for r in self._at(i, kinds)] for i in ids}
        return {i: frozenset(v[:cap]) for i, v in at.items()}, {i: cap for i, v in at.items() if len(v) > cap}


@st.composite
def relationships(draw: st.DrawFn) -> list[Relationship]:
    found = []
    for number in range(draw(st.integers(0, 26))):
        a, b = draw(st.sampled_from(NODES)), draw(st.sampled_from(NODES))
        ended = draw(st.integers(0, 5)) == 0
        period = Period(None, PartialDate.parse("2025-06-01") if ended else None, (date(2025, 1, 1),))
        share = draw(st.sampled_from(["0.1", "0.6"]))
        values = {"share_min": share, "share_max": share}
        kind = draw(st.sampled_from(KINDS))
        found.append(Relationship(f"r{number:02d}", kind, a, b, period, SourceRef("s", "r"), values, a, b))
    return found


@st.composite
def queries(draw: st.DrawFn, *, hub_caps: tuple[int, ...]) -> PathQuery:
    ids = tuple(draw(st.lists(st.sampled_from(NODES), min_size=2, max_size=3, unique=True)))
    return PathQuery(
        ids, KINDS, ON, mode=draw(st.sampled_from(["all_shortest", "strongest"])), k=draw(st.integers(1, 4)),
        max_length=draw(st.integers(1, 6)), hub_cap=draw(st.sampled_from(hub_caps)),
    )  # fmt: skip


def strength(relationship: Relationship) -> float:
    return 1.0 + int(relationship.id[1:]) / 7


def found(graph: list[Relationship], asked: PathQuery, read_at_once: int) -> PathResult:
    before, paths.READ_AT_ONCE = paths.READ_AT_ONCE, read_at_once
    try:
        return find_paths(InMemoryReader(graph), asked, strength)  # type: ignore[arg-type]
    finally:
        paths.READ_AT_ONCE = before


@settings(max_examples=400, deadline=None)
@given(relationships(), queries(hub_caps=(1, 2, 4, 500)))
def test_a_look_at_the_ends_first_changes_no_answer(graph: list[Relationship], asked: PathQuery) -> None:
    assert found(graph, asked, 0) == found(graph, asked, 10**9)


@settings(max_examples=300, deadline=None)
@given(relationships(), queries(hub_caps=(500,)))
def test_shortest_paths_are_those_of_brute_force(graph: list[Relationship], asked: PathQuery) -> None:
    answer = found(graph, asked, 0)
    for pair in itertools.combinations(asked.ids, 2):
        every = sorted(simple_paths(graph, *pair, asked.max_length), key=len)
        here = [p for p in answer.paths if p.ends == pair]
        assert (pair in answer.unconnected) == (not every)
        if every and asked.mode == "all_shortest":
            shortest = [p for p in every if len(p) == len(every[0])]
            assert len(here) == min(len(shortest), asked.k)
            assert {(pair[0], *(s.to_id for s in p.steps)) for p in here} <= set(shortest)


def test_what_leads_nowhere_is_not_read_whole() -> None:
    near = [("n00", "n02"), ("n01", "n03"), ("n02", "n04"), ("n03", "n05"), ("n04", "n06")]
    graph = [
        Relationship(f"r{i:02d}", KINDS[0], a, b, Period(None, None, (ON,)), SourceRef("s", "r"), {}, a, b)
        for i, (a, b) in enumerate(near)
    ]
    reader = InMemoryReader(graph)
    before, paths.READ_AT_ONCE = paths.READ_AT_ONCE, 0
    try:
        answer = find_paths(reader, PathQuery(("n00", "n01"), KINDS, ON), strength)  # type: ignore[arg-type]
    finally:
        paths.READ_AT_ONCE = before
    assert answer.unconnected == (("n00", "n01"),)
    assert reader.read == {"n00", "n01", "n02", "n03"}


def simple_paths(graph: list[Relationship], a: str, b: str, longest: int) -> Iterator[tuple[str, ...]]:
    holding = [r for r in graph if r.from_id != r.to_id and r.period.valid_to is None]
    following = {n: sorted({r.other(n) for r in holding if n in (r.from_id, r.to_id)}) for n in NODES}

    def walk(path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        if path[-1] == b:
            yield path
        elif len(path) <= longest:
            for other in following[path[-1]]:
                if other not in path:
                    yield from walk((*path, other))

    return walk((a,))
