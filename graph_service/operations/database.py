"""The SQLite file of the operational store: one connection behind one lock, migrations by numbered files.

WAL with full synchronization: a committed audit entry survives a power cut. Another process (``guanlian keys``) may
write at the same time; writes that read first take the write lock first.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from graph_service.errors import ConfigurationError

_MIGRATIONS = Path(__file__).parent / "migrations"


class Database:
    """Thread-safe. ``rows`` runs one statement; ``writing`` holds the write lock over several."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=10)
        path.chmod(0o600)
        self._db.row_factory = sqlite3.Row
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            self._db.execute(f"PRAGMA {pragma}")
        self._migrate()

    def close(self) -> None:
        with self._lock:
            self._db.close()

    def rows(self, sql: str, *parameters: Any) -> list[sqlite3.Row]:
        with self._lock:
            return self._db.execute(sql, parameters).fetchall()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction under the write lock: what is read here cannot change before what is written."""
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def _migrate(self) -> None:
        scripts = sorted(_MIGRATIONS.glob("*.sql"))
        done = int(self._db.execute("PRAGMA user_version").fetchone()[0])
        if done > len(scripts):
            raise ConfigurationError(
                "the operational store was written by a newer version; update this one",
                "运行库由更新的版本写入，请升级本程序",
            )
        for number, script in enumerate(scripts[done:], done + 1):
            text = script.read_text(encoding="utf-8")
            self._db.executescript(f"BEGIN IMMEDIATE; {text}; PRAGMA user_version={number}; COMMIT;")


def now() -> str:
    """The present instant as it is stored: UTC, ISO, microseconds, so that text order is time order."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
