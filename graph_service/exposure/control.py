"""Computed control with a listed party at one end, as one step of exposure. Pure.

A listed party and a company that it controls, or that controls it, by the group fixpoint stand one step apart, however
many companies lie between: what counts is that one decides for the other, not the length of the chain. Only what is
certain transmits; what depends on ranges or unknown shares, or rests on a cap table above 100 %, becomes a doubt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from graph_service.exposure.arcs import Arc, weight
from graph_service.exposure.policy import NEVER, CompiledPolicy
from graph_service.model import Period, Relationship, SourceRef, Standing
from graph_service.ownership import Group, Rule, Structure, Version, controllers_of, grow, structure, version_on
from graph_service.ownership.structure import KINDS, Holding
from graph_service.shares import ZERO

MAX_LINKS = 200_000
"""Links kept of one day in all; what is beyond is reported as cut."""
COMPUTED = "computed"
"""The source named for a step that no source states but that is computed from what sources state."""


@dataclass(frozen=True, eq=False)
class ControlLink:
    """``controller`` controls ``company`` on the day. ``sure``: in every completion of what is unknown.

    ``weight``: 1 where facts confirmed lately suffice, else the policy's factor for stale ones. ``doubt``: why it is not
    counted, where it is not sure. ``counted``: the day by the facts confirmed lately and, where there are any, with the
    stale ones, tables above the whole included. The group that proves it is computed when it is looked at.
    """

    controller: str
    company: str
    weight: float
    structure: Structure = field(repr=False)
    rule: Rule
    version: Version
    doubt: str = ""
    counted: tuple[Structure, ...] = field(default=(), repr=False)

    @property
    def sure(self) -> bool:
        return not self.doubt

    @property
    def id(self) -> str:
        return f"{COMPUTED}:{self.controller}:{self.company}"

    def group(self) -> Group:
        """Everything that the controller controls, in the order in which it is taken."""
        return grow(self.structure, [self.controller], self.rule, possible=not self.sure)

    def share(self) -> Fraction:
        """What the controller and its whole group surely hold of the company together."""
        group = self.group()
        return self.structure.table(self.company).lower(
            group.seeds | group.steps.keys() - {self.company}, self.rule.basis
        )

    def proof(self) -> tuple[Relationship, ...]:
        return self.group().proof(self.company)

    def breaking(self) -> tuple[str, ...]:
        """Relationships without which the controller controls the company no longer: declarations, the largest holdings.

        Asked of all that counts, not only of what gave the link: stale facts, or a table that was above the whole until
        a holding is gone, may give the same control again. Cost: one group for each reading in ``counted``.
        """
        needed, holders = set[str](), set[str]()
        for held in self.counted:
            group = grow(held, [self.controller], self.rule, without=[self.company])
            members = group.seeds | group.steps.keys()
            needed |= {r.id for m in members for r in held.declared_from.get(m, ()) if r.to_id == self.company}
            holders |= self._largest(held, members, holders)
        return tuple(sorted(needed.union(*(h.ids for held in self.counted for h in self._of(held, holders)))))

    def _largest(self, held: Structure, members: Collection[str], gone: Collection[str]) -> set[str]:
        """The members whose holdings, the largest first, leave the others too little; those ``gone`` are so already."""
        basis = self.rule.basis
        left = self._of(held, set(members).difference(gone))
        rest, found = sum((h.share(basis).minimum for h in left), ZERO), set[str]()
        for holding in sorted(left, key=lambda h: (-h.share(basis).minimum, h.holder)):
            if not self.rule.met(rest):
                break
            rest -= holding.share(basis).minimum
            found.add(holding.holder)
        return found

    def _of(self, held: Structure, holders: Collection[str]) -> list[Holding]:
        return [h for h in held.table(self.company).holdings if h.holder in holders]


@dataclass(frozen=True)
class ControlLinks:
    """The links of a day by the parties at their ends. ``cut``: a bound left some out."""

    at: Mapping[str, tuple[ControlLink, ...]] = field(default_factory=dict)
    cut: bool = False

    @property
    def every(self) -> Iterator[ControlLink]:
        """Each link once."""
        return (link for end, links in sorted(self.at.items()) for link in links if link.controller == end)


NO_LINKS = ControlLinks()


def rule_on(on: date) -> tuple[Rule, Version] | None:
    """Control by the company law of the day: a group takes what it holds more than half of the votes of (2018 law: from
    half on), or what is declared. ``None`` before the first text that is known."""
    version = version_on("controlling_shareholder", on)
    if version is None or version.threshold is None:
        return None
    return Rule(version.threshold, version.inclusive, "votes", declared=True), version


def control_links(
    relationships: Iterable[Relationship], listed: Collection[str], policy: CompiledPolicy, on: date,
    hubs: Collection[str], *, cut: bool = False,
) -> ControlLinks:  # fmt: skip
    """Every control of the day with one of ``listed`` at an end, and every doubtful one.

    ``relationships`` must hold all that the listed and those above and below them hold, with whole cap tables; ``cut``:
    they do not. Hubs are controlled by nobody here, so that nothing passes through them. Cost: for each listed party
    the group below it, and for each party above it the growth to the next known controller.
    """
    ruled = rule_on(on)
    if policy.policy.control is None or ruled is None or not listed:
        return NO_LINKS
    links = [r for r in relationships if _usable(r, hubs)]
    weights = {r.id: weight(r, policy, on) for r in links}
    found: dict[tuple[str, str], ControlLink] = {}
    fresh = [r for r in links if weights[r.id] == 1.0]
    stale = [r for r in links if 0.0 < weights[r.id] < 1.0]
    counted = [structure(fresh, on), *([structure([*fresh, *stale], on)] if stale else [])]
    for held, factor in zip(counted, (1.0, policy.policy.staleness.factor), strict=False):
        sound = replace(held, holdings=tuple(h for h in held.holdings if h.company not in held.inconsistent))
        cut |= _add(found, listed, sound, ruled, factor, tuple(counted))
    cut |= _add(found, listed, counted[-1], ruled, 0.0)
    return ControlLinks(_by_end(found.values()), cut)


def _usable(relationship: Relationship, hubs: Collection[str]) -> bool:
    return relationship.kind in KINDS and relationship.to_id not in hubs


def _add(
    found: dict[tuple[str, str], ControlLink], listed: Collection[str], held: Structure, ruled: tuple[Rule, Version],
    factor: float, counted: tuple[Structure, ...] = (),
) -> bool:  # fmt: skip
    """Add the pairs not yet found; with ``factor`` 0 as doubts. Returns whether the bound stopped it."""
    rule, version = ruled
    for controller, company in _pairs(held, listed, rule, possible=not factor):
        if (controller, company) in found:
            continue
        if len(found) >= MAX_LINKS:
            return True
        doubt = "" if factor else "control_possible"
        link = ControlLink(controller, company, factor, held, rule, version, doubt, counted)
        if not factor and held.inconsistent:
            contradicted = any(step.company in held.inconsistent for step in link.group().chain(company))
            link = replace(link, doubt="above_whole") if contradicted else link
        found[(controller, company)] = link
    return False


def _pairs(held: Structure, listed: Collection[str], rule: Rule, *, possible: bool) -> Iterator[tuple[str, str]]:
    for party in sorted(listed):
        if party in held.by_holder or party in held.declared_from or (possible and party in held.doubtful_from):
            for company in grow(held, [party], rule, possible=possible).steps:
                yield party, company
        if party in held.tables or party in held.declared_to:
            for controller in controllers_of(held, party, rule, possible=possible):
                yield controller, party


def _by_end(links: Iterable[ControlLink]) -> dict[str, tuple[ControlLink, ...]]:
    at: dict[str, list[ControlLink]] = defaultdict(list)
    for link in links:
        at[link.controller].append(link)
        at[link.company].append(link)
    return {end: tuple(found) for end, found in at.items()}


def control_arcs(links: Iterable[ControlLink], policy: CompiledPolicy) -> Iterator[Arc]:
    """Both directions of every certain link, priced; the relationship of such an arc is computed, not recorded."""
    for link in links:
        if not link.sure:
            continue
        relationship = Relationship(
            link.id, "CONTROLS", link.controller, link.company, Period(), SourceRef(COMPUTED, link.version.id),
        )  # fmt: skip
        for forward, tail, head in ((True, link.controller, link.company), (False, link.company, link.controller)):
            cost = policy.control_cost(forward=forward, weight=link.weight)
            if cost != NEVER:
                yield Arc(tail, head, cost, relationship, Standing.PRESUMED, link)
