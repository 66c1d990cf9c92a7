"""``BackendPort`` on an engine."""

from __future__ import annotations

from graph_service.engine import Engine
from graph_service.loading.erasure import Erased, erase
from graph_service.loading.judgements import Judgement, merge, split
from graph_service.loading.versions import current_version


class EngineBackend:
    """The graph of one engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def ping(self) -> None:
        self._engine.graph.ping()

    def version(self) -> int:
        return current_version(self._engine.graph)

    def merge(self, survivor: str, absorbed: str, *, principal: str, reason: str, evidence: str) -> int:
        return merge(self._engine.graph, survivor, absorbed, Judgement(principal, reason, evidence))

    def split(self, absorbed: str, *, principal: str, reason: str, evidence: str) -> int:
        return split(self._engine.graph, absorbed, Judgement(principal, reason, evidence))

    def erase(self, identifier: str) -> Erased:
        return erase(self._engine.graph, identifier)
