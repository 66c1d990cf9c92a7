"""Lots of the graph: found by name, code or number of bidders, to be reviewed by their ids."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api import bounds
from api.canonical import reply
from api.paging import same_version
from api.ports import LotsPort
from api.routers.common import UNCHANGED, new_router
from api.security import ViewerDep
from api.state import ServicesDep, StateDep, not_offered
from api.wire import reviews
from graph_service.services import LotFilter

router: APIRouter = new_router("reviews")


@router.get(
    "/lots", summary="Lots of the graph, by name, code or number of bidders, paged", response_model=reviews.LotsReply,
    responses=dict(UNCHANGED),
)  # fmt: skip
def lots(
    request: Request, query: Annotated[reviews.LotsQuery, Query()], viewer: ViewerDep, of: ServicesDep, state: StateDep
) -> Response:
    """Review one with `POST /reviews` (`lot`), many with `POST /review-batches` (`lots`)."""
    if not isinstance(of, LotsPort):
        raise not_offered("lists of lots", "标段列表")
    bounds.page(query.limit, state.settings)
    asked = query.model_dump(mode="json", exclude={"cursor", "limit"})
    after, version = state.cursors.read(query.cursor, asked) if query.cursor else ("", None)
    question = bounds.question(query, state.settings)
    found = of.lots(LotFilter(query.q, query.min_bidders), question, viewer, limit=query.limit, after=after)
    same_version(version, found["data_version"])
    following = found.pop("next")
    more = state.cursors.make(asked, following, found["data_version"]) if following else None
    return reply(request, {**found, "next_cursor": more, "effective": {**asked, "limit": query.limit}})
