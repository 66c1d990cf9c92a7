"""Exposure of one party (L3): the strongest path from a listed party, with its proof and an honest bound.

    exposure(v) = max over sources s != v and simple paths s -> v of severity(s) * product of factors

in integers: the least sum of costs (see ``policy``). The search reads the neighbourhood in rounds, one read each
for all parties within the floor, then answers by Dijkstra from v against the flow of risk. Cost: the
relationships of the parties above the floor, bounded by ``Limits``.
"""

from __future__ import annotations

import heapq
import itertools
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import networkx as nx

from graph_service.exposure.arcs import Arc, Cut, arcs_of
from graph_service.exposure.control import ControlLink, ControlLinks, control_arcs
from graph_service.exposure.neighbourhood import Listing, Neighbourhood
from graph_service.exposure.policy import NEVER, CompiledPolicy, Level

EXTRA_KINDS = ("RELATIVE_OF", "POSSIBLY_SAME_AS")
"""Read along, though nothing crosses them: what they would lead to is said."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one search; what they cut is reported with a bound on what may be missing."""

    max_nodes: int = 2000
    max_rounds: int = 16
    paths: int = 3
    sources: int = 5
    cut_iterations: int = 12


@dataclass(frozen=True, slots=True)
class Path:
    """From a listed party to the one asked about. ``cost`` includes the severity of the source."""

    source: str
    listing: Listing
    severity_cost: int
    arcs: tuple[Arc, ...]
    cost: int
    score: float

    @property
    def nodes(self) -> tuple[str, ...]:
        return (self.source, *(arc.head for arc in self.arcs))


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """A possibly-same party: nothing crosses it; this is what a confirmation would lead to."""

    party: str
    possibly_same_as: str
    relationship: str
    listed: bool


@dataclass(frozen=True, slots=True)
class CutSet:
    """Relationships whose removal brings the score below its level. Irreducible; ``minimum`` only where proven."""

    relationships: tuple[str, ...]
    minimum: bool


@dataclass(frozen=True, slots=True)
class Exposure:
    """The answer. ``score`` is 0 where nothing lies above the floor.

    ``truncated``: a limit stopped the search; then nothing missed scores above ``bound``.
    """

    party: str
    on: date
    score: float
    level: Level | None
    best: Path | None
    from_other_sources: tuple[Path, ...]
    further_paths: tuple[Path, ...]
    corroboration: int
    cut_set: CutSet | None
    not_counted: tuple[Cut, ...]
    to_be_confirmed: tuple[ToConfirm, ...]
    truncated: bool
    bound: float
    explored: int
    rounds: int
    capped: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Region:
    """What was read so far: arcs by head, cuts, doubtful control, and which parties were expanded."""

    incoming: dict[str, dict[str, Arc]] = field(default_factory=lambda: defaultdict(dict))
    cuts: dict[tuple[str, str, str], Cut] = field(default_factory=dict)
    same: dict[str, tuple[str, str]] = field(default_factory=dict)
    kin: dict[str, tuple[str, str]] = field(default_factory=dict)
    doubts: dict[str, ControlLink] = field(default_factory=dict)
    expanded: set[str] = field(default_factory=set)
    capped: dict[str, int] = field(default_factory=dict)

    def add(self, arc: Arc) -> None:
        """Parallel relationships of two ends: the cheapest counts, the least id among equals."""
        known = self.incoming[arc.head].get(arc.tail)
        if known is None or (arc.cost, arc.relationship.id) < (known.cost, known.relationship.id):
            self.incoming[arc.head][arc.tail] = arc


_Label = tuple[int, int, str, str]  # cost, hops, next party towards v, relationship id


def exposure(
    party: str, neighbourhood: Neighbourhood, policy: CompiledPolicy, on: date, limits: Limits | None = None
) -> Exposure:
    """The exposure of ``party`` on a day under a policy."""
    limits = limits or Limits()
    listings = neighbourhood.listings(on)
    listed = _Listed(listings, policy, party)
    hubs = frozenset(neighbourhood.state_organs()) | set(policy.policy.hubs)
    control = _Control(neighbourhood.control(on, policy), listings)
    region, labels, rounds, open_cost = _search(party, neighbourhood, control, policy, on, hubs, limits)
    paths = _paths_by_source(party, labels, region, listed, policy)
    best = paths[0] if paths else None
    bound, truncated = _bound(labels, region, _least_open(open_cost, control, policy), policy)
    return Exposure(
        party=party, on=on, score=best.score if best else 0.0, level=policy.level(best.score) if best else None,
        best=best, from_other_sources=tuple(paths[1 : limits.sources + 1]),
        further_paths=_further(party, best, region, labels, policy, limits),
        corroboration=_corroboration(party, best, region, labels, policy),
        cut_set=_cut_set(party, best, region, listed, policy, hubs, limits),
        not_counted=_cuts_that_mattered(party, neighbourhood, policy, on, hubs, region, labels, listed),
        to_be_confirmed=_to_confirm(region, labels, listed), truncated=truncated, bound=bound,
        explored=len(labels), rounds=rounds, capped=region.capped,
    )  # fmt: skip


class _Listed(Mapping[str, tuple[int, Listing]]):
    """The gravest listing, with its cost, of every listed party but the one asked about; weighed when looked at."""

    def __init__(self, listings: Mapping[str, tuple[Listing, ...]], policy: CompiledPolicy, party: str) -> None:
        self._listings = listings
        self._policy = policy
        self._party = party

    def __getitem__(self, source: str) -> tuple[int, Listing]:
        records = self._listings[source] if source != self._party else ()
        priced = [(self._policy.severity_cost(listing.record_kind), listing) for listing in records]
        priced = [pair for pair in priced if pair[0] != NEVER]
        if not priced:
            raise KeyError(source)
        return min(priced, key=lambda pair: (pair[0], pair[1].record))

    def __iter__(self) -> Iterator[str]:
        return (source for source in self._listings if source in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True, slots=True)
class _Control:
    """Computed control with a listed party at one end, of those listings that may be seen."""

    links: ControlLinks
    listings: Mapping[str, tuple[Listing, ...]]

    def at(self, party: str) -> Iterator[ControlLink]:
        for link in self.links.at.get(party, ()):
            if link.controller in self.listings or link.company in self.listings:
                yield link


# -- search --------------------------------------------------------------------------------------------------


def _search(
    party: str,
    neighbourhood: Neighbourhood,
    control: _Control,
    policy: CompiledPolicy,
    on: date,
    hubs: Collection[str],
    limits: Limits,
) -> tuple[_Region, dict[str, _Label], int, int | None]:
    """Rounds of reading until every party within the floor was expanded, or a limit stopped it.

    Returns the least cost of a party that was left unexpanded, or ``None`` where none was.
    """
    region = _Region()
    budget = policy.floor_cost - policy.least_severity_cost
    labels: dict[str, _Label] = {party: (0, 0, "", "")}
    for rounds in itertools.count():
        frontier = sorted(
            (labels[node][0], node) for node in labels
            if node not in region.expanded and (node not in hubs or node == party)
        )  # fmt: skip
        frontier = [(cost, node) for cost, node in frontier if cost < budget]
        room = limits.max_nodes - len(region.expanded)
        if not frontier:
            return region, labels, rounds, None
        if rounds >= limits.max_rounds or room <= 0:
            return region, labels, rounds, frontier[0][0]
        _expand(nodes := [node for _, node in frontier[:room]], region, neighbourhood, policy, on)
        _add_control(nodes, region, control, policy)
        labels = _distances(party, region, hubs, budget)
    raise AssertionError("unreachable")


def _expand(nodes: list[str], region: _Region, neighbourhood: Neighbourhood, policy: CompiledPolicy, on: date) -> None:
    expansion = neighbourhood.expand(nodes, (*policy.kinds, *EXTRA_KINDS), on, policy.contact_limit)
    region.expanded.update(nodes)
    region.capped.update(expansion.capped)
    asked = set(nodes)
    for relationship in expansion.relationships:
        if relationship.kind in EXTRA_KINDS:
            _note_uncrossed(region, relationship.kind, relationship, asked)
    transmitting = [r for r in expansion.relationships if r.kind not in EXTRA_KINDS]
    arcs, cuts = arcs_of(transmitting, policy, on, expansion.users)
    for arc in arcs:
        region.add(arc)
    for cut in cuts:
        region.cuts[(cut.at, cut.reason, cut.relationship)] = cut


def _add_control(nodes: list[str], region: _Region, control: _Control, policy: CompiledPolicy) -> None:
    for node in nodes:
        links = list(control.at(node))
        for arc in control_arcs(links, policy):
            region.add(arc)
        region.doubts.update({link.id: link for link in links if not link.sure})


def _note_uncrossed(region: _Region, kind: str, relationship: object, asked: set[str]) -> None:
    from_id, to_id, identifier = relationship.from_id, relationship.to_id, relationship.id  # type: ignore[attr-defined]
    target = region.same if kind == "POSSIBLY_SAME_AS" else region.kin
    target[identifier] = (from_id, to_id) if from_id in asked else (to_id, from_id)


def _distances(party: str, region: _Region, hubs: Collection[str], budget: int) -> dict[str, _Label]:
    """Dijkstra from the party against the flow of risk; hubs are reached but not passed."""
    labels: dict[str, _Label] = {}
    heap: list[tuple[int, int, str, str, str]] = [(0, 0, "", "", party)]
    while heap:
        cost, hops, towards, relationship, node = heapq.heappop(heap)
        if node in labels:
            continue
        labels[node] = (cost, hops, towards, relationship)
        if node in hubs and node != party:
            continue
        for tail, arc in region.incoming.get(node, {}).items():
            total = cost + arc.cost
            if tail not in labels and total <= budget:
                heapq.heappush(heap, (total, hops + 1, node, arc.relationship.id, tail))
    return labels


def _least_open(open_cost: int | None, control: _Control, policy: CompiledPolicy) -> int | None:
    """The least cost at which something was left out: a party not expanded, or a step of control not known."""
    costs = [] if open_cost is None else [open_cost]
    if control.links.cut:
        costs += [c for forward in (True, False) if (c := policy.control_cost(forward=forward)) != NEVER]
    return min(costs, default=None)


def _bound(
    labels: Mapping[str, _Label], region: _Region, open_cost: int | None, policy: CompiledPolicy
) -> tuple[float, bool]:
    """Nothing that was missed scores above this: a missed path leaves through an unexpanded or capped party."""
    costs = [] if open_cost is None else [open_cost]
    costs += [labels[node][0] for node in region.capped if node in labels]
    if not costs:
        return 0.0, False
    least = min(costs) + policy.least_severity_cost
    return policy.score(least), least <= policy.floor_cost


# -- paths ---------------------------------------------------------------------------------------------------


def _paths_by_source(
    party: str, labels: Mapping[str, _Label], region: _Region, listed: Mapping[str, tuple[int, Listing]],
    policy: CompiledPolicy,
) -> list[Path]:  # fmt: skip
    """The best path from each source above the floor, strongest first (cost, hops, source)."""
    found = []
    for source in filter(listed.__contains__, labels):
        severity, listing = listed[source]
        if labels[source][0] + severity <= policy.floor_cost:
            found.append(_path(_walk(party, source, labels, region), severity, listing, policy, source))
    return sorted(found, key=lambda path: (path.cost, len(path.arcs), path.source))


def _walk(party: str, source: str, labels: Mapping[str, _Label], region: _Region) -> tuple[Arc, ...]:
    arcs = []
    node = source
    while node != party:
        towards = labels[node][2]
        arcs.append(region.incoming[towards][node])
        node = towards
    return tuple(arcs)


def _path(arcs: tuple[Arc, ...], severity: int, listing: Listing, policy: CompiledPolicy, source: str) -> Path:
    cost = severity + sum(arc.cost for arc in arcs)
    return Path(source, listing, severity, arcs, cost, policy.score(cost))


def _between(party: str, best: Path, region: _Region, labels: Mapping[str, _Label], limit: int) -> nx.DiGraph:
    """The parties and arcs on walks from the source to the party that cost at most ``limit``."""
    graph = nx.DiGraph()
    graph.add_nodes_from((best.source, party))
    from_source = _from_source(best.source, region, labels, limit)
    for head in from_source:
        for tail, arc in region.incoming.get(head, {}).items():
            if tail in from_source and head in labels and from_source[tail] + arc.cost + labels[head][0] <= limit:
                graph.add_edge(tail, head, cost=arc.cost, arc=arc)
    return graph


def _from_source(source: str, region: _Region, labels: Mapping[str, _Label], limit: int) -> dict[str, int]:
    outgoing: dict[str, list[Arc]] = defaultdict(list)
    for arcs in region.incoming.values():
        for arc in arcs.values():
            outgoing[arc.tail].append(arc)
    distances: dict[str, int] = {}
    heap = [(0, source)]
    while heap:
        cost, node = heapq.heappop(heap)
        if node in distances or node not in labels:
            continue
        distances[node] = cost
        for arc in outgoing.get(node, ()):
            if arc.head in labels and cost + arc.cost + labels[arc.head][0] <= limit:
                heapq.heappush(heap, (cost + arc.cost, arc.head))
    return distances


def _further(
    party: str,
    best: Path | None,
    region: _Region,
    labels: Mapping[str, _Label],
    policy: CompiledPolicy,
    limits: Limits,
) -> tuple[Path, ...]:
    """Next-best loopless paths from the same source, above the floor."""
    if best is None or limits.paths <= 0:
        return ()
    graph = _between(party, best, region, labels, policy.floor_cost - best.severity_cost)
    found = []
    for nodes in itertools.islice(nx.shortest_simple_paths(graph, best.source, party, weight="cost"), limits.paths + 1):
        arcs = tuple(graph.edges[pair]["arc"] for pair in itertools.pairwise(nodes))
        path = _path(arcs, best.severity_cost, best.listing, policy, best.source)
        if path.nodes != best.nodes and path.cost <= policy.floor_cost:
            found.append(path)
    return tuple(found[: limits.paths])


def _corroboration(
    party: str, best: Path | None, region: _Region, labels: Mapping[str, _Label], policy: CompiledPolicy
) -> int:
    """How many links from the source share no step: edge-disjoint paths within the floor."""
    if best is None:
        return 0
    graph = _between(party, best, region, labels, policy.floor_cost - best.severity_cost)
    return int(nx.edge_connectivity(graph, best.source, party))


def _cut_set(
    party: str, best: Path | None, region: _Region, listed: Mapping[str, tuple[int, Listing]],
    policy: CompiledPolicy, hubs: Collection[str], limits: Limits,
) -> CutSet | None:  # fmt: skip
    """Pairs of parties to part until the score lies below its level, made irreducible."""
    if best is None or (level := policy.level(best.score)) is None:
        return None
    removed: list[tuple[str, str]] = []
    disjoint = 0
    path: Path | None = best
    while path is not None and policy.score(path.cost) >= level.from_score:
        if len(removed) >= limits.cut_iterations:
            return None
        disjoint += not ({_pair(arc) for arc in path.arcs} & set(removed))
        removed.append(_pair(path.arcs[-1]))
        path = _best_without(party, region, listed, policy, hubs, set(removed))
    kept = _irreducible(removed, lambda cut: _below(party, region, listed, policy, hubs, cut, level.from_score))
    identifiers = [_between_pair(region, pair) for pair in kept]
    return CutSet(tuple(sorted(itertools.chain(*identifiers))), minimum=len(kept) == 1)


def _pair(arc: Arc) -> tuple[str, str]:
    return (arc.tail, arc.head) if arc.tail < arc.head else (arc.head, arc.tail)


def _between_pair(region: _Region, pair: tuple[str, str]) -> set[str]:
    a, b = pair
    arcs = [arc for arc in (region.incoming.get(a, {}).get(b), region.incoming.get(b, {}).get(a)) if arc is not None]
    computed = {arc.link.id: arc.link for arc in arcs if arc.link is not None}
    broken = {identifier for link in computed.values() for identifier in link.breaking()}
    return broken | {arc.relationship.id for arc in arcs if arc.link is None}


def _without(region: _Region, removed: set[tuple[str, str]]) -> _Region:
    reduced = _Region()
    for arcs in region.incoming.values():
        for arc in arcs.values():
            if _pair(arc) not in removed:
                reduced.add(arc)
    return reduced


def _best_without(
    party: str, region: _Region, listed: Mapping[str, tuple[int, Listing]], policy: CompiledPolicy,
    hubs: Collection[str], removed: set[tuple[str, str]],
) -> Path | None:  # fmt: skip
    reduced = _without(region, removed)
    labels = _distances(party, reduced, hubs, policy.floor_cost)
    paths = _paths_by_source(party, labels, reduced, listed, policy)
    return paths[0] if paths else None


def _below(
    party: str, region: _Region, listed: Mapping[str, tuple[int, Listing]], policy: CompiledPolicy,
    hubs: Collection[str], removed: set[tuple[str, str]], threshold: float,
) -> bool:  # fmt: skip
    path = _best_without(party, region, listed, policy, hubs, removed)
    return path is None or path.score < threshold


def _irreducible(removed: list[tuple[str, str]], enough: object) -> list[tuple[str, str]]:
    kept = list(removed)
    for pair in removed:
        rest = [other for other in kept if other != pair]
        if rest and enough(set(rest)):  # type: ignore[operator]
            kept = rest
    return kept


# -- what was not counted ------------------------------------------------------------------------------------


def _cuts_that_mattered(
    party: str, neighbourhood: Neighbourhood, policy: CompiledPolicy, on: date, hubs: Collection[str],
    region: _Region, labels: Mapping[str, _Label], listed: Mapping[str, tuple[int, Listing]],
) -> tuple[Cut, ...]:  # fmt: skip
    """Cuts with a listed party right behind them. One more read, for the hubs and crowded contact points reached."""
    crowded = {cut.at: cut.reason for cut in region.cuts.values() if cut.reason == "contact_above_limit"}
    reached = {node: "state_organ" for node in labels if node in hubs and node != party}
    found = _behind({**crowded, **reached}, neighbourhood, policy, on, listed, party)
    for cut in region.cuts.values():
        if cut.reason in ("stale", "identity_disputed"):
            found.append(cut)
    for identifier, (near, kin) in sorted(region.kin.items()):
        if kin in listed and near in labels:
            found.append(Cut(near, "kinship", identifier, kin))
    found += _doubtful_control(region, labels, listed, policy)
    return tuple(sorted(found, key=lambda cut: (cut.reason, cut.at, cut.relationship)))


def _doubtful_control(
    region: _Region, labels: Mapping[str, _Label], listed: Mapping[str, tuple[int, Listing]], policy: CompiledPolicy
) -> Iterator[Cut]:
    """Control of or by a listed party that is possible only, where it would lie within the floor."""
    for link in region.doubts.values():
        for near, far, forward in ((link.company, link.controller, True), (link.controller, link.company, False)):
            cost = policy.control_cost(forward=forward)
            if near not in labels or far not in listed or cost == NEVER:
                continue
            if labels[near][0] + cost + listed[far][0] <= policy.floor_cost:
                yield Cut(near, link.doubt, link.proof()[-1].id, far)


def _behind(
    at: Mapping[str, str], neighbourhood: Neighbourhood, policy: CompiledPolicy, on: date,
    listed: Mapping[str, tuple[int, Listing]], party: str,
) -> list[Cut]:  # fmt: skip
    if not at:
        return []
    expansion = neighbourhood.expand(sorted(at), policy.kinds, on, policy.contact_limit)
    found: dict[str, Cut] = {}
    for relationship in sorted(expansion.relationships, key=lambda r: r.id):
        for end, other in (
            (relationship.from_id, relationship.to_id),
            (relationship.to_id, relationship.from_id),
        ):
            if end in at and other in listed and other != party:
                found.setdefault(end, Cut(end, at[end], relationship.id, other))
    return list(found.values())


def _to_confirm(
    region: _Region, labels: Mapping[str, _Label], listed: Mapping[str, tuple[int, Listing]]
) -> tuple[ToConfirm, ...]:
    return tuple(
        ToConfirm(near, other, identifier, other in listed)
        for identifier, (near, other) in sorted(region.same.items())
        if near in labels
    )
