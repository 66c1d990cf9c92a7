"""A person's judgement that two parties are one, or are not after all. Each is itself a load."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from api.routers.common import new_router
from api.security import AdminDep, look
from api.state import StateDep
from api.wire import replies, requests

router: APIRouter = new_router("judgements")


@router.post(
    "/merges", status_code=201, summary="Judge two parties to be one", response_model=replies.MergeReply
)  # fmt: skip
def merge(request: Request, body: requests.MergeBody, who: AdminDep, state: StateDep) -> JSONResponse:
    """From then on the absorbed id answers 308 for ever, until a split."""
    with look(request, "merge", body.survivor, body.absorbed, purpose=body.reason):
        version = state.backend.merge(
            body.survivor, body.absorbed, principal=who.id, reason=body.reason, evidence=body.evidence
        )
    return JSONResponse({"survivor": body.survivor, "absorbed": body.absorbed, "data_version": version}, 201)


@router.post("/splits", status_code=201, summary="Undo such a judgement", response_model=replies.SplitReply)
def split(request: Request, body: requests.SplitBody, who: AdminDep, state: StateDep) -> JSONResponse:
    """Both sides are restored exactly."""
    with look(request, "split", body.absorbed, purpose=body.reason):
        version = state.backend.split(body.absorbed, principal=who.id, reason=body.reason, evidence=body.evidence)
    return JSONResponse({"absorbed": body.absorbed, "data_version": version}, 201)
