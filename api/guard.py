"""What is refused before any route sees it: bodies over the limit, and on loopback without keys foreign hosts.

A page on the web can make a browser send requests to 127.0.0.1, also under a name of its own that it rebinds to that
address. Without keys nothing else would stop it from reading, so Host and Origin must be of this machine.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.middleware import UPLOADS, refuse

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
_DRAIN_BYTES = 200_000_000
_DRAIN_SECONDS = 20.0


class Guarded:
    """``open_to_all`` says whether requests need no key just now; ``larger``: paths with a limit of their own."""

    def __init__(
        self, app: ASGIApp, *, max_body: int, max_upload: int, open_to_all: Callable[[], bool],
        larger: Mapping[str, int] | None = None,
    ) -> None:  # fmt: skip
        self._app = app
        self._max_body = max_body
        self._max_upload = max_upload
        self._larger = larger or {}
        self._open_to_all = open_to_all

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if not is_local(headers) and self._open_to_all():
            await refuse(scope, send, 403, "forbidden", _FOREIGN)
            return
        limit = self._max_upload if scope["path"] in UPLOADS else self._larger.get(scope["path"], self._max_body)
        declared = headers.get("content-length", "0")
        if not declared.isdigit() or int(declared) > limit:
            await _drain(headers, receive)
            await refuse(scope, send, 413, "body_too_large", _too_large(limit), limit=limit)
            return
        body = _Counted(scope, receive, send, limit)
        await self._app(scope, body.receive, body.send)


class _Counted:
    """Ends a body that grows beyond the limit without having declared so, and answers in the route's place."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, limit: int) -> None:
        self._scope = scope
        self._receive = receive
        self._send = send
        self._limit = self._left = limit
        self._refused = False

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                return {"type": "http.request", "body": b"", "more_body": False}
        return message

    async def send(self, message: Message) -> None:
        if self._left >= 0:
            await self._send(message)
        elif not self._refused:
            self._refused = True
            await refuse(self._scope, self._send, 413, "body_too_large", _too_large(self._limit), limit=self._limit)


def is_local(headers: Headers) -> bool:
    """Whether Host is a name of this machine and Origin, where there is one, too."""
    origin = headers.get("origin")
    return _name(f"//{headers.get('host', '')}") in LOOPBACK_NAMES and (
        origin is None or _name(origin) in LOOPBACK_NAMES
    )


def _name(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


async def _drain(headers: Headers, receive: Receive) -> None:
    """Read what the client is sending anyway, within bounds: one that is still sending would not see the answer."""
    if "expect" in headers:
        return
    left = _DRAIN_BYTES
    try:
        async with asyncio.timeout(_DRAIN_SECONDS):
            while left > 0:
                message = await receive()
                left -= len(message.get("body", b""))
                if message["type"] != "http.request" or not message.get("more_body"):
                    return
    except TimeoutError:
        return


def _too_large(limit: int) -> tuple[str, str]:
    return (
        f"the body may have at most {limit} bytes; send fewer parties per request, or files to /api/v1/loads",
        f"请求体最多 {limit} 字节；请减少每次提交的主体数，文件请提交至 /api/v1/loads",
    )


_FOREIGN = (
    "without keys this service answers only to this machine: call it as 127.0.0.1 or localhost",
    "未设置密钥时仅供本机使用：请以 127.0.0.1 或 localhost 访问",
)
