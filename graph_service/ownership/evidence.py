"""How sure and how fresh what a share rests on is: of everything between two parties the weakest, the oldest, all sources. Pure."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from graph_service.model import Standing
from graph_service.ownership.structure import Holding, Structure

_SURENESS = (Standing.UNKNOWN, Standing.PRESUMED, Standing.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Evidence:
    """``standing`` of the least sure holding on any chain; ``last_confirmed`` of the one that was confirmed longest ago,
    ``None`` where one never was; ``sources`` of them all."""

    standing: Standing
    last_confirmed: date | None
    sources: frozenset[str]

    def with_(self, other: Evidence) -> Evidence:
        days = (self.last_confirmed, other.last_confirmed)
        return Evidence(
            min(self.standing, other.standing, key=_SURENESS.index),
            None if days[0] is None or days[1] is None else min(days[0], days[1]),
            self.sources | other.sources,
        )


def evidence(structure: Structure, start: str, direction: Literal["up", "down"]) -> Mapping[str, Evidence]:
    """For everyone above (``up``) or below a party what the chains between them rest on; holdings of nothing make none.

    Cost: linear in the holdings, times how often a later chain makes an earlier answer weaker.
    """
    found: dict[str, Evidence] = {}
    waiting = deque([start])
    while waiting:
        party = waiting.popleft()
        for holding in _links(structure, party, direction):
            end = holding.holder if direction == "up" else holding.company
            new = _of(holding)
            for known in (found.get(party), found.get(end)):
                new = new.with_(known) if known else new
            if found.get(end) != new:
                found[end] = new
                waiting.append(end)
    return found


def _links(structure: Structure, party: str, direction: Literal["up", "down"]) -> Iterable[Holding]:
    links = structure.table(party).holdings if direction == "up" else structure.held_by(party)
    return (holding for holding in links if holding.capital.maximum or holding.votes.maximum)


def _of(holding: Holding) -> Evidence:
    return Evidence(holding.standing, holding.last_confirmed, frozenset(r.source.source for r in holding.basis))
