"""Control of everybody, compiled: the heads whom nobody outside controls, and what the group of each takes.

The meaning is that of ``ownership.group``. Heads are found from the holders down: whom an earlier group takes is none.
Inside a circle of holdings a later group may take an earlier head, and who takes the head in turn forms its closed loop.
Shares are whole parts of ``WHOLE``. Time: the groups of the heads, which hardly overlap where control is sure; ``budget``
bounds the holdings that are looked at.
"""

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np
import numpy.typing as npt

from graph_service.ownership.forest import WHOLE

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
MOST = 1000 * WHOLE
"""Sums are not counted beyond this: a table that far above the whole is one contradiction like another."""


class Votes(NamedTuple):
    """Holdings by holder (``starts``, ``company``, ``low``, ``high``), declarations by controller, ``sure`` by company;
    ``above_starts``, ``above``: by company whoever holds it or is declared to control it."""

    starts: Longs
    company: Ints
    low: Longs
    high: Longs
    declared_starts: Longs
    declared: Ints
    declared_sure: Flags
    sure: Longs
    above_starts: Longs
    above: Ints


class Space(NamedTuple):
    """What one growth after the other writes into; ``epoch[0]`` tells them apart, ``work[0]`` counts holdings."""

    low: Longs
    high: Longs
    seen: Longs
    taken: Longs
    group: Ints
    epoch: Longs
    work: Longs


def space(nodes: int) -> Space:
    return Space(
        np.zeros(nodes, np.int64), np.zeros(nodes, np.int64), np.zeros(nodes, np.int64), np.zeros(nodes, np.int64),
        np.empty(nodes, np.int32), np.zeros(1, np.int64), np.zeros(1, np.int64),
    )  # fmt: skip


@numba.njit(cache=True)
def grow(votes: Votes, at: Space, seed: int, possible: bool, stop: Flags, use_stop: bool) -> int:
    """The group of ``seed`` in ``at.group``, itself first; its size, or -1 as soon as it takes one of ``stop``."""
    at.epoch[0] += 1
    epoch = at.epoch[0]
    at.group[0], at.taken[seed] = seed, epoch
    count, place = 1, 0
    while place < count:
        member = at.group[place]
        place += 1
        for link in range(votes.declared_starts[member], votes.declared_starts[member + 1]):
            company = votes.declared[link]
            if (possible or votes.declared_sure[link]) and at.taken[company] != epoch:
                if use_stop and stop[company]:
                    return -1
                at.group[count], at.taken[company] = company, epoch
                count += 1
        at.work[0] += 1 + votes.starts[member + 1] - votes.starts[member]
        for link in range(votes.starts[member], votes.starts[member + 1]):
            company = votes.company[link]
            if at.taken[company] != epoch and 2 * _share(votes, at, link, epoch, possible) > WHOLE:
                if use_stop and stop[company]:
                    return -1
                at.group[count], at.taken[company] = company, epoch
                count += 1
    return count


@numba.njit(cache=True)
def _share(votes: Votes, at: Space, link: int, epoch: int, possible: bool) -> int:
    """The group's share in a company with one holding more: the least, or the most where growth is possible growth."""
    company = votes.company[link]
    if at.seen[company] != epoch:
        at.seen[company], at.low[company], at.high[company] = epoch, 0, 0
    at.low[company] = min(MOST, at.low[company] + votes.low[link])
    low = at.low[company]
    if not possible:
        return int(low)
    at.high[company] = min(WHOLE, at.high[company] + votes.high[link])
    return int(max(low, min(at.high[company], WHOLE - (votes.sure[company] - low))))


@numba.njit(cache=True)
def heads(votes: Votes, at: Space, order: Ints, bounds: Longs, possible: bool, budget: int) -> tuple[Ints, Flags, int]:
    """The heads, whom the groups take, and how many parties of ``order`` were gone through within the budget."""
    found = np.empty(len(order), np.int32)
    covered = np.zeros(len(order), np.bool_)
    heading = np.zeros(len(order), np.bool_)
    count = 0
    limit = at.work[0] + budget
    for group in range(len(bounds) - 1):
        first = count
        for place in range(bounds[group], bounds[group + 1]):
            party = order[place]
            if covered[party] or not _takes(votes, party, possible):
                continue
            if at.work[0] > limit:
                return found[:count], covered, place
            size = grow(votes, at, party, possible, covered, False)
            for member in at.group[1:size]:
                covered[member] = True
                heading[member] = False
            if size > 1:
                found[count], heading[party] = party, True
                count += 1
        kept = first
        for place in range(first, count):
            if heading[found[place]]:
                found[kept] = found[place]
                kept += 1
        count = kept
    return found[:count], covered, len(order)


@numba.njit(cache=True)
def _takes(votes: Votes, party: int, possible: bool) -> bool:
    """Whether a party takes anything by itself: else its group is itself alone."""
    if votes.declared_starts[party] < votes.declared_starts[party + 1]:
        return True
    for link in range(votes.starts[party], votes.starts[party + 1]):
        if 2 * (votes.high[link] if possible else votes.low[link]) > WHOLE:
            return True
    return False


class Marks(NamedTuple):
    """Of parties while one loop is looked for: in the group and the circle of its head, seen, known to take the head."""

    member: Flags
    seen: Flags
    stop: Flags


def marks(nodes: int) -> Marks:
    return Marks(*(np.zeros(nodes, np.bool_) for _ in range(3)))


@numba.njit(cache=True)
def loop_of(
    votes: Votes, at: Space, head: int, size: int, circle: Longs, mark: Marks, possible: bool, budget: int
) -> tuple[Ints, bool]:
    """Who of the head's circle is taken by the head, whose group lies in ``at``, and takes it in turn; the head first.

    Outwards from the head along holders, so that most take at once one that is known to. Whether it came to its end.
    """
    group = at.group[:size].copy()
    for party in group:
        mark.member[party] = circle[party] == circle[head]
    loop, queue = np.empty(size, np.int32), np.empty(size, np.int32)
    loop[0] = queue[0] = head
    mark.stop[head] = mark.seen[head] = True
    count = queued = 1
    place = 0
    limit = at.work[0] + budget
    while place < queued and at.work[0] <= limit:
        for link in range(votes.above_starts[queue[place]], votes.above_starts[queue[place] + 1]):
            party = votes.above[link]
            if mark.seen[party] or not mark.member[party] or at.work[0] > limit:
                continue
            mark.seen[party] = True
            queue[queued] = party
            queued += 1
            if grow(votes, at, party, possible, mark.stop, True) < 0:
                mark.stop[party] = True
                loop[count] = party
                count += 1
        place += 1
    for party in group:
        mark.member[party] = mark.seen[party] = mark.stop[party] = False
    return loop[:count], at.work[0] <= limit
