"""Tender reviews in the store: each evaluation as it was answered, and everything that people did with it, appended.

A review belongs to the unit that made it; a unit sees its own and those of the units below it. Runs and events are
refused change by the database. A sealed review takes no further runs or events.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph_service.canonical import canonical, digest
from graph_service.errors import Conflict, NotFound
from graph_service.operations.database import Database, Row, now
from graph_service.units import within

EVENT_KINDS = ("decision", "second", "official_query", "identity", "attestation", "seal")


@dataclass(frozen=True, slots=True)
class Author:
    """Who does something in a review: a principal, in its unit."""

    principal: str
    unit: str


@dataclass(frozen=True, slots=True)
class Review:
    """One review. ``purpose``: why persons are looked at in it, as stated when it was made."""

    id: str
    unit: str
    principal: str
    title: str
    purpose: str
    state: str
    created_at: str
    updated_at: str


@dataclass(frozen=True, slots=True)
class Run:
    """One evaluation as it was answered. ``hash`` is SHA-256 over the canonical JSON of ``result``."""

    number: int
    cause: str
    principal: str
    at: str
    request: Mapping[str, Any]
    data_version: int
    rules_version: str
    rules_digest: str
    summary: Mapping[str, Any]
    result: Mapping[str, Any]
    hash: str


@dataclass(frozen=True, slots=True)
class Event:
    """One thing done in a review, on the run that was shown."""

    number: int
    run: int
    kind: str
    principal: str
    unit: str
    at: str
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answered:
    """What a run is made from: the request as it was evaluated, and the answer with its short form.

    ``standards``: kind and content of what decided it beside the data, by the digest that the answer quotes.
    """

    request: Mapping[str, Any]
    result: Mapping[str, Any]
    summary: Mapping[str, Any]
    standards: Mapping[str, tuple[str, Mapping[str, Any]]] = field(default_factory=dict)


def new_review_id() -> str:
    """An id that no review has."""
    return secrets.token_hex(12)


class ReviewTable:
    """Reviews, their runs and events."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def with_key(self, principal: str, key: str, fingerprint: str) -> Review | None:
        """The review that this idempotency key made. ``Conflict`` where it was used for another request."""
        rows = self._db.rows("SELECT * FROM review WHERE principal=? AND idempotency_key=?", principal, key)
        if not rows:
            return None
        if rows[0]["fingerprint"] != fingerprint:
            raise Conflict(
                "this Idempotency-Key was used for another request; choose a new one",
                "该 Idempotency-Key 已用于另一请求，请更换",
            )
        return _review(rows[0])

    def create(
        self, identifier: str, author: Author, title: str, purpose: str, answered: Answered, *, key: str | None = None,
        fingerprint: str = "",
    ) -> Review:  # fmt: skip
        """A new review with its first run, or the one that the same idempotency key made."""
        with self._db.writing():
            if key and (before := self.with_key(author.principal, key, fingerprint)):
                return before
            at = now()
            self._db.rows(
                "INSERT INTO review VALUES (?,?,?,?,?,'open',?,?,?,?)",
                identifier, author.unit, author.principal, title, purpose, key, fingerprint, at, at,
            )  # fmt: skip
            self._insert_run(identifier, 1, "created", author, answered)
        return self.get(identifier)

    def get(self, identifier: str) -> Review:
        rows = self._db.rows("SELECT * FROM review WHERE id=?", identifier)
        if not rows:
            raise _unknown()
        return _review(rows[0])

    def seen_from(self, identifier: str, unit: str) -> Review:
        """A review of this unit or one below it. Whether another unit has one of that id is not said."""
        found = self.get(identifier)
        if not within(found.unit, unit):
            raise _unknown()
        return found

    def of_unit(self, unit: str, *, limit: int = 50, after: str = "") -> list[tuple[Review, Run]]:
        """Newest first, each with its last run but for the result, continuing after the position of the last one."""
        at, _, identifier = after.partition(" ")
        rows = self._db.rows(
            "SELECT * FROM review WHERE (unit=? OR substr(unit, 1, length(?)+1)=?||'/')"
            " AND (?='' OR created_at<? OR (created_at=? AND id>?)) ORDER BY created_at DESC, id LIMIT ?",
            unit, unit, unit, at, at, at, identifier, limit,
        )  # fmt: skip
        return [(_review(row), self._run(row["id"], None, whole=False)) for row in rows]

    def add_run(self, identifier: str, cause: str, author: Author, answered: Answered) -> Run:
        """A further evaluation of the review."""
        with self._db.writing():
            self._open(identifier)
            number = self._run(identifier, None, whole=False).number + 1
            self._insert_run(identifier, number, cause, author, answered)
            self._db.rows("UPDATE review SET updated_at=? WHERE id=?", now(), identifier)
        return self.run(identifier, number)

    def run(self, identifier: str, number: int | None = None) -> Run:
        """A run by its number, or the last one."""
        return self._run(identifier, number, whole=True)

    def standard(self, digest: str) -> dict[str, Any] | None:
        """The content of rules, numbers or a policy that some run was decided by; ``None`` where it is not kept."""
        rows = self._db.rows("SELECT content FROM review_standard WHERE digest=?", digest)
        return dict(json.loads(rows[0]["content"])) if rows else None

    def append(self, identifier: str, kind: str, author: Author, run: int, content: Mapping[str, Any]) -> Event:
        """Write down something that was done. A seal is the last thing."""
        with self._db.writing():
            self._open(identifier)
            rows = self._db.rows(
                "INSERT INTO review_event (review, run, kind, principal, unit, at, content) VALUES (?,?,?,?,?,?,?)"
                " RETURNING *",
                identifier, run, kind, author.principal, author.unit, now(), canonical(content).decode(),
            )  # fmt: skip
            state = "sealed" if kind == "seal" else "open"
            self._db.rows("UPDATE review SET updated_at=?, state=? WHERE id=?", now(), state, identifier)
        return _event(rows[0])

    def events(self, identifier: str) -> list[Event]:
        """Everything done in a review, oldest first."""
        return [
            _event(row)
            for row in self._db.rows("SELECT * FROM review_event WHERE review=? ORDER BY number", identifier)
        ]

    def _open(self, identifier: str) -> None:
        if self.get(identifier).state == "sealed":
            raise Conflict(
                "this review is sealed; make a new one from its request", "该审查已存证，请以其录入内容新建审查"
            )

    def _insert_run(self, identifier: str, number: int, cause: str, author: Author, answered: Answered) -> None:
        result, rules = answered.result, answered.result["rules"]
        for name, (kind, content) in answered.standards.items():
            self._db.rows(
                "INSERT INTO review_standard VALUES (?,?,?,?) ON CONFLICT DO NOTHING",
                name, kind, canonical(content).decode(), now(),
            )  # fmt: skip
        self._db.rows(
            "INSERT INTO review_run VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            identifier, number, cause, author.principal, now(), canonical(answered.request).decode(),
            result["data_version"], str(rules["version"]), rules["digest"], canonical(answered.summary).decode(),
            canonical(result).decode(), digest(result),
        )  # fmt: skip

    def _run(self, identifier: str, number: int | None, *, whole: bool) -> Run:
        rows = self._db.rows(
            "SELECT number, cause, principal, at, request, data_version, rules_version, rules_digest, summary, hash,"
            " CASE WHEN ? THEN result ELSE '{}' END AS result FROM review_run WHERE review=? AND (? IS NULL OR number=?)"
            " ORDER BY number DESC LIMIT 1",
            whole, identifier, number, number,
        )  # fmt: skip
        if not rows:
            raise NotFound("this review has no such run", "该审查没有这次评估")
        return _run(rows[0])


def _unknown() -> NotFound:
    return NotFound("there is no such review", "没有这项审查")


def _review(row: Row) -> Review:
    return Review(
        row["id"], row["unit"], row["principal"], row["title"], row["purpose"], row["state"], row["created_at"],
        row["updated_at"],
    )  # fmt: skip


def _run(row: Row) -> Run:
    return Run(
        row["number"], row["cause"], row["principal"], row["at"], json.loads(row["request"]), row["data_version"],
        row["rules_version"], row["rules_digest"], json.loads(row["summary"]), json.loads(row["result"]), row["hash"],
    )  # fmt: skip


def _event(row: Row) -> Event:
    return Event(
        row["number"], row["run"], row["kind"], row["principal"], row["unit"], row["at"], json.loads(row["content"])
    )
