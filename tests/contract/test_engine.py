"""The embedded engine as a process: locked, restarted, stopped cleanly; the gate when it is gone or slow."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import cypher
from graph_service.engine import Engine, EngineSettings, open_engine
from graph_service.engine.embedded import EmbeddedEngine
from graph_service.errors import Conflict, EngineTimeout, EngineUnavailable
from graph_service.loading.versions import current_version
from graph_service.store.gate import Graph
from tests.contract.test_loading import load, row

pytestmark = pytest.mark.engine
STATUS = cypher.statement("read/publication")


def until(condition: Callable[[], bool], seconds: float = 40) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.2)


def answers(graph: Graph) -> bool:
    try:
        graph.rows(STATUS)
    except EngineUnavailable:
        return False
    return True


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"


def test_killed_it_comes_back_with_all_that_was_published(tmp_path: Path) -> None:
    engine = open_engine(EngineSettings(tmp_path, heap="512m"))
    assert isinstance(engine, EmbeddedEngine)
    try:
        load(engine.graph, [row(n) for n in range(5)])
        os.kill(engine.pid, signal.SIGKILL)
        until(lambda: answers(engine.graph))
        assert current_version(engine.graph) == 1
    finally:
        engine.stop()


def test_the_folder_is_locked_and_free_again_after_a_stop(tmp_path: Path) -> None:
    engine = open_engine(EngineSettings(tmp_path, heap="512m"))
    assert isinstance(engine, EmbeddedEngine)
    with pytest.raises(Conflict) as caught:
        EmbeddedEngine(tmp_path / "graph", heap="512m")
    assert str(os.getpid()) in caught.value.en
    pid = engine.pid
    load(engine.graph, [row(1)])
    engine.stop()
    assert not alive(pid)
    again = open_engine(EngineSettings(tmp_path, heap="512m"))
    assert current_version(again.graph) == 1
    again.stop()


def test_the_engine_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    script = (
        "import sys,time; from pathlib import Path; from graph_service.engine.embedded import EmbeddedEngine; "
        "e = EmbeddedEngine(Path(sys.argv[1]), heap='512m'); print(e.pid, flush=True); time.sleep(600)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "graph")], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    until(lambda: not alive(pid))


def test_the_password_is_the_owners_alone(embedded_engine: EmbeddedEngine) -> None:
    folder = embedded_engine._folder
    assert (folder / "engine-password").stat().st_mode & 0o077 == 0


@pytest.mark.engine
def test_a_slow_statement_is_a_timeout(engine: Engine) -> None:
    """The embedded engine works on alone (ADR 0006), so it is given what it has done in some seconds."""
    slow = cypher.Statement(
        "tests/slow", "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b WITH a, b WHERE a + b = 0 RETURN count(*) AS version",
        frozenset(), ("version",), "read", "take long",
    )  # fmt: skip
    started = time.monotonic()
    with pytest.raises(EngineTimeout):
        engine.graph.rows(slow, timeout=0.2)
    assert time.monotonic() - started < 30
    assert engine.graph.rows(STATUS) is not None


@pytest.mark.parametrize("ends_statements", [True, False])
def test_a_graph_that_is_closed_is_unavailable(ends_statements: bool) -> None:
    graph = Graph("bolt://127.0.0.1:9", "neo4j", "x", ends_statements=ends_statements)
    graph.close()
    for ask in (graph.ping, lambda: graph.rows(STATUS)):
        with pytest.raises(EngineUnavailable):
            ask()


def test_nobody_at_the_address_is_unavailable_and_soon(tmp_path: Path) -> None:
    graph = Graph("bolt://127.0.0.1:9", "neo4j", "x")
    started = time.monotonic()
    with pytest.raises(EngineUnavailable):
        graph.rows(STATUS)
    assert time.monotonic() - started < 20
    graph.close()
