"""The operational store in one SQLite file: one connection behind one lock.

WAL with full synchronization: a committed audit entry survives a power cut. Another process (``guanlian keys``) may
write at the same time; writes that read first take the write lock first.
"""

from __future__ import annotations

import fcntl
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from graph_service.errors import ConfigurationError
from graph_service.operations.database import MIGRATIONS, Database, owned_elsewhere, pending


class SqliteDatabase(Database):
    """The default: a file in the data folder that only its owner may read."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        self._owner_file = path.with_suffix(".lock")
        self._owner: BinaryIO | None = None
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=10)
        path.chmod(0o600)
        self._db.row_factory = sqlite3.Row
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            self._db.execute(f"PRAGMA {pragma}")
        try:
            self._migrate()
        except ConfigurationError:
            self.close()
            raise

    def own(self) -> None:
        with self._lock:
            if self._owner is not None:
                return
            file = self._owner_file.open("ab")
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                file.close()
                raise owned_elsewhere() from None
            self._owner = file  # held while it is open; the system lets go of it however the process ends

    def close(self) -> None:
        with self._lock:
            self._db.close()
            if self._owner is not None:
                self._owner.close()
                self._owner = None

    def rows(self, sql: str, *parameters: Any) -> list[sqlite3.Row]:
        with self._lock:
            return self._db.execute(sql, parameters).fetchall()

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def _migrate(self) -> None:
        done = int(self._db.execute("PRAGMA user_version").fetchone()[0])
        for number, text in pending(MIGRATIONS, done).items():
            self._db.executescript(f"BEGIN IMMEDIATE; {text}; PRAGMA user_version={number}; COMMIT;")
