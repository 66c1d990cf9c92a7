"""Serves the browser from ``api/static``: files as they are, and its one page at every other address.

The addresses of the API are never answered here: what is not found below them stays a problem. Files in ``assets``
carry a hash of their content in their name and are kept for ever; the page itself is asked for anew each time. The
page may load scripts, styles and pictures from this service only, nothing inline, and speak to this service only.
"""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.datastructures import Headers, URLPath
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Match, NoMatchFound
from starlette.types import Receive, Scope, Send

from graph_service.errors import NotFound

STATIC = Path(__file__).parent / "static"
OWN = ("/api", "/healthz", "/readyz", "/metrics")
POLICY = "; ".join((
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:", "font-src 'self'",
    "connect-src 'self'", "worker-src 'self'", "manifest-src 'self'", "base-uri 'none'", "form-action 'none'",
    "frame-ancestors 'none'",
))  # fmt: skip
_PAGE_HEADERS = {
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-cache",
}
FOREVER = "public, max-age=31536000, immutable"


class NotBuilt(NotFound):
    """This installation has no browser."""

    code = "not_offered"


class Browser(BaseRoute):
    """The route behind all others. ``path`` is what metrics call it."""

    path = "browser"
    name = "browser"

    def __init__(self, static: Path) -> None:
        self._static = static.resolve()

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """GET and HEAD of what belongs to nobody else and is either a file here or asked for as a page, as the root always is."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or _of_others(scope["path"]):
            return Match.NONE, {}
        page = scope["path"] == "/" or "text/html" in Headers(scope=scope).get("accept", "")
        return (Match.FULL, {"route": self}) if page or self._file(scope["path"]) else (Match.NONE, {})

    def url_path_for(self, name: str, /, **path_params: Any) -> URLPath:
        """No address of this route is made from its name."""
        raise NoMatchFound(name, path_params)

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._answer(scope)(scope, receive, send)

    def _answer(self, scope: Scope) -> Response:
        found = self._file(scope["path"])
        if found is None:
            found = self._static / "index.html"
        if not found.is_file():
            raise NotBuilt(
                "the browser was not built: run `make web`, or install from a wheel",
                "浏览器界面尚未构建：请运行 `make web`，或安装发布的安装包",
            )
        kept = scope["path"].startswith("/assets/") and found.name != "index.html"
        return _file_response(found, scope, FOREVER if kept else "no-cache")

    def _file(self, path: str) -> Path | None:
        """The file of an address, if it lies inside the folder; the page is none of them."""
        found = (self._static / path.lstrip("/")).resolve()
        inside = found.is_relative_to(self._static) and found.is_file()
        return found if inside and found.suffix not in (".gz", ".json", ".sha256") else None


def _file_response(found: Path, scope: Scope, cache: str) -> Response:
    kind = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
    headers = {**_PAGE_HEADERS, "cache-control": cache, "vary": "Accept-Encoding"}
    packed = found.with_name(found.name + ".gz")
    if "gzip" in Headers(scope=scope).get("accept-encoding", "") and packed.is_file():
        return FileResponse(packed, headers={**headers, "content-encoding": "gzip"}, media_type=kind)
    return FileResponse(found, headers=headers, media_type=kind)


def _of_others(path: str) -> bool:
    return any(path == own or path.startswith(f"{own}/") for own in OWN)


def install(app: FastAPI, static: Path = STATIC) -> None:
    """Behind every other route."""
    app.router.routes.append(Browser(static))
