"""The bounded pieces of the graph that the pure evaluators need, read with few statements.

Lawful reach looks one step around a record's subject and along control; exposure expands in bands through
``ExposureNeighbourhood``. Every cap that cut something is part of what is returned.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from graph_service.model import Entity, Relationship, Subgraph
from graph_service.reading.reader import GraphReader

CONTROL_KINDS = ("CONTROLS", "SHAREHOLDER_OF")
RECORD_KINDS = ("SUBJECT_OF", "NAMED_IN")
CONTROL_ROUNDS = 20
MAX_SCOPE = 2000
CAP = 500


@dataclass(slots=True)
class Scope:
    """A growing subgraph: relationships by id, the entities at their ends, and what was capped."""

    reader: GraphReader
    relationships: dict[str, Relationship] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    capped: dict[str, int] = field(default_factory=dict)
    truncated: bool = False

    def add(self, ids: Iterable[str], kinds: Collection[str], *, keep: bool = True) -> set[str]:
        """Read relationships of ``kinds`` at ``ids``; returns the ids that are new. ``keep``: see ``touching``."""
        wanted = set(ids)
        self.ids |= wanted
        touching = self.reader.touching(wanted, tuple(kinds), cap=CAP, keep=keep)
        self.capped.update(touching.capped)
        return self.take(touching.relationships)

    def take(self, relationships: Iterable[Relationship]) -> set[str]:
        new: set[str] = set()
        for relationship in relationships:
            self.relationships[relationship.id] = relationship
            new |= {relationship.from_id, relationship.to_id}
        new -= self.ids
        self.ids |= new
        return new

    def of_kind(self, *kinds: str) -> list[Relationship]:
        return [r for r in self.relationships.values() if r.kind in kinds]

    def subgraph(self) -> Subgraph:
        """What was gathered. Entities are read when they are looked at, records and their subjects at once."""
        ordered = tuple(self.relationships[key] for key in sorted(self.relationships))
        subjects = self.of_kind("SUBJECT_OF")
        first = {end for r in subjects for end in (r.from_id, r.to_id)}
        return Subgraph(self.reader.version, EntitiesWhenAsked(self.reader, self.ids, first), ordered)


class EntitiesWhenAsked(Mapping[str, Entity]):
    """The entities of some ids: ``first`` are read with the first look, all others when one of them is looked at.

    Of hundreds of parties around one, few decide anything. Cost: one statement for ``first`` and one for each further id.
    """

    def __init__(self, reader: GraphReader, ids: Collection[str], first: Collection[str]) -> None:
        self._reader = reader
        self._ids = frozenset(ids)
        self._first = frozenset(first)
        self._known: dict[str, Entity] = {}

    def __getitem__(self, identifier: str) -> Entity:
        if identifier not in self._known and identifier in self._ids:
            self._known |= self._reader.entities({identifier, *(self._first - self._known.keys())})
        return self._known[identifier]

    def __iter__(self) -> Iterator[str]:
        self._known |= self._reader.entities(self._ids - self._known.keys())
        return iter(self._known)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def around_record(reader: GraphReader, record: str, kinds: Collection[str]) -> Scope:
    """What decides whom a record reaches: its subjects and named persons, their roles, what they control."""
    scope = Scope(reader)
    scope.add([record], RECORD_KINDS)
    parties = {r.from_id for r in scope.of_kind(*RECORD_KINDS)}
    new = scope.add(parties, kinds)
    _follow_control(scope, parties | new, down=True)
    return scope


def around_party(reader: GraphReader, party: str, kinds: Collection[str]) -> Scope:
    """Every record that may reach a party: its own, those that name it, those of the parties around it and
    of those that control it."""
    scope = Scope(reader)
    first = scope.add([party], set(kinds) | set(RECORD_KINDS))
    # Nearly all that is asked next concerns the neighbours: one statement now instead of one for each question.
    reader.around({r.other(party) for r in reader.around([party])[party].relationships})
    _follow_control(scope, {party}, down=False)
    parties = {end for r in scope.relationships.values() for end in (r.from_id, r.to_id)}
    parties -= {r.to_id for r in scope.of_kind(*RECORD_KINDS)}
    scope.add(parties - {party}, RECORD_KINDS, keep=False)
    records = {r.to_id for r in scope.of_kind(*RECORD_KINDS)}
    scope.add(records, RECORD_KINDS)
    subjects = {r.from_id for r in scope.of_kind("SUBJECT_OF") if r.to_id in records} - {party} - first
    scope.add(subjects, kinds)
    return scope


def _follow_control(scope: Scope, start: set[str], *, down: bool) -> None:
    """Along holdings and declared control, away from the listed party or towards those above a party."""
    frontier, seen = set(start), set(start)
    for _ in range(CONTROL_ROUNDS):
        if not frontier:
            return
        if len(scope.ids) > MAX_SCOPE:
            scope.truncated = True
            return
        touching = scope.reader.touching(frontier, CONTROL_KINDS, cap=CAP)
        scope.capped.update(touching.capped)
        wanted = [r for r in touching.relationships if (r.from_id if down else r.to_id) in frontier]
        # Whether a company is controlled depends on all its holders, so the others come along.
        scope.take(touching.relationships)
        frontier = {(r.to_id if down else r.from_id) for r in wanted} - seen
        seen |= frontier
    scope.truncated = bool(frontier)
