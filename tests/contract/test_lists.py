"""Real lists through the whole load: every row loaded or rejected, and a second load changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_service.engine import Engine
from graph_service.identity.hmac import IdNumberHasher
from graph_service.loading.digest import digest
from graph_service.loading.versions import current_version
from guanlian.loading import FileLoader, LoadRequest
from tests.conftest import empty, shared

pytestmark = [pytest.mark.engine, pytest.mark.realdata]
LISTS = [(("icij_panama_component", "edges.csv"), 931, 0), (("cn_awards_hubei_2024", "awards.jsonl"), 380, 0)]


@pytest.mark.parametrize(
    ("place", "rows", "rejected"), LISTS, ids=lambda value: value[0] if isinstance(value, tuple) else ""
)
def test_a_list_is_loaded_once(
    engine: Engine, tmp_path: Path, place: tuple[str, ...], rows: int, rejected: int
) -> None:
    path = shared("data", *place)
    empty(engine.graph)
    loader = FileLoader(engine, IdNumberHasher("test", b"only for tests"), tmp_path / "reports")
    first = loader.load(LoadRequest(path))
    before = digest(engine.graph, current_version(engine.graph)).value
    second = loader.load(LoadRequest(path))
    assert (first["read"], first["rejected"], second["new"], second["changed"]) == (rows, rejected, 0, 0)
    assert first["new"] + first["unchanged"] + first["changed"] == rows - rejected
    assert digest(engine.graph, current_version(engine.graph)).value == before
