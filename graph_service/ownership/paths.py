"""The chains that make up an effective share: the largest first, the sum that they make, and what is left to loops. Pure."""

from __future__ import annotations

import heapq
from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from graph_service.ownership.effective import between
from graph_service.ownership.structure import Basis, Holding, Structure
from graph_service.shares import ONE, ZERO

MAX_STEPS = 20_000
MAX_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Chain:
    """One simple chain of holdings from holder to company; bounds of the product of its shares."""

    holdings: tuple[Holding, ...]
    minimum: Fraction
    maximum: Fraction


@dataclass(frozen=True, slots=True)
class Chains:
    """The largest chains. ``minimum`` is the sum that they make; ``complete``: there are no further simple chains."""

    chains: tuple[Chain, ...]
    minimum: Fraction
    complete: bool


def contributing_chains(
    structure: Structure, holder: str, company: str, *, limit: int = 10, basis: Basis = "capital"
) -> Chains:
    """Chains from ``holder`` to ``company``, by the most that each can contribute. Cost: bounded by ``MAX_STEPS``; chains above
    ``MAX_LENGTH`` holdings are not followed."""
    region = between(structure, holder, company)
    best = _best(structure, company, region | {holder}, basis)
    queue: list[tuple[float, int, tuple[Holding, ...]]] = [(-1.0, 0, ())] if holder in best else []
    found: list[Chain] = []
    counter = 0
    cut = False
    while queue and len(found) < limit and counter < MAX_STEPS:
        _, _, chain = heapq.heappop(queue)
        end = chain[-1].company if chain else holder
        if chain and end == company:
            found.append(_chain(chain, basis))
            continue
        if len(chain) >= MAX_LENGTH:
            cut = True
            continue
        passed = {holder, *(h.company for h in chain)}
        for holding in structure.held_by(end):
            low = holding.company
            if low in best and (low not in passed or (low == company == holder)):
                counter += 1
                weight = _product(chain, basis) * float(holding.share(basis).maximum) * best[low]
                heapq.heappush(queue, (-weight, counter, (*chain, holding)))
    return Chains(tuple(found), sum((c.minimum for c in found), ZERO), not queue and not cut)


def _product(chain: tuple[Holding, ...], basis: Basis) -> float:
    weight = 1.0
    for holding in chain:
        weight *= float(holding.share(basis).maximum)
    return weight


def _chain(holdings: tuple[Holding, ...], basis: Basis) -> Chain:
    low = high = ONE
    for holding in holdings:
        low, high = low * holding.share(basis).minimum, high * holding.share(basis).maximum
    return Chain(holdings, low, high)


def _best(structure: Structure, company: str, region: set[str], basis: Basis) -> dict[str, float]:
    """The largest product from each party of the region down to the company: what a chain can still reach."""
    best: dict[str, float] = {}
    held: dict[str, list[Holding]] = defaultdict(list)
    for low in region | {company}:
        held[low] = [h for h in structure.table(low).holdings if h.holder in region and h.share(basis).maximum]
    heap = [(-1.0, company)]
    while heap:
        weight, low = heapq.heappop(heap)
        if low in best:
            continue
        best[low] = -weight
        for holding in held[low]:
            if holding.holder not in best:
                heapq.heappush(heap, (weight * float(holding.share(basis).maximum), holding.holder))
    return best
