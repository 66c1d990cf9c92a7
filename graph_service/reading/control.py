"""Everything that parties hold and that holds them, read once for a version: what control of listed parties rests on.

Every day can be answered from it, so ended facts are read along. Hubs are not passed. Cost: three statements for each
batch and layer, linear in the holdings around the parties; bounded by ``MAX_READ``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from graph_service.model import Relationship
from graph_service.reading.reader import GraphReader, Side

MAX_READ = 300_000
"""Relationships read at most."""
OF_EACH = 20_000
"""Holdings or holders of one party read at most."""
BATCH = 1000


class HoldingsAround:
    """``relationships`` with whole cap tables above and below some parties; ``cut``: a bound left some out."""

    def __init__(self, reader: GraphReader, parties: Collection[str], hubs: Collection[str]) -> None:
        self._reader = reader
        self._found: dict[str, Relationship] = {}
        self.cut = False
        held = self._walk("holdings", parties, hubs, down=True)
        self._walk("holders", parties, hubs, down=False)
        for links in self._read("holders", held - set(parties)):
            self._found.update(links)
        self.relationships = tuple(self._found[i] for i in sorted(self._found))

    def _walk(self, side: Side, start: Collection[str], hubs: Collection[str], *, down: bool) -> set[str]:
        """Everyone below (or above) the start, the start included."""
        seen, frontier = set(start), set(start)
        while frontier and not self.cut:
            ends: set[str] = set()
            for links in self._read(side, frontier):
                self._found.update(links)
                ends |= {r.to_id if down else r.from_id for r in links.values()}
            frontier = ends - seen - set(hubs)
            seen |= frontier
        return seen

    def _read(self, side: Side, ids: Collection[str]) -> Iterator[dict[str, Relationship]]:
        ordered = sorted(ids)
        for start in range(0, len(ordered), BATCH):
            if len(self._found) >= MAX_READ:
                self.cut = True
                return
            read = self._reader.links(side, ordered[start : start + BATCH], OF_EACH + 1)
            self.cut |= any(len(links) > OF_EACH for links in read.values())
            yield {r.id: r for links in read.values() for r in links}
