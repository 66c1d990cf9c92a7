"""Loading: files in as jobs, what they brought, what was rejected, mappings and templates."""

from __future__ import annotations

import json
import shutil
from typing import Annotated, Any, Literal

from fastapi import APIRouter, File, Form, Query, Request, Response, UploadFile
from fastapi.responses import FileResponse

from api import bounds, job_files, work
from api.canonical import reply
from api.job_files import new_folder, saved
from api.ports import TemplatesPort
from api.routers.common import UNCHANGED, NamePath, new_router
from api.routers.exposure import IdempotencyKey
from api.routers.jobs import JobPath, own, started
from api.security import LoaderDep, PrincipalDep, ReaderDep, look, write
from api.state import LoaderPortDep, ServicesDep, StateDep, not_offered
from api.wire import replies, requests
from graph_service.errors import InvalidInput, NotFound

router: APIRouter = new_router("loads")


@router.get(
    "/loads", summary="Loads, newest first", response_model=replies.LoadsReply, responses=dict(UNCHANGED)
)  # fmt: skip
def loads(
    request: Request, query: Annotated[requests.PageQuery, Query()], who: ReaderDep, of: ServicesDep, state: StateDep
) -> Response:
    bounds.page(query.limit, state.settings)
    skip, _ = state.cursors.read(query.cursor, {}) if query.cursor else (0, None)
    found = of.loads(query.limit + 1, skip)
    more = state.cursors.make({}, skip + query.limit, 0) if len(found) > query.limit else None
    return reply(request, {"loads": found[: query.limit], "next_cursor": more})


@router.get("/loads/{load}", summary="One load", response_model=replies.LoadReply, responses=dict(UNCHANGED))
def load(request: Request, load: NamePath, who: ReaderDep, of: ServicesDep) -> Response:
    return reply(request, {"load": of.load(load)})


@router.get(
    "/loads/{load}/rejects", summary="The rejected rows of a load as CSV, to correct and load again",
    response_class=FileResponse,
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}, "description": "Rejected rows"}},
)  # fmt: skip
def rejects(request: Request, load: NamePath, who: LoaderDep, of: ServicesDep, loader: LoaderPortDep) -> FileResponse:
    """The rows are as they were sent and may hold personal data: the download is recorded."""
    with look(request, "rejects", load):
        of.load(load)
        path = loader.rejects_file(load)
        if not path.exists():
            raise NotFound("this load rejected nothing", "本次加载没有被拒绝的行")
    return FileResponse(path, media_type="text/csv", filename=path.name)


@router.get(
    "/jobs/{job}/rejects", summary="The rejected rows of a load or dry run of yours, to correct and load again",
    response_class=FileResponse,
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}, "description": "Rejected rows"}},
)  # fmt: skip
def rejects_of_job(
    request: Request, job: JobPath, who: LoaderDep, state: StateDep, loader: LoaderPortDep
) -> FileResponse:
    """As `/loads/{load}/rejects`; those of a dry run are kept for a week."""
    found = own(job, who, state)
    report = json.loads(found.result_path.read_bytes()) if found.result_path and found.result_path.exists() else {}
    with look(request, "rejects", found.id):
        path = loader.rejects_file(report["rejects_of"]) if report.get("rejects_of") else None
        if path is None or not path.exists():
            raise NotFound("this job has no rejected rows", "该任务没有被拒绝的行，或已过保留期")
    return FileResponse(path, media_type="text/csv", filename=f"{found.id}.rejects.csv")


@router.post(
    "/loads", status_code=202, summary="Load one file, as a job", response_model=replies.JobStarted,
)  # fmt: skip
def start_load(
    request: Request, who: LoaderDep, state: StateDep, loader: LoaderPortDep,
    file: Annotated[UploadFile, File(description="CSV, Excel, JSON (lines) or Parquet, plain or .gz.")],
    mapping: Annotated[requests.Name | None, Form(description="A shipped mapping; absent: recognized.")] = None,
    mapping_file: Annotated[UploadFile | None, File(description="A mapping of your own (YAML).")] = None,
    beside: Annotated[
        list[UploadFile] | None, File(description="Other files of the source that this one is read with.")
    ] = None,
    observed_on: Annotated[requests.Day | None, Form(description="Day on which the source showed this.")] = None,
    snapshot: Annotated[Literal["full", "partial"] | None, Form(description="A full one closes what is gone.")] = None,
    dry_run: Annotated[bool, Form(description="Read and check, write nothing.")] = False,
    allow_loss: Annotated[bool, Form(description="Believe a full snapshot that ends much of its source.")] = False,
    idempotency_key: IdempotencyKey = None,
) -> Response:  # fmt: skip
    """The same Idempotency-Key with the same file gives the same job."""
    if mapping and mapping not in {m["id"] for m in loader.mappings()}:
        raise InvalidInput(f"there is no mapping {mapping}", f"没有映射 {mapping}", parameter="mapping")
    write(request, "load.dry_run" if dry_run else "load")
    with job_files.uploading(state.store.folder) as folder:
        own = saved(folder / "mapping", mapping_file) if mapping_file else None
        path = saved(folder, file)
        others = [saved(folder, other) for other in beside or []]
        asked: dict[str, Any] = {
            "folder": str(folder), "file": path.name, "mapping": mapping,
            "mapping_file": f"mapping/{own.name}" if own else None, "snapshot": snapshot, "dry_run": dry_run,
            "allow_loss": allow_loss,
            "observed_on": observed_on.isoformat() if observed_on else None,
        }  # fmt: skip
        files = [path, *([own] if own else []), *others]
        return started(job_files.start(state.runner, work.LOAD, who.id, asked, files, idempotency_key))


@router.get(
    "/mappings", summary="File kinds that are recognized", response_model=replies.MappingsReply,
    responses=dict(UNCHANGED),
)  # fmt: skip
def mappings(request: Request, who: PrincipalDep, loader: LoaderPortDep) -> Response:
    return reply(request, {"mappings": loader.mappings()})


@router.post(
    "/mappings/check", summary="Faults of a mapping on the first rows of a file",
    response_model=replies.MappingCheckReply,
)  # fmt: skip
def check_mapping(
    request: Request, who: LoaderDep, state: StateDep, loader: LoaderPortDep,
    mapping_file: Annotated[UploadFile, File(description="The mapping (YAML).")],
    file: Annotated[UploadFile, File(description="A file that it should read.")],
) -> Response:  # fmt: skip
    folder = new_folder(state.store.folder)
    try:
        faults = loader.check(saved(folder / "mapping", mapping_file), saved(folder, file))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return reply(request, {"valid": not faults, "faults": faults})


@router.get(
    "/templates", summary="Templates of every node and relationship kind", response_model=replies.TemplatesReply,
    responses=dict(UNCHANGED),
)  # fmt: skip
def templates(request: Request, who: PrincipalDep, loader: LoaderPortDep) -> Response:
    if not isinstance(loader, TemplatesPort):
        raise not_offered("templates", "模板")
    return reply(request, {"templates": [dict(found) for found in loader.templates()]})


@router.get(
    "/templates/{kind}", summary="A template to fill in", response_class=Response,
    responses={200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
                     "description": "CSV or Excel with headers and one example row"}},
)  # fmt: skip
def template(
    request: Request, kind: NamePath, query: Annotated[requests.TemplateQuery, Query()], who: PrincipalDep,
    loader: LoaderPortDep,
) -> Response:  # fmt: skip
    if not isinstance(loader, TemplatesPort):
        raise not_offered("templates", "模板")
    found = loader.template(kind, form=query.format, language=query.lang)
    named = f'attachment; filename="{found.name}"'
    return Response(found.content, media_type=found.media_type, headers={"Content-Disposition": named})
