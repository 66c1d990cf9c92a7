"""Where an asserted party lives: the chain of merges, resolved."""

from __future__ import annotations

from collections.abc import Mapping

import cypher
from graph_service.store.gate import Graph


class Redirects:
    """Merges in force: absorbed id to survivor. ``resolve`` follows chains; merges never form a cycle."""

    def __init__(self, pairs: Mapping[str, str] | None = None) -> None:
        self._survivor = dict(pairs or {})

    @classmethod
    def at(cls, graph: Graph, version: int) -> Redirects:
        rows = graph.rows(cypher.statement("read/redirects"), version=version)
        return cls({row["id"]: row["survivor"] for row in rows})

    def resolve(self, identifier: str) -> str:
        while (survivor := self._survivor.get(identifier)) is not None:
            identifier = survivor
        return identifier

    def survivor(self, identifier: str) -> str | None:
        return self._survivor.get(identifier)

    def add(self, absorbed: str, survivor: str) -> None:
        """``ValueError`` where this would close a cycle."""
        if self.resolve(survivor) == absorbed:
            raise ValueError("a merge must not lead back to itself")
        self._survivor[absorbed] = survivor

    def remove(self, absorbed: str) -> str:
        return self._survivor.pop(absorbed)

    def __len__(self) -> int:
        return len(self._survivor)
