"""Long work: jobs in the store, run by threads of this process.

A job is its kind and its request (plain data), so that an interrupted one can be taken up again. Work reports
progress through its context; that call is also where a cancellation or the end of the service reaches it.
"""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import structlog

from graph_service.errors import Conflict, GuanlianError, NotFound, StoreUnavailable
from graph_service.operations.database import Database, Row, now

log = structlog.get_logger(__name__)
ENDED = frozenset({"done", "failed", "cancelled", "interrupted"})
RESUMABLE = frozenset({"interrupted", "failed", "cancelled"})
STORE_RETRY_SECONDS = 2.0
T = TypeVar("T")


class JobCancelled(GuanlianError):
    """Someone asked for the job to stop; raised inside its work at the next report of progress."""

    code = "cancelled"


class _Stopping(Exception):
    """The service ends: the work must end as if killed, so that it can be resumed."""


@dataclass(frozen=True, slots=True)
class Job:
    """One job as it stands. ``error`` has ``code``, ``en``, ``zh``; ``result`` is read from its file."""

    id: str
    kind: str
    principal: str
    request: Mapping[str, Any]
    state: str
    progress: int
    error: Mapping[str, Any] | None
    result_path: Path | None
    created_at: str
    updated_at: str

    @property
    def ended(self) -> bool:
        return self.state in ENDED


class JobTable:
    """Jobs in the store."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def create(
        self, kind: str, principal: str, request: Mapping[str, Any], *, key: str | None = None, fingerprint: str = "",
        alone: bool = False,
    ) -> tuple[Job, bool]:  # fmt: skip
        """A new job and true, or the one that the same idempotency key made and false.

        ``Conflict`` where the key was used for something else, and with ``alone`` where a job of the kind has not ended.
        """
        with self._db.writing():
            if key and (before := self._with_key(principal, key)):
                if before["fingerprint"] != fingerprint or before["kind"] != kind:
                    raise Conflict(
                        "this Idempotency-Key was used for another request; choose a new one",
                        "该 Idempotency-Key 已用于另一请求，请更换",
                    )
                return _job(before), False
            if alone:
                self._refuse_second(kind)
            identifier = secrets.token_hex(12)
            self._db.rows(
                "INSERT INTO job (id, kind, principal, request, state, idempotency_key, fingerprint, created_at, updated_at)"
                " VALUES (?,?,?,?,'queued',?,?,?,?)",
                identifier, kind, principal, json.dumps(dict(request), ensure_ascii=False), key, fingerprint, now(), now(),
            )  # fmt: skip
            return self.get(identifier), True

    def get(self, identifier: str) -> Job:
        rows = self._db.rows("SELECT * FROM job WHERE id=?", identifier)
        if not rows:
            raise NotFound("there is no such job", "没有这个任务")
        return _job(rows[0])

    def of(self, principal: str | None, limit: int = 50) -> list[Job]:
        """The newest jobs of one principal, or of all."""
        sql = "SELECT * FROM job WHERE ? IS NULL OR principal=? ORDER BY created_at DESC, id LIMIT ?"
        return [_job(row) for row in self._db.rows(sql, principal, principal, limit)]

    def resumable(self, kind: str) -> list[Job]:
        """Jobs of a kind that ended without a result."""
        rows = self._db.rows("SELECT * FROM job WHERE kind=?", kind)
        return [job for job in map(_job, rows) if job.state in RESUMABLE]

    def set(self, identifier: str, state: str, *, error: Any = None, result: Path | None = None) -> None:
        self._db.rows(
            "UPDATE job SET state=?, error=?, result_path=?, updated_at=? WHERE id=?", state,
            json.dumps(error, ensure_ascii=False) if error else None, str(result) if result else None, now(), identifier,
        )  # fmt: skip

    def requeue(self, job: Job, *, alone: bool = False) -> None:
        """``Conflict`` with ``alone`` where a job of the kind has not ended."""
        with self._db.writing():
            if alone:
                self._refuse_second(job.kind)
            self._db.rows("UPDATE job SET cancel=0, progress=0 WHERE id=?", job.id)
            self.set(job.id, "queued")

    def report(self, identifier: str, progress: int) -> bool:
        """Write progress down; true where someone asked for the job to stop."""
        sql = "UPDATE job SET progress=?, updated_at=? WHERE id=? RETURNING cancel"
        return bool(self._db.rows(sql, progress, now(), identifier)[0]["cancel"])

    def cancel(self, identifier: str) -> None:
        """A queued job ends at once, a running one at its next report of progress."""
        self._db.rows("UPDATE job SET cancel=1, updated_at=? WHERE id=?", now(), identifier)
        self._db.rows("UPDATE job SET state='cancelled' WHERE id=? AND state='queued'", identifier)

    def begin(self, identifier: str) -> bool:
        """Mark a queued job as running; false where it was cancelled meanwhile."""
        sql = "UPDATE job SET state='running', updated_at=? WHERE id=? AND state='queued' RETURNING id"
        return bool(self._db.rows(sql, now(), identifier))

    def interrupt_orphans(self) -> int:
        """Mark what a dead process left running. Only the process that owns the store may call this."""
        sql = "UPDATE job SET state='interrupted', updated_at=? WHERE state IN ('queued', 'running') RETURNING id"
        return len(self._db.rows(sql, now()))

    def _refuse_second(self, kind: str) -> None:
        if self._db.rows("SELECT 1 FROM job WHERE kind=? AND state IN ('queued', 'running') LIMIT 1", kind):
            raise Conflict(
                "a job of this kind is waiting or running, and the service takes one at a time: ask again when it has "
                "ended; one of your own can be cancelled",
                "已有同类任务在排队或运行，本服务一次只接受一个：请待其结束后重试；本人的任务可先取消",
            )

    def _with_key(self, principal: str, key: str) -> Row | None:
        rows = self._db.rows("SELECT * FROM job WHERE principal=? AND idempotency_key=?", principal, key)
        return rows[0] if rows else None


def _job(row: Row) -> Job:
    return Job(
        row["id"], row["kind"], row["principal"], json.loads(row["request"]), row["state"], row["progress"],
        json.loads(row["error"]) if row["error"] else None, Path(row["result_path"]) if row["result_path"] else None,
        row["created_at"], row["updated_at"],
    )  # fmt: skip


Progress = Callable[[int], None]
Work = Callable[[Job, Progress], Any]


class JobRunner:
    """Runs jobs of registered kinds: one thread per kind, so that loads follow each other. Started by its first job."""

    def __init__(self, table: JobTable, folder: Path) -> None:
        self._table = table
        self._folder = folder
        self._kinds: dict[str, tuple[Work, ThreadPoolExecutor]] = {}
        self._alone: set[str] = set()
        self._stopping = threading.Event()

    def register(self, kind: str, work: Work, *, alone: bool = False) -> None:
        """``alone``: no further job of the kind is taken while one waits or runs, whoever asks.

        For work on everybody at once: each is dear, answers for all, and one caller could pile them up without end.
        """
        if alone:
            self._alone.add(kind)
        self._kinds[kind] = (work, ThreadPoolExecutor(1, thread_name_prefix=f"job-{kind}"))

    def start(
        self, kind: str, principal: str, request: Mapping[str, Any], *, key: str | None = None, fingerprint: str = ""
    ) -> tuple[Job, bool]:
        """``Conflict`` as ``JobTable.create`` says."""
        job, new = self._table.create(
            kind, principal, request, key=key, fingerprint=fingerprint, alone=kind in self._alone
        )
        if new:
            self._submit(job)
        return job, new

    def resume(self, job: Job) -> Job:
        """Run an interrupted, failed or cancelled job again with its own request."""
        if job.state not in RESUMABLE:
            raise Conflict(
                "only a job that ended without a result can be resumed", "只有未得出结果即结束的任务可以恢复"
            )
        self._table.requeue(job, alone=job.kind in self._alone)
        self._submit(job)
        return self._table.get(job.id)

    def stop(self) -> None:
        """End what runs at its next report of progress, as interrupted."""
        self._stopping.set()
        for _, pool in self._kinds.values():
            pool.shutdown(wait=True, cancel_futures=True)

    def _submit(self, job: Job) -> None:
        work, pool = self._kinds[job.kind]
        pool.submit(self._run, job, work)

    def _run(self, job: Job, work: Work) -> None:
        if self._stopping.is_set() or not self._patiently(lambda: self._table.begin(job.id)):
            return
        try:
            result = self._kept(job, work(job, lambda done: self._report(job.id, done)))
        except JobCancelled:
            self._end(job, "cancelled")
        except _Stopping:
            self._end(job, "interrupted")
        except GuanlianError as error:
            self._end(job, "failed", error={"code": error.code, "en": error.en, "zh": error.zh})
        except Exception as error:  # noqa: BLE001 - a thread has nobody to raise to; the log has the type, not the values
            log.error("job failed", job=job.id, kind=job.kind, error=type(error).__name__)
            self._end(job, "failed", error=_INTERNAL)
        else:
            self._end(job, "done", result=result)

    def _kept(self, job: Job, result: Any) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{job.id}.json"
        path.write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")
        return path

    def _end(self, job: Job, state: str, *, error: Any = None, result: Path | None = None) -> None:
        self._patiently(lambda: self._table.set(job.id, state, error=error, result=result))

    def _patiently(self, write: Callable[[], T]) -> T | None:
        """Write as soon as the store answers again: a job must not stay as running after it ended.

        ``None`` where the service ends first; the next one finds the job as interrupted.
        """
        while True:
            try:
                return write()
            except StoreUnavailable:
                if self._stopping.wait(STORE_RETRY_SECONDS):
                    return None

    def _report(self, identifier: str, done: int) -> None:
        if self._stopping.is_set():
            raise _Stopping
        if self._table.report(identifier, done):
            raise JobCancelled("the job was cancelled", "任务已取消")


_INTERNAL = {
    "code": "internal",
    "en": "the job failed; the log has the reason under its id",
    "zh": "任务失败，原因见日志（任务编号）",
}
