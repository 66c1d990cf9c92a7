"""The operational store: principals, keys, the audit chain, jobs, migrations."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
import pytest

from graph_service.errors import ConfigurationError, Conflict, InvalidInput, NotFound, StoreUnavailable
from graph_service.operations import jobs
from graph_service.operations.audit import Look, refuse_numbers
from graph_service.operations.jobs import Job, JobRunner, Progress
from graph_service.operations.reviews import Answered, Author
from graph_service.operations.store import OperationalStore


@pytest.fixture
def store(tmp_path: Path, operations_url: str | None) -> Iterator[OperationalStore]:
    found = OperationalStore(tmp_path, operations_url)
    yield found
    found.close()


def tampered(store: OperationalStore, url: str | None, sql: str) -> None:
    """Change the file or the tables as someone with them in hand could."""
    if url:
        with psycopg.connect(url) as connection:
            connection.execute("ALTER TABLE audit DISABLE TRIGGER audit_kept")
            connection.execute(sql)
        return
    with sqlite3.connect(store.folder / "operations.sqlite") as db:
        db.execute("DROP TRIGGER audit_no_update")
        db.execute("DROP TRIGGER audit_no_delete")
        db.execute(sql)
    db.close()


def until(done: Callable[[], bool]) -> None:
    for _ in range(500):
        if done():
            return
        time.sleep(0.01)
    raise AssertionError("it did not happen")


def test_a_principal_keeps_grants_that_stay(store: OperationalStore) -> None:
    store.directory.put("p", "county/housing/east", ["reader", "loader"], by="a")
    store.directory.put("p", "county/housing", ["reader", "auditor"], "person", by="b")
    found = store.directory.get("p")
    assert (found.unit, found.kind, found.roles) == ("county/housing", "person", frozenset({"reader", "auditor"}))
    assert store.directory.units() == ["county", "county/housing", "county/housing/east"]
    granted = {r["role"]: r["granted_by"] for r in store._database.rows("SELECT * FROM role_grant")}
    assert granted == {"reader": "a", "auditor": "b"}


@pytest.mark.parametrize(
    ("unit", "roles", "kind"),
    [("a/b/c/d", ["reader"], "service"), ("a", ["king"], "service"), ("", [], "service"), ("a", [], "robot")],
)
def test_what_a_principal_cannot_be(store: OperationalStore, unit: str, roles: list[str], kind: str) -> None:
    with pytest.raises(InvalidInput):
        store.directory.put("p", unit, roles, kind)
    with pytest.raises(NotFound):
        store.directory.get("p")


def test_administration_ends_at_the_unit(store: OperationalStore) -> None:
    admin = store.directory.put("p", "county/housing", ["admin"])
    assert admin.administers("county/housing")
    assert admin.administers("county/housing/east")
    assert not any(admin.administers(unit) for unit in ("county", "county/housing2", "other"))


def test_a_key_is_recognized_until_revoked_and_kept_as_a_hash(store: OperationalStore) -> None:
    store.put_principal("p", "county", ["reader"])
    key = store.create_key("p")
    assert len(key.split("_", 2)[2]) >= 43  # 256 bits
    assert store.key_ring.recognize(key) == store.directory.get("p")
    assert store.keys()[0]["last_used_at"]
    assert key.split("_", 2)[2] not in repr([dict(r) for r in store._database.rows("SELECT * FROM api_key")])
    for wrong in ("", "glk", key[:-1], key.replace("glk", "abc"), f"glk_{key.split('_')[1]}_"):
        assert store.key_ring.recognize(wrong) is None
    store.revoke_key(key.split("_")[1])
    assert store.key_ring.recognize(key) is None
    assert not store.has_keys()
    with pytest.raises(NotFound):
        store.revoke_key(key.split("_")[1])


def test_an_expired_key_ends_but_still_counts_as_a_key(store: OperationalStore) -> None:
    store.put_principal("p", "county", ["reader"])
    key = store.create_key("p", days=1)
    assert store.key_ring.recognize(key)
    store._database.rows("UPDATE api_key SET expires_at='2020-01-01T00:00:00.000000+00:00'")
    assert store.key_ring.recognize(key) is None
    assert store.has_keys()
    assert not store.key_ring.any_usable()


@pytest.mark.parametrize(
    ("sql", "broken"),
    [
        ("UPDATE audit SET purpose='other' WHERE number=3", 3),
        ("UPDATE audit SET at='2020-01-01' WHERE number=1", 1),
        ("UPDATE audit SET hash='0' WHERE number=2", 2),
        ("DELETE FROM audit WHERE number=2", 2),
        ("DELETE FROM audit WHERE number=5", 5),
        ("DELETE FROM audit", 1),
    ],
)
def test_tampering_with_the_audit_log_shows(
    store: OperationalStore, operations_url: str | None, sql: str, broken: int
) -> None:
    for number in range(5):
        store.audit_log.write(Look("p", "look", (f"id{number}",)))
    assert store.audit_log.verify().holds
    tampered(store, operations_url, sql)
    assert store.audit_log.verify().first_broken == broken


def test_the_audit_log_refuses_change(store: OperationalStore) -> None:
    store.audit_log.write(Look("p", "look"))
    for sql in ("UPDATE audit SET purpose='x'", "DELETE FROM audit"):
        with pytest.raises((sqlite3.IntegrityError, psycopg.IntegrityError), match="append-only"):
            store._database.rows(sql)


def test_many_writers_make_one_chain(store: OperationalStore, operations_url: str | None) -> None:
    second = OperationalStore(store.folder, operations_url)  # as another process would
    with ThreadPoolExecutor(8) as pool:
        for number in range(100):
            pool.submit((store, second)[number % 2].audit_log.write, Look(f"p{number}", "look"))
    assert store.audit_log.verify().entries == 100
    assert store.audit_log.verify().holds
    second.close()


@pytest.mark.parametrize("subject", ["张三", "310101 199001011234", "", "a b"])
def test_subjects_are_ids(store: OperationalStore, subject: str) -> None:
    with pytest.raises(ValueError, match="id"):
        store.audit_log.write(Look("p", "look", (subject,)))


@pytest.mark.parametrize("purpose", ["查 11010519491231002X 的记录", "联系13800138000", "110105491231002"])
def test_purposes_hold_no_numbers_of_persons(purpose: str) -> None:
    with pytest.raises(InvalidInput):
        refuse_numbers(purpose)
    refuse_numbers("（2026）样0102民初3456号 投标审查 2026-06-30")


class Gate:
    """Work that waits to be let on."""

    def __init__(self) -> None:
        self.reached, self.go = threading.Event(), threading.Event()

    def __call__(self, job: Job, progress: Progress) -> Any:
        progress(1)
        self.reached.set()
        self.go.wait(5)
        progress(2)
        return {"asked": dict(job.request)}


def test_a_job_runs_and_keeps_its_result(store: OperationalStore, tmp_path: Path) -> None:
    runner = JobRunner(store.jobs, tmp_path / "jobs")
    runner.register("echo", lambda job, progress: dict(job.request))
    job, _ = runner.start("echo", "p", {"名": 1})
    until(lambda: store.jobs.get(job.id).ended)
    found = store.jobs.get(job.id)
    assert found.state == "done"
    assert found.result_path
    assert found.result_path.read_text(encoding="utf-8") == '{"名": 1}'
    runner.stop()


def test_a_failing_job_says_nothing_of_an_unexpected_cause(store: OperationalStore, tmp_path: Path) -> None:
    def fails(job: Job, progress: Progress) -> Any:
        raise RuntimeError("张三")

    runner = JobRunner(store.jobs, tmp_path / "jobs")
    runner.register("fails", fails)
    job, _ = runner.start("fails", "p", {})
    until(lambda: store.jobs.get(job.id).ended)
    error = store.jobs.get(job.id).error
    assert error
    assert error["code"] == "internal"
    assert "张三" not in repr(error)
    runner.stop()


def test_stopping_the_service_interrupts_and_a_resumed_job_ends(store: OperationalStore, tmp_path: Path) -> None:
    gate, runner = Gate(), JobRunner(store.jobs, tmp_path / "jobs")
    runner.register("gate", gate)
    running, _ = runner.start("gate", "p", {"n": 1})
    waiting, _ = runner.start("gate", "p", {"n": 2})
    assert gate.reached.wait(5)
    threading.Timer(0.1, gate.go.set).start()
    runner.stop()
    assert store.jobs.get(running.id).state == "interrupted"
    assert store.jobs.interrupt_orphans() == 1  # the one that waited, at the next start
    again = JobRunner(store.jobs, tmp_path / "jobs")
    again.register("gate", gate)
    for job in (running, waiting):
        again.resume(store.jobs.get(job.id))
    until(lambda: all(store.jobs.get(j.id).state == "done" for j in (running, waiting)))
    with pytest.raises(Conflict):
        again.resume(store.jobs.get(running.id))
    again.stop()


def test_a_queued_job_is_cancelled_at_once(store: OperationalStore, tmp_path: Path) -> None:
    gate, runner = Gate(), JobRunner(store.jobs, tmp_path / "jobs")
    runner.register("gate", gate)
    running, _ = runner.start("gate", "p", {})
    queued, _ = runner.start("gate", "p", {})
    assert gate.reached.wait(5)
    store.jobs.cancel(queued.id)
    assert store.jobs.get(queued.id).state == "cancelled"
    store.jobs.cancel(running.id)
    gate.go.set()
    until(lambda: store.jobs.get(running.id).state == "cancelled")
    runner.stop()


def test_a_kind_that_runs_alone_takes_no_second_job(store: OperationalStore, tmp_path: Path) -> None:
    gate, runner = Gate(), JobRunner(store.jobs, tmp_path / "jobs")
    runner.register("all", gate, alone=True)
    runner.register("other", lambda job, progress: {})
    first, _ = runner.start("all", "p", {}, key="k", fingerprint="a")
    assert gate.reached.wait(5)
    for principal in ("p", "q"):
        with pytest.raises(Conflict, match="one at a time"):
            runner.start("all", principal, {})
    assert runner.start("all", "p", {}, key="k", fingerprint="a") == (store.jobs.get(first.id), False)
    runner.start("other", "p", {})
    before, _ = store.jobs.create("all", "p", {})
    store.jobs.set(before.id, "interrupted")
    with pytest.raises(Conflict, match="one at a time"):
        runner.resume(store.jobs.get(before.id))
    assert store.jobs.get(before.id).state == "interrupted"
    gate.go.set()
    until(lambda: store.jobs.get(first.id).state == "done")
    runner.resume(store.jobs.get(before.id))
    until(lambda: store.jobs.get(before.id).state == "done")
    assert len(store.jobs.of(None)) == 3
    runner.stop()


def test_a_job_that_ends_while_the_store_is_away_ends_once_it_is_back(
    store: OperationalStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "STORE_RETRY_SECONDS", 0.02)
    away = {"begin": 2, "set": 3}

    def unsteady(name: str, write: Any) -> Any:
        def tried(*given: Any, **more: Any) -> Any:
            if away[name]:
                away[name] -= 1
                raise StoreUnavailable("away", "不在")
            return write(*given, **more)

        return tried

    for name in away:
        monkeypatch.setattr(store.jobs, name, unsteady(name, getattr(store.jobs, name)))
    runner = JobRunner(store.jobs, tmp_path / "jobs")
    runner.register("echo", lambda job, progress: {"n": 1}, alone=True)
    job, _ = runner.start("echo", "p", {})
    until(lambda: store.jobs.get(job.id).ended)
    assert store.jobs.get(job.id).state == "done"
    assert away == {"begin": 0, "set": 0}
    runner.stop()


def test_a_result_that_cannot_be_kept_fails_the_job(store: OperationalStore, tmp_path: Path) -> None:
    (tmp_path / "jobs").write_text("a file where the folder would be", encoding="utf-8")
    runner = JobRunner(store.jobs, tmp_path / "jobs")
    runner.register("echo", lambda job, progress: {"n": 1})
    job, _ = runner.start("echo", "p", {})
    until(lambda: store.jobs.get(job.id).ended)
    assert store.jobs.get(job.id).state == "failed"
    runner.stop()


def test_opening_the_store_elsewhere_leaves_running_jobs_alone(
    store: OperationalStore, operations_url: str | None
) -> None:
    job, _ = store.jobs.create("load", "p", {})
    OperationalStore(store.folder, operations_url).close()  # as ``guanlian keys`` does
    assert store.jobs.get(job.id).state == "queued"


def test_idempotency_keys_belong_to_a_principal_and_a_request(store: OperationalStore) -> None:
    first, new = store.jobs.create("load", "p", {}, key="k", fingerprint="a")
    assert new
    again, new = store.jobs.create("load", "p", {}, key="k", fingerprint="a")
    assert (again.id, new) == (first.id, False)
    assert store.jobs.create("load", "q", {}, key="k", fingerprint="a")[1]
    with pytest.raises(Conflict):
        store.jobs.create("load", "p", {}, key="k", fingerprint="b")


def test_a_secret_stays_the_same(store: OperationalStore) -> None:
    assert store.secret("cursor") == store.secret("cursor") != store.secret("other")
    assert len(store.secret("cursor")) == 32


def test_a_store_of_the_first_schema_is_carried_over(tmp_path: Path) -> None:
    path = tmp_path / "operations.sqlite"
    script = Path("graph_service/operations/migrations/0001.sql")
    root = Path(__file__).parents[2]
    with sqlite3.connect(path) as db:
        db.executescript((root / script).read_text(encoding="utf-8") + "PRAGMA user_version=1;")
        db.execute("INSERT INTO principal VALUES ('p', 'service', 'county', 'loader reader', 'x')")
        db.execute("INSERT INTO api_key VALUES ('k', 'p', 'h', 'x', NULL)")
        db.execute("INSERT INTO audit VALUES (1, 'x', 'p', 'look', '', NULL, '', 'ok', '', 'h')")
    db.close()
    store = OperationalStore(tmp_path)
    assert store.directory.get("p").roles == {"loader", "reader"}
    assert store.has_keys()
    assert store._database.rows("SELECT count(*) AS n FROM audit_0001")[0]["n"] == 1
    store.close()


def test_a_store_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "operations.sqlite"
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version=99")
    db.close()
    with pytest.raises(ConfigurationError):
        OperationalStore(tmp_path)


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    OperationalStore(tmp_path).close()
    assert (tmp_path / "operations.sqlite").stat().st_mode & 0o077 == 0


def test_one_process_at_a_time_runs_the_jobs(store: OperationalStore, operations_url: str | None) -> None:
    store.own()
    store.own()
    second = OperationalStore(store.folder, operations_url)
    with pytest.raises(Conflict):
        second.own()
    store.close()
    second.own()
    second.close()


def test_what_decided_a_review_is_kept_once_and_refuses_change(store: OperationalStore) -> None:
    result = {"data_version": 1, "rules": {"version": 1, "digest": "d"}}
    answered = Answered({}, result, {}, {"d": ("rules", {"rules": [{"id": "R1"}]})})
    for identifier in ("one", "two"):
        store.reviews.create(identifier, Author("p", "county"), "一标段", "审查", answered)
    assert store.reviews.standard("d") == {"rules": [{"id": "R1"}]}
    assert store.reviews.standard("e") is None
    for sql in ("UPDATE review_standard SET content='{}'", "DELETE FROM review_standard"):
        with pytest.raises((sqlite3.IntegrityError, psycopg.errors.RestrictViolation)):
            store._database.rows(sql)
    assert len(store._database.rows("SELECT * FROM review_standard")) == 1


def test_looks_that_arrive_together_go_to_disk_together(store: OperationalStore) -> None:
    log, entered, go = store.audit_log, threading.Event(), threading.Event()
    commits: list[int] = []
    commit = log._commit

    def slow(batch: list[Any]) -> None:
        commits.append(len(batch))
        entered.set()
        go.wait(10)
        commit(batch)

    log._commit = slow  # type: ignore[method-assign,assignment]
    with ThreadPoolExecutor(6) as pool:
        first = pool.submit(log.write, Look("p0", "look"))
        assert entered.wait(10)
        others = [pool.submit(log.write, Look(f"p{number}", "look")) for number in range(1, 6)]
        until(lambda: len(log._waiting) == 5)
        go.set()
        numbers = {first.result(), *(other.result() for other in others)}
    assert commits == [1, 5]
    assert numbers == {1, 2, 3, 4, 5, 6}
    assert log.verify().entries == 6
    assert log.verify().holds


def test_where_the_disk_refuses_everybody_who_waits_is_told(store: OperationalStore) -> None:
    log, entered, go = store.audit_log, threading.Event(), threading.Event()
    append = log._append

    def failing(looks: list[Look]) -> range:
        entered.set()
        go.wait(10)
        append(looks)
        raise sqlite3.OperationalError("disk full")

    log._append = failing  # type: ignore[method-assign,assignment]
    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(log.write, Look("p0", "look"))
        assert entered.wait(10)
        others = [pool.submit(log.write, Look(f"p{number}", "look")) for number in range(1, 3)]
        until(lambda: len(log._waiting) == 2)
        go.set()
        for told in (first, *others):
            with pytest.raises(sqlite3.OperationalError, match="disk full"):
                told.result()
    log._append = append  # type: ignore[method-assign]
    assert log.verify().entries == 0
    assert log.write(Look("p", "look")) == 1
