"""Every party of a data version as matching compares it: what is said of it, its contact points, those in office.

Of a person the contact points and further officers of the enterprises where it is in office count too, and where all
of these lie in one region that region, if none is stated for the person itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import cypher
from graph_service.identity.party import PartyExample, example_of
from graph_service.loading.pipeline import batched
from graph_service.model import Entity
from graph_service.reading.memory import VersionMemory
from graph_service.reading.reader import GraphReader
from graph_service.schema import PARTY_KINDS
from graph_service.store.gate import Graph

OFFICES = ("LEGAL_REPRESENTATIVE_OF", "PRINCIPAL_OF", "DIRECTOR_OF", "SUPERVISOR_OF", "SENIOR_MANAGER_OF")
BATCH = 2000
MAX_FIRMS = 5
"""Enterprises of one person whose contact points and officers are compared, the least ids first."""
MAX_TEXTS = 20
Progress = Callable[[int], None]


@dataclass(slots=True)
class _Ties:
    """Who uses which contact points, and who is in office where; by id."""

    points: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    officers: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    firms: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def read_roster(graph: Graph, version: int, progress: Progress = lambda _: None) -> list[PartyExample]:
    """Every party that has a name or a code, in the order of ids.

    Cost: one read of every party and contact point in batches, one pass over ``USES`` and five kinds of office.
    Memory: one description of each party, about 0.6 kB. ``progress`` is told how many parties were read.
    """
    ids: dict[str, list[str]] = defaultdict(list)
    for row in graph.stream(cypher.statement("read/all_entities"), version=version):
        ids["party" if row["kind"] in PARTY_KINDS else row["kind"]].append(row["id"])
    points = {
        e.id: (str(e.get("contact")), str(e.get("value"))) for e in _entities(graph, version, ids["ContactPoint"])
    }
    found: dict[str, PartyExample] = {}
    for number, entity in enumerate(_entities(graph, version, sorted(ids["party"])), 1):
        if number % BATCH == 0:
            progress(number)
        example = example_of(entity)
        if example.real_names or entity.sources:
            found[entity.id] = replace(example)  # a fresh one keeps no comparable forms
    ties = _ties(graph, version)
    return [_told(i, example, found, ties, points) for i, example in found.items()]


def _entities(graph: Graph, version: int, ids: Iterable[str]) -> Iterator[Entity]:
    for batch in batched(ids, BATCH):
        read = GraphReader(graph, version, VersionMemory()).entities(batch)
        yield from (read[i] for i in batch if i in read)


def _ties(graph: Graph, version: int) -> _Ties:
    ties = _Ties()
    read = cypher.statement("read/ends_of_kind").with_kinds(("USES", *OFFICES))
    for row in graph.stream(read, version=version):
        if row["kind"] == "USES":
            ties.points[row["from_id"]].append(row["to_id"])
        else:
            ties.officers[row["to_id"]].append(row["from_id"])
            ties.firms[row["from_id"]].append(row["to_id"])
    return ties


def _told(
    identifier: str, example: PartyExample, all_of: Mapping[str, PartyExample], ties: _Ties,
    points: Mapping[str, tuple[str, str]],
) -> PartyExample:  # fmt: skip
    """The description with what stands around the party."""
    firms = sorted(set(ties.firms.get(identifier, ())))[:MAX_FIRMS] if example.kind == "Person" else []
    used = {p for party in (identifier, *firms) for p in ties.points.get(party, ())}
    around = {o for party in (firms or [identifier]) for o in ties.officers.get(party, ())} - {identifier}
    return replace(
        example, addresses=_texts(points, used, "address"), phones=_texts(points, used, "phone"),
        officers=tuple(sorted({n for o in around if o in all_of for n in all_of[o].names[:1]})[:MAX_TEXTS]),
        region=example.region or _one_region(firms, all_of),
    )  # fmt: skip


def _texts(points: Mapping[str, tuple[str, str]], used: Collection[str], kind: str) -> tuple[str, ...]:
    return tuple(sorted({points[p][1] for p in used if p in points and points[p][0] == kind})[:MAX_TEXTS])


def _one_region(firms: Iterable[str], all_of: Mapping[str, PartyExample]) -> str | None:
    regions = {all_of[f].region for f in firms if f in all_of}
    return next(iter(regions)) if len(regions) == 1 else None
