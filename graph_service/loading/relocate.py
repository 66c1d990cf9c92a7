"""Moving facts to where their asserted parties live now: what a merge or a split does to the graph.

Nothing is overwritten: a fact that moves is closed at this version and opened again at its new ends, still
remembering for whom it was asserted. So a split restores both sides exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import cypher
from graph_service.loading.creation import RELATIONSHIPS, STATEMENTS, creation
from graph_service.model import OPEN_VERSION
from graph_service.schema import RELATIONSHIP_KINDS
from graph_service.store.gate import Graph, Write

Where = Callable[[str], str]
"""Under which id an asserted one lives now."""


def relocate(graph: Graph, identifiers: Iterable[str], where: Where, version: int, load: str) -> int:
    """Move every open fact at ``identifiers`` whose asserted ends live elsewhere now; returns how many moved.

    Cost: one read and at most three writes per relationship kind, proportional to the facts at those parties.
    """
    ids = sorted(set(identifiers))
    moved = _move_statements(graph, ids, where, version, load)
    for kind in RELATIONSHIP_KINDS:
        moved += _move_relationships(graph, kind, ids, where, version, load)
    return moved


def _move_statements(graph: Graph, ids: list[str], where: Where, version: int, load: str) -> int:
    rows = graph.rows(cypher.statement("load/all_statements_of"), ids=ids, open=OPEN_VERSION)
    moving = [row["statement"] for row in rows]
    moving = [row for row in moving if where(row["asserted"]) != row["entity"]]
    if moving:
        new = [_reopened(row, version, load, entity=where(row["asserted"])) for row in moving]
        graph.write_many([*ending_statements(moving, version), creation(STATEMENTS, new)])
    return len(moving)


def _move_relationships(graph: Graph, kind: str, ids: list[str], where: Where, version: int, load: str) -> int:
    read = cypher.statement("load/all_relationships_at").with_kinds((kind,))
    rows = graph.rows(read, ids=ids, open=OPEN_VERSION)
    found = {row["relationship"]["id"]: row["relationship"] for row in rows}
    moving, new = [], []
    for row in found.values():
        ends = (where(row["asserted_from"]), where(row["asserted_to"]))
        if ends != (row["from_id"], row["to_id"]):
            moving.append(row)
            new.append(_reopened(row, version, load, from_id=ends[0], to_id=ends[1]))
    if moving:
        graph.write_many([*ending_relationships(kind, moving, version), creation(RELATIONSHIPS, new, kind)])
    return len(moving)


def ending_statements(rows: list[dict[str, Any]], version: int) -> list[Write]:
    """Close what earlier versions know; take back what this unpublished version made."""
    writes: list[Write] = []
    if closing := [{"entity": r["entity"], "id": r["id"]} for r in rows if r["known_from"] != version]:
        parameters = {"rows": closing, "version": version, "open": OPEN_VERSION}
        writes.append((cypher.statement("load/close_statements"), parameters))
    if removing := [{"entity": r["entity"], "id": r["id"]} for r in rows if r["known_from"] == version]:
        writes.append((cypher.statement("load/delete_statements"), {"rows": removing, "version": version}))
    return writes


def ending_relationships(kind: str, rows: list[dict[str, Any]], version: int) -> list[Write]:
    """The same for relationships of one kind, found from the end that has few of them."""
    anchor = RELATIONSHIP_KINDS[kind].anchor + "_id"
    writes: list[Write] = []
    if closing := [{"anchor": r[anchor], "id": r["id"]} for r in rows if r["known_from"] != version]:
        close = cypher.statement("load/close_relationships").with_kinds((kind,))
        writes.append((close, {"rows": closing, "version": version, "open": OPEN_VERSION}))
    if removing := [{"anchor": r[anchor], "id": r["id"]} for r in rows if r["known_from"] == version]:
        delete = cypher.statement("load/delete_relationships").with_kinds((kind,))
        writes.append((delete, {"rows": removing, "version": version}))
    return writes


def _reopened(row: dict[str, Any], version: int, load: str, **ends: str) -> dict[str, Any]:
    return {**row, **ends, "known_from": version, "known_to": OPEN_VERSION, "load": load}
