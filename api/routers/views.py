"""Saved work: named pictures of the graph, by link. Whoever opens one asks the graph with rights of their own."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from api.canonical import reply
from api.routers.common import UNCHANGED, new_router
from api.security import PrincipalDep, ReaderDep
from api.state import StateDep
from api.wire import requests
from api.wire import views as wired
from graph_service.operations.views import ViewContent

router: APIRouter = new_router("views")
ViewId = Annotated[
    str, Path(pattern=r"^[A-Za-z0-9_-]{1,40}$", description="The id of a view.", examples=["q0v5Zk1u8wYbT3aN"])
]


@router.get(
    "/views", summary="Saved views that one may open, newest first", response_model=wired.ViewsReply,
    responses=dict(UNCHANGED),
)  # fmt: skip
def views(request: Request, query: Annotated[requests.JobsQuery, Query()], who: ReaderDep, state: StateDep) -> Response:
    return reply(request, {"views": state.store.views.all(who, limit=query.limit)})


@router.post("/views", status_code=201, summary="Save a view", response_model=wired.ViewReply)
def create(request: Request, body: wired.ViewBody, who: ReaderDep, state: StateDep) -> Response:
    return _reply(request, state.store.views.create(who, _content(body)), who, 201)


@router.get(
    "/views/{id}", summary="Open a saved view", response_model=wired.ViewReply, responses=dict(UNCHANGED),
)  # fmt: skip
def view(request: Request, id: ViewId, who: ReaderDep, state: StateDep) -> Response:
    """404 where it is not shared with the unit of the one who asks."""
    return _reply(request, state.store.views.get(who, id), who)


@router.put("/views/{id}", summary="Save the next revision of one's own view", response_model=wired.ViewReply)
def change(request: Request, id: ViewId, body: wired.ViewChange, who: ReaderDep, state: StateDep) -> Response:
    """409 where it was saved since the revision that is named."""
    return _reply(request, state.store.views.change(who, id, _content(body), body.revision), who)


@router.delete("/views/{id}", status_code=204, summary="Delete one's own view", response_class=Response)
def delete(id: ViewId, who: ReaderDep, state: StateDep) -> Response:
    state.store.views.delete(who, id)
    return Response(status_code=204)


def _content(body: wired.ViewBody) -> ViewContent:
    return ViewContent(body.kind, body.name, body.content, body.shared)


def _reply(request: Request, found: dict[str, Any], who: PrincipalDep, status: int = 200) -> Response:
    content = found.pop("content")
    return reply(request, {"view": found, "content": content, "mine": found["owner"] == who.id}, status=status)
