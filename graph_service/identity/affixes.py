"""Known words at the beginning or end of a text: only lengths are tried that a word with these letters has. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class Beginnings:
    """Words of two characters or more, by their first two."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(word for word in words if len(word) > 1)
        self._lengths = _lengths((word[:2], len(word)) for word in self._words)

    def longest(self, text: str, most: int) -> int:
        """The length of the longest word of at most so many characters that the text begins with; 0 where none."""
        for length in self._lengths.get(text[:2], ()):
            if length <= most and text[:length] in self._words:
                return length
        return 0


class Endings:
    """Words by their last character."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._lengths = _lengths((word[-1], len(word)) for word in self._words)

    def longest(self, text: str, most: int) -> int:
        """The length of the longest word of at most so many characters that the text ends with; 0 where none."""
        for length in self._lengths.get(text[-1:], ()):
            if length <= most and text[-length:] in self._words:
                return length
        return 0


def _lengths(words: Iterable[tuple[str, int]]) -> dict[str, tuple[int, ...]]:
    """Lengths of words by what they are looked up by, the longest first."""
    found: dict[str, set[int]] = defaultdict(set)
    for letters, length in words:
        found[letters].add(length)
    return {letters: tuple(sorted(lengths, reverse=True)) for letters, lengths in found.items()}
