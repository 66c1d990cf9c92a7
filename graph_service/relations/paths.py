"""Paths between parties: all shortest, or the k strongest, within an honest search bound.

The search expands from every asked party at once, one statement per round. After r rounds every path of at most
2r relationships lies wholly in what was read; that number is part of the answer. Cost: rounds times the
relationships of the parties reached, bounded by ``max_nodes`` and the hub cap. Of the last round, the widest, only the
ends are read first: what leads to nobody else can lie on no path, so whole relationships are read where one can.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

import networkx as nx

from graph_service.errors import InvalidInput, LimitExceeded
from graph_service.model import Relationship, Standing
from graph_service.reading.reader import GraphReader

MAX_PARTIES = 20
READ_AT_ONCE = 8
"""The last round is read at once where it has no more parties than this: a look at the ends first would cost more."""
_HOLDS = frozenset({Standing.CONFIRMED, Standing.PRESUMED})
Strength = Callable[[Relationship], float]


@dataclass(frozen=True, slots=True)
class PathQuery:
    """What to look for. ``mode`` is ``all_shortest`` or ``strongest``; ``min_share`` applies to holdings only."""

    ids: tuple[str, ...]
    kinds: tuple[str, ...]
    on: date
    mode: str = "all_shortest"
    k: int = 5
    max_length: int = 6
    min_share: Fraction | None = None
    include_ended: bool = False
    max_nodes: int = 3000
    hub_cap: int = 500


@dataclass(frozen=True, slots=True)
class Step:
    """One step: from one party or contact point to the next, by these parallel relationships (strongest first)."""

    from_id: str
    to_id: str
    relationships: tuple[Relationship, ...]


@dataclass(frozen=True, slots=True)
class FoundPath:
    ends: tuple[str, str]
    steps: tuple[Step, ...]
    strength: float | None = None


@dataclass(frozen=True, slots=True)
class PathResult:
    """``complete_to``: every path of at most that many relationships was found, unless it runs only through a
    hub in ``capped`` beyond its cap. ``unconnected``: pairs with no path within that length."""

    paths: tuple[FoundPath, ...]
    unconnected: tuple[tuple[str, str], ...]
    complete_to: int
    truncated: bool
    capped: dict[str, int] = field(default_factory=dict)


def find_paths(reader: GraphReader, query: PathQuery, strength: Strength) -> PathResult:
    """Paths between every pair of ``query.ids``. ``InvalidInput`` for fewer than two parties."""
    _check(query)
    search = _Search(reader, query)
    rounds = search.run()
    graph = _simple_graph(search.relationships.values(), strength if query.mode == "strongest" else None)
    paths, unconnected, cut = _between_pairs(graph, query, 2 * rounds, strength)
    return PathResult(
        paths=paths, unconnected=unconnected, complete_to=min(2 * rounds, query.max_length),
        truncated=search.stopped or cut or bool(search.capped), capped=search.capped,
    )  # fmt: skip


def _check(query: PathQuery) -> None:
    if len(set(query.ids)) < 2:
        raise InvalidInput("name at least two different parties", "请至少给出两个不同的主体")
    if len(query.ids) > MAX_PARTIES:
        raise LimitExceeded(
            f"at most {MAX_PARTIES} parties at a time, {len(query.ids)} were given",
            f"一次最多 {MAX_PARTIES} 个主体，现有 {len(query.ids)} 个", limit=MAX_PARTIES,
        )  # fmt: skip


class _Search:
    """Breadth-first expansion from every asked party at once."""

    def __init__(self, reader: GraphReader, query: PathQuery) -> None:
        self._reader = reader
        self._query = query
        self.relationships: dict[str, Relationship] = {}
        self.reached: set[str] = set(query.ids)
        self.capped: dict[str, int] = {}
        self.stopped = False

    def run(self) -> int:
        """Rounds that were read in full."""
        frontier = set(self._query.ids)
        needed = (self._query.max_length + 1) // 2
        for done in range(needed):
            if not frontier:
                return needed
            if len(self.reached) > self._query.max_nodes:
                self.stopped = True
                return done
            if done + 1 == needed:
                self._expand(self._worth_reading(frontier))
                return needed
            frontier = self._expand(frontier)
            if self._query.mode == "all_shortest" and self._met():
                return done + 1
        return needed

    def _expand(self, frontier: Collection[str]) -> set[str]:
        touching = self._reader.touching(frontier, self._query.kinds, cap=self._query.hub_cap)
        self.capped.update(touching.capped)
        passing = [relationship for relationship in touching.relationships if _passes(relationship, self._query)]
        self.relationships.update((relationship.id, relationship) for relationship in passing)
        new = {end for r in passing for end in (r.from_id, r.to_id)} - self.reached
        self.reached |= new
        return new

    def _worth_reading(self, frontier: set[str]) -> Collection[str]:
        """Those of the last frontier whose relationships can lie on a path between asked parties.

        Decided by ends alone, before dates and shares are looked at: so some are read in vain, none is left out.
        """
        if len(frontier) <= READ_AT_ONCE:
            return frontier
        ends, capped = self._reader.ends(frontier, self._query.kinds, cap=self._query.hub_cap)
        self.capped.update(capped)
        # Nothing is read beyond this round: whom only one party of the frontier leads to leads nowhere.
        leading = Counter(end for found in ends.values() for end in found)
        edges = [(r.from_id, r.to_id) for r in self.relationships.values()]
        edges += [(i, end) for i, found in ends.items() for end in found if leading[end] > 1 or end in self.reached]
        return frontier & _on_paths(edges, self._query.ids)

    def _met(self) -> bool:
        """Whether all asked parties lie in one component of what was read: then the shortest are in it too."""
        if len(self._query.ids) != 2:
            return False
        graph = nx.Graph((r.from_id, r.to_id) for r in self.relationships.values())
        first, second = self._query.ids
        return first in graph and second in graph and nx.has_path(graph, first, second)


def _passes(relationship: Relationship, query: PathQuery) -> bool:
    if relationship.from_id == relationship.to_id or relationship.identity_disputed:
        return False
    if not query.include_ended and relationship.period.standing(query.on) not in _HOLDS:
        return False
    if query.min_share is not None and relationship.kind == "SHAREHOLDER_OF":
        return relationship.share.known and relationship.share.maximum >= query.min_share
    return True


def _on_paths(edges: Iterable[tuple[str, str]], ids: Sequence[str]) -> set[str]:
    """A superset of the nodes on simple paths between any two of ``ids``: linear, by taking dead ends away."""
    graph = nx.Graph(edges)
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    asked = set(ids) & graph.nodes
    kept = set[str]()
    for component in [nx.node_connected_component(graph, i) for i in asked]:
        kept |= component if len(component & asked) > 1 else set()
    ends = [node for node in kept - asked if graph.degree(node) == 1]
    while ends:
        node = ends.pop()
        kept.discard(node)
        before = list(graph.neighbors(node))
        graph.remove_node(node)
        ends += [other for other in before if other not in asked and graph.degree(other) == 1]
    return kept


def _simple_graph(relationships: Iterable[Relationship], strength: Strength | None) -> nx.Graph:
    """Parallel relationships bundled; with ``strength`` the edge's cost is that of the strongest."""
    bundles: dict[tuple[str, str], list[Relationship]] = {}
    for relationship in relationships:
        ends = (relationship.from_id, relationship.to_id)
        bundles.setdefault(ends if ends[0] < ends[1] else ends[::-1], []).append(relationship)
    graph = nx.Graph()
    for ends, bundle in bundles.items():
        graph.add_edge(*ends, bundle=bundle, cost=min(map(strength, bundle)) if strength else None)
    return graph


def _between_pairs(
    graph: nx.Graph, query: PathQuery, complete_to: int, strength: Strength
) -> tuple[tuple[FoundPath, ...], tuple[tuple[str, str], ...], bool]:
    found: list[FoundPath] = []
    unconnected: list[tuple[str, str]] = []
    cut = False
    for pair in itertools.combinations(dict.fromkeys(query.ids), 2):
        candidates = list(itertools.islice(_paths_of(graph, pair, query, complete_to), query.k + 1))
        cut = cut or len(candidates) > query.k
        found.extend(_found(graph, pair, nodes, query.mode, strength) for nodes in candidates[: query.k])
        if not candidates:
            unconnected.append(pair)
    return tuple(found), tuple(unconnected), cut


def _paths_of(graph: nx.Graph, pair: tuple[str, str], query: PathQuery, complete_to: int) -> Iterator[Sequence[str]]:
    """Node sequences, shortest or strongest first; ties in the order of ids."""
    longest = min(query.max_length, complete_to)
    if not all(end in graph for end in pair) or not nx.has_path(graph, *pair):
        return iter(())
    if query.mode == "strongest":
        ranked = itertools.islice(nx.shortest_simple_paths(graph, *pair, weight="cost"), 50 * query.k)
        return (nodes for nodes in ranked if len(nodes) - 1 <= longest)
    if nx.shortest_path_length(graph, *pair) > longest:
        return iter(())
    return iter(sorted(itertools.islice(nx.all_shortest_paths(graph, *pair), 50 * query.k)))


def _found(
    graph: nx.Graph, pair: tuple[str, str], nodes: Sequence[str], mode: str, strength: Strength
) -> FoundPath:  # fmt: skip
    edges = list(itertools.pairwise(nodes))
    bundles = [sorted(graph.edges[a, b]["bundle"], key=lambda r: (strength(r), r.id)) for a, b in edges]
    steps = tuple(Step(a, b, tuple(bundle)) for (a, b), bundle in zip(edges, bundles, strict=True))
    cost = sum(graph.edges[a, b]["cost"] for a, b in edges) if mode == "strongest" else None
    return FoundPath(pair, steps, cost)
