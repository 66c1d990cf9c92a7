"""What a Chinese and a Latin name of organisations say of each other beside their cores. Pure.

A Latin name is partly read (Handan) and partly translated (branch). What is read can be held against the characters;
of a word that is no pinyin nobody can tell here whether it translates them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from graph_service.identity.company import CompanyName
from graph_service.identity.lexicon import lexicon
from graph_service.identity.pinyin import han, letters, readings, spellings
from graph_service.identity.regions import leading

LONGEST_SYLLABLE = 6


def names_another(chinese: CompanyName, latin: CompanyName) -> bool:
    """Whether the Latin name has a word of pinyin that the Chinese characters do not read: Tianding beside 河北建设."""
    return any(map(is_pinyin, unread(chinese, latin)))


def unread(chinese: CompanyName, latin: CompanyName) -> tuple[str, ...]:
    """Words of the Latin name that neither single nobody out nor are a reading of characters of the Chinese one."""
    characters = han(chinese.text)
    return tuple(word for word in latin.words if not _plain(word) and not _read_in(word, characters))


def branches_differ(chinese: CompanyName, latin: CompanyName) -> bool:
    """Whether one is a head office and the other a branch, or they are branches of different places or numbers.

    False where it cannot be told: a Latin name without a legal form may have been cut off by its list.
    """
    said = bool(lexicon().latin_branches & frozenset(latin.words))
    if not chinese.branch or not said:
        return said or bool(chinese.branch and latin.form)
    if chinese.numbers and latin.numbers:
        return chinese.numbers != latin.numbers
    others = unread(chinese, latin)
    return any(map(is_pinyin, others)) if others else _place_unsaid(chinese.branch, latin.words)


def is_place(text: str) -> bool:
    """Whether a comparable text is the name of an administrative division and nothing else."""
    found = leading(text)
    return found is not None and found.length == len(text)


def _place_unsaid(branch: str, words: Sequence[str]) -> bool:
    """Whether the branch is that of a place of which no word of the Latin name is a reading."""
    place = leading(branch)
    if place is None or branch[: place.length] in lexicon().industries:  # 路桥 is a district, and a trade
        return False
    return not any(_read_in(word, branch[: place.length]) for word in words if len(word) > 1)


def _plain(word: str) -> bool:
    known = lexicon()
    return (
        word.isdigit() or (word,) in known.latin_forms
        or any(word in plain for plain in (known.latin_common, known.english, known.latin_divisions, known.latin_branches))
    )  # fmt: skip


@lru_cache(maxsize=4096)
def is_pinyin(word: str) -> bool:
    """Whether a word is syllables of pinyin, at least one of several letters, and nothing else."""
    known = spellings()
    reached = {0}
    for end in range(1, len(word) + 1):
        if any(end - size in reached and word[end - size : end] in known for size in range(1, LONGEST_SYLLABLE + 1)):
            reached.add(end)
    return len(word) > 1 and len(word) in reached


@lru_cache(maxsize=16384)
def _read_in(word: str, characters: str) -> bool:
    """Whether the word is a reading of neighbouring characters; Shaanxi is written so to tell 陕西 from 山西."""
    wanted = letters(word).replace("aa", "a")
    return any(_spoken(wanted, characters, start) for start in range(len(characters)))


def _spoken(wanted: str, characters: str, start: int) -> bool:
    """Whether the characters from ``start`` on can be read as these letters."""
    rests = {wanted}
    for character in characters[start:]:
        rests = {rest[len(r) :] for rest in rests for r in readings(character) if rest.startswith(r)}
        if "" in rests or not rests:
            break
    return "" in rests
