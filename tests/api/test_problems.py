"""Every kind of failure has the one shape, in the language asked for, and says nothing that it should not."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog

import api.security
import graph_service.store.gate  # noqa: F401 - its error class must be known to the test of the tree
from api.problems import STATUS, language, status_of
from graph_service.errors import EngineUnavailable, GuanlianError
from tests.api.conftest import FakeService
from tests.api.fakes import FIRM, GONE, PERSON, SECRET

SHAPE = {"type", "title", "status", "detail", "code", "request_id"}
OURS = ("graph_service", "api", "loaders", "cypher")


def problem(response: Any, status: int, code: str) -> dict[str, Any]:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    found: dict[str, Any] = response.json()
    assert found.keys() >= SHAPE
    assert (found["code"], found["status"]) == (code, status)
    assert found["type"] == f"urn:guanlian:problem:{code}"
    assert found["request_id"] == response.headers["x-request-id"]
    return found


def test_every_error_class_has_a_status() -> None:
    def tree(kind: type[GuanlianError]) -> Iterator[type[GuanlianError]]:
        yield kind
        for child in kind.__subclasses__():
            yield from tree(child)

    for kind in tree(GuanlianError):
        if kind.__module__.split(".")[0] in OURS:
            assert kind.code in STATUS, kind
            assert status_of(kind) == STATUS[kind.code]


@pytest.mark.parametrize(
    ("method", "path", "more", "status", "code"),
    [
        ("GET", "/api/v1/nowhere", {}, 404, "not_found"),
        ("GET", "/nowhere", {}, 404, "not_found"),
        ("GET", "/api/v1/status/", {}, 404, "not_found"),
        ("DELETE", "/api/v1/status", {}, 405, "method_not_allowed"),
        ("GET", f"/api/v1/entities/{'z' * 26}", {}, 404, "not_found"),
        ("GET", "/api/v1/entities/no-id", {}, 422, "invalid_input"),
        ("GET", "/api/v1/entities", {}, 422, "invalid_input"),
        ("GET", f"/api/v1/entities/{FIRM}?as_of=31.12.2026", {}, 422, "invalid_input"),
        ("GET", f"/api/v1/entities/{FIRM}?as_of=9999-12-31", {}, 422, "invalid_input"),
        ("GET", f"/api/v1/entities/{FIRM}?as_known_at=2026-01-01T00:00:00", {}, 422, "invalid_input"),
        ("GET", f"/api/v1/entities/{FIRM}?as_known_at=0001-01-01T00:00:00%2B14:00", {}, 422, "invalid_input"),
        ("GET", f"/api/v1/entities/{FIRM}?as_of=2026-01-01&as_of=2026-01-02", {}, 422, "invalid_input"),
        ("POST", "/api/v1/paths", {"content": b"{"}, 422, "invalid_input"),
        ("POST", "/api/v1/paths", {"content": b"\x80abc", "headers": {"Content-Type": "application/json"}}, 400, "unreadable"),
        ("POST", "/api/v1/paths", {"json": {"ids": [FIRM]}}, 422, "invalid_input"),
        ("POST", "/api/v1/paths", {"json": {"ids": [FIRM, GONE]}}, 409, "merged"),
        ("POST", "/api/v1/paths", {"json": {"ids": [FIRM, PERSON], "max_length": 10**9}}, 422, "limit_exceeded"),
        ("POST", "/api/v1/subgraphs", {"json": {"ids": [FIRM], "depth": 10**9}}, 422, "limit_exceeded"),
        ("POST", "/api/v1/subgraphs", {"content": b"x" * 2_000_000}, 413, "body_too_large"),
        ("GET", f"/api/v1/entities/{FIRM}/exposure?max_nodes=1000000", {}, 422, "limit_exceeded"),
        ("GET", "/api/v1/loads?limit=1000", {}, 422, "limit_exceeded"),
        ("GET", "/api/v1/loads?cursor=abc", {}, 422, "invalid_input"),
        ("POST", "/api/v1/loads", {"data": {"mapping": "m1"}}, 422, "invalid_input"),
        ("POST", "/api/v1/loads", {"files": {"file": b"x"}, "data": {"snapshoot": "full"}}, 422, "invalid_input"),
        ("POST", "/api/v1/loads", {"files": {"file": b"x"}, "data": {"mapping": "none"}}, 422, "invalid_input"),
        ("GET", "/api/v1/policies/none", {}, 404, "not_found"),
        ("GET", "/api/v1/jobs/none", {}, 404, "not_found"),
        ("GET", f"/api/v1/entities/{FIRM}", {"headers": {"Authorization": "Bearer glk_a_b"}}, 401, "unauthenticated"),
        ("GET", f"/api/v1/entities/{FIRM}", {"headers": {"Authorization": "Basic eA=="}}, 401, "unauthenticated"),
        ("GET", f"/api/v1/entities/{FIRM}", {"purpose": "查 13800138000"}, 422, "invalid_input"),
    ],
)  # fmt: skip
def test_problems_have_one_shape(
    fake: FakeService, method: str, path: str, more: dict[str, Any], status: int, code: str
) -> None:
    problem(fake.call(method, path, **more), status, code)


def test_an_unknown_parameter_is_refused_with_the_nearest_name(fake: FakeService) -> None:
    found = problem(fake.call("GET", f"/api/v1/entities/{FIRM}/exposure?as_off=2025-01-01"), 422, "invalid_input")
    assert (found["parameter"], found["nearest"]) == ("as_off", "as_of")
    found = problem(fake.call("GET", "/api/v1/status?verbose=1"), 422, "invalid_input")
    assert "verbose" in found["detail"]
    found = problem(
        fake.call("POST", "/api/v1/paths", json={"ids": [FIRM, PERSON], "min_shares": 1}), 422, "invalid_input"
    )
    assert found["errors"][0]["nearest"] == "min_share"


def test_validation_never_echoes_what_was_sent(fake: FakeService) -> None:
    for call in (
        ("GET", f"/api/v1/entities?q=x&limit={SECRET}", {}),
        ("POST", "/api/v1/paths", {"json": {"ids": SECRET}}),
    ):
        method, path, more = call
        assert SECRET not in fake.call(method, path, **more).text


def test_problems_speak_the_language_asked_for(fake: FakeService) -> None:
    chinese = fake.call("GET", "/api/v1/jobs/none").json()
    english = fake.call("GET", "/api/v1/jobs/none", headers={"Accept-Language": "en-GB,zh;q=0.5"}).json()
    assert (chinese["detail"], english["detail"]) == ("没有这个任务", "there is no such job")
    assert (chinese["title"], english["title"]) == ("未找到", "Not found")


@pytest.mark.parametrize(
    ("header", "chosen"),
    [("", "zh"), ("en", "en"), ("zh-CN,en;q=0.8", "zh"), ("de, en;q=0.5, zh;q=0.4", "en"), ("en;q=x", "zh"), ("fr", "zh")],
)  # fmt: skip
def test_the_language_with_the_greater_weight_wins(header: str, chosen: str) -> None:
    assert language({"accept-language": header}) == chosen


def test_a_merged_id_answers_308_to_the_same_question(fake: FakeService) -> None:
    moved = fake.call("GET", f"/api/v1/entities/{GONE}/exposure?as_of=2026-01-01")
    assert problem(moved, 308, "merged")["survivor"] == FIRM
    assert moved.headers["location"] == f"/api/v1/entities/{FIRM}/exposure?as_of=2026-01-01"


def test_a_gone_engine_is_503_with_retry_after_and_back_by_itself(fake: FakeService) -> None:
    gone = EngineUnavailable("gone", "不可用", retry_after=3)
    fake.fakes.fail = fake.backend.gone = gone
    for path in ("/api/v1/status", "/readyz", f"/api/v1/entities/{FIRM}"):
        found = fake.call("GET", path)
        problem(found, 503, "engine_unavailable")
        assert found.headers["retry-after"] == "3"
    assert fake.call("GET", "/healthz").status_code == 200
    fake.fakes.fail = fake.backend.gone = None
    assert fake.call("GET", "/readyz").json() == {"status": "ready", "data_version": 7}


def test_what_nobody_expected_is_a_500_without_internals(fake: FakeService) -> None:
    fake.fakes.fail = RuntimeError(SECRET)
    found = fake.call("GET", "/api/v1/status")
    problem(found, 500, "internal")
    assert SECRET not in found.text
    assert "RuntimeError" not in found.text


def test_a_request_over_its_time_is_answered_503(tmp_path: Path) -> None:
    fake = FakeService(tmp_path, request_timeout=0.2)
    fake.fakes.before = lambda: time.sleep(0.6)
    started = time.perf_counter()
    problem(fake.call("GET", "/api/v1/status"), 503, "request_timeout")
    assert time.perf_counter() - started < 2
    fake.close()


def test_a_body_that_hides_its_length_is_still_counted(fake: FakeService) -> None:
    async def chunks() -> Any:
        for _ in range(30):
            yield b"x" * 100_000

    assert (
        problem(fake.call("POST", "/api/v1/subgraphs", content=chunks()), 413, "body_too_large")["limit"] == 1_000_000
    )


@pytest.fixture
def all_logs() -> Iterator[None]:
    """The tests are quiet otherwise."""
    before = structlog.get_config()["wrapper_class"]
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(0))
    yield
    structlog.configure(wrapper_class=before)


def test_nothing_personal_reaches_a_log(fake: FakeService, all_logs: None) -> None:
    with structlog.testing.capture_logs() as logs:
        fake.call("GET", f"/api/v1/entities?q={SECRET}")
        fake.call("GET", f"/api/v1/nowhere/{SECRET}")
        fake.call("GET", f"/api/v1/entities/{PERSON}?name={SECRET}", purpose="样例用途")
        fake.fakes.fail = RuntimeError(SECRET)
        fake.call("GET", f"/api/v1/entities?q={SECRET}")
    assert {entry["event"] for entry in logs} == {"request", "unhandled"}
    assert {entry.get("route") for entry in logs} == {"/api/v1/entities", "/api/v1/entities/{id}", "unmatched", None}
    text = repr(logs)
    assert SECRET not in text
    assert "样例用途" not in text


def test_request_ids_are_taken_over_where_harmless(fake: FakeService) -> None:
    assert fake.call("GET", "/healthz", headers={"X-Request-Id": "abc-1"}).headers["x-request-id"] == "abc-1"
    assert len(fake.call("GET", "/healthz", headers={"X-Request-Id": "a b\x01"}).headers["x-request-id"]) == 16


def test_a_look_that_cannot_be_written_down_is_refused(fake: FakeService, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(look: Any) -> int:
        raise OSError("disk full")

    monkeypatch.setattr(fake.store.audit_log, "write", broken)
    found = fake.call("GET", f"/api/v1/entities/{PERSON}")
    problem(found, 503, api.security.AuditFailed.code)
    assert "retry-after" in found.headers


def test_metrics_carry_route_templates_only(fake: FakeService) -> None:
    fake.call("GET", f"/api/v1/entities/{FIRM}")
    text = fake.call("GET", "/metrics").text
    assert 'route="/api/v1/entities/{id}"' in text
    assert FIRM not in text
