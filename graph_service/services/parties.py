"""What is loaded, and single parties: search, one party in full, whether two are one."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import cypher
from graph_service.errors import NotFound
from graph_service.loading.digest import digest
from graph_service.loading.versions import current_version
from graph_service.reading.reader import GraphReader
from graph_service.search.contacts import contacts_withheld, users_of, with_users
from graph_service.search.query import search
from graph_service.services import wire
from graph_service.services.context import Context, Question, Viewer


class PartyAnswers(Context):
    """What is there, and who is who."""

    def status(self) -> dict[str, Any]:
        """Data version, counts by kind, sources and how fresh they are."""
        graph = self.engine.graph
        version = current_version(graph)
        counts = graph.rows(cypher.statement("read/counts_by_kind"), version=version, timeout=120)
        brought = graph.rows(cypher.statement("read/coverage"), version=version)
        sources = [row["source"] for row in graph.rows(cypher.statement("read/sources"))]
        return {
            "data_version": version,
            "engine": self.engine.kind,
            "counts": {row["kind"]: row["count"] for row in counts},
            "sources": sources,
            "coverage": brought,
        }

    def digest(self) -> dict[str, Any]:
        """The graph digest of the published version."""
        found = digest(self.engine.graph, current_version(self.engine.graph))
        sections = {name: {"count": count, "value": value} for name, (count, value) in found.sections.items()}
        return {"digest": found.value, "data_version": found.version, "sections": sections}

    def loads(self, limit: int = 50, skip: int = 0) -> list[dict[str, Any]]:
        rows = self.engine.graph.rows(cypher.statement("read/loads"), limit=limit, skip=skip)
        return [row["load"] for row in rows]

    def load(self, identifier: str) -> dict[str, Any]:
        rows = self.engine.graph.rows(cypher.statement("read/load"), id=identifier)
        if not rows:
            raise NotFound(f"no load {identifier}", f"没有加载 {identifier}", id=identifier)
        found: dict[str, Any] = rows[0]["load"]
        return found

    def search(self, q: str, viewer: Viewer, *, kinds: Collection[str] = (), limit: int = 20) -> dict[str, Any]:
        """Parties by name, pinyin, initials, former name or identifier, ranked, with what matched; for those entitled
        also by telephone, e-mail or address."""
        index, entitled = self._index(), "investigator" in viewer.roles or viewer.entitled
        found = search(index, q, kinds=tuple(kinds), limit=limit, persons=entitled)
        if not entitled:
            return {**found, "notes": [*found["notes"], *contacts_withheld(q)]}
        users = users_of(GraphReader(self.engine.graph, index.version), q, self.clock(), self._hub_cap)
        return with_users(found, users, tuple(kinds), limit)

    def entity(self, identifier: str, question: Question, viewer: Viewer) -> dict[str, Any]:
        """One party in full, with its coverage."""
        asked = self._asked(question)
        found = asked.reader.entity(identifier)
        self._look(found, viewer)
        known, cut = self._known_of(identifier, asked)
        return {
            **self._echo(asked, question),
            "entity": wire.entity(found, entitled=viewer.entitled or "investigator" in viewer.roles),
            "coverage": self._coverage(asked, known),
            "capped": {identifier: len(known)} if cut else {},
        }
