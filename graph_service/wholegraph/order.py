"""Strongly connected components of a directed graph in topological order, compiled; without recursion."""

from __future__ import annotations

import numba
import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]


@numba.njit(cache=True)
def components(starts: Longs, heads: Ints) -> tuple[Ints, Longs]:
    """Nodes component by component, whoever points at others before them; and where each component begins.

    Tarjan 1972 with a stack of its own. Time and memory: linear.
    """
    nodes = len(starts) - 1
    order = np.empty(nodes, np.int32)
    bounds = np.empty(nodes + 1, np.int64)
    index = np.full(nodes, -1, np.int64)
    low = np.empty(nodes, np.int64)
    closed = np.zeros(nodes, np.bool_)
    cursor = starts[:-1].copy()
    stack, way = np.empty(nodes, np.int32), np.empty(nodes, np.int32)
    depth = height = counter = place = groups = 0
    for root in range(nodes):
        if index[root] >= 0:
            continue
        way[0], height = root, 1
        while height:
            node = way[height - 1]
            if index[node] < 0:
                index[node] = low[node] = counter
                counter += 1
                stack[depth] = node
                depth += 1
            if cursor[node] < starts[node + 1]:
                head = heads[cursor[node]]
                cursor[node] += 1
                if index[head] < 0:
                    way[height] = head
                    height += 1
                elif not closed[head]:
                    low[node] = min(low[node], index[head])
                continue
            height -= 1
            if height:
                above = way[height - 1]
                low[above] = min(low[above], low[node])
            if low[node] == index[node]:
                bounds[groups] = place
                groups += 1
                while True:
                    depth -= 1
                    member = stack[depth]
                    closed[member] = True
                    order[place] = member
                    place += 1
                    if member == node:
                        break
    bounds[groups] = place
    return _holders_first(order, bounds[: groups + 1])


@numba.njit(cache=True)
def _holders_first(order: Ints, bounds: Longs) -> tuple[Ints, Longs]:
    """Tarjan's order turned round: each component keeps its members together."""
    nodes = len(order)
    turned = np.empty(nodes, np.int32)
    starts = np.empty(len(bounds), np.int64)
    for place in range(nodes):
        turned[place] = order[nodes - 1 - place]
    for group in range(len(bounds)):
        starts[group] = nodes - bounds[len(bounds) - 1 - group]
    return turned, starts
