"""The audit log: who looked at or changed what, when and why. Each entry carries the hash of the one before.

Entries hold ids, never names or numbers. The database refuses to change or delete them; where someone does it all the
same with the file in hand, ``verify`` says at which entry. Kept for good: no operation deletes entries.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graph_service.errors import InvalidInput
from graph_service.operations.database import Database, now

_FIELDS = ("number", "at", "principal", "unit", "action", "subjects", "purpose", "request_id", "outcome", "previous")
_SUBJECT = re.compile(r"^[A-Za-z0-9._:-]{1,80}$")
_NUMBERS = re.compile(r"\d{15,18}[\dXx]?|(?<!\d)1[3-9]\d{9}(?!\d)")
_BATCH = 2000


@dataclass(frozen=True, slots=True)
class Look:
    """One thing done: by whom, what, to which ids, for what purpose, under which request, and how it ended."""

    principal: str
    action: str
    subjects: tuple[str, ...] = ()
    unit: str = ""
    purpose: str | None = None
    request_id: str = ""
    outcome: str = "ok"


@dataclass(frozen=True, slots=True)
class ChainState:
    """``first_broken`` is the number of the first entry that was changed or follows a removed one."""

    entries: int
    head: str
    first_broken: int | None

    @property
    def holds(self) -> bool:
        return self.first_broken is None


@dataclass(slots=True)
class _Waiting:
    """A look on its way to the disk: afterwards its number, or what kept it from being written."""

    look: Look
    number: int = 0
    failure: BaseException | None = None

    @property
    def settled(self) -> bool:
        return bool(self.number) or self.failure is not None


class AuditLog:
    """Append, read, verify. Those who append at the same time share one transaction, for it is the disk they wait for."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._waiting: list[_Waiting] = []
        self._arriving = threading.Lock()
        self._committing = threading.Lock()

    def write(self, look: Look) -> int:
        """Append an entry and return its number once it is on disk. Raises whatever keeps it from being written."""
        _check(look)
        mine = _Waiting(look)
        with self._arriving:
            self._waiting.append(mine)
        with self._committing:  # whoever comes in writes all that wait; the others find theirs settled
            if not mine.settled:
                with self._arriving:
                    batch, self._waiting = self._waiting, []
                self._commit(batch)
        if mine.failure is not None:
            raise mine.failure
        return mine.number

    def _commit(self, batch: Sequence[_Waiting]) -> None:
        """Append these in one transaction: all are on disk afterwards, or none."""
        try:
            with self._db.writing():
                numbers = self._append([waiting.look for waiting in batch])
        except BaseException as failure:
            for waiting in batch:
                waiting.failure = failure
            if not isinstance(failure, Exception):
                raise
        else:
            for waiting, number in zip(batch, numbers, strict=True):
                waiting.number = number

    def _append(self, looks: Sequence[Look]) -> range:
        last = self._db.rows("SELECT hash FROM audit ORDER BY number DESC LIMIT 1")
        previous = last[0]["hash"] if last else ""
        first = self._last_number() + 1
        numbers = range(first, first + len(looks))
        for number, look in zip(numbers, looks, strict=True):
            entry: list[Any] = [
                number, now(), look.principal, look.unit, look.action, " ".join(look.subjects), look.purpose,
                look.request_id, look.outcome, previous,
            ]  # fmt: skip
            previous = _chain(entry)
            self._db.rows("INSERT INTO audit VALUES (?,?,?,?,?,?,?,?,?,?,?)", *entry, previous)
        return numbers

    def entries(
        self, after: int = 0, limit: int = 100, *, principal: str | None = None, subject: str | None = None
    ) -> list[dict[str, Any]]:
        """Entries after a number, oldest first; optionally of one principal or about one id."""
        rows = self._db.rows(
            "SELECT * FROM audit WHERE number>? AND (? IS NULL OR principal=?)"
            " AND (? IS NULL OR instr(' ' || subjects || ' ', ' ' || ? || ' ') > 0) ORDER BY number LIMIT ?",
            after, principal, principal, subject, subject, limit,
        )  # fmt: skip
        return [dict(row) for row in rows]

    def verify(self) -> ChainState:
        """Walk the whole chain. Also notices entries that were cut off at the end."""
        previous, count = "", 0
        while batch := self._db.rows("SELECT * FROM audit WHERE number>? ORDER BY number LIMIT ?", count, _BATCH):
            for row in batch:
                if row["number"] != count + 1 or row["previous"] != previous or row["hash"] != _chain(_values(row)):
                    return ChainState(count, previous, count + 1)
                previous, count = row["hash"], row["number"]
        return ChainState(count, previous, None if self._last_number() == count else count + 1)

    def _last_number(self) -> int:
        """The highest number ever given; a trigger keeps it apart from the rows."""
        return int(self._db.rows("SELECT number FROM audit_last")[0]["number"])


def refuse_numbers(text: str, parameter: str = "purpose") -> None:
    """``InvalidInput`` where a text holds what looks like an ID or phone number: it would be kept for years."""
    if _NUMBERS.search(text):
        raise InvalidInput(
            f"leave ID and phone numbers out of {parameter}; name the case or file instead",
            f"{'查询用途' if parameter == 'purpose' else parameter} 中请勿填写身份证号或电话号码，可写明案号或文号",
            parameter=parameter,
        )


def _check(look: Look) -> None:
    for subject in look.subjects:
        if not _SUBJECT.match(subject):
            raise ValueError("an audit subject must be an id")


def _values(row: Any) -> list[Any]:
    return [row[name] for name in _FIELDS]


def _chain(entry: list[Any]) -> str:
    return hashlib.sha256(json.dumps(entry, ensure_ascii=False).encode()).hexdigest()
