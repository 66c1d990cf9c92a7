"""Reads of the graph at one data version. Every answer is made from one reader, so no answer mixes versions.

Costs are stated per call. Reads are anchored at given entities and bounded; a hub's relationships are capped and
the cap is reported, never silent.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import cypher
from graph_service.dates import PartialDate
from graph_service.errors import Merged, NotFound
from graph_service.model import Entity, Period, Relationship, SourceRef, Standing
from graph_service.reading.agree import agree
from graph_service.schema import RELATIONSHIP_KINDS
from graph_service.store.gate import Graph

_OF_THE_RELATIONSHIP = frozenset({
    "id", "from_id", "to_id", "asserted_from", "asserted_to", "source", "record", "load", "known_from", "known_to",
    "observations", "observed_first", "observed_last", "valid_from", "valid_to",
})  # fmt: skip

ALL_KINDS = tuple(RELATIONSHIP_KINDS)
_HOLDS = frozenset({Standing.CONFIRMED, Standing.PRESUMED})


@dataclass(frozen=True, slots=True)
class Touching:
    """Relationships at some entities; ``capped`` names those of which not all were read, and how many were."""

    relationships: tuple[Relationship, ...]
    capped: Mapping[str, int]


class GraphReader:
    """The graph as known at ``version``."""

    def __init__(self, graph: Graph, version: int) -> None:
        self._graph = graph
        self.version = version
        self._snapshot_days: dict[tuple[str, str], list[date]] | None = None

    def entities(self, ids: Collection[str]) -> dict[str, Entity]:
        """Agreed views by id; unknown ids are left out. Cost: two statements, linear in what is said of them."""
        wanted = sorted(set(ids))
        if not wanted:
            return {}
        nodes = self._graph.rows(cypher.statement("read/entities"), ids=wanted, version=self.version)
        said = self.statements(wanted)
        return {row["entity"]["id"]: agree(row["entity"], said.get(row["entity"]["id"], ())) for row in nodes}

    def entity(self, identifier: str) -> Entity:
        """One entity. ``Merged`` with the survivor where it was merged, ``NotFound`` where it is unknown."""
        if survivor := self.survivor(identifier):
            raise Merged(
                f"{identifier} was merged into {survivor}",
                f"{identifier} 已并入 {survivor}",
                survivor=survivor,
            )
        found = self.entities([identifier])
        if identifier not in found:
            raise NotFound(f"nothing has the id {identifier}", f"没有编号为 {identifier} 的主体或记录", id=identifier)
        return found[identifier]

    def survivor(self, identifier: str) -> str | None:
        """Where a merged id lives now, through every merge; ``None`` where it was not merged."""
        found = None
        for _ in range(64):
            rows = self._graph.rows(cypher.statement("read/redirect"), id=identifier, version=self.version)
            if not rows:
                return found
            found = identifier = str(rows[0]["survivor"])
        return found

    def statements(self, ids: Collection[str]) -> dict[str, list[dict[str, Any]]]:
        """What sources say of entities, as stored, by entity."""
        rows = self._graph.rows(cypher.statement("read/statements_of"), ids=sorted(set(ids)), version=self.version)
        grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in rows:
            grouped[row["statement"]["entity"]].append(row["statement"])
        return grouped

    def touching(self, ids: Collection[str], kinds: Sequence[str] = ALL_KINDS, *, cap: int | None = None) -> Touching:
        """Relationships of ``kinds`` at ``ids``, each once; at most ``cap`` for each id.

        Cost: one statement, linear in the relationships of those entities up to the cap.
        """
        wanted = sorted(set(ids))
        if not wanted or not kinds:
            return Touching((), {})
        found: dict[str, Relationship] = {}
        counts: dict[str, int] = defaultdict(int)
        for row in self._touching_rows(wanted, kinds, cap):
            counts[row["anchor"]] += 1
            if cap is not None and counts[row["anchor"]] > cap:
                continue
            found[row["relationship"]["id"]] = self.relationship(row["kind"], row["relationship"])
        capped = {anchor: cap for anchor, count in counts.items() if cap is not None and count > cap}
        ordered = tuple(found[identifier] for identifier in sorted(found))
        return Touching(ordered, capped)

    def _touching_rows(self, ids: list[str], kinds: Sequence[str], cap: int | None) -> Iterable[dict[str, Any]]:
        if cap is None:
            read = cypher.statement("read/relationships_of").with_kinds(tuple(kinds))
            return self._graph.rows(read, ids=ids, version=self.version)
        read = cypher.statement("read/relationships_of_capped").with_kinds(tuple(kinds))
        return self._graph.rows(read, ids=ids, version=self.version, cap=cap + 1)

    def contact_users(self, contacts: Collection[str], on: date, limit: int) -> dict[str, int]:
        """How many parties use each contact point on the day, counted up to ``limit`` + 1.

        Ended uses are read along, up to four times the limit; a point with more than that counts as crowded.
        """
        cap = 4 * (limit + 1)
        read = cypher.statement("read/contact_users")
        rows = self._graph.rows(read, ids=sorted(contacts), version=self.version, cap=cap)
        seen: dict[str, int] = defaultdict(int)
        users: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            seen[row["anchor"]] += 1
            use = self.relationship("USES", row["relationship"])
            if not use.identity_disputed and use.period.standing(on) in _HOLDS:
                users[row["anchor"]].add(use.from_id)
        return {c: limit + 1 if seen[c] >= cap else min(len(users[c]), limit + 1) for c in contacts}

    def relationship(self, kind: str, row: Mapping[str, Any]) -> Relationship:
        """A stored relationship as a value."""
        return Relationship(
            id=row["id"], kind=kind, from_id=row["from_id"], to_id=row["to_id"], period=self._period(kind, row),
            source=SourceRef(row["source"], row["record"], row.get("load", "")),
            values={name: value for name, value in row.items() if name not in _OF_THE_RELATIONSHIP},
            asserted_from=row["asserted_from"], asserted_to=row["asserted_to"],
        )  # fmt: skip

    def _period(self, kind: str, row: Mapping[str, Any]) -> Period:
        days = row.get("observations") or [day for day in (row.get("observed_first"), row.get("observed_last")) if day]
        observed = tuple(sorted({date.fromisoformat(day) for day in days}))
        return Period(
            valid_from=PartialDate.parse(row["valid_from"]) if row.get("valid_from") else None,
            valid_to=PartialDate.parse(row["valid_to"]) if row.get("valid_to") else None,
            observed=observed,
            absent_from=self._absent_from(row["source"], kind, observed),
        )

    def _absent_from(self, source: str, kind: str, observed: tuple[date, ...]) -> date | None:
        """The first full snapshot after the last observation: the source no longer showed the fact then."""
        if self._snapshot_days is None:
            self._snapshot_days = self._read_snapshots()
        days = self._snapshot_days.get((source, kind))
        if not days or not observed:
            return None
        later = bisect_right(days, observed[-1])
        return days[later] if later < len(days) else None

    def _read_snapshots(self) -> dict[tuple[str, str], list[date]]:
        found: dict[tuple[str, str], list[date]] = defaultdict(list)
        for row in self._graph.rows(cypher.statement("read/snapshots"), version=self.version):
            found[(row["source"], row["kind"])].append(date.fromisoformat(row["on"]))
        return {key: sorted(days) for key, days in found.items()}
