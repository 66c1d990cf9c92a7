"""Every planted case of the sample county, asked through the API: on both engines, and once on a large county."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchmarks.policy_reach import reached
from graph_service.engine import Engine
from graph_service.exposure.policy import load_policy
from graph_service.loading.versions import current_version
from graph_service.reading.neighbourhood import ListingIndex
from graph_service.reading.reader import GraphReader
from guanlian.loading import LoadRequest
from loaders.sample import generate
from tests.api.conftest import Service
from tests.conftest import empty
from tests.truths import faults

pytestmark = pytest.mark.engine


def load_county(service: Service, folder: Path, enterprises: int) -> list[dict[str, Any]]:
    """Generate, load, and return the reports of the files."""
    generate(folder, enterprises, seed=7)
    return [service.loader.load(LoadRequest(path)) for path in sorted(folder.glob("[01]*"))]


def truths(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines()]


def check(service: Service, folder: Path) -> None:
    service.key, reader = service.key_for("admin"), service.key_for("reader")
    found = [fault for case in truths(folder) for fault in faults(service, case, reader)]
    assert not found, "\n".join(found)


def check_reach(engine: Engine) -> None:
    """The default policy is strict enough to be useful: the median listed party touches a few dozen others at most."""
    version, on = current_version(engine.graph), date(2026, 6, 30)
    index = ListingIndex(engine.graph, version)
    counts = reached(GraphReader(engine.graph, version), engine, index, load_policy("default"), on)
    assert len(counts) > 30
    assert sorted(counts)[len(counts) // 2] <= 36


def test_truths_hold_and_dirty_rows_are_rejected(engine: Engine, tmp_path: Path) -> None:
    empty(engine.graph)
    service = Service(engine, tmp_path / "data")
    reports = load_county(service, tmp_path / "county", 2000)
    dirty = [
        json.loads(line) for line in (tmp_path / "county" / "dirty.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    rejected = {(r["file"].split(".")[0], reject["line"]) for r in reports for reject in r["rejects"]}
    assert rejected == {(row["file"], row["line"]) for row in dirty}
    assert all(r["read"] == r["new"] + r["changed"] + r["unchanged"] + r["rejected"] for r in reports)
    check(service, tmp_path / "county")
    check_reach(engine)
    service.close()


@pytest.mark.large
def test_truths_hold_in_a_large_county(embedded_engine: Engine, tmp_path: Path) -> None:
    empty(embedded_engine.graph)
    service = Service(embedded_engine, tmp_path / "data")
    load_county(service, tmp_path / "county", 50_000)
    check(service, tmp_path / "county")
    service.close()
