"""Fixtures shared by all tests: both engines, an empty graph on either, and the real data where it is there."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from graph_service.engine import Engine, EngineSettings, open_engine
from graph_service.schema import RELATIONSHIP_KINDS
from graph_service.store.gate import Graph
from tests import neo4j_harness, postgresql_harness
from tests.neo4j_harness import Neo4jServer
from tests.postgresql_harness import PostgresServer

structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(__file__).resolve().parents[2] / "shared"
ENGINES = tuple(filter(None, os.environ.get("GUANLIAN_ENGINES", "embedded,neo4j").split(",")))


def shared(*parts: str) -> Path:
    """A path in the folder of real data and cases; skips with the reason where it is absent."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"needs {'/'.join(parts)} of the shared folder, which is not here")
    return path


def pytest_configure(config: pytest.Config) -> None:
    """What search compiles is compiled once, before workers start, not by each of them at the same time."""
    if getattr(config.option, "numprocesses", None):
        subprocess.run(
            [sys.executable, "-m", "graph_service.search.warm"], check=True, cwd=ROOT, stdout=subprocess.DEVNULL
        )


@pytest.hookimpl(tryfirst=True)  # before the scheduler reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """With ``-n 2 --dist loadgroup`` one worker has the embedded engine and the other Neo4j: neither starts twice."""
    for item in items:
        engine = getattr(getattr(item, "callspec", None), "params", {}).get("engine")
        if "neo4j_engine" in getattr(item, "fixturenames", ()):
            engine = "neo4j"
        if engine or item.get_closest_marker("engine"):
            item.add_marker(pytest.mark.xdist_group(str(engine or "embedded")))


@pytest.fixture(scope="session")
def embedded_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = open_engine(EngineSettings(tmp_path_factory.mktemp("embedded"), heap="1g"))
    yield engine
    engine.stop()


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Neo4jServer]:
    reason = neo4j_harness.missing_tools()
    if reason and not os.environ.get("CI"):
        pytest.skip(f"Neo4j not tested: {reason}")
    server = Neo4jServer()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def neo4j_engine(neo4j_server: Neo4jServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = open_engine(EngineSettings(tmp_path_factory.mktemp("neo4j"), graph_uri=neo4j_server.uri))
    yield engine
    engine.stop()


@pytest.fixture(params=ENGINES, scope="session")
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine in turn."""
    found: Engine = request.getfixturevalue(f"{request.param}_engine")
    return found


@pytest.fixture
def graph(engine: Engine) -> Graph:
    """An empty graph with its schema, on each engine in turn."""
    empty(engine.graph)
    return engine.graph


AT_ONCE = 20_000
"""Removed by one statement; fewer than that, and nothing is left."""


def empty(graph: Graph) -> None:
    """Remove everything that earlier tests left."""
    for text in (f"MATCH ()-[r]->() WITH r LIMIT {AT_ONCE} DELETE r RETURN count(*) AS n",
                 f"MATCH (n) WITH n LIMIT {AT_ONCE} DETACH DELETE n RETURN count(*) AS n"):  # fmt: skip
        while _run(graph, text) == AT_ONCE:
            pass


def _run(graph: Graph, text: str) -> int:
    import cypher

    statement = cypher.Statement("tests/empty", text, frozenset(), ("n",), "write", "empty the graph")
    rows = graph.write(statement)
    return int(rows[0]["n"]) if rows else 0


assert RELATIONSHIP_KINDS


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresServer]:
    reason = postgresql_harness.missing_tools()
    if reason and not os.environ.get("CI"):
        pytest.skip(f"PostgreSQL not tested: {reason}")
    server = PostgresServer()
    yield server
    server.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def operations_url(request: pytest.FixtureRequest) -> str | None:
    """Where an operational store is kept: none (a file), and an empty schema of a database."""
    if request.param == "sqlite":
        return None
    server: PostgresServer = request.getfixturevalue("postgresql")
    return server.schema()
