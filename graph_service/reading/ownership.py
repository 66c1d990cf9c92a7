"""Holdings and declared control above or below parties, layer by layer: one statement for each layer.

Upwards only holders are read, so a hub among them (a fund, an organ of the state) brings none of its other holdings
along. What bounds cut is part of what is returned; where a cap cut a company's holders, its table is known in part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from graph_service.model import Relationship, Standing
from graph_service.ownership.structure import Structure, structure
from graph_service.reading.reader import GraphReader, Side


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far a read goes: layers away from the start, parties in all, holdings of one party."""

    layers: int = 30
    parties: int = 5000
    of_each: int = 1000


@dataclass(slots=True)
class Layers:
    """What was read. ``layer``: distance of each party from the nearest start. ``cut``: parties not followed further."""

    on: date
    layer: dict[str, int] = field(default_factory=dict)
    relationships: dict[str, Relationship] = field(default_factory=dict)
    capped: dict[str, int] = field(default_factory=dict)
    cut: tuple[str, ...] = ()

    @property
    def truncated(self) -> bool:
        return bool(self.cut or self.capped)

    def structure(self) -> Structure:
        return structure(self.relationships.values(), self.on)


def above(reader: GraphReader, companies: Iterable[str], on: date, bounds: Bounds | None = None) -> Layers:
    """Everyone who holds the companies, directly or not, with the whole cap table of every company on the way."""
    return _walk(reader, companies, on, bounds or Bounds(), up=True)


def below(reader: GraphReader, holders: Iterable[str], on: date, bounds: Bounds | None = None) -> Layers:
    """Every company that the holders hold, directly or not, with all other holders of each, these not followed."""
    bounds = bounds or Bounds()
    found = _walk(reader, holders, on, bounds, up=False)
    companies = sorted(found.layer)
    _take(found, _read(reader, "holders", companies, bounds, found))
    return found


def _walk(reader: GraphReader, starts: Iterable[str], on: date, bounds: Bounds, *, up: bool) -> Layers:
    found = Layers(on)
    frontier = sorted(set(starts))
    found.layer.update(dict.fromkeys(frontier, 0))
    for depth in range(1, bounds.layers + 1):
        if not frontier or len(found.layer) >= bounds.parties:
            break
        read = _read(reader, "holders" if up else "holdings", frontier, bounds, found)
        _take(found, read)
        ends = {r.from_id if up else r.to_id for links in read.values() for r in links if _counts(r, on)}
        new = sorted(ends - found.layer.keys())
        frontier = new[: max(0, bounds.parties - len(found.layer))]
        found.layer.update(dict.fromkeys(frontier, depth))
        found.cut = (*found.cut, *new[len(frontier) :])
    found.cut = (*found.cut, *frontier)
    return found


def _counts(relationship: Relationship, on: date) -> bool:
    """Whether it holds on the day or may: what has ended leads nowhere."""
    return relationship.period.standing(on) not in (Standing.ENDED, Standing.FUTURE)


def _read(
    reader: GraphReader, side: Side, ids: list[str], bounds: Bounds, found: Layers
) -> Mapping[str, tuple[Relationship, ...]]:
    read = reader.links(side, ids, bounds.of_each + 1)
    for anchor, links in read.items():
        if len(links) > bounds.of_each:
            found.capped[anchor] = bounds.of_each
    return {anchor: links[: bounds.of_each] for anchor, links in read.items()}


def _take(found: Layers, read: Mapping[str, tuple[Relationship, ...]]) -> None:
    for links in read.values():
        found.relationships.update({r.id: r for r in links})
