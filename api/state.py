"""What a request finds in the application, and dependencies on it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request
from fastapi.params import Form
from fastapi.routing import APIRoute
from limits import RateLimitItem
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from api.faults import nearest, query_names
from api.paging import Cursors
from api.ports import BackendPort, DossierPort, ListFilesPort, LoaderPort, ServicesPort
from graph_service.errors import InvalidInput, NotFound
from graph_service.operations.jobs import JobRunner
from graph_service.operations.store import OperationalStore
from graph_service.settings import Settings


@dataclass(slots=True)
class ApiState:
    """The parts that routes work with."""

    services: ServicesPort
    store: OperationalStore
    settings: Settings
    backend: BackendPort
    runner: JobRunner
    cursors: Cursors
    rate: RateLimitItem
    loader: LoaderPort | None = None
    dossier: DossierPort | None = None
    lists: ListFilesPort | None = None
    limiter: SlidingWindowCounterRateLimiter = field(
        default_factory=lambda: SlidingWindowCounterRateLimiter(MemoryStorage())
    )

    def open_to_all(self) -> bool:
        """Whether requests need no key: on loopback, as long as nobody made one."""
        return self.settings.loopback and not self.store.has_keys()


def of(request: Request) -> ApiState:
    found: ApiState = request.app.state.api
    return found


def services(request: Request) -> ServicesPort:
    return of(request).services


def loader(request: Request) -> LoaderPort:
    """Where files are loaded; 404 where this service was started without it."""
    found = of(request).loader
    if found is None:
        raise not_offered("loading files", "文件加载")
    return found


StateDep = Annotated[ApiState, Depends(of)]
ServicesDep = Annotated[ServicesPort, Depends(services)]
LoaderPortDep = Annotated[LoaderPort, Depends(loader)]


class NotOffered(NotFound):
    """This installation does not offer that."""

    code = "not_offered"


def not_offered(en: str, zh: str) -> NotOffered:
    return NotOffered(f"this service does not offer {en}", f"本服务未提供：{zh}")


def known_parameters(request: Request) -> None:
    """Refuses query parameters that the route does not have, or that are repeated where one is meant."""
    names = query_names(request.scope.get("route"))
    given = request.query_params.multi_items()
    for name in dict.fromkeys(name for name, _ in given):
        if name not in names:
            raise _unknown(name, names)
        if not names[name] and sum(1 for other, _ in given if other == name) > 1:
            raise InvalidInput(f"{name} may be given once", f"参数 {name} 只能出现一次", parameter=name)


async def known_form_fields(request: Request) -> None:
    """Refuses fields of a form that the route does not have. The form was read already: this only looks at its names."""
    route = request.scope.get("route")
    fields = route.dependant.body_params if isinstance(route, APIRoute) else ()
    names = [field.alias for field in fields if isinstance(field.field_info, Form)]
    if names:
        for name in await request.form():
            if name not in names:
                raise _unknown(name, names)


def _unknown(name: str, names: Collection[str]) -> InvalidInput:
    shown, near = name[:60], nearest(name, names)
    if near:
        return InvalidInput(
            f"there is no parameter {shown} here; did you mean {near}?",
            f"此处没有参数 {shown}；是否指 {near}？",
            parameter=shown,
            nearest=near,
        )
    return InvalidInput(
        f"there is no parameter {shown} here; there are: {', '.join(names) or 'none'}",
        f"此处没有参数 {shown}；可用：{'、'.join(names) or '无'}",
        parameter=shown,
    )
