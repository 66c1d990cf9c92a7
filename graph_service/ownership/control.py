"""Who controls whom on a day: yes, no or possible, with the relationships that prove it. Pure.

The definitions stand in ``definitions.yaml``. A verdict is ``yes`` where every completion of ranges and unknown shares
gives it, ``no`` where none does, else ``possible`` with what would settle it. Declared control is taken at its word;
an undeclared arrangement is unknown to us, so ``no`` means: not by what is recorded.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from graph_service.model import Relationship
from graph_service.ownership.definitions import Version, version_on
from graph_service.ownership.evidence import NOTHING, Evidence, proven
from graph_service.ownership.group import CONTROL, MAJORITY, Group, Rule, grow
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
    ``evidence``: how sure and how fresh the proof is. ``inconsistent``: companies on
    the way of which more than the whole is recorded. ``version``: the text applied; ``None`` where none was in force.
    """

    value: Verdict
    share: Share
    proof: tuple[Relationship, ...] = ()
    declared: bool = False
    evidence: Evidence = NOTHING
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
        value, share, own.basis, False, proven(own.basis, structure.on), unsettled,
        (company,) if table.over() else (), version, "" if value is Verdict.YES else _second_limb(own, share),
    )  # fmt: skip


def _second_limb(own: Holding, share: Share) -> str:
    if own.votes_stated and own.votes.minimum > MAJORITY.threshold:
        return "votes_decide"
    return "second_limb_open" if share.minimum < MAJORITY.threshold else ""


def _direct(structure: Structure, holder: str, company: str) -> Holding | None:
    return structure.table(company).by_holder.get(holder)


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
        proven(proof, structure.on), doubtful,
        tuple(step.company for step in chain if step.company in structure.inconsistent), version,
    )  # fmt: skip


def _share(structure: Structure, group: Group, company: str, rule: Rule) -> Share:
    """What the group holds of the company itself; above the whole it is shown as the whole."""
    members = group.seeds | group.steps.keys() - {company}
    return _part(structure.table(company), members, rule.basis)


def _part(table: CapTable, holders: Collection[str], basis: Basis) -> Share:
    """Least and most of a company that holders hold together; above the whole it is shown as the whole."""
    return Share(min(table.lower(holders, basis), ONE), min(table.upper(holders, basis), ONE))
