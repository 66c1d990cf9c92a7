"""The compiled search: least costs from all listed parties at once, the two best labels with distinct sources.

A label is (cost, hops, source), compared in that order; sources are compared by number, which is the order of ids.
Two labels with distinct sources at every node are enough for the best one whose source is another party, wherever it
leads. A bucket for each cost; a label that a better one has replaced is passed over when its turn comes. Hubs end a
path: only what starts at a hub leaves it. Time: linear in the arcs out of nodes within the floor, times the labels.
"""

from __future__ import annotations

import numba
import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]
NONE = np.int32(-1)


@numba.njit(cache=True)
def _better(cost: int, hops: int, source: int, than_cost: int, than_hops: int, than_source: int) -> bool:
    if than_source == -1 or cost != than_cost:
        return than_source == -1 or cost < than_cost
    if hops != than_hops:
        return hops < than_hops
    return source < than_source


@numba.njit(cache=True)
def _place(labels: Ints, node: int, cost: int, hops: int, source: int) -> bool:
    """Put a label among the two of a node where it belongs; whether it is one of them now."""
    first, second = labels[node, 0], labels[node, 1]
    if source == first[2]:
        slot = 0
    elif _better(cost, hops, source, first[0], first[1], first[2]):
        second[:] = first
        first[2] = -1
        slot = 0
    else:
        slot = 1
    known = labels[node, slot]
    if not _better(cost, hops, source, known[0], known[1], known[2]):
        return False
    known[0], known[1], known[2] = cost, hops, source
    return True


@numba.njit(cache=True)
def two_best(
    starts: npt.NDArray[np.int64], heads: Ints, costs: Ints, hub: npt.NDArray[np.bool_], sources: Ints,
    severities: Ints, floor_cost: int,
) -> Ints:  # fmt: skip
    """Labels of shape (nodes, 2, 3): cost, hops, source; source -1 where there is none within the floor.

    ``starts``, ``heads``, ``costs``: arcs by tail (CSR). A source's own label stands among the two of its node.
    """
    nodes = len(starts) - 1
    labels = np.full((nodes, 2, 3), -1, dtype=np.int32)
    first_in = np.full(floor_cost + 1, -1, dtype=np.int64)
    entries = np.empty((max(1024, 2 * len(sources)), 3), dtype=np.int32)  # node, hops, source
    following = np.empty(len(entries), dtype=np.int64)
    count = 0
    for number in range(len(sources)):
        source, cost = sources[number], severities[number]
        if cost <= floor_cost and _place(labels, source, cost, 0, source):
            entries[count, 0], entries[count, 1], entries[count, 2] = source, 0, source
            following[count], first_in[cost] = first_in[cost], count
            count += 1
    for cost in range(floor_cost + 1):
        while first_in[cost] != -1:
            entry = first_in[cost]
            first_in[cost] = following[entry]
            node, hops, source = entries[entry, 0], entries[entry, 1], entries[entry, 2]
            if not _stands(labels, node, cost, hops, source) or (hub[node] and node != source):
                continue
            for arc in range(starts[node], starts[node + 1]):
                head, total = heads[arc], cost + costs[arc]
                if head == source or total > floor_cost or not _place(labels, head, total, hops + 1, source):
                    continue
                if count == len(entries):
                    entries, following = _grown(entries, following)
                entries[count, 0], entries[count, 1], entries[count, 2] = head, hops + 1, source
                following[count], first_in[total] = first_in[total], count
                count += 1
    return labels


@numba.njit(cache=True)
def _stands(labels: Ints, node: int, cost: int, hops: int, source: int) -> bool:
    for slot in range(2):
        if labels[node, slot, 2] == source:
            return bool(labels[node, slot, 0] == cost and labels[node, slot, 1] == hops)
    return False


@numba.njit(cache=True)
def _grown(entries: Ints, following: npt.NDArray[np.int64]) -> tuple[Ints, npt.NDArray[np.int64]]:
    more = np.empty((2 * len(entries), 3), dtype=np.int32)
    more_following = np.empty(2 * len(entries), dtype=np.int64)
    more[: len(entries)] = entries
    more_following[: len(entries)] = following
    return more, more_following
