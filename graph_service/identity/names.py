"""Names made comparable: width, case, spaces, brackets, traditional and simplified; and what is no name at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import opencc

PLACEHOLDERS = frozenset({
    "", "n/a", "na", "nan", "none", "null", "无", "无名", "无名氏", "暂无", "未知", "不详", "空白", "空",
    "待定", "其他", "其它", "未填写", "未登记", "法定代表人", "负责人", "姓名", "匿名", "unknown", "0",
})  # fmt: skip
_SPACES = re.compile(r"[\s\u3000·•．.]+")
_AROUND = re.compile(r"^[\W_]+|[\W_]+$")
_HAN_ONLY = re.compile(r"[\u4e00-\u9fff]+")
"""Unified ideographs: in every Unicode form the same, neither spaces nor case."""
_BRACKETS = str.maketrans({"（": "(", "）": ")", "【": "(", "】": ")", "〔": "(", "〕": ")", "[": "(", "]": ")"})


@lru_cache(maxsize=1)
def _folds() -> dict[int, str]:
    """Each character that is written in more than one way, and the one form that stands for all of them.

    Traditional characters fold to their simplified ones (both directions of the conversion tables count, so a
    converter's choice among several traditional forms never matters), whatever the word they stand in.
    """
    leader: dict[str, str] = {}

    def root(character: str) -> str:
        while (above := leader.get(character, character)) != character:
            character = above
        return character

    for pair in _conversions():
        first, second = sorted((root(character) for character in pair), key=_rarity)
        if first != second:
            leader[second] = first
    return {ord(character): root(character) for character in leader}


def _rarity(character: str) -> int:
    """0: common (the first level of GB 2312), 1: its second level, 2: none; the commonest stands for the others."""
    try:
        return int(character.encode("gb2312")[0] > 0xD7)
    except UnicodeEncodeError:
        return 2


def _conversions() -> Iterator[tuple[str, str]]:
    """Pairs of characters that the tables of the conversion library convert into each other, simplified first."""
    for name in ("STCharacters.txt", "STPhrases.txt", "TSCharacters.txt"):
        text = (Path(opencc.__file__).parent / "dictionary" / name).read_text(encoding="utf-8")
        for line in text.splitlines():
            left, _, right = line.partition("\t")
            # Of several simplified forms of one traditional character only the first, usual one counts.
            reverse = name.startswith("TS")
            for other in right.split()[:1] if reverse else right.split():
                if len(other) == len(left):
                    pair = (other, left) if reverse else (left, other)
                    yield from ((a, b) for a, b in zip(*pair, strict=True) if a != b)


def fold(text: str) -> str:
    """The text with every character in its one form (simplified). Character by character, so it is its own fold."""
    return text.translate(_folds())


@lru_cache(maxsize=32768)
def tidy(name: str) -> str:
    """A name for showing: NFKC, no control characters, single spaces."""
    if _HAN_ONLY.fullmatch(name):
        return name
    text = unicodedata.normalize("NFKC", name)
    if not text.isprintable():  # printable text has no control characters
        text = "".join(c for c in text if unicodedata.category(c)[0] != "C" or c in "\t\n ")
    return re.sub(r"\s+", " ", text).strip()


@lru_cache(maxsize=16384)
def key(name: str) -> str:
    """A name for comparing: tidy, lower case, simplified, one form of brackets, no spaces or dots."""
    if _HAN_ONLY.fullmatch(name):
        return fold(name)
    text = tidy(tidy(name).casefold()).translate(_BRACKETS)
    if any(c > "\u2e7f" for c in text):
        return _SPACES.sub("", fold(text))
    return re.sub(r"[\s.]+", " ", text).strip()


def is_placeholder(name: str | None) -> bool:
    """Whether the text says that there is no name (无, N/A …): such a name identifies and relates nobody."""
    text = key(name or "").replace(" ", "")
    if text and not (text[0].isalnum() and text[-1].isalnum()):
        text = _AROUND.sub("", text)  # （无）, 无。, ——
    return text in PLACEHOLDERS
