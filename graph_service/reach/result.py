"""What an evaluation of reach answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graph_service.model import Standing


@dataclass(frozen=True, slots=True)
class Reached:
    """A party that a record reaches by law.

    ``start`` is the first day of the effect, ``to`` the first free day (``None``: for life, or not known yet, see
    ``lasts``). ``basis``: ids of the relationships that prove it; ``standing`` is that of the weakest of them.
    ``mark``: the record is disputed as to its content.
    """

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
    lasts: str = "acting"
    conditions: tuple[str, ...] = ()
    mark: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class NotApplied:
    """A rule that was not applied to a party (or, with an empty ``party``, at all), and what would settle it."""

    record: str
    rule: str
    party: str
    reason: str
    would_settle: str = ""


@dataclass(frozen=True, slots=True)
class ReachResult:
    """Everyone reached, in a fixed order, and what was left open."""

    reached: tuple[Reached, ...]
    not_applied: tuple[NotApplied, ...]
