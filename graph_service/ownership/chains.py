"""Shares that other texts count along chains: PSC, the tax notice of 2016, close links. Pure.

None of these is the effective share: each counts what its text says, and each is shown beside the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import networkx as nx

from graph_service.model import Relationship
from graph_service.ownership.definitions import Version, version_on
from graph_service.ownership.effective import NOTHING, Measured, between, effective_shares
from graph_service.ownership.group import Rule, grow
from graph_service.ownership.kinship import close_kin
from graph_service.ownership.structure import Structure
from graph_service.shares import ONE, ZERO

HALF = Fraction(1, 2)
MAX_EXPANSIONS = 200_000


# -- UK PSC: an unbroken chain of majority stakes, then the last link in full ---------------------------------


def psc_share(structure: Structure, holder: str, company: str) -> Measured:
    """Own share, and in full those of all companies to which an unbroken chain of majority stakes leads."""
    table = structure.table(company)
    low = table.lower({holder, *majority_chain(structure, holder)} - {company})
    high = table.upper({holder, *majority_chain(structure, holder, possible=True)} - {company})
    return Measured(min(low, ONE), min(high, ONE), at=_over(structure, [company]))


def majority_chain(structure: Structure, holder: str, *, possible: bool = False) -> set[str]:
    """Companies reached from the holder by links each of which is, by itself, a majority stake (votes)."""
    seen: set[str] = set()
    frontier = [holder]
    while frontier:
        member = frontier.pop()
        for holding in structure.held_by(member):
            share = holding.votes.minimum
            if possible:
                share = structure.table(holding.company).upper([member], "votes")
            if share > HALF and holding.company not in seen:
                seen.add(holding.company)
                frontier.append(holding.company)
    return seen - {holder}


# -- tax notice 2016-42: a middle stake of 25 % lifts the next share in full ----------------------------------


def tax_share(structure: Structure, holder: str, company: str, kinship: Iterable[Relationship] = ()) -> Measured:
    """Share by 国家税务总局公告2016年第42号: with spouses, lineal relatives and siblings of the holder added."""
    version = version_on("tax_2016_42", structure.on)
    assert version is not None
    holders = {holder, *close_kin(holder, kinship)}
    region = set().union(*(between(structure, h, company) for h in holders))
    if company not in region:
        return NOTHING
    low = _lifted(structure, holders, region, company, version, high=False)
    high = _lifted(structure, holders, region, company, version, high=True)
    return Measured(low.minimum, high.maximum, low.reason, low.at, low.exact and high.exact)


def _lifted(
    structure: Structure, holders: set[str], region: set[str], company: str, version: Version, *, high: bool
) -> Measured:
    """Companies whose share reaches the link threshold count like the holders themselves, until none is added."""
    assert version.link_threshold is not None
    alone = Rule(version.link_threshold, True, "capital", declared=False)
    lifted = grow(structure, holders, alone, possible=high).steps.keys() & region
    while True:
        found = effective_shares(structure, holders | lifted, region - lifted - holders)
        shares = {c: (m.maximum if high else m.minimum) for c, m in found.items()}
        new = {c for c, share in shares.items() if share >= version.link_threshold and found[c].consistent}
        if not new:
            break
        lifted |= new
    if company not in lifted:
        return found[company]
    rest = (region - lifted - holders) | {company}
    return effective_shares(structure, (holders | lifted) - {company}, rest)[company]


# -- close links: the sum over simple paths -------------------------------------------------------------------


def close_link(structure: Structure, holder: str, company: str) -> Measured:
    """Sum over all simple paths of the product of shares. The upper bound is an enclosure where shares are ranges.

    Where the paths are too many the answer is what was counted so far up to the whole, ``exact`` false.
    """
    region = between(structure, holder, company)
    if company not in region:
        return NOTHING
    low = _Paths(structure, holder, company, region | {holder}, high=False)
    high = _Paths(structure, holder, company, region | {holder}, high=True)
    minimum, maximum = low.total(), high.total()
    complete = low.complete and high.complete
    exact = complete and minimum == maximum
    return Measured(minimum, maximum if complete else max(ONE, minimum), at=_over(structure, region), exact=exact)


@dataclass(slots=True)
class _Paths:
    """Sums over simple paths: component after component by recursion without recursion, inside one by search."""

    structure: Structure
    holder: str
    company: str
    region: set[str]
    high: bool
    left: int = MAX_EXPANSIONS
    component: dict[str, int] = field(default_factory=dict)
    arcs: dict[str, list[tuple[str, Fraction]]] = field(default_factory=lambda: defaultdict(list))

    @property
    def complete(self) -> bool:
        return self.left > 0

    def total(self) -> Fraction:
        graph = nx.DiGraph()
        graph.add_nodes_from(self.region)
        for low in self.region:
            for holding in self.structure.table(low).holdings:
                if holding.holder in self.region and holding.holder != low:
                    share = self._share(holding.holder, low)
                    self.arcs[holding.holder].append((low, share))
                    graph.add_edge(holding.holder, low)
        components = list(nx.strongly_connected_components(graph))
        self.component = {n: i for i, group in enumerate(components) for n in group}
        sums: dict[str, Fraction] = {}
        for group in components:  # what lies below comes first
            for n in group:
                sums[n] = self._from(n, sums)
        return sums[self.holder]

    def _share(self, holder: str, company: str) -> Fraction:
        table = self.structure.table(company)
        return table.upper([holder]) if self.high else table.lower([holder])

    def _from(self, start: str, sums: Mapping[str, Fraction]) -> Fraction:
        """All simple paths from ``start`` to the company: those that leave the component never come back."""
        if start == self.company:
            return ONE
        total, own = ZERO, self.component[start]
        stack: list[tuple[str, Fraction, frozenset[str]]] = [(start, ONE, frozenset({start}))]
        while stack and self.left > 0:
            node, weight, passed = stack.pop()
            for low, share in self.arcs[node]:
                self.left -= 1
                if low == self.company:
                    total += weight * share
                elif self.component[low] != own:
                    total += weight * share * sums[low]
                elif low not in passed:
                    stack.append((low, weight * share, passed | {low}))
        return total


def _over(structure: Structure, companies: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(structure.inconsistent & set(companies)))
