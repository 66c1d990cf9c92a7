"""The largest effective shares below a party: exact for those shown, and a proven bound for all others. Pure.

One walk in doubles, rounded upwards, bounds the share in every company. Exact fractions are then made only for those
that can be among the largest, and for the companies between them and the party.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import networkx as nx

from graph_service.ownership.effective import Measured, column_of, effective_shares, solvable_below
from graph_service.ownership.structure import Basis, Structure

GUARD, TINY = 1 + 1e-9, 1e-300
"""Far above what sums of a million doubles lose, and above what they lose where they underflow."""
SWEEPS = 40
SETTLED = 1 - 1e-6
"""A circle is gone round until no bound falls by more than a millionth, and no more than so often."""


@dataclass(frozen=True, slots=True)
class Largest:
    """``shares``: the largest, by the most that each may be, then by name. ``companies``: all below the party of which
    it may hold as much as was asked for."""

    shares: Mapping[str, Measured]
    companies: Collection[str]


def largest_below(
    structure: Structure, holder: str, limit: int, least: Fraction | None = None, basis: Basis = "capital"
) -> Largest:
    """The ``limit`` companies of which ``holder`` may effectively hold most, of those of which it may hold ``least``.

    What is shown is what ``shares_below`` says of it. Cost: one walk over all below in doubles, and exact solves over
    what lies between the party and those shown; with ``least`` between it and all that reach it.
    """
    reported, clean = solvable_below(structure, holder, basis)
    bounds = _Bounds(structure, holder, clean, basis).run()
    ordered = sorted(clean, key=lambda c: (-bounds[c], c))
    if least is None:
        found = {**reported, **_exact(structure, holder, ordered[:limit], clean, basis)}
        last = _largest(found, limit)[-1:]
        also = [c for c in ordered if last and bounds[c] >= found[last[0]].maximum]
        if not found.keys() >= set(also):
            found |= _exact(structure, holder, also, clean, basis)
        companies: Collection[str] = reported.keys() | clean
    else:
        found = {**reported, **_exact(structure, holder, [c for c in ordered if bounds[c] >= least], clean, basis)}
        companies = found = {c: share for c, share in found.items() if share.maximum >= least}
    return Largest({c: found[c] for c in _largest(found, limit)}, companies)


def _largest(found: Mapping[str, Measured], limit: int) -> list[str]:
    return sorted(found, key=lambda c: (-found[c].maximum, c))[:limit]


def _exact(
    structure: Structure, holder: str, chosen: Collection[str], clean: Collection[str], basis: Basis
) -> Mapping[str, Measured]:
    """Exact shares in ``chosen`` and in all between the party and them; the party itself too where it is below itself."""
    region = set(chosen) | ({holder} & set(clean) if chosen else set())
    frontier = list(region)
    while frontier:
        for holding in structure.table(frontier.pop()).holdings:
            if holding.holder in clean and holding.holder not in region:
                region.add(holding.holder)
                frontier.append(holding.holder)
    return effective_shares(structure, [holder], region, basis)


@dataclass(frozen=True, slots=True)
class _Line:
    """One company's holders that matter, as doubles: what each surely holds, how much more it may, the room for more."""

    sure: Mapping[str, float]
    more: Mapping[str, float]
    room: float

    def reaching(self, value: Mapping[str, float]) -> float:
        """The most that reaches the party when of each holder ``value`` does, never too small."""
        total = sum(part * value[h] for h, part in self.sure.items())
        room = self.room
        for holder in sorted(self.more, key=lambda h: -value[h]) if room else ():
            given = min(self.more[holder], room)
            total += given * value[holder]
            room -= given
        return total * GUARD + TINY


@dataclass(slots=True)
class _Bounds:
    """How much of each company of ``region`` may reach the owner: holders first, circle after circle."""

    structure: Structure
    owner: str
    region: Collection[str]
    basis: Basis
    value: dict[str, float] = field(default_factory=dict)

    def run(self) -> Mapping[str, float]:
        kept = {*self.region, self.owner}
        lines = {company: self._line(company, kept) for company in self.region}
        own = lines.pop(self.owner, None)
        graph = nx.DiGraph()
        graph.add_nodes_from(lines)
        graph.add_edges_from((c, h) for c, line in lines.items() for h in {*line.sure, *line.more} if h in lines)
        self.value[self.owner] = 1.0
        for group in nx.strongly_connected_components(graph):  # what a company depends on first
            if len(group) == 1 and not graph.has_edge(*(*group, *group)):
                (company,) = group
                self.value[company] = min(1.0, lines[company].reaching(self.value))
            else:
                self._circle(group, lines)
        return self._returned(own.reaching(self.value)) if own else self.value

    def _line(self, company: str, kept: Collection[str]) -> _Line:
        held = [h for h in self.structure.table(company).holdings if h.holder in kept]
        if all(h.share(self.basis).exact for h in held):
            parts = ((h.holder, h.share(self.basis).minimum) for h in held)
            return _Line({holder: float(part) for holder, part in parts if part}, {}, 0.0)
        column = column_of(self.structure, company, kept, self.basis)
        sure = {holder: float(part) for holder, part in column.sure.items() if part}
        return _Line(sure, {holder: float(part) for holder, part in column.more.items()}, float(column.room))

    def _circle(self, group: Collection[str], lines: Mapping[str, _Line]) -> None:
        """Of a member no more reaches the owner than of the best holder outside; going round only lowers bounds, and
        bounds that no round raises stay bounds."""
        outside = {h for c in group for h in {*lines[c].sure, *lines[c].more} if h not in group}
        most = max((self.value[h] for h in outside), default=0.0)
        self.value.update(dict.fromkeys(group, most))
        for _ in range(SWEEPS):
            falling = False
            for company in group:
                now = min(self.value[company], lines[company].reaching(self.value))
                falling = falling or now < self.value[company] * SETTLED
                self.value[company] = now
            if not falling:
                break

    def _returned(self, back: float) -> Mapping[str, float]:
        """What the formula makes of it where the owner lies below itself: ``back`` of its own whole returns to it."""
        factor = GUARD / (1 - back) if back < 1 else float("inf")
        found = {company: min(1.0, value * factor) for company, value in self.value.items()}
        return {**found, self.owner: min(1.0, back * factor)}
