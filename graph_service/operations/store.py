"""SQLite: principals with unit and roles, API keys (hashed), the hash-chained audit log, jobs and idempotency keys.

Thread-safe through one connection and a lock. An audit entry is written before the answer leaves; where that fails
the look is refused.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import sqlite3
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from graph_service.errors import InvalidInput, NotFound

ROLES = ("reader", "reviewer", "investigator", "loader", "auditor", "admin")
_MIGRATIONS = (
    """
    CREATE TABLE principal (id TEXT PRIMARY KEY, kind TEXT NOT NULL, unit TEXT NOT NULL, roles TEXT NOT NULL, created_at TEXT NOT NULL);
    CREATE TABLE api_key (id TEXT PRIMARY KEY, principal TEXT NOT NULL REFERENCES principal(id), hash TEXT NOT NULL,
                          created_at TEXT NOT NULL, revoked_at TEXT);
    CREATE TABLE audit (number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, principal TEXT NOT NULL, action TEXT NOT NULL,
                        subjects TEXT NOT NULL, purpose TEXT, request_id TEXT, outcome TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL);
    CREATE TABLE job (id TEXT PRIMARY KEY, kind TEXT NOT NULL, principal TEXT NOT NULL, state TEXT NOT NULL, progress INTEGER NOT NULL,
                      result TEXT, error TEXT, idempotency_key TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL);
    CREATE UNIQUE INDEX job_idempotency ON job(principal, idempotency_key) WHERE idempotency_key IS NOT NULL;
    """,
)


@dataclass(frozen=True, slots=True)
class Principal:
    """A person or service that acts, in an organisation unit (county/department/township), with roles."""

    id: str
    unit: str
    roles: frozenset[str]
    kind: str = "service"


class OperationalStore:
    """Everything about who may do what, and who did what."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._db.row_factory = sqlite3.Row
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA foreign_keys=ON")
        self._migrate()
        self._execute("UPDATE job SET state='interrupted' WHERE state IN ('queued', 'running')")

    def close(self) -> None:
        with self._lock:
            self._db.close()

    def _migrate(self) -> None:
        done = self._db.execute("PRAGMA user_version").fetchone()[0]
        for number, script in enumerate(_MIGRATIONS[done:], done + 1):
            self._db.executescript(f"BEGIN; {script} PRAGMA user_version={number}; COMMIT;")

    def _execute(self, sql: str, *parameters: Any) -> list[sqlite3.Row]:
        with self._lock:
            return self._db.execute(sql, parameters).fetchall()

    # -- principals and keys -------------------------------------------------------------------------------

    def put_principal(self, identifier: str, unit: str, roles: Iterable[str], kind: str = "service") -> Principal:
        """Create or change a principal. ``InvalidInput`` for a role that there is not."""
        chosen = frozenset(roles)
        if unknown := sorted(chosen - set(ROLES)):
            raise InvalidInput(
                f"{unknown[0]} is no role; there are: {', '.join(ROLES)}",
                f"没有角色 {unknown[0]}；可用：{'、'.join(ROLES)}",
            )
        self._execute(
            "INSERT INTO principal VALUES (?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET unit=excluded.unit, roles=excluded.roles",
            identifier, kind, unit, " ".join(sorted(chosen)), _now(),
        )  # fmt: skip
        return Principal(identifier, unit, chosen, kind)

    def create_key(self, principal: str) -> str:
        """A new key for a principal; shown once, kept only as a hash."""
        self.principal(principal)
        identifier, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
        self._execute("INSERT INTO api_key VALUES (?,?,?,?,NULL)", identifier, principal, _digest(secret), _now())
        return f"glk_{identifier}_{secret}"

    def revoke_key(self, identifier: str) -> None:
        if not self._execute(
            "UPDATE api_key SET revoked_at=? WHERE id=? AND revoked_at IS NULL RETURNING id", _now(), identifier
        ):
            raise NotFound(f"no key {identifier} in force", f"没有有效的密钥 {identifier}")

    def keys(self) -> list[dict[str, Any]]:
        """Every key without its secret."""
        return [
            dict(r)
            for r in self._execute("SELECT id, principal, created_at, revoked_at FROM api_key ORDER BY created_at")
        ]

    def has_keys(self) -> bool:
        return bool(self._execute("SELECT 1 FROM api_key WHERE revoked_at IS NULL LIMIT 1"))

    def principal(self, identifier: str) -> Principal:
        rows = self._execute("SELECT * FROM principal WHERE id=?", identifier)
        if not rows:
            raise NotFound(f"no principal {identifier}", f"没有主体 {identifier}")
        return Principal(rows[0]["id"], rows[0]["unit"], frozenset(rows[0]["roles"].split()), rows[0]["kind"])

    def authenticate(self, key: str) -> Principal | None:
        """The principal of a key, compared in constant time."""
        parts = key.split("_", 2)
        if len(parts) != 3 or parts[0] != "glk":
            return None
        rows = self._execute("SELECT * FROM api_key WHERE id=? AND revoked_at IS NULL", parts[1])
        if not rows or not hmac.compare_digest(rows[0]["hash"], _digest(parts[2])):
            return None
        return self.principal(rows[0]["principal"])

    # -- audit ---------------------------------------------------------------------------------------------

    def audit(
        self, principal: str, action: str, subjects: Iterable[str] = (), *, purpose: str | None = None,
        request_id: str = "", outcome: str = "ok",
    ) -> None:  # fmt: skip
        """Append an entry that carries the hash of the one before. Subjects are ids, never names or numbers."""
        with self._lock:
            last = self._execute("SELECT hash FROM audit ORDER BY number DESC LIMIT 1")
            previous = last[0]["hash"] if last else ""
            entry = [_now(), principal, action, " ".join(subjects), purpose, request_id, outcome, previous]
            self._execute(
                "INSERT INTO audit (at, principal, action, subjects, purpose, request_id, outcome, previous, hash) VALUES (?,?,?,?,?,?,?,?,?)",
                *entry, _chain(entry),
            )  # fmt: skip

    def audit_entries(self, after: int = 0, limit: int = 100) -> list[dict[str, Any]]:
        return [
            dict(r) for r in self._execute("SELECT * FROM audit WHERE number>? ORDER BY number LIMIT ?", after, limit)
        ]

    def verify_audit(self) -> int | None:
        """The number of the first entry that was changed or follows a removed one; ``None`` where the chain holds."""
        previous = ""
        for row in self._execute("SELECT * FROM audit ORDER BY number"):
            entry = [
                row[name]
                for name in ("at", "principal", "action", "subjects", "purpose", "request_id", "outcome", "previous")
            ]
            if row["previous"] != previous or row["hash"] != _chain(entry):
                return int(row["number"])
            previous = row["hash"]
        return None

    # -- jobs ----------------------------------------------------------------------------------------------

    def create_job(self, kind: str, principal: str, idempotency_key: str | None = None) -> tuple[str, bool]:
        """A new job's id and true, or the id of the one with the same idempotency key and false."""
        with self._lock:
            if idempotency_key:
                rows = self._execute(
                    "SELECT id FROM job WHERE principal=? AND idempotency_key=?", principal, idempotency_key
                )
                if rows:
                    return str(rows[0]["id"]), False
            identifier = secrets.token_hex(8)
            self._execute(
                "INSERT INTO job VALUES (?,?,?,'queued',0,NULL,NULL,?,?,?)",
                identifier,
                kind,
                principal,
                idempotency_key or None,
                _now(),
                _now(),
            )
            return identifier, True

    def update_job(
        self,
        identifier: str,
        *,
        state: str | None = None,
        progress: int | None = None,
        result: Any = None,
        error: Any = None,
    ) -> None:
        self._execute(
            "UPDATE job SET state=COALESCE(?,state), progress=COALESCE(?,progress), result=COALESCE(?,result), error=COALESCE(?,error), updated_at=? WHERE id=?",
            state, progress, _json(result), _json(error), _now(), identifier,
        )  # fmt: skip

    def job(self, identifier: str) -> dict[str, Any]:
        rows = self._execute("SELECT * FROM job WHERE id=?", identifier)
        if not rows:
            raise NotFound(f"no job {identifier}", f"没有任务 {identifier}")
        found = dict(rows[0])
        for name in ("result", "error"):
            found[name] = json.loads(found[name]) if found[name] else None
        return found


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _chain(entry: list[Any]) -> str:
    return hashlib.sha256(json.dumps(entry, ensure_ascii=False).encode()).hexdigest()
