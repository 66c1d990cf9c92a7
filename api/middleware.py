"""Pure ASGI middleware: request ids, logs, metrics, security headers, the last resort, and the time budget."""

from __future__ import annotations

import asyncio
import json
import re
import secrets
import time
import traceback
from typing import Any

import structlog
from prometheus_client import Histogram
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import problems
from graph_service.errors import GuanlianError

log = structlog.get_logger("api")

REQUEST_SECONDS = Histogram(
    "guanlian_request_seconds", "Time of one request, by route", ["method", "route", "status"],
    buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10),
)  # fmt: skip
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
UPLOADS = frozenset({"/api/v1/loads", "/api/v1/mappings/check", "/api/v1/screenings/files"})
_ID = re.compile(r"^[A-Za-z0-9._-]{1,64}$")
SECURITY_HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"x-frame-options": b"DENY",
    b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'",
    b"cross-origin-resource-policy": b"same-origin",
    # Replies speak of people: no copy stays in a browser or proxy. A client of its own may still use the ETag.
    b"cache-control": b"no-store",
}


class Observed:
    """Gives each request an id, logs it by its route (never its path or query, which may hold names) and times it.

    What nobody caught becomes a 500 problem here; the log has its type and where it arose, not its message.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        state["request_id"], state["started"] = _request_id(scope), time.perf_counter()
        answer = _Answer(send, state["request_id"])
        with structlog.contextvars.bound_contextvars(request_id=state["request_id"]):
            try:
                await self._app(scope, receive, answer)
            except Exception as error:  # noqa: BLE001 - the last resort
                await _last_resort(scope, answer, error)
            finally:
                _note(scope, answer.status, time.perf_counter() - state["started"])


class _Answer:
    """Sends on, with request id and security headers; a route's own header of the same name wins."""

    def __init__(self, send: Send, request_id: str) -> None:
        self._send = send
        self._request_id = request_id.encode()
        self.status = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = list(message.get("headers", []))
            present = {name.lower() for name, _ in headers}
            headers += [pair for pair in SECURITY_HEADERS.items() if pair[0] not in present]
            message = {**message, "headers": [*headers, (b"x-request-id", self._request_id)]}
        await self._send(message)


class Budget:
    """Answers 503 when a request takes longer than it may. Uploads are exempt: they take as long as the line needs.

    The work of the request cannot be stopped from outside (it runs in a thread); its statements have limits of their
    own, and what it says later is dropped.
    """

    def __init__(self, app: ASGIApp, *, seconds: float) -> None:
        self._app = app
        self._seconds = seconds
        self._late: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in UPLOADS:
            await self._app(scope, receive, send)
            return
        gate = _Gate(send)
        task = asyncio.ensure_future(self._run(scope, receive, gate))
        try:
            await asyncio.wait({task, gate.opened_task()}, timeout=self._seconds, return_when=asyncio.FIRST_COMPLETED)
            if gate.opened.is_set() or task.done():
                await task
                return
        except asyncio.CancelledError:
            task.cancel()
            raise
        finally:
            gate.stop_watching()
        gate.closed = True
        self._late.add(task)
        task.add_done_callback(self._forget)
        await refuse(scope, send, 503, "request_timeout", _timeout_words(self._seconds), retry_after=5)

    async def _run(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)

    def _forget(self, task: asyncio.Task[None]) -> None:
        self._late.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.warning("late request failed", error=type(error).__name__)


class _Gate:
    """Lets a response through until it is closed; knows whether one has begun."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.opened = asyncio.Event()
        self.closed = False
        self._watch: asyncio.Task[Any] | None = None

    async def __call__(self, message: Message) -> None:
        if not self.closed:
            self.opened.set()
            await self._send(message)

    def opened_task(self) -> asyncio.Task[Any]:
        self._watch = asyncio.ensure_future(self.opened.wait())
        return self._watch

    def stop_watching(self) -> None:
        if self._watch is not None:
            self._watch.cancel()


async def refuse(
    scope: Scope, send: Send, status: int, code: str, messages: tuple[str, str], *, retry_after: int | None = None,
    **more: Any,
) -> None:  # fmt: skip
    """Send a problem from outside the routes."""
    settings = scope["app"].state.settings if "app" in scope else None
    chosen = problems.language(Headers(scope=scope), settings.language if settings else "zh")
    request_id = scope.get("state", {}).get("request_id", "")
    detail = messages[0] if chosen == "en" else messages[1]
    body = json.dumps(
        problems.document(status, code, detail, request_id=request_id, chosen=chosen, **more), ensure_ascii=False
    ).encode()
    headers = [(b"content-type", problems.MEDIA_TYPE.encode()), (b"content-length", str(len(body)).encode())]
    if retry_after is not None:
        headers.append((b"retry-after", str(retry_after).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _request_id(scope: Scope) -> str:
    """The client's own id where it is harmless, else a new one."""
    given = dict(scope["headers"]).get(b"x-request-id", b"").decode("latin-1")
    return given if _ID.match(given) else secrets.token_hex(8)


async def _last_resort(scope: Scope, answer: _Answer, error: Exception) -> None:
    if isinstance(error, GuanlianError) and (status := problems.status_of(type(error))) == 503:
        await refuse(scope, answer, status, error.code, (error.en, error.zh), retry_after=problems.RETRY_SECONDS)
        return
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    log.error("unhandled", error=type(error).__name__, at=[f"{f.filename}:{f.lineno}" for f in frames])
    if not answer.status:
        await refuse(scope, answer, 500, "internal", problems.INTERNAL)


def _note(scope: Scope, status: int, elapsed: float) -> None:
    route = getattr(scope.get("route"), "path", "unmatched")
    method = scope["method"] if scope["method"] in METHODS else "other"
    REQUEST_SECONDS.labels(method, route, str(status)).observe(elapsed)
    log.info("request", method=method, route=route, status=status, seconds=round(elapsed, 4))


def _timeout_words(seconds: float) -> tuple[str, str]:
    return (
        f"no answer within {seconds:g} seconds; ask for less (depth, nodes, parties) or use a job",
        f"{seconds:g} 秒内未能完成；请缩小范围（层数、节点数、主体数）或改用任务方式",
    )
