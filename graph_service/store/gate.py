"""The one gate to the graph: every statement passes here, timed, bounded, its errors translated.

This is the only module that imports the driver. Driver types stop here: rows are plain dictionaries (dates are
stored as ISO text). Parameter values never reach a log or an error, for they may be personal.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import contextmanager
from contextvars import copy_context
from typing import Any, TypeVar

import structlog
from prometheus_client import Histogram

import cypher
from graph_service.errors import EngineTimeout, EngineUnavailable, GuanlianError
from graph_service.store.lean import without

with without("pandas", "pyarrow"):  # the driver imports them where they are installed: 100 MB that nothing here uses
    import neo4j
    from neo4j.exceptions import (
        AuthError,
        ClientError,
        DatabaseUnavailable,
        DriverError,
        Neo4jError,
        ServiceUnavailable,
        SessionExpired,
        TransientError,
    )

log = structlog.get_logger(__name__)

STATEMENT_SECONDS = Histogram(
    "guanlian_statement_seconds", "Time of one Cypher statement, by its name", ["statement"],
    buckets=(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30),
)  # fmt: skip
DEFAULT_TIMEOUT = 30.0
CONNECT_SECONDS = 5.0
RETRY_SECONDS = 8.0
RETRY_PAUSE = 0.1
WAITERS = 90
"""Statements that are waited for at once, fewer than the driver's 100 connections."""
T = TypeVar("T")
Write = tuple[cypher.Statement, dict[str, Any]]
"""A writing statement and its parameters."""
_GONE = (ServiceUnavailable, SessionExpired, DatabaseUnavailable, AuthError)


class StatementFailed(GuanlianError):
    """The engine refused a statement: a defect of ours. Names the statement, never its parameters."""

    code = "internal"


class Graph:
    """The graph behind one URI. Thread-safe; close it when done.

    ``rows`` reads, ``write`` and ``write_many`` write; each is one managed transaction that is tried again on a
    transient conflict. Raises ``EngineUnavailable`` when the engine is gone, ``EngineTimeout`` when a statement
    takes longer than ``timeout`` seconds; reads that name none may take ``read_timeout``. ``ends_statements``: whether the
    engine itself ends a statement then; of one that does not, ``rows`` waits no longer, and the engine works on alone.
    """

    def __init__(
        self, uri: str, user: str, password: str, *, database: str | None = None,
        read_timeout: float = DEFAULT_TIMEOUT, ends_statements: bool = True,
    ) -> None:  # fmt: skip
        self._database = database
        self._waiters = None if ends_statements else ThreadPoolExecutor(WAITERS, "statement")
        self._read_timeout = read_timeout
        self.writer = threading.Lock()
        """Held by whoever makes the next data version (``loading.versions.only_writer``)."""
        self._driver = neo4j.GraphDatabase.driver(
            uri, auth=(user, password), connection_timeout=CONNECT_SECONDS,
            connection_acquisition_timeout=CONNECT_SECONDS, max_transaction_retry_time=RETRY_SECONDS,
            max_connection_lifetime=600, notifications_min_severity="OFF", telemetry_disabled=True,
        )  # fmt: skip

    def close(self) -> None:
        if self._waiters is not None:
            self._waiters.shutdown(wait=False)
        self._driver.close()

    def ping(self) -> None:
        """Returns if the engine answers; ``EngineUnavailable`` otherwise."""

        def asked() -> None:
            with self._session(neo4j.READ_ACCESS) as session:
                session.run(neo4j.Query("RETURN 1 AS one", timeout=CONNECT_SECONDS)).consume()

        with _translated("ping"):
            try:
                self._within(CONNECT_SECONDS, "ping", asked)
            except EngineTimeout as error:
                raise _unavailable() from error

    def rows(
        self, statement: cypher.Statement, /, *, timeout: float | None = None, **parameters: Any
    ) -> list[dict[str, Any]]:
        """All rows of a read, in one round trip; tried again where a lost connection or a conflict broke it off."""
        _check(statement, parameters)
        limit = timeout or self._read_timeout
        query = neo4j.Query(statement.text, timeout=limit)

        def read() -> list[dict[str, Any]]:
            with self._session(neo4j.READ_ACCESS) as session:
                return _collect(statement, lambda: session.run(query, _unprinted(parameters)))

        with _translated(statement.name):
            return self._within(limit, statement.name, lambda: _persist(read))

    def stream(
        self, statement: cypher.Statement, /, *, timeout: float = 3600.0, **parameters: Any
    ) -> Iterator[dict[str, Any]]:
        """Rows of a read, one at a time, in constant memory. Not retried once the first row is out."""
        _check(statement, parameters)
        with _translated(statement.name), self._session(neo4j.READ_ACCESS) as session:
            yield from _rows(session.run(neo4j.Query(statement.text, timeout=timeout), parameters))

    def write(
        self, statement: cypher.Statement, /, *, timeout: float = 300.0, **parameters: Any
    ) -> list[dict[str, Any]]:
        """One write, and the rows that it returns."""
        return self.write_many([(statement, parameters)], timeout=timeout)[0]

    def write_many(self, writes: Sequence[Write], *, timeout: float = 300.0) -> list[list[dict[str, Any]]]:
        """Several writes as one transaction: all or none. Returns the rows of each."""
        if not writes:
            return []
        names = "+".join(dict.fromkeys(statement.name for statement, _ in writes))
        with _translated(names), self._session(neo4j.WRITE_ACCESS) as session:
            work = neo4j.unit_of_work(timeout=timeout)(lambda tx: [_run(tx, s, p) for s, p in writes])
            return session.execute_write(work)

    def define(self, statement: cypher.Statement, /) -> None:
        """Run a schema statement in its own transaction."""
        with _translated(statement.name), self._session(neo4j.WRITE_ACCESS) as session:
            session.run(statement.text).consume()

    def _within(self, limit: float, name: str, read: Callable[[], T]) -> T:
        """What ``read`` returns. Of an engine that does not end it, ``EngineTimeout`` when the limit passes."""
        if self._waiters is None:
            return read()
        try:
            answer = self._waiters.submit(copy_context().run, read)
        except RuntimeError as error:  # closed meanwhile
            raise _unavailable() from error
        try:
            return answer.result(limit)
        except FutureTimeout:
            if answer.done():  # it ended after all, or failed by a limit of its own
                return answer.result()
            answer.cancel()  # where it has not begun, nobody wants it any more
            raise _timeout(name) from None

    def _session(self, access: str) -> neo4j.Session:
        return self._driver.session(database=self._database, default_access_mode=access, fetch_size=5000)


def _run(
    transaction: neo4j.ManagedTransaction,
    statement: cypher.Statement,
    parameters: dict[str, Any],
) -> list[dict[str, Any]]:
    _check(statement, parameters)
    return _collect(statement, lambda: transaction.run(statement.text, _unprinted(parameters)))


class _Unprinted(list[Any]):
    """A list that shows only how long it is. The driver makes a text of every parameter for its log, logged or not:
    that would cost more than sending them, and show what may be personal."""

    def __repr__(self) -> str:
        return f"[{len(self)} values]"


def _unprinted(parameters: dict[str, Any]) -> dict[str, Any]:
    return {name: _Unprinted(value) if isinstance(value, list) else value for name, value in parameters.items()}


def _collect(statement: cypher.Statement, run: Callable[[], neo4j.Result]) -> list[dict[str, Any]]:
    started = time.perf_counter()
    rows = list(_rows(run()))
    elapsed = time.perf_counter() - started
    STATEMENT_SECONDS.labels(statement.name).observe(elapsed)
    log.debug("statement", name=statement.name, rows=len(rows), seconds=round(elapsed, 4))
    return rows


def _rows(result: neo4j.Result) -> Iterator[dict[str, Any]]:
    """Rows as dictionaries. Statements return values, lists and maps, never nodes: nothing is left to translate."""
    columns = result.keys()
    for record in result:
        yield dict(zip(columns, record, strict=True))


def _persist(read: Callable[[], T]) -> T:
    """Try a read again, at growing intervals, for as long as the driver itself would."""
    deadline = time.monotonic() + RETRY_SECONDS
    pause = RETRY_PAUSE
    while True:
        try:
            return read()
        except (DriverError, Neo4jError) as error:
            if not error.is_retryable() or time.monotonic() + pause > deadline:
                raise
        time.sleep(pause)
        pause *= 2


def _check(statement: cypher.Statement, parameters: dict[str, Any]) -> None:
    if statement.parameters != parameters.keys():
        differing = sorted(statement.parameters ^ parameters.keys())
        raise TypeError(f"{statement.name}: missing or unexpected parameters {differing}")
    if "$$" in statement.text:
        raise TypeError(f"{statement.name}: its kinds or values were not filled in")


@contextmanager
def _translated(name: str) -> Iterator[None]:
    try:
        yield
    except _GONE as error:
        raise _unavailable() from error
    except (DriverError, TransientError) as error:
        if _timed_out(error):
            raise _timeout(name) from error
        raise _unavailable() from error
    except (ClientError, Neo4jError) as error:
        if _timed_out(error):
            raise _timeout(name) from error
        log.error("statement failed", name=name, code=error.code)
        raise StatementFailed(
            f"the engine refused the statement {name}", f"图引擎拒绝执行语句 {name}", statement=name
        ) from error
    except OSError as error:
        raise _unavailable() from error


def _timed_out(error: Exception) -> bool:
    text = f"{getattr(error, 'code', '')} {error}".lower()
    return "timedout" in text or "timeout" in text or "timed out" in text or "terminated" in text


def _unavailable() -> EngineUnavailable:
    return EngineUnavailable(
        "the graph engine does not answer; try again in a few seconds",
        "图数据库暂时不可用，请稍后重试",
        retry_after=3,
    )


def _timeout(name: str) -> EngineTimeout:
    return EngineTimeout(
        f"the statement {name} took too long; narrow the question or raise the limit",
        f"语句 {name} 执行超时，请缩小查询范围或提高限额", statement=name,
    )  # fmt: skip
