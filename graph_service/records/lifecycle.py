"""When a record counts, and to whom it is shown.

Ended records (repaired, expired, revoked) act until their day and are then hidden: visible to auditors, and in a
review whose date lies in their term, with a purpose. A quashed record never counted at any date, once known;
auditors see it, marked, for they must be able to explain an answer given before it was known. A dispute about
content is marked and the record still counts; one about identity (冒名) suspends the tie to the party.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from graph_service.dates import PartialDate
from graph_service.model import Entity, Relationship, Standing
from graph_service.records.terms import Term, statutory_term

ENDED_STATES = frozenset({"repaired", "expired", "revoked"})
ENTITLED = frozenset({"auditor", "admin"})
ACTING_MARKS = (None, "disputed")
REVIEWABLE = ENDED_STATES | {"masked", "no_longer_shown"}
"""Marks of records that acted once: a review of a day in their term, with a purpose, may see them."""
NEVER_SHOWN = frozenset({"future", "proposed"})

_ARTICLES = {
    "quashed": "行政处罚法 第四十八条第二款",
    "masked": "信用修复管理办法 第二十条第一款",
    "repaired": "信用修复管理办法 第三条",
}


@dataclass(frozen=True, slots=True)
class RecordStanding:
    """A record on a day. ``acting``: it counts. ``mark``: why it needs a remark, or does not count.

    ``first_free_day``: the first day on which it no longer acts, as far as known. ``certain``: false where that day
    lies within a date that is known only to the month or year. ``reason``: a code; ``article`` where a law says so.
    """

    acting: bool
    mark: str | None
    acts_from: date | None
    first_free_day: date | None
    article: str = ""
    reason: str = "acting"
    certain: bool = True

    @property
    def shown_to_reader(self) -> bool:
        """Readers see what acts, and nothing else."""
        return self.acting


@dataclass(frozen=True, slots=True)
class Visibility:
    """Whether one viewer sees a record as a party's own, and how it is marked."""

    shown: bool
    mark: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class _Span:
    """When the record acts: first day, first free day (each as far as its dates say), and the law behind the end."""

    start: PartialDate | None
    free: PartialDate | None
    term: Term | None


def standing(record: Entity, subject: Relationship | None, on: date) -> RecordStanding:
    """How the record stands on a day towards the party of ``subject``. Pure; never more certain than the dates."""
    span = _span(record)
    mark = _mark(record, subject, on, span)
    acting = mark in ACTING_MARKS
    article = span.term.article if span.term else ""
    reason = _reason(record, mark, on)
    return RecordStanding(
        acting, mark,
        span.start.latest if span.start else None,
        span.free.latest if span.free else None,
        _ARTICLES.get(reason, article), reason, _certain(span, on),
    )  # fmt: skip


def visible(
    record: Entity, subject: Relationship | None, *, today: date, role: str,
    review_date: date | None = None, purpose: str | None = None, answers: bool = True,
) -> Visibility:  # fmt: skip
    """Whether ``role`` sees the record as the party's own today, or in a review of an earlier day.

    ``answers``: whether the viewer's unit answers for the record; only then its auditors see it after it has ended.
    """
    now = standing(record, subject, today)
    if now.acting:
        return Visibility(True, now.mark, "acting")
    if answers and role in ENTITLED and now.mark not in NEVER_SHOWN:
        return Visibility(True, now.mark, "entitled_to_ended_records")
    reviewed = review_date is not None and (purpose or "").strip() and now.mark in REVIEWABLE
    if reviewed and review_date and standing(record, subject, review_date).acting:
        return Visibility(True, now.mark, "acted_on_review_date")
    return Visibility(False, now.mark, "hidden")


def _span(record: Entity) -> _Span:
    """Published records act from publication, others from the decision."""
    start = record.date("listed_on") or record.date("decided_on")
    term = None if record.get("permanent") or record.date("ends_on") else statutory_term(record)
    ends = [day for day in (_stated_end(record), term.first_free if term else None, _ended_since(record)) if day]
    free = min(ends, key=lambda day: day.latest) if ends else None
    return _Span(start, free, term)


def _stated_end(record: Entity) -> PartialDate | None:
    """``ends_on`` is the last day on which the record acts (民法典 202-203)."""
    stated = None if record.get("permanent") else record.date("ends_on")
    one = timedelta(days=1)
    return PartialDate(stated.earliest + one, stated.latest + one) if stated else None


def _ended_since(record: Entity) -> PartialDate | None:
    return record.date("state_since") if record.get("state") in ENDED_STATES else None


def _mark(record: Entity, subject: Relationship | None, on: date, span: _Span) -> str | None:
    state = record.get("state") or "active"
    if state in ("quashed", "proposed"):
        return str(state)
    if _identity_disputed(record, subject):
        return "identity_disputed"
    if span.start is not None and on < span.start.latest:
        return "future"
    return _ended(record, subject, on, span) or _remark(record, subject, on)


def _ended(record: Entity, subject: Relationship | None, on: date, span: _Span) -> str | None:
    """Why the record no longer acts on the day, if so."""
    since = _ended_since(record)
    if record.get("state") in ENDED_STATES and (since is None or on >= since.earliest):
        return str(record.get("state"))
    if span.free is not None and on >= span.free.latest:
        return "expired"
    if span.term is not None and not span.term.published:
        return "not_published"
    gone = subject is not None and subject.period.standing(on) is Standing.ENDED
    return "no_longer_shown" if gone else None


def _remark(record: Entity, subject: Relationship | None, on: date) -> str | None:
    if _masked(record, on):
        return "masked"
    contested = "content" in (record.get("disputed"), subject.values.get("disputed") if subject else None)
    return "disputed" if contested or record.get("state") == "disputed" else None


def _identity_disputed(record: Entity, subject: Relationship | None) -> bool:
    return record.get("disputed") == "identity" or (subject is not None and subject.identity_disputed)


def _masked(record: Entity, on: date) -> bool:
    """Masked while a reorganization plan is carried out; ``masked_to`` is the first day on which it shows again."""
    begin, end = record.date("masked_from"), record.date("masked_to")
    return begin is not None and on >= begin.earliest and (end is None or on < end.latest)


def _reason(record: Entity, mark: str | None, on: date) -> str:
    """The mark, or, for a record that acts, whether the law already asks for its removal."""
    if mark is not None:
        return mark
    performed = record.date("performed_on")
    without_term = "第一条第一项" in str(record.get("ground") or "")
    due = performed is not None and on >= performed.latest and without_term
    return "removal_due" if due else "acting"


def _certain(span: _Span, on: date) -> bool:
    """Whether the day lies clear of every date that is known only in part."""
    return not any(day and day.earliest <= on < day.latest for day in (span.start, span.free))
