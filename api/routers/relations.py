"""How parties are connected: subgraphs, paths, and whether two are one."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api import bounds
from api.canonical import reply
from api.ports import ServicesPort
from api.routers.common import UNCHANGED, new_router
from api.security import ViewerDep, look, with_purpose
from api.state import ServicesDep, StateDep
from api.wire import replies, requests
from graph_service.errors import LimitExceeded, Merged
from graph_service.services import Question, Viewer

router: APIRouter = new_router("relations")
MAX_STARTS = 50


@router.post(
    "/paths", summary="Paths between 2 to 20 parties", response_model=replies.PathsReply,
)  # fmt: skip
def paths(request: Request, body: requests.PathsBody, viewer: ViewerDep, of: ServicesDep, state: StateDep) -> Response:
    """All shortest, or the k strongest. `unconnected` pairs have none within `complete_to` steps."""
    bounds.within("max_length", body.max_length, state.settings.max_path_length, "max_path_length")
    with look(request, "paths", purpose=body.purpose, also=body.ids) as looked:
        found = of.paths(
            body.ids, bounds.question(body, state.settings), with_purpose(viewer, body.purpose), mode=body.mode,
            k=body.k, max_length=body.max_length, kinds=body.kinds, min_share=body.min_share,
            include_ended=body.include_ended,
        )  # fmt: skip
        looked.persons(found)
    return reply(request, {**found, "effective": effective(body)})


@router.post(
    "/subgraphs", summary="Everything within some steps of parties, nearest first",
    response_model=replies.SubgraphReply,
)  # fmt: skip
def subgraph(
    request: Request, body: requests.SubgraphBody, viewer: ViewerDep, of: ServicesDep, state: StateDep
) -> Response:
    bounds.within("depth", body.depth, state.settings.max_depth, "max_depth")
    if body.depth and len(body.ids) > MAX_STARTS:
        raise LimitExceeded(
            f"begin with at most {MAX_STARTS} parties; more only with depth 0",
            f"最多从 {MAX_STARTS} 个主体开始展开；更多主体请用 depth 0",
            parameter="ids",
            limit=MAX_STARTS,
        )
    bounds.within("limit_nodes", body.limit_nodes, state.settings.max_nodes, "max_nodes")
    with look(request, "subgraph", purpose=body.purpose, also=body.ids) as looked:
        found = of.subgraph(
            body.ids, bounds.question(body, state.settings), with_purpose(viewer, body.purpose), depth=body.depth,
            kinds=body.kinds, include_ended=body.include_ended, max_nodes=body.limit_nodes, min_share=body.min_share,
        )  # fmt: skip
        looked.persons(found)
    return reply(request, {**found, "effective": effective(body)})


@router.get(
    "/comparisons", summary="Whether two parties are one, with reasons for and against",
    response_model=replies.ComparisonReply, responses=dict(UNCHANGED),
)  # fmt: skip
def comparison(
    request: Request, query: Annotated[requests.PairQuery, Query()], viewer: ViewerDep, of: ServicesDep,
    state: StateDep,
) -> Response:  # fmt: skip
    asked = bounds.question(query, state.settings)
    with look(request, "comparison", query.a, query.b):
        for identifier in (query.a, query.b):
            _permitted(of, identifier, asked, viewer)
        found = of.same_party(query.a, query.b, asked)
    return reply(request, found)


def _permitted(of: ServicesPort, identifier: str, asked: Question, viewer: Viewer) -> None:
    """404 for an unknown party, 428 for a person without a purpose. A merged one is compared as its survivor."""
    try:
        of.entity(identifier, asked, viewer)
    except Merged as error:
        _permitted(of, error.facts["survivor"], asked, viewer)


def effective(body: requests.Purposeful) -> dict[str, Any]:
    """The parameters as they were understood; the purpose stays in the audit log."""
    return body.model_dump(mode="json", exclude={"purpose"})
