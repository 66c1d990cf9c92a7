"""The operational store in a PostgreSQL database, for offices that run one: backups, replicas and access are its own.

One connection behind one lock, as with SQLite. An advisory lock keeps other writers out, so that the audit log stays
one chain also where several processes write to it. A lost connection is opened anew at the next statement; the one that
was under way fails as unavailable and is not sent twice, for nobody knows whether it was carried out.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.rows import dict_row

from graph_service.errors import ConfigurationError, InvalidInput, StoreUnavailable
from graph_service.operations.database import MIGRATIONS, Database, owned_elsewhere, pending

_WRITERS = 0x6775616E  # the advisory lock that writers take: any number will do, as long as all take the same
_OWNER = _WRITERS + 1  # the one that the service takes which runs the jobs
_CONNECT_SECONDS = 10


class PostgresDatabase(Database):
    """A database named by a libpq URL. ``ConfigurationError`` where it cannot be reached at the start."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._lock = threading.RLock()
        self._db: psycopg.Connection[dict[str, Any]] | None = None
        self._closed = self._owned = False
        try:
            self._migrate()
        except psycopg.Error as error:
            self.close()
            raise ConfigurationError(
                f"the database of the operational store does not answer or refuses ({type(error).__name__}); check "
                "GUANLIAN_OPERATIONS_URL, the user's rights and the password",
                f"运行库所用数据库无法连接或拒绝访问（{type(error).__name__}），请检查 GUANLIAN_OPERATIONS_URL、用户权限与密码",
            ) from None  # its text names host, user and database
        except ConfigurationError:
            self.close()
            raise

    def own(self) -> None:
        with self._lock, _told():
            if not self._owned:
                self._take(self._connection())
                self._owned = True

    def close(self) -> None:
        with self._lock:
            self._closed = True
            if self._db is None or self._db.closed:
                return
            if self._owned:  # at once: the server may notice the end of the connection only later
                self._db.execute("SELECT pg_advisory_unlock(%s)", (_OWNER,))
            self._db.close()

    def rows(self, sql: str, *parameters: Any) -> Sequence[dict[str, Any]]:
        with self._lock, _told():
            cursor = self._connection().execute(sql.replace("?", "%s"), parameters or None)
            return cursor.fetchall() if cursor.description else []

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self._lock, _told(), self._connection().transaction():
            self.rows("SELECT pg_advisory_xact_lock(?)", _WRITERS)
            yield

    def _connection(self) -> psycopg.Connection[dict[str, Any]]:
        """The open connection, or a new one after it broke."""
        if self._db is None or (self._db.closed and not self._closed):
            self._db = psycopg.connect(
                self._url, autocommit=True, row_factory=dict_row, cursor_factory=psycopg.ClientCursor[dict[str, Any]],
                connect_timeout=_CONNECT_SECONDS, application_name="guanlian",
            )  # fmt: skip
            self._db.execute("SET client_min_messages = warning")
            if self._owned:  # the lock went with the connection that broke
                self._take(self._db)
        return self._db

    def _take(self, db: psycopg.Connection[dict[str, Any]]) -> None:
        taken = db.execute("SELECT pg_try_advisory_lock(%s) AS taken", (_OWNER,)).fetchone()
        if not (taken and taken["taken"]):
            raise owned_elsewhere()

    def _migrate(self) -> None:
        db = self._connection()
        with db.transaction():
            db.execute("SELECT pg_advisory_xact_lock(%s)", (_WRITERS,))
            db.execute("CREATE TABLE IF NOT EXISTS schema_version (number integer PRIMARY KEY)")
            found = db.execute("SELECT coalesce(max(number), 0) AS done FROM schema_version").fetchone()
            for number, text in pending(MIGRATIONS / "postgresql", found["done"] if found else 0).items():
                db.execute(text)
                db.execute("INSERT INTO schema_version VALUES (%s)", (number,))


@contextmanager
def _told() -> Iterator[None]:
    """Faults of the connection and of unfit text in our own terms; others (a refused change) as they are."""
    try:
        yield
    except psycopg.OperationalError as error:
        raise StoreUnavailable(
            "the database of the operational store does not answer now; send the request again",
            "运行库所用数据库暂时无响应，请稍后重试",
        ) from error
    except psycopg.DataError as error:
        raise InvalidInput(
            "a text holds a character that cannot be kept (such as NUL); remove it",
            "文本含有无法保存的字符（如 NUL），请删除后重试",
        ) from error
