"""Days, partial dates and periods, in Asia/Shanghai, and how Chinese law counts them.

Dates are days; a source may know only a year or a month ("2019", "2019-03"). Periods are half-open:
``valid_to`` is the first day on which the fact no longer holds. 民法典 201-203: the day of the event is not
counted, a period of years ends on the day of the same number (or the last day of that month), and the last day
counts until its end.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
_ISO = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


def today() -> date:
    """The present day in Asia/Shanghai."""
    return datetime.now(SHANGHAI).date()


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date known to the day, the month or the year; ``earliest`` and ``latest`` are the days it may mean."""

    earliest: date
    latest: date

    @property
    def exact(self) -> bool:
        return self.earliest == self.latest

    @staticmethod
    def parse(text: str) -> PartialDate:
        """Parse ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; ``ValueError`` for anything else."""
        return _parse(text)

    def __str__(self) -> str:
        if self.exact:
            return self.earliest.isoformat()
        if self.earliest.month == self.latest.month:
            return self.earliest.strftime("%Y-%m")
        return self.earliest.strftime("%Y")


@lru_cache(maxsize=65536)
def _parse(text: str) -> PartialDate:
    match = _ISO.match(text)
    if match is None:
        raise ValueError(f"not an ISO date, month or year: {text!r}")
    year, month, day = match.groups()
    if day is not None:
        exact = date(int(year), int(month), int(day))
        return PartialDate(exact, exact)
    if month is not None:
        last = calendar.monthrange(int(year), int(month))[1]
        return PartialDate(date(int(year), int(month), 1), date(int(year), int(month), last))
    return PartialDate(date(int(year), 1, 1), date(int(year), 12, 31))


def add_months(day: date, months: int) -> date:
    """The day of the same number ``months`` later, or the last day of that month (民法典 202)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date:
    """The last day of a period of ``years`` that starts with the event on ``day`` (民法典 201-202)."""
    return add_months(day, 12 * years)


def first_free_day(event: date, *, years: int = 0, months: int = 0) -> date:
    """The first day after a period of law that runs from ``event``: its last day still counts (民法典 203)."""
    return add_months(event, 12 * years + months) + timedelta(days=1)
