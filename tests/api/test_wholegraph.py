"""Every party at once, over the API: a job, its tables, who may have them."""

from __future__ import annotations

import io
import threading
import time
from typing import Any

import pyarrow.csv
import pyarrow.parquet
import pytest

from api.matchings import MATCHING
from api.wholegraph import ALL_EXPOSURES, ALL_OWNERSHIP
from graph_service.engine import Engine
from graph_service.loading.assertions import Claim, EntityAssertion, RelationshipAssertion
from graph_service.records.kinds import canonical_name
from tests.api.conftest import Service
from tests.api.test_ownership import DAY, TOP, rows
from tests.api.test_problems import problem
from tests.conftest import empty
from tests.contract.test_loading import load

pytestmark = pytest.mark.engine
ON = "2026-06-30"


@pytest.fixture
def loaded(service: Service, engine: Engine) -> Service:
    """A group of three whose head is a dishonest judgment debtor."""
    empty(engine.graph)
    record = Claim("CreditRecord", local="r", negative=True)
    values = {"record_kind": canonical_name("失信被执行人"), "state": "active", "listed_on": "2026-01-15"}
    listing = (
        EntityAssertion(record, values, "r", DAY),
        RelationshipAssertion("SUBJECT_OF", TOP, record, "r", observed_on=DAY),
    )
    load(engine.graph, [*rows(), (99, listing)])
    return service


def finished(service: Service, key: str, place: str) -> dict[str, Any]:
    for _ in range(600):
        found: dict[str, Any] = service.get(place.removeprefix("/api/v1"), key=key)
        if found["state"] not in ("queued", "running"):
            return found
        time.sleep(0.1)
    raise AssertionError("the job did not end")


def made(service: Service, key: str, path: str, **body: Any) -> dict[str, Any]:
    started = service.call("POST", f"/api/v1{path}", key=key, json={"as_of": ON, **body})
    assert started.status_code == 202, started.text
    found = finished(service, key, started.json()["url"])
    assert found["state"] == "done", found
    return found


def test_exposures_of_all_are_those_of_each(loaded: Service) -> None:
    auditor = loaded.key_for("auditor")
    job = made(loaded, auditor, "/exposures/all")
    assert job["result"]["tables"] == ["exposures.parquet"]
    reply = loaded.call("GET", f"/api/v1/jobs/{job['id']}/tables/exposures.parquet", key=auditor)
    rows = pyarrow.parquet.read_table(io.BytesIO(reply.content)).to_pylist()
    assert len(rows) == job["result"]["parties"] > 0
    for row in rows:
        alone = loaded.get(f"/entities/{row['id']}/exposure", key=auditor, as_of=ON)["indicative"]
        assert row["score"] == pytest.approx(alone["score"], abs=1e-6)


def test_holders_of_all_as_csv_need_a_purpose(loaded: Service) -> None:
    auditor = loaded.key_for("auditor")
    refused = loaded.call("POST", "/api/v1/ownership/all", key=auditor, purpose=None, json={"as_of": ON})
    assert refused.status_code == 428
    job = made(loaded, auditor, "/ownership/all", format="csv")
    assert {"companies.csv", "holders.csv"} <= set(job["result"]["tables"])
    reply = loaded.call("GET", f"/api/v1/jobs/{job['id']}/tables/companies.csv", key=auditor)
    assert pyarrow.csv.read_csv(io.BytesIO(reply.content)).num_rows == job["result"]["companies"] > 0
    assert loaded.call("GET", f"/api/v1/jobs/{job['id']}/tables/companies.parquet", key=auditor).status_code == 404


def test_a_reader_gets_neither_job_nor_table(loaded: Service) -> None:
    reader, auditor = loaded.key_for("reader"), loaded.key_for("auditor")
    assert loaded.call("POST", "/api/v1/exposures/all", key=reader, json={}).status_code == 403
    job = made(loaded, auditor, "/exposures/all")
    path = f"/api/v1/jobs/{job['id']}/tables/exposures.parquet"
    assert loaded.call("GET", path, key=reader).status_code == 403
    actions = [e["action"] for e in loaded.get("/audit", key=auditor, limit=200)["entries"]]
    assert "exposures_of_all" in actions


@pytest.mark.parametrize("path", ["exposures/all", "ownership/all", "identity/matchings"])
def test_one_job_about_everybody_at_a_time(loaded: Service, path: str) -> None:
    key = loaded.key_for("auditor", "loader")
    runner, gate = loaded.app.state.api.runner, threading.Event()
    kind = {"exposures/all": ALL_EXPOSURES, "ownership/all": ALL_OWNERSHIP, "identity/matchings": MATCHING}[path]
    held = runner._kinds[kind][1].submit(gate.wait, 30)  # what is asked for now waits
    try:
        first = loaded.call("POST", f"/api/v1/{path}", key=key, json={})
        assert first.status_code == 202, first.text
        detail = problem(loaded.call("POST", f"/api/v1/{path}", key=key, json={}), 409, "conflict")["detail"]
        assert "一次只接受一个" in detail
        assert loaded.call("DELETE", first.json()["url"], key=key).status_code == 202
        again = loaded.call("POST", f"/api/v1/{path}", key=key, json={})
        assert again.status_code == 202, again.text
    finally:
        gate.set()
    assert held.result()
    assert finished(loaded, key, again.json()["url"])["state"] == "done"


@pytest.mark.parametrize("name", ["..%2Fx.csv", "x.json", "EXPOSURES.parquet"])
def test_only_tables_can_be_named(loaded: Service, name: str) -> None:
    assert loaded.call("GET", f"/api/v1/jobs/j/tables/{name}").status_code in (404, 422)
