"""Whom a record reaches by law on a day, by which article and on what proof (L1). Pure.

Nothing is asserted where a condition is unknown: that is said in ``not_applied`` with what would settle it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from graph_service.dates import first_free_day
from graph_service.model import Entity, Relationship, Standing, Subgraph
from graph_service.reach.conditions import CONDITIONS
from graph_service.reach.control import controlled_by
from graph_service.reach.rules import ReachRule, Via, reach_rules
from graph_service.records.kinds import canonical_name
from graph_service.records.lifecycle import standing

_HOLDS = (Standing.CONFIRMED, Standing.PRESUMED)


@dataclass(frozen=True, slots=True)
class Reached:
    """A party that a record reaches. ``to`` is the first free day; ``basis`` the relationships that prove it."""

    party: str
    record: str
    rule: str
    rule_version: int
    effect: str
    start: date | None
    to: date | None
    capacity: str
    as_of: str
    basis: tuple[str, ...]
    standing: Standing
    last_confirmed: date | None
    article: str
    wording: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class NotApplied:
    """A rule that was not applied to a party, or at all, and what would settle it."""

    record: str
    rule: str
    party: str
    reason: str
    would_settle: str = ""


@dataclass(frozen=True, slots=True)
class ReachResult:
    reached: tuple[Reached, ...]
    not_applied: tuple[NotApplied, ...]


@dataclass(frozen=True, slots=True)
class _Case:
    """One record with what surrounds it, on one day."""

    record: Entity
    graph: Subgraph
    on: date
    subjects: tuple[Relationship, ...]
    named: tuple[Relationship, ...]


def reach(record: Entity, graph: Subgraph, on: date, *, include_unverified: bool = False) -> ReachResult:
    """Whom ``record`` reaches on ``on``. ``graph`` holds its subjects, named persons, their roles and holdings."""
    case = _Case(
        record, graph, on,
        tuple(r for r in graph.relationships if r.kind == "SUBJECT_OF" and r.to_id == record.id),
        tuple(r for r in graph.relationships if r.kind == "NAMED_IN" and r.to_id == record.id),
    )  # fmt: skip
    reached: dict[tuple[str, str], Reached] = {}
    not_applied: list[NotApplied] = []
    for rule in reach_rules():
        if canonical_name(str(record.get("record_kind") or "")) not in rule.record_kinds:
            continue
        if not rule.verified and not include_unverified:
            not_applied.append(NotApplied(record.id, rule.id, "", "unverified", rule.article))
        elif rule.in_force(on):
            for subject in case.subjects:
                for found in _apply(rule, case, subject, not_applied):
                    reached.setdefault((found.party, found.effect), found)
    return ReachResult(tuple(reached[key] for key in sorted(reached)), tuple(not_applied))


def _apply(rule: ReachRule, case: _Case, subject: Relationship, not_applied: list[NotApplied]) -> Iterator[Reached]:
    party = case.graph.entities.get(subject.from_id)
    if rule.subject_kind and party is not None and party.kind != rule.subject_kind:
        return
    period = _period(rule, case, subject)
    if period is None:
        return
    for name in rule.conditions:
        met = CONDITIONS[name](case.record, case.named)
        if met is not True:
            if met is None:
                not_applied.append(NotApplied(case.record.id, rule.id, subject.from_id, "condition_unknown", name))
            return
    for via in rule.via:
        for found in _via(rule, via, case, subject, period, not_applied):
            if not (rule.released and _released(case, found.party)):
                yield found


def _period(rule: ReachRule, case: _Case, subject: Relationship) -> tuple[date | None, date | None] | None:
    """From and first free day of the effect, or ``None`` where it does not hold on the day."""
    now = standing(case.record, subject, case.on)
    if rule.while_acting:
        return (now.acts_from, now.first_free_day) if now.acting else None
    if now.mark in ("quashed", "revoked", "proposed", "identity_disputed"):
        return None
    start = _event(case.record, rule.start)
    if start is None or case.on < start:
        return None
    counted = _event(case.record, rule.runs_from) if rule.runs_from else start
    to = first_free_day(counted, years=rule.years) if rule.years and counted else None
    return None if to is not None and case.on >= to else (start, to)


def _event(record: Entity, fields: Sequence[str]) -> date | None:
    """The day of the first filled field; a partial date counts from its first day, so that nothing runs too long."""
    for name in fields:
        if (found := record.date(name)) is not None:
            return found.earliest
    return None


def _via(
    rule: ReachRule, via: Via, case: _Case, subject: Relationship, period: tuple[date | None, date | None],
    not_applied: list[NotApplied],
) -> Iterator[Reached]:  # fmt: skip
    if via.subject:
        yield _reached(rule, case, subject.from_id, "subject", "now", (subject,), period)
    elif via.controlled:
        holdings = {r.id: r for r in case.graph.relationships}
        for company, basis in sorted(controlled_by(subject.from_id, holdings.values(), case.on).items()):
            proof = (subject, *(holdings[identifier] for identifier in basis))
            yield _reached(rule, case, company, "controlled", "now", proof, period)
    elif via.roles:
        yield from _by_role(rule, via, case, subject, period)
    else:
        yield from _by_name(rule, via, case, subject, period, not_applied)


def _by_role(
    rule: ReachRule, via: Via, case: _Case, subject: Relationship, period: tuple[date | None, date | None]
) -> Iterator[Reached]:
    day = case.on if via.as_of == "now" else _event(case.record, via.event)
    if day is None:
        return
    for role in case.graph.relationships:
        if role.kind not in via.roles or role.to_id != subject.from_id or role.identity_disputed:
            continue
        if role.period.standing(day) in _HOLDS and not _named_otherwise(rule, case, role.from_id):
            yield _reached(rule, case, role.from_id, role.kind, via.as_of, (subject, role), period, day)


def _named_otherwise(rule: ReachRule, case: _Case, party: str) -> bool:
    """A person whom the record itself finds to be impersonated is a victim, not reached by her role."""
    return any(r.from_id == party and "冒名" in str(r.values.get("capacity") or "") for r in case.named)


def _by_name(
    rule: ReachRule, via: Via, case: _Case, subject: Relationship, period: tuple[date | None, date | None],
    not_applied: list[NotApplied],
) -> Iterator[Reached]:  # fmt: skip
    for named in case.named:
        capacity = str(named.values.get("capacity") or "")
        if named.identity_disputed or not any(word in capacity for word in via.capacities):
            continue
        met, missing = _findings(via, named)
        if met:
            yield _reached(rule, case, named.from_id, capacity, "event", (subject, named), period)
        elif missing:
            not_applied.append(NotApplied(case.record.id, rule.id, named.from_id, "finding_unknown", missing))


def _findings(via: Via, named: Relationship) -> tuple[bool, str]:
    """Whether the record's findings on the person meet the rule, and what is unknown."""
    values = named.values
    if via.responsible_unless_false and values.get("personally_responsible") is False:
        return False, ""
    if via.sanctions and not any(word in str(values.get("sanction") or "") for word in via.sanctions):
        return False, "" if values.get("sanction") else "sanction"
    wanted = [
        name for name, needed in (
            ("personally_responsible", via.responsible), ("breach_of_duty", via.breach_of_duty),
            ("by_final_judgment", via.by_final_judgment),
        ) if needed
    ]  # fmt: skip
    unknown = [name for name in wanted if values.get(name) is None]
    return all(values.get(name) for name in wanted), ", ".join(unknown)


def _released(case: _Case, party: str) -> bool:
    """Released by the court on or before the day."""
    for named in case.named:
        released = named.values.get("released_on")
        if named.from_id == party and released and date.fromisoformat(released) <= case.on:
            return True
    return False


def _reached(
    rule: ReachRule, case: _Case, party: str, capacity: str, as_of: str, basis: tuple[Relationship, ...],
    period: tuple[date | None, date | None], day: date | None = None,
) -> Reached:  # fmt: skip
    last = basis[-1]
    return Reached(
        party=party, record=case.record.id, rule=rule.id, rule_version=rule.version, effect=rule.effect,
        start=period[0], to=period[1], capacity=capacity, as_of=as_of, basis=tuple(r.id for r in basis),
        standing=last.period.standing(day or case.on), last_confirmed=last.period.last_confirmed,
        article=rule.article, wording=rule.wording, text=rule.text, note=rule.note,
    )  # fmt: skip


__all__ = ["NotApplied", "ReachResult", "Reached", "reach"]
