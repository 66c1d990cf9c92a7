"""The application factory. Nothing connects or configures on import."""

from __future__ import annotations

from fastapi import FastAPI, Request, Response
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from api import problems
from api.middleware import Guarded, Observed
from api.ports import LoaderPort
from api.routes import router
from graph_service import __version__
from graph_service.errors import ConfigurationError
from graph_service.loading.versions import current_version
from graph_service.operations.store import OperationalStore
from graph_service.services import Services
from graph_service.settings import Settings

DESCRIPTION = """Who is related to whom, who is listed, whom does that reach, and what is the proof.

Answers about risk come in layers that are never mixed: own records (L0), lawful reach (L1) and indicative
exposure (L3). Every reply echoes the day, the data version and the policy that it was made with."""


def create_app(
    services: Services, store: OperationalStore, settings: Settings, loader: LoaderPort | None = None
) -> FastAPI:
    """The service on these parts. ``ConfigurationError`` where it would be open to others without keys."""
    if not settings.loopback and not store.has_keys():
        raise ConfigurationError(
            f"{settings.host} can be reached by others: create an API key first (guanlian keys create), or serve on 127.0.0.1",
            f"{settings.host} 可被其他机器访问：请先创建 API 密钥（guanlian keys create），或改用 127.0.0.1",
        )
    app = FastAPI(title="Guanlian 关联", version=__version__, description=DESCRIPTION, redoc_url=None, docs_url=None)
    app.state.services, app.state.store, app.state.loader = services, store, loader
    app.state.open = settings.loopback and not store.has_keys()
    limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
    app.state.limiter = (limiter, parse(f"{settings.requests_per_minute}/minute"))
    problems.install(app)
    app.include_router(router)
    _health(app, services)
    app.add_middleware(
        Guarded, max_body=settings.max_body_bytes, max_upload=settings.max_upload_bytes, local_only=app.state.open
    )
    app.add_middleware(Observed)
    return app


def _health(app: FastAPI, services: Services) -> None:
    @app.get("/healthz", summary="Alive", include_in_schema=False)
    def healthz() -> dict[str, str]:
        return {"status": "alive"}

    @app.get("/readyz", summary="Ready: the engine answers", include_in_schema=False)
    def readyz(request: Request) -> dict[str, int | str]:
        services.engine.graph.ping()
        return {"status": "ready", "data_version": current_version(services.engine.graph)}

    @app.get("/metrics", include_in_schema=False)
    def metrics() -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
