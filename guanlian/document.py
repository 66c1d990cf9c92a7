"""The OpenAPI document, made without an engine."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from api.app import create_app
from graph_service.operations.store import OperationalStore
from graph_service.services import Services
from graph_service.settings import Settings


def openapi_document() -> dict[str, Any]:
    """The document that the service serves."""
    with tempfile.TemporaryDirectory() as folder:
        store = OperationalStore(Path(folder))
        try:
            services = Services(None)  # type: ignore[arg-type]  # no request is answered here
            return create_app(services, store, Settings()).openapi()
        finally:
            store.close()
