"""Blocks against their definition: two parties are a pair where they share a key of a block that is not cut."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_service.linkage.blocks import Blocks, Pairs
from graph_service.linkage.keys import BLOCKS

PARTIES = 12
key = st.tuples(st.sampled_from(BLOCKS[:3]), st.sampled_from("abcd"))
keys = st.lists(st.lists(key, max_size=4), min_size=PARTIES, max_size=PARTIES)
groups = st.lists(st.integers(0, 2), min_size=PARTIES, max_size=PARTIES)


def blocked(
    of: list[list[tuple[str, str]]], apart: list[int], limit: int, order: list[int], total: int = 10**6
) -> Pairs:
    blocks = Blocks()
    for number in order:
        blocks.add(number, "Person" if number % 4 else "Enterprise", of[number])
    return blocks.pairs(apart, block_limit=limit, pair_limit=total)


def told(pairs: Pairs) -> list[tuple[int, int]]:
    return list(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True))


def members(of: list[list[tuple[str, str]]]) -> dict[tuple[bool, str, str], list[int]]:
    found: dict[tuple[bool, str, str], list[int]] = defaultdict(list)
    for number, mine in enumerate(of):
        for kind, value in set(mine):
            found[(number % 4 == 0, kind, value)].append(number)
    return found


@settings(deadline=None)
@given(keys, groups, st.integers(2, 8), st.permutations(list(range(PARTIES))))
def test_pairs_are_those_of_blocks_within_the_limit(
    of: list[list[tuple[str, str]]], apart: list[int], limit: int, order: list[int]
) -> None:
    found = blocked(of, apart, limit, order)
    wanted = {
        (a, b) for block in members(of).values() if len(block) <= limit for a, b in combinations(block, 2)
        if apart[a] == 0 or apart[a] != apart[b]
    }  # fmt: skip
    assert told(found) == sorted(wanted)
    cut = [block for block in members(of).values() if len(block) > limit]
    assert sum(b.cut_blocks for b in found.by_kind) == len(cut)
    assert sum(b.cut_pairs for b in found.by_kind) == sum(len(b) * (len(b) - 1) // 2 for b in cut)
    assert max(b.largest for b in found.by_kind) == max(map(len, cut), default=0)


@settings(deadline=None)
@given(keys, st.integers(0, 60))
def test_too_many_pairs_lower_the_limit_and_it_is_told(of: list[list[tuple[str, str]]], total: int) -> None:
    found = blocked(of, [0] * PARTIES, PARTIES, list(range(PARTIES)), total)
    sizes = [len(block) for block in members(of).values()]
    within = [sum(s * (s - 1) // 2 for s in sizes if s <= limit) for limit in range(PARTIES + 1)]
    assert found.limit == max(limit for limit in range(PARTIES + 1) if within[limit] <= total)
    assert sum(b.pairs for b in found.by_kind) <= total


def test_nobody_makes_no_pair() -> None:
    found = blocked([[]] * PARTIES, [0] * PARTIES, 5, [])
    assert told(found) == []
    assert found.first.dtype == np.int64
