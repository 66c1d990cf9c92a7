"""Puts engine, services, store and loaders together, for serving and for the command line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from fastapi import FastAPI

from api.app import create_app
from graph_service.engine import Engine, open_engine
from graph_service.identity.hmac import IdNumberHasher
from graph_service.operations.store import OperationalStore
from graph_service.services import Services
from graph_service.settings import Settings
from guanlian.dossier import DossierFiles
from guanlian.loading import FileLoader


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
            loader = FileLoader(engine, hasher, settings.data_dir / "reports", loss_limit=settings.snapshot_loss_limit)
            served = create_app(services, store, settings, loader, dossier=DossierFiles(hasher.hash))
            yield Product(settings, engine, services, store, loader, served)
        finally:
            store.close()
    finally:
        engine.stop()
