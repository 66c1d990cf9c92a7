"""Which engine serves the graph: embedded by default, a Neo4j server where a URI is given."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from graph_service.store.gate import DEFAULT_TIMEOUT, Graph
from graph_service.store.schema import ensure_schema


class Engine(Protocol):
    """A graph and the way to stop it. ``kind`` is ``embedded`` or ``neo4j``."""

    kind: str
    graph: Graph

    def stop(self) -> None: ...


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """``graph_uri`` absent: the embedded engine on ``data_dir / "graph"`` with a heap of ``heap``.

    ``read_timeout``: seconds that one read may take where its caller names none.
    """

    data_dir: Path
    graph_uri: str | None = None
    user: str = "neo4j"
    password: str = ""
    heap: str = "2g"
    read_timeout: float = DEFAULT_TIMEOUT


class ServerEngine:
    """A Neo4j server that runs elsewhere; stopping only closes the connections."""

    kind = "neo4j"

    def __init__(self, uri: str, user: str, password: str, *, read_timeout: float = DEFAULT_TIMEOUT) -> None:
        self.graph = Graph(uri, user, password, read_timeout=read_timeout)

    def stop(self) -> None:
        self.graph.close()


def open_engine(settings: EngineSettings) -> Engine:
    """Start or connect, and make sure of constraints and indexes. Raises ``EngineUnavailable`` or ``Conflict``."""
    engine = _engine(settings)
    try:
        ensure_schema(engine.graph)
    except BaseException:
        engine.stop()
        raise
    return engine


def _engine(settings: EngineSettings) -> Engine:
    if settings.graph_uri:
        return ServerEngine(
            settings.graph_uri, settings.user, settings.password, read_timeout=settings.read_timeout
        )  # fmt: skip
    from graph_service.engine.embedded import EmbeddedEngine

    return EmbeddedEngine(settings.data_dir / "graph", heap=settings.heap, read_timeout=settings.read_timeout)
