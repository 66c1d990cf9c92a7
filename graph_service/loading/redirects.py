"""Where an asserted party lives: the forest of joins as it is stored, and how a change of it is carried out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

import cypher
from graph_service.identity.joins import IDENTIFIER, Join, resolve
from graph_service.loading.relocate import relocate
from graph_service.model import OPEN_VERSION
from graph_service.store.gate import Graph


class Redirects:
    """Joins in force: absorbed id to survivor. ``resolve`` follows chains; joins never form a cycle."""

    def __init__(self, joins: Mapping[str, Join] | None = None) -> None:
        self._joins = dict(joins or {})

    @classmethod
    def at(cls, graph: Graph, version: int) -> Redirects:
        rows = graph.rows(cypher.statement("read/redirects"), version=version)
        return cls({row["id"]: Join(row["id"], row["survivor"], row["reason"], row["judgement"] or "") for row in rows})

    def resolve(self, identifier: str) -> str:
        return resolve(self._joins, identifier)

    def join(self, identifier: str) -> Join | None:
        """Why and into what an id was absorbed; ``None`` where it lives under itself."""
        return self._joins.get(identifier)

    def identifiers(self) -> dict[str, str]:
        """What sources join by stating two identifiers together: absorbed to owner."""
        return {j.absorbed: j.survivor for j in self._joins.values() if j.reason == IDENTIFIER}

    def become(self, graph: Graph, joins: Mapping[str, Join], version: int, load: str) -> int:
        """Make these the joins in force from ``version`` on and move the facts concerned; returns how many moved.

        Cost: two writes for the redirects, and what ``relocate`` costs at the parties whose home changed.
        """
        ended = sorted(i for i, join in self._joins.items() if joins.get(i) != join)
        begun = [join for i, join in sorted(joins.items()) if self._joins.get(i) != join]
        homes = {i: self.resolve(i) for i in {*self._joins, *joins, *(j.survivor for j in begun)}}
        self._joins = dict(joins)
        left = {home for i, home in homes.items() if self.resolve(i) != home}
        close, create = cypher.statement("load/close_redirects"), cypher.statement("load/create_redirects")
        rows = [_row(join, version, load) for join in begun]
        graph.write_many([
            (close, {"ids": ended, "open": OPEN_VERSION, "version": version}), (create, {"rows": rows}),
        ])  # fmt: skip
        return relocate(graph, left, self.resolve, version, load)

    def __len__(self) -> int:
        return len(self._joins)


def _row(join: Join, version: int, load: str) -> dict[str, object]:
    row = {**asdict(join), "id": join.absorbed, "load": load, "known_from": version, "known_to": OPEN_VERSION}
    del row["absorbed"]
    return row
