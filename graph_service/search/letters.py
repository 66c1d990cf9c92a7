"""How alike two runs of letters are: letters in the same order, one contained in the other, words that stand for each
other. Compiled; the words of ``identity.similarity`` in a form that costs next to nothing.

The functions ``…_in`` take the second text as its place in an array of many, from ``first`` to before ``last``: cutting it
out costs more than comparing it, for numba counts who holds an array.
"""

from __future__ import annotations

import numba
import numpy as np

from graph_service.search.hashing import step
from graph_service.search.parts import MAX_WORDS

WORD_FLOOR = 0.6
"""Two words less alike than this are two words."""
BITS = 64
WHOLE_WORDS = np.uint64(11)
"""Tells hashes of words that name a trade from other hashes."""


@numba.njit(cache=True)
def common_in(a, texts, first, last):  # type: ignore[no-untyped-def]
    """Length of the longest common subsequence. One bit for each place of the first text where it has at most 64."""
    if len(a) > BITS:
        return _common_long(a, texts, first, last)
    state = ~np.uint64(0)
    for j in range(first, last):
        same = np.uint64(0)
        for i in range(len(a)):
            if a[i] == texts[j]:
                same |= np.uint64(1) << np.uint64(i)
        if same:
            met = state & same
            state = (state + met) | (state - met)
    size = 0
    for i in range(len(a)):
        if not (state >> np.uint64(i)) & np.uint64(1):
            size += 1
    return size


@numba.njit(cache=True)
def _common_long(a, texts, first, last):  # type: ignore[no-untyped-def]
    row = np.zeros(last - first + 1, np.int64)
    for x in a:
        diagonal = 0
        for j in range(last - first):
            above = row[j + 1]
            row[j + 1] = diagonal + 1 if x == texts[first + j] else max(above, row[j])
            diagonal = above
    return row[last - first]


@numba.njit(cache=True)
def alike_in(a, texts, first, last):  # type: ignore[no-untyped-def]
    """Normalized Indel similarity."""
    return 2.0 * common_in(a, texts, first, last) / max(len(a) + last - first, 1)


@numba.njit(cache=True)
def alike(a, b):  # type: ignore[no-untyped-def]
    return alike_in(a, b, 0, len(b))


@numba.njit(cache=True)
def equal_in(a, texts, first, last):  # type: ignore[no-untyped-def]
    if len(a) != last - first:
        return False
    for i in range(len(a)):  # noqa: SIM110  (a generator is not compiled)
        if a[i] != texts[first + i]:
            return False
    return True


@numba.njit(cache=True)
def equal(a, b):  # type: ignore[no-untyped-def]
    return equal_in(a, b, 0, len(b))


@numba.njit(cache=True)
def contains_in(long, start, end, short, first, last):  # type: ignore[no-untyped-def]
    """Whether the places of one text hold those of the other, one after the other."""
    for place in range(start, end - (last - first) + 1):
        i = 0
        while first + i < last and long[place + i] == short[first + i]:
            i += 1
        if first + i == last:
            return True
    return False


@numba.njit(cache=True)
def contains(long, short):  # type: ignore[no-untyped-def]
    return contains_in(long, 0, len(long), short, 0, len(short))


@numba.njit(cache=True)
def turned_in(a, texts, first, last):  # type: ignore[no-untyped-def]
    """Whether one is the other begun elsewhere: the family name last."""
    size = len(a)
    if size != last - first:
        return False
    for start in range(size):
        i = 0
        while i < size and a[start + i if start + i < size else start + i - size] == texts[first + i]:
            i += 1
        if i == size:
            return True
    return False


@numba.njit(cache=True)
def turned(a, b):  # type: ignore[no-untyped-def]
    return turned_in(a, b, 0, len(b))


@numba.njit(cache=True)
def words(text, classes, light):  # type: ignore[no-untyped-def]
    """Where each of the first words begins and ends, and what it counts (``identity.similarity``)."""
    ends = np.zeros((MAX_WORDS, 2), np.int64)
    masses = np.zeros(MAX_WORDS)
    size, inside = 0, False
    for i in range(len(text) + 1):
        letter = i < len(text) and classes[text[i]] == 1
        if letter and not inside and size < MAX_WORDS:
            ends[size, 0], inside = i, True
        elif not letter and inside:
            ends[size, 1], inside = i, False
            masses[size] = _mass(text[ends[size, 0] : i], light)
            size += 1
    return ends[:size], masses[:size]


@numba.njit(cache=True)
def word_hash(word):  # type: ignore[no-untyped-def]
    state = WHOLE_WORDS
    for unit in word:
        state = step(state, unit)
    return state


@numba.njit(cache=True)
def _mass(word, light):  # type: ignore[no-untyped-def]
    wanted = word_hash(word)
    low, high = 0, len(light)
    while low < high:
        middle = (low + high) // 2
        if light[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    if low < len(light) and light[low] == wanted:
        return 0.25
    return 0.5 if len(word) == 1 else 1.0


@numba.njit(cache=True)
def covered(a, first, a_masses, b, second, b_masses):  # type: ignore[no-untyped-def]
    """The part of the words of both that have a counterpart, each by how alike the two are; and what part of the longer
    name the shorter is where it has all of its words, else 0."""
    taken = np.zeros(len(second), np.bool_)
    share, total, same, mine, theirs = 0.0, 0.0, 0, 0.0, 0.0
    for i in range(len(first)):
        mine += a_masses[i]
        best, place = 0.0, -1
        for j in range(len(second)):
            if not taken[j]:
                value = _word(a[first[i, 0] : first[i, 1]], b[second[j, 0] : second[j, 1]])
                if value > best:
                    best, place = value, j
        if place >= 0:
            taken[place] = True
            share += best * (a_masses[i] + b_masses[place])
            same += best == 1.0
    for j in range(len(second)):
        theirs += b_masses[j]
    total = mine + theirs
    held = same and same == min(len(first), len(second))
    return share / total if total else 0.0, min(mine, theirs) / max(mine, theirs) if held else 0.0


@numba.njit(cache=True)
def _word(a, b):  # type: ignore[no-untyped-def]
    if a[0] == b[0] and equal(a, b):
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return 0.6 if a[0] == b[0] and len(a) + len(b) > 2 else 0.0
    if 2 * min(len(a), len(b)) < WORD_FLOOR * (len(a) + len(b)):
        return 0.0
    value = alike(a, b)
    # The comparison takes Jaro-Winkler, which is kinder to words that begin alike: about half-way up to 1.
    return 0.5 + 0.5 * value if value >= WORD_FLOOR else 0.0
