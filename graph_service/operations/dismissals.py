"""Matches that people dismissed while screening, remembered for their organisation unit.

A party by example is no party of the graph, so this is no judgement: it changes what a unit's own screening shows again,
and nothing else. What was screened is kept as a keyed hash only. Dismissals are withdrawn, never deleted.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from graph_service.errors import NotFound
from graph_service.operations.database import Database, Row, now
from graph_service.screening.request import Dismissed


@dataclass(frozen=True, slots=True)
class Dismissal:
    """One dismissal as kept, by its id."""

    id: str
    match: Dismissed
    withdrawn_at: str | None


class Dismissals:
    """The memory of every unit; ``of`` gives that of one, as screening asks for it."""

    def __init__(self, database: Database, key: bytes) -> None:
        self._db = database
        self._key = key

    def of(self, unit: str) -> UnitMemory:
        return UnitMemory(self, unit)

    def add(self, unit: str, fingerprint: str, match: Dismissed) -> Dismissal:
        """Remember a dismissal; the one that is there already where it is repeated."""
        with self._db.writing():
            hashed = self._hashed(fingerprint)
            sql = "SELECT * FROM dismissal WHERE unit=? AND fingerprint=? AND candidate=? AND withdrawn_at IS NULL"
            if before := self._db.rows(sql, unit, hashed, match.candidate):
                return _dismissal(before[0])
            identifier = secrets.token_hex(12)
            self._db.rows(
                "INSERT INTO dismissal (id, unit, fingerprint, candidate, principal, reason, version, created_at)"
                " VALUES (?,?,?,?,?,?,?,?)",
                identifier, unit, hashed, match.candidate, match.principal, match.reason, match.version, now(),
            )  # fmt: skip
            return _dismissal(self._db.rows("SELECT * FROM dismissal WHERE id=?", identifier)[0])

    def withdraw(self, unit: str, identifier: str, principal: str) -> None:
        """Show the match again. ``NotFound`` where this unit has no such dismissal in force."""
        sql = "UPDATE dismissal SET withdrawn_at=?, withdrawn_by=? WHERE id=? AND unit=? AND withdrawn_at IS NULL RETURNING id"
        if not self._db.rows(sql, now(), principal, identifier, unit):
            raise NotFound("there is no such dismissal", "没有这条排除记录")

    def all(self, unit: str, limit: int = 200) -> list[Dismissal]:
        """The newest dismissals of a unit, withdrawn ones too."""
        sql = "SELECT * FROM dismissal WHERE unit=? ORDER BY created_at DESC, id LIMIT ?"
        return [_dismissal(row) for row in self._db.rows(sql, unit, limit)]

    def recalled(self, unit: str, fingerprint: str) -> tuple[Dismissed, ...]:
        sql = "SELECT * FROM dismissal WHERE unit=? AND fingerprint=? AND withdrawn_at IS NULL ORDER BY created_at, id"
        return tuple(_dismissal(row).match for row in self._db.rows(sql, unit, self._hashed(fingerprint)))

    def _hashed(self, fingerprint: str) -> str:
        return hmac.new(self._key, fingerprint.encode(), hashlib.sha256).hexdigest()


class UnitMemory:
    """What one unit dismissed."""

    def __init__(self, kept: Dismissals, unit: str) -> None:
        self._kept = kept
        self._unit = unit

    def recall(self, fingerprint: str) -> tuple[Dismissed, ...]:
        return self._kept.recalled(self._unit, fingerprint)


def _dismissal(row: Row) -> Dismissal:
    match = Dismissed(row["candidate"], row["principal"], row["created_at"], row["reason"], row["version"])
    return Dismissal(row["id"], match, row["withdrawn_at"])
