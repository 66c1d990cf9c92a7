"""x = b + A x for non-negative A, exactly: one strongly connected component after the other, by sparse elimination.

Every step adds, multiplies and divides by 1 - (what returns), so it is monotone in what goes in: where numbers grow
beyond ``BITS`` they are rounded down in one pass and up in another, and the answer stays a proven enclosure. A component
whose elimination would fill in too much is enclosed by a float solution that is then checked exactly.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import networkx as nx
import numpy as np

from graph_service.shares import ONE, ZERO

BITS = 1024
GRID = 320
FILL = 200_000
System = Mapping[str, Mapping[str, Fraction]]
"""``system[n][m]``: the coefficient of x_m in the equation of x_n."""


class Singular(ArithmeticError):
    """A closed group: nothing leaves it, so no finite solution exists. ``nodes`` are the group."""

    def __init__(self, nodes: Iterable[str]) -> None:
        super().__init__("a closed group has no solution")
        self.nodes = tuple(nodes)


@dataclass(frozen=True, slots=True)
class Solution:
    """Lower and upper values; equal wherever ``exact``."""

    low: Mapping[str, Fraction]
    high: Mapping[str, Fraction]
    exact: bool


@dataclass(slots=True)
class _Rounding:
    """Rounds what has grown too long, down or up, and remembers that it did."""

    up: bool
    used: bool = False

    def __call__(self, value: Fraction) -> Fraction:
        if value.denominator.bit_length() <= BITS:
            return value
        self.used = True
        scaled = value.numerator << GRID
        whole = -(-scaled // value.denominator) if self.up else scaled // value.denominator
        return Fraction(whole, 1 << GRID)


def solve(system: System, constants: Mapping[str, Fraction]) -> Solution:
    """The least solution. Raises ``Singular`` where a component that matters is closed."""
    components = _components(system)
    rounding = _Rounding(up=False)
    low = _pass(system, constants, components, rounding)
    if not rounding.used:
        return Solution(low, low, exact=True)
    return Solution(low, _pass(system, constants, components, _Rounding(up=True)), exact=False)


def _components(system: System) -> list[list[str]]:
    """Strongly connected components, what an equation depends on first."""
    graph = nx.DiGraph()
    graph.add_nodes_from(system)
    graph.add_edges_from((n, m) for n, row in system.items() for m in row)
    return [list(component) for component in nx.strongly_connected_components(graph)]


def _pass(
    system: System, constants: Mapping[str, Fraction], components: Sequence[list[str]], rounded: _Rounding
) -> dict[str, Fraction]:
    solved: dict[str, Fraction] = {}
    for component in components:
        inside = set(component)
        known: dict[str, Fraction] = {}
        rows: dict[str, dict[str, Fraction]] = {}
        for n in component:
            row = system.get(n, {})
            outside = sum((c * solved[m] for m, c in row.items() if m not in inside), ZERO)
            known[n] = rounded(constants.get(n, ZERO) + outside)
            rows[n] = {m: c for m, c in row.items() if m in inside and c}
        if len(component) == 1 and not rows[component[0]]:
            solved[component[0]] = known[component[0]]
        else:
            solved |= _component(rows, known, rounded)
    return solved


def _component(
    rows: dict[str, dict[str, Fraction]], known: dict[str, Fraction], rounded: _Rounding
) -> dict[str, Fraction]:
    given = ({n: dict(row) for n, row in rows.items()}, dict(known))
    found = _Elimination(rows, known, rounded).run()
    if found is None:
        rounded.used = True
        return _enclosed(*given, up=rounded.up)
    return found


@dataclass(slots=True)
class _Elimination:
    """Gaussian elimination without subtraction, least fill first."""

    rows: dict[str, dict[str, Fraction]]
    known: dict[str, Fraction]
    rounded: Callable[[Fraction], Fraction]
    users: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    done: list[tuple[str, dict[str, Fraction]]] = field(default_factory=list)
    fill: int = 0

    def run(self) -> dict[str, Fraction] | None:
        """The values, or ``None`` where it would fill in too much."""
        for n, row in self.rows.items():
            for m in row:
                self.users[m].add(n)
        heap = [(self._cost(n), number, n) for number, n in enumerate(self.rows)]
        heapq.heapify(heap)
        while heap:
            cost, number, n = heapq.heappop(heap)
            if cost != (now := self._cost(n)):
                heapq.heappush(heap, (now, number, n))
                continue
            self.fill += cost
            if self.fill > FILL:
                return None
            self._eliminate(n)
        return self._back()

    def _cost(self, n: str) -> int:
        return len(self.rows[n]) * len(self.users[n])

    def _eliminate(self, n: str) -> None:
        row = self.rows[n]
        returning = row.pop(n, ZERO)
        self.users[n].discard(n)
        if returning >= ONE:
            raise Singular(self.rows)
        factor = ONE / (ONE - returning)
        row = self.rows[n] = {m: self.rounded(c * factor) for m, c in row.items()}
        self.known[n] = self.rounded(self.known[n] * factor)
        for user in self.users[n]:
            share = self.rows[user].pop(n)
            self.known[user] = self.rounded(self.known[user] + share * self.known[n])
            for m, c in row.items():
                self.rows[user][m] = self.rounded(self.rows[user].get(m, ZERO) + share * c)
                self.users[m].add(user)
        for m in row:
            self.users[m].discard(n)
        self.users[n] = set()
        self.done.append((n, row))
        self.rows[n] = {}

    def _back(self) -> dict[str, Fraction]:
        values: dict[str, Fraction] = {}
        for n, row in reversed(self.done):
            values[n] = self.rounded(self.known[n] + sum((c * values[m] for m, c in row.items()), ZERO))
        return values


def _enclosed(rows: dict[str, dict[str, Fraction]], known: dict[str, Fraction], *, up: bool) -> dict[str, Fraction]:
    """A float solution moved down or up until it is provably a bound: x >= b + A x bounds from above, <= from below."""
    from scipy.sparse import coo_matrix, identity  # rare: most components are eliminated exactly
    from scipy.sparse.linalg import splu

    nodes = list(rows)
    place = {n: i for i, n in enumerate(nodes)}
    entries = np.array([(place[n], place[m], float(c)) for n, row in rows.items() for m, c in row.items()])
    at, of = entries[:, 0].astype(int), entries[:, 1].astype(int)
    shares = coo_matrix((entries[:, 2], (at, of)), shape=(len(nodes), len(nodes)))
    matrix = (identity(len(nodes), format="csc") - shares).tocsc()
    try:
        factors = splu(matrix)
    except RuntimeError as error:
        raise Singular(nodes) from error
    x = factors.solve(np.array([float(known[n]) for n in nodes]))
    margin = np.abs(factors.solve(np.ones(len(nodes))))
    for power in range(-40, 0, 3):
        step = 2.0**power if up else -(2.0**power)
        bound = {n: max(ZERO, Fraction(float(x[i] + step * margin[i]))) for n, i in place.items()}
        if _is_bound(rows, known, bound, up=up):
            return bound
    raise Singular(nodes)


def _is_bound(
    rows: dict[str, dict[str, Fraction]], known: dict[str, Fraction], bound: dict[str, Fraction], *, up: bool
) -> bool:
    for n, row in rows.items():
        reached = known[n] + sum((c * bound[m] for m, c in row.items()), ZERO)
        if bound[n] < reached if up else bound[n] > max(reached, ZERO):
            return False
    return True
