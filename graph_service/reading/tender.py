"""What a tender review needs of the graph: one shared expansion around all its parties, a few statements in all.

First everything at the parties themselves; then, level by level, who stands above the units (holders, declared control,
managers); then kin and posts of the people found; at last who uses the contact points in common. Cost: the relationships
of the parties up to the cap, not their pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

import cypher
from graph_service.model import Relationship, Subgraph
from graph_service.reading.reader import GraphReader
from graph_service.store.gate import Graph

AT_PARTIES = (
    "LEGAL_REPRESENTATIVE_OF", "PRINCIPAL_OF", "SHAREHOLDER_OF", "CONTROLS", "DIRECTOR_OF", "SUPERVISOR_OF",
    "SENIOR_MANAGER_OF", "EMPLOYED_BY", "MANAGES", "BRANCH_OF", "SUCCESSOR_OF", "RELATIVE_OF", "USES",
    "POSSIBLY_SAME_AS", "SUBJECT_OF", "SERVED", "BID_ON",
)  # fmt: skip
ABOVE = ("SHAREHOLDER_OF", "CONTROLS", "MANAGES", "BRANCH_OF")
OF_PEOPLE = ("RELATIVE_OF", "POSSIBLY_SAME_AS", "EMPLOYED_BY")
PRINCIPALS = ("LEGAL_REPRESENTATIVE_OF", "PRINCIPAL_OF")
LEVELS = 12
MAX_ABOVE = 5000


@dataclass(slots=True)
class TenderScope:
    """What was read; ``capped`` names parties of which not all was read, ``truncated`` that a bound stopped it."""

    reader: GraphReader
    cap: int
    relationships: dict[str, Relationship] = field(default_factory=dict)
    capped: dict[str, int] = field(default_factory=dict)
    truncated: bool = False

    def take(self, ids: Iterable[str], kinds: tuple[str, ...]) -> list[Relationship]:
        found = self.reader.touching(set(ids), kinds, cap=self.cap)
        self.capped.update(found.capped)
        self.relationships.update({r.id: r for r in found.relationships})
        return list(found.relationships)

    def ends(self) -> set[str]:
        return {end for r in self.relationships.values() for end in (r.from_id, r.to_id)}

    def subgraph(self, more: Collection[str] = ()) -> Subgraph:
        """Lots of earlier bids are named by their relationships only."""
        lots = {r.to_id for r in self.relationships.values() if r.kind == "BID_ON"}
        entities = self.reader.entities((self.ends() - lots) | set(more))
        return Subgraph(self.reader.version, entities, tuple(self.relationships[i] for i in sorted(self.relationships)))


def around_tender(
    reader: GraphReader,
    graph: Graph,
    units: Collection[str],
    others: Collection[str],
    claiming: Collection[str],
    cap: int,
) -> TenderScope:
    """``units``: bidders, tenderer, agency, supervisor; ``others``: experts and whom the bids name; ``claiming``: SMEs."""
    scope = TenderScope(reader, cap)
    first = scope.take({*units, *others}, AT_PARTIES)
    _above(
        scope,
        graph,
        {r.from_id for r in first if r.kind in ABOVE and r.to_id in units}
        | {r.to_id for r in first if r.kind == "BRANCH_OF"},
    )
    people = {
        r.from_id
        for r in first
        if r.kind in (*PRINCIPALS, "SHAREHOLDER_OF", "DIRECTOR_OF", "SUPERVISOR_OF", "SENIOR_MANAGER_OF")
    }
    scope.take(people - set(units) - set(others), OF_PEOPLE)
    principals = {r.from_id for r in first if r.kind in PRINCIPALS and r.to_id in claiming}
    if principals:
        scope.take(principals, PRINCIPALS)
    return scope


def _above(scope: TenderScope, graph: Graph, frontier: set[str]) -> None:
    """Upwards only: what else a holder holds does not decide who controls a bidder."""
    seen: set[str] = set()
    for _ in range(LEVELS):
        frontier = frontier - seen
        if not frontier:
            return
        if len(seen) + len(frontier) > MAX_ABOVE:
            break
        seen |= frontier
        found = _into(scope, graph, frontier)
        scope.relationships.update({r.id: r for r in found})
        frontier = {r.from_id for r in found}
    scope.truncated = True


def _into(scope: TenderScope, graph: Graph, ids: set[str]) -> list[Relationship]:
    """Relationships that point to these; of a hub (a fund, an exchange) only those, up to the cap."""
    touching = scope.reader.touching(ids, ABOVE, cap=scope.cap)
    found = [r for r in touching.relationships if r.to_id in ids and r.to_id not in touching.capped]
    if touching.capped:
        counts: dict[str, int] = defaultdict(int)
        read = cypher.statement("read/relationships_into").with_kinds(ABOVE)
        for row in graph.rows(read, ids=sorted(touching.capped), version=scope.reader.version, cap=scope.cap + 1):
            counts[row["anchor"]] += 1
            if counts[row["anchor"]] <= scope.cap:
                found.append(scope.reader.relationship(row["kind"], row["relationship"]))
        scope.capped.update({i: scope.cap for i, n in counts.items() if n > scope.cap})
    return found


def crowded_contacts(scope: TenderScope, units: Collection[str]) -> set[str]:
    """Contact points of two or more bidders: of these it matters how many use them."""
    users: dict[str, set[str]] = defaultdict(set)
    for found in scope.relationships.values():
        if found.kind == "USES" and found.from_id in units:
            users[found.to_id].add(found.from_id)
    return {contact for contact, parties in users.items() if len(parties) > 1}
