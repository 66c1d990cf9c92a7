"""A person's name taken apart: family and given name of a Chinese one, words of a Latin one, and how it is romanized."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from graph_service.identity.company import latin_words
from graph_service.identity.lexicon import lexicon
from graph_service.identity.names import key
from graph_service.identity.pinyin import han, letters, reading, surname_reading


@dataclass(frozen=True, slots=True)
class PersonName:
    """``romanized``: the letters of a Chinese name in each order and each reading; of a Latin one its words'."""

    text: str
    latin: bool
    surname: str = ""
    given: str = ""
    words: tuple[str, ...] = ()
    romanized: frozenset[str] = frozenset()


@lru_cache(maxsize=16384)
def person_name(name: str) -> PersonName:
    """Take a name apart. Never raises."""
    text = key(name)
    characters = han(text)
    if not characters:
        words = latin_words(text)
        joined = {
            letters("".join(words)),
            letters("".join(words[1:] + words[:1])),
            letters("".join(words[-1:] + words[:-1])),
        }
        return PersonName(" ".join(words), True, words=words, romanized=frozenset(joined - {""}))
    size = 2 if characters[:2] in lexicon().compound_surnames and len(characters) > 2 else 1
    surname, given = characters[:size], characters[size:]
    read = reading(given)
    families = {surname_reading(surname), reading(surname)}
    romanized = frozenset(r for family in families for r in (family + read, read + family))
    return PersonName(text, False, surname, given, (), romanized)
