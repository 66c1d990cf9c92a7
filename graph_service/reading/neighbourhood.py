"""The neighbourhood that exposure searches, on the engine: two statements for each round of the search."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Mapping
from datetime import date
from typing import Any, TypeVar

import cypher
from graph_service.exposure.control import NO_LINKS, ControlLinks, control_links
from graph_service.exposure.neighbourhood import Expansion, Listing
from graph_service.exposure.policy import CompiledPolicy
from graph_service.model import Entity, Relationship
from graph_service.reading import lasting
from graph_service.reading.control import HoldingsAround
from graph_service.reading.memory import Bounded
from graph_service.reading.reader import GraphReader
from graph_service.records.kinds import is_negative, kind_of
from graph_service.records.lifecycle import standing
from graph_service.store.gate import Graph
from graph_service.units import within

READ_BATCH = 2000
KEPT_DAYS = 8
KEPT_ANSWERS = 64
V = TypeVar("V")


class ListingIndex:
    """Every negative record with its subject at one data version, kept in memory: some per cent of all parties.

    Cost: one pass over the listings when a version is first asked about, then one pass for each new day.
    """

    def __init__(self, graph: Graph, version: int) -> None:
        reader = GraphReader(graph, version)
        rows = graph.rows(cypher.statement("read/listings"), version=version, timeout=300)
        subjects = [reader.relationship("SUBJECT_OF", row["relationship"]) for row in rows]
        records: dict[str, Entity] = {}
        ids = sorted({subject.to_id for subject in subjects})
        for start in range(0, len(ids), READ_BATCH):
            records |= reader.entities(ids[start : start + READ_BATCH])
        self.version = version
        self._pairs = [(records[s.to_id], s) for s in subjects if s.to_id in records]
        organs = graph.rows(cypher.statement("read/state_organs"), version=version, timeout=300)
        self.state_organs = frozenset(row["id"] for row in organs)
        self._reader = reader
        self._around: HoldingsAround | None = None
        self._lock = threading.Lock()
        self._control: dict[tuple[date, str], ControlLinks] = {}
        self._answers: Bounded[Hashable, Any] = Bounded(KEPT_ANSWERS, lambda _: 1)
        lasting.settle()

    def on(self, day: date) -> Mapping[str, tuple[Listing, ...]]:
        """Parties with an active negative record on the day."""
        return self._once(("on", day), lambda: self._on(day))

    def shown(self, day: date, shown_on: date, answering: str | None) -> Mapping[str, tuple[Listing, ...]]:
        """Of the listings of a day only those that still act on ``shown_on``, or that the unit ``answering`` owns."""
        return self._once(("shown", day, shown_on, answering), lambda: self._shown(day, shown_on, answering))

    def cascading(self, day: date) -> Mapping[str, frozenset[str]]:
        """By regime with a 50 % rule the parties on a list of that authority on the day."""
        return self._once(("cascading", day), lambda: self._cascading(day))

    def _once(self, key: Hashable, make: Callable[[], V]) -> V:
        """What was made for ``key`` lately. Nothing here refers back to the index, so that it goes when it is let go."""
        kept: V | None = self._answers.get_many([key]).get(key)
        if kept is None:
            kept = make()
            self._answers.put_many([(key, kept)])
        return kept

    def _on(self, day: date) -> Mapping[str, tuple[Listing, ...]]:
        found: dict[str, list[Listing]] = defaultdict(list)
        for record, subject in self._pairs:
            if is_negative(record.get("record_kind")) and standing(record, subject, day).acting:
                found[subject.from_id].append(_listing(record, subject))
        return {party: tuple(sorted(listings, key=lambda v: v.record)) for party, listings in found.items()}

    def _shown(self, day: date, shown_on: date, answering: str | None) -> Mapping[str, tuple[Listing, ...]]:
        acting = {v.record for listings in self.on(shown_on).values() for v in listings}
        if answering is not None:
            owners = ((record.id, record.get("owning_unit")) for record, _ in self._pairs)
            acting |= {record for record, owner in owners if not owner or within(owner, answering)}
        kept = {party: tuple(v for v in found if v.record in acting) for party, found in self.on(day).items()}
        return {party: found for party, found in kept.items() if found}

    def _cascading(self, day: date) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for party, listings in self.on(day).items():
            for listing in listings:
                kind = kind_of(listing.record_kind)
                if kind is not None and kind.cascade:
                    found[kind.cascade].add(party)
        return {regime: frozenset(parties) for regime, parties in found.items()}

    def control(self, day: date, policy: CompiledPolicy) -> ControlLinks:
        """Computed control of and by the parties listed on the day. Cost: reading the holdings around all that are listed
        when a version is first asked about, then one pass for each new day and policy."""
        if policy.policy.control is None:
            return NO_LINKS
        with self._lock:
            key = (day, policy.digest)
            if key not in self._control:
                if len(self._control) >= KEPT_DAYS:
                    self._control.pop(next(iter(self._control)))
                self._control[key] = self._links(day, policy)
            return self._control[key]

    def _links(self, day: date, policy: CompiledPolicy) -> ControlLinks:
        if self._around is None:
            subjects = {s.from_id for record, s in self._pairs if is_negative(record.get("record_kind"))}
            self._around = HoldingsAround(self._reader, subjects, self.state_organs)
            lasting.settle()
        hubs = self.state_organs | set(policy.policy.hubs)
        around = self._around
        return control_links(around.relationships, self.on(day).keys(), policy, day, hubs, cut=around.cut)


def _listing(record: Entity, subject: Relationship) -> Listing:
    listed = record.date("listed_on") or record.date("decided_on")
    return Listing(record.id, str(record.get("record_kind")), subject, listed.latest if listed else None)


class EngineNeighbourhood:
    """Implements ``exposure.Neighbourhood``; relationships of a hub are capped at ``cap``, and that is reported."""

    def __init__(
        self, reader: GraphReader, listings: ListingIndex, cap: int = 500, *, shown_on: date | None = None,
        answering: str | None = None,
    ) -> None:  # fmt: skip
        self._reader = reader
        self._index = listings
        self._cap = cap
        self._shown_on = shown_on
        self._answering = answering

    def expand(self, ids: Collection[str], kinds: Collection[str], on: date, contact_limit: int) -> Expansion:
        touching = self._reader.touching(ids, tuple(kinds), cap=self._cap)
        contacts = {r.to_id for r in touching.relationships if r.kind == "USES"}
        users = self._reader.contact_users(contacts, on, contact_limit) if contacts else {}
        return Expansion(touching.relationships, touching.capped, users)

    def listings(self, on: date) -> Mapping[str, tuple[Listing, ...]]:
        """Listings of the day; for viewers who may not see ended records, only those that still act on ``shown_on``.

        An auditor of a unit also sees those that the unit answers for.
        """
        if self._shown_on is None or self._shown_on == on:
            return self._index.on(on)
        return self._index.shown(on, self._shown_on, self._answering)

    def state_organs(self) -> Collection[str]:
        return self._index.state_organs

    def control(self, on: date, policy: CompiledPolicy) -> ControlLinks:
        return self._index.control(on, policy)
