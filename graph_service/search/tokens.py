"""What of a name is indexed, as hashes: the parts by which another writing of the name is found. Compiled.

Of Chinese characters: each, pairs, pairs of syllables whatever their order, initials, the reading of the core as letters.
Of words: padded trigrams, the consonants, runs of words as letters, the initials of all. Equal parts of a Chinese and
a romanized name have equal hashes, so each finds the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from graph_service.identity.company import company_name, latin_words
from graph_service.identity.lexicon import lexicon
from graph_service.identity.names import key
from graph_service.identity.pinyin import has_han, letters, syllable
from graph_service.search.parts import FIRST_HAN, INITIALS, LAST_HAN, SOUND, Hashes, Units
from graph_service.search.pools import Flat

_PLAIN_LETTERS = re.compile(r"^[a-z\s']+$")


@dataclass(frozen=True, slots=True)
class Tables:
    """What the kernels know of characters. ``sounds``: syllable of each Chinese character; ``spelled``, ``lengths``: its
    letters; ``classes``: 0 separator, 1 letter or digit, 2 Chinese; ``families``: family names (one or two characters
    in one number) and the syllable or joined syllables that they are read as; ``light``: words that name a trade or
    nothing, as hashes in order."""

    sounds: npt.NDArray[np.uint16]
    spelled: npt.NDArray[np.uint8]
    lengths: npt.NDArray[np.uint8]
    classes: npt.NDArray[np.uint8]
    families: npt.NDArray[np.int64]
    light: Hashes
    numbers: dict[str, int]


@lru_cache(maxsize=1)
def tables() -> Tables:
    """Made once: about 0.2 s."""
    from graph_service.search.letters import word_hash

    read = [letters(syllable(chr(code)))[:8] for code in range(FIRST_HAN, LAST_HAN + 1)]
    special = {name: lexicon().surname_readings.get(name, "") for name in _families()}
    numbers = {text: n for n, text in enumerate(sorted({*read, *special.values()}))}
    spelled = np.zeros((len(numbers), 12), np.uint8)
    for text, number in numbers.items():
        plain = text.encode("ascii", "ignore")[:12]
        spelled[number, : len(plain)] = np.frombuffer(plain, np.uint8)
    classes = np.array([_class(code) for code in range(0x10000)], np.uint8)
    families = [(_family(name), numbers[reading]) for name, reading in special.items()]
    light = [int(word_hash(units(word))) for word in lexicon().latin_common | lexicon().english]
    return Tables(
        np.array([numbers[text] for text in read], np.uint16), spelled, (spelled > 0).sum(axis=1).astype(np.uint8),
        classes, np.array(sorted(families), np.int64), np.array(sorted(light), np.uint64), numbers,
    )  # fmt: skip


def _families() -> set[str]:
    return {*lexicon().compound_surnames, *(name for name in lexicon().surname_readings if len(name) <= 2)}


def _family(name: str) -> int:
    return ord(name) << 16 if len(name) == 1 else ord(name[0]) << 16 | ord(name[1])


def _class(code: int) -> int:
    if FIRST_HAN <= code <= LAST_HAN:
        return 2
    return int(not 0xD800 <= code < 0xE000 and chr(code).isalnum())


def comparable(name: str, person: bool) -> tuple[str, str]:
    """The text of a name that is indexed, and for an organisation its core: Latin names as bare words, without form."""
    if person:
        text = key(name)
        return (text if has_han(text) else " ".join(latin_words(text))), ""
    parsed = company_name(name)
    return " ".join(parsed.words) if parsed.latin else parsed.text, parsed.core


def units(text: str) -> Units:
    """The text as numbers, one for each character of the basic plane."""
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)


def tokens_of(text: str, core: str, person: bool) -> Hashes:
    """The tokens of one name, each once."""
    found, _ = hashes_of(Flat.of_texts([text]), Flat.of_texts([core]), np.array([person], np.uint8), 0, 1)
    return np.unique(found)


def hashes_of(
    texts: Flat, cores: Flat, persons: npt.NDArray[np.uint8], first: int, last: int
) -> tuple[Hashes, npt.NDArray[np.int64]]:
    """The tokens of names from ``first`` to before ``last``, some perhaps twice, and where those of each begin."""
    from graph_service.search.hashing import hashes

    known = tables()
    found: tuple[Hashes, npt.NDArray[np.int64]] = hashes(
        texts.units, texts.starts, cores.units, cores.starts, persons, first, last, known.sounds, known.spelled,
        known.lengths, known.classes, known.families,
    )  # fmt: skip
    return found


def letters_tokens(query: str) -> Hashes:
    """Further tokens of a query in plain letters: read as pinyin, and as the initials of syllables."""
    from graph_service.search.hashing import initials, pair

    if not _PLAIN_LETTERS.match(query):
        return np.zeros(0, np.uint64)
    plain = query.replace("'", "").replace(" ", "")
    found = []
    read = segment(plain)
    if read and len(read) > 1:
        numbers = [tables().numbers.get(letters(s), 0) for s in read]
        found = [pair(SOUND, min(a, b), max(a, b)) for a, b in zip(numbers, numbers[1:], strict=False)]
    if len(plain) <= 12:
        windows = [plain[i : i + INITIALS] for i in range(max(1, len(plain) - INITIALS + 1))]
        found += [initials(np.frombuffer(w.encode(), np.uint8)) for w in windows]
    return np.array(found, np.uint64)


@lru_cache(maxsize=1)
def _syllables() -> frozenset[str]:
    return frozenset(syllable(chr(code)) for code in range(0x4E00, 0x9FA6))


@lru_cache(maxsize=4096)
def segment(text: str) -> tuple[str, ...] | None:
    """Letters taken apart into the fewest pinyin syllables; ``None`` where that is impossible."""
    best: list[tuple[str, ...] | None] = [()] + [None] * len(text)
    for end in range(1, len(text) + 1):
        for start in range(max(0, end - 6), end):
            head = best[start]
            if head is not None and text[start:end] in _syllables():
                known = best[end]
                if known is None or len(head) + 1 < len(known):
                    best[end] = (*head, text[start:end])
    return best[len(text)]
