"""Replies: canonical and tagged, paged by signed cursors; long work as jobs."""

from __future__ import annotations

import io
import os
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from fastapi import UploadFile

from api import job_files
from api.paging import Cursors
from graph_service.errors import EngineUnavailable, InvalidInput
from tests.api.conftest import FakeService
from tests.api.fakes import FIRM, GONE, PERSON
from tests.api.test_problems import problem


def ended(fake: FakeService, job: str) -> dict[str, Any]:
    for _ in range(400):
        found: dict[str, Any] = fake.get(f"/jobs/{job}")
        if found["state"] not in ("queued", "running"):
            return found
        time.sleep(0.01)
    raise AssertionError("the job did not end")


def test_equal_answers_have_equal_tags_and_304(fake: FakeService) -> None:
    path = f"/api/v1/entities/{FIRM}?as_of=2026-01-01"
    first, second = fake.call("GET", path), fake.call("GET", path)
    assert first.headers["etag"] == second.headers["etag"]
    assert first.headers["etag"].startswith('W/"')
    for sent in (first.headers["etag"], f'"other", {first.headers["etag"]}', "*", first.headers["etag"][2:]):
        unchanged = fake.call("GET", path, headers={"If-None-Match": sent})
        assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert fake.call("GET", path, headers={"If-None-Match": '"other"'}).status_code == 200
    fake.fakes.version = 8
    assert fake.call("GET", path).headers["etag"] != first.headers["etag"]


def test_clock_times_stand_in_meta_only(fake: FakeService) -> None:
    found = fake.get(f"/entities/{FIRM}/exposure", as_of="2026-01-01")
    assert found["meta"].keys() >= {"answered_at", "seconds"}
    assert found["effective"]["max_nodes"] == 2000
    assert {"as_of", "as_known_at", "data_version", "policy", "truncated", "bound"} <= found.keys()


def test_pages_follow_each_other_and_no_list_mixes_versions(fake: FakeService) -> None:
    path = f"/entities/{FIRM}/relationships"
    first = fake.get(path, limit=2)
    second = fake.get(path, limit=2, cursor=first["next_cursor"])
    assert [r["id"] for r in first["relationships"] + second["relationships"]] == ["r1", "r2", "r3"]
    assert second["next_cursor"] is None
    other = fake.call("GET", f"/api/v1{path}?include_ended=true&cursor={first['next_cursor']}")
    assert problem(other, 422, "invalid_input")["parameter"] == "cursor"
    fake.fakes.version += 1
    problem(fake.call("GET", f"/api/v1{path}?cursor={first['next_cursor']}"), 409, "conflict")


def test_search_pages(fake: FakeService) -> None:
    first = fake.get("/entities", q="x", limit=20)
    second = fake.get("/entities", q="x", limit=20, cursor=first["next_cursor"])
    assert (len(first["hits"]), len(second["hits"]), second["next_cursor"]) == (20, 10, None)


@pytest.mark.parametrize("cursor", ["", "x", "ä", "AAAA", "A" * 400])
def test_a_foreign_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(InvalidInput):
        Cursors(b"key").read(cursor, {})


def test_a_cursor_of_another_key_is_refused() -> None:
    made = Cursors(b"one").make({"q": 1}, "r1", 3)
    assert Cursors(b"one").read(made, {"q": 1}) == ("r1", 3)
    with pytest.raises(InvalidInput):
        Cursors(b"two").read(made, {"q": 1})


def test_many_parties_are_screened_as_a_job(fake: FakeService) -> None:
    body = {"ids": [FIRM, PERSON, GONE, "z" * 26]}
    started = fake.call("POST", "/api/v1/exposures", json=body)
    assert (started.status_code, started.headers["location"]) == (202, started.json()["url"])
    found = ended(fake, started.json()["job"])
    assert (found["state"], found["progress"]) == ("done", 4)
    rows = {row["id"]: row for row in found["result"]["parties"]}
    assert rows[FIRM]["score"] == 0
    assert rows[GONE] == {"id": GONE, "error": "merged", "survivor": FIRM}
    assert rows["z" * 26]["error"] == "not_found"
    assert found["result"]["effective"]["as_known_at"]
    assert fake.call("GET", found["result_url"]).json() == found["result"]
    problem(fake.call("DELETE", f"/api/v1/jobs/{found['id']}"), 409, "conflict")


def test_an_idempotency_key_gives_one_job_and_only_for_one_request(fake: FakeService) -> None:
    headers = {"Idempotency-Key": "k1"}
    first = fake.call("POST", "/api/v1/exposures", json={"ids": [FIRM]}, headers=headers).json()["job"]
    assert fake.call("POST", "/api/v1/exposures", json={"ids": [FIRM]}, headers=headers).json()["job"] == first
    problem(fake.call("POST", "/api/v1/exposures", json={"ids": [PERSON]}, headers=headers), 409, "conflict")


def test_a_running_job_is_cancelled_and_resumed(fake: FakeService) -> None:
    reached, go = threading.Event(), threading.Event()

    def step(number: int) -> None:
        reached.set()
        go.wait(5)

    fake.files.step = step
    job = fake.call("POST", "/api/v1/loads", files={"file": ("企业 名单.csv", b"a\nb\nc")}).json()["job"]
    assert reached.wait(5)
    assert fake.call("DELETE", f"/api/v1/jobs/{job}").status_code == 202
    go.set()
    assert ended(fake, job)["state"] == "cancelled"
    assert fake.call("POST", f"/api/v1/jobs/{job}/resume").status_code == 202
    found = ended(fake, job)
    assert (found["state"], found["result"]["read"]) == ("done", 3)
    assert fake.files.loaded == ["企业_名单.csv"]
    assert not any((fake.settings.data_dir / "jobs" / "uploads").iterdir())
    problem(fake.call("POST", f"/api/v1/jobs/{job}/resume"), 409, "conflict")


def test_a_job_that_ends_badly_says_why_in_the_language_asked_for(fake: FakeService) -> None:
    def step(number: int) -> None:
        raise InvalidInput("line 1 is wrong", "第 1 行有误")

    fake.files.step = step
    job = fake.call("POST", "/api/v1/loads", files={"file": ("a.csv", b"a")}).json()["job"]
    assert ended(fake, job)["error"] == {"code": "invalid_input", "detail": "第 1 行有误"}
    english = fake.call("GET", f"/api/v1/jobs/{job}", headers={"Accept-Language": "en"}).json()
    assert english["error"]["detail"] == "line 1 is wrong"


def test_progress_is_streamed(fake: FakeService) -> None:
    job = fake.call("POST", "/api/v1/exposures", json={"ids": [FIRM]}).json()["job"]
    found = fake.call("GET", f"/api/v1/jobs/{job}/events")
    assert found.headers["content-type"].startswith("text/event-stream")
    assert '"state": "done"' in found.text


def test_jobs_of_others_do_not_exist(fake: FakeService) -> None:
    mine, other = fake.key_for("reader"), fake.key_for("reviewer")
    job = fake.call("POST", "/api/v1/exposures", key=mine, json={"ids": [FIRM]}).json()["job"]
    problem(fake.call("GET", f"/api/v1/jobs/{job}", key=other), 404, "not_found")
    assert fake.call("GET", f"/api/v1/jobs/{job}", key=mine).status_code == 200
    assert fake.call("GET", "/api/v1/jobs", key=other).json() == {"jobs": []}


@pytest.mark.parametrize(
    ("name", "kept"), [("../../x.csv", "x.csv"), ("..", "upload"), ("a\x00b.csv", "a_b.csv"), ("C:\\d\\企业.xlsx", "企业.xlsx")]
)  # fmt: skip
def test_upload_names_are_harmless(name: str, kept: str, tmp_path: Path) -> None:
    upload = UploadFile(io.BytesIO(b"x"), filename=name)
    assert job_files.saved(tmp_path / "sent", upload) == tmp_path / "sent" / kept
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [kept]


def test_a_policy_is_checked(fake: FakeService) -> None:
    found = fake.call("POST", "/api/v1/policies/check", json={"text": "id: x\nfactor: 1.2"}).json()
    assert not found["valid"]
    assert found["faults"]


def test_templates_and_mapping_checks(fake: FakeService) -> None:
    assert fake.get("/templates")["templates"][0]["kind"] == "Enterprise"
    assert fake.call("GET", "/api/v1/templates/Enterprise?format=xlsx").content == b"x"
    files = {"mapping_file": ("m.yaml", b"x"), "file": ("a.csv", b"a")}
    assert fake.call("POST", "/api/v1/mappings/check", files=files).json()["valid"]


def test_both_policies_of_a_what_if_are_shown(fake: FakeService) -> None:
    found = fake.call("POST", "/api/v1/policies/compare", json={"id": FIRM, "other": "strict"}).json()
    assert found["policies"].keys() == {"default", "strict"}


def test_old_results_and_uploads_that_nobody_can_resume_are_removed(fake: FakeService) -> None:
    def step(number: int) -> None:
        raise EngineUnavailable("gone", "不可用")

    fake.files.step = step
    kept = fake.call("POST", "/api/v1/loads", files={"file": ("a.csv", b"a")}).json()["job"]
    assert ended(fake, kept)["state"] == "failed"
    done = fake.call("POST", "/api/v1/exposures", json={"ids": [FIRM]}).json()["job"]
    ended(fake, done)
    folder = fake.store.folder / "jobs"
    (folder / "uploads" / "orphan").mkdir()
    old = time.time() - 31 * 86400
    os.utime(folder / f"{done}.json", (old, old))
    fake.app.state.api.runner.stop()
    fake.app = fake.build()
    assert len(list((folder / "uploads").iterdir())) == 1
    assert fake.get(f"/jobs/{done}")["result_url"] is None
    fake.files.step = lambda number: None
    assert fake.call("POST", f"/api/v1/jobs/{kept}/resume").status_code == 202
    assert ended(fake, kept)["state"] == "done"


def test_the_document_is_complete(fake: FakeService) -> None:
    document = fake.call("GET", "/api/v1/openapi.json").json()
    names = []
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            names.append(operation["operationId"])
            where = f"{method} {path}"
            assert operation["summary"], where
            assert operation["tags"], where
            for status in ("400", "401", "403", "404", "409", "413", "422", "428", "429", "500", "503"):
                content = operation["responses"][status]["content"]
                assert content["application/problem+json"]["example"]["code"], where
            for parameter in operation.get("parameters", []):
                assert parameter["name"] == "b" or parameter.get("description") or parameter["schema"], where
    assert len(names) == len(set(names))
    assert "HTTPValidationError" not in document["components"]["schemas"]
