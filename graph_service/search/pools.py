"""Many short texts in one array, without an object for every text."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Piece = tuple["Flat", int, int]
"""The entries of a pool from a number to before another."""


class Flat:
    """Entries one after the other in one array of 8 or 16 bits, and where each begins. Immutable."""

    def __init__(self, units: npt.NDArray[Any], starts: npt.NDArray[np.uint32]) -> None:
        self.units = units
        self.starts = starts

    @classmethod
    def of_texts(cls, texts: Sequence[str]) -> Flat:
        """Texts as UTF-16."""
        pool = Pool(np.uint16)
        pool.extend_texts(texts)
        return pool.flat()

    @classmethod
    def joined(cls, pieces: Sequence[Piece]) -> Flat:
        """Pieces of pools of one width, one after the other."""
        units = [flat.units[flat.starts[first] : flat.starts[last]] for flat, first, last in pieces]
        sizes = [np.diff(flat.starts[first : last + 1]) for flat, first, last in pieces]
        starts = np.cumsum(np.concatenate([np.zeros(1, np.int64), *sizes])).astype(np.uint32)
        return cls(np.concatenate(units), starts)

    def __getitem__(self, number: int) -> bytes:
        return bytes(self.units[self.starts[number] : self.starts[number + 1]])

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def nbytes(self) -> int:
        return int(self.units.nbytes + self.starts.nbytes)


class Pool:
    """Entries being collected."""

    def __init__(self, width: type[np.uint8] | type[np.uint16] = np.uint8) -> None:
        self._width = width
        self._bytes = bytearray()
        self._starts = array("I", [0])

    def append(self, content: bytes) -> None:
        self._bytes += content
        self._starts.append(len(self._bytes) // (1 if self._width is np.uint8 else 2))

    def extend(self, contents: Sequence[bytes]) -> None:
        """Many at once."""
        self._extend(b"".join(contents), np.fromiter(map(len, contents), np.int64, len(contents)))

    def extend_texts(self, texts: Sequence[str]) -> None:
        """Texts as UTF-16, where that is the width."""
        joined = "".join(texts)
        content = joined.encode("utf-16-le", "surrogatepass")
        if len(content) != 2 * len(joined):  # a character of two units
            return self.extend([text.encode("utf-16-le", "surrogatepass") for text in texts])
        return self._extend(content, 2 * np.fromiter(map(len, texts), np.int64, len(texts)))

    def _extend(self, content: bytes, sizes: npt.NDArray[np.int64]) -> None:
        ends = (len(self._bytes) + np.cumsum(sizes)) // (1 if self._width is np.uint8 else 2)
        self._bytes += content
        self._starts.frombytes(ends.astype(np.uint32).tobytes())

    def flat(self) -> Flat:
        """What was collected, without a copy: nothing may be appended after it."""
        return Flat(np.frombuffer(self._bytes, self._width), np.frombuffer(self._starts, np.uint32))
