"""Who controls whom on a day: yes, no or possible, with the relationships that prove it. Pure.

The definitions stand in ``definitions.yaml``. A verdict is ``yes`` where every completion of ranges and unknown shares
gives it, ``no`` where none does, else ``possible`` with what would settle it. Declared control is taken at its word;
an undeclared arrangement is unknown to us, so ``no`` means: not by what is recorded.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from graph_service.model import Relationship, Standing
from graph_service.ownership.definitions import Version, version_on
from graph_service.ownership.group import CONTROL, MAJORITY, Group, Rule, Step, grow
from graph_service.ownership.structure import Basis, CapTable, Holding, Structure
from graph_service.shares import ONE, Share

ControlBasis = Literal["majority", "controlling_shareholder", "actual"]


class Verdict(StrEnum):
    """Whether something holds in every, in some or in no completion of what is unknown."""

    YES = "yes"
    POSSIBLE = "possible"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict with its proof.

    ``share``: what the controller and its group hold of the company itself. ``proof``: relationships from the
    controller down, nearest last. ``unsettled``: holdings whose share, once known, would decide a ``possible``.
    ``standing`` and ``last_confirmed`` are those of the weakest needed relationship. ``inconsistent``: companies on
    the way of which more than the whole is recorded. ``version``: the text applied; ``None`` where none was in force.
    """

    value: Verdict
    share: Share
    proof: tuple[Relationship, ...] = ()
    declared: bool = False
    standing: Standing = Standing.UNKNOWN
    last_confirmed: date | None = None
    unsettled: tuple[Holding, ...] = ()
    inconsistent: tuple[str, ...] = ()
    version: Version | None = None
    note: str = ""


def control(structure: Structure, controller: str, company: str, basis: ControlBasis = "majority") -> Finding:
    """Whether ``controller`` controls ``company`` on the day, by one definition.

    ``majority``: alone or with what it controls, more than half of the votes. ``controlling_shareholder``: its own
    direct part of the capital, by the company law in force on the day. ``actual``: by majority or declared control,
    along chains of either; under the text of 2018 not where it is itself a shareholder of the company.
    """
    if basis == "controlling_shareholder":
        return controlling_shareholder(structure, controller, company)
    if basis == "majority":
        return _by_group(structure, controller, company, MAJORITY, version_on("majority_control", structure.on))
    version = version_on("actual_controller", structure.on)
    if version is None:
        return Finding(Verdict.NO, Share.of(0), note="no_text_in_force")
    found = _by_group(structure, controller, company, CONTROL, version)
    own = _direct(structure, controller, company)
    if version.not_shareholder and own is not None and found.value is not Verdict.NO:
        return Finding(Verdict.NO, own.capital, own.basis, version=version, note="shareholder_by_definition_none")
    return found


def controlling_shareholder(structure: Structure, holder: str, company: str) -> Finding:
    """控股股东 by the capital limb: 2018 law from 50 % on, from 2024-07-01 above 50 %.

    ``note`` says what the second limb would ask: ``votes_decide`` where stated votes exceed half though the capital
    does not, ``second_limb_open`` where the holder has less than half and nothing is stated of decisive votes.
    """
    version = version_on("controlling_shareholder", structure.on)
    own = _direct(structure, holder, company)
    if version is None or own is None:
        return Finding(Verdict.NO, Share.of(0), version=version, note="" if version else "no_text_in_force")
    table = structure.table(company)
    share = _part(table, [holder], "capital")
    value = _verdict(version.met(share.minimum), version.met(share.maximum))
    unsettled = tuple(h for h in table.holdings if not h.capital.exact) if value is Verdict.POSSIBLE else ()
    return Finding(
        value, share, own.basis, False, own.standing, own.last_confirmed, unsettled,
        (company,) if table.over() else (), version, "" if value is Verdict.YES else _second_limb(own, share),
    )  # fmt: skip


def _second_limb(own: Holding, share: Share) -> str:
    if own.votes_stated and own.votes.minimum > MAJORITY.threshold:
        return "votes_decide"
    return "second_limb_open" if share.minimum < MAJORITY.threshold else ""


def _direct(structure: Structure, holder: str, company: str) -> Holding | None:
    return next((h for h in structure.held_by(holder) if h.company == company), None)


def _verdict(surely: bool, maybe: bool) -> Verdict:
    return Verdict.YES if surely else Verdict.POSSIBLE if maybe else Verdict.NO


def _by_group(structure: Structure, controller: str, company: str, rule: Rule, version: Version | None) -> Finding:
    group = grow(structure, [controller], rule)
    if company in group.steps:
        return _finding(structure, group, company, Verdict.YES, rule, version)
    possible = grow(structure, [controller], rule, possible=True)
    if company in possible.steps:
        return _finding(structure, possible, company, Verdict.POSSIBLE, rule, version)
    return Finding(Verdict.NO, _share(structure, group, company, rule), version=version)


def _finding(
    structure: Structure, group: Group, company: str, value: Verdict, rule: Rule, version: Version | None
) -> Finding:
    chain = group.chain(company)
    held = [h for step in chain for h in step.holdings]
    doubtful = tuple(h for h in held if value is Verdict.POSSIBLE and not h.share(rule.basis).exact)
    proof = group.proof(company)
    return Finding(
        value, _share(structure, group, company, rule), proof, chain[-1].declared is not None,
        weakest(proof, structure.on), least_confirmed(chain), doubtful,
        tuple(step.company for step in chain if step.company in structure.inconsistent), version,
    )  # fmt: skip


def _share(structure: Structure, group: Group, company: str, rule: Rule) -> Share:
    """What the group holds of the company itself; above the whole it is shown as the whole."""
    members = group.seeds | group.steps.keys() - {company}
    return _part(structure.table(company), members, rule.basis)


def _part(table: CapTable, holders: Iterable[str], basis: Basis) -> Share:
    """Least and most of a company that holders hold together; above the whole it is shown as the whole."""
    chosen = set(holders)
    return Share(min(table.lower(chosen, basis), ONE), min(table.upper(chosen, basis), ONE))


def weakest(proof: Iterable[Relationship], on: date) -> Standing:
    """The standing of the least sure relationship."""
    found = {r.period.standing(on) for r in proof}
    order = (Standing.UNKNOWN, Standing.PRESUMED, Standing.CONFIRMED)
    return next((s for s in order if s in found), Standing.UNKNOWN)


def least_confirmed(chain: Iterable[Step]) -> date | None:
    """The earliest of the days on which the needed facts were last confirmed; ``None`` where one never was."""
    days = [h.last_confirmed for step in chain for h in step.holdings]
    days += [step.declared.period.last_confirmed for step in chain if step.declared]
    known = [day for day in days if day is not None]
    return min(known) if known and len(known) == len(days) else None


# -- whole groups --------------------------------------------------------------------------------------------


def controlled_by(structure: Structure, controller: str, *, possible: bool = False) -> Group:
    """What ``controller`` controls on the day by majority or declaration, directly or not, each with its proof."""
    return grow(structure, [controller], CONTROL, possible=possible)


@dataclass(frozen=True, slots=True)
class Controllers:
    """All that control one company, nearest first. Proofs are put together on demand, for they may be long."""

    company: str
    steps: Mapping[str, tuple[Group, str]]

    def proof(self, party: str) -> tuple[Relationship, ...]:
        """The relationships by which ``party`` controls the company, nearest last."""
        found: dict[str, Relationship] = {}
        while party != self.company:
            group, reached = self.steps[party]
            found |= {r.id: r for r in group.proof(reached)}
            party = reached
        return tuple(found.values())

    def __iter__(self) -> Iterator[str]:
        return iter(self.steps)

    def __contains__(self, party: object) -> bool:
        return party in self.steps


def controllers_of(structure: Structure, company: str, rule: Rule = CONTROL, *, possible: bool = False) -> Controllers:
    """Everyone who controls ``company`` on the day. Control is transitive, so a group that takes a known controller
    needs to be followed no further."""
    known: dict[str, tuple[Group, str]] = {}
    stops = {company}
    for party in structure.above(company):
        group = grow(structure, [party], rule, possible=possible, until=stops)
        reached = next((c for c in group.steps if c in stops), None)
        if reached is not None:
            known[party] = (group, reached)
            stops.add(party)
    return Controllers(company, known)


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

    From every controller one goes up to the nearest party that controls it, until nobody does or a loop closes.
    """
    tops: dict[str, None] = {}
    passed: set[str] = set()
    for start in controllers:
        at, way = start, list[str]()
        while at not in passed:
            passed.add(at)
            way.append(at)
            above = _nearest_controller(structure, at, rule, ())
            if above is None:
                tops[at] = None
                break
            at = above
        if at in way and at not in tops:
            tops |= dict.fromkeys(_loop_top(structure, way[way.index(at) :], rule))
    return tuple(p for p in controllers if p in tops)


def _nearest_controller(structure: Structure, party: str, rule: Rule, leaving_out: Collection[str]) -> str | None:
    for candidate in structure.climb(party):
        if candidate not in leaving_out and party in grow(structure, [candidate], rule, until={party}).steps:
            return candidate
    return None


def _loop_top(structure: Structure, loop: list[str], rule: Rule) -> tuple[str, ...]:
    """The loop with all that control it and are controlled by it; nothing where somebody outside controls it."""
    above = set(controllers_of(structure, loop[0], rule))
    inside = {loop[0], *(above & grow(structure, [loop[0]], rule).steps.keys())}
    return () if above - inside else tuple(sorted(inside))
