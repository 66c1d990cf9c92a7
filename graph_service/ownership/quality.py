"""What is wrong or thin in recorded holdings, as answers: nothing is repaired, everything is named with its sources. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import islice
from typing import Literal

from graph_service.model import Relationship
from graph_service.ownership.structure import CapTable, Holding, structure
from graph_service.shares import ONE, ZERO

Problem = Literal[
    "above_whole", "below_whole", "self_holding", "nothing_held", "share_unknown", "sources_differ", "same_fact_repeated",
    "holds_on_no_day", "dates_never_overlap",
]  # fmt: skip


MAX_PAIRS = 2000
"""Pairs of holdings compared at one company."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One finding at a company: the sum or share in question, the relationships and sources that it rests on.

    ``shown``: the days on which those were last shown, in order. Where they lie far apart, holdings of different times
    may have been added up.
    """

    problem: Problem
    company: str
    share: Fraction | None
    relationships: tuple[str, ...]
    sources: tuple[str, ...]
    shown: tuple[date, ...] = ()


def faults(relationships: Iterable[Relationship], on: date) -> tuple[Fault, ...]:
    """Faults of the cap tables of the day, and of periods whatever the day; by company, then problem."""
    every = sorted((r for r in relationships if r.kind == "SHAREHOLDER_OF"), key=lambda r: r.id)
    held = structure(every, on)
    found = [fault for table in held.tables.values() for fault in _of_table(table)]
    found += [*_periods(every), *_never_together(every)]
    return tuple(sorted(found, key=lambda f: (f.company, f.problem, f.relationships)))


def by_source(found: Iterable[Fault]) -> dict[str, dict[str, int]]:
    """How many faults of each kind each source has a part in."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for fault in found:
        for source in fault.sources:
            counts[source][fault.problem] += 1
    return {source: dict(sorted(problems.items())) for source, problems in sorted(counts.items())}


def _fault(problem: Problem, company: str, share: Fraction | None, basis: Iterable[Relationship]) -> Fault:
    rows = tuple(basis)
    sources = tuple(sorted({r.source.source for r in rows}))
    shown = sorted({r.period.last_confirmed for r in rows if r.period.last_confirmed})
    return Fault(problem, company, share, tuple(sorted(r.id for r in rows)), sources, tuple(shown))


def _of_table(table: CapTable) -> Iterator[Fault]:
    basis = [r for h in table.holdings for r in h.basis]
    total = table.minimum()
    most = sum((h.capital.maximum for h in table.holdings), ZERO)
    if total > ONE:
        yield _fault("above_whole", table.company, total, basis)
    elif most < ONE:
        yield _fault("below_whole", table.company, most, basis)
    for holding in table.holdings:
        yield from _of_holding(holding)


def _of_holding(holding: Holding) -> Iterator[Fault]:
    if holding.holder == holding.company:
        yield _fault("self_holding", holding.company, holding.capital.minimum, holding.basis)
    if holding.capital.exact and not holding.capital.minimum:
        yield _fault("nothing_held", holding.company, ZERO, holding.basis)
    if not any(r.share.known for r in holding.basis):
        yield _fault("share_unknown", holding.company, None, holding.basis)
    if holding.conflict:
        yield _fault(
            "sources_differ", holding.company, holding.capital.maximum - holding.capital.minimum, holding.basis
        )
    elif len(holding.basis) > 1:
        yield _fault("same_fact_repeated", holding.company, holding.capital.minimum, holding.basis)


def _periods(every: Iterable[Relationship]) -> Iterator[Fault]:
    """A holding whose stated end is not after its beginning holds on no day."""
    for r in every:
        since, until = r.period.valid_from, r.period.valid_to
        if since and until and until.latest <= since.earliest:
            yield _fault("holds_on_no_day", r.to_id, None, [r])


def _never_together(every: Iterable[Relationship]) -> Iterator[Fault]:
    """A holding of a company and one that it has itself, which held on no common day: a chain that never was."""
    into: dict[str, list[Relationship]] = defaultdict(list)
    out_of: dict[str, list[Relationship]] = defaultdict(list)
    for r in every:
        into[r.to_id].append(r)
        out_of[r.from_id].append(r)
    for company in sorted(into.keys() & out_of.keys()):
        pairs = ((a, b) for a in into[company] for b in out_of[company])
        for a, b in islice(pairs, MAX_PAIRS):
            if not _overlap(a, b):
                yield _fault("dates_never_overlap", company, None, [a, b])


def _overlap(a: Relationship, b: Relationship) -> bool:
    """Whether two holdings may have held on a common day, by what their sources state."""
    starts = [r.period.valid_from.earliest for r in (a, b) if r.period.valid_from]
    ends = [r.period.valid_to.latest for r in (a, b) if r.period.valid_to]
    return not starts or not ends or max(starts) < min(ends)
