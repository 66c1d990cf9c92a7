"""Data quality as an answer: what is wrong or thin in recorded holdings."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api import bounds
from api.canonical import reply
from api.paging import same_version
from api.ports import OwnershipPort
from api.routers.common import UNCHANGED, new_router
from api.security import ViewerDep, look
from api.state import ServicesDep, StateDep, not_offered
from api.wire import ownership as wire

router: APIRouter = new_router("ownership")


@router.get(
    "/holding-faults", summary="Faults of recorded holdings, by source and problem, paged",
    response_model=wire.HoldingFaultsReply, responses=dict(UNCHANGED),
)  # fmt: skip
def holding_faults(
    request: Request, query: Annotated[wire.HoldingFaultsQuery, Query()], viewer: ViewerDep, of: ServicesDep,
    state: StateDep,
) -> Response:  # fmt: skip
    """Cap tables that do not add up or exceed the whole, self-holdings, unknown shares, sources that differ, facts repeated,
    periods that hold on no day or never together. Nothing is repaired; a page looks at 2,000 companies at most. Shares
    below 0 or above 100 % of one holding are rejected when loading: see the rejected rows of the load."""
    if not isinstance(of, OwnershipPort):
        raise not_offered("ownership and control", "股权与控制")
    bounds.page(query.limit, state.settings)
    asked = query.model_dump(mode="json", exclude={"cursor", "limit"})
    after, version = state.cursors.read(query.cursor, asked) if query.cursor else ("", None)
    with look(request, "holding_faults"):
        found = of.holding_faults(
            bounds.question(query, state.settings), viewer, source=query.source, problem=query.problem,
            limit=query.limit, after=after,
        )  # fmt: skip
        same_version(version, found["data_version"])
    following = found.pop("next", None)
    more = state.cursors.make(asked, following, found["data_version"]) if following else None
    return reply(request, {**found, "next_cursor": more, "effective": {**asked, "limit": query.limit}})
