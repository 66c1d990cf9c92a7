"""API keys: ``glk_<id>_<256 random bits>``, shown once, kept as SHA-256, bound to a principal.

A plain hash is enough: 256 random bits cannot be guessed, so there is nothing for a slow hash to slow down.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

from graph_service.errors import NotFound
from graph_service.operations.database import Database, now
from graph_service.operations.directory import Directory, Principal

_USED_EVERY = timedelta(minutes=1)  # last use is written at most this often, so that reads stay reads
_USABLE = "revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)"


class KeyRing:
    """Makes, lists, revokes and recognizes keys."""

    def __init__(self, database: Database, directory: Directory) -> None:
        self._db = database
        self._directory = directory

    def create(self, principal: str, *, days: int | None = None) -> str:
        """A new key; this is the only time it is seen whole."""
        self._directory.get(principal)
        identifier, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
        key = f"glk_{identifier}_{secret}"
        expires = _stamp(datetime.now(UTC) + timedelta(days=days)) if days else None
        self._db.rows(
            "INSERT INTO api_key VALUES (?,?,?,?,?,NULL,NULL)", identifier, principal, _hash(secret), now(), expires
        )
        return key

    def revoke(self, identifier: str) -> None:
        """Stop a key at once; ``NotFound`` where it is not in force."""
        sql = "UPDATE api_key SET revoked_at=? WHERE id=? AND revoked_at IS NULL RETURNING id"
        if not self._db.rows(sql, now(), identifier):
            raise NotFound("no such key is in force", "没有这个有效密钥")

    def all(self) -> list[dict[str, Any]]:
        """Every key without its secret."""
        sql = "SELECT id, principal, created_at, expires_at, revoked_at, last_used_at FROM api_key ORDER BY created_at"
        return [dict(row) for row in self._db.rows(sql)]

    def get(self, identifier: str) -> dict[str, Any]:
        for row in self.all():
            if row["id"] == identifier:
                return row
        raise NotFound("there is no such key", "没有这个密钥")

    def any(self) -> bool:
        """Whether a key was made and not revoked. An expired one counts: its end must not open the service."""
        return bool(self._db.rows("SELECT 1 FROM api_key WHERE revoked_at IS NULL LIMIT 1"))

    def any_usable(self) -> bool:
        return bool(self._db.rows(f"SELECT 1 FROM api_key WHERE {_USABLE} LIMIT 1", now()))  # noqa: S608

    def recognize(self, key: str) -> Principal | None:
        """The principal of a key in force, compared in constant time."""
        parts = key.split("_", 2)
        if len(parts) != 3 or parts[0] != "glk":
            return None
        rows = self._db.rows(f"SELECT * FROM api_key WHERE id=? AND {_USABLE}", parts[1], now())  # noqa: S608
        if not rows or not hmac.compare_digest(rows[0]["hash"], _hash(parts[2])):
            return None
        self._touch(parts[1], rows[0]["last_used_at"])
        return self._directory.get(rows[0]["principal"])

    def _touch(self, identifier: str, last: str | None) -> None:
        if last is None or last < _stamp(datetime.now(UTC) - _USED_EVERY):
            self._db.rows("UPDATE api_key SET last_used_at=? WHERE id=?", now(), identifier)


def _stamp(at: datetime) -> str:
    return at.isoformat(timespec="microseconds")


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
