"""What was read of one data version, kept for further questions about it.

A published version never changes, so nothing here goes stale; only a lawful erasure takes facts out of it, which
publishes a version, and whoever keeps memories drops them all then. Bounded: what was used longest ago goes first.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from graph_service.model import Entity, Period, Relationship, SourceRef

KEPT_RELATIONSHIPS = 20_000
KEPT_ENTITIES = 5_000
"""About 1.2 kB each with all that they hold: 30 MB in all for each version kept."""
KEPT_GLANCES = 100_000
"""Relationships of hubs without their values, about 230 bytes each: 23 MB at most for each version kept."""
KEPT_SHARED = 20_000
"""Values that many facts share, a few hundred bytes each."""

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Around:
    """Relationships of every kind at one entity, in the order of their ids; ``complete``: that is all of them, else the
    first of them."""

    relationships: tuple[Relationship, ...] = ()
    complete: bool = True


class Glance(NamedTuple):
    """What decides whether a relationship is listed and counted, without its values."""

    id: str
    kind: str
    from_id: str
    to_id: str
    period: Period
    source: SourceRef
    """Without record and load."""


class VersionMemory:
    """Thread-safe. One for each version that is asked about."""

    def __init__(self) -> None:
        self.around: Bounded[str, Around] = Bounded(KEPT_RELATIONSHIPS, lambda found: 1 + len(found.relationships))
        self.entities: Bounded[str, Entity] = Bounded(KEPT_ENTITIES, lambda _: 1)
        self.crowded: Bounded[str, int] = Bounded(KEPT_ENTITIES, lambda _: 1)
        """Contact points by how many uses they have at least."""
        self.registers: Bounded[str, tuple[Glance, ...] | None] = Bounded(
            KEPT_GLANCES, lambda found: 1 + len(found or ())
        )
        """All relationships of a hub at a glance, in the order of their ids; ``None``: more than are kept."""
        self.registering = threading.Lock()
        """Who asks for a register that is being read waits for it instead of reading it again."""
        self._once: dict[str, Any] = {}
        self._shared: dict[Hashable, Any] = {}
        self._lock = threading.RLock()

    def once(self, name: str, read: Callable[[], V]) -> V:
        """What ``read`` returned when ``name`` was first asked for."""
        with self._lock:
            if name not in self._once:
                self._once[name] = read()
            found: V = self._once[name]
            return found

    def shared(self, key: Hashable, make: Callable[[], V]) -> V:
        """The one value of this version for ``key``, made by ``make`` where there is none yet."""
        found: V | None = self._shared.get(key)
        if found is None:
            if len(self._shared) >= KEPT_SHARED:
                self._shared = {}
            found = self._shared[key] = make()
        return found


class Bounded(Generic[K, V]):
    """The values used last, up to a total weight."""

    def __init__(self, capacity: int, weight: Callable[[V], int]) -> None:
        self._capacity = capacity
        self._weight = weight
        self._total = 0
        self._kept: OrderedDict[K, V] = OrderedDict()
        self._lock = threading.Lock()

    def get_many(self, keys: Collection[K]) -> dict[K, V]:
        """Those of ``keys`` that are kept."""
        with self._lock:
            found = {key: self._kept[key] for key in keys if key in self._kept}
            for key in found:
                self._kept.move_to_end(key)
            return found

    def put_many(self, pairs: Iterable[tuple[K, V]]) -> None:
        with self._lock:
            for key, value in pairs:
                if (known := self._kept.pop(key, None)) is not None:
                    self._total -= self._weight(known)
                self._kept[key] = value
                self._total += self._weight(value)
            while self._total > self._capacity:
                self._total -= self._weight(self._kept.popitem(last=False)[1])

    def __len__(self) -> int:
        return len(self._kept)
