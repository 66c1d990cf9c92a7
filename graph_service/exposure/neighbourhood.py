"""What the evaluator needs of the graph: neighbours in batches. Implemented on the engine by ``reading``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from graph_service.model import Relationship, Standing


@dataclass(frozen=True, slots=True)
class Listing:
    """An active negative record of a party: record id, kind, and the relationship that says whose it is."""

    record: str
    record_kind: str
    subject: Relationship
    listed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Expansion:
    """All transmitting relationships that touch the asked ids.

    ``capped``: asked ids of which not all relationships are here. ``users``: for every contact point among the
    other ends, how many parties use it on the day, counted up to the limit asked for plus one.
    """

    relationships: tuple[Relationship, ...]
    capped: Mapping[str, int]
    users: Mapping[str, int]


class Neighbourhood(Protocol):
    """The graph around some parties at one data version."""

    def expand(self, ids: Collection[str], kinds: Collection[str], on: date, contact_limit: int) -> Expansion: ...

    def listings(self, on: date) -> Mapping[str, tuple[Listing, ...]]:
        """Parties with an active negative record on the day."""

    def state_organs(self) -> Collection[str]:
        """Organs that exercise the functions of the state contributor (公司法 265(4))."""


HOLDING = frozenset({Standing.CONFIRMED, Standing.PRESUMED})


def holds(relationship: Relationship, on: date) -> bool:
    """Whether a relationship counts on the day: confirmed or presumed, and not suspended by a dispute."""
    return not relationship.identity_disputed and relationship.period.standing(on) in HOLDING


class InMemoryNeighbourhood:
    """A neighbourhood over given relationships; the oracle tests use it."""

    def __init__(
        self, relationships: Iterable[Relationship], listed: Mapping[str, tuple[Listing, ...]],
        organs: Collection[str] = (),
    ) -> None:  # fmt: skip
        self._at: dict[str, list[Relationship]] = defaultdict(list)
        self._listed = listed
        self._organs = frozenset(organs)
        for relationship in relationships:
            for end in {relationship.from_id, relationship.to_id}:
                self._at[end].append(relationship)

    def expand(self, ids: Collection[str], kinds: Collection[str], on: date, contact_limit: int) -> Expansion:
        wanted = set(kinds)
        found = {r.id: r for i in ids for r in self._at.get(i, ()) if r.kind in wanted}
        contacts = {r.to_id for r in found.values() if r.kind == "USES"}
        users = {c: min(len(self._users(c, on)), contact_limit + 1) for c in contacts}
        return Expansion(tuple(found.values()), {}, users)

    def _users(self, contact: str, on: date) -> set[str]:
        return {r.from_id for r in self._at[contact] if r.kind == "USES" and holds(r, on)}

    def listings(self, on: date) -> Mapping[str, tuple[Listing, ...]]:
        return self._listed

    def state_organs(self) -> Collection[str]:
        return self._organs
