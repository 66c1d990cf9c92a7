"""Which names have a token: buckets of names in flat integer arrays, and the names that share the most with a query.

A token's hash chooses its bucket; tokens of one bucket are taken for one another, which costs a few false candidates
and no dictionary. Memory: four bytes for each token of each name, eight for each bucket. Compiled; frees the
interpreter's lock while it builds.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator

import numba
import numpy as np
import numpy.typing as npt

from graph_service.search.parts import Hashes
from graph_service.search.pools import Flat
from graph_service.search.tokens import hashes_of

BUDGET = 40_000
"""Postings that are read for one query, the rarest tokens first: 0.1 ms."""
ALWAYS = 2
"""So many of the rarest tokens are read whatever their number of names, up to ``LONGEST`` of each."""
LONGEST = 20_000
BLOCK = 20_000
"""Names whose tokens are made at once."""
BINS = 2048
"""Steps of the score by which the best are told from the rest without sorting all."""
LEAST_BITS, MOST_BITS = 12, 23


class Postings:
    """Built once for the names of one data version. Thread-safe."""

    def __init__(self, texts: Flat, cores: Flat, persons: npt.NDArray[np.uint8]) -> None:
        bits = min(MOST_BITS, max(LEAST_BITS, int(len(persons) * 4).bit_length()))
        self._mask = np.uint64((1 << bits) - 1)
        self._persons = persons
        sizes = np.zeros((1 << bits) + 1, np.uint32)
        last = np.full(1 << bits, -1, np.int32)
        for first, buckets, begins in self._blocks(texts, cores):
            _count(buckets, begins, first, sizes, last)
        self._starts = np.cumsum(sizes, dtype=np.uint32)
        self._names = np.zeros(self._starts[-1], np.int32)
        ends = self._starts[:-1].copy()
        for first, buckets, begins in self._blocks(texts, cores):
            _fill(buckets, begins, first, self._starts, ends, self._names)
        sizes = np.diff(self._starts)
        weights = np.log1p(len(persons) / np.maximum(sizes, 1)).astype(np.float32)
        self._mass = _mass(self._starts, self._names, weights, len(persons))
        self._shared = np.zeros(len(persons), np.float32)
        self._lock = threading.Lock()

    def _blocks(self, texts: Flat, cores: Flat) -> Iterator[tuple[int, Hashes, npt.NDArray[np.int64]]]:
        """Tokens of some names at a time. They are made twice rather than kept: making costs less than memory."""
        for first in range(0, len(self._persons), BLOCK):
            found, begins = hashes_of(texts, cores, self._persons, first, min(first + BLOCK, len(self._persons)))
            yield first, found & self._mask, begins

    @property
    def nbytes(self) -> int:
        """Memory of the arrays, in bytes."""
        return sum(a.nbytes for a in (self._starts, self._names, self._mass, self._shared))

    def near(self, tokens: Hashes, count: int, persons: bool | None = None, own: float = 1.0) -> npt.NDArray[np.int32]:
        """Numbers of at most ``count`` names that share the most with the tokens, in order; of one kind if given.

        ``own``: how much what a name has besides counts against it; little where the tokens are a part of a name.

        Cost: bounded by ``BUDGET`` postings and ``ALWAYS`` × ``LONGEST``, whatever the number of names.
        """
        if not len(self._persons) or not len(tokens):
            return np.zeros(0, np.int32)
        wanted = np.int8(-1 if persons is None else persons)
        with self._lock:
            found: npt.NDArray[np.int32] = _near(
                tokens,
                self._mask,
                self._starts,
                self._names,
                self._mass,
                self._persons,
                wanted,
                self._shared,
                count,
                np.float32(own),
            )
            return found


@numba.njit(cache=True, nogil=True)
def _count(buckets, begins, first, sizes, last):  # type: ignore[no-untyped-def]
    """Add to each bucket's size, one place on, the names that have it."""
    for i in range(len(begins) - 1):
        for place in range(begins[i], begins[i + 1]):
            bucket = int(buckets[place])
            if last[bucket] != first + i:
                last[bucket] = first + i
                sizes[bucket + 1] += 1


@numba.njit(cache=True, nogil=True)
def _fill(buckets, begins, first, starts, ends, names):  # type: ignore[no-untyped-def]
    """Put the names into their buckets, in order."""
    for i in range(len(begins) - 1):
        for place in range(begins[i], begins[i + 1]):
            bucket = int(buckets[place])
            end = ends[bucket]
            if end == starts[bucket] or names[end - 1] != first + i:
                names[end] = first + i
                ends[bucket] = end + 1


@numba.njit(cache=True, nogil=True)
def _mass(starts, names, weights, count):  # type: ignore[no-untyped-def]
    """The weight of all tokens of each name."""
    mass = np.zeros(count, np.float32)
    for bucket in range(len(weights)):
        for place in range(starts[bucket], starts[bucket + 1]):
            mass[names[place]] += weights[bucket]
    return mass


@numba.njit(cache=True, nogil=True)
def _near(tokens, mask, starts, names, mass, persons, wanted, shared, count, own):  # type: ignore[no-untyped-def]
    """Names by shared weight in proportion to the weight of both; the array ``shared`` is zero before and after."""
    buckets = np.empty(len(tokens), np.int64)
    sizes = np.empty(len(tokens), np.int64)
    for i in range(len(tokens)):
        buckets[i] = int(tokens[i] & mask)
        sizes[i] = int(starts[buckets[i] + 1]) - int(starts[buckets[i]])
    order = np.argsort(sizes)
    total = np.float32(0)
    touched = np.empty(BUDGET + (ALWAYS + 1) * LONGEST, np.int32)
    size, spent, used = 0, 0, 0
    for i in order:
        weight = np.float32(np.log1p(len(persons) / max(sizes[i], 1)))
        total += weight
        if not sizes[i] or (spent + sizes[i] > BUDGET and used >= ALWAYS):
            continue
        used += 1
        first = int(starts[buckets[i]])
        for place in range(first, first + min(sizes[i], max(LONGEST, BUDGET - spent))):
            name = names[place]
            if wanted >= 0 and persons[name] != wanted:
                continue
            if shared[name] == 0:
                touched[size] = name
                size += 1
            shared[name] += weight
        spent += sizes[i]
    scores = np.empty(size, np.float32)
    for i in range(size):
        scores[i] = shared[touched[i]] / (total + own * mass[touched[i]])
        shared[touched[i]] = 0
    return _best(touched[:size], scores, count)


@numba.njit(cache=True)
def _best(found, scores, count):  # type: ignore[no-untyped-def]
    """The ``count`` of highest score, in order of score and then number. Scores lie between 0 and 1."""
    if len(found) > count:
        bins = np.zeros(BINS + 1, np.int32)
        for score in scores:
            bins[min(int(score * BINS), BINS)] += 1
        least, above = BINS, bins[BINS]
        while above < count:
            least -= 1
            above += bins[least]
        places = np.empty(above, np.int64)
        size = 0
        for i in range(len(scores)):
            if min(int(scores[i] * BINS), BINS) >= least:
                places[size] = i
                size += 1
        found, scores = found[places], scores[places]
    by_number = np.argsort(found)
    found, scores = found[by_number], scores[by_number]
    return found[np.argsort(-scores, kind="mergesort")][:count]
