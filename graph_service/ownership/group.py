"""The group fixpoint: what a party holds together with all that it so holds. One algorithm for control and cascades.

Pure, exact, linear in the holdings that it touches. Certain growth counts what is surely held; possible growth the
most that may be held while each company's shares sum to at most 1: both bounds are attained, for every company's
table is free of the others.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

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


@dataclass(frozen=True)
class Group:
    """The seeds and, in the order in which they were taken, the companies below them with the reason of each."""

    seeds: frozenset[str]
    steps: Mapping[str, Step]

    @cached_property
    def _rank(self) -> Mapping[str, int]:
        return {company: number for number, company in enumerate(self.steps)}

    def chain(self, company: str) -> tuple[Step, ...]:
        """The steps that lead to ``company``, itself last; empty where it is not taken. Cost: these steps."""
        needed, frontier = {company}, [company]
        while frontier:
            step = self.steps.get(frontier.pop())
            new = {m for m in step.members if m in self.steps and m not in needed} if step else set()
            needed |= new
            frontier += sorted(new)
        if company not in self.steps:
            return ()
        return tuple(self.steps[taken] for taken in sorted(needed, key=self._rank.__getitem__))

    def proof(self, company: str) -> tuple[Relationship, ...]:
        """Every relationship on the way to ``company``, nearest last."""
        return tuple({r.id: r for step in self.chain(company) for r in step.relationships}.values())


class Open:
    """Holdings of a group in companies that it has not taken, and how much of each they surely and possibly make up."""

    __slots__ = ("_held", "_high", "_low", "_possible", "_rule", "_sure", "size")

    def __init__(self, structure: Structure, rule: Rule, possible: bool) -> None:
        self._rule, self._possible = rule, possible
        self._sure = structure.surely_held[rule.basis]
        self._held: dict[str, dict[str, Holding]] = {}
        self._low: dict[str, Fraction] = {}
        self._high: dict[str, Fraction] = {}
        self.size = 0

    def add(self, holding: Holding) -> str | None:
        """Count a holding, once; its company where that is now enough to take it."""
        company = holding.company
        held = self._held.setdefault(company, {})
        if holding.holder in held:
            return None
        held[holding.holder] = holding
        self.size += 1
        share = holding.share(self._rule.basis)
        self._low[company] = self._low.get(company, ZERO) + share.minimum
        if self._possible:
            self._high[company] = self._high.get(company, ZERO) + share.maximum
        return company if self._rule.met(self.share(company)) else None

    def share(self, company: str) -> Fraction:
        """What the group holds of a company: at least, or where growth is possible growth at most."""
        low = self._low[company]
        if not self._possible:
            return low
        return max(low, min(self._high[company], ONE - (self._sure[company] - low)))

    def close(self, company: str) -> tuple[Holding, ...]:
        """The holdings in a company that is now taken; they lie open no longer."""
        held = tuple(self._held.pop(company, {}).values())
        self.size -= len(held)
        return held

    def holdings(self) -> Iterator[Holding]:
        for held in self._held.values():
            yield from held.values()


def declarations(structure: Structure, member: str, rule: Rule, possible: bool) -> Iterable[Relationship]:
    """Declared control by a member that counts under the rule; where growth is possible growth, doubtful ones too."""
    if not rule.declared:
        return ()
    sure = structure.declared_from.get(member, ())
    return (*sure, *structure.doubtful_from.get(member, ())) if possible else sure


def grow(
    structure: Structure, seeds: Iterable[str], rule: Rule = CONTROL, *, possible: bool = False,
    until: Container[str] = (), without: Collection[str] = (),
) -> Group:  # fmt: skip
    """The group of the seeds. With ``until`` it stops as soon as it takes one of those companies; those in ``without`` it
    does not take at all."""
    start = frozenset(seeds)
    passed = start.union(without)
    steps: dict[str, Step] = {}
    lies_open = Open(structure, rule, possible)
    frontier = sorted(start)
    while frontier:
        taken = list(_taken_by(structure, frontier.pop(), passed, steps, lies_open, rule, possible))
        if any(company in until for company in taken):
            break
        frontier += taken
    return Group(start, steps)


def _taken_by(
    structure: Structure, member: str, passed: Collection[str], steps: dict[str, Step], lies_open: Open, rule: Rule,
    possible: bool,
) -> Iterator[str]:  # fmt: skip
    """Companies that the group takes because ``member`` belongs to it; those in ``passed`` are passed over."""
    for link in declarations(structure, member, rule, possible):
        if link.to_id not in steps and link.to_id not in passed:
            steps[link.to_id] = Step(link.to_id, ZERO, declared=link)
            lies_open.close(link.to_id)
            yield link.to_id
    for holding in structure.held_by(member):
        company = holding.company
        if company in steps or company in passed or lies_open.add(holding) is None:
            continue
        share = lies_open.share(company)
        steps[company] = Step(company, share, lies_open.close(company))
        yield company
