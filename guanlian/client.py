"""How the command line reaches the service: the running one over HTTP, or one of its own inside this process.

Either way the same routes answer, so that both behave alike; one process owns the engine.
"""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

from graph_service.errors import GuanlianError, NamesNotReady
from graph_service.settings import Settings
from guanlian.language import language

POLL_SECONDS = 0.2
NAMES_SECONDS = 600  # the index of names of a million parties is made in this time


class ServiceFailed(GuanlianError):
    """The service answered with a problem."""

    code = "service"

    def __init__(self, status: int, document: Mapping[str, Any]) -> None:
        detail = str(document.get("detail") or f"status {status}")
        super().__init__(detail, detail)
        self.document = document


class Client:
    """Calls routes of ``/api/v1``; ``job`` waits for long work.

    Right after a load or a start the service makes its index of names; whoever asks meanwhile is asked to come back,
    and this does, after telling it once (``waiting``).
    """

    def __init__(
        self, send: Callable[..., httpx.Response], purpose: str | None, waiting: Callable[[], None] = lambda: None
    ) -> None:
        self._send = send
        self._purpose = purpose
        self._waiting = waiting

    def call(self, method: str, path: str, **more: Any) -> Any:
        """The reply as data."""
        return self._answered(method, path, **more).json()

    def download(self, method: str, path: str, **more: Any) -> bytes:
        """The reply as a file."""
        return self._answered(method, path, **more).content

    def _answered(self, method: str, path: str, **more: Any) -> httpx.Response:
        headers = {"Accept-Language": language(), **more.pop("headers", {})}
        if self._purpose:
            headers["X-Purpose"] = quote(self._purpose)
        if key := os.environ.get("GUANLIAN_API_KEY"):
            headers["Authorization"] = f"Bearer {key}"
        response = self._sent(method, f"/api/v1{path}", headers=headers, **more)
        if response.status_code >= 400:
            raise ServiceFailed(response.status_code, _document(response))
        return response

    def _sent(self, method: str, path: str, **more: Any) -> httpx.Response:
        until, told = time.monotonic() + NAMES_SECONDS, False
        while True:
            response = self._send(method, path, **more)
            if "files" in more or not _names_not_ready(response) or time.monotonic() > until:
                return response
            if not told:
                self._waiting()
                told = True
            time.sleep(float(response.headers.get("Retry-After", POLL_SECONDS)))

    def job(self, method: str, path: str, progress: Callable[[int], None] | None = None, **more: Any) -> Any:
        """Start long work and wait for its result."""
        return self.finished(self.call(method, path, **more)["job"], progress)

    def finished(self, identifier: str, progress: Callable[[int], None] | None = None) -> Any:
        """Wait for a job that was started; its result."""
        while True:
            found = self.call("GET", f"/jobs/{identifier}")
            if progress:
                progress(found["progress"])
            if found["state"] == "done":
                return (
                    found["result"] if found["result"] is not None else self.call("GET", f"/jobs/{identifier}/result")
                )
            if found["state"] in ("failed", "interrupted", "cancelled"):
                raise ServiceFailed(500, found["error"] or {"detail": found["state"]})
            time.sleep(POLL_SECONDS)


@contextmanager
def connect(
    settings: Settings, purpose: str | None = None, waiting: Callable[[], None] = lambda: None
) -> Iterator[Client]:
    """The running service of this data folder, or one inside this process."""
    url = running(settings)
    if url:
        with httpx.Client(base_url=url, timeout=600, follow_redirects=True, trust_env=False) as http:
            yield Client(http.request, purpose, waiting)
        return
    from guanlian.compose import product  # whoever only asks a running service needs none of it

    local = settings.model_copy(update={"host": "127.0.0.1"})
    with product(local) as parts:
        transport = httpx.ASGITransport(app=parts.app)

        async def request(method: str, path: str, **more: Any) -> httpx.Response:
            async with httpx.AsyncClient(
                transport=transport, base_url="http://localhost", timeout=600, follow_redirects=True
            ) as http:
                return await http.request(method, path, **more)

        yield Client(lambda *a, **k: asyncio.run(request(*a, **k)), purpose, waiting)


def service_file(settings: Settings) -> Path:
    """Where a running service says at which address it serves."""
    return settings.data_dir / "service.json"


def running(settings: Settings) -> str | None:
    """The address of the running service of this data folder, if one answers."""
    path = service_file(settings)
    if not path.exists():
        return None
    try:
        url = str(json.loads(path.read_text())["url"])
        httpx.get(f"{url}/healthz", timeout=2, trust_env=False).raise_for_status()
    except (httpx.HTTPError, ValueError, KeyError):
        return None
    return url


def _names_not_ready(response: httpx.Response) -> bool:
    return response.status_code == 503 and _document(response).get("code") == NamesNotReady.code


def _document(response: httpx.Response) -> Mapping[str, Any]:
    try:
        found = response.json()
    except ValueError:
        return {"detail": response.text[:300]}
    return found if isinstance(found, dict) else {"detail": str(found)}
