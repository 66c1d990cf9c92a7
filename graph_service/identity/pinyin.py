"""Readings of Chinese characters, without tone: of a character, of a text, of a person's name."""

from __future__ import annotations

import os
import re
from functools import lru_cache

os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")  # characters are asked for one at a time; phrases are 40 MB
from pypinyin import Style, lazy_pinyin, pinyin

from graph_service.identity.lexicon import lexicon

_HAN = re.compile(r"[\u3400-\u9fff]")
_SYLLABLE = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:a|ai|an|ang|ao|e|ei|en|eng|er|i|ia|ian|iang|iao|ie|in|ing|iong|iu|o|ong|ou|u|ua|uai|uan|uang|ue|ui|un|uo|v)$"
)
_UMLAUT = re.compile(r"(?<=[ln])(?:v|yu)(?![aeiou])|v")


@lru_cache(maxsize=32768)
def syllable(character: str) -> str:
    """The commonest reading of one character, without tone."""
    return str(lazy_pinyin(character, style=Style.NORMAL)[0])


def is_syllable(word: str) -> bool:
    """Whether a Latin word reads as one syllable of pinyin, in lower case (GB/T 16159)."""
    return _SYLLABLE.match(word) is not None


def han(name: str) -> str:
    """The Chinese characters of a name, in order."""
    return "".join(_HAN.findall(name))


def has_han(name: str) -> bool:
    """Whether it has any."""
    return _HAN.search(name) is not None


def letters(text: str) -> str:
    """Romanized text as bare letters; ü is written v, yu or u: all become u."""
    return _UMLAUT.sub("u", "".join(c for c in text if c.isalpha()))


@lru_cache(maxsize=65536)
def reading(text: str) -> str:
    """The syllables of Chinese characters, joined; ü as u."""
    return letters("".join(syllable(c) for c in text))


@lru_cache(maxsize=8192)
def readings(character: str) -> frozenset[str]:
    """Every reading of one character, without tone, as letters: 重 is zhong and chong."""
    return frozenset(map(letters, pinyin(character, style=Style.NORMAL, heteronym=True)[0]))


@lru_cache(maxsize=1)
def spellings() -> frozenset[str]:
    """The syllables of pinyin, as letters: those of the common characters (GB 2312, level 1)."""
    rows = ((high, low) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    texts = (bytes(pair).decode("gb2312", errors="ignore") for pair in rows)
    return frozenset(letters(syllable(character)) for character in texts if character)


def surname_reading(surname: str) -> str:
    """The reading of a family name, which may differ from that of its characters."""
    return lexicon().surname_readings.get(surname) or reading(surname)
