"""Everyone who controls a company, and who of them stands at the top. Pure.

Control is transitive, so a group that takes a known controller needs to be followed no further; and a group that takes
none leads nowhere, so whoever takes it goes on from the holdings that it left open. Cost: nearly linear in what lies
above the company where groups stand one above the other; where they overlap, what lies open is gone through again.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from graph_service.model import Relationship
from graph_service.ownership.definitions import Version, version_on
from graph_service.ownership.group import CONTROL, Group, Open, Rule, declarations, grow
from graph_service.ownership.structure import Holding, Structure

KEPT = 64
"""An open group of at most so many holdings may be taken by several parties; a larger one goes to the first."""


def controlled_by(structure: Structure, controller: str, *, possible: bool = False) -> Group:
    """What ``controller`` controls on the day by majority or declaration, directly or not, each with its proof."""
    return grow(structure, [controller], CONTROL, possible=possible)


@dataclass(frozen=True)
class Controllers:
    """All that control one company, nearest first. Why each does is grown on demand, for proofs may be long."""

    structure: Structure
    company: str
    parties: tuple[str, ...]
    rule: Rule = CONTROL
    possible: bool = False
    _grown: dict[str, tuple[Group, str]] = field(default_factory=dict, repr=False, compare=False)

    def step(self, party: str) -> tuple[Group, str]:
        """The group of a controller as far as the company or a nearer controller, and which of them it reaches."""
        if party not in self._grown:
            nearer = _Nearer(self._rank, self._rank[party])
            group = grow(self.structure, [party], self.rule, possible=self.possible, until=nearer)
            self._grown[party] = group, next(c for c in group.steps if c in nearer)
        return self._grown[party]

    @cached_property
    def _rank(self) -> Mapping[str, int]:
        return {self.company: -1, **{party: number for number, party in enumerate(self.parties)}}

    def proof(self, party: str) -> tuple[Relationship, ...]:
        """The relationships by which ``party`` controls the company, nearest last."""
        found: dict[str, Relationship] = {}
        while party != self.company:
            group, reached = self.step(party)
            found |= {r.id: r for r in group.proof(reached)}
            party = reached
        return tuple(found.values())

    def __iter__(self) -> Iterator[str]:
        return iter(self.parties)

    def __len__(self) -> int:
        return len(self.parties)

    def __contains__(self, party: object) -> bool:
        return party in self._rank and party != self.company


@dataclass(frozen=True, slots=True)
class _Nearer(Container[str]):
    """The company and the controllers before a given one."""

    rank: Mapping[str, int]
    limit: int

    def __contains__(self, party: object) -> bool:
        return self.rank.get(party, self.limit) < self.limit  # type: ignore[call-overload, no-any-return]


def controllers_of(
    structure: Structure, company: str, rule: Rule = CONTROL, *, possible: bool = False,
    among: Collection[str] | None = None,
) -> Controllers:  # fmt: skip
    """Everyone who controls ``company`` on the day; with ``among`` only those of them are looked for."""
    above = structure.above(company)
    search = _Search(structure, rule, possible, {company}, {company, *above})
    asked = above if among is None else [party for party in above if party in among]
    return Controllers(structure, company, tuple(p for p in asked if search.reaches(p)), rule, possible)


@dataclass(slots=True)
class _Search:
    """Who controls one of ``stops``, asked party after party. ``region``: the companies that can matter."""

    structure: Structure
    rule: Rule
    possible: bool
    stops: set[str]
    region: set[str]
    failed: dict[str, Open | None] = field(default_factory=dict)
    within: dict[str, str] = field(default_factory=dict)

    def reaches(self, party: str) -> bool:
        """Whether the group of ``party`` takes a stop; it is one itself then."""
        taken = {party: None}
        lies_open = Open(self.structure, self.rule, self.possible)
        frontier = [party]
        while frontier:
            member = frontier.pop()
            lies_open, holdings, declared = self._entering(member, party, lies_open)
            new = [*declared, *(lies_open.add(h) for h in holdings if self._matters(h, taken))]
            for company in new:
                if company is None or company in taken:
                    continue
                if company in self.stops:
                    self.stops.add(party)
                    return True
                taken[company] = None
                lies_open.close(company)
                frontier.append(company)
        self.failed[party] = lies_open
        self.within.update(dict.fromkeys(taken, party))
        return False

    def _entering(self, member: str, party: str, so_far: Open) -> tuple[Open, Iterable[Holding], list[str]]:
        """What a new member brings: of a group that leads nowhere, what it left open; the larger part is kept as it is."""
        left = self.failed.get(member) if member != party else None
        if left is None:
            declared = declarations(self.structure, member, self.rule, self.possible)
            return so_far, self.structure.held_by(member), [r.to_id for r in declared if r.to_id in self.region]
        if left.size <= KEPT or left.size <= so_far.size:
            return so_far, tuple(left.holdings()), []
        self.failed[member] = None  # taken over: whoever comes later goes through it again
        return left, tuple(so_far.holdings()), []

    def _matters(self, holding: Holding, taken: Container[str]) -> bool:
        company = holding.company
        return company in self.region and company not in taken and self.within.get(company) not in taken


@dataclass(frozen=True, slots=True)
class CommonControl:
    """Who controls both of two companies. ``state_organs`` do so too, but that alone relates nobody (公司法 265(4))."""

    counted: tuple[str, ...]
    state_organs: tuple[str, ...]
    version: Version | None


def common_control(structure: Structure, a: str, b: str, state_organs: Collection[str]) -> CommonControl:
    """Common controllers of two companies, organs of the state contributor set apart."""
    both = sorted({a, *controllers_of(structure, a)} & {b, *controllers_of(structure, b)})
    return CommonControl(
        tuple(p for p in both if p not in state_organs), tuple(p for p in both if p in state_organs),
        version_on("state_exclusion", structure.on),
    )  # fmt: skip


def ultimate(controllers: Controllers, structure: Structure, rule: Rule = CONTROL) -> tuple[str, ...]:
    """The controllers whom nobody outside their own closed loop controls, as far as is recorded.

    From the farthest on: whom a group takes is not at the top, unless it takes that group's head in turn. Cost: one
    group, and one search for whom its head is controlled by, for each head that is left.
    """
    covered: set[str] = set()
    heads: dict[str, Collection[str]] = {}
    for party in reversed(controllers.parties):
        if party not in covered:
            below: Collection[str] = grow(structure, [party], rule).steps.keys()
            heads = {head: group for head, group in heads.items() if head not in below}
            heads[party] = below
            covered.update(below)
    tops = set(heads)
    for head, below in heads.items():
        tops |= set(controllers_of(structure, head, rule, among=below))
    return tuple(p for p in controllers if p in tops)
