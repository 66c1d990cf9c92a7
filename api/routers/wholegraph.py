"""Exposure, control and ultimate holders of every party, as jobs whose results are tables to download."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import FileResponse

from api import bounds, wholegraph
from api.job_files import result
from api.kept import kept
from api.ports import WholeGraphPort
from api.routers.common import new_router
from api.routers.exposure import IdempotencyKey
from api.routers.jobs import JobPath, own, started
from api.security import AuditorDep, ViewerDep, look, with_purpose
from api.state import ApiState, ServicesDep, StateDep, not_offered
from api.wire import replies
from api.wire.wholegraph import AllExposuresBody, AllOwnershipBody
from api.work import fingerprint
from graph_service.errors import NotFound, PurposeRequired
from graph_service.services import Viewer

router: APIRouter = new_router("exposure")
TableName = Annotated[
    str, Path(pattern=r"^[a-z_]{1,40}\.(parquet|csv)$", description="A table that the job's result names.",
              examples=["exposures.parquet"])
]  # fmt: skip


@router.post(
    "/exposures/all", status_code=202, summary="Indicative exposure of every enterprise, as a job that makes a table",
    response_model=replies.JobStarted,
)  # fmt: skip
def all_exposures(
    request: Request, body: AllExposuresBody, viewer: ViewerDep, who: AuditorDep, of: ServicesDep, state: StateDep,
    idempotency_key: IdempotencyKey = None,
) -> Response:  # fmt: skip
    """Score, level, source and record of each, without paths: what `/entities/{id}/exposure` says of one. The service
    takes one such job at a time: 409 while another, whoever asked for it, waits or runs."""
    asking = _asking(of, viewer, body.purpose, needed=body.persons)
    return _start(request, body, asking, state, wholegraph.ALL_EXPOSURES, idempotency_key, persons=body.persons)


@router.post(
    "/ownership/all", status_code=202, summary="Control and ultimate holders of every enterprise, as a job that makes tables",
    response_model=replies.JobStarted,
)  # fmt: skip
def all_ownership(
    request: Request, body: AllOwnershipBody, viewer: ViewerDep, who: AuditorDep, of: ServicesDep, state: StateDep,
    idempotency_key: IdempotencyKey = None,
) -> Response:  # fmt: skip
    """Closed loops, ultimate controllers and holders from 1 % on. Needs a purpose: persons are among the holders. The
    service takes one such job at a time: 409 while another, whoever asked for it, waits or runs."""
    asking = _asking(of, viewer, body.purpose, needed=True)
    return _start(request, body, asking, state, wholegraph.ALL_OWNERSHIP, idempotency_key, format=body.format)


@router.get(
    "/jobs/{job}/tables/{table}", summary="A table that a job about every party made", response_class=FileResponse,
    responses={200: {"content": {m: {"schema": {"type": "string"}} for m in wholegraph.MEDIA_TYPES.values()},
                     "description": "The table"}},
)  # fmt: skip
def table(request: Request, job: JobPath, table: TableName, who: AuditorDep, state: StateDep) -> FileResponse:
    """Kept as long as results of jobs are (`GUANLIAN_JOB_DAYS`); each download is recorded."""
    found = own(job, who, state)
    with look(request, "tables", found.id):
        path = result(state.store.folder / "jobs", found.id, table)
        if path is None or found.state != "done":
            raise NotFound("this job has no such table, or it is no longer kept", "该任务没有这张表，或已过保留期")
    return FileResponse(path, media_type=wholegraph.MEDIA_TYPES[path.suffix], filename=path.name)


def _asking(of: object, viewer: Viewer, purpose: str | None, *, needed: bool) -> Viewer:
    if not isinstance(of, WholeGraphPort):
        raise not_offered("answers about every party", "全图计算")
    asking = with_purpose(viewer, purpose)
    if needed and not asking.purpose:
        raise PurposeRequired(
            "persons are among those who are answered about: send purpose or X-Purpose",
            "结果涉及自然人，须注明用途：请提供 purpose 或 X-Purpose",
        )
    return asking


def _start(
    request: Request, body: AllExposuresBody | AllOwnershipBody, asking: Viewer, state: ApiState, kind: str, key: str | None,
    **more: Any,
) -> Response:  # fmt: skip
    asked = {**kept(bounds.question(body, state.settings), asking), **more}
    with look(request, kind, purpose=asking.purpose):
        job, _ = state.runner.start(kind, asking.principal, asked, key=key, fingerprint=fingerprint(body))
    return started(job)
