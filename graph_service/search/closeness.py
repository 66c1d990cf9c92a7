"""How close names are to a query at a glance: the second filter, before anything is compared in full. Compiled.

It keeps the ways in which a comparison may find two names alike (``identity.similarity``): letters in order, one
contained in the other, equal sounds, a short name that takes characters of the long one in order.
"""

from __future__ import annotations

from functools import lru_cache

import numba
import numpy as np
import numpy.typing as npt

from graph_service.identity.similarity import SPELLING_FLOOR
from graph_service.identity.weights import weights
from graph_service.search.parts import FIRST_HAN, MAX_WORDS, Units
from graph_service.search.pools import Flat
from graph_service.search.tokens import tables

WHOLE = 0.5
PERSON_FLOOR = 0.5
"""Least likeness of the names of persons, whose parts may stand in another order."""
WORDS_FLOOR = 0.4
"""The same of names in words: with another order of words less of the letters stand in one order."""
WORD_FLOOR = 0.6
"""Two words less alike than this are two words."""
CONTAINED, SOUND, SHORT, SPELLED, ROMANIZED = range(5)
_MANNERS = ("contained", "sound", "abbreviated", "spelling", "romanized")
ABBREVIATED = 6
"""A text of at most so many characters may be a short name."""
GROUP = tuple(map(ord, "集团"))
"""A word that short names carry and the long one may not."""


def closeness(
    text: Units, core: Units, names: npt.NDArray[np.int32], texts: Flat, cores: Flat, person: bool
) -> npt.NDArray[np.float32]:
    """For each name roughly how its comparison will rank: the value of the manner in which it agrees, and for how alike
    the whole text is up to ``WHOLE`` more; 0 where the names differ.

    Cost: the product of the lengths, for each name.
    """
    known = tables()
    found: npt.NDArray[np.float32] = _closeness(
        text,
        core,
        names,
        texts.units,
        texts.starts,
        cores.units,
        cores.starts,
        person,
        known.sounds,
        known.classes,
        known.spelled,
        _values(),
    )
    return found


@lru_cache(maxsize=1)
def _values() -> npt.NDArray[np.float64]:
    return np.array([weights().manners[name].value for name in _MANNERS])


@numba.njit(cache=True, nogil=True)
def _closeness(text, core, names, units, starts, core_units, core_starts, person, sounds, classes, spelled, values):  # type: ignore[no-untyped-def]
    found = np.zeros(len(names), np.float32)
    chinese = _has_han(text, classes)
    heard = _sounds(text if person else core, sounds, classes)
    for i in range(len(names)):
        name = names[i]
        other = units[starts[name] : starts[name + 1]]
        if chinese != _has_han(other, classes):
            mine, theirs = text if person else core, other
            if not chinese:
                mine = other if person else core_units[core_starts[name] : core_starts[name + 1]]
                theirs = text
            read = _romanized(mine, theirs, sounds, classes, spelled)
            found[i] = values[ROMANIZED] * read + (WHOLE if read == 1.0 else 0.0)
        elif not chinese:
            centre = other if person else core_units[core_starts[name] : core_starts[name + 1]]
            covered = _covered(text if person else core, centre, classes)
            alike = _alike(text, other)
            found[i] = covered + WHOLE * alike if max(covered, alike) >= WORDS_FLOOR else 0.0
        elif person:
            alike = 1.0 if _turned(text, other) else _alike(text, other)
            alike = max(alike, values[SOUND] * _sounding(heard, other, sounds, classes))
            found[i] = (1.0 + WHOLE) * alike if alike >= PERSON_FLOOR else 0.0
        else:
            centre = core_units[core_starts[name] : core_starts[name + 1]]
            value = max(_core(core, centre, heard, sounds, classes, values), _short(text, other, values))
            if value > 0.0:
                found[i] = value + WHOLE * _alike(text, other)
    return found


@numba.njit(cache=True)
def _has_han(text, classes):  # type: ignore[no-untyped-def]
    for unit in text:  # noqa: SIM110  (a generator is not compiled)
        if classes[unit] == 2:
            return True
    return False


@numba.njit(cache=True)
def _common(a, b):  # type: ignore[no-untyped-def]
    """Length of the longest common subsequence."""
    row = np.zeros(len(b) + 1, np.int32)
    for x in a:
        diagonal = 0
        for j in range(len(b)):
            above = row[j + 1]
            row[j + 1] = diagonal + 1 if x == b[j] else max(above, row[j])
            diagonal = above
    return row[len(b)]


@numba.njit(cache=True)
def _alike(a, b):  # type: ignore[no-untyped-def]
    """Normalized Indel similarity."""
    return 2.0 * _common(a, b) / max(len(a) + len(b), 1)


@numba.njit(cache=True)
def _turned(a, b):  # type: ignore[no-untyped-def]
    """Whether one is the other begun elsewhere: the family name last."""
    return len(a) == len(b) and _contains(np.concatenate((a, a)), b)


@numba.njit(cache=True)
def _romanized(chinese, latin, sounds, classes, spelled):  # type: ignore[no-untyped-def]
    """How alike the reading of Chinese characters and Latin letters are; 1 where these contain it, from wherever one
    begins to read: families stand first or last."""
    read, size = np.zeros(8 * len(chinese), np.uint16), 0
    for unit in chinese:
        if classes[unit] == 2:
            for letter in spelled[sounds[unit - FIRST_HAN]]:
                if letter:
                    read[size] = letter
                    size += 1
    plain, length = np.zeros(2 * len(latin), np.uint16), 0
    for _ in range(2):
        for unit in latin:
            if classes[unit] == 1:
                plain[length] = unit
                length += 1
    if size and _contains(plain[:length], read[:size]):
        return 1.0
    return _alike(read[:size], plain[: length // 2])


@numba.njit(cache=True)
def _ends(text, classes):  # type: ignore[no-untyped-def]
    """Where each of the first words begins and ends."""
    ends = np.zeros((MAX_WORDS, 2), np.int64)
    size, inside = 0, False
    for i in range(len(text) + 1):
        letter = i < len(text) and classes[text[i]] == 1
        if letter and not inside and size < MAX_WORDS:
            ends[size, 0], inside = i, True
        elif not letter and inside:
            ends[size, 1], inside = i, False
            size += 1
    return ends[:size]


@numba.njit(cache=True)
def _covered(a, b, classes):  # type: ignore[no-untyped-def]
    """The part of the words of both that have a counterpart, each by how alike the two are."""
    first, second = _ends(a, classes), _ends(b, classes)
    taken = np.zeros(len(second), np.bool_)
    covered = 0.0
    for i in range(len(first)):
        best, place = WORD_FLOOR, -1
        for j in range(len(second)):
            if not taken[j]:
                alike = _alike(a[first[i, 0] : first[i, 1]], b[second[j, 0] : second[j, 1]])
                if alike > best:
                    best, place = alike, j
        if place >= 0:
            taken[place] = True
            covered += 2.0 * best
    return covered / max(len(first) + len(second), 1)


@numba.njit(cache=True)
def _sounding(heard, other, sounds, classes):  # type: ignore[no-untyped-def]
    """The same of the sounds of Chinese characters."""
    return _alike(heard, _sounds(other, sounds, classes))


@numba.njit(cache=True)
def _sounds(text, sounds, classes):  # type: ignore[no-untyped-def]
    found = np.zeros(len(text), np.uint16)
    size = 0
    for unit in text:
        if classes[unit] == 2:
            found[size] = sounds[unit - FIRST_HAN]
            size += 1
    return found[:size]


@numba.njit(cache=True)
def _core(a, b, heard, sounds, classes, values):  # type: ignore[no-untyped-def]
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) > 1 and _contains(long, short):
        return 1.0 if len(short) == len(long) else values[CONTAINED] * (0.7 + 0.3 * len(short) / len(long))
    alike = _alike(a, b)
    value = values[SPELLED] * (alike - 0.4) / 0.6 if alike > SPELLING_FLOOR else 0.0
    if len(a) == len(b) and _sounding(heard, b, sounds, classes) == 1.0:
        return max(value, values[SOUND])
    return value


@numba.njit(cache=True)
def _contains(long, short):  # type: ignore[no-untyped-def]
    for start in range(len(long) - len(short) + 1):
        same = True
        for i in range(len(short)):
            if long[start + i] != short[i]:
                same = False
                break
        if same:
            return True
    return False


@numba.njit(cache=True)
def _short(a, b, values):  # type: ignore[no-untyped-def]
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) > 3 and short[-2] == GROUP[0] and short[-1] == GROUP[1]:
        short = short[:-2]
    return values[SHORT] if 1 < len(short) <= ABBREVIATED and _common(short, long) == len(short) else 0.0
