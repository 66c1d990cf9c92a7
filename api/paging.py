"""Cursors: opaque and signed, bound to the question that they continue and to the data version of its first page."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.canonical import canonical
from graph_service.errors import Conflict, InvalidInput

_SIGNATURE = 16


@dataclass(frozen=True, slots=True)
class Cursors:
    """Makes and reads cursors with one key."""

    key: bytes

    def make(self, question: Mapping[str, Any], position: str | int, version: int) -> str:
        body = json.dumps([position, version, _digest(question)]).encode()
        return base64.urlsafe_b64encode(self._sign(body) + body).decode().rstrip("=")

    def read(self, cursor: str, question: Mapping[str, Any]) -> tuple[Any, int]:
        """Position and data version. ``InvalidInput`` where it was made for another question, or not by us."""
        try:
            raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        except (ValueError, binascii.Error):
            raise _wrong() from None
        signature, body = raw[:_SIGNATURE], raw[_SIGNATURE:]
        if not hmac.compare_digest(signature, self._sign(body)):
            raise _wrong()
        position, version, digest = json.loads(body)
        if digest != _digest(question):
            raise _wrong()
        return position, int(version)

    def _sign(self, body: bytes) -> bytes:
        return hmac.new(self.key, body, hashlib.sha256).digest()[:_SIGNATURE]


def same_version(before: int | None, now: int) -> None:
    """``Conflict`` where data were published between two pages: no list mixes two versions."""
    if before is not None and before != now:
        raise Conflict(
            "the data changed while you were paging; start again without a cursor, or ask with as_known_at",
            "翻页期间数据已更新；请不带 cursor 重新开始，或使用 as_known_at",
        )


def _digest(question: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(question)).hexdigest()[:16]


def _wrong() -> InvalidInput:
    return InvalidInput(
        "this cursor does not belong to this question; send next_cursor of the page before, with the same parameters",
        "cursor 与本次查询不符；请用上一页的 next_cursor，并保持其他参数不变",
        parameter="cursor",
    )
