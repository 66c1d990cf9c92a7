"""Coverage comes before findings: which relation kinds have data for this party, from whom, how old.

A blank is not clean: "none found in …" (a source was loaded and shows nothing for the party) is told apart from
"no data" (nothing of that kind was ever loaded).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from graph_service.model import Period, Relationship
from graph_service.reading.memory import Glance


class Has(StrEnum):
    FOUND = "found"  # the party has relationships of this kind
    NONE_FOUND = "none_found"  # sources of this kind are loaded and show none for the party
    NO_DATA = "no_data"  # nothing of this kind was ever loaded


@dataclass(frozen=True, slots=True)
class SourceCoverage:
    """What one source has of a kind: for the party, and when it was last seen to say anything at all."""

    source: str
    count: int
    last_confirmed: date | None
    source_last_observed: date | None


@dataclass(frozen=True, slots=True)
class KindCoverage:
    kind: str
    has: Has
    sources: tuple[SourceCoverage, ...]


def coverage(
    kinds: Iterable[str], relationships: Iterable[Relationship | Glance], loaded: Iterable[dict[str, Any]]
) -> tuple[KindCoverage, ...]:
    """Coverage of ``kinds`` for a party with these relationships; ``loaded`` is what sources brought at all."""
    found: dict[str, dict[str, _Shown]] = defaultdict(lambda: defaultdict(_Shown))
    for relationship in relationships:
        found[_coverage_kind(relationship.kind)][relationship.source.source].add(relationship.period)
    brought: dict[str, dict[str, Any]] = defaultdict(dict)
    for row in loaded:
        brought[row["kind"]][row["source"]] = row["observed_last"]
    return tuple(_of_kind(kind, found.get(kind, {}), brought.get(kind, {})) for kind in kinds)


@dataclass(slots=True)
class _Shown:
    """What one source shows of a kind; many facts share one period, so these are kept apart from the count."""

    count: int = 0
    periods: dict[int, Period] = field(default_factory=dict)

    def add(self, period: Period) -> None:
        self.count += 1
        self.periods[id(period)] = period

    @property
    def last_confirmed(self) -> date | None:
        return max((p.last_confirmed for p in self.periods.values() if p.last_confirmed), default=None)


def _coverage_kind(kind: str) -> str:
    return "CreditRecord" if kind == "SUBJECT_OF" else kind


def _of_kind(kind: str, found: dict[str, _Shown], brought: dict[str, Any]) -> KindCoverage:
    shown = {source: found.get(source, _Shown()) for source in sorted({*found, *brought})}
    sources = tuple(
        SourceCoverage(source, s.count, s.last_confirmed, _day(brought.get(source))) for source, s in shown.items()
    )
    has = Has.FOUND if found else Has.NONE_FOUND if brought else Has.NO_DATA
    return KindCoverage(kind, has, sources)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
