"""What connects given parties with each other and nothing else: to draw a kept picture again."""

from __future__ import annotations

from collections.abc import Collection

import cypher
from graph_service.model import Relationship
from graph_service.reading.reader import GraphReader
from graph_service.store.gate import Graph

CAP = 10_000


def among(
    graph: Graph, reader: GraphReader, ids: Collection[str], kinds: Collection[str]
) -> tuple[list[Relationship], bool]:
    """Relationships whose both ends are given, in the order of ids, and whether there are more than ``CAP``."""
    read = cypher.statement("read/relationships_among").with_kinds(tuple(kinds))
    rows = graph.rows(read, ids=sorted(set(ids)), version=reader.version, cap=CAP + 1)
    found = [reader.relationship(row["kind"], row["relationship"]) for row in rows]
    return found[:CAP], len(found) > CAP
