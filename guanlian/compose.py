"""Puts engine, services, store and loaders together, for serving and for the command line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI

from api.app import create_app
from graph_service.engine import Engine, open_engine
from graph_service.errors import GuanlianError
from graph_service.identity.hmac import IdNumberHasher
from graph_service.operations.store import OperationalStore
from graph_service.services import Services
from graph_service.settings import Settings
from guanlian.dossier import DossierFiles
from guanlian.loading import AfterLoad, FileLoader
from guanlian.screened import ScreenedLists


@dataclass(frozen=True, slots=True)
class Product:
    """Everything that runs in one process."""

    settings: Settings
    engine: Engine
    services: Services
    store: OperationalStore
    loader: FileLoader
    app: FastAPI


@contextmanager
def product(settings: Settings) -> Iterator[Product]:
    """Start what is needed and stop it again. Raises ``Conflict`` where another process has the data folder."""
    engine = open_engine(settings.engine())
    try:
        store = OperationalStore(settings.data_dir, settings.operations())
        try:
            hasher = IdNumberHasher.from_file(settings.id_key_file)
            services = Services(engine, hub_cap=settings.hub_cap, hash_number=hasher.hash)
            after = [_matching(services, settings)] if settings.match_after_load else []
            loader = FileLoader(
                engine, hasher, settings.data_dir / "reports", after=after, loss_limit=settings.snapshot_loss_limit
            )
            served = create_app(
                services, store, settings, loader, dossier=DossierFiles(hasher.hash), lists=ScreenedLists()
            )
            yield Product(settings, engine, services, store, loader, served)
        finally:
            store.close()
    finally:
        engine.stop()


def _matching(services: Services, settings: Settings) -> AfterLoad:
    """Compares all parties when a load has been published. What goes wrong then is a warning: the load itself stands."""

    def match(report: dict[str, Any]) -> dict[str, Any]:
        try:
            found = services.match_all(least=settings.match_least, block_limit=settings.match_block_limit)
        except GuanlianError as error:
            failed = {
                "code": "not_matched", "en": f"the parties were not compared again: {error.en}",
                "zh": f"未能重新比对主体：{error.zh}",
            }  # fmt: skip
            return {"warnings": [*report.get("warnings", ()), failed]}
        return {"matching": found}

    return match
