"""One record on one day with what surrounds it, and the small readings of it that conditions and ways share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from graph_service.dates import PartialDate
from graph_service.model import Entity, Period, Relationship, Standing, Subgraph

HOLDS = (Standing.CONFIRMED, Standing.PRESUMED)


@dataclass(frozen=True, slots=True)
class Case:
    """A record, its subjects and the persons whom it names, on the day asked."""

    record: Entity
    graph: Subgraph
    on: date
    subjects: tuple[Relationship, ...]
    named: tuple[Relationship, ...]

    @staticmethod
    def of(record: Entity, graph: Subgraph, on: date) -> Case:
        """Ties under a dispute about identity are suspended (冒名); named persons who are gone do not count."""
        ties = [r for r in graph.relationships if r.to_id == record.id]
        return Case(
            record, graph, on,
            tuple(r for r in ties if r.kind == "SUBJECT_OF"),
            tuple(r for r in ties if r.kind == "NAMED_IN" and not r.identity_disputed),
        )  # fmt: skip

    def kind_of_party(self, party: str) -> str | None:
        found = self.graph.entities.get(party)
        return found.kind if found else None

    def text(self, *names: str) -> str:
        return "；".join(str(self.record.get(name) or "") for name in names)

    def day(self, names: Iterable[str]) -> PartialDate | None:
        """The day of the first filled field."""
        return next((found for name in names if (found := self.record.date(name))), None)

    def span(self, names: Sequence[str]) -> tuple[date, date] | None:
        """From the first to the last day of the filled fields."""
        days = [found for name in names if (found := self.record.date(name))]
        return (min(d.earliest for d in days), max(d.latest for d in days)) if days else None


def held_on(period: Period, day: PartialDate) -> Standing:
    """Standing on a day that may be known only in part: the weaker of its two ends."""
    ends = {period.standing(day.earliest), period.standing(day.latest)}
    order = (Standing.FUTURE, Standing.ENDED, Standing.UNKNOWN, Standing.PRESUMED, Standing.CONFIRMED)
    return min(ends, key=order.index)


def held_within(period: Period, first: date, last: date) -> Standing:
    """Best standing on any day of a span, ends included."""
    days = {first, last, *(day for day in _turning_days(period) if first <= day <= last)}
    found = {period.standing(day) for day in days}
    order = (Standing.CONFIRMED, Standing.PRESUMED, Standing.UNKNOWN, Standing.ENDED, Standing.FUTURE)
    return min(found, key=order.index)


def _turning_days(period: Period) -> list[date]:
    days = [*period.observed]
    if period.valid_from is not None:
        days.append(period.valid_from.latest)
    if period.valid_to is not None:
        days.append(period.valid_to.earliest - timedelta(days=1))
    return days
