"""Which names have a token: buckets of names in flat integer arrays, and the names that share the most with a query.

A token's hash chooses its bucket; tokens of one bucket are taken for one another, which costs a few false candidates
and no dictionary. Memory: four bytes for each token of each name, four for each bucket, and while it is built twelve
more; of a token that many names have only as many of these are kept as a look-up ever reads. Compiled; frees the
interpreter's lock while it builds.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import NamedTuple

import numba
import numpy as np
import numpy.typing as npt

from graph_service.search.hashing import emit
from graph_service.search.parts import MAX_TOKENS, PERSON, SURE, Hashes, Units
from graph_service.search.pools import Flat
from graph_service.search.tokens import hashes_of, tables

LEAST_BUDGET, MOST_BUDGET = 10_000, 20_000
"""Postings that are read for one query, the rarest tokens first: between these a fortieth of the names, for among more
of them the one that is meant is harder to tell."""
ALWAYS = 2
"""So many of the rarest tokens are read whatever their number of names, up to half of the budget of each."""
BLOCK = 4_000
"""Names whose tokens are made at once."""
BINS = 2048
"""Steps of the score by which the best are told from the rest without sorting all."""
LEAST_BITS, MOST_BITS = 12, 23
SHARED, MASS = 0, 1
"""What stands of each name in ``Lists.sums``: together, for either is read from memory with the other."""
OWN = np.float32(0.1)
"""How much the rest of a name counts against it where cores or words are looked for."""


class Lists(NamedTuple):
    """What a look-up reads; ``common``: the buckets of more names than are kept, in order, and how many these have;
    ``sums``: for each name what it shares with a query, zero before and after, beside the weight of all its tokens;
    ``touched``: room for the names that are met; ``budget``: how many postings one query reads."""

    mask: np.uint64
    starts: npt.NDArray[np.uint32]
    names: npt.NDArray[np.int32]
    common: npt.NDArray[np.int64]
    counts: npt.NDArray[np.uint32]
    sums: npt.NDArray[np.float32]
    touched: npt.NDArray[np.int32]
    budget: int


class Postings:
    """Built once for the names of one data version. Thread-safe."""

    def __init__(self, texts: Flat, cores: Flat, persons: npt.NDArray[np.uint8]) -> None:
        self._budget = max(LEAST_BUDGET, min(MOST_BUDGET, len(persons) // 40))
        bits = min(MOST_BITS, max(LEAST_BITS, int(len(persons) * 4).bit_length()))
        self._mask = np.uint64((1 << bits) - 1)
        self._persons = persons
        sizes = np.zeros(1 << bits, np.uint32)
        last = np.full(1 << bits, -1, np.int32)
        for first, buckets, begins in self._blocks(texts, cores):
            _count(buckets, begins, first, sizes, last)
        self._common = np.flatnonzero(sizes > self._budget)
        self._counts = sizes[self._common]
        self._starts = np.zeros((1 << bits) + 1, np.uint32)
        np.cumsum(np.minimum(sizes, self._budget), out=self._starts[1:])
        self._names = np.empty(self._starts[-1], np.int32)
        self._sums = np.zeros((len(persons), 2), np.float32)
        ends = self._starts[:-1].copy()
        last.fill(-1)
        for first, buckets, begins in self._blocks(texts, cores):
            _fill(buckets, begins, first, self._starts, sizes, last, ends, self._names, self._sums)
        self._touched = np.empty(self._budget + (ALWAYS + 1) * (self._budget // 2) + 1, np.int32)
        self._lock = threading.Lock()

    def _blocks(self, texts: Flat, cores: Flat) -> Iterator[tuple[int, Hashes, npt.NDArray[np.int64]]]:
        """Tokens of some names at a time. They are made twice rather than kept: making costs less than memory."""
        for first in range(0, len(self._persons), BLOCK):
            found, begins = hashes_of(texts, cores, self._persons, first, min(first + BLOCK, len(self._persons)))
            yield first, found & self._mask, begins

    @property
    def nbytes(self) -> int:
        """Memory of the arrays, in bytes."""
        return sum(a.nbytes for a in (self._starts, self._names, self._sums))

    @property
    def _lists(self) -> Lists:
        return Lists(
            self._mask, self._starts, self._names, self._common, self._counts, self._sums, self._touched,
            self._budget,
        )  # fmt: skip

    def near(self, tokens: Hashes, count: int) -> npt.NDArray[np.int32]:
        """Numbers of at most ``count`` names of either kind that share the most with the tokens, in no order.

        Cost: bounded by ``MOST_BUDGET`` postings and ``ALWAYS`` times half of it, whatever the number of names.
        """
        if not len(self._persons):
            return np.zeros(0, np.int32)
        with self._lock:
            both = np.concatenate((tokens, tokens ^ PERSON))
            found: npt.NDArray[np.int32] = _near(both, count, np.float32(1), self._lists)
            return found

    def near_name(self, text: Units, core: Units, person: bool, count: int) -> npt.NDArray[np.int32]:
        """Numbers of the names of that kind that share the most with a name: at most twice ``count`` with all of it, and
        ``count`` with the core of an organisation, half as many with its words and readings as letters; each once. Cost: three times ``near``.
        """
        if not len(self._persons):
            return np.zeros(0, np.int32)
        script = tables()
        letters = (script.sounds, script.spelled, script.lengths, script.classes, script.families)
        with self._lock:
            found: npt.NDArray[np.int32] = _near_name(text, core, person, count, letters, self._lists)
            return found


@numba.njit(cache=True, nogil=True)
def _count(buckets, begins, first, sizes, last):  # type: ignore[no-untyped-def]
    """Add to each bucket's size the names that have it."""
    for i in range(len(begins) - 1):
        for place in range(begins[i], begins[i + 1]):
            bucket = int(buckets[place])
            if last[bucket] != first + i:
                last[bucket] = first + i
                sizes[bucket] += 1


@numba.njit(cache=True, nogil=True)
def _fill(buckets, begins, first, starts, sizes, last, ends, names, sums):  # type: ignore[no-untyped-def]
    """Put the names into their buckets, in order, as far as these reach; ``sums`` gets the weight of all tokens of each name."""
    for i in range(len(begins) - 1):
        name = first + i
        for place in range(begins[i], begins[i + 1]):
            bucket = int(buckets[place])
            if last[bucket] != name:
                last[bucket] = name
                sums[name, MASS] += _weight(sizes[bucket], len(sums))
                if ends[bucket] < starts[bucket + 1]:
                    names[ends[bucket]] = name
                    ends[bucket] += 1


@numba.njit(cache=True)
def _weight(size, count):  # type: ignore[no-untyped-def]
    """What a token counts that so many of the names have."""
    return np.float32(np.log1p(count / max(size, 1)))


@numba.njit(cache=True, nogil=True)
def _near_name(text, core, person, count, letters, lists):  # type: ignore[no-untyped-def]
    kind = PERSON if person else np.uint64(0)
    sounds, spelled, lengths, classes, families = letters
    out = np.zeros(MAX_TOKENS, np.uint64)
    tokens = out[: emit(text, core, person, sounds, spelled, lengths, classes, families, out)].copy()
    sure = _near(_sure(tokens) ^ kind, count // 2, OWN, lists)
    all_of = _near(tokens ^ kind, 2 * count, np.float32(1), lists)
    size = emit(core, core, False, sounds, spelled, lengths, classes, families, out) if len(core) and not person else 0
    return _each_once(all_of, sure, _near(out[:size], count, OWN, lists), lists.sums)


@numba.njit(cache=True)
def _sure(tokens):  # type: ignore[no-untyped-def]
    found = np.empty(len(tokens), np.uint64)
    size = 0
    for token in tokens:
        if token >= SURE:
            found[size] = token
            size += 1
    return found[:size]


@numba.njit(cache=True)
def _each_once(first, second, third, sums):  # type: ignore[no-untyped-def]
    """The numbers of all three."""
    found = np.empty(len(first) + len(second) + len(third), np.int32)
    size = 0
    for part in (first, second, third):
        for name in part:
            if sums[name, SHARED] == 0:
                sums[name, SHARED] = 1
                found[size] = name
                size += 1
    for name in found[:size]:
        sums[name, SHARED] = 0
    return found[:size]


@numba.njit(cache=True, nogil=True)
def _near(tokens, count, own, lists):  # type: ignore[no-untyped-def]
    """Names by shared weight in proportion to the weight of both. What a name has besides counts against it ``own``
    times."""
    buckets, sizes = _by_size(tokens, lists)
    starts, names, sums, touched, budget = lists.starts, lists.names, lists.sums, lists.touched, lists.budget
    total = np.float32(0)
    size, spent, used = 0, 0, 0
    for i in range(len(buckets)):
        if i and buckets[i] == buckets[i - 1]:
            continue
        weight = _weight(sizes[i], len(sums))
        total += weight
        if not sizes[i] or (spent + sizes[i] > budget and used >= ALWAYS):
            continue
        used += 1
        first = int(starts[buckets[i]])
        for place in range(first, first + min(sizes[i], max(budget // 2, budget - spent))):
            name = names[place]
            touched[size] = name  # without a branch, which would be foretold wrongly half of the time
            size += sums[name, SHARED] == 0
            sums[name, SHARED] += weight
        spent += sizes[i]
    scores = np.empty(size, np.float32)
    for i in range(size):
        name = touched[i]
        scores[i] = sums[name, SHARED] / (total + own * sums[name, MASS])
        sums[name, SHARED] = 0
    return _best(touched[:size], scores, count)


@numba.njit(cache=True)
def _by_size(tokens, lists):  # type: ignore[no-untyped-def]
    """The buckets of the tokens, those with the fewest names first, and how many names they have."""
    buckets = np.empty(len(tokens), np.int64)
    sizes = np.empty(len(tokens), np.int64)
    for i in range(len(tokens)):
        bucket = int(tokens[i] & lists.mask)
        size = int(lists.starts[bucket + 1]) - int(lists.starts[bucket])
        if size == lists.budget:
            size = _size_of_common(bucket, lists)
        place = i
        while place and (sizes[place - 1], buckets[place - 1]) > (size, bucket):
            sizes[place], buckets[place] = sizes[place - 1], buckets[place - 1]
            place -= 1
        sizes[place], buckets[place] = size, bucket
    return buckets, sizes


@numba.njit(cache=True)
def _size_of_common(bucket, lists):  # type: ignore[no-untyped-def]
    place = np.searchsorted(lists.common, bucket)
    if place < len(lists.common) and lists.common[place] == bucket:
        return int(lists.counts[place])
    return lists.budget


@numba.njit(cache=True)
def _best(found, scores, count):  # type: ignore[no-untyped-def]
    """The ``count`` of highest score; of those that the last step holds, the first found. Scores lie between 0 and 1."""
    if len(found) <= count:
        return found.copy()
    bins = np.zeros(BINS + 1, np.int32)
    for score in scores:
        bins[min(int(score * BINS), BINS)] += 1
    least, above = BINS, 0
    while above + bins[least] < count:
        above += bins[least]
        least -= 1
    last = count - above
    chosen = np.empty(count, np.int32)
    size = 0
    for i in range(len(scores)):
        step = min(int(scores[i] * BINS), BINS)
        if step == least:
            last -= 1
        if step > least or (step == least and last >= 0):
            chosen[size] = found[i]
            size += 1
    return chosen[:size]
