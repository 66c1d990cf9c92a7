"""A service on each engine, asked through ASGI as a client would."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from fastapi import FastAPI

from api.app import create_app
from graph_service.engine import Engine
from graph_service.identity.hmac import IdNumberHasher
from graph_service.operations.store import OperationalStore
from graph_service.services import Services
from graph_service.settings import Settings
from guanlian.dossier import DossierFiles
from guanlian.loading import FileLoader
from guanlian.screened import ScreenedLists
from tests.api.fakes import FakeBackend, FakeLoader, FakeServices

HASHER = IdNumberHasher("test", b"only for tests")
Call = Callable[..., httpx.Response]


class Service:
    """A service under test. ``call`` sends one request; purpose and key are optional."""

    def __init__(self, engine: Engine, folder: Path, **settings: Any) -> None:
        self.store = OperationalStore(folder)
        self.settings = Settings(
            **{
                "data_dir": folder,
                "requests_per_minute": 100_000,
                "attestation_key_file": folder / "config" / "attestation-keys.json",
                **settings,
            }
        )
        self.services = Services(engine)
        self.loader = FileLoader(engine, HASHER, folder / "reports")
        self.app = self.build()
        self.key: str | None = None

    def key_for(self, *roles: str) -> str:
        """A key of a new principal with these roles; from here on the service asks for keys."""
        name = "-".join(roles)
        self.store.put_principal(name, "county/test", roles)
        key = self.store.create_key(name)
        self.app = self.build()
        return key

    def build(self) -> FastAPI:
        return create_app(
            self.services,
            self.store,
            self.settings,
            self.loader,
            dossier=DossierFiles(HASHER.hash),
            lists=ScreenedLists(),
        )

    def call(
        self, method: str, path: str, *, purpose: str | None = "测试", key: str | None = None, **more: Any
    ) -> httpx.Response:
        headers = dict(more.pop("headers", {}))
        if purpose:
            headers["X-Purpose"] = quote(purpose)
        if key := key or self.key:
            headers["Authorization"] = f"Bearer {key}"
        return asyncio.run(self._send(method, path, headers, more))

    async def _send(self, method: str, path: str, headers: dict[str, str], more: dict[str, Any]) -> httpx.Response:
        transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.request(method, path, headers=headers, **more)

    def close(self) -> None:
        self.app.state.api.runner.stop()
        self.store.close()

    def get(self, path: str, *, key: str | None = None, **params: Any) -> Any:
        response = self.call("GET", f"/api/v1{path}", key=key, params=params)
        assert response.status_code == 200, response.text
        return response.json()


class FakeService(Service):
    """The same on fake services, without an engine."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        self.settings = Settings(
            **{
                "data_dir": folder,
                "requests_per_minute": 100_000,
                "attestation_key_file": folder / "config" / "attestation-keys.json",
                **settings,
            }
        )
        self.store = OperationalStore(folder, self.settings.operations())
        self.fakes, self.backend, self.files = FakeServices(), FakeBackend(), FakeLoader(folder)
        self.key: str | None = None
        self.app = self.build()

    def build(self) -> FastAPI:
        return create_app(self.fakes, self.store, self.settings, self.files, self.backend, DossierFiles(HASHER.hash))


@pytest.fixture
def fake(tmp_path: Path) -> Iterator[FakeService]:
    found = FakeService(tmp_path)
    yield found
    found.close()


@pytest.fixture
def service(engine: Engine, tmp_path: Path) -> Any:
    found = Service(engine, tmp_path)
    yield found
    found.close()
