"""Majority control of everybody at once: a forest in which who controls a company is who stands above it.

Two parties cannot both hold more than half of a company, so the parties that control it stand one above the other, and
the lowest of them is its parent here. A root that its own tree holds by majority closes a loop: those on the way from
the lowest part of the tree that still holds it up to the root control each other, and through it the whole tree.

Shares are whole numbers in parts of ``WHOLE``, so sums are exact. Needs tables that do not exceed the whole and no
declared control; ``group`` answers where either is given. Cost: nearly linear in the holdings.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph_service.ownership.structure import Structure

WHOLE = 10**15
"""Parts of a whole: shares of up to fifteen decimals are exact."""
NOBODY = -1
Held = Sequence[Sequence[tuple[int, int]]]
"""For each party the holdings in it: holder, parts."""


@dataclass(slots=True)
class Forest:
    """``parent[c]``: the lowest party that controls ``c``, or ``NOBODY``. ``closed[r]``: of a root that its own tree
    holds by majority, the lowest party of the loop."""

    parent: list[int]
    closed: dict[int, int] = field(default_factory=dict)

    def above(self, party: int) -> Iterator[int]:
        """Parties above by the tree alone, nearest first."""
        at = self.parent[party]
        while at != NOBODY:
            yield at
            at = self.parent[at]

    def root(self, party: int) -> int:
        return max(self.above(party), key=lambda p: self.parent[p] == NOBODY, default=party)

    def loop(self, root: int) -> tuple[int, ...]:
        """Those who control each other in the closed loop of a root; empty where it is not closed."""
        if root not in self.closed:
            return ()
        lowest = self.closed[root]
        return (lowest, *self.above(lowest)) if lowest != root else (root,)

    def controllers(self, party: int) -> set[int]:
        """Everyone who controls the party by majority."""
        above = set(self.above(party))
        return (above | set(self.loop(self.root(party)))) - {party}


def control_forest(held: Held) -> Forest:
    """The forest of majority control over parties ``0 .. len(held) - 1``."""
    return _Builder(held).build()


@dataclass(frozen=True, slots=True)
class Majority:
    """The forest of a structure's parties: their names in place of numbers."""

    names: tuple[str, ...]
    number: Mapping[str, int]
    forest: Forest

    def controllers(self, party: str) -> set[str]:
        return {self.names[n] for n in self.forest.controllers(self.number[party])}

    def loops(self) -> Iterator[tuple[str, ...]]:
        """Closed loops: parties that control each other and whom nobody outside controls."""
        for root in sorted(self.forest.closed):
            yield tuple(sorted(self.names[n] for n in self.forest.loop(root)))


def majority_forest(structure: Structure) -> Majority:
    """Surely held votes as a forest. Needs a structure without tables above the whole and without declared control."""
    names = tuple(sorted(structure.parties))
    number = {name: n for n, name in enumerate(names)}
    held: list[list[tuple[int, int]]] = [[] for _ in names]
    for holding in structure.holdings:
        parts = int(holding.votes.minimum * WHOLE)
        if parts:
            held[number[holding.company]].append((number[holding.holder], parts))
    return Majority(names, number, control_forest(held))


@dataclass(slots=True)
class _Builder:
    """First majorities of one holder, then of trees, then the lowest party of each tree that still has one."""

    held: Held
    parent: list[int] = field(default_factory=list)
    top: list[int] = field(default_factory=list)
    joint: list[int] = field(default_factory=list)

    def build(self) -> Forest:
        self.parent = [NOBODY] * len(self.held)
        self.top = list(range(len(self.held)))
        alone = [self._alone(company, table) for company, table in enumerate(self.held)]
        for company, holder in enumerate(alone):
            if holder != NOBODY and self._find(holder) != company:  # else it would close a loop: the root stays one
                self.parent[company] = self.top[company] = holder
        left = [c for c in _downwards(self.held) if alone[c] == NOBODY and self.held[c]]
        while left:
            still = [company for company in left if not self._attached(company)]
            left = still if len(still) < len(left) else []
        self._lower()
        return Forest(self.parent, self._closed())

    def _alone(self, company: int, table: Sequence[tuple[int, int]]) -> int:
        return next((h for h, parts in table if 2 * parts > WHOLE and h != company), NOBODY)

    def _find(self, party: int) -> int:
        root = party
        while self.top[root] != root:
            root = self.top[root]
        while self.top[party] != root:
            self.top[party], party = root, self.top[party]
        return root

    def _attached(self, company: int) -> bool:
        """Put under the root whose tree holds a majority, if there is one besides itself."""
        sums: dict[int, int] = defaultdict(int)
        for holder, parts in self.held[company]:
            if holder != company:
                sums[self._find(holder)] += parts
        root = next((r for r, parts in sums.items() if 2 * parts > WHOLE), NOBODY)
        if root == company:
            return True  # a closed loop; it stays a root
        if root == NOBODY:
            return False
        self.parent[company] = self.top[company] = root
        self.joint.append(company)
        return True

    # -- lowest controllers --------------------------------------------------------------------------------

    def _lower(self) -> None:
        """Every company under the lowest party that controls it; repeated, for what moves down may move others."""
        moved = bool(self.joint)
        while moved:
            depth = self._depths()
            lowest = {company: _lowest(company, self.held[company], self.parent, depth) for company in self.joint}
            moved = False
            for company, party in lowest.items():
                if party not in (NOBODY, self.parent[company]):
                    self.parent[company], moved = party, True

    def _depths(self) -> list[int]:
        depth = [-1] * len(self.parent)
        for party in range(len(self.parent)):
            way: list[int] = []
            at = party
            while at != NOBODY and depth[at] < 0:
                way.append(at)
                at = self.parent[at]
            base = depth[at] if at != NOBODY else -1
            for place, member in enumerate(reversed(way), 1):
                depth[member] = base + place
        return depth

    def _closed(self) -> dict[int, int]:
        depth = self._depths()
        roots = (p for p, parent in enumerate(self.parent) if parent == NOBODY and self.held[p])
        found = {root: _lowest(root, self.held[root], self.parent, depth) for root in roots}
        return {root: party for root, party in found.items() if party != NOBODY and self._find(party) == root}


def _lowest(company: int, table: Sequence[tuple[int, int]], parent: Sequence[int], depth: Sequence[int]) -> int:
    """The lowest party whose part of the tree holds a majority: the deepest holdings are raised until one gathers it."""
    gathered: dict[int, int] = defaultdict(int)
    levels: list[tuple[int, int]] = []
    for holder, parts in table:
        if holder != company:
            if holder not in gathered:
                heapq.heappush(levels, (-depth[holder], holder))
            gathered[holder] += parts
    while levels:
        _, party = heapq.heappop(levels)
        if 2 * gathered[party] > WHOLE:
            return party
        above = parent[party]
        if above != NOBODY:
            if above not in gathered:
                heapq.heappush(levels, (-depth[above], above))
            gathered[above] += gathered[party]
    return NOBODY


def _downwards(held: Held) -> list[int]:
    """Parties with holders before what they hold; those in circles, and below them, as they come."""
    left = [len(table) for table in held]
    owns: list[list[int]] = [[] for _ in held]
    for company, table in enumerate(held):
        for holder, _ in table:
            owns[holder].append(company)
    order = [party for party, count in enumerate(left) if count == 0]
    for party in order:
        for company in owns[party]:
            left[company] -= 1
            if left[company] == 0:
                order.append(company)
    return order + [party for party, count in enumerate(left) if count > 0]
