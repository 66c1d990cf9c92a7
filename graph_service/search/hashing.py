"""The tokens of a name, made by compiled code: hashes of its parts, so that equal parts of two names meet.

``tokens`` says which parts there are and what they are for.
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
import numpy.typing as npt

from graph_service.search.parts import (
    ACRONYM,
    ALIKE,
    BIGRAM,
    CORE,
    FIRST_HAN,
    FORM_LETTERS,
    HAN,
    INITIAL,
    INITIALS,
    JOINING_WORDS,
    LETTERS,
    MAX_HAN,
    MAX_TOKENS,
    MAX_WORDS,
    PERSON,
    RUN,
    SKELETON,
    SOUND,
    SURE,
    TRIGRAM,
    U64,
    Hashes,
    U,
    Units,
    V,
)


@numba.njit(cache=True)
def step(state: U64, value: Any) -> U64:
    mixed = (np.uint64(state) ^ np.uint64(value)) * np.uint64(0x9E3779B97F4A7C15)
    return np.uint64((mixed ^ (mixed >> np.uint64(29))) & ~SURE)


@numba.njit(cache=True)
def pair(tag: int, a: Any, b: Any) -> U64:
    return step(step(step(np.uint64(tag), a), b), 1)


@numba.njit(cache=True)
def initials(firsts: npt.NDArray[np.uint8]) -> U64:
    state = step(np.uint64(INITIAL), len(firsts))
    for letter in firsts:
        state = step(state, letter)
    return state


@numba.njit(cache=True)
def _spell(state: U64, sound: Any, spelled: npt.NDArray[np.uint8], lengths: npt.NDArray[np.uint8]) -> U64:
    for place in range(lengths[sound]):
        state = step(state, spelled[sound, place])
    return state


@numba.njit(cache=True, nogil=True)
def hashes(
    units: Units, starts: npt.NDArray[np.uint32], core_units: Units, core_starts: npt.NDArray[np.uint32],
    persons: npt.NDArray[np.uint8], first: int, last: int, sounds: npt.NDArray[np.uint16],
    spelled: npt.NDArray[np.uint8], lengths: npt.NDArray[np.uint8], classes: npt.NDArray[np.uint8],
    families: npt.NDArray[np.int64],
) -> tuple[Hashes, npt.NDArray[np.int64]]:  # fmt: skip
    """The tokens of the names from ``first`` to before ``last``, those of persons marked, one after the other, some
    perhaps twice, and where those of each begin. Linear in their lengths."""
    found = np.empty(MAX_TOKENS, np.uint64)
    begins = np.zeros(last - first + 1, np.int64)
    out = np.zeros(MAX_TOKENS, np.uint64)
    size = 0
    for name in range(first, last):
        text, core = units[starts[name] : starts[name + 1]], core_units[core_starts[name] : core_starts[name + 1]]
        count = emit(text, core, persons[name] == 1, sounds, spelled, lengths, classes, families, out)
        if size + count > len(found):
            more = np.empty(2 * len(found), np.uint64)
            more[:size] = found[:size]
            found = more
        kind = PERSON if persons[name] else np.uint64(0)
        for place in range(count):
            found[size + place] = out[place] ^ kind
        size += count
        begins[name - first + 1] = size
    return found[:size], begins


@numba.njit(cache=True)
def emit(
    text: Units, core: Units, person: bool, sounds: npt.NDArray[np.uint16], spelled: npt.NDArray[np.uint8],
    lengths: npt.NDArray[np.uint8], classes: npt.NDArray[np.uint8], families: npt.NDArray[np.int64], out: Hashes,
) -> int:  # fmt: skip
    """Write the tokens of a name to ``out`` and return how many, some perhaps twice. Linear in its length."""
    characters = np.zeros(MAX_HAN, np.int64)
    size = 0
    for unit in text:
        if classes[unit] == 2 and size < MAX_HAN:
            characters[size] = unit
            size += 1
    count = 0
    if size:
        count = _han(characters[:size], person, sounds, spelled, out, count)
        if person:
            count = _person(characters[:size], sounds, spelled, lengths, families, out, count)
        else:
            count = _core(characters[:size], core, sounds, spelled, lengths, classes, out, count)
    return _words(text, classes, person, size > 0, out, count)


@numba.njit(cache=True)
def _han(
    characters: npt.NDArray[np.int64], person: bool, sounds: npt.NDArray[np.uint16], spelled: npt.NDArray[np.uint8],
    out: Hashes, count: int,
) -> int:  # fmt: skip
    size = len(characters)
    firsts = np.zeros(size, np.uint8)
    for i in range(size):
        here = sounds[characters[i] - FIRST_HAN]
        firsts[i] = spelled[here, 0]
        out[count] = pair(HAN, characters[i], 0)
        count += 1
        # Of a person the last and the first meet too: the family name stands at either end.
        follower = i + 1 if i + 1 < size else 0
        if follower > i or (person and size > 1):
            there = sounds[characters[follower] - FIRST_HAN]
            out[count] = pair(SOUND, min(here, there), max(here, there))
            count += 1
        if follower > i:
            out[count] = pair(BIGRAM, characters[i], characters[follower])
            count += 1
    for i in range(max(1, size - INITIALS + 1)):
        out[count] = initials(firsts[i : i + INITIALS])
        count += 1
    return count


@numba.njit(cache=True)
def _person(
    characters: npt.NDArray[np.int64], sounds: npt.NDArray[np.uint16], spelled: npt.NDArray[np.uint8],
    lengths: npt.NDArray[np.uint8], families: npt.NDArray[np.int64], out: Hashes, count: int,
) -> int:  # fmt: skip
    """Family and given name as letters in both orders, with every reading of the family name."""
    size = len(characters)
    pair = characters[0] << 16 | characters[1] if size > 2 else 0
    single = characters[0] << 16
    family, special = 1, 0
    for row in range(len(families)):
        if families[row, 0] == pair and size > 2:
            family, special = 2, families[row, 1]
    if family == 1:
        for row in range(len(families)):
            if families[row, 0] == single:
                special = families[row, 1]
    for reading in range(2 if lengths[special] else 1):
        first, last = np.uint64(LETTERS), np.uint64(LETTERS)
        for i in range(family, size):
            last = _spell(last, sounds[characters[i] - FIRST_HAN], spelled, lengths)
        if reading:
            first, last = _spell(first, special, spelled, lengths), _spell(last, special, spelled, lengths)
        else:
            for i in range(family):
                first = _spell(first, sounds[characters[i] - FIRST_HAN], spelled, lengths)
                last = _spell(last, sounds[characters[i] - FIRST_HAN], spelled, lengths)
        for i in range(family, size):
            first = _spell(first, sounds[characters[i] - FIRST_HAN], spelled, lengths)
        out[count], out[count + 1] = first | SURE, last | SURE
        count += 2
    return count


@numba.njit(cache=True)
def _core(
    characters: npt.NDArray[np.int64], core: Units, sounds: npt.NDArray[np.uint16], spelled: npt.NDArray[np.uint8],
    lengths: npt.NDArray[np.uint8], classes: npt.NDArray[np.uint8], out: Hashes, count: int,
) -> int:  # fmt: skip
    """The core itself, its reading as letters and as a word; of a short name the reading of the whole."""
    whole = np.uint64(LETTERS)
    for character in characters:
        whole = _spell(whole, sounds[character - FIRST_HAN], spelled, lengths)
    out[count] = whole | SURE
    count += 1
    state, read = np.uint64(CORE), np.uint64(LETTERS)
    word = np.zeros(8 * MAX_HAN, np.uint16)
    size = 0
    for unit in core[:MAX_HAN]:
        state = step(state, unit)
        if classes[unit] == 2:
            sound = sounds[unit - FIRST_HAN]
            read = _spell(read, sound, spelled, lengths)
            for place in range(lengths[sound]):
                word[size] = spelled[sound, place]
                size += 1
        elif classes[unit] == 1:
            read = step(read, unit)
    out[count], out[count + 1] = step(state, 0), read | SURE
    return _trigrams(word[: min(size, 40)], out, count + 2)


@numba.njit(cache=True)
def _trigrams(word: Units, out: Hashes, count: int) -> int:
    size = len(word)
    for i in range(size):
        before = word[i - 1] if i else np.uint16(0)
        after = word[i + 1] if i + 1 < size else np.uint16(0)
        if count < len(out):
            out[count] = step(pair(TRIGRAM, before, word[i]), after)
            count += 1
    return count


@numba.njit(cache=True)
def _consonants(word: Units) -> U64:
    """What is left of a word when vowels go and letters that romanizations interchange become one; 0 if too little."""
    state, size, last = np.uint64(SKELETON), 0, 0
    for unit in word:
        letter = int(ALIKE[unit]) if unit < len(ALIKE) else int(unit)
        if letter == 0 or letter == last:
            continue
        state, size, last = step(state, letter), size + 1, letter
    return state if size >= 2 else np.uint64(0)


@numba.njit(cache=True)
def _words(text: Units, classes: npt.NDArray[np.uint8], person: bool, chinese: bool, out: Hashes, count: int) -> int:
    starts, ends = np.zeros(MAX_WORDS, np.int64), np.zeros(MAX_WORDS, np.int64)
    size, inside = 0, False
    for i in range(len(text) + 1):
        letter = i < len(text) and classes[text[i]] == 1
        if letter and not inside and size < MAX_WORDS:
            starts[size], inside = i, True
        elif not letter and inside:
            ends[size], inside = i, False
            size += 1
    for i in range(size):
        word = text[starts[i] : min(ends[i], starts[i] + 40)]
        if count + len(word) + RUN + 8 >= len(out):
            return count
        count = _trigrams(word, out, count)
        state = _consonants(word) if len(word) > 2 else np.uint64(0)
        if state != 0:
            out[count] = state
            count += 1
        run = np.uint64(LETTERS)
        for j in range(i, min(i + RUN, size)):
            run = _joined(run, text[starts[j] : ends[j]])
            out[count] = run | SURE
            count += 1
    if size and not chinese and count + 8 < len(out):
        count = _whole(text, starts[:size], ends[:size], person, out, count)
    return count


@numba.njit(cache=True)
def _joined(state: U64, word: Units) -> U64:
    for unit in word:
        state = step(state, U if unit == V else int(unit))
    return state


@numba.njit(cache=True)
def joins(text: Units, start: int, end: int) -> bool:
    """Whether it is a word that abbreviations leave out."""
    if end - start > 4:
        return False
    packed = np.uint64(0)
    for place in range(end - start):
        packed |= np.uint64(text[start + place]) << np.uint64(16 * place)
    for word in JOINING_WORDS:  # noqa: SIM110  (a generator is not compiled)
        if word == packed:
            return True
    return False


@numba.njit(cache=True)
def of_form(letter: Any) -> bool:
    """Whether an abbreviation may end with it for a legal form."""
    for other in FORM_LETTERS:  # noqa: SIM110  (a generator is not compiled)
        if letter == other:
            return True
    return False


@numba.njit(cache=True)
def _acronyms_of_word(word: Units, person: bool, out: Hashes, count: int) -> int:
    """One word as initials, and without the letter at its end that may stand for a legal form."""
    state = np.uint64(ACRONYM)
    for place in range(len(word)):
        if place == len(word) - 1 and place >= 3 and of_form(word[place]) and not person:
            out[count] = state
            count += 1
        state = step(state, word[place])
    out[count] = state
    return count + 1


@numba.njit(cache=True)
def _whole(
    text: Units, starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64], person: bool, out: Hashes, count: int
) -> int:
    """Of a name in words: its initials (or, of one word, that word as initials); of a person the three orders."""
    size = len(starts)
    if size == 1 and 3 <= ends[0] - starts[0] <= 8:
        count = _acronyms_of_word(text[starts[0] : ends[0]], person, out, count)
    elif size >= 3:
        state, told, telling = np.uint64(ACRONYM), np.uint64(ACRONYM), 0
        for i in range(size):
            state = step(state, text[starts[i]])
            if not joins(text, starts[i], ends[i]):
                told, telling = step(told, text[starts[i]]), telling + 1
        out[count] = state
        count += 1
        if 3 <= telling < size and not person:
            out[count] = told
            count += 1
    if person:
        for turn in (0, 1, size - 1):
            run = np.uint64(LETTERS)
            for i in range(size):
                place = (i + turn) % size
                run = _joined(run, text[starts[place] : ends[place]])
            out[count] = run | SURE
            count += 1
    return count
