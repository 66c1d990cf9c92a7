"""How alike two names in Chinese characters are at a glance: the value of the manner in which they agree. Compiled.

Meant to be what the comparison finds (``identity.similarity``), in all of its manners: letters in order, one contained in
the other, equal sounds, a short name that takes characters of the long one in order. The other name is told by its place
in the array of all (``letters``).
"""

from __future__ import annotations

import numba

from graph_service.identity.similarity import SPELLING_FLOOR
from graph_service.search.letters import alike_in, common_in, contains_in, equal_in, turned_in
from graph_service.search.parts import FIRST_HAN

ABBREVIATED = 6
"""A text of at most so many characters may be a short name."""
GROUP = tuple(map(ord, "集团"))
"""A word that short names carry and the long one may not."""


@numba.njit(cache=True)
def spelling(ratio, manners):  # type: ignore[no-untyped-def]
    return manners.spelling * (ratio - 0.4) / 0.6 if ratio > SPELLING_FLOOR else 0.0


@numba.njit(cache=True)
def core_value(core, heard, cores, first, last, manners, sounds, classes):  # type: ignore[no-untyped-def]
    """The value of two cores; ``heard``: the syllables of the first."""
    size, other = len(core), last - first
    if size <= other:
        held = size > 1 and contains_in(cores, first, last, core, 0, size)
    else:
        held = other > 1 and contains_in(core, 0, size, cores, first, last)
    if held:
        return 1.0 if size == other else manners.contained * (0.7 + 0.3 * min(size, other) / max(size, other))
    value = spelling(alike_in(core, cores, first, last), manners)
    if size == other and value < manners.sound and _sounds_like(heard, 0, cores, first, last, sounds, classes):
        return manners.sound
    return value


@numba.njit(cache=True)
def short_value(text, texts, first, last, manners):  # type: ignore[no-untyped-def]
    """The value of two whole names of which one may be a short form of the other."""
    size, other = len(text), last - first
    if min(size, other) > ABBREVIATED + len(GROUP):
        return 0.0
    if size <= other:
        short = size - _group(text, 0, size)
        taken = 1 < short <= ABBREVIATED and common_in(text[:short], texts, first, last) == short
    else:
        short = other - _group(texts, first, last)
        taken = 1 < short <= ABBREVIATED and common_in(text, texts, first, first + short) == short
    return manners.abbreviated if taken else 0.0


@numba.njit(cache=True)
def _group(texts, first, last):  # type: ignore[no-untyped-def]
    """How many characters at the end a short name carries and the long one may not."""
    ends = last - first > 3 and texts[last - 2] == GROUP[0] and texts[last - 1] == GROUP[1]
    return 2 if ends else 0


@numba.njit(cache=True)
def person_value(text, heard, texts, first, last, manners, sounds, classes):  # type: ignore[no-untyped-def]
    """The value of two names of persons; ``heard``: the syllables of the first."""
    if equal_in(text, texts, first, last):
        return 1.0
    if turned_in(text, texts, first, last):
        return manners.order
    for start in range(len(heard)):
        if _sounds_like(heard, start, texts, first, last, sounds, classes):
            return manners.sound
    return spelling(alike_in(text, texts, first, last), manners)


@numba.njit(cache=True)
def _sounds_like(heard, start, texts, first, last, sounds, classes):  # type: ignore[no-untyped-def]
    """Whether the characters of the text are these syllables, from one of them on and then from the beginning."""
    size, met = len(heard), 0
    for place in range(first, last):
        if classes[texts[place]] == 2:
            turn = start + met if start + met < size else start + met - size
            if met == size or sounds[texts[place] - FIRST_HAN] != heard[turn]:
                return False
            met += 1
    return met == size
