"""Many short texts in one array each, without an object for every text."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt


class Texts:
    """Texts as units of sixteen bits in one array: what kernels read. Two bytes for each character, four for each text."""

    def __init__(self, units: npt.NDArray[np.uint16], starts: npt.NDArray[np.uint32]) -> None:
        self.units = units
        self.starts = starts

    @classmethod
    def of(cls, texts: Sequence[str]) -> Texts:
        encoded = [text.encode("utf-16-le", "surrogatepass") for text in texts]
        starts = np.cumsum([0, *(len(text) // 2 for text in encoded)]).astype(np.uint32)
        return cls(np.frombuffer(b"".join(encoded), np.uint16), starts)

    def __getitem__(self, number: int) -> str:
        return self.units[self.starts[number] : self.starts[number + 1]].tobytes().decode("utf-16-le", "surrogatepass")

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def nbytes(self) -> int:
        return self.units.nbytes + self.starts.nbytes


class Pool:
    """Bytes being collected: append, then freeze."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._starts = array("Q", [0])

    def append(self, content: bytes) -> None:
        self._bytes += content
        self._starts.append(len(self._bytes))

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> bytes:
        return bytes(self._bytes[self._starts[number] : self._starts[number + 1]])

    def texts(self) -> Texts:
        """As texts, of what was appended as UTF-16-LE."""
        starts = (np.frombuffer(self._starts, np.uint64) // 2).astype(np.uint32)
        return Texts(np.frombuffer(bytes(self._bytes), np.uint16), starts)

    @property
    def nbytes(self) -> int:
        return len(self._bytes) + 8 * len(self._starts)
