"""The browser is served beside the API and never in its place, and its page may load nothing from elsewhere."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from api import problems, web
from graph_service.settings import Settings

PAGE = {"Accept": "text/html,application/xhtml+xml"}
Get = Callable[..., httpx.Response]


def _app(static: Path) -> FastAPI:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.state.settings = Settings()
    problems.install(app)

    @app.get("/api/v1/status")
    def status() -> dict[str, str]:
        return {"of": "the api"}

    web.install(app, static)
    return app


@pytest.fixture
def static(tmp_path: Path) -> Path:
    folder = tmp_path / "static"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>page</title>")
    (folder / "assets" / "index-AbC123.js").write_text("export {}")
    (folder / "assets" / "index-AbC123.js.gz").write_bytes(gzip.compress(b"export {}"))
    (folder / "icon.svg").write_text("<svg/>")
    (folder / "sources.sha256").write_text("digest")
    (tmp_path / "secret.txt").write_text("not to be served")
    return folder


@pytest.fixture
def get(static: Path) -> Get:
    app = _app(static)

    def ask(path: str, headers: dict[str, str] | None = None, method: str = "GET") -> httpx.Response:
        async def send() -> httpx.Response:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://localhost") as client:
                return await client.request(method, path, headers={"Accept-Encoding": "identity", **(headers or {})})

        return asyncio.run(send())

    return ask


@pytest.mark.parametrize("path", ["/", "/party/aaaabbbbccccddddeeeeffff22", "/party/x/timeline?as_of=2025-03-10"])
def test_every_address_of_the_browser_gives_the_page(get: Get, path: str) -> None:
    found = get(path, PAGE)
    assert found.status_code == 200
    assert "page" in found.text
    assert found.headers["cache-control"] == "no-cache"


def test_the_root_is_the_page_whatever_is_accepted(get: Get) -> None:
    assert get("/", {"Accept": "*/*"}).text == get("/", PAGE).text
    assert get("/", PAGE, method="POST").status_code == 404


def test_the_page_may_load_nothing_inline_and_nothing_from_elsewhere(get: Get) -> None:
    policy = get("/", PAGE).headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy


def test_files_with_a_hash_are_kept_for_ever_and_packed_where_the_client_can(get: Get) -> None:
    plain = get("/assets/index-AbC123.js")
    packed = get("/assets/index-AbC123.js", {"Accept-Encoding": "gzip"})
    assert plain.headers["cache-control"] == packed.headers["cache-control"] == web.FOREVER
    assert "javascript" in plain.headers["content-type"]
    assert packed.headers["content-encoding"] == "gzip"
    assert plain.text == packed.text == "export {}"


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v1/nothing", "/api/v2", "/metrics/x", "/healthz/x"])
def test_what_the_api_does_not_know_stays_a_problem(get: Get, path: str) -> None:
    found = get(path, PAGE)
    assert found.status_code == 404
    assert found.headers["content-type"] == problems.MEDIA_TYPE


def test_the_api_answers_before_the_browser(get: Get) -> None:
    assert get("/api/v1/status", PAGE).json() == {"of": "the api"}
    assert get("/api/v1/status", PAGE, method="POST").status_code == 405


@pytest.mark.parametrize(
    "path", ["/../secret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt", "/sources.sha256", "/nothing.js"]
)
def test_only_its_own_files_are_served(get: Get, path: str) -> None:
    assert get(path, {"Accept": "*/*"}).status_code == 404


def test_programs_get_problems_not_pages(get: Get) -> None:
    assert get("/party/x", {"Accept": "application/json"}).status_code == 404
    assert get("/party/x", PAGE, method="POST").status_code == 404


def test_without_a_build_it_says_what_to_do(tmp_path: Path) -> None:
    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app=_app(tmp_path / "none"))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.get("/", headers=PAGE)

    found = asyncio.run(send())
    assert found.status_code == 404
    assert "make web" in found.json()["detail"]
