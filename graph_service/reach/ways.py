"""The ways in which a rule reaches parties: as the subject, by a role, by being named, by control.

Each yields hits, or open points where a fact is missing: a person is never reached on a guess.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graph_service.dates import PartialDate
from graph_service.model import Relationship, Standing
from graph_service.ownership import controlled_by, controllers_of, structure
from graph_service.reach.capacity import has_capacity, is_victim
from graph_service.reach.case import HOLDS, Case, held_on, held_within
from graph_service.reach.rules import Via

COMPANY_LAW_2023 = date(2024, 7, 1)
"""Until then a shareholder was by definition no actual controller (公司法 2018, 216(3): 虽不是公司的股东)."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A party reached, in which capacity, on what proof and how sure."""

    party: str
    capacity: str
    as_of: str
    basis: tuple[Relationship, ...]
    standing: Standing
    sanction: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """A party that would be reached if a fact were known."""

    party: str
    reason: str
    would_settle: str


Found = Iterator[Hit | Open]


def ways(via: Via, case: Case, subject: Relationship) -> Found:
    """Whom one way of a rule reaches for one subject of the record."""
    if via.subject:
        yield Hit(subject.from_id, "subject", "now", (subject,), _standing(subject, case.on))
    elif via.controlled:
        yield from _controlled(case, subject)
    elif via.controllers:
        yield from _controllers(case, subject)
    elif via.roles:
        yield from _by_role(via, case, subject)
    else:
        yield from _by_name(via, case, subject)


def _standing(relationship: Relationship, on: date) -> Standing:
    """A tie to the record that was first seen later still names the party: it is presumed, not doubted."""
    found = relationship.period.standing(on)
    return found if found in HOLDS else Standing.PRESUMED


# -- by role ------------------------------------------------------------------------------------------------


def _by_role(via: Via, case: Case, subject: Relationship) -> Found:
    for role in _roles(via.roles, case, subject.from_id):
        if _is_victim(case, role.from_id):
            continue
        held = _held(via, case, role)
        if held in HOLDS:
            yield from _checked(via, case, subject, role, held)
        elif held is Standing.UNKNOWN:
            yield Open(role.from_id, "role_unknown_on_day", "registration_extract")


def _roles(kinds: tuple[str, ...], case: Case, company: str) -> Iterator[Relationship]:
    for role in case.graph.relationships:
        if role.kind in kinds and role.to_id == company and not role.identity_disputed:
            yield role


def _is_victim(case: Case, party: str) -> bool:
    """A person whom the record itself finds to be impersonated is a victim, not reached by her role."""
    return any(r.from_id == party and is_victim(str(r.values.get("capacity") or "")) for r in case.named)


def _held(via: Via, case: Case, role: Relationship) -> Standing:
    """How sure it is that the role was held when it counts."""
    if via.as_of == "now":
        return role.period.standing(case.on)
    if via.as_of == "event":
        day = case.day(via.event)
        return held_on(role.period, day) if day else Standing.UNKNOWN
    if via.as_of == "former":
        return _held_formerly(via, case, role)
    span = case.span(via.event[:2]) or case.span(via.event[2:])
    return held_within(role.period, *span) if span else Standing.UNKNOWN


def _held_formerly(via: Via, case: Case, role: Relationship) -> Standing:
    """Held on some day since the event, and no longer by anyone's account."""
    event = case.day(via.event)
    if event is None or event.latest > case.on or _holds_now(via, case, role.from_id, role.to_id):
        return Standing.ENDED
    return held_within(role.period, event.latest, case.on)


def _holds_now(via: Via, case: Case, person: str, company: str) -> bool:
    mine = (r for r in _roles(via.roles, case, company) if r.from_id == person)
    return any(r.period.standing(case.on) in HOLDS for r in mine)


def _checked(via: Via, case: Case, subject: Relationship, role: Relationship, held: Standing) -> Found:
    """Someone else found responsible by a court takes the place of the holder (重大税收 12)."""
    party = role.from_id
    met = _not_displaced(case, party) if via.unless_other_found else True
    if met:
        yield Hit(party, role.kind, via.as_of, (subject, role), held)
    elif met is None:
        yield Open(party, "finding_unknown", "by_final_judgment")


# -- by name ------------------------------------------------------------------------------------------------


def _by_name(via: Via, case: Case, subject: Relationship) -> Found:
    named: set[str] = set()
    for tie in case.named:
        named.add(tie.from_id)
        capacity = str(tie.values.get("capacity") or "")
        if has_capacity(capacity, via.capacities):
            yield from _finding(via, case, subject, tie, capacity)
    day = case.day(via.event)
    if day is not None:
        yield from _candidates(via, case, subject, named, day)


def _finding(via: Via, case: Case, subject: Relationship, tie: Relationship, capacity: str) -> Found:
    met, missing = _findings(via, case, tie)
    if met:
        sanction = str(tie.values.get("sanction") or "")
        yield Hit(tie.from_id, capacity, "event", (subject, tie), _standing(tie, case.on), sanction)
    elif missing:
        yield Open(tie.from_id, "finding_unknown", missing)


def _findings(via: Via, case: Case, tie: Relationship) -> tuple[bool, str]:
    """Whether the record's findings on the person meet the rule, and what is unknown."""
    values = tie.values
    if via.responsible_unless_false and values.get("personally_responsible") is False:
        return False, ""
    sanction = str(values.get("sanction") or "")
    if via.sanctions and not any(word in sanction for word in via.sanctions):
        return False, "" if sanction else "sanction"
    if any(word in sanction for word in via.not_sanctions):
        return False, ""
    if via.unless_other_found and not (met := _not_displaced(case, tie.from_id)):
        return False, "by_final_judgment" if met is None else ""
    return _all_found(via, tie)


def _all_found(via: Via, tie: Relationship) -> tuple[bool, str]:
    wanted = {
        "personally_responsible": via.responsible, "breach_of_duty": via.breach_of_duty,
        "by_final_judgment": via.by_final_judgment,
    }  # fmt: skip
    values = [(name, tie.values.get(name)) for name, needed in wanted.items() if needed]
    if any(value is False for _, value in values):
        return False, ""
    unknown = [name for name, value in values if value is None]
    return not unknown, ", ".join(unknown)


def _candidates(via: Via, case: Case, subject: Relationship, named: set[str], day: PartialDate) -> Found:
    for role in _roles(via.candidates, case, subject.from_id):
        if role.from_id not in named and held_on(role.period, day) in HOLDS:
            yield Open(role.from_id, "not_named_in_record", "decision_on_the_person")


def _not_displaced(case: Case, party: str) -> bool | None:
    """重大税收 12(2): where a court found another to be responsible, only proof of part in the case publishes."""
    others = [r for r in case.named if _actually_responsible(r) and r.from_id != party]
    mine = [r for r in case.named if r.from_id == party]
    if any(r.values.get("by_final_judgment") for r in others):
        return any(r.values.get("personally_responsible") for r in mine)
    return None if any(r.values.get("by_final_judgment") is None for r in others) else True


def _actually_responsible(tie: Relationship) -> bool:
    return has_capacity(str(tie.values.get("capacity") or ""), ("实际责任人",))


# -- by control ---------------------------------------------------------------------------------------------


def _controlled(case: Case, subject: Relationship) -> Found:
    held = structure(case.graph.relationships, case.on)
    group = controlled_by(held, subject.from_id)
    for company in sorted(group.steps):
        basis = (subject, *group.proof(company))
        yield Hit(company, "controlled", "now", basis, _weakest(basis, case.on))
    for company in sorted(controlled_by(held, subject.from_id, possible=True).steps.keys() - group.steps.keys()):
        yield Open(company, "share_unknown", "share")


def _controllers(case: Case, subject: Relationship) -> Found:
    """Declared control of the subject; else persons who control it by majority, alone or through what they control."""
    controllers = controllers_of(structure(case.graph.relationships, case.on), subject.from_id)
    for party in sorted(controllers):
        basis = (subject, *controllers.proof(party))
        declared = basis[-1].kind == "CONTROLS" and basis[-1].from_id == party
        if declared or _may_be_actual_controller(case, party, subject.from_id):
            capacity = "CONTROLS" if declared else "majority"
            yield Hit(party, capacity, "now", basis, _weakest(basis, case.on))
        else:
            yield Open(party, "actual_control_not_established", "finding_of_actual_control")


def _may_be_actual_controller(case: Case, party: str, company: str) -> bool:
    """Organisations above are left to a finding: the actual controller is who stands at the end of the chain."""
    if case.kind_of_party(party) != "Person":
        return False
    direct = any(r.kind == "SHAREHOLDER_OF" and r.from_id == party and r.to_id == company
                 for r in case.graph.relationships)  # fmt: skip
    return case.on >= COMPANY_LAW_2023 or not direct


def _weakest(basis: tuple[Relationship, ...], on: date) -> Standing:
    return Standing.PRESUMED if any(_standing(r, on) is Standing.PRESUMED for r in basis) else Standing.CONFIRMED
