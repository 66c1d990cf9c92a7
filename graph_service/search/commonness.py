"""How common names are at one data version, counted in the index. What ``linkage.commonness`` counts while it compares all.

Memory: twelve bytes for each name, once somebody asks.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from graph_service.search.pools import Flat
from graph_service.search.tokens import comparable, units
from graph_service.search.traits import PLACES, Rows

AT_ONCE = 50_000
ASKED = 4096
"""Answers that are kept."""
LONGEST = 1024
"""Units of a name that count: further ones are taken to be the first again."""
_FACTORS = np.random.default_rng(20_260_101).integers(1, 2**64 - 1, LONGEST, np.uint64)
_PERSON = np.uint64(0x9E3779B97F4A7C15)
"""Keeps persons apart from organisations of the same letters."""
Keys = npt.NDArray[np.uint64]


class IndexedCounts:
    """Parties by person's name or core of a company's name, everywhere or in regions. Immutable; thread-safe."""

    def __init__(
        self, texts: Flat, cores: Flat, persons: npt.NDArray[np.uint8], parties: npt.NDArray[np.int32], traits: Rows
    ) -> None:
        keys = np.where(persons != 0, _keys(texts) ^ _PERSON, _keys(cores))
        order = np.argsort(keys, kind="stable").astype(np.int32)
        self._keys, self._order = keys[order], order
        self._parties, self._places = parties, traits["place"]
        self._counted = lru_cache(maxsize=ASKED)(self._count)

    def cores(self, core: str, regions: frozenset[str]) -> int:
        """Organisations with a name of this core; 0 where it is empty."""
        return self._counted(int(_key(core)), regions) if core else 0

    def persons(self, name: str, regions: frozenset[str]) -> int:
        return self._counted(int(_key(comparable(name, True)[0]) ^ _PERSON), regions)

    def _count(self, key: int, regions: frozenset[str]) -> int:
        """The most in any of the regions; each party once. Cost: a binary search, linear in those that are found."""
        first, last = (int(np.searchsorted(self._keys, np.uint64(key), side)) for side in ("left", "right"))
        found = np.unique(self._parties[self._order[first:last]])
        if not regions:
            return len(found)
        places = self._places[found].astype(np.int64)
        known = PLACES.first(int(places.max(initial=0)) + 1)
        return max(sum(region in known[place] for place in places.tolist()) for region in regions)


def _keys(flat: Flat) -> Keys:
    """A number for each entry, equal for equal ones; two others share one by a chance of 1 in 2^64. 0: empty."""
    found = np.zeros(len(flat), np.uint64)
    for first in range(0, len(flat), AT_ONCE):
        starts = flat.starts[first : first + AT_ONCE + 1].astype(np.int64)
        found[first : first + len(starts) - 1] = _sums(flat.units[starts[0] : starts[-1]], starts - starts[0])
    return found


def _sums(content: npt.NDArray[np.uint16], starts: npt.NDArray[np.int64]) -> Keys:
    sizes = np.diff(starts)
    places = np.arange(len(content)) - np.repeat(starts[:-1], sizes)
    parts = (content.astype(np.uint64) + np.uint64(1)) * _FACTORS[places % LONGEST]
    found = np.zeros(len(sizes), np.uint64)
    if len(parts):
        found[sizes > 0] = np.add.reduceat(parts, starts[:-1][sizes > 0])
    return found


def _key(text: str) -> np.uint64:
    content = units(text)
    return np.uint64(_sums(content, np.array([0, len(content)]))[0])
