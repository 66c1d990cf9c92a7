"""Creating rows: one statement for all rows of a table, with the values that any of them has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cypher
from graph_service.store.gate import Write

STATEMENTS = "load/create_statements"
RELATIONSHIPS = "load/create_relationships"


def creation(name: str, rows: Sequence[dict[str, Any]], kind: str = "") -> Write:
    """The write that creates ``rows``; ``kind`` where they are relationships. Values that a row has not are left out."""
    statement = cypher.statement(name)
    if kind:
        statement = statement.with_kinds((kind,))
    return statement.with_values(tuple(sorted(set().union(*rows)))), {"rows": rows}
