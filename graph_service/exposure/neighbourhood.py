"""What the evaluator needs of the graph: neighbours in batches. Implemented on the engine by ``reading``."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from graph_service.exposure.policy import CompiledPolicy
from graph_service.model import Relationship, Standing

if TYPE_CHECKING:
    from graph_service.exposure.control import ControlLinks


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

    def control(self, on: date, policy: CompiledPolicy) -> ControlLinks:
        """Computed control with a listed party at one end."""


HOLDING = frozenset({Standing.CONFIRMED, Standing.PRESUMED})


def holds(relationship: Relationship, on: date) -> bool:
    """Whether a relationship counts on the day: confirmed or presumed, and not suspended by a dispute."""
    return not relationship.identity_disputed and relationship.period.standing(on) in HOLDING
