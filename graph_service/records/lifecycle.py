"""When a record counts, and to whom it is shown.

Ended records (repaired, expired, revoked) act until their day and are then hidden: visible to auditors, and in a
review whose date lies in their term, with a purpose. A quashed record never counted at any date, once known. A
dispute about content is marked and still counts; one about identity (冒名) suspends the tie to the party.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from graph_service.model import Entity, Relationship, Standing
from graph_service.records.terms import statutory_term

ENDED_STATES = frozenset({"repaired", "expired", "revoked"})
ENTITLED = frozenset({"auditor", "admin"})


@dataclass(frozen=True, slots=True)
class RecordStanding:
    """A record on a day. ``acting``: it counts. ``mark``: why it needs a remark, or does not count.

    ``first_free_day``: the first day on which it no longer acts, as far as known; ``article`` where a law says so.
    """

    acting: bool
    mark: str | None
    acts_from: date | None
    first_free_day: date | None
    article: str = ""


@dataclass(frozen=True, slots=True)
class Visibility:
    """Whether one viewer sees a record as a party's own, and how it is marked."""

    shown: bool
    mark: str | None
    reason: str


def standing(record: Entity, subject: Relationship | None, on: date) -> RecordStanding:
    """How the record stands on a day towards the party of ``subject``. Pure; never more certain than the dates."""
    start = _start(record)
    end, article = _end(record)
    mark = _mark(record, subject, on, start, end)
    acting = mark in (None, "disputed")
    return RecordStanding(acting, mark, start, end, article)


def visible(
    record: Entity, subject: Relationship | None, *, today: date, role: str,
    review_date: date | None = None, purpose: str | None = None,
) -> Visibility:  # fmt: skip
    """Whether ``role`` sees the record as the party's own today, or in a review of an earlier day."""
    now = standing(record, subject, today)
    if now.acting:
        return Visibility(True, now.mark, "acting")
    if role in ENTITLED and now.mark not in ("future", "proposed"):
        return Visibility(True, now.mark, "entitled to ended records")
    if review_date is not None and purpose and now.mark in {*ENDED_STATES, "masked"}:
        then = standing(record, subject, review_date)
        if then.acting:
            return Visibility(True, now.mark, "acted on the day of the review")
    return Visibility(False, now.mark, "hidden")


def _start(record: Entity) -> date | None:
    """Published records act from publication; others from the decision. A partial date counts from its last day."""
    found = record.date("listed_on") or record.date("decided_on")
    return found.latest if found else None


def _end(record: Entity) -> tuple[date | None, str]:
    if record.get("permanent"):
        return None, ""
    if (stated := record.date("ends_on")) is not None:
        return stated.latest + timedelta(days=1), ""
    term = statutory_term(record)
    return (term.first_free_day, term.article) if term else (None, "")


def _mark(record: Entity, subject: Relationship | None, on: date, start: date | None, end: date | None) -> str | None:
    state = record.get("state") or "active"
    if state in ("quashed", "proposed"):
        return str(state)
    if record.get("disputed") == "identity" or (subject is not None and subject.identity_disputed):
        return "identity_disputed"
    if subject is not None and subject.period.standing(on) is Standing.ENDED:
        return "no_longer_shown"
    if start is not None and on < start:
        return "future"
    if state in ENDED_STATES and on >= _since(record):
        return str(state)
    if end is not None and on >= end:
        return "expired"
    if _masked(record, on):
        return "masked"
    return "disputed" if state == "disputed" or record.get("disputed") == "content" else None


def _since(record: Entity) -> date:
    """The day from which an ended state holds; without one it is taken to have held always."""
    since = record.date("state_since")
    return since.earliest if since else date.min


def _masked(record: Entity, on: date) -> bool:
    """信用修复管理办法 20: masked while a reorganization plan is carried out."""
    begin, end = record.date("masked_from"), record.date("masked_to")
    return begin is not None and on >= begin.earliest and (end is None or on < end.latest)
