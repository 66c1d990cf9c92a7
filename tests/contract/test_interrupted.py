"""Loads that others read beside, and loads whose process is killed: one version each, and the same graph in the end."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from graph_service.engine import Engine, EngineSettings, open_engine
from graph_service.loading.digest import digest
from graph_service.loading.facts import entity_id
from graph_service.loading.versions import current_version
from graph_service.services import Question, Services, Viewer
from graph_service.store.gate import Graph
from tests.conftest import empty
from tests.contract.test_loading import D3, load, person, row
from tests.neo4j_harness import Neo4jServer

pytestmark = pytest.mark.engine
LOADS, ROWS = 6, 90
WHO = Viewer("test", frozenset({"auditor"}), "测试")


def test_readers_during_loads_see_one_version_each(engine: Engine) -> None:
    """Each load gives the person thirty firms more: how many a reply has tells which version it was read from."""
    empty(engine.graph)
    load(engine.graph, [row(n) for n in range(ROWS)])
    services, identifier = Services(engine, clock=lambda: D3), entity_id(person(0), "register")
    seen: list[tuple[int, int]] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            reply = services.relationships(identifier, Question(D3), WHO, limit=1000)
            seen.append((reply["data_version"], len(reply["relationships"])))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(1, LOADS):
        load(engine.graph, [row(n) for n in range(number * ROWS, (number + 1) * ROWS)])
    done.set()
    for reader in readers:
        reader.join()
    assert {count - version * ROWS // 3 for version, count in seen} == {0}
    assert len({version for version, _ in seen}) > 1


SCRIPT = """
import sys
from pathlib import Path
from graph_service.engine import EngineSettings, open_engine
from graph_service.loading import session
from tests.contract.test_interrupted import numbered
from tests.contract.test_loading import load
session.BATCH_ROWS = 100
engine = open_engine(EngineSettings(Path(sys.argv[1]), graph_uri=sys.argv[2] or None, heap="512m"))
load(engine.graph, numbered(int(sys.argv[3])), fingerprint="same content")
"""


def numbered(count: int):  # type: ignore[no-untyped-def]
    """Rows that say how far they are read."""
    for number in range(count):
        print(number, flush=True)
        yield row(number)


def killed_at(settings: EngineSettings, line: int, count: int) -> None:
    """Start a load in a process of its own and kill it (SIGKILL) once it has read that many rows."""
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(settings.data_dir), settings.graph_uri or "", str(count)],
        stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert process.stdout is not None
    for said in process.stdout:
        if said.strip() == str(line):
            break
    process.kill()
    process.wait()
    process.stdout.close()


@pytest.fixture
def uri(engine: Engine, request: pytest.FixtureRequest) -> str | None:
    """The address of the server that ``engine`` talks to; none where the killed process has an engine of its own."""
    if engine.kind == "embedded":
        return None
    server: Neo4jServer = request.getfixturevalue("neo4j_server")
    return server.uri


@pytest.mark.slow
def test_a_load_whose_process_is_killed_is_resumed_to_the_same_graph(
    graph: Graph, uri: str | None, tmp_path: Path
) -> None:
    """With the embedded engine its own process ends too, in the middle of what it writes; a server stays."""
    count = 1200
    whole = digest(graph, load(graph, [row(n) for n in range(count)]).version).value
    for number, line in enumerate(random.Random(7).sample(range(150, count), 2)):
        if uri:
            empty(graph)
        settings = EngineSettings(tmp_path / str(number), graph_uri=uri, heap="512m")
        killed_at(settings, line, count)
        engine = open_engine(settings)  # waits for the engine of the killed process, which held the folder's lock
        try:
            assert current_version(engine.graph) == 0
            report = load(engine.graph, [row(n) for n in range(count)], fingerprint="same content")
            assert report.resumed
            assert digest(engine.graph, report.version).value == whole
        finally:
            engine.stop()
