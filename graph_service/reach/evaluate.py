"""Whom a record reaches by law on a day, by which article and on what proof (L1). Pure.

Nothing is asserted where a condition is unknown: that is said in ``not_applied`` with what would settle it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graph_service.dates import PartialDate, first_free_day
from graph_service.model import Entity, Relationship, Subgraph
from graph_service.reach.case import Case
from graph_service.reach.conditions import CONDITIONS
from graph_service.reach.crimes import chinese_number
from graph_service.reach.result import NotApplied, Reached, ReachResult
from graph_service.reach.rules import ReachRule, reach_rules, rules_for
from graph_service.reach.ways import Hit, Open, ways
from graph_service.records.kinds import canonical_name
from graph_service.records.lifecycle import RecordStanding, standing

_NEVER_REACHES = frozenset({"quashed", "revoked", "proposed", "identity_disputed"})
_YEARS = re.compile(r"([一二三四五六七八九十]+|\d+)年")


@dataclass(frozen=True, slots=True)
class _Running:
    """When an effect runs: from, first free day, and why it is not known where it is not."""

    start: date | None
    to: date | None


def reach(record: Entity, graph: Subgraph, on: date, *, include_unverified: bool = False) -> ReachResult:
    """Whom ``record`` reaches on ``on``. ``graph`` holds its subjects, named persons, their roles and holdings."""
    case = Case.of(record, graph, on)
    reached: dict[tuple[str, str], Reached] = {}
    not_applied: dict[NotApplied, None] = {}
    for rule in rules_for(canonical_name(str(record.get("record_kind") or ""))):
        if not rule.verified and not include_unverified:
            not_applied[NotApplied(record.id, rule.id, "", "unverified", rule.article)] = None
            continue
        for found in _apply(rule, case) if rule.in_force(on) else ():
            if isinstance(found, Reached):
                reached.setdefault((found.party, rule.id), found)
            else:
                not_applied[found] = None
    return ReachResult(tuple(reached[key] for key in sorted(reached)), _still_open(reached, not_applied))


def reached_by(party_id: str, graph: Subgraph, on: date, *, include_unverified: bool = False) -> tuple[Reached, ...]:
    """What reaches a party among the records of ``graph``, in a fixed order."""
    records = sorted((e for e in graph.entities.values() if e.kind == "CreditRecord"), key=lambda e: e.id)
    results = (reach(record, graph, on, include_unverified=include_unverified) for record in records)
    return tuple(found for result in results for found in result.reached if found.party == party_id)


def _still_open(reached: dict[tuple[str, str], Reached], not_applied: dict[NotApplied, None]) -> tuple[NotApplied, ...]:
    """What one way left open and another settled is not open."""
    return tuple(entry for entry in not_applied if (entry.party, entry.rule) not in reached)


def _apply(rule: ReachRule, case: Case) -> Iterator[Reached | NotApplied]:
    for subject in case.subjects:
        if _means(rule, case.graph.entities.get(subject.from_id)):
            yield from _apply_to(rule, case, subject)


def _means(rule: ReachRule, party: Entity | None) -> bool:
    """Whether the text speaks of such a subject at all."""
    if party is None:
        return True
    return rule.subject_kind in (None, party.kind) and party.get("enterprise_type") not in rule.not_types


def _apply_to(rule: ReachRule, case: Case, subject: Relationship) -> Iterator[Reached | NotApplied]:
    stands = standing(case.record, subject, case.on)
    acting = stands.acting or (rule.unpublished and stands.mark == "not_published")
    if stands.mark in _NEVER_REACHES or (rule.lasts == "acting" and not acting):
        return
    unmet = "text_of_that_time" if _too_early(rule, case) else _unmet(rule, case)
    if unmet is not None:
        if unmet:
            yield NotApplied(case.record.id, rule.id, subject.from_id, "condition_unknown", unmet)
        return
    for via in rule.via:
        for found in ways(via, case, subject):
            yield from _settle(rule, case, stands, found)


def _too_early(rule: ReachRule, case: Case) -> bool:
    """The conduct, else the event, lies before what the text governs."""
    day = case.day(("conduct_to", *rule.start)) if rule.effect == "industry_ban" else case.day(rule.start)
    return rule.events_from is not None and day is not None and day.earliest < rule.events_from


def _unmet(rule: ReachRule, case: Case) -> str | None:
    """``None`` where every condition is met, ``""`` where one is not, else those that are unknown."""
    answers = {name: CONDITIONS[name](case) for name in rule.conditions}
    if any(answer is False for answer in answers.values()):
        return ""
    return ", ".join(name for name, answer in answers.items() if answer is None) or None


def _settle(rule: ReachRule, case: Case, stands: RecordStanding, found: Hit | Open) -> Iterator[Reached | NotApplied]:
    if isinstance(found, Open):
        yield NotApplied(case.record.id, rule.id, found.party, found.reason, found.would_settle)
        return
    if rule.released and _released(case, found):
        return
    running = _running(rule, case, stands, found)
    if isinstance(running, str):
        yield NotApplied(case.record.id, rule.id, found.party, "day_unknown", running)
    elif running is not None:
        yield _reached(rule, case, stands, found, running)


def _running(rule: ReachRule, case: Case, stands: RecordStanding, hit: Hit) -> _Running | str | None:
    """When the effect runs; the fact that is missing; or ``None`` where it does not run on the day.

    Of a day known only in part the later end starts the effect and the earlier one ends it: asserted only while sure.
    """
    if rule.lasts == "acting":
        return _Running(_later(stands.acts_from, hit), stands.first_free_day)
    start = case.day(rule.start)
    if start is None:
        return ", ".join(rule.start)
    if case.on < start.latest:
        return None
    years = _years(rule, case, hit)
    if years is None:
        return "length_of_ban"
    to = _end(rule, case, start, years)
    return None if to is not None and case.on >= to else _Running(start.latest, to)


def _later(start: date | None, hit: Hit) -> date | None:
    """Whoever takes up the role while the record acts is reached from that day."""
    taken_up = hit.basis[-1].period.valid_from if hit.as_of == "now" and len(hit.basis) > 1 else None
    return max(start, taken_up.latest) if start and taken_up else start


def _years(rule: ReachRule, case: Case, hit: Hit) -> int | None:
    """Years of the effect, 0 for life; for ``stated`` as the decision on the person says."""
    if rule.lasts != "stated":
        return rule.years or 0
    said = hit.sanction or case.text("sentence").partition("禁止")[2]
    if "终身" in said:
        return 0
    stated = _YEARS.findall(said)
    return max(map(chinese_number, stated)) if stated else None


def _end(rule: ReachRule, case: Case, start: PartialDate, years: int) -> date | None:
    counted = case.day(rule.runs_from) if rule.runs_from else start
    return first_free_day(counted.earliest, years=years) if counted and years else None


def _released(case: Case, hit: Hit) -> bool:
    """Released by the court on or before the day, and not in a role taken up after that."""
    taken_up = hit.basis[-1].period.valid_from
    for tie in case.named:
        released = tie.values.get("released_on")
        if tie.from_id != hit.party or not released:
            continue
        day = PartialDate.parse(str(released)).latest
        if day <= case.on and (taken_up is None or taken_up.earliest <= day):
            return True
    return False


def _reached(rule: ReachRule, case: Case, stands: RecordStanding, hit: Hit, running: _Running) -> Reached:
    confirmed = [r.period.last_confirmed for r in hit.basis if r.period.last_confirmed]
    return Reached(
        party=hit.party, record=case.record.id, rule=rule.id, rule_version=rule.version, effect=rule.effect,
        start=running.start, to=running.to, capacity=hit.capacity, as_of=hit.as_of,
        basis=tuple(r.id for r in hit.basis), standing=hit.standing, last_confirmed=min(confirmed, default=None),
        article=rule.article, wording=rule.wording, text=rule.text, lasts=rule.lasts, conditions=rule.conditions,
        mark=stands.mark if stands.mark == "disputed" else None, note=rule.note,
    )  # fmt: skip


__all__ = ["NotApplied", "ReachResult", "Reached", "reach", "reach_rules", "reached_by"]
