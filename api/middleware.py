"""Pure ASGI middleware: request ids, logs, metrics, limits on the body, and the guard against DNS rebinding."""

from __future__ import annotations

import json
import re
import secrets
import time
from urllib.parse import urlsplit

import structlog
from prometheus_client import Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = structlog.get_logger("api")

REQUEST_SECONDS = Histogram(
    "guanlian_request_seconds", "Time of one request, by route", ["method", "route", "status"],
    buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10),
)  # fmt: skip
_ID = re.compile(r"^[A-Za-z0-9._-]{1,64}$")
LOOPBACK_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]", "testserver"})
SECURITY_HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cache-control", b"no-store"),
]


class Observed:
    """Gives each request an id, logs it by its route (never its query, which may hold names) and times it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = dict(scope["headers"]).get(b"x-request-id", b"").decode("latin-1")
        request_id = given if _ID.match(given) else secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id
        started, status = time.perf_counter(), 500

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message.setdefault("headers", []).extend([(b"x-request-id", request_id.encode()), *SECURITY_HEADERS])
            await send(message)

        try:
            await self._app(scope, receive, sending)
        finally:
            route = getattr(scope.get("route"), "path", "unmatched")
            elapsed = time.perf_counter() - started
            REQUEST_SECONDS.labels(scope["method"], route, str(status)).observe(elapsed)
            log.info(
                "request",
                method=scope["method"],
                route=route,
                status=status,
                seconds=round(elapsed, 4),
                request_id=request_id,
            )


class Guarded:
    """Refuses bodies over the limit, and on loopback without keys any Host or Origin that is not of this machine."""

    def __init__(self, app: ASGIApp, *, max_body: int, max_upload: int, local_only: bool) -> None:
        self._app = app
        self._max_body = max_body
        self._max_upload = max_upload
        self._local_only = local_only

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        if self._local_only and not _local(headers):
            await _refuse(send, 403, "forbidden", "this address is served to this machine only", scope)
            return
        limit = self._max_upload if scope["path"] == "/api/v1/loads" else self._max_body
        declared = headers.get(b"content-length", b"0")
        if not declared.isdigit() or int(declared) > limit:
            await _refuse(send, 413, "limit_exceeded", f"the body may have at most {limit} bytes", scope)
            return
        await self._app(scope, _Counted(receive, limit), send)


class _Counted:
    """Ends a body that grows beyond the limit without having declared so."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive = receive
        self._left = limit

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                return {"type": "http.disconnect"}
        return message


def _local(headers: dict[bytes, bytes]) -> bool:
    host = re.sub(r":\d+$", "", headers.get(b"host", b"").decode("latin-1"))
    origin = headers.get(b"origin", b"").decode("latin-1")
    origin_host = urlsplit(origin).hostname if origin and origin != "null" else ""
    return host in LOOPBACK_HOSTS and (
        not origin or origin_host in LOOPBACK_HOSTS or f"[{origin_host}]" in LOOPBACK_HOSTS
    )


async def _refuse(send: Send, status: int, code: str, detail: str, scope: Scope) -> None:
    body = json.dumps({
        "type": f"urn:guanlian:problem:{code}", "title": "Refused", "status": status, "detail": detail, "code": code,
        "request_id": scope.get("state", {}).get("request_id", ""),
    }).encode()  # fmt: skip
    headers = [(b"content-type", b"application/problem+json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
