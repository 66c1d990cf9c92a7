"""Every party of a data version as matching compares it: what is said of it, its contact points, those in office.

Of a person the contact points and further officers of the enterprises where it is in office count too, and where all
of these lie in one region that region, if none is stated for the person itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import cypher
from graph_service.identity.party import PartyExample
from graph_service.reading.surroundings import MAX_FIRMS, MAX_TEXTS, OFFICES
from graph_service.search.agreed import in_parts, parties_of, precedence
from graph_service.search.directory import unpacked
from graph_service.store.gate import Graph

Progress = Callable[[int], None]


@dataclass(slots=True)
class _Ties:
    """Who uses which contact points, and who is in office where; by id."""

    points: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    officers: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    firms: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def read_roster(graph: Graph, version: int, progress: Progress = lambda _: None) -> list[PartyExample]:
    """Every party that a source says something of, in the order of ids.

    Cost: what the index of names reads (``parties_of``), and as often a pass each over statements of ID numbers, contact
    points, and ``USES`` with five kinds of office. Memory: one description of each party, about 0.6 kB. ``progress`` is told
    how many parties were read.
    """
    numbers = _numbers(graph, version)
    found: dict[str, PartyExample] = {}
    for some in parties_of(graph, version):
        for packed in some:
            known = unpacked(packed)
            hashed, key = numbers.get(known.id, (None, None))
            found[known.id] = replace(known.example, id_hmac=hashed, id_key=key) if hashed else known.example
        progress(len(found))
    rows = in_parts(graph, cypher.statement("read/contact_points"), version)
    points = {i: (str(kind), str(value)) for row in rows for i, kind, value in row["points"]}
    ties = _ties(graph, version)
    return [_told(i, example, found, ties, points) for i, example in found.items()]


def _numbers(graph: Graph, version: int) -> dict[str, tuple[str, str]]:
    """The hash of the ID number that counts of each person, with the id of its key."""
    last: dict[str, list[Any]] = {}
    for row in in_parts(graph, cypher.statement("read/id_numbers"), version):
        for said in row["stated"]:
            known = last.setdefault(said[0], said)
            if precedence(said) > precedence(known):
                last[said[0]] = said
    return {i: (hashed, key) for i, (*_, hashed, key) in last.items()}


def _ties(graph: Graph, version: int) -> _Ties:
    ties = _Ties()
    read = cypher.statement("read/ends_of_kind").with_kinds(("USES", *OFFICES))
    for row in in_parts(graph, read, version):
        for one, other in row["ends"]:
            if row["kind"] == "USES":
                ties.points[one].append(other)
            else:
                ties.officers[other].append(one)
                ties.firms[one].append(other)
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
