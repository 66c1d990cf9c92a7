"""The real registrations on both engines: nothing lost, nothing joined by name, one graph whatever happens on the way."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

import cypher
from graph_service.engine import Engine
from graph_service.identity.hmac import IdNumberHasher
from graph_service.loading.digest import digest
from graph_service.loading.report import LoadReport
from graph_service.loading.session import LoadSession
from graph_service.loading.versions import current_version
from graph_service.store.gate import Graph
from loaders.files import PreparedFile, prepare
from tests.conftest import empty, shared

pytestmark = [pytest.mark.engine, pytest.mark.large, pytest.mark.realdata]
HASHER = IdNumberHasher("test", b"only for tests")


class Killed(Exception):
    """Stands for a process that is gone."""


def registrations() -> PreparedFile:
    return prepare(shared("data", "cn_registrations_liaoning", "registrations.csv.gz"), HASHER.hash)


def load(graph: Graph, rows: Any, fingerprint: str) -> LoadReport:
    session = LoadSession(graph, registrations().source, f"{fingerprint}-{current_version(graph)}", fingerprint)
    session.begin()
    session.write(rows)
    return session.finish()


def head(count: int, kill_after: int | None = None) -> Any:
    for number, row in enumerate(itertools.islice(registrations().assertions(), count)):
        if number == kill_after:
            raise Killed
        yield row


def test_a_load_killed_anywhere_and_resumed_gives_the_same_graph(engine: Engine) -> None:
    graph = engine.graph
    empty(graph)
    whole = digest(graph, load(graph, head(9000), "whole").version).value
    for kill_after in (1, 4321, 8999):
        empty(graph)
        with pytest.raises(Killed):
            load(graph, head(9000, kill_after), "cut")
        report = load(graph, head(9000), "cut")
        assert report.resumed or kill_after == 1
        assert digest(graph, report.version).value == whole


def test_every_row_is_loaded_or_rejected_and_both_engines_agree(
    embedded_engine: Engine, neo4j_engine: Engine, tmp_path: Path
) -> None:
    digests = set()
    for engine in (embedded_engine, neo4j_engine):
        empty(engine.graph)
        found = registrations()
        report = load(engine.graph, found.assertions(), "all")
        assert found.read == report.read + len(found.rejections) == 109_607
        digests.add(digest(engine.graph, report.version).value)
    assert len(digests) == 1
    again = load(embedded_engine.graph, itertools.islice(registrations().assertions(), 20_000), "again")
    assert (again.new, again.changed, again.unchanged) == (0, 0, 20_000)
    _nobody_is_joined_by_name(embedded_engine.graph, again.version)


def _nobody_is_joined_by_name(graph: Graph, version: int) -> None:
    """Every person of this source represents the one enterprise that names her."""
    read = cypher.statement("read/all_relationships").with_kinds(("LEGAL_REPRESENTATIVE_OF",))
    represents: dict[str, str] = {}
    for row in graph.stream(read, version=version):
        relationship = row["relationship"]
        assert represents.setdefault(relationship["from_id"], relationship["to_id"]) == relationship["to_id"]
    assert len(represents) > 90_000
