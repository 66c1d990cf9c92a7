"""Long work: state, progress as it goes, result, cancel, resume."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

import anyio
from anyio import to_thread
from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import FileResponse, JSONResponse, StreamingResponse

from api.problems import language
from api.routers.common import PREFIX, new_router
from api.security import PrincipalDep, write
from api.state import ApiState, StateDep
from api.wire import replies, requests
from graph_service.errors import Conflict, NotFound
from graph_service.operations.jobs import Job
from graph_service.operations.store import Principal

router: APIRouter = new_router("jobs")
JobPath = Annotated[
    str, Path(pattern=r"^[A-Za-z0-9._-]{1,64}$", description="A job.", examples=["2b6f0cc904d137be2e173023"])
]
SMALL_RESULT = 200_000
POLL_SECONDS = 0.25
KEEP_ALIVE_SECONDS = 15.0


@router.get("/jobs", summary="Your newest jobs", response_model=replies.JobsReply)
def jobs(
    request: Request, query: Annotated[requests.JobsQuery, Query()], who: PrincipalDep, state: StateDep
) -> JSONResponse:
    found = state.store.jobs.of(None if "admin" in who.roles else who.id, query.limit)
    return JSONResponse({"jobs": [_shown(job, request, inline=False) for job in found]})


@router.get("/jobs/{job}", summary="State, progress and result of long work", response_model=replies.JobReply)
def job(request: Request, job: JobPath, who: PrincipalDep, state: StateDep) -> JSONResponse:
    return JSONResponse(_shown(own(job, who, state), request))


@router.get("/jobs/{job}/result", summary="The result as a whole", responses={200: {"model": dict[str, Any]}})
def result(request: Request, job: JobPath, who: PrincipalDep, state: StateDep) -> FileResponse:
    found = own(job, who, state)
    if found.result_path is None or not found.result_path.exists():
        raise Conflict(
            f"this job has no result: it is {found.state}", f"该任务没有结果，当前状态：{found.state}"
        )  # fmt: skip
    return FileResponse(found.result_path, media_type="application/json")


@router.get(
    "/jobs/{job}/events", summary="State and progress as server-sent events, until the job ends",
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}, "description": "Events"}},
    response_class=StreamingResponse,
)  # fmt: skip
def events(request: Request, job: JobPath, who: PrincipalDep, state: StateDep) -> StreamingResponse:
    return StreamingResponse(_events(own(job, who, state), request, state), media_type="text/event-stream")


@router.delete(
    "/jobs/{job}", status_code=202, summary="Cancel: a queued job at once, a running one soon",
    response_model=replies.JobReply,
)  # fmt: skip
def cancel(request: Request, job: JobPath, who: PrincipalDep, state: StateDep) -> JSONResponse:
    found = own(job, who, state)
    if found.ended:
        raise Conflict(f"this job has ended: it is {found.state}", f"该任务已结束，当前状态：{found.state}")
    state.store.jobs.cancel(found.id)
    write(request, "job.cancel", (found.id,))
    return JSONResponse(_shown(state.store.jobs.get(found.id), request), 202)


@router.post(
    "/jobs/{job}/resume", status_code=202, summary="Run an interrupted, failed or cancelled job again",
    response_model=replies.JobStarted,
)  # fmt: skip
def resume(request: Request, job: JobPath, who: PrincipalDep, state: StateDep) -> Response:
    found = own(job, who, state)
    write(request, "job.resume", (found.id,))
    return started(state.runner.resume(found))


def started(job: Job) -> Response:
    """202 with the place to ask how it goes."""
    place = f"{PREFIX}/jobs/{job.id}"
    return JSONResponse({"job": job.id, "state": job.state, "url": place}, 202, headers={"Location": place})


def own(identifier: str, who: Principal, state: ApiState) -> Job:
    """A job of this principal; an administrator sees all. Whether another's exists is not said."""
    found = state.store.jobs.get(identifier)
    if found.principal != who.id and "admin" not in who.roles:
        raise NotFound("there is no such job", "没有这个任务")
    return found


def _shown(job: Job, request: Request, *, inline: bool = True) -> dict[str, Any]:
    path = job.result_path
    there = path is not None and path.exists()
    small = inline and there and path is not None and path.stat().st_size <= SMALL_RESULT
    return {
        "id": job.id, "kind": job.kind, "state": job.state, "progress": job.progress,
        "error": _error(job, language(request.headers, request.app.state.settings.language)),
        "result": json.loads(path.read_text(encoding="utf-8")) if small and path else None,
        "result_url": f"{PREFIX}/jobs/{job.id}/result" if there else None,
        "created_at": job.created_at, "updated_at": job.updated_at,
    }  # fmt: skip


def _error(job: Job, chosen: str) -> dict[str, Any] | None:
    if job.error is None:
        return None
    return {"code": job.error["code"], "detail": job.error["en" if chosen == "en" else "zh"]}


async def _events(job: Job, request: Request, state: ApiState) -> AsyncIterator[str]:
    """An event whenever something changed, a comment now and then so that proxies keep the line."""
    last, quiet = "", 0.0
    while not await request.is_disconnected():
        found = await to_thread.run_sync(state.store.jobs.get, job.id)
        data = json.dumps({"state": found.state, "progress": found.progress})
        if data != last:
            yield f"event: progress\ndata: {data}\n\n"
            last, quiet = data, 0.0
        elif quiet >= KEEP_ALIVE_SECONDS:
            yield ": still here\n\n"
            quiet = 0.0
        if found.ended:
            return
        await anyio.sleep(POLL_SECONDS)
        quiet += POLL_SECONDS
