"""Vectors of companies that hold each other in a circle: what comes in from outside, passed round by a sparse solve.

Where a share of a member is not exact, the lower bound is that of all lower bounds, and the upper one what the outside
holder who passes most on passes on: whoever walks up a circle leaves it at one of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csc_array, eye_array
from scipy.sparse.linalg import SuperLU, splu

from graph_service.wholegraph.holders_kernel import KEPT, Capital, Ints, Longs, Reals, Vectors

COLUMNS = 256
LEAST = 1e-9
"""Parts smaller than this are dropped, and counted as missed."""


@dataclass(frozen=True, slots=True)
class _Outside:
    """What enters: for ``row`` (a member) and ``column`` (a party) the bounds; by column the most that a holder passes on,
    and the flags."""

    row: Longs
    column: Longs
    low: Reals
    high: Reals
    parties: Ints
    most: Reals
    spoiled: npt.NDArray[np.bool_]
    loose: npt.NDArray[np.bool_]
    missed: float


def solve_circle(capital: Capital, found: Vectors, used: int, members: Ints) -> tuple[int, bool]:
    """Write the vectors of the members; how much is used then, and whether the circle holds itself wholly.

    Needs room for ``len(members) * KEPT`` entries. Cost: one sparse factorization, and a solve for each outside party.
    """
    links = np.concatenate([np.arange(capital.starts[m], capital.starts[m + 1]) for m in members])
    rows = np.repeat(np.arange(len(members)), capital.starts[members + 1] - capital.starts[members])
    some = capital.low[links] + capital.more[links] > 0
    links, rows = links[some], rows[some]
    place = np.full(len(capital.over), -1, np.int64)
    place[members] = np.arange(len(members))
    inner = place[capital.holder[links]] >= 0
    if inner.all():
        return used, True
    around = place[capital.holder[links[inner]]]
    passing = csc_array((capital.low[links[inner]], (rows[inner], around)), shape=(len(members), len(members)))
    entering = _entering(capital, found, links[~inner], rows[~inner])
    factors = _factors(passing)
    exact = not capital.more[links].any() and factors is not None
    if capital.over[members].any():
        entering.spoiled[:] = True
    return _written(found, used, members, entering, factors, exact), False


def _factors(passing: csc_array) -> SuperLU | None:
    """``None`` where some members surely hold each other wholly though others need not."""
    try:
        return splu((eye_array(passing.shape[0], format="csc") - passing).tocsc())
    except RuntimeError:
        return None


def _entering(capital: Capital, found: Vectors, links: Longs, rows: Longs) -> _Outside:
    holders = capital.holder[links]
    own = capital.starts[holders] == capital.starts[holders + 1]
    length = np.where(own, 1, found.length[holders])
    entry = np.concatenate([
        np.arange(s, s + n) for s, n in zip(found.start[holders], length, strict=True)
    ])  # fmt: skip
    itself = np.repeat(own, length)
    entry = np.where(itself, 0, entry)
    party = np.where(itself, np.repeat(holders, length), found.party[entry])
    low, high = np.where(itself, 1.0, found.low[entry]), np.where(itself, 1.0, found.high[entry])
    share = np.repeat(capital.low[links], length)
    parties, column = np.unique(party, return_inverse=True)
    most, spoiled, loose = np.zeros(len(parties)), np.zeros(len(parties), np.bool_), np.zeros(len(parties), np.bool_)
    np.maximum.at(most, column, high)
    np.logical_or.at(spoiled, column, ~itself & found.spoiled[entry])
    np.logical_or.at(loose, column, ~itself & found.loose[entry])
    return _Outside(
        np.repeat(rows, length), column, share * low, share * high, parties.astype(np.int32), most, spoiled, loose,
        float(found.missed[holders].max()),
    )  # fmt: skip


def _written(found: Vectors, used: int, members: Ints, entering: _Outside, factors: SuperLU | None, exact: bool) -> int:
    count = len(entering.parties)
    found.missed[members] = entering.missed
    if count == 0:
        return used
    shape = (len(members), count)
    lows = csc_array((entering.low, (entering.row, entering.column)), shape=shape)
    highs = csc_array((entering.high, (entering.row, entering.column)), shape=shape)
    parts = []
    for first in range(0, count, COLUMNS):
        columns = np.arange(first, min(first + COLUMNS, count))
        low = factors.solve(lows[:, columns].toarray()) if factors else np.zeros((len(members), len(columns)))
        if exact and factors:
            high = factors.solve(highs[:, columns].toarray())
        else:
            high = np.broadcast_to(entering.most[columns], low.shape).copy()
        spoiled = entering.spoiled[columns]
        low[:, spoiled], high[:, spoiled] = 0.0, 1.0
        row, column = np.nonzero(high > LEAST)
        parts.append((row, columns[column], low[row, column], np.minimum(1.0, high[row, column])))
    row, column, low, high = (np.concatenate(p) for p in zip(*parts, strict=True))
    order = np.lexsort((-high, row))
    bounds = np.searchsorted(row[order], np.arange(len(members) + 1))
    for number, member in enumerate(members):
        chosen = order[bounds[number] : bounds[number + 1]]
        dropped = high[chosen[KEPT]] if len(chosen) > KEPT else LEAST if count > len(chosen) else 0.0
        chosen = chosen[:KEPT]
        end = used + len(chosen)
        found.start[member], found.length[member] = used, len(chosen)
        found.missed[member] = min(1.0, entering.missed + dropped)
        found.party[used:end], found.low[used:end] = entering.parties[column[chosen]], low[chosen]
        found.high[used:end], found.spoiled[used:end] = high[chosen], entering.spoiled[column[chosen]]
        found.loose[used:end] = entering.loose[column[chosen]] | (not exact)
        used = end
    return used
