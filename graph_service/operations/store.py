"""The operational store as one thing: principals and units, API keys, the audit log, jobs, reviews."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from graph_service.errors import ConfigurationError
from graph_service.operations.audit import AuditLog, Look
from graph_service.operations.database import Database
from graph_service.operations.directory import ROLES, Directory, Principal
from graph_service.operations.dismissals import Dismissals
from graph_service.operations.jobs import JobTable
from graph_service.operations.keys import KeyRing
from graph_service.operations.reviews import ReviewTable
from graph_service.operations.sqlite import SqliteDatabase
from graph_service.operations.views import SavedViews

__all__ = ["ROLES", "Look", "OperationalStore", "Principal"]


class OperationalStore:
    """Everything about who may do what, who did what, and what is under way. Thread-safe; close it when done.

    Kept in ``operations.sqlite`` in the data folder, or in the PostgreSQL database of ``url``; files of jobs always lie
    in the folder. ``ConfigurationError`` where that database does not answer or a newer version has written it.
    """

    def __init__(self, folder: Path, url: str | None = None) -> None:
        self._database = _opened(folder, url)
        self.folder = folder
        self.directory = Directory(self._database)
        self.key_ring = KeyRing(self._database, self.directory)
        self.audit_log = AuditLog(self._database)
        self.jobs = JobTable(self._database)
        self.dismissals = Dismissals(self._database, self.secret("dismissals"))
        self.views = SavedViews(self._database)
        self.reviews = ReviewTable(self._database)

    def own(self) -> None:
        """Be the one process that runs jobs on this store. ``Conflict`` where another is."""
        self._database.own()

    def close(self) -> None:
        self._database.close()

    def put_principal(self, identifier: str, unit: str, roles: Iterable[str], kind: str = "service") -> Principal:
        """Create or change a principal. ``InvalidInput`` for a role that there is not."""
        return self.directory.put(identifier, unit, roles, kind)

    def create_key(self, principal: str, *, days: int | None = None) -> str:
        """A new key for a principal, in force for ``days`` or until revoked; shown once, kept only as a hash."""
        return self.key_ring.create(principal, days=days)

    def revoke_key(self, identifier: str) -> None:
        """Stop a key at once. ``NotFound`` where it is not in force."""
        self.key_ring.revoke(identifier)

    def keys(self) -> list[dict[str, Any]]:
        """Every key without its secret."""
        return self.key_ring.all()

    def has_keys(self) -> bool:
        """Whether a key was made and not revoked (an expired one counts: its end must not open the service)."""
        return self.key_ring.any()

    def audit_entries(self, after: int = 0, limit: int = 100) -> list[dict[str, Any]]:
        return self.audit_log.entries(after, limit)

    def secret(self, name: str) -> bytes:
        """A random value of this installation, made when first asked for."""
        with self._database.writing():
            sql = "INSERT INTO secret VALUES (?,?) ON CONFLICT DO NOTHING"
            self._database.rows(sql, name, secrets.token_hex(32))
            return bytes.fromhex(self._database.rows("SELECT value FROM secret WHERE name=?", name)[0]["value"])


def _opened(folder: Path, url: str | None) -> Database:
    if url is None:
        return SqliteDatabase(folder / "operations.sqlite")
    try:
        from graph_service.operations.postgresql import PostgresDatabase  # its driver comes with an extra
    except ImportError as error:
        raise ConfigurationError(
            "GUANLIAN_OPERATIONS_URL needs the PostgreSQL driver: pip install 'guanlian[postgresql]'",
            "使用 GUANLIAN_OPERATIONS_URL 需安装 PostgreSQL 驱动：pip install 'guanlian[postgresql]'",
        ) from error
    return PostgresDatabase(url)
