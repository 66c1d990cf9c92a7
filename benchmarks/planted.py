"""A fictional ownership graph with everything that makes it hard, as arrays: the same for the same size and seed.

Most companies belong to persons; the rest form groups of up to some hundred companies, some layers deep. Planted: one
loop of two to five companies in every 300, one group of ``GIANT`` companies with loops, all but a few of them below company 0, an organ
of the state above one company in 200, unknown shares (3 %), ranges (2 %), declared control (1 %), and outside that group
holders not recorded (1 %).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
WHOLE = 10_000
"""Shares are in hundredths of a percent."""
GIANT = 5000
WIDE = 12
UNKNOWN = -1
_LETTERS = str.maketrans("0123456789", "abcdefghij")


@dataclass(frozen=True, slots=True)
class Planted:
    """Holdings as ``holder``, ``company``, ``low``, ``high`` (``UNKNOWN``, ``UNKNOWN`` where no share is stated) and
    declared control as pairs. Companies are ``0 .. companies - 1``, then the organ, then persons."""

    companies: int
    parties: int
    holder: Ints
    company: Ints
    low: Ints
    high: Ints
    declared: Ints

    @property
    def organ(self) -> int:
        return self.companies

    def name(self, party: int) -> str:
        """An id in the form that ids have."""
        return f"{party:0>26}".translate(_LETTERS)


def planted(companies: int, seed: int = 1) -> Planted:
    """The graph of a size; ``companies`` at least twice ``GIANT``."""
    assert companies >= 2 * GIANT, f"at least {2 * GIANT} companies, for the group with loops"
    pick = np.random.default_rng(seed)
    holder, company, part = _tables(pick, companies)
    low, high = part.copy(), part.copy()
    vague = pick.random(len(part))
    ranged = (vague > 0.03) & (vague < 0.05)
    low[ranged], high[ranged] = part[ranged] * 4 // 5, part[ranged]
    low[vague < 0.03] = high[vague < 0.03] = UNKNOWN
    kept = (pick.random(len(part)) > 0.01) | (company < GIANT)
    count = companies // 100
    declared = np.stack((
        companies + 1 + pick.integers(0, companies, count), pick.choice(companies, count, replace=False)
    ))  # fmt: skip
    return Planted(companies, 2 * companies + 1, holder[kept], company[kept], low[kept], high[kept], declared)


def _tables(pick: np.random.Generator, companies: int) -> tuple[Ints, Ints, Ints]:
    """Cap tables that sum to the whole: one to four holders each, none twice."""
    numbers = np.arange(companies)
    holders = pick.integers(1, 5, companies)
    slots = np.repeat(numbers, holders)
    in_giant = (slots < GIANT) & (np.diff(slots, prepend=-1) > 0)
    """The first holder of every company of the giant group is a company of it."""
    parents = np.where((pick.random(len(slots)) < 0.35) | in_giant, _parent(pick, slots, companies), -1)
    persons = companies + 1 + (slots // 3 * 3 + pick.integers(0, 60, len(slots))) % companies
    holder = np.where(parents >= 0, parents, persons)
    holder[pick.random(len(slots)) < 0.002] = companies
    weight = pick.integers(1, 20, len(slots))
    extra = _loops(pick, companies)
    slots, holder = np.concatenate((slots, extra[1])), np.concatenate((holder, extra[0]))
    weight = np.concatenate((weight, pick.integers(10, 40, extra.shape[1])))
    _, first = np.unique(slots * (2 * companies + 2) + holder, return_index=True)
    slots, holder, weight = slots[first], holder[first], weight[first]
    total = np.bincount(slots, weight, companies)[slots]
    return holder, slots, np.maximum(1, np.floor(weight * WHOLE / total)).astype(np.int64)


def _parent(pick: np.random.Generator, slots: Ints, companies: int) -> Ints:
    """A company above in the same block of some hundred, so that groups stay groups; the giant one is a block too."""
    block = np.where(slots < GIANT, 0, slots // 300 * 300)
    above = np.floor((slots - block) * pick.random(len(slots)) ** 2).astype(np.int64) + block
    return np.where(above < slots, above, -1)


def _loops(pick: np.random.Generator, companies: int) -> Ints:
    """Circles of two to five companies, more of them in the giant group, some of them right across it."""
    starts = np.concatenate((pick.integers(0, GIANT - 60, 200), pick.integers(GIANT, companies - 60, companies // 300)))
    rows = []
    for start in starts:
        wide = GIANT - start if len(rows) < WIDE else 40
        members = start + pick.choice(wide, pick.integers(2, 6), replace=False)
        rows.append(np.stack((members, np.roll(members, -1))))
    return np.concatenate(rows, axis=1)
