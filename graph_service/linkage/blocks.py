"""From keys to pairs, in flat arrays: blocks of one key, bounded; what a bound leaves out is counted, never silent.

Memory: 13 bytes for each key of each party, 8 for each pair. Cost: one sort of the keys, one of the pairs.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graph_service.linkage.keys import BLOCKS, Key

BLOCK_LIMIT = 100
"""Parties of one block that are all compared with each other (4,950 pairs)."""
PAIR_LIMIT = 10_000_000
"""Pairs in all, counted once for each block that brings them together."""
_AT_ONCE = 2_000_000


@dataclass(frozen=True, slots=True)
class Blocked:
    """What one kind of key did: blocks of two parties or more, their pairs; blocks that were cut and their pairs.

    ``largest``: parties of the largest block that was cut; ``example``: the number of a party in it.
    """

    kind: str
    blocks: int
    pairs: int
    cut_blocks: int
    cut_pairs: int
    largest: int
    example: int | None


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of party numbers, the lesser first, each once, in order. ``limit``: the size of block that was compared.

    ``limit`` is less than what was asked for where all blocks together had more pairs than are compared.
    """

    first: Any
    second: Any
    by_kind: tuple[Blocked, ...]
    limit: int


class Blocks:
    """Collects keys of parties by number, then gives the pairs. The outcome does not depend on the order of keys."""

    def __init__(self) -> None:
        self._keys, self._who, self._kinds = array("Q"), array("I"), bytearray()

    def add(self, number: int, kind: str, keys: Iterable[Key]) -> None:
        """The keys of one party; ``kind`` keeps persons and enterprises apart."""
        for block, value in set(keys):
            digest = hashlib.blake2b(f"{kind}\x1f{block}\x1f{value}".encode(), digest_size=8).digest()
            self._keys.append(int.from_bytes(digest))
            self._who.append(number)
            self._kinds.append(BLOCKS.index(block))

    def pairs(self, groups: Sequence[int], *, block_limit: int = BLOCK_LIMIT, pair_limit: int = PAIR_LIMIT) -> Pairs:
        """Pairs that share a key. ``groups``: parties of one group other than 0 are known to be apart, so no pair."""
        who, kinds, starts, sizes = self._sorted()
        limit = _limit(sizes, block_limit, pair_limit)
        apart = np.asarray(groups, dtype=np.int64)
        found = np.zeros(0, dtype=np.uint64)
        for packed in _packed(who, starts, sizes, limit, apart):
            found = np.union1d(found, packed)
        first, second = (found >> np.uint64(32)).astype(np.int64), (found & np.uint64(0xFFFFFFFF)).astype(np.int64)
        return Pairs(first, second, tuple(_counted(who, kinds[starts], starts, sizes, limit)), limit)

    def _sorted(self) -> tuple[Any, Any, Any, Any]:
        """Party numbers and kinds in the order of keys; where each block of two or more starts, and its size."""
        keys, who = np.frombuffer(self._keys, np.uint64), np.frombuffer(self._who, np.uint32)
        order = np.lexsort((who, keys))
        keys, who, kinds = keys[order], who[order], np.frombuffer(self._kinds, np.uint8)[order]
        starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.zeros(0, np.int64)
        sizes = np.diff(np.r_[starts, len(keys)])
        return who, kinds, starts[sizes > 1], sizes[sizes > 1]


def _limit(sizes: Any, block_limit: int, pair_limit: int) -> int:
    """The largest size of block up to which all pairs together stay within the limit."""
    counts = np.bincount(np.minimum(sizes, block_limit + 1), minlength=block_limit + 2)[: block_limit + 1]
    numbers = np.arange(block_limit + 1)
    total = np.cumsum(counts * numbers * (numbers - 1) // 2)
    return int(np.searchsorted(total, pair_limit, side="right")) - 1


def _packed(who: Any, starts: Any, sizes: Any, limit: int, apart: Any) -> Iterator[Any]:
    """Pairs as integers (lesser number in the upper half), some blocks of one size at a time."""
    for size in np.unique(sizes[sizes <= limit]):
        chosen = starts[sizes == size]
        left, right = np.triu_indices(size, 1)
        step = max(1, _AT_ONCE // len(left))
        for begin in range(0, len(chosen), step):
            members = who[chosen[begin : begin + step, None] + np.arange(size)].astype(np.uint64)
            a, b = members[:, left].ravel(), members[:, right].ravel()
            group = apart[a.astype(np.int64)]
            kept = (group == 0) | (group != apart[b.astype(np.int64)])
            yield np.unique((a[kept] << np.uint64(32)) | b[kept])


def _counted(who: Any, kinds: Any, starts: Any, sizes: Any, limit: int) -> Iterator[Blocked]:
    pairs = sizes * (sizes - 1) // 2
    for number, kind in enumerate(BLOCKS):
        mine = kinds == number
        cut = mine & (sizes > limit)
        largest = int(sizes[cut].max()) if cut.any() else 0
        example = int(who[starts[cut & (sizes == largest)][0]]) if largest else None
        yield Blocked(
            kind,
            int(mine.sum()),
            int(pairs[mine & ~cut].sum()),
            int(cut.sum()),
            int(pairs[cut].sum()),
            largest,
            example,
        )
