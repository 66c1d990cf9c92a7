"""What touches a party: own records, lawful reach, indicative exposure; for one at once, for many as a job."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Query, Request, Response

from api import bounds, work
from api.canonical import reply
from api.routers.common import MOVED, IdPath, new_router
from api.routers.jobs import started
from api.security import ReaderDep, ViewerDep, look, with_purpose
from api.state import ServicesDep, StateDep
from api.wire import replies, requests
from graph_service.errors import PurposeRequired

router: APIRouter = new_router("exposure")
IdempotencyKey = Annotated[
    str | None,
    Header(max_length=100, pattern=r"^[\x21-\x7e]+$", description="The same key gives the same job, once."),
]


@router.get(
    "/entities/{id}/exposure", summary="Own records, lawful reach and indicative exposure, apart",
    response_model=replies.ExposureReply, responses=dict(MOVED),
)  # fmt: skip
def exposure(
    request: Request, id: IdPath, query: Annotated[requests.ExposureQuery, Query()], viewer: ViewerDep,
    of: ServicesDep, state: StateDep,
) -> Response:  # fmt: skip
    """The layers are never mixed; coverage comes first, for a blank is not clean."""
    bounds.within("max_nodes", query.max_nodes, state.settings.max_nodes, "max_nodes")
    asked = bounds.question(
        query, state.settings, review_date=query.review_date, max_nodes=query.max_nodes, paths=query.paths
    )
    with look(request, "exposure", id) as looked:
        found = of.exposure(id, asked, viewer)
        looked.persons(found)
    return reply(request, {**found, "effective": query.model_dump(mode="json")})


@router.post(
    "/exposures", status_code=202, summary="Indicative exposure of many parties, as a job",
    response_model=replies.JobStarted,
)  # fmt: skip
def exposures(
    request: Request, body: requests.ExposuresBody, viewer: ViewerDep, who: ReaderDep, state: StateDep,
    idempotency_key: IdempotencyKey = None,
) -> Response:  # fmt: skip
    """All parties are answered from one data version. Needs a purpose, for persons may be among them."""
    bounds.within("ids", len(body.ids), state.settings.max_parties_per_job, "max_parties_per_job")
    bounds.within("max_nodes", body.max_nodes, state.settings.max_nodes, "max_nodes")
    asking = with_purpose(viewer, body.purpose)
    with look(request, "exposures", purpose=asking.purpose, also=body.ids):
        if not asking.purpose:
            raise PurposeRequired(
                "screening needs a purpose, for persons may be among the parties: send purpose or X-Purpose",
                "批量查询可能涉及自然人，须注明用途：请提供 purpose 或 X-Purpose",
            )
        asked = work.exposures_request(body, bounds.question(body, state.settings), asking)
        job, _ = state.runner.start(
            work.EXPOSURES, who.id, asked, key=idempotency_key, fingerprint=work.fingerprint(body)
        )
    return started(job)
