"""Search, one party, and its relationships."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api import bounds
from api.canonical import reply
from api.paging import same_version
from api.routers.common import MOVED, UNCHANGED, IdPath, new_router
from api.security import ViewerDep, look
from api.state import ServicesDep, StateDep
from api.wire import replies, requests
from graph_service.errors import LimitExceeded

router: APIRouter = new_router("parties")
MAX_HITS = 1000


@router.get(
    "/entities", summary="Search parties by name, pinyin, initials, former name or identifier",
    response_model=replies.SearchReply, responses=dict(UNCHANGED),
)  # fmt: skip
def search(
    request: Request, query: Annotated[requests.SearchQuery, Query()], viewer: ViewerDep, of: ServicesDep,
    state: StateDep,
) -> Response:  # fmt: skip
    """Ranked, each hit with what matched. Persons are found by name only by those entitled."""
    bounds.page(query.limit, state.settings)
    asked = query.model_dump(mode="json", exclude={"cursor", "limit"})
    start, version = state.cursors.read(query.cursor, asked) if query.cursor else (0, None)
    if start + query.limit > MAX_HITS:
        raise LimitExceeded(
            f"search shows at most {MAX_HITS} hits; ask for a longer name or an identifier",
            f"搜索最多显示 {MAX_HITS} 条；请输入更完整的名称或标识",
            limit=MAX_HITS,
        )
    with look(request, "search") as looked:
        found = of.search(query.q, viewer, kinds=query.kind, limit=start + query.limit)
        same_version(version, found["data_version"])
        page = {**found, "hits": found["hits"][start:]}
        looked.persons(page)
    more = state.cursors.make(asked, start + query.limit, found["data_version"]) if found["more"] else None
    return reply(request, {**page, "next_cursor": more})


@router.get(
    "/entities/{id}", summary="One party: values, sources, conflicts, coverage",
    response_model=replies.EntityReply, responses=dict(MOVED),
)  # fmt: skip
def entity(
    request: Request, id: IdPath, query: Annotated[requests.EntityQuery, Query()], viewer: ViewerDep,
    of: ServicesDep, state: StateDep,
) -> Response:  # fmt: skip
    """A look at a person needs a purpose and is recorded with it."""
    with look(request, "entity", id):
        found = of.entity(id, bounds.question(query, state.settings), viewer)
    return reply(request, found)


@router.get(
    "/entities/{id}/relationships", summary="Relationships of one party, by kind and direction, paged",
    response_model=replies.RelationshipsReply, responses=dict(MOVED),
)  # fmt: skip
def relationships(
    request: Request, id: IdPath, query: Annotated[requests.RelationshipsQuery, Query()], viewer: ViewerDep,
    of: ServicesDep, state: StateDep,
) -> Response:  # fmt: skip
    bounds.page(query.limit, state.settings)
    asked = {"id": id, **query.model_dump(mode="json", exclude={"cursor", "limit"})}
    after, version = state.cursors.read(query.cursor, asked) if query.cursor else ("", None)
    with look(request, "relationships", id) as looked:
        found = of.relationships(
            id, bounds.question(query, state.settings), viewer, kinds=query.kind, direction=query.direction,
            include_ended=query.include_ended, limit=query.limit, after=after,
        )  # fmt: skip
        same_version(version, found["data_version"])
        looked.persons(found)
    following = found.pop("next", None)
    more = state.cursors.make(asked, following, found["data_version"]) if following else None
    return reply(request, {**found, "next_cursor": more, "effective": {**asked, "limit": query.limit}})


@router.get(
    "/entities/{id}/relationships/summary", summary="How many relationships a party has, by kind",
    response_model=replies.SummaryReply, responses=dict(MOVED),
)  # fmt: skip
def summary(
    request: Request, id: IdPath, query: Annotated[requests.SummaryQuery, Query()], viewer: ViewerDep,
    of: ServicesDep, state: StateDep,
) -> Response:  # fmt: skip
    with look(request, "relationships", id):
        found = of.relationships(
            id, bounds.question(query, state.settings), viewer, include_ended=query.include_ended, limit=1
        )
    return reply(request, _summary(id, found))


def _summary(identifier: str, found: dict[str, Any]) -> dict[str, Any]:
    echo = {name: found[name] for name in ("as_of", "as_known_at", "data_version", "policy", "truncated")}
    return {**echo, "id": identifier, "counts": found["counts"], "total": sum(found["counts"].values())}
