"""Saved work: a picture of the graph, by name, of one principal; shared with the unit where its owner says so.

A view holds ids, places, filters and notes, never what the graph says of those ids: whoever opens it asks the graph
with rights of their own, so sharing a view shares no data. A change names the revision that it was made from, so
that two people do not overwrite each other unseen.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import Any

from graph_service.errors import Conflict, Forbidden, LimitExceeded, NotFound
from graph_service.operations.audit import refuse_numbers
from graph_service.operations.database import Database, Row, now
from graph_service.operations.directory import Principal
from graph_service.units import within

MAX_VIEWS = 500
MAX_BYTES = 512_000


@dataclass(frozen=True, slots=True)
class ViewContent:
    """What is kept of a view. ``content`` is JSON-able; ``name`` is for people."""

    kind: str
    name: str
    content: dict[str, Any]
    shared: bool = False

    def text(self) -> str:
        """Canonical JSON. ``LimitExceeded`` over ``MAX_BYTES``; ``InvalidInput`` where an ID or phone number stands in it."""
        text = json.dumps(self.content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        size = len(text.encode())
        if size > MAX_BYTES:
            raise LimitExceeded(
                f"a view holds at most {MAX_BYTES} bytes, this one has {size}; hide or remove some parties",
                f"视图内容最多 {MAX_BYTES} 字节，现有 {size}；请移除部分主体",
                limit=MAX_BYTES,
            )
        for said in (self.name, *_notes(self.content)):
            refuse_numbers(said)
        return text


def _notes(content: dict[str, Any]) -> list[str]:
    notes = content.get("notes")
    return [str(note) for note in notes.values()] if isinstance(notes, dict) else []


class SavedViews:
    """Views of all principals; every call says who acts."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def create(self, who: Principal, view: ViewContent) -> dict[str, Any]:
        """A new view of ``who``; at most ``MAX_VIEWS`` each."""
        text = view.text()
        with self._db.writing():
            held = self._db.rows("SELECT count(*) AS n FROM saved_view WHERE owner=?", who.id)[0]["n"]
            if held >= MAX_VIEWS:
                raise LimitExceeded(
                    f"at most {MAX_VIEWS} views each; delete old ones", f"每人最多保存 {MAX_VIEWS} 个视图，请先删除旧视图",
                    limit=MAX_VIEWS,
                )  # fmt: skip
            identifier, at = secrets.token_urlsafe(12), now()
            self._db.rows(
                "INSERT INTO saved_view VALUES (?,?,?,?,?,?,?,1,?,?)",
                identifier, view.kind, view.name, who.id, who.unit, int(view.shared), text, at, at,
            )  # fmt: skip
        return self.get(who, identifier)

    def change(self, who: Principal, identifier: str, view: ViewContent, revision: int) -> dict[str, Any]:
        """Its owner's next revision. ``Conflict`` where somebody saved since ``revision``."""
        text = view.text()
        with self._db.writing():
            row = self._own(who, identifier)
            if row["revision"] != revision:
                raise Conflict(
                    f"saved in the meantime as revision {row['revision']}; open it again or save under another name",
                    f"该视图已被保存为第 {row['revision']} 版；请重新打开，或另存为新视图",
                )
            self._db.rows(
                "UPDATE saved_view SET name=?, shared=?, content=?, revision=revision+1, updated_at=? WHERE id=?",
                view.name, int(view.shared), text, now(), identifier,
            )  # fmt: skip
        return self.get(who, identifier)

    def delete(self, who: Principal, identifier: str) -> None:
        with self._db.writing():
            self._own(who, identifier)
            self._db.rows("DELETE FROM saved_view WHERE id=?", identifier)

    def get(self, who: Principal, identifier: str) -> dict[str, Any]:
        """One view with its content: one's own, or one shared in a unit that ``who`` belongs to or stands above."""
        row = self._row(identifier)
        if row["owner"] != who.id and not (row["shared"] and within(row["unit"], who.unit)):
            raise _absent()
        return {**_summary(row), "content": json.loads(row["content"])}

    def all(self, who: Principal, *, limit: int = 100, skip: int = 0) -> list[dict[str, Any]]:
        """Views that ``who`` may open, without content, newest first."""
        rows = self._db.rows("SELECT * FROM saved_view WHERE owner=? OR shared=1 ORDER BY updated_at DESC, id", who.id)
        seen = [row for row in rows if row["owner"] == who.id or within(row["unit"], who.unit)]
        return [_summary(row) for row in seen[skip : skip + limit]]

    def _row(self, identifier: str) -> Row:
        rows = self._db.rows("SELECT * FROM saved_view WHERE id=?", identifier)
        if not rows:
            raise _absent()
        found: Row = rows[0]
        return found

    def _own(self, who: Principal, identifier: str) -> Row:
        row = self._row(identifier)
        if row["owner"] == who.id:
            return row
        if not (row["shared"] and within(row["unit"], who.unit)):
            raise _absent()
        raise Forbidden(
            "only its owner may change this view; save a copy of your own",
            "只有视图所有者可以修改；请另存一份",
            role="owner",
        )


def _absent() -> NotFound:
    return NotFound("there is no such view, or it is not shared with your unit", "没有这个视图，或未与您的单位共享")


def _summary(row: Row) -> dict[str, Any]:
    names = ("id", "kind", "name", "owner", "unit", "revision", "created_at", "updated_at")
    return {**{name: row[name] for name in names}, "shared": bool(row["shared"])}
