"""Lawful erasure of a person: by an administrator, on a stated ground; what is left is a salted hash."""

from __future__ import annotations

from dataclasses import asdict

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from api.ports import ErasurePort
from api.routers.common import new_router
from api.security import AdminDep, write
from api.state import StateDep, not_offered
from api.wire import erasures as wired
from graph_service.errors import GuanlianError
from graph_service.operations.audit import refuse_numbers

router: APIRouter = new_router("administration")


@router.post(
    "/erasures", status_code=201, summary="Erase a person from every data version", response_model=wired.ErasureReply
)  # fmt: skip
def erase(request: Request, body: wired.ErasureBody, who: AdminDep, state: StateDep) -> JSONResponse:
    """Cannot be undone. The audit log keeps who did it, when and why, and the salted hashes; not the id."""
    if not isinstance(state.backend, ErasurePort):
        raise not_offered("erasure", "依法删除")
    refuse_numbers(body.reason, "reason")
    try:
        found = state.backend.erase(body.id)
    except GuanlianError as error:
        write(request, "erasure", purpose=body.reason, outcome=error.code)
        raise
    write(request, "erasure", found.hashes, purpose=body.reason)
    shown = asdict(found)
    return JSONResponse({**shown, "hashes": list(found.hashes), "data_version": shown.pop("version")}, 201)
