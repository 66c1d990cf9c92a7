"""What of a name is indexed: pairs of Chinese characters, pairs of pinyin syllables, initials, Latin trigrams. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from graph_service.identity.pinyin import han, syllable

_LATIN = re.compile(r"[a-z0-9]+")
_LETTERS = re.compile(r"^[a-z\s']+$")
INITIALS = 3


def tokens(name: str) -> set[str]:
    """Every token under which a (comparable) name is found; a few tens for a company."""
    characters = han(name)
    found = {f"h{a}{b}" for a, b in zip(characters, characters[1:], strict=False)}
    if characters:
        read = [syllable(c) for c in characters]
        found |= {f"p{a} {b}" for a, b in zip(read, read[1:], strict=False)}
        initials = "".join(s[0] for s in read)
        found |= {f"i{initials[i : i + INITIALS]}" for i in range(max(1, len(initials) - INITIALS + 1))}
    for word in _LATIN.findall(name):
        padded = f" {word} "
        found |= {f"l{padded[i : i + 3]}" for i in range(len(padded) - 2)}
    return found


def query_tokens(query: str) -> set[str]:
    """The tokens of a query: as of a name, and for plain letters also as pinyin and as initials."""
    found = {t for t in tokens(query) if t[0] in "hl"}
    if _LETTERS.match(query):
        letters = query.replace("'", "").replace(" ", "")
        read = segment(letters)
        if read and len(read) > 1:
            found |= {f"p{a} {b}" for a, b in zip(read, read[1:], strict=False)}
        if len(letters) <= 12:
            found |= {f"i{letters[i : i + INITIALS]}" for i in range(max(1, len(letters) - INITIALS + 1))}
    return found


@lru_cache(maxsize=1)
def _syllables() -> frozenset[str]:
    return frozenset(syllable(chr(code)) for code in range(0x4E00, 0x9FA6))


@lru_cache(maxsize=4096)
def segment(letters: str) -> tuple[str, ...] | None:
    """Letters taken apart into the fewest pinyin syllables; ``None`` where that is impossible."""
    best: list[tuple[str, ...] | None] = [()] + [None] * len(letters)
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - 6), end):
            head = best[start]
            if head is not None and letters[start:end] in _syllables():
                known = best[end]
                if known is None or len(head) + 1 < len(known):
                    best[end] = (*head, letters[start:end])
    return best[len(letters)]
