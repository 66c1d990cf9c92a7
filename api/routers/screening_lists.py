"""A spreadsheet of parties in, the same spreadsheet with candidates and reasons out."""

from __future__ import annotations

from datetime import UTC, date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, File, Form, Request, Response, UploadFile
from fastapi.responses import FileResponse
from pydantic import AwareDatetime

from api import job_files
from api import screening_lists as lists
from api.job_files import saved, uploading
from api.problems import language
from api.routers.common import new_router
from api.routers.exposure import IdempotencyKey
from api.routers.jobs import JobPath, own, started
from api.security import ReaderDep, ViewerDep, look, with_purpose
from api.state import StateDep, not_offered
from api.wire import replies, requests
from graph_service.errors import Conflict, NotFound, PurposeRequired
from graph_service.screening.request import Options
from graph_service.services import Question

router: APIRouter = new_router("screening")
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in (SHEET, "text/csv")},
        "description": "The list with its candidates",
    }
}


@router.post(
    "/screenings/files", status_code=202, summary="Screen a list of parties from a spreadsheet, as a job",
    response_model=replies.JobStarted,
)  # fmt: skip
def screen_list(
    request: Request, viewer: ViewerDep, who: ReaderDep, state: StateDep,
    file: Annotated[UploadFile, File(description="CSV or Excel; headers such as 名称/name, 统一社会信用代码/uscc.")],
    purpose: Annotated[requests.Text | None, Form(max_length=200, description="Why; or the header X-Purpose.")] = None,
    form: Annotated[Literal["xlsx", "csv"], Form(description="What the result is written as.")] = "xlsx",
    threshold: Annotated[float | None, Form(ge=0, le=1, description="Least score of a candidate.")] = None,
    limit: Annotated[int, Form(ge=1, le=50, description="Candidates of each party at most.")] = 5,
    kinds: Annotated[
        list[Literal["Enterprise", "Person"]] | None, Form(alias="kind", description="Only candidates of these kinds.")
    ] = None,
    list_: Annotated[
        list[requests.Name] | None, Form(alias="list", description="Only candidates with such an active record.")
    ] = None,
    changed_since: Annotated[AwareDatetime | None, Form(description="Only what was learned after this.")] = None,
    dismissed: Annotated[Literal["hide", "show"], Form(description="Matches that your unit dismissed.")] = "hide",
    as_of: Annotated[date | None, Form(description="The day asked about.")] = None,
    idempotency_key: IdempotencyKey = None,
) -> Response:  # fmt: skip
    """Every line is answered: a line that cannot be read is `rejected` by its number, the others are screened. The
    result is fetched at `/screenings/files/{job}` when the job is done."""
    if state.lists is None:
        raise not_offered("screening of files", "名单文件筛查")
    asking = with_purpose(viewer, purpose)
    if not asking.purpose:
        raise PurposeRequired(
            "screening needs a purpose, for persons may be among the parties: send purpose or X-Purpose",
            "批量筛查可能涉及自然人，须注明用途：请提供 purpose 或 X-Purpose",
        )
    since = changed_since.astimezone(UTC).isoformat(timespec="microseconds") if changed_since else None
    options = Options(threshold, limit, tuple(kinds or ()), tuple(list_ or ()), dismissed, since).checked()
    with look(request, "screening.list", purpose=asking.purpose), uploading(state.store.folder) as folder:
        path = saved(folder, file)
        state.lists.check(path, state.settings.screening_max_lines)
        chosen = language(request.headers, state.settings.language)
        asked = lists.asked(
            folder, path.name, Question(as_of, policy=state.settings.policy, paths=0), asking, who.unit, options, form,
            chosen,
        )  # fmt: skip
        job = job_files.start(state.runner, lists.LISTS, who.id, asked, [path], idempotency_key)
    return started(job)


@router.get(
    "/screenings/files/{job}", summary="The list of such a job with its candidates", response_class=FileResponse,
    responses=FILE,
)  # fmt: skip
def screened_list(request: Request, job: JobPath, who: ReaderDep, viewer: ViewerDep, state: StateDep) -> FileResponse:
    """The rows name parties, persons among them: the download is recorded."""
    found = own(job, who, state)
    if found.kind != lists.LISTS:
        raise NotFound("there is no such screening", "没有这次筛查")
    with look(request, "screening.list.result", purpose=viewer.purpose or found.request["purpose"]):
        if found.state != "done":
            raise Conflict(f"this job has no result: it is {found.state}", f"该任务没有结果，当前状态：{found.state}")
        path = job_files.result(state.store.folder / "jobs", found.id, found.request["result"])
        if path is None:
            raise NotFound("the result is no longer kept; screen the list again", "结果已不再保存，请重新筛查")
    return FileResponse(path, media_type=SHEET if path.suffix == ".xlsx" else "text/csv", filename=path.name)
