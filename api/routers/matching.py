"""The matching of all parties, as a job."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Request, Response

from api import matchings
from api.ports import MatchingPort
from api.routers.common import new_router
from api.routers.exposure import IdempotencyKey
from api.routers.jobs import started
from api.security import LoaderDep, write
from api.state import ServicesDep, StateDep, not_offered
from api.wire import replies
from api.wire.matching import MatchingBody
from api.work import fingerprint

router: APIRouter = new_router("judgements")


@router.post(
    "/identity/matchings", status_code=202, summary="Compare all parties and propose which may be one, as a job",
    response_model=replies.JobStarted,
)  # fmt: skip
def match(
    request: Request, who: LoaderDep, of: ServicesDep, state: StateDep,
    body: Annotated[MatchingBody | None, Body()] = None, idempotency_key: IdempotencyKey = None,
) -> Response:  # fmt: skip
    """Nobody is joined: proposals are relationships of kind `POSSIBLY_SAME_AS` for people to judge. The same data give
    the same proposals; where nothing changed no data version is published. The result names every block that was cut. The
    service takes one such job at a time: 409 while another, whoever asked for it, waits or runs."""
    if not isinstance(of, MatchingPort):
        raise not_offered("matching", "同一性比对")
    chosen = body or MatchingBody()
    write(request, "identity.match")
    asked = matchings.asked(chosen.least, chosen.block_limit, state.settings)
    job, _ = state.runner.start(
        matchings.MATCHING, who.id, asked, key=idempotency_key, fingerprint=fingerprint(chosen)
    )  # fmt: skip
    return started(job)
