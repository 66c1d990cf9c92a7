"""Who controls whom: declared control, or more than half, alone or together with what one controls (group fixpoint).

Exact fractions; an unknown share never decides. Pure, linear in the holdings for one controller.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from graph_service.model import Relationship, Standing

HALF = Fraction(1, 2)
_HOLDS = (Standing.CONFIRMED, Standing.PRESUMED)

Controlled = Mapping[str, tuple[str, ...]]
"""Party to the relationships that prove the control, nearest last."""


@dataclass(frozen=True, slots=True)
class Links:
    """Declared control and known holdings that hold on a day, by holder."""

    declared: Mapping[str, list[Relationship]]
    holdings: Mapping[str, list[Relationship]]


@dataclass(slots=True)
class _Growth:
    """What one controller is found to control so far."""

    controller: str
    found: dict[str, tuple[str, ...]] = field(default_factory=dict)
    frontier: list[str] = field(default_factory=list)

    def take(self, company: str, basis: tuple[str, ...]) -> None:
        if company not in self.found and company != self.controller:
            self.found[company] = basis
            self.frontier.append(company)


def controls(relationships: Iterable[Relationship], on: date) -> Links:
    """The links that decide control on the day; of several records of one holding, the least share counts."""
    declared: dict[str, list[Relationship]] = defaultdict(list)
    least: dict[tuple[str, str], Relationship] = {}
    for relationship in sorted(relationships, key=lambda r: r.id):
        if relationship.identity_disputed or relationship.period.standing(on) not in _HOLDS:
            continue
        if relationship.kind == "CONTROLS":
            declared[relationship.from_id].append(relationship)
        elif relationship.kind == "SHAREHOLDER_OF" and relationship.share.known:
            pair = (relationship.from_id, relationship.to_id)
            least[pair] = min(least.get(pair, relationship), relationship, key=lambda r: r.share.minimum)
    return Links(declared, _by_holder(least.values()))


def _by_holder(holdings: Iterable[Relationship]) -> dict[str, list[Relationship]]:
    found: dict[str, list[Relationship]] = defaultdict(list)
    for holding in holdings:
        found[holding.from_id].append(holding)
    return found


def controlled_by(controller: str, relationships: Iterable[Relationship], on: date) -> Controlled:
    """Companies that ``controller`` controls on the day, directly or indirectly, each with its proof."""
    return _controlled(controller, controls(relationships, on))


def _controlled(controller: str, links: Links) -> dict[str, tuple[str, ...]]:
    growth = _Growth(controller, frontier=[controller])
    sums: dict[str, Fraction] = defaultdict(Fraction)
    basis: dict[str, list[str]] = defaultdict(list)
    while growth.frontier:
        holder = growth.frontier.pop()
        above = growth.found.get(holder, ())
        for link in links.declared.get(holder, ()):
            growth.take(link.to_id, (*above, link.id))
        for holding in links.holdings.get(holder, ()):
            sums[holding.to_id] += holding.share.minimum
            basis[holding.to_id] += [*above, holding.id]
            if sums[holding.to_id] > HALF:
                growth.take(holding.to_id, tuple(dict.fromkeys(basis[holding.to_id])))
    return growth.found


def controllers_of(company: str, relationships: Iterable[Relationship], on: date) -> Controlled:
    """Parties that control ``company`` on the day, each with its proof."""
    above = _above(company, relationships)
    links = controls(above, on)
    found = {party: _controlled(party, links).get(company) for party in sorted({r.from_id for r in above} - {company})}
    return {party: basis for party, basis in found.items() if basis}


def _above(company: str, relationships: Iterable[Relationship]) -> list[Relationship]:
    """Every link on a chain down to the company: nothing else decides who controls it."""
    held: dict[str, list[Relationship]] = defaultdict(list)
    for relationship in relationships:
        if relationship.kind in ("CONTROLS", "SHAREHOLDER_OF"):
            held[relationship.to_id].append(relationship)
    seen, frontier, found = {company}, [company], list[Relationship]()
    while frontier:
        links = held[frontier.pop()]
        found += links
        new = {link.from_id for link in links} - seen
        seen |= new
        frontier += sorted(new)
    return found
