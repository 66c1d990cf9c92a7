"""What a party controls, directly or indirectly: declared control, or more than half, alone or together with what
it controls (group fixpoint). Exact fractions; an unknown share never decides. Pure, linear in the holdings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from graph_service.model import Relationship, Standing

HALF = Fraction(1, 2)
_HOLDS = (Standing.CONFIRMED, Standing.PRESUMED)


def controlled_by(controller: str, relationships: Iterable[Relationship], on: date) -> dict[str, tuple[str, ...]]:
    """Companies that ``controller`` controls on the day, each with the relationships that make it so."""
    declared, holdings = _by_holder(relationships, on)
    controlled: dict[str, tuple[str, ...]] = {}
    sums: dict[str, Fraction] = defaultdict(Fraction)
    basis: dict[str, list[str]] = defaultdict(list)
    frontier = [controller]
    while frontier:
        holder = frontier.pop()
        for relationship in declared[holder]:
            _take(relationship.to_id, (relationship.id,), controlled, frontier, controller)
        for relationship in holdings[holder]:
            sums[relationship.to_id] += relationship.share.minimum
            basis[relationship.to_id].append(relationship.id)
            if sums[relationship.to_id] > HALF:
                _take(relationship.to_id, tuple(basis[relationship.to_id]), controlled, frontier, controller)
    return controlled


def _by_holder(
    relationships: Iterable[Relationship], on: date
) -> tuple[dict[str, list[Relationship]], dict[str, list[Relationship]]]:
    declared: dict[str, list[Relationship]] = defaultdict(list)
    holdings: dict[str, list[Relationship]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for relationship in sorted(relationships, key=lambda r: r.id):
        if relationship.identity_disputed or relationship.period.standing(on) not in _HOLDS:
            continue
        if relationship.kind == "CONTROLS":
            declared[relationship.from_id].append(relationship)
        elif relationship.kind == "SHAREHOLDER_OF" and relationship.share.known:
            pair = (relationship.from_id, relationship.to_id)
            if pair not in seen:  # two records of one holding are one holding
                seen.add(pair)
                holdings[relationship.from_id].append(relationship)
    return declared, holdings


def _take(
    company: str,
    basis: tuple[str, ...],
    controlled: dict[str, tuple[str, ...]],
    frontier: list[str],
    controller: str,
) -> None:
    if company not in controlled and company != controller:
        controlled[company] = basis
        frontier.append(company)
