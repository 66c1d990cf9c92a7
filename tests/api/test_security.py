"""Who may do what: the local mode, keys, roles, units, purposes."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import pytest

from graph_service.errors import ConfigurationError
from tests.api.conftest import FakeService
from tests.api.fakes import FIRM, PERSON
from tests.api.test_problems import problem

READ = {"reader", "reviewer", "investigator", "auditor", "admin"}
MATRIX: list[tuple[str, str, dict[str, Any], set[str]]] = [
    ("GET", "/api/v1/status", {}, READ),
    ("GET", "/api/v1/entities?q=x", {}, READ),
    ("GET", f"/api/v1/entities/{FIRM}/exposure", {}, READ),
    ("POST", "/api/v1/paths", {"json": {"ids": [FIRM, PERSON]}}, READ),
    ("POST", "/api/v1/exposures", {"json": {"ids": [FIRM]}}, READ),
    ("GET", "/api/v1/records", {}, READ),
    ("GET", "/api/v1/loads", {}, READ),
    ("GET", "/api/v1/whoami", {}, READ | {"loader"}),
    ("GET", "/api/v1/schema", {}, READ | {"loader"}),
    ("GET", "/api/v1/mappings", {}, READ | {"loader"}),
    ("POST", "/api/v1/loads", {"files": {"file": b"x"}}, {"loader", "admin"}),
    ("POST", "/api/v1/erasures", {"json": {"id": PERSON, "reason": "申请单 7"}}, {"admin"}),
    ("POST", "/api/v1/merges", {"json": {"survivor": FIRM, "absorbed": PERSON, "reason": "test"}}, {"admin"}),
    ("POST", "/api/v1/splits", {"json": {"absorbed": PERSON, "reason": "test"}}, {"admin"}),
    ("GET", "/api/v1/principals", {}, {"admin"}),
    ("GET", "/api/v1/keys", {}, {"admin"}),
    ("GET", "/api/v1/audit", {}, {"auditor", "admin"}),
    ("GET", "/api/v1/audit/verification", {}, {"auditor", "admin"}),
]  # fmt: skip
ROLES = ("reader", "reviewer", "investigator", "loader", "auditor", "admin")


def test_the_matrix_of_roles(fake: FakeService) -> None:
    keys = {role: fake.key_for(role) for role in ROLES}
    for method, path, more, allowed in MATRIX:
        for role, key in keys.items():
            found = fake.call(method, path, key=key, **more)
            if role in allowed:
                assert found.status_code < 300, (role, path, found.text)
            else:
                assert problem(found, 403, "forbidden")["role"] in allowed
                assert "county/test" in found.json()["detail"]


def test_without_a_key_nothing_but_health_answers_once_there_are_keys(fake: FakeService) -> None:
    assert fake.call("GET", "/api/v1/whoami").json()["id"] == "local"
    fake.store.put_principal("p", "county", ["reader"])
    fake.store.create_key("p")  # at once, without a restart
    for method, path, more, _ in MATRIX:
        found = fake.call(method, path, **more)
        problem(found, 401, "unauthenticated")
        assert found.headers["www-authenticate"] == "Bearer"
    assert fake.call("GET", "/healthz").status_code == 200


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "guanlian.example"])
def test_it_refuses_to_serve_others_without_a_key_in_force(tmp_path: Path, host: str) -> None:
    with pytest.raises(ConfigurationError, match="keys create"):
        FakeService(tmp_path, host=host)


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"}, {"Host": "localhost.evil.example:8000"}, {"Host": ""},
        {"Host": "[::1"}, {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Origin": "http://localhost.evil"},
    ],
)  # fmt: skip
def test_rebinding_is_refused_on_loopback_without_keys(fake: FakeService, headers: dict[str, str]) -> None:
    problem(fake.call("GET", "/api/v1/status", headers=headers), 403, "forbidden")


@pytest.mark.parametrize(
    "headers", [{"Host": "127.0.0.1:8000"}, {"Host": "[::1]:8000"}, {"Origin": "http://localhost:3000"}]
)
def test_this_machine_is_served(fake: FakeService, headers: dict[str, str]) -> None:
    assert fake.call("GET", "/api/v1/status", headers=headers).status_code == 200


def test_keys_are_never_stored_in_clear(fake: FakeService) -> None:
    key = fake.key_for("reader")
    assert fake.call("GET", "/api/v1/whoami", key=key).status_code == 200
    for path in fake.settings.data_dir.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert key.encode() not in content
            assert key.split("_", 2)[2].encode() not in content


def test_a_revoked_and_an_ended_key_stop_at_once(fake: FakeService) -> None:
    admin, reader = fake.key_for("admin"), fake.key_for("reader")
    identifier = reader.split("_")[1]
    assert fake.call("DELETE", f"/api/v1/keys/{identifier}", key=admin).json()["revoked_at"]
    problem(fake.call("GET", "/api/v1/whoami", key=reader), 401, "unauthenticated")
    problem(fake.call("DELETE", f"/api/v1/keys/{identifier}", key=admin), 404, "not_found")


def test_an_ended_key_does_not_open_the_service(fake: FakeService) -> None:
    fake.store.put_principal("p", "county", ["reader"])
    key = fake.store.create_key("p", days=1)
    fake.store._database.rows("UPDATE api_key SET expires_at='2020-01-01T00:00:00.000000+00:00'")
    problem(fake.call("GET", "/api/v1/whoami", key=key), 401, "unauthenticated")
    problem(fake.call("GET", "/api/v1/whoami"), 401, "unauthenticated")


def test_an_administrator_acts_within_its_unit(fake: FakeService) -> None:
    fake.store.put_principal("chief", "county/housing", ["admin"])
    chief = fake.store.create_key("chief")
    body = {"unit": "county/housing/east", "roles": ["reader"]}
    assert fake.call("PUT", "/api/v1/principals/clerk", key=chief, json=body).status_code == 200
    made = fake.call("POST", "/api/v1/principals/clerk/keys", key=chief, json={"days": 30})
    assert made.status_code == 201
    assert fake.call("GET", "/api/v1/whoami", key=made.json()["key"]).json()["unit"] == "county/housing/east"
    for unit in ("county", "county/finance", "county/housing2"):
        found = fake.call("PUT", "/api/v1/principals/clerk", key=chief, json={**body, "unit": unit})
        assert "county/housing" in problem(found, 403, "forbidden")["detail"]
    fake.store.put_principal("other", "county/finance", ["reader"])
    problem(fake.call("PUT", "/api/v1/principals/other", key=chief, json=body), 403, "forbidden")
    problem(fake.call("POST", "/api/v1/principals/other/keys", key=chief, json={}), 403, "forbidden")
    seen = fake.call("GET", "/api/v1/principals", key=chief).json()
    assert {p["id"] for p in seen["principals"]} == {"chief", "clerk"}


def test_a_person_needs_a_purpose_by_header_or_body(fake: FakeService) -> None:
    key = fake.key_for("reader")
    path, ids = f"/api/v1/entities/{PERSON}", [FIRM, PERSON]
    problem(fake.call("GET", path, key=key, purpose=None), 428, "purpose_required")
    problem(fake.call("POST", "/api/v1/paths", key=key, purpose=None, json={"ids": ids}), 428, "purpose_required")
    problem(fake.call("POST", "/api/v1/exposures", key=key, purpose=None, json={"ids": ids}), 428, "purpose_required")
    assert fake.call("GET", path, key=key, purpose="投诉核查").status_code == 200
    body = {"ids": ids, "purpose": "投标审查"}
    assert fake.call("POST", "/api/v1/paths", key=key, purpose=None, json=body).status_code == 200
    entries = fake.store.audit_entries(0, 1000)
    assert [e["outcome"] for e in entries] == ["purpose_required"] * 3 + ["ok"] * 2
    assert [e["purpose"] for e in entries[-2:]] == ["投诉核查", "投标审查"]
    assert entries[-1]["subjects"].split() == sorted(ids)


def test_too_many_requests_are_told_to_wait(tmp_path: Path) -> None:
    fake = FakeService(tmp_path, requests_per_minute=3)
    with contextlib.closing(fake):
        for _ in range(3):
            assert fake.call("GET", "/api/v1/whoami").status_code == 200
        found = fake.call("GET", "/api/v1/whoami")
        assert problem(found, 429, "rate_limited")["limit"] == 3
        assert found.headers["retry-after"] == "5"


def test_reading_the_audit_log_is_recorded_and_its_chain_verified(fake: FakeService) -> None:
    fake.call("GET", f"/api/v1/entities/{FIRM}")
    page = fake.call("GET", f"/api/v1/audit?subject={FIRM}").json()
    assert [e["action"] for e in page["entries"]] == ["entity"]
    assert fake.call("GET", "/api/v1/audit/verification").json()["holds"]
    assert [e["action"] for e in fake.store.audit_entries()] == ["entity", "audit.read"]


def test_every_reply_carries_security_headers(fake: FakeService) -> None:
    for path in ("/healthz", "/api/v1/nowhere", "/api/v1/status"):
        headers = fake.call("GET", path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_an_erasure_is_recorded_with_hashes_and_ground_and_not_with_the_id(fake: FakeService) -> None:
    admin = fake.key_for("admin")
    body = {"id": PERSON, "reason": "申请单 2026-017"}
    assert fake.call("POST", "/api/v1/erasures", json=body, key=fake.key_for("auditor")).status_code == 403
    assert fake.call("POST", "/api/v1/erasures", json=body, key=admin).json()["hashes"] == ["0" * 64]
    entry = fake.store.audit_entries(0, 1000)[-1]
    assert (entry["action"], entry["subjects"], entry["purpose"]) == ("erasure", "0" * 64, "申请单 2026-017")
    assert fake.call("POST", "/api/v1/erasures", json={**body, "id": FIRM}, key=admin).status_code == 404
    assert fake.store.audit_entries(0, 1000)[-1]["outcome"] == "not_found"
    assert (
        fake.call("POST", "/api/v1/erasures", json={**body, "reason": "370000196803129985"}, key=admin).status_code
        == 422
    )
