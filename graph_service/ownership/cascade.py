"""Ownership cascades of foreign lists (OFAC, EU, UK): which companies a regime treats as blocked through ownership.

Each regime has its own threshold, bound and way of adding up (``definitions.yaml``) and its own label; none is a
finding of Chinese law. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from graph_service.ownership.definitions import Measure, Version, version_on
from graph_service.ownership.group import Group, Rule, Step, grow
from graph_service.ownership.structure import Structure

Regime = Literal["OFAC", "EU", "UK"]
REGIMES: tuple[Regime, ...] = ("OFAC", "EU", "UK")
MEASURES: Mapping[Regime, Measure] = {"OFAC": "cascade_ofac", "EU": "cascade_eu", "UK": "cascade_uk"}


@dataclass(frozen=True, slots=True)
class Blocked:
    """A company caught: through which listed parties, by ownership or declared control, and the group that proves it."""

    company: str
    listed: tuple[str, ...]
    by: Literal["ownership", "control"]
    step: Step
    group: Group


@dataclass(frozen=True, slots=True)
class Cascade:
    """The answer for one regime. ``possible``: caught in some completion of unknown shares. ``version`` absent: not run."""

    regime: Regime
    version: Version | None
    blocked: tuple[Blocked, ...] = ()
    possible: tuple[Blocked, ...] = ()


def cascade(structure: Structure, regime: Regime, listed: Collection[str]) -> Cascade:
    """Companies that the regime treats as blocked because of the listed parties; these themselves are left out."""
    version = version_on(MEASURES[regime], structure.on)
    if version is None:
        return Cascade(regime, None)
    sure = _caught(structure, version, listed, possible=False)
    maybe = _caught(structure, version, listed, possible=True)
    return Cascade(
        regime, version, tuple(sure[c] for c in sorted(sure)),
        tuple(maybe[c] for c in sorted(maybe.keys() - sure.keys())),
    )  # fmt: skip


def _caught(structure: Structure, version: Version, listed: Collection[str], *, possible: bool) -> dict[str, Blocked]:
    """Listed parties are added up where the regime does so, else each is followed by itself."""
    assert version.threshold is not None
    rule = Rule(version.threshold, version.inclusive, "capital", version.control)
    found: dict[str, Blocked] = {}
    for seeds in _seeds(version, listed):
        group = grow(structure, seeds, rule, possible=possible)
        for company, blocked in _blocked(group, seeds):
            if company not in listed:
                found.setdefault(company, blocked)
    return found


def _seeds(version: Version, listed: Collection[str]) -> Iterable[tuple[str, ...]]:
    return [tuple(sorted(listed))] if version.aggregate else [(party,) for party in sorted(listed)]


def _blocked(group: Group, seeds: tuple[str, ...]) -> Iterator[tuple[str, Blocked]]:
    """Every company taken, in the order in which it was, so that what its members rest on is known already."""
    through: dict[str, frozenset[str]] = {seed: frozenset([seed]) for seed in seeds}
    declared: set[str] = set()
    for company, step in group.steps.items():
        through[company] = frozenset[str]().union(*(through[member] for member in step.members))
        if step.declared or not declared.isdisjoint(step.members):
            declared.add(company)
        by: Literal["ownership", "control"] = "control" if company in declared else "ownership"
        yield company, Blocked(company, tuple(s for s in seeds if s in through[company]), by, step, group)
