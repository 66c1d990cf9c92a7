"""What the graph says, as frozen values. Every pure evaluator (reach, exposure, lifecycle) works on these.

Nothing here touches an engine; ``reading`` builds these values from rows, ``loading`` writes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from graph_service.dates import PartialDate
from graph_service.shares import Share

OPEN_VERSION = 9_007_199_254_740_991
"""``known_to`` of what is still known: the largest integer that every client of JSON keeps exactly (2^53 - 1)."""


class Standing(StrEnum):
    """How well a fact is known to hold on a day."""

    CONFIRMED = "confirmed"  # a source states it for that day, or showed it then or later
    PRESUMED = "presumed"  # last confirmed before that day, nothing says that it ended
    UNKNOWN = "unknown"  # that day lies before the first observation, or within a partial date
    ENDED = "ended"  # it ended on or before that day, or a later full snapshot no longer shows it
    FUTURE = "future"  # it starts after that day


@dataclass(frozen=True, slots=True)
class SourceRef:
    """Where a value or fact comes from: source id, record id in that source, load id."""

    source: str
    record: str
    load: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """Valid time as a source states it, and the days on which the source showed it.

    ``valid_from`` inclusive, ``valid_to`` exclusive. ``observed`` holds days in order, at least one unless the
    source states valid time. ``absent_from``: the first full snapshot of the source after the last
    observation that no longer shows the fact, if any.
    """

    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    observed: tuple[date, ...] = ()
    absent_from: date | None = None

    @property
    def first_observed(self) -> date | None:
        return self.observed[0] if self.observed else None

    @property
    def last_confirmed(self) -> date | None:
        return self.observed[-1] if self.observed else None

    def standing(self, on: date) -> Standing:
        """How well the fact is known to hold on the day ``on``."""
        if self.valid_from is not None and on < self.valid_from.earliest:
            return Standing.FUTURE
        if self.valid_to is not None and on >= self.valid_to.latest:
            return Standing.ENDED
        if self.absent_from is not None and on >= self.absent_from:
            return Standing.ENDED
        if self.valid_from is not None and on < self.valid_from.latest:
            return Standing.UNKNOWN
        if self.valid_to is not None and on >= self.valid_to.earliest:
            return Standing.UNKNOWN
        if self.valid_from is None and self.observed and on < self.observed[0]:
            return Standing.UNKNOWN
        if self.valid_to is not None and self.valid_from is not None:
            return Standing.CONFIRMED
        if self.observed and on <= self.observed[-1]:
            return Standing.CONFIRMED
        if not self.observed and self.valid_to is not None:
            return Standing.CONFIRMED
        return Standing.PRESUMED


@dataclass(frozen=True, slots=True)
class Conflict:
    """Sources that differ on one property: value by source id."""

    property: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entity:
    """A node with the agreed view of its values (latest observation wins, then source id) and its conflicts.

    ``kind`` is a key of ``schema.NODE_KINDS``. ``values`` holds stored forms (see ``schema.ValueType``).
    """

    id: str
    kind: str
    values: Mapping[str, Any] = field(default_factory=dict)
    sources: tuple[SourceRef, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    last_confirmed: date | None = None

    @property
    def name(self) -> str:
        """The name to show; empty where no source gives one (a placeholder is no name)."""
        return str(self.values.get("name") or "")

    def get(self, name: str) -> Any:
        return self.values.get(name)

    def date(self, name: str) -> PartialDate | None:
        value = self.values.get(name)
        return PartialDate.parse(value) if value else None


@dataclass(frozen=True, slots=True)
class Relationship:
    """One asserted relationship. ``id`` is derived from what is asserted, so it is the same in every graph.

    ``from_id``/``to_id`` are the parties at the data version read; ``asserted_from``/``asserted_to`` those for
    which the source asserted it (they differ after a merge).
    """

    id: str
    kind: str
    from_id: str
    to_id: str
    period: Period
    source: SourceRef
    values: Mapping[str, Any] = field(default_factory=dict)
    asserted_from: str = ""
    asserted_to: str = ""

    @property
    def share(self) -> Share:
        """The share of a holding; unknown where no source states it."""
        return Share.from_text(self.values.get("share_min"), self.values.get("share_max"))

    @property
    def identity_disputed(self) -> bool:
        """A dispute about identity (冒名) suspends the relationship."""
        return self.values.get("disputed") == "identity"

    def other(self, end: str) -> str:
        """The other end than ``end``."""
        return self.to_id if end == self.from_id else self.from_id


@dataclass(frozen=True, slots=True)
class Subgraph:
    """A bounded piece of the graph at one data version: what a pure evaluator is given."""

    version: int
    entities: Mapping[str, Entity]
    relationships: tuple[Relationship, ...]
