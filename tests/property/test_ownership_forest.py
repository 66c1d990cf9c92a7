"""The forest of majority control against the definition, on random graphs with loops and own shares."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from graph_service.ownership.forest import WHOLE, control_forest

PERCENT = st.sampled_from([10, 20, 25, 30, 40, 50, 51, 60])
HOLDINGS = st.dictionaries(st.tuples(st.integers(0, 7), st.integers(0, 7)), PERCENT, max_size=20)


def _closure(controller: int, held: list[list[tuple[int, int]]]) -> set[int]:
    group = {controller}
    while True:
        new = {
            c for c, table in enumerate(held)
            if c not in group and 2 * sum(parts for h, parts in table if h in group) > WHOLE
        }  # fmt: skip
        if not new:
            return group - {controller}
        group |= new


@settings(max_examples=400, deadline=None)
@given(HOLDINGS)
def test_who_stands_above_controls(holdings: dict[tuple[int, int], int]) -> None:
    held: list[list[tuple[int, int]]] = [[] for _ in range(8)]
    used: dict[int, int] = defaultdict(int)
    for (holder, company), percent in holdings.items():
        if used[company] + percent <= 100:
            used[company] += percent
            held[company].append((holder, percent * WHOLE // 100))
    forest = control_forest(held)
    below = {party: _closure(party, held) for party in range(8)}
    for company in range(8):
        assert forest.controllers(company) == {p for p in range(8) if p != company and company in below[p]}
