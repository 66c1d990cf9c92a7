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
from itertools import islice
from typing import Any, Literal

import cypher
from graph_service.dates import PartialDate
from graph_service.errors import Merged, NotFound
from graph_service.model import Entity, Period, Relationship, SourceRef, Standing
from graph_service.reading.agree import agree
from graph_service.reading.memory import KEPT_GLANCES, Around, Glance, VersionMemory
from graph_service.schema import RELATIONSHIP_KINDS
from graph_service.store.gate import Graph

_OF_THE_RELATIONSHIP = frozenset({
    "id", "from_id", "to_id", "asserted_from", "asserted_to", "source", "record", "load", "known_from", "known_to",
    "observations", "observed_first", "observed_last", "valid_from", "valid_to",
})  # fmt: skip

Side = Literal["holders", "holdings"]
ALL_KINDS = tuple(RELATIONSHIP_KINDS)
WHOLE = 500
"""Up to so many relationships an entity's are read and kept as a whole; with more it is a hub."""
AT_EACH = 16
"""More than twice what a party has at the median; of many parties so many are read at once on average."""
_HOLDS = frozenset({Standing.CONFIRMED, Standing.PRESUMED})


@dataclass(frozen=True, slots=True)
class Touching:
    """Relationships at some entities; ``capped`` names those of which not all were read, and how many were."""

    relationships: tuple[Relationship, ...]
    capped: Mapping[str, int]


class GraphReader:
    """The graph as known at ``version``. What it reads is kept in ``memory``, which readers of one version share."""

    def __init__(self, graph: Graph, version: int, memory: VersionMemory | None = None) -> None:
        self._graph = graph
        self.version = version
        self.memory = memory or VersionMemory()

    def entities(self, ids: Collection[str]) -> dict[str, Entity]:
        """Agreed views by id; unknown ids are left out. Cost: one statement, linear in what is said of them."""
        wanted = set(ids)
        found = self.memory.entities.get_many(wanted)
        if unread := sorted(wanted - found.keys()):
            rows = self._graph.rows(cypher.statement("read/entities"), ids=unread, version=self.version)
            read = {node["id"]: agree(node, said) for node, said in rows[0]["found"]}
            self.memory.entities.put_many(read.items())
            found |= read
        return found

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
        return self.survivors([identifier]).get(identifier)

    def survivors(self, ids: Collection[str]) -> dict[str, str]:
        """Where those of ``ids`` that were merged live now. Cost: one statement for each step of the longest chain."""
        now = {identifier: identifier for identifier in ids}
        for _ in range(64):
            wanted = sorted(set(now.values()))
            rows = self._graph.rows(cypher.statement("read/redirects_of"), ids=wanted, version=self.version)
            moved = {row["id"]: str(row["survivor"]) for row in rows}
            if not moved:
                break
            now = {identifier: moved.get(place, place) for identifier, place in now.items()}
        return {identifier: place for identifier, place in now.items() if place != identifier}

    def touching(
        self, ids: Collection[str], kinds: Sequence[str] = ALL_KINDS, *, cap: int | None = None, keep: bool = True
    ) -> Touching:
        """Relationships of ``kinds`` at ``ids``, each once; at most ``cap`` for each id, the least ids first.

        Cost: one statement, linear in the relationships of those entities up to the cap, for what is not yet in
        memory; one more where some of them are hubs. Not to ``keep``: of those entities nothing else will be asked, so
        only these kinds are read.
        """
        if not ids or not kinds:
            return Touching((), {})
        chosen = frozenset(kinds)
        at: dict[str, tuple[Relationship, ...]] = {}
        hubs = set[str]()
        for i, around in (self.around(ids) if keep else self.memory.around.get_many(set(ids))).items():
            at[i] = tuple(r for r in around.relationships if r.kind in chosen)
            if not around.complete and (cap is None or len(at[i]) <= cap):
                hubs.add(i)
        if unread := sorted(set(ids) - at.keys()):
            read = self._at_once(unread, kinds)
            at |= read or {}
            hubs |= set() if read is not None else set(unread)
        if hubs:
            at |= self._at_hubs(sorted(hubs), kinds, cap)
        found = {r.id: r for relationships in at.values() for r in relationships[:cap]}
        capped = {i: cap for i, relationships in sorted(at.items()) if cap is not None and len(relationships) > cap}
        return Touching(tuple(found[identifier] for identifier in sorted(found)), capped)

    def ends(
        self, ids: Collection[str], kinds: Sequence[str], *, cap: int
    ) -> tuple[dict[str, frozenset[str]], dict[str, int]]:
        """The other ends of what ``touching`` would read at each of ``ids``, and of which it would not read all.

        Cost: that of ``touching``, but for a relationship only an id is sent and nothing is made of it or kept.
        """
        around = self.memory.around.get_many(set(ids))
        chosen = frozenset(kinds)
        at = {i: [r.other(i) for r in v.relationships if r.kind in chosen] for i, v in around.items() if v.complete}
        if unread := sorted(set(ids) - at.keys()):
            at |= self._ends(unread, kinds, cap)
        return {i: frozenset(found[:cap]) for i, found in at.items()}, {
            i: cap for i, found in sorted(at.items()) if len(found) > cap
        }

    def _ends(self, ids: list[str], kinds: Sequence[str], cap: int) -> dict[str, list[str]]:
        """In the order of the relationships' ids where there are more than ``cap``, else in any."""
        limit, at = _enough(ids), defaultdict[str, list[str]](list)
        read = cypher.statement("read/ends_at_once").with_kinds(tuple(kinds))
        found = self._graph.rows(read, ids=ids, version=self.version, cap=limit)[0]["found"]
        for i, end in found:
            at[i].append(end)
        hubs = ids if len(found) >= limit else [i for i, ends in at.items() if len(ends) > cap]
        if hubs:
            read = cypher.statement("read/ends_of_capped").with_kinds(tuple(kinds))
            at |= dict(self._graph.rows(read, ids=hubs, version=self.version, cap=cap + 1)[0]["found"])
        return at

    def around(self, ids: Collection[str]) -> dict[str, Around]:
        """All relationships at each of ``ids``, or of a hub the first and one more than ``WHOLE``.

        Cost: one statement at most, two where there are hubs.
        """
        wanted = set(ids)
        found = self.memory.around.get_many(wanted)
        if unread := wanted - found.keys():
            hubs = set(self.memory.crowded.get_many(unread))
            at = self._at_once(sorted(unread - hubs), ALL_KINDS)
            if at is None:
                at, hubs = {}, unread
            if hubs:
                at |= self._at_hubs(sorted(hubs), ALL_KINDS, WHOLE)
            new = {i: Around(at.get(i, ())[: WHOLE + 1], len(at.get(i, ())) <= WHOLE) for i in unread}
            self.memory.around.put_many(new.items())
            found |= new
        return found

    def _at_once(self, ids: list[str], kinds: Sequence[str]) -> dict[str, tuple[Relationship, ...]] | None:
        """All relationships of ``kinds`` at each of ``ids``; ``None`` where they are so many that some must be a hub.

        To cap each of them would cost the engine more than to read them: so it is done only then.
        """
        if not ids:
            return {}
        limit = _enough(ids)
        read = cypher.statement("read/relationships_at_once").with_kinds(tuple(kinds))
        found = self._graph.rows(read, ids=ids, version=self.version, cap=limit)[0]["found"]
        if len(found) >= limit:
            return None
        none: dict[str, tuple[Relationship, ...]] = dict.fromkeys(ids, ())
        return none | self._by_anchor(found)

    def _by_anchor(self, found: Collection[tuple[str, str, Mapping[str, Any]]]) -> dict[str, tuple[Relationship, ...]]:
        """Relationships in the order of their ids at each anchor; one that is found at two is made once."""
        rows = {row["id"]: (kind, row) for _, kind, row in found}
        made = {i: self.relationship(*rows[i]) for i in sorted(rows)}
        at: dict[str, set[str]] = defaultdict(set)
        for anchor, _, row in found:
            at[anchor].add(row["id"])
        return {i: tuple(made[r] for r in sorted(ids)) for i, ids in at.items()}

    def _at_hubs(self, ids: list[str], kinds: Sequence[str], cap: int | None) -> dict[str, tuple[Relationship, ...]]:
        if cap is None:
            read = cypher.statement("read/relationships_of").with_kinds(tuple(kinds))
            rows = self._graph.rows(read, ids=ids, version=self.version)
            return {row["anchor"]: self._relationships(row["found"]) for row in rows}
        # Of one hub its register costs less than to sort what it has; more of them are sorted by the engine at once.
        registers = {ids[0]: self.register(ids[0])} if len(ids) == 1 else self.memory.registers.get_many(ids)
        chosen = frozenset(kinds)
        at = {i: self._first(i, known, chosen, cap + 1) for i, known in registers.items() if known is not None}
        if others := [i for i in ids if i not in at]:
            read = cypher.statement("read/relationships_of_capped").with_kinds(tuple(kinds))
            rows = self._graph.rows(read, ids=others, version=self.version, cap=cap + 1)
            at |= {row["anchor"]: self._relationships(row["found"]) for row in rows}
        return at

    def _first(self, hub: str, known: Iterable[Glance], kinds: Collection[str], count: int) -> tuple[Relationship, ...]:
        return self.full(hub, list(islice((g for g in known if g.kind in kinds), count)))

    def register(self, identifier: str) -> tuple[Glance, ...] | None:
        """All relationships of one party at a glance, in the order of their ids; ``None`` where there are more than
        100,000. What can be counted, sorted by day and paged without being read.

        Cost: one statement, linear in them (some 10 µs each), once for each version while it is kept.
        """
        with self.memory.registering:
            kept = self.memory.registers.get_many([identifier])
            if identifier not in kept:
                kept = {identifier: self._read_register(identifier)}
                self.memory.registers.put_many(kept.items())
        return kept[identifier]

    def _read_register(self, identifier: str) -> tuple[Glance, ...] | None:
        read = cypher.statement("read/register").with_kinds(ALL_KINDS)
        rows = self._graph.rows(read, id=identifier, version=self.version, cap=KEPT_GLANCES + 1)
        if sum(len(row["ends"]) for row in rows) > KEPT_GLANCES:
            return None
        found = dict[str, Glance]()
        for row in rows:
            period, source = self._period(row["kind"], row), SourceRef(row["source"], "", "")
            for relationship, other in map(str.split, row["ends"]):
                ends = (identifier, other) if row["outward"] else (other, identifier)
                found[relationship] = Glance(relationship, row["kind"], *ends, period, source)
        return tuple(found[i] for i in sorted(found))

    def full(self, hub: str, found: Sequence[Relationship | Glance]) -> tuple[Relationship, ...]:
        """These relationships of a party with their values, those seen at a glance read: one statement, linear in what
        their other ends have."""
        glances = [g for g in found if isinstance(g, Glance)]
        if not glances:
            return tuple(r for r in found if isinstance(r, Relationship))
        read = cypher.statement("read/relationships_by_end").with_kinds(tuple(sorted({g.kind for g in glances})))
        wanted = [{"id": g.id, "end": g.to_id if g.from_id == hub else g.from_id} for g in glances]
        return self._relationships(
            {"kind": row["kind"], "relationship": row["relationship"]}
            for row in self._graph.rows(read, rows=wanted, version=self.version)
        )

    def links(self, side: Side, ids: Collection[str], cap: int) -> dict[str, tuple[Relationship, ...]]:
        """Holders of each id, or its holdings, declared control among them: the first ``cap`` in the order of their ids.

        Cost: one statement, linear in what there is; one more, linear in the caps, where there is too much.
        """
        if not ids:
            return {}
        ordered = sorted(set(ids))
        limit = cap + AT_EACH * len(ordered)
        read = cypher.statement(f"read/{side}_at_once")
        found = self._graph.rows(read, ids=ordered, version=self.version, cap=limit)[0]["found"]
        if len(found) < limit:
            return {anchor: links[:cap] for anchor, links in self._by_anchor(found).items()}
        rows = self._graph.rows(cypher.statement(f"read/{side}_of"), ids=ordered, version=self.version, cap=cap)
        return {row["anchor"]: self._relationships(row["found"]) for row in rows}

    def _relationships(self, rows: Iterable[Mapping[str, Any]]) -> tuple[Relationship, ...]:
        found = {row["relationship"]["id"]: row for row in rows}
        return tuple(self.relationship(found[i]["kind"], found[i]["relationship"]) for i in sorted(found))

    def contact_users(self, contacts: Collection[str], on: date, limit: int) -> dict[str, int]:
        """How many parties use each contact point on the day, counted up to ``limit`` + 1.

        Ended uses are read along, up to four times the limit; a point with more than that counts as crowded.
        """
        cap = 4 * (limit + 1)
        uses = self._uses(set(contacts), cap)
        return {c: min(_users(uses[c], on), limit + 1) if c in uses else limit + 1 for c in contacts}

    def _uses(self, contacts: set[str], cap: int) -> dict[str, tuple[Relationship, ...]]:
        """The uses of each contact point that has fewer than ``cap``. Nothing but uses touches a contact point.

        Cost: one statement, linear in the uses up to ``cap`` of what is not yet in memory.
        """
        around = self.memory.around.get_many(contacts)
        uses = {c: v.relationships for c, v in around.items() if v.complete and len(v.relationships) < cap}
        crowded = {c for c, v in around.items() if len(v.relationships) >= cap}
        crowded |= {c for c, least in self.memory.crowded.get_many(contacts).items() if least >= cap}
        if unread := sorted(contacts - uses.keys() - crowded):
            read = self._at_once(unread, ("USES",))
            if read is None:
                rows = self._graph.rows(
                    cypher.statement("read/contact_users"), ids=unread, version=self.version, cap=cap
                )
                read = {row["anchor"]: self._relationships(row["found"]) for row in rows}
            few = {c: found for c in unread if len(found := read.get(c, ())) < cap}
            self.memory.around.put_many((c, Around(found)) for c, found in few.items() if len(found) <= WHOLE)
            self.memory.crowded.put_many((c, cap) for c in unread if c not in few)
            uses |= few
        return uses

    def relationship(self, kind: str, row: Mapping[str, Any]) -> Relationship:
        """A stored relationship as a value."""
        return Relationship(
            id=row["id"], kind=kind, from_id=row["from_id"], to_id=row["to_id"], period=self._period(kind, row),
            source=SourceRef(row["source"], row["record"], row.get("load", "")),
            values={name: value for name, value in row.items() if name not in _OF_THE_RELATIONSHIP},
            asserted_from=row["asserted_from"], asserted_to=row["asserted_to"],
        )  # fmt: skip

    def _period(self, kind: str, row: Mapping[str, Any]) -> Period:
        """Facts of one file mostly say the same days: their periods are one value, made once."""
        days = tuple(row.get("observations") or (row.get("observed_first"), row.get("observed_last")))
        said = (row["source"], kind, row.get("valid_from"), row.get("valid_to"), days)
        return self.memory.shared(said, lambda: self._made_period(*said))

    def _made_period(
        self, source: str, kind: str, valid_from: str | None, valid_to: str | None, days: tuple[str | None, ...]
    ) -> Period:
        observed = tuple(sorted({date.fromisoformat(day) for day in days if day}))
        return Period(
            valid_from=PartialDate.parse(valid_from) if valid_from else None,
            valid_to=PartialDate.parse(valid_to) if valid_to else None,
            observed=observed,
            absent_from=self._absent_from(source, kind, observed),
        )

    def _absent_from(self, source: str, kind: str, observed: tuple[date, ...]) -> date | None:
        """The first full snapshot after the last observation: the source no longer showed the fact then."""
        days = self.memory.once("snapshots", self._read_snapshots).get((source, kind))
        if not days or not observed:
            return None
        later = bisect_right(days, observed[-1])
        return days[later] if later < len(days) else None

    def _read_snapshots(self) -> dict[tuple[str, str], list[date]]:
        found: dict[tuple[str, str], list[date]] = defaultdict(list)
        for row in self._graph.rows(cypher.statement("read/snapshots"), version=self.version):
            found[(row["source"], row["kind"])].append(date.fromisoformat(row["on"]))
        return {key: sorted(days) for key, days in found.items()}

    def brought(self) -> list[dict[str, Any]]:
        """Which sources have brought which kinds by this version, how much and how fresh."""
        read = cypher.statement("read/coverage")
        return self.memory.once("coverage", lambda: self._graph.rows(read, version=self.version))


def _enough(ids: Collection[str]) -> int:
    """How many relationships of that many entities are read at once: with more some of them is a hub."""
    return WHOLE + AT_EACH * len(ids)


def _users(uses: Iterable[Relationship], on: date) -> int:
    return len({r.from_id for r in uses if not r.identity_disputed and r.period.standing(on) in _HOLDS})
