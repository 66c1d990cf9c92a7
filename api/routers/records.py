"""Records: lists with filters, and one with whom it reaches by law."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api import bounds
from api.canonical import reply
from api.paging import same_version
from api.ports import RecordsPort
from api.routers.common import MOVED, UNCHANGED, IdPath, new_router
from api.security import ViewerDep, look
from api.state import ServicesDep, StateDep, not_offered
from api.wire import replies, requests
from graph_service.services import RecordFilter

router: APIRouter = new_router("records")


@router.get(
    "/records", summary="Records by kind, authority, state, day of listing or subject, paged",
    response_model=replies.RecordsReply, responses=dict(UNCHANGED),
)  # fmt: skip
def records(
    request: Request, query: Annotated[requests.RecordsQuery, Query()], viewer: ViewerDep, of: ServicesDep,
    state: StateDep,
) -> Response:  # fmt: skip
    """Ended records are shown only to those entitled."""
    if not isinstance(of, RecordsPort):
        raise not_offered("lists of records", "记录列表")
    bounds.page(query.limit, state.settings)
    asked = query.model_dump(mode="json", exclude={"cursor", "limit"})
    after, version = state.cursors.read(query.cursor, asked) if query.cursor else ("", None)
    chosen = RecordFilter(
        query.kind, query.authority, query.owning_unit, query.state, query.listed_from, query.listed_to, query.subject
    )  # fmt: skip
    with look(request, "records", *([query.subject] if query.subject else [])) as looked:
        question = bounds.question(query, state.settings)
        found = of.records(chosen, question, viewer, limit=query.limit, after=after)
        same_version(version, found["data_version"])
        looked.persons(found)
    following = found.pop("next", None)
    more = state.cursors.make(asked, following, found["data_version"]) if following else None
    return reply(request, {**found, "next_cursor": more, "effective": {**asked, "limit": query.limit}})


@router.get(
    "/records/{id}", summary="One record, how it stands, and whom it reaches by law",
    response_model=replies.RecordReply, responses=dict(MOVED),
)  # fmt: skip
def record(
    request: Request, id: IdPath, query: Annotated[requests.RecordQuery, Query()], viewer: ViewerDep,
    of: ServicesDep, state: StateDep,
) -> Response:  # fmt: skip
    """A record of a person needs a purpose; an ended one a role or a review within its term."""
    with look(request, "record", id) as looked:
        asked = bounds.question(query, state.settings, review_date=query.review_date)
        found = of.record(id, asked, viewer)
        looked.persons(found)
    return reply(request, found)
