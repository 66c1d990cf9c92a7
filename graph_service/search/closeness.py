"""How alike two names are at a glance: the value of the manner in which they agree (``identity.similarity``). Compiled.

Names of which one at least is in words; two in characters are for ``characters``. Meant to be at least what the comparison
finds, in all of its manners: letters in order, one contained in the other, words left out, words run together, initials, a
reading in Latin letters.
"""

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np
import numpy.typing as npt

from graph_service.search.characters import spelling
from graph_service.search.hashing import joins, of_form
from graph_service.search.letters import alike, contains, covered, equal, turned, words
from graph_service.search.parts import FIRST_HAN, Units

ROMANIZED_FLOOR = 0.6
"""Readings less alike than this are two; family names that are read in a way of their own are above it."""
SLACK = 0.05
"""Words are held for so much more alike than they look here, for the comparison is kinder to some."""


class Script(NamedTuple):
    """What the kernels know of characters (``tokens.Tables``); ``light``: hashes of words that single nobody out."""

    sounds: npt.NDArray[np.uint16]
    classes: npt.NDArray[np.uint8]
    spelled: npt.NDArray[np.uint8]
    light: npt.NDArray[np.uint64]


class Asked(NamedTuple):
    """A name that is looked for, as its text and (of an organisation) its core, with what is made of them once."""

    text: Units
    core: Units
    chinese: bool
    heard: Units
    letters: Units
    ends: npt.NDArray[np.int64]
    masses: npt.NDArray[np.float64]


@numba.njit(cache=True)
def asked(text, core, person, script):  # type: ignore[no-untyped-def]
    centre = text if person else core
    ends, masses = words(text, script.classes, script.light)
    return Asked(
        text,
        core,
        has_han(text, script.classes),
        _sounds(centre, script),
        _bare(text, script),
        ends,
        masses,
    )


@numba.njit(cache=True)
def organisation(query, text, core, chinese, manners, script):  # type: ignore[no-untyped-def]
    """The value of two names of organisations, not both in characters; 0 where they differ."""
    if query.chinese:
        return _across(query.core, query.text, text, manners, script)
    if chinese:
        return _across(core, text, query.text, manners, script)
    if equal(query.text, text):
        return 1.0
    return _in_words(query, text, manners.contained, manners, script)


@numba.njit(cache=True)
def person(query, text, chinese, manners, script):  # type: ignore[no-untyped-def]
    """The same of two names of persons."""
    if query.chinese != chinese:
        chinese_name, latin = (query.text, text) if query.chinese else (text, query.text)
        near = _across(chinese_name, chinese_name, latin, manners, script)
        return manners.romanized if near > 0.0 else 0.0  # some family names are read in a way of their own
    if equal(query.text, text):
        return 1.0
    return _in_words(query, text, manners.left_out, manners, script)


@numba.njit(cache=True)
def has_han(text, classes):  # type: ignore[no-untyped-def]
    for unit in text:  # noqa: SIM110  (a generator is not compiled)
        if classes[unit] == 2:
            return True
    return False


@numba.njit(cache=True)
def _sounds(text, script):  # type: ignore[no-untyped-def]
    found = np.zeros(len(text), np.uint16)
    size = 0
    for unit in text:
        if script.classes[unit] == 2:
            found[size] = script.sounds[unit - FIRST_HAN]
            size += 1
    return found[:size]


# -- names in words ------------------------------------------------------------------------------------------------


@numba.njit(cache=True)
def _bare(text, script):  # type: ignore[no-untyped-def]
    """Its letters and digits."""
    found = np.zeros(len(text), np.uint16)
    size = 0
    for unit in text:
        if script.classes[unit] == 1:
            found[size] = unit
            size += 1
    return found[:size]


@numba.njit(cache=True)
def _in_words(query, text, left_out, manners, script):  # type: ignore[no-untyped-def]
    ends, masses = words(text, script.classes, script.light)
    share, held = covered(query.text, query.ends, query.masses, text, ends, masses)
    if held == 1.0 and len(ends) == len(query.ends):
        return manners.order
    letters = _bare(text, script)
    if turned(query.letters, letters):
        return 1.0
    value = spelling(max(share, alike(query.letters, letters)) + SLACK, manners)
    if held > 0.0:
        value = max(value, left_out * (0.7 + 0.3 * held))
    if value < manners.initials and (_acronym(query.letters, text, ends) or _acronym(letters, query.text, query.ends)):
        return manners.initials
    return value


@numba.njit(cache=True)
def _acronym(word, text, ends):  # type: ignore[no-untyped-def]
    """Whether the letters are the initials of all words of the text, or of all but joining ones, perhaps with that of a
    legal form behind."""
    if len(ends) < 3 or len(word) < 3:
        return False
    return _initials_of(word, text, ends, False) or _initials_of(word, text, ends, True)


@numba.njit(cache=True)
def _initials_of(word, text, ends, telling):  # type: ignore[no-untyped-def]
    met = 0
    for i in range(len(ends)):
        if telling and joins(text, ends[i, 0], ends[i, 1]):
            continue
        if met == len(word) or word[met] != text[ends[i, 0]]:
            return False
        met += 1
    return met >= 3 and (met == len(word) or (met == len(word) - 1 and of_form(word[met])))


@numba.njit(cache=True)
def _across(core, text, latin, manners, script):  # type: ignore[no-untyped-def]
    """The reading of Chinese characters and Latin letters, from wherever one begins to read these: families stand first
    or last."""
    plain = _bare(latin, script)
    read = _read(core, script)
    if len(read) and contains(np.concatenate((plain, plain)), read):
        return manners.romanized
    if turned(_read(text, script), plain):
        return manners.romanized
    near = alike(read, plain)
    return manners.romanized * near if near >= ROMANIZED_FLOOR else 0.0


@numba.njit(cache=True)
def _read(chinese, script):  # type: ignore[no-untyped-def]
    read, size = np.zeros(8 * len(chinese), np.uint16), 0
    for unit in chinese:
        if script.classes[unit] == 2:
            for letter in script.spelled[script.sounds[unit - FIRST_HAN]]:
                if letter:
                    read[size] = letter
                    size += 1
    return read[:size]
