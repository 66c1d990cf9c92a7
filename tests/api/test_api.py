"""Promises of every route: problems in one shape, refusals that say why, purposes recorded, nothing personal leaking."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph_service.engine import Engine
from graph_service.errors import ConfigurationError
from graph_service.loading.facts import entity_id
from tests.api.conftest import Service
from tests.conftest import empty
from tests.contract.test_loading import company, load, person, row

pytestmark = pytest.mark.engine


@pytest.fixture
def loaded(service: Service, engine: Engine) -> Service:
    empty(engine.graph)
    load(engine.graph, [row(n) for n in range(6)])
    return service


def firm(number: int) -> str:
    return entity_id(company(number), "register")


def human(number: int) -> str:
    return entity_id(person(number), "register")


def problem(response: Any, status: int, code: str) -> dict[str, Any]:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    found: dict[str, Any] = response.json()
    assert {"type", "title", "status", "detail", "code", "request_id"} <= found.keys()
    assert found["code"] == code
    return found


def test_an_unknown_parameter_is_refused_and_named(loaded: Service) -> None:
    found = problem(loaded.call("GET", f"/api/v1/entities/{firm(1)}/exposure?as_off=2025-01-01"), 422, "invalid_input")
    assert "as_off" in found["detail"]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/v1/nowhere", 404, "not_found"),
        ("DELETE", "/api/v1/status", 405, "method_not_allowed"),
        ("GET", "/api/v1/entities/aaaaaaaaaaaaaaaaaaaaaaaaaa", 404, "not_found"),
        ("GET", "/api/v1/entities/not-an-id", 422, "invalid_input"),
        ("GET", "/api/v1/entities?q=%E6%97%A0", 422, "invalid_input"),
        ("GET", "/api/v1/policies/none", 404, "not_found"),
        ("GET", "/api/v1/jobs/none", 404, "not_found"),
    ],
)
def test_problems_have_one_shape(loaded: Service, method: str, path: str, status: int, code: str) -> None:
    problem(loaded.call(method, path), status, code)


def test_depth_and_bodies_are_bounded(loaded: Service) -> None:
    body = {"ids": [firm(1)], "depth": 10**9}
    found = problem(loaded.call("POST", "/api/v1/subgraphs", json=body), 422, "limit_exceeded")
    assert (found["parameter"], found["limit"]) == ("depth", loaded.settings.max_depth)
    huge = loaded.call("POST", "/api/v1/subgraphs", content=b"x" * 100_000_000)
    assert problem(huge, 413, "body_too_large")["limit"] == loaded.settings.max_body_bytes


def test_a_person_is_looked_at_only_with_a_purpose_and_the_look_is_recorded(loaded: Service) -> None:
    path, key = f"/api/v1/entities/{human(1)}", loaded.key_for("reader")
    problem(loaded.call("GET", path, key=key, purpose=None), 428, "purpose_required")
    assert loaded.call("GET", path, key=key, purpose="投诉核查").status_code == 200
    refused, entry = loaded.store.audit_entries(0, 1000)[-2:]
    assert (refused["subjects"], refused["outcome"]) == (human(1), "purpose_required")
    assert (entry["subjects"], entry["purpose"], entry["principal"]) == (human(1), "投诉核查", "reader")
    assert entry["outcome"] == "ok"


def test_this_machine_itself_is_audited_with_the_purpose_local(loaded: Service) -> None:
    assert loaded.call("GET", f"/api/v1/entities/{human(1)}", purpose=None).status_code == 200
    assert loaded.store.audit_entries(0, 1000)[-1]["purpose"] == "local"


def test_persons_whom_a_traversal_shows_are_recorded(loaded: Service) -> None:
    loaded.call("POST", "/api/v1/subgraphs", json={"ids": [firm(1)]})
    entry = loaded.store.audit_entries(0, 1000)[-1]
    assert set(entry["subjects"].split()) > {firm(1)}


def test_keys_bind_roles_and_are_kept_as_hashes(loaded: Service) -> None:
    reader, loader = loaded.key_for("reader"), loaded.key_for("loader")
    assert reader not in Path(loaded.settings.data_dir / "operations.sqlite").read_bytes().decode("latin-1")
    problem(loaded.call("GET", "/api/v1/status"), 401, "unauthenticated")
    problem(loaded.call("GET", "/api/v1/status", key="glk_x_y"), 401, "unauthenticated")
    assert loaded.call("GET", "/api/v1/status", key=reader).status_code == 200
    problem(loaded.call("GET", "/api/v1/audit", key=reader), 403, "forbidden")
    problem(loaded.call("GET", "/api/v1/status", key=loader), 403, "forbidden")
    body = {"survivor": firm(1), "absorbed": firm(2), "reason": "test"}
    problem(loaded.call("POST", "/api/v1/merges", key=reader, json=body), 403, "forbidden")
    loaded.store.revoke_key(reader.split("_")[1])
    problem(loaded.call("GET", "/api/v1/status", key=reader), 401, "unauthenticated")


def test_it_refuses_to_serve_others_without_keys(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError):
        Service(engine, tmp_path, host="0.0.0.0")


def test_other_hosts_and_origins_are_refused_on_loopback(loaded: Service) -> None:
    for headers in ({"Host": "evil.example"}, {"Origin": "https://evil.example"}):
        assert loaded.call("GET", "/api/v1/status", headers=headers).status_code == 403
    assert loaded.call("GET", "/api/v1/status", headers={"Origin": "http://localhost:3000"}).status_code == 200


def test_a_merged_id_answers_308_and_a_split_restores_it(loaded: Service) -> None:
    body = {"survivor": human(0), "absorbed": human(1), "reason": "seen both cards"}
    assert loaded.call("POST", "/api/v1/merges", json=body).status_code == 201
    moved = loaded.call("GET", f"/api/v1/entities/{human(1)}")
    assert (moved.status_code, moved.headers["location"]) == (308, f"/api/v1/entities/{human(0)}")
    body = {"absorbed": human(1), "reason": "a namesake after all"}
    assert loaded.call("POST", "/api/v1/splits", json=body).status_code == 201
    assert loaded.call("GET", f"/api/v1/entities/{human(1)}").status_code == 200


def test_equal_questions_give_equal_bytes_and_an_entity_tag(loaded: Service) -> None:
    path = f"/api/v1/entities/{firm(1)}/exposure?as_of=2026-01-01"
    first, second = loaded.call("GET", path), loaded.call("GET", path)
    assert first.content.split(b'"meta":')[0] == second.content.split(b'"meta":')[0]
    tag = first.headers["etag"]
    assert tag == second.headers["etag"]
    assert loaded.call("GET", path, headers={"If-None-Match": tag}).status_code == 304


def test_relationships_are_paged(loaded: Service) -> None:
    found: list[str] = []
    more: dict[str, str] = {}
    while True:
        page = loaded.get(f"/entities/{human(0)}/relationships", limit=1, **more)
        found += [r["id"] for r in page["relationships"]]
        if not page["next_cursor"]:
            break
        more = {"cursor": page["next_cursor"]}
    assert len(found) == len(set(found)) == 2


def test_exposures_run_as_a_job_once_for_one_idempotency_key(loaded: Service) -> None:
    body = {"ids": [firm(n) for n in range(6)]}
    headers = {"Idempotency-Key": "k1"}
    first = loaded.call("POST", "/api/v1/exposures", json=body, headers=headers).json()["job"]
    second = loaded.call("POST", "/api/v1/exposures", json=body, headers=headers).json()["job"]
    assert first == second
    for _ in range(200):
        job = loaded.get(f"/jobs/{first}")
        if job["state"] == "done":
            break
        time.sleep(0.05)
    assert {entry["id"] for entry in job["result"]["parties"]} == set(body["ids"])


def test_readers_do_not_find_persons_by_name_alone(loaded: Service) -> None:
    reader = loaded.key_for("reader")
    reply = loaded.get("/entities", key=reader, q="样例人1")
    assert all(hit["kind"] == "Enterprise" for hit in reply["hits"])
    assert [note["code"] for note in reply["notes"]] == ["persons_withheld"]


def test_hmacs_never_leave(loaded: Service, engine: Engine) -> None:
    from graph_service.loading.assertions import Claim, EntityAssertion

    claim = Claim("Person", "样例丁", id_hmac="ab" * 32, id_key="k1", id_mask="1975****9971")
    load(engine.graph, [(1, (EntityAssertion(claim, {}, "x", date(2026, 1, 1)),))])
    reply = loaded.call("GET", f"/api/v1/entities/{entity_id(claim, 'register')}")
    assert reply.status_code == 200
    assert "ab" * 32 not in reply.text
    reader = loaded.key_for("reader")
    assert "9971" not in loaded.call("GET", f"/api/v1/entities/{entity_id(claim, 'register')}", key=reader).text


def test_health(loaded: Service) -> None:
    assert loaded.call("GET", "/healthz").json() == {"status": "alive"}
    assert loaded.call("GET", "/readyz").json()["data_version"] == 1
    assert "guanlian_request_seconds" in loaded.call("GET", "/metrics").text
