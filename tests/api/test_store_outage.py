"""The service while the database of its operational store is away: refused with 503, and back by itself."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.api.conftest import FakeService
from tests.postgresql_harness import PostgresServer, missing_tools


def test_an_outage_of_the_operational_store_is_503_and_ends_by_itself(tmp_path: Path) -> None:
    if (reason := missing_tools()) and not os.environ.get("CI"):
        pytest.skip(f"PostgreSQL not tested: {reason}")
    server = PostgresServer()
    service = FakeService(tmp_path, operations_url=server.schema())
    try:
        key = service.key_for("auditor")
        assert service.call("GET", "/api/v1/audit", key=key).status_code == 200
        server.stop()
        away = service.call("GET", "/api/v1/audit", key=key)
        assert (away.status_code, away.json()["code"]) == (503, "store_unavailable")
        assert int(away.headers["Retry-After"]) > 0
        server.start()
        read = service.call("GET", "/api/v1/audit", key=key)
        assert [e["action"] for e in read.json()["entries"]] == ["audit.read", "audit.read"]
    finally:
        service.close()
        server.close()
