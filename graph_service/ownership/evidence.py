"""How sure and how fresh what an answer rests on is: of all that is needed the weakest, the oldest, all sources. Pure."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Literal

from graph_service.model import Relationship, Standing
from graph_service.ownership.structure import Holding, Structure, best_standing

_SURENESS = (Standing.UNKNOWN, Standing.PRESUMED, Standing.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Evidence:
    """``standing`` of the least sure fact; ``last_confirmed`` of the one that was confirmed longest ago, ``None`` where one
    never was; ``sources`` of them all."""

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


NOTHING = Evidence(Standing.UNKNOWN, None, frozenset())


def proven(proof: Iterable[Relationship], on: date) -> Evidence:
    """What a proof rests on, all its relationships being needed; of several records of one fact the surest and latest counts.

    Cost: linear in the relationships.
    """
    facts: dict[tuple[str, str, str], list[Relationship]] = defaultdict(list)
    for record in proof:
        facts[record.kind, record.from_id, record.to_id].append(record)
    each = [
        Evidence(
            best_standing(records, on),
            max((r.period.last_confirmed for r in records if r.period.last_confirmed), default=None),
            frozenset(r.source.source for r in records),
        )
        for records in facts.values()
    ]  # fmt: skip
    return reduce(Evidence.with_, each) if each else NOTHING


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
