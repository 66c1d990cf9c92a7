"""Effective shares of everyone above a company: at once where the records are exact, else one by one within a bound. Pure.

What is not measured has a bound of its own, so an answer can say that nobody left out has more. Cost: one solve for
all, and ``MAX_WORK`` companies at most in the solves of those whose share depends on what is unknown.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import networkx as nx

from graph_service.ownership.effective import NOTHING, Measured, between, effective_shares, holding_some, inconsistent
from graph_service.ownership.linear import Singular, solve
from graph_service.ownership.structure import Basis, Structure
from graph_service.shares import ONE, ZERO

MAX_WORK = 40_000
GRID = 10**9


@dataclass(frozen=True, slots=True)
class Holders:
    """``shares`` of those measured, nearest first. ``unmeasured``: those who were not though they may hold ``least`` or
    more; none of them holds more than ``bound``."""

    shares: Mapping[str, Measured]
    unmeasured: tuple[str, ...] = ()
    bound: Fraction = ZERO


def holders_above(
    structure: Structure, company: str, basis: Basis = "capital", least: Fraction = ZERO, max_work: int = MAX_WORK
) -> Holders:
    """Effective share of everyone above ``company`` who may hold ``least`` or more (all where it is 0)."""
    above = structure.above(company)
    companies = [c for c in (company, *above) if c in structure.tables]
    vague = [c for c in companies if not all(h.share(basis).exact for h in structure.table(c).holdings)]
    over = structure.inconsistent & set(companies)
    try:
        found = _visits(structure, company, companies, above, basis)
    except Singular:
        found, vague = {}, companies  # a closed group somewhere above: everyone is asked by himself
    if not vague and not over:
        return Holders(found)
    apart = _upwards(structure, {*vague, *over})
    most = most_possible(structure, company, companies, basis, _upwards(structure, over))
    wanted = sorted((p for p in apart if most.get(p, ZERO) >= least), key=lambda p: -most.get(p, ZERO))
    measured, left = _one_by_one(structure, company, [p for p in wanted if p != company], basis, max_work)
    shares = {p: found[p] if p not in apart else measured[p] for p in above if p not in apart or p in measured}
    return Holders(shares, tuple(left), max((most.get(p, ZERO) for p in left), default=ZERO))


def _one_by_one(
    structure: Structure, company: str, wanted: Iterable[str], basis: Basis, max_work: int
) -> tuple[dict[str, Measured], list[str]]:
    """The share of each, the largest possible first, until ``max_work`` companies have been solved for."""
    found: dict[str, Measured] = {}
    left: list[str] = []
    inside, work = holding_some(structure, company), 0
    for party in wanted:
        if work >= max_work:
            left.append(party)
            continue
        region = between(structure, party, company, inside)
        work += 1 + len(region)
        found[party] = effective_shares(structure, [party], region, basis).get(company, NOTHING)
    return found, left


def _visits(
    structure: Structure, company: str, companies: Iterable[str], above: Iterable[str], basis: Basis
) -> dict[str, Measured]:
    """The company's whole passed up to its holders: how much passes through each."""
    system: dict[str, dict[str, Fraction]] = {party: {} for party in (company, *above)}
    for low in companies:
        for holding in structure.table(low).holdings:
            system[holding.holder][low] = holding.share(basis).minimum
    found = solve(system, {company: ONE})
    return {p: _visited(found.low[p], found.high[p], found.exact, p) for p in above}


def _visited(low: Fraction, high: Fraction, exact: bool, party: str) -> Measured:
    return Measured(low, high, exact=exact) if low <= ONE else inconsistent("share_above_whole", [party])


def _upwards(structure: Structure, companies: Collection[str]) -> set[str]:
    """Everyone above one of the companies, in one walk."""
    seen: set[str] = set()
    frontier = list(companies)
    while frontier:
        for holding in structure.table(frontier.pop()).holdings:
            if holding.holder not in seen:
                seen.add(holding.holder)
                frontier.append(holding.holder)
    return seen


# -- what is possible at most --------------------------------------------------------------------------------


def most_possible(
    structure: Structure, company: str, companies: Collection[str], basis: Basis, unbounded: Collection[str] = ()
) -> Mapping[str, Fraction]:
    """For everyone above a share that no completion of what is unknown exceeds; 1 for ``unbounded``.

    A company's whole is passed up by the most that each holder may hold. A loop passes what enters it to every holder
    of its members; for the members themselves the formula counts what returns, so nothing below 1 is claimed.
    """
    walk = _Most(structure, basis)
    walk.run(company, companies)
    return {
        party: ONE if party in walk.looped or party in unbounded else _rounded_up(value)
        for party, value in walk.value.items()
    }  # fmt: skip


def _rounded_up(value: float) -> Fraction:
    return min(ONE, Fraction(math.ceil(value * GRID) + 1, GRID)) if value else ZERO


@dataclass(slots=True)
class _Most:
    structure: Structure
    basis: Basis
    value: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    looped: set[str] = field(default_factory=set)

    def run(self, company: str, companies: Collection[str]) -> None:
        links = {c: dict(self._links(c)) for c in companies}
        graph = nx.DiGraph()
        graph.add_edges_from((low, holder) for low, up in links.items() for holder in up)
        graph.add_node(company)
        self.value[company] = 1.0
        for group in reversed(list(nx.strongly_connected_components(graph))):  # the company first, holders after it
            if len(group) == 1 and not graph.has_edge(*(*group, *group)):
                (low,) = group
                self._pass(links.get(low, {}), self.value[low])
            else:
                self._pass_round(group, links)

    def _links(self, company: str) -> Iterable[tuple[str, float]]:
        table = self.structure.table(company)
        for holding in table.holdings:
            if most := table.most(holding, self.basis):
                yield holding.holder, float(most)

    def _pass(self, up: Mapping[str, float], value: float) -> None:
        for holder, most in up.items():
            self.value[holder] = min(1.0, self.value[holder] + most * value)

    def _pass_round(self, group: Collection[str], links: Mapping[str, Mapping[str, float]]) -> None:
        entering = min(1.0, sum(self.value[member] for member in group))
        self.looped.update(group)
        self._pass(
            {holder: 1.0 for member in group for holder in links.get(member, {}) if holder not in group}, entering
        )
