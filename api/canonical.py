"""Replies: canonical JSON, an entity tag over it, and a ``meta`` part for clock times, timings and counters.

Equal questions to an equal data version give equal bytes but for ``meta``, on both engines. The tag is weak because
``meta`` differs; it is taken over everything else.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from fastapi import Request, Response

from graph_service.canonical import canonical

__all__ = ["canonical", "entity_tag", "reply"]


def reply(
    request: Request, content: Mapping[str, Any], *, status: int = 200, meta: Mapping[str, Any] | None = None
) -> Response:
    """The reply, or 304 where the client has it already."""
    body = canonical(content)
    tag = entity_tag(body)
    if request.method == "GET" and _has(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers={"ETag": tag})
    full = body[:-1] + (b"," if content else b"") + b'"meta":' + canonical(_meta(request, meta)) + b"}"
    return Response(full, status, media_type="application/json", headers={"ETag": tag})


def entity_tag(body: bytes) -> str:
    return f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'


def _meta(request: Request, more: Mapping[str, Any] | None) -> dict[str, Any]:
    started = getattr(request.state, "started", None)
    seconds = round(time.perf_counter() - started, 4) if started else None
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    return {"answered_at": now, "seconds": seconds, **(more or {})}


def _has(header: str, tag: str) -> bool:
    """Weak comparison, as If-None-Match asks for (RFC 9110, 13.1.2)."""
    given = {part.strip().removeprefix("W/") for part in header.split(",")}
    return "*" in given or tag.removeprefix("W/") in given
