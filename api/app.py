"""The application factory. Nothing connects or configures on import."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Response
from limits import parse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from api import matchings, problems, screening_lists, screenings, web, wholegraph, work
from api.backend import EngineBackend
from api.guard import Guarded
from api.middleware import Budget, Observed
from api.paging import Cursors
from api.ports import BackendPort, DossierPort, ListFilesPort, LoaderPort, ServicesPort
from api.routers import ROUTERS
from api.routers.common import problem_schema
from api.state import ApiState
from graph_service import __version__
from graph_service.errors import ConfigurationError
from graph_service.operations.jobs import JobRunner
from graph_service.operations.store import OperationalStore
from graph_service.settings import Settings

DESCRIPTION = """Who is related to whom, who is listed, whom does that reach, and what is the proof.

Answers about risk come in layers that are never mixed: own records (L0), lawful reach (L1) and indicative
exposure (L3). Every reply echoes the day, the data version and the policy that it was made with; clock times and
timings stand in `meta`, all else is equal for equal questions (weak `ETag`).

Errors are problems (RFC 9457) with a stable `code`; `Accept-Language` chooses Chinese or English. Unknown parameters
are refused. A look at a person needs a purpose: the header `X-Purpose` (URL-encoded UTF-8), or `purpose` in a body."""


def create_app(
    services: ServicesPort,
    store: OperationalStore,
    settings: Settings,
    loader: LoaderPort | None = None,
    backend: BackendPort | None = None,
    dossier: DossierPort | None = None,
    lists: ListFilesPort | None = None,
) -> FastAPI:
    """The service on these parts. ``ConfigurationError`` where it would be open to others without keys.

    Jobs that a dead process left are marked as interrupted; ``Conflict`` where another process runs on this store.
    """
    _refuse_open(store, settings)
    store.own()
    store.jobs.interrupt_orphans()
    work.clean(store.jobs, store.folder / "jobs", settings.job_days)
    runner = JobRunner(store.jobs, store.folder / "jobs")
    work.register(runner, services, loader)
    work.register_reviews(runner, services, store, settings)
    screenings.register(runner, services, store)
    screening_lists.register(runner, services, store, lists)
    matchings.register(runner, services)
    wholegraph.register(runner, services, store.folder / "jobs")
    state = ApiState(
        services, store, settings, backend or EngineBackend(services.engine), runner,
        Cursors(store.secret("cursor")), parse(f"{settings.requests_per_minute}/minute"), loader, dossier, lists,
    )  # fmt: skip
    app = FastAPI(
        title="Guanlian 关联", version=__version__, description=DESCRIPTION, lifespan=_lifespan, redoc_url=None,
        docs_url=None, openapi_url="/api/v1/openapi.json", redirect_slashes=False,
    )  # fmt: skip
    app.state.api, app.state.settings = state, settings
    problems.install(app)
    for router in ROUTERS:  # whole as they are: included, FastAPI would make each anew at the first request
        app.router.routes.extend(router.routes)
    _health(app, state)
    _document(app)
    web.install(app)
    _middleware(app, state)
    return app


def _refuse_open(store: OperationalStore, settings: Settings) -> None:
    if not settings.loopback and not store.key_ring.any_usable():
        raise ConfigurationError(
            f"{settings.host} can be reached by others: create an API key first (guanlian keys create), or serve on 127.0.0.1",
            f"{settings.host} 可被其他机器访问：请先创建 API 密钥（guanlian keys create），或改用 127.0.0.1",
        )


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Parts are made and closed by the composition root; jobs end here, as interrupted."""
    yield
    app.state.api.runner.stop()


def _middleware(app: FastAPI, state: ApiState) -> None:
    """The last one added is the outermost."""
    settings = state.settings
    app.add_middleware(Budget, seconds=settings.request_timeout)
    app.add_middleware(
        Guarded, max_body=settings.max_body_bytes, max_upload=settings.max_upload_bytes,
        larger={"/api/v1/screenings": settings.max_screening_bytes}, open_to_all=state.open_to_all,
    )  # fmt: skip
    app.add_middleware(Observed)


def _health(app: FastAPI, state: ApiState) -> None:
    @app.get("/healthz", summary="Alive", include_in_schema=False)
    def healthz() -> dict[str, str]:
        return {"status": "alive"}

    @app.get("/readyz", summary="Ready: the engine answers", include_in_schema=False)
    def readyz() -> dict[str, int | str]:
        state.backend.ping()
        return {"status": "ready", "data_version": state.backend.version()}

    @app.get("/metrics", summary="Prometheus", include_in_schema=False)
    def metrics() -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


def _document(app: FastAPI) -> None:
    """Put the schema of problems into the OpenAPI document, which every route refers to."""
    make = app.openapi

    def openapi() -> dict[str, Any]:
        document = make()
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        if "Problem" not in schemas:
            own = problem_schema()
            schemas.update(own.pop("$defs", {}))
            schemas["Problem"] = own
            for unused in ("HTTPValidationError", "ValidationError"):
                schemas.pop(unused, None)
        return document

    app.openapi = openapi  # type: ignore[method-assign]
