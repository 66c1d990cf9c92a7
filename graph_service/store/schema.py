"""Constraints and indexes, applied at start; every statement is safe to repeat."""

from __future__ import annotations

import cypher
from graph_service.store.gate import Graph


def ensure_schema(graph: Graph) -> None:
    """Create what is missing of constraints and indexes."""
    for name in cypher.names():
        if name.startswith("schema/"):
            graph.define(cypher.statement(name))
