"""Effective (integrated) share: what a party holds of a company through every chain, cycles included. Pure, exact.

Seen from the company, its whole passes to its holders by their shares; what reaches a party for good is its share. For
a company as holder the formula (I - A)^(-1) - I counts what returns to it again; ``without_return`` does not.

Ranges and unknown shares give an interval. The least is at all lower bounds. The most is a choice, company by
company, of how to fill it up to its whole: improved until no company can do better, which attains the bound.
A table above the whole, a closed group without outside holder and a share above the whole are reported, not solved.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

import networkx as nx

from graph_service.ownership.linear import Singular, solve
from graph_service.ownership.structure import Basis, Holding, Structure
from graph_service.shares import ONE, ZERO

Reason = Literal["", "above_whole", "closed_loop", "share_above_whole"]
ROUNDS = 200


@dataclass(frozen=True, slots=True)
class Measured:
    """A share with its bounds, or why it was not computed.

    ``reason``: ``above_whole`` (a cap table on the way exceeds 100 %), ``closed_loop`` (a group on the way holds itself
    wholly), ``share_above_whole`` (a loop through the holder itself inflates the formula); ``at``: the companies.
    ``exact``: the bounds are attained; else they enclose the answer.
    """

    minimum: Fraction
    maximum: Fraction
    reason: Reason = ""
    at: tuple[str, ...] = ()
    exact: bool = True
    without_return: tuple[Fraction, Fraction] | None = None

    @property
    def consistent(self) -> bool:
        return not self.reason


NOTHING = Measured(ZERO, ZERO)


def inconsistent(reason: Reason, at: Iterable[str]) -> Measured:
    return Measured(ZERO, ONE, reason, tuple(sorted(at)), exact=False)


def effective_share(structure: Structure, holder: str, company: str, basis: Basis = "capital") -> Measured:
    """The effective share of ``holder`` in ``company`` on the day. Cost: the companies between the two."""
    region = between(structure, holder, company)
    if company not in region or holder == company:
        return _own(structure, holder, basis) if holder == company else NOTHING
    return effective_shares(structure, [holder], region, basis).get(company, NOTHING)


def _own(structure: Structure, company: str, basis: Basis) -> Measured:
    """What a company holds of itself through loops."""
    region = between(structure, company, company)
    if not region:
        return NOTHING
    return effective_shares(structure, [company], region, basis).get(company, NOTHING)


def effective_shares(
    structure: Structure, holders: Iterable[str], region: Iterable[str], basis: Basis = "capital"
) -> Mapping[str, Measured]:
    """Effective share of one holder, or of several as one, in every company of ``region``.

    ``region`` must hold every company that lies between them; companies above the whole make all below them
    inconsistent, so callers who want one answer pass only what lies between (``between``).
    """
    region, owners = set(region), frozenset(holders)
    if over := sorted(region & structure.inconsistent):
        return dict.fromkeys(region, inconsistent("above_whole", over))
    kept = region | owners
    columns = {company: column_of(structure, company, kept, basis) for company in region}
    try:
        return _Walk(columns, owners).measured()
    except Singular as closed:
        return dict.fromkeys(region, inconsistent("closed_loop", closed.nodes))


def between(structure: Structure, holder: str, company: str, inside: Collection[str] = ()) -> set[str]:
    """Companies on a chain from ``holder`` down to ``company``, both ends where they are companies on it; holdings of
    nothing make no chain.

    ``inside``: what ``holding_some`` gives of the company, where the caller has it already.
    """
    above = inside or holding_some(structure, company)
    seen: set[str] = set()
    frontier = [holder]
    while frontier:
        for holding in structure.held_by(frontier.pop()):
            if holding.company in above and holding.company not in seen and _some(structure, holding):
                seen.add(holding.company)
                frontier.append(holding.company)
    return seen


def holding_some(structure: Structure, company: str) -> set[str]:
    """The company and everyone who holds, or may hold, any of it through whatever chain."""
    seen, frontier = {company}, [company]
    while frontier:
        new = {h.holder for h in structure.table(frontier.pop()).holdings if _some(structure, h)} - seen
        seen |= new
        frontier += new
    return seen


def _some(structure: Structure, holding: Holding) -> bool:
    """Whether a holding may be more than nothing: what others surely hold may leave no room for it."""
    if holding.capital.minimum or holding.votes.minimum:
        return True
    table = structure.table(holding.company)
    return bool(table.most(holding) or table.most(holding, "votes"))


@dataclass(frozen=True, slots=True)
class Column:
    """The holders of one company that matter: what each surely holds, how much more it may, and the room for more."""

    sure: Mapping[str, Fraction]
    more: Mapping[str, Fraction]
    room: Fraction

    def filled(self, order: Iterable[str]) -> dict[str, Fraction]:
        """Shares when the room is given away in an order of preference."""
        shares, room = dict(self.sure), self.room
        for holder in order:
            given = min(self.more.get(holder, ZERO), room)
            shares[holder] = shares.get(holder, ZERO) + given
            room -= given
        return shares


def column_of(structure: Structure, company: str, kept: Collection[str], basis: Basis) -> Column:
    """The column of a company, of its holders only those in ``kept``."""
    held = [h for h in structure.table(company).holdings if h.holder in kept]
    sure = {h.holder: h.share(basis).minimum for h in held}
    room = max(ZERO, ONE - structure.surely_held[basis][company])
    more = {h.holder: min(h.share(basis).maximum - h.share(basis).minimum, room) for h in held}
    return Column(sure, {holder: part for holder, part in more.items() if part}, room)


@dataclass(slots=True)
class _Walk:
    """The walk from a company to its holders, ended at the owners."""

    columns: Mapping[str, Column]
    owners: frozenset[str]
    exact: bool = field(default=True)

    def measured(self) -> dict[str, Measured]:
        least, _ = self._reached({company: dict(c.sure) for company, c in self.columns.items()})
        most = least
        if any(column.more for column in self.columns.values()):
            most = self._most()
        elif not self.exact:
            _, most = self._reached({company: dict(c.sure) for company, c in self.columns.items()})
        back = [self._returning(owner, least, most) for owner in self.owners if owner in self.columns]
        if any(low == ONE for low, _ in back):
            raise Singular(self.columns)
        return {c: self._one(c, least[c], most[c], back) for c in self.columns}

    def _one(self, company: str, low: Fraction, high: Fraction, back: list[tuple[Fraction, Fraction]]) -> Measured:
        if not back:
            return Measured(low, high, exact=self.exact)
        returning_low, returning_high = sum((b[0] for b in back), ZERO), sum((b[1] for b in back), ZERO)
        if company in self.owners:
            low, high = returning_low, returning_high
        inflated = low / (ONE - returning_low)
        if inflated > ONE:
            return Measured(ZERO, ONE, "share_above_whole", tuple(sorted(self.owners)), False, (low, high))
        bounded = returning_high < ONE and high / (ONE - returning_high) <= ONE
        upper = high / (ONE - returning_high) if bounded else ONE
        return Measured(inflated, upper, exact=self.exact and bounded, without_return=(low, high))

    def _returning(
        self, owner: str, least: Mapping[str, Fraction], most: Mapping[str, Fraction]
    ) -> tuple[Fraction, Fraction]:
        """What of the owner's own whole comes back to it."""
        column = self.columns[owner]
        value = {**most, **dict.fromkeys(self.owners, ONE)}
        best = column.filled(sorted(column.more, key=lambda h: (-value.get(h, ZERO), h)))
        low = sum((p * (ONE if h in self.owners else least.get(h, ZERO)) for h, p in column.sure.items()), ZERO)
        return low, sum((p * value.get(h, ZERO) for h, p in best.items()), ZERO)

    def _reached(self, shares: Mapping[str, Mapping[str, Fraction]]) -> tuple[dict[str, Fraction], dict[str, Fraction]]:
        """What of each company reaches the owners under given shares."""
        inner = [c for c in shares if c not in self.owners]
        system = {c: {h: p for h, p in shares[c].items() if h in self.columns and h not in self.owners} for c in inner}
        direct = {c: sum((p for h, p in shares[c].items() if h in self.owners), ZERO) for c in inner}
        solution = solve(system, direct)
        self.exact = self.exact and solution.exact
        ends = dict.fromkeys(self.owners, ONE)
        return {**solution.low, **ends}, {**solution.high, **ends}

    def _most(self) -> dict[str, Fraction]:
        """Fill every company towards the owners, then towards whoever passes most on to them, until none gains.

        Who passes nothing on to them is given nothing: else companies could be filled into closed groups.
        """
        near = self._distances()
        shares = {
            company: column.filled(sorted(column.more.keys() & near.keys(), key=lambda h: (near[h], h)))
            for company, column in self.columns.items()
        }
        _, value = self._reached(shares)
        for _ in range(ROUNDS):
            gained = False
            for company, column in self.columns.items():
                if not column.more or company in self.owners:
                    continue
                passing = [h for h in column.more if value.get(h, ZERO)]
                better = column.filled(sorted(passing, key=lambda h: (-value[h], h)))
                if _worth(better, value) > _worth(shares[company], value):
                    shares[company], gained = better, True
            if not gained:
                return value
            _, value = self._reached(shares)
        self.exact = False
        return dict.fromkeys(value, ONE)

    def _distances(self) -> dict[str, int]:
        """Steps from the owners along shares that can be more than nothing."""
        held: dict[str, list[str]] = {}
        for company, column in self.columns.items():
            for holder in {h for h, p in column.sure.items() if p} | column.more.keys():
                held.setdefault(holder, []).append(company)
        near = dict.fromkeys(self.owners, 0)
        queue = deque(self.owners)
        while queue:
            holder = queue.popleft()
            for company in held.get(holder, ()):
                if company not in near:
                    near[company] = near[holder] + 1
                    queue.append(company)
        return near


def _worth(shares: Mapping[str, Fraction], value: Mapping[str, Fraction]) -> Fraction:
    return sum((part * value.get(holder, ZERO) for holder, part in shares.items()), ZERO)


def shares_below(structure: Structure, holder: str, basis: Basis = "capital") -> Mapping[str, Measured]:
    """Effective share of ``holder`` in every company below it; what lies below a contradiction is reported as such."""
    reported, clean = solvable_below(structure, holder, basis)
    return {**reported, **effective_shares(structure, [holder], clean, basis)}


def solvable_below(structure: Structure, holder: str, basis: Basis) -> tuple[dict[str, Measured], set[str]]:
    """Everything below a party: what lies below a contradiction, as it is reported, and the companies that do not."""
    region = _below(structure, [holder])
    over = region & structure.inconsistent
    spoiled = _below(structure, over) | over
    reported = dict.fromkeys(region & spoiled, inconsistent("above_whole", over))
    clean = region - spoiled
    for closed in _closed_groups(structure, clean, basis):
        below = (_below(structure, closed) | closed) & clean
        reported |= dict.fromkeys(below, inconsistent("closed_loop", closed))
        clean -= below
    return reported, clean


def _below(structure: Structure, starts: Iterable[str]) -> set[str]:
    seen: set[str] = set()
    frontier = list(starts)
    while frontier:
        for holding in structure.held_by(frontier.pop()):
            if holding.company not in seen:
                seen.add(holding.company)
                frontier.append(holding.company)
    return seen


def _closed_groups(structure: Structure, region: set[str], basis: Basis) -> list[set[str]]:
    """Groups of companies that surely hold each other wholly: no outside holder has any part."""
    held = {c: {h.holder for h in structure.table(c).holdings if h.share(basis).minimum} for c in region}
    closed = {company for company in region if structure.surely_held[basis][company] == ONE}
    open_to_outside = [company for company in closed if not held[company] <= closed]
    while open_to_outside:
        company = open_to_outside.pop()
        closed.discard(company)
        open_to_outside += [
            h.company for h in structure.held_by(company) if company in held.get(h.company, ()) and h.company in closed
        ]
    graph = nx.DiGraph([(holder, company) for company in closed for holder in held[company]])
    groups = [set(g) for g in nx.strongly_connected_components(graph) if len(g) > 1 or _holds_itself(graph, g)]
    return [g for g in groups if all(held[c] <= g for c in g)]


def _holds_itself(graph: nx.DiGraph, group: set[str]) -> bool:
    (company,) = group
    return bool(graph.has_edge(company, company))
