"""The group fixpoint: what a party holds together with all that it so holds. One algorithm for control and cascades.

Pure, exact, linear in the holdings that it touches. Certain growth counts what is surely held; possible growth the
most that may be held while each company's shares sum to at most 1: both bounds are attained, for every company's
table is free of the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from graph_service.model import Relationship
from graph_service.ownership.structure import Basis, Holding, Structure
from graph_service.shares import ONE, ZERO

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Rule:
    """From which share on a group takes a company, by capital or votes, and whether declared control takes it too."""

    threshold: Fraction = HALF
    inclusive: bool = False
    basis: Basis = "votes"
    declared: bool = True

    def met(self, share: Fraction) -> bool:
        return share >= self.threshold if self.inclusive else share > self.threshold


MAJORITY = Rule(declared=False)
CONTROL = Rule(declared=True)


@dataclass(frozen=True, slots=True)
class Step:
    """Why one company belongs to the group: holdings of its members, or a declaration. ``share``: their sum."""

    company: str
    share: Fraction
    holdings: tuple[Holding, ...] = ()
    declared: Relationship | None = None

    @property
    def members(self) -> tuple[str, ...]:
        """The parties of the group through which it is taken."""
        return (self.declared.from_id,) if self.declared else tuple(h.holder for h in self.holdings)

    @property
    def relationships(self) -> tuple[Relationship, ...]:
        return (self.declared,) if self.declared else tuple(r for h in self.holdings for r in h.basis)


@dataclass(frozen=True, slots=True)
class Group:
    """The seeds and, in the order in which they were taken, the companies below them with the reason of each."""

    seeds: frozenset[str]
    steps: Mapping[str, Step]

    def chain(self, company: str) -> tuple[Step, ...]:
        """The steps that lead to ``company``, itself last; empty where it is not taken."""
        needed, frontier = {company}, [company]
        while frontier:
            step = self.steps.get(frontier.pop())
            new = {m for m in step.members if m in self.steps and m not in needed} if step else set()
            needed |= new
            frontier += sorted(new)
        return tuple(step for taken, step in self.steps.items() if taken in needed) if company in self.steps else ()

    def proof(self, company: str) -> tuple[Relationship, ...]:
        """Every relationship on the way to ``company``, nearest last."""
        return tuple({r.id: r for step in self.chain(company) for r in step.relationships}.values())


@dataclass(slots=True)
class _Growth:
    """The sums of the group in each company so far."""

    structure: Structure
    rule: Rule
    possible: bool
    steps: dict[str, Step] = field(default_factory=dict)
    low: dict[str, Fraction] = field(default_factory=lambda: defaultdict(Fraction))
    high: dict[str, Fraction] = field(default_factory=lambda: defaultdict(Fraction))
    held: dict[str, list[Holding]] = field(default_factory=lambda: defaultdict(list))

    def take(self, member: str, seeds: Collection[str]) -> Iterator[str]:
        """Companies that the group takes because ``member`` belongs to it."""
        for link in self._declarations(member):
            if link.to_id not in self.steps and link.to_id not in seeds:
                self.steps[link.to_id] = Step(link.to_id, ZERO, declared=link)
                yield link.to_id
        for holding in self.structure.held_by(member):
            company = holding.company
            if company in self.steps or company in seeds:
                continue
            self.held[company].append(holding)
            share = self._add(holding)
            if self.rule.met(share):
                self.steps[company] = Step(company, share, tuple(self.held[company]))
                yield company

    def _declarations(self, member: str) -> Iterable[Relationship]:
        if not self.rule.declared:
            return ()
        sure = self.structure.declared_from.get(member, ())
        return (*sure, *self.structure.doubtful_from.get(member, ())) if self.possible else sure

    def _add(self, holding: Holding) -> Fraction:
        company, share = holding.company, holding.share(self.rule.basis)
        self.low[company] += share.minimum
        if not self.possible:
            return self.low[company]
        self.high[company] += share.maximum
        others = self.structure.surely_held[self.rule.basis][company] - self.low[company]
        return max(self.low[company], min(self.high[company], ONE - others))


def grow(
    structure: Structure, seeds: Iterable[str], rule: Rule = CONTROL, *, possible: bool = False,
    until: Collection[str] = (),
) -> Group:  # fmt: skip
    """The group of the seeds. With ``until`` it stops as soon as it takes one of those companies."""
    start = frozenset(seeds)
    growth = _Growth(structure, rule, possible)
    frontier = sorted(start)
    while frontier:
        taken = list(growth.take(frontier.pop(), start))
        if until and any(company in until for company in taken):
            break
        frontier += taken
    return Group(start, growth.steps)
