"""Effective shares of the ultimate holders in every company, compiled: from the holders down, company after company.

The meaning is that of ``ownership.effective`` for parties of whom no holders are recorded. Each company's vector is put
together from those of its holders; ranges are filled for every party apart, towards whoever passes most on to it, which
attains the bound where there are no circles. A company keeps the ``KEPT`` largest; ``missed`` bounds what any other party,
and any dropped part of one that is kept, can amount to. Time: holdings times the lengths of vectors.
"""

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
KEPT = 300


class Capital(NamedTuple):
    """Holdings by company: ``holder``, ``low``, how much ``more`` each may be, ``room`` for more; ``over``: tables above
    the whole, where there is no room and ``more`` is as recorded. Parties without a table are ultimate."""

    starts: Longs
    holder: Ints
    low: Reals
    more: Reals
    room: Reals
    over: Flags


class Vectors(NamedTuple):
    """For each company from ``start[c]`` on ``length[c]`` parties with bounds; ``spoiled``: a contradiction lies between
    the two; ``loose``: the upper bound need not be attained."""

    start: Longs
    length: Ints
    missed: Reals
    party: Ints
    low: Reals
    high: Reals
    spoiled: Flags
    loose: Flags


class Desk(NamedTuple):
    """Sums for one company by party; ``touched[: size[0]]`` are those that are not nothing."""

    low: Reals
    high: Reals
    spoiled: Flags
    loose: Flags
    on: Flags
    left: Reals
    touched: Ints
    size: Longs


def desk(nodes: int) -> Desk:
    return Desk(
        np.zeros(nodes), np.zeros(nodes), np.zeros(nodes, np.bool_), np.zeros(nodes, np.bool_), np.zeros(nodes, np.bool_),
        np.zeros(nodes), np.empty(nodes, np.int32), np.zeros(1, np.int64),
    )  # fmt: skip


def empty(nodes: int, room: int) -> Vectors:
    return Vectors(
        np.zeros(nodes, np.int64), np.zeros(nodes, np.int32), np.zeros(nodes), np.empty(room, np.int32), np.empty(room),
        np.empty(room), np.empty(room, np.bool_), np.empty(room, np.bool_),
    )  # fmt: skip


@numba.njit(cache=True)
def run(capital: Capital, found: Vectors, used: int, at: Desk, companies: Ints, first: int) -> tuple[int, int]:
    """Vectors of ``companies`` (holders first, none in a circle) from number ``first`` on, until they are done or no room
    is left for one more; how many are done, and how much is used."""
    for number in range(first, len(companies)):
        company = companies[number]
        if used + KEPT > len(found.party):
            return number, used
        if capital.starts[company] < capital.starts[company + 1]:
            _one(capital, found, at, company)
            used = put(found, used, at, company)
    return len(companies), used


@numba.njit(cache=True)
def _one(capital: Capital, found: Vectors, at: Desk, company: int) -> None:
    over, missed, ranged = capital.over[company], 0.0, False
    for link in range(capital.starts[company], capital.starts[company + 1]):
        low, holder = capital.low[link], capital.holder[link]
        ranged = ranged or capital.more[link] > 0
        if low + capital.more[link] > 0:
            missed = max(missed, found.missed[holder])
            add(capital, found, at, holder, low, over)
    found.missed[company] = missed
    if ranged and not over:
        _fill(capital, found, at, company)


@numba.njit(cache=True)
def add(capital: Capital, found: Vectors, at: Desk, holder: int, share: float, over: bool) -> None:
    """A holder's vector times its share onto the desk; of a holder without a table, itself."""
    if capital.starts[holder] == capital.starts[holder + 1]:
        _add_one(at, holder, share, share, over, False)
        return
    for entry in range(found.start[holder], found.start[holder] + found.length[holder]):
        _add_one(
            at, found.party[entry], share * found.low[entry], share * found.high[entry], over or found.spoiled[entry],
            found.loose[entry],
        )  # fmt: skip


@numba.njit(cache=True)
def _add_one(at: Desk, party: int, low: float, high: float, spoiled: bool, loose: bool) -> None:
    if not at.on[party]:
        at.on[party] = True
        at.low[party] = at.high[party] = 0.0
        at.spoiled[party] = at.loose[party] = False
        at.touched[at.size[0]] = party
        at.size[0] += 1
    at.low[party] += low
    at.high[party] += high
    at.spoiled[party] |= spoiled
    at.loose[party] |= loose


@numba.njit(cache=True)
def _fill(capital: Capital, found: Vectors, at: Desk, company: int) -> None:
    """Give the room of a table away, for each party apart, to the holders who pass most on to it."""
    size = 0
    first, last = capital.starts[company], capital.starts[company + 1]
    for link in range(first, last):
        if capital.more[link] > 0:
            size += max(1, found.length[capital.holder[link]])
    party, value, most = np.empty(size, np.int32), np.empty(size), np.empty(size)
    size = 0
    for link in range(first, last):
        holder = capital.holder[link]
        if capital.more[link] <= 0:
            continue
        if capital.starts[holder] == capital.starts[holder + 1]:
            party[size], value[size], most[size] = holder, 1.0, capital.more[link]
            size += 1
        for entry in range(found.start[holder], found.start[holder] + found.length[holder]):
            party[size], value[size], most[size] = found.party[entry], found.high[entry], capital.more[link]
            size += 1
    for place in range(at.size[0]):
        at.left[at.touched[place]] = capital.room[company]
    for place in np.argsort(-value[:size]):
        given = min(most[place], at.left[party[place]])
        at.high[party[place]] += given * value[place]
        at.left[party[place]] -= given


@numba.njit(cache=True)
def put(found: Vectors, used: int, at: Desk, company: int) -> int:
    """The desk as the company's vector, the largest first where there are too many; the desk is empty then."""
    count = at.size[0]
    chosen = at.touched[:count]
    for party in chosen:
        if at.spoiled[party]:
            at.low[party], at.high[party] = 0.0, 1.0
        at.high[party] = min(1.0, at.high[party])
        at.on[party] = False
    if count > KEPT:
        order = np.argsort(-at.high[chosen])
        found.missed[company] = min(1.0, found.missed[company] + at.high[chosen[order[KEPT]]])
        chosen = chosen[order[:KEPT]]
    found.start[company], found.length[company] = used, len(chosen)
    for party in chosen:
        found.party[used], found.low[used], found.high[used] = party, at.low[party], at.high[party]
        found.spoiled[used], found.loose[used] = at.spoiled[party], at.loose[party]
        used += 1
    at.size[0] = 0
    return used
