"""Which names have a token: buckets of names in flat integer arrays, and the names that share the most with a query.

A token's hash chooses its bucket; tokens of one bucket are taken for one another, which costs a few false candidates
and no dictionary. Memory: four bytes for each token of each name, eight for each bucket. Compiled; frees the
interpreter's lock while it builds.
"""

from __future__ import annotations

import threading

import numba
import numpy as np
import numpy.typing as npt

from graph_service.search.hashing import MAX_TOKENS, Hashes, emit
from graph_service.search.pools import Texts
from graph_service.search.tokens import tables

BUDGET = 40_000
"""Postings that are read for one query, the rarest tokens first: 0.1 ms."""
ALWAYS = 2
"""So many of the rarest tokens are read whatever their number of names, up to ``LONGEST`` of each."""
LONGEST = 20_000
BINS = 2048
"""Steps of the score by which the best are told from the rest without sorting all."""
LEAST_BITS, MOST_BITS = 12, 23


class Postings:
    """Built once for the names of one data version. Thread-safe."""

    def __init__(self, texts: Texts, cores: Texts, persons: npt.NDArray[np.uint8]) -> None:
        bits = min(MOST_BITS, max(LEAST_BITS, int(len(persons) * 4).bit_length()))
        known = tables()
        self._mask = np.uint64((1 << bits) - 1)
        self._persons = persons
        arguments = (
            texts.units, texts.starts, cores.units, cores.starts, persons, known.sounds, known.spelled, known.lengths,
            known.classes, known.families, self._mask,
        )  # fmt: skip
        self._starts = _count(*arguments)
        self._names = _fill(*arguments, self._starts)
        sizes = np.diff(self._starts)
        weights = np.log1p(len(persons) / np.maximum(sizes, 1)).astype(np.float32)
        self._mass = _mass(self._starts, self._names, weights, len(persons))
        self._shared = np.zeros(len(persons), np.float32)
        self._lock = threading.Lock()

    @property
    def nbytes(self) -> int:
        """Memory of the arrays, in bytes."""
        return sum(a.nbytes for a in (self._starts, self._names, self._mass, self._shared))

    def near(self, tokens: Hashes, count: int, persons: bool | None = None) -> npt.NDArray[np.int32]:
        """Numbers of at most ``count`` names that share the most with the tokens, in order; of one kind if given.

        Cost: bounded by ``BUDGET`` postings and ``ALWAYS`` × ``LONGEST``, whatever the number of names.
        """
        if not len(self._persons) or not len(tokens):
            return np.zeros(0, np.int32)
        wanted = np.int8(-1 if persons is None else persons)
        with self._lock:
            found: npt.NDArray[np.int32] = _near(
                tokens, self._mask, self._starts, self._names, self._mass, self._persons, wanted, self._shared, count
            )
            return found


@numba.njit(cache=True, nogil=True)
def _count(units, starts, core_units, core_starts, persons, sounds, spelled, lengths, classes, families, mask):  # type: ignore[no-untyped-def]
    """Where each bucket begins (one more than there are buckets)."""
    sizes = np.zeros(int(mask) + 2, np.int64)
    last = np.full(int(mask) + 1, -1, np.int32)
    out = np.zeros(MAX_TOKENS, np.uint64)
    for name in range(len(persons)):
        text, core = units[starts[name] : starts[name + 1]], core_units[core_starts[name] : core_starts[name + 1]]
        found = emit(text, core, persons[name] == 1, sounds, spelled, lengths, classes, families, out)
        for token in out[:found]:
            bucket = int(token & mask)
            if last[bucket] != name:
                last[bucket] = name
                sizes[bucket + 1] += 1
    return np.cumsum(sizes).astype(np.uint32)


@numba.njit(cache=True, nogil=True)
def _fill(units, starts, core_units, core_starts, persons, sounds, spelled, lengths, classes, families, mask, begins):  # type: ignore[no-untyped-def]
    """The names of each bucket, in order."""
    names = np.zeros(begins[-1], np.int32)
    ends = begins[:-1].copy()
    out = np.zeros(MAX_TOKENS, np.uint64)
    for name in range(len(persons)):
        text, core = units[starts[name] : starts[name + 1]], core_units[core_starts[name] : core_starts[name + 1]]
        found = emit(text, core, persons[name] == 1, sounds, spelled, lengths, classes, families, out)
        for token in out[:found]:
            bucket = int(token & mask)
            end = ends[bucket]
            if end == begins[bucket] or names[end - 1] != name:
                names[end] = name
                ends[bucket] = end + 1
    return names


@numba.njit(cache=True, nogil=True)
def _mass(starts, names, weights, count):  # type: ignore[no-untyped-def]
    """The weight of all tokens of each name."""
    mass = np.zeros(count, np.float32)
    for bucket in range(len(weights)):
        for place in range(starts[bucket], starts[bucket + 1]):
            mass[names[place]] += weights[bucket]
    return mass


@numba.njit(cache=True, nogil=True)
def _near(tokens, mask, starts, names, mass, persons, wanted, shared, count):  # type: ignore[no-untyped-def]
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
        scores[i] = shared[touched[i]] / (total + mass[touched[i]])
        shared[touched[i]] = 0
    return _best(touched[:size], scores, count)


@numba.njit(cache=True)
def _best(found, scores, count):  # type: ignore[no-untyped-def]
    """The ``count`` of highest score, in order of score and then number. Scores lie between 0 and 0.5."""
    if len(found) > count:
        bins = np.zeros(BINS + 1, np.int32)
        for score in scores:
            bins[int(score * 2 * BINS)] += 1
        least, above = BINS, bins[BINS]
        while above < count:
            least -= 1
            above += bins[least]
        places = np.empty(above, np.int64)
        size = 0
        for i in range(len(scores)):
            if int(scores[i] * 2 * BINS) >= least:
                places[size] = i
                size += 1
        found, scores = found[places], scores[places]
    by_number = np.argsort(found)
    found, scores = found[by_number], scores[by_number]
    return found[np.argsort(-scores, kind="mergesort")][:count]
