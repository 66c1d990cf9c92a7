"""The routes of ``/api/v1``. Handlers are plain functions: the driver is synchronous, FastAPI runs them in threads."""

from __future__ import annotations

import hashlib
import json
import shutil
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, File, Form, Header, Query, Request, Response, UploadFile
from fastapi.responses import FileResponse, JSONResponse

from api import wire
from api.ports import LoaderPort
from api.problems import language
from api.security import PrincipalDep, ViewerDep, audit, role
from graph_service.errors import GuanlianError, InvalidInput, NotFound
from graph_service.exposure.policy import load_policy, policy_names
from graph_service.loading.judgements import Judgement, merge, split
from graph_service.operations.store import OperationalStore, Principal
from graph_service.reach.rules import reach_rules
from graph_service.schema import NODE_KINDS, RELATIONSHIP_KINDS
from graph_service.services import Question, Services, Viewer

Problem = {
    "description": "A problem (RFC 9457)",
    "content": {"application/problem+json": {"schema": {"type": "object"}}},
}
PROBLEMS: dict[int | str, dict[str, Any]] = {
    304: {"description": "Unchanged: the entity tag that was sent still holds"},
    308: {"description": "The id was merged into another; follow the address"},
    **dict.fromkeys((400, 401, 403, 404, 409, 413, 422, 428, 429, 500, 503), Problem),
}
router = APIRouter(prefix="/api/v1", responses=PROBLEMS)
IdPath = wire.Id


def services(request: Request) -> Services:
    found: Services = request.app.state.services
    return found


def store(request: Request) -> OperationalStore:
    found: OperationalStore = request.app.state.store
    return found


ServicesDep = Annotated[Services, Depends(services)]
StoreDep = Annotated[OperationalStore, Depends(store)]


def question(when: wire.When, **more: Any) -> Question:
    return Question(when.as_of, when.as_known_at, when.policy, **more)


def reply(request: Request, content: Any) -> Response:
    """Canonical JSON with an entity tag: equal questions to an equal data version give equal bytes."""
    body = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


def looked(request: Request, viewer: Viewer, action: str, *ids: str) -> None:
    audit(request, viewer.principal, action, ids, viewer.purpose)


# -- what is there ---------------------------------------------------------------------------------------------


@router.get("/status", summary="Data version, counts, sources and how fresh they are")
def status(request: Request, query: Annotated[wire.NoQuery, Query()], viewer: ViewerDep, of: ServicesDep) -> Response:
    return reply(request, of.status())


@router.get("/schema", summary="Node and relationship kinds with their properties and captions")
def schema(request: Request, query: Annotated[wire.NoQuery, Query()], viewer: ViewerDep) -> Response:
    def properties(kind: Any) -> list[dict[str, Any]]:
        return [
            {"name": p.name, "type": p.type.value, "zh": p.zh, "en": p.en, "choices": list(p.choices)}
            for p in kind.properties
        ]

    nodes = [{"name": k.name, "zh": k.zh, "en": k.en, "properties": properties(k)} for k in NODE_KINDS.values()]
    relationships = [
        {
            "name": k.name,
            "zh": k.zh,
            "en": k.en,
            "from": list(k.from_kinds),
            "to": list(k.to_kinds),
            "properties": properties(k),
        }
        for k in RELATIONSHIP_KINDS.values()
    ]
    return reply(request, {"nodes": nodes, "relationships": relationships})


@router.get("/digest", summary="The graph digest of the published version")
def graph_digest(
    request: Request, query: Annotated[wire.NoQuery, Query()], viewer: ViewerDep, of: ServicesDep
) -> Response:
    return reply(request, of.digest())


@router.get("/policies", summary="Exposure policies")
def policies(request: Request, query: Annotated[wire.NoQuery, Query()], viewer: ViewerDep) -> Response:
    found = [load_policy(name) for name in policy_names()]
    return reply(
        request,
        [
            {"id": p.policy.id, "version": p.policy.version, "title": p.policy.title.model_dump(), "digest": p.digest}
            for p in found
        ],
    )


@router.get("/policies/{name}", summary="One policy with every number and its reason")
def policy(request: Request, name: str, query: Annotated[wire.NoQuery, Query()], viewer: ViewerDep) -> Response:
    found = load_policy(name)
    return reply(request, {**found.policy.model_dump(mode="json"), "digest": found.digest})


@router.get("/rules/reach", summary="Rules of lawful reach with article and wording")
def rules(request: Request, query: Annotated[wire.NoQuery, Query()], viewer: ViewerDep) -> Response:
    return reply(request, [rule.model_dump(mode="json") for rule in reach_rules()])


# -- parties ---------------------------------------------------------------------------------------------------


@router.get("/entities", summary="Search parties by name, pinyin, initials, former name or identifier")
def search(
    request: Request, query: Annotated[wire.SearchQuery, Query()], viewer: ViewerDep, of: ServicesDep
) -> Response:
    looked(request, viewer, "search")
    return reply(request, of.search(query.q, viewer, kinds=query.kind, limit=query.limit))


@router.get("/entities/{id}", summary="One party: values, sources, conflicts, coverage")
def entity(
    request: Request, id: IdPath, query: Annotated[wire.EntityQuery, Query()], viewer: ViewerDep, of: ServicesDep
) -> Response:
    looked(request, viewer, "entity", id)
    return reply(request, of.entity(id, question(query), viewer))


@router.get("/entities/{id}/relationships", summary="Relationships of one party, by kind and direction, paged")
def relationships(
    request: Request, id: IdPath, query: Annotated[wire.RelationshipsQuery, Query()], viewer: ViewerDep, of: ServicesDep
) -> Response:
    looked(request, viewer, "relationships", id)
    found = of.relationships(
        id, question(query), viewer, kinds=query.kind, direction=query.direction, include_ended=query.include_ended,
        limit=query.limit, after=query.after,
    )  # fmt: skip
    return reply(request, found)


@router.get("/entities/{id}/exposure", summary="Own records, lawful reach and indicative exposure, apart")
def exposure(
    request: Request, id: IdPath, query: Annotated[wire.ExposureQuery, Query()], viewer: ViewerDep, of: ServicesDep
) -> Response:
    looked(request, viewer, "exposure", id)
    asked = question(query, review_date=query.review_date, max_nodes=query.max_nodes, paths=query.paths)
    return reply(request, of.exposure(id, asked, viewer))


@router.post("/paths", summary="Paths between 2 to 20 parties")
def paths(request: Request, body: wire.PathsBody, viewer: ViewerDep, of: ServicesDep) -> Response:
    looked(request, viewer, "paths", *body.ids)
    found = of.paths(
        body.ids, question(body), viewer, mode=body.mode, k=body.k, max_length=body.max_length, kinds=body.kinds,
        include_ended=body.include_ended,
    )  # fmt: skip
    return reply(request, found)


@router.post("/subgraphs", summary="Everything within some steps of parties")
def subgraph(request: Request, body: wire.SubgraphBody, viewer: ViewerDep, of: ServicesDep) -> Response:
    looked(request, viewer, "subgraph", *body.ids)
    found = of.subgraph(
        body.ids, question(body), viewer, depth=body.depth, kinds=body.kinds, include_ended=body.include_ended,
        max_nodes=body.max_nodes,
    )  # fmt: skip
    return reply(request, found)


@router.get("/comparisons", summary="Whether two parties are one, with reasons for and against")
def comparison(
    request: Request, query: Annotated[wire.PairQuery, Query()], viewer: ViewerDep, of: ServicesDep
) -> Response:
    looked(request, viewer, "comparison", query.a, query.b)
    return reply(request, of.same_party(query.a, query.b, question(query)))


@router.get("/records/{id}", summary="One record, how it stands, and whom it reaches by law")
def record(
    request: Request, id: IdPath, query: Annotated[wire.EntityQuery, Query()], viewer: ViewerDep, of: ServicesDep
) -> Response:
    looked(request, viewer, "record", id)
    return reply(request, of.record(id, question(query), viewer))


@router.post("/policies/compare", summary="What-if: one party under two policies")
def compare_policies(request: Request, body: wire.CompareBody, viewer: ViewerDep, of: ServicesDep) -> Response:
    looked(request, viewer, "exposure", body.id)
    sides = {}
    for name in (body.policy, body.other):
        asked = Question(body.as_of, body.as_known_at, name)
        found = of.exposure(body.id, asked, viewer)
        sides[name] = {"policy": found["policy"], "indicative": found["indicative"], "parties": found["parties"]}
    return reply(request, {"id": body.id, "policies": sides})


# -- jobs ------------------------------------------------------------------------------------------------------


def start_job(
    request: Request, kind: str, who: Principal, key: str | None, work: Callable[[Callable[[int], None]], Any]
) -> Response:
    """Run ``work`` in a thread; the same idempotency key gives the same job."""
    of: OperationalStore = request.app.state.store
    identifier, new = of.create_job(kind, who.id, key)
    if new:
        threading.Thread(target=_run_job, args=(of, identifier, work, language(request)), daemon=True).start()
    return JSONResponse({"job": identifier}, 202, headers={"Location": f"/api/v1/jobs/{identifier}"})


def _run_job(of: OperationalStore, identifier: str, work: Callable[[Callable[[int], None]], Any], chosen: str) -> None:
    of.update_job(identifier, state="running")
    try:
        result = work(lambda done: of.update_job(identifier, progress=done))
    except GuanlianError as error:
        of.update_job(identifier, state="failed", error={"code": error.code, "detail": error.message(chosen)})
    except Exception:
        of.update_job(identifier, state="failed", error={"code": "internal", "detail": "see the log"})
        raise
    else:
        of.update_job(identifier, state="done", result=result)


@router.get("/jobs/{job}", summary="State, progress and result of long work")
def job(
    request: Request, job: str, query: Annotated[wire.NoQuery, Query()], who: PrincipalDep, of: StoreDep
) -> JSONResponse:
    found = of.job(job)
    if found["principal"] != who.id and "admin" not in who.roles:
        raise NotFound(f"no job {job}", f"没有任务 {job}")
    return JSONResponse({name: found[name] for name in ("id", "kind", "state", "progress", "result", "error")})


@router.post("/exposures", status_code=202, summary="Indicative exposure of up to 1000 parties, as a job")
def exposures(
    request: Request, body: wire.ExposuresBody, viewer: ViewerDep, who: PrincipalDep, of: ServicesDep,
    idempotency_key: Annotated[str | None, Header(max_length=100)] = None,
) -> Response:  # fmt: skip
    looked(request, viewer, "exposures", *body.ids)

    def work(progress: Callable[[int], None]) -> list[dict[str, Any]]:
        found = []
        for number, identifier in enumerate(body.ids, 1):
            score = of.score(identifier, question(body), viewer)
            found.append({
                "id": identifier, "score": round(score.score, 6), "level": score.level.id if score.level else None,
                "source": score.best.source if score.best else None, "truncated": score.truncated,
            })  # fmt: skip
            progress(number)
        return found

    return start_job(request, "exposures", who, idempotency_key, work)


# -- loads -----------------------------------------------------------------------------------------------------


@router.get("/loads", summary="Loads, newest first")
def loads(request: Request, query: Annotated[wire.PageQuery, Query()], viewer: ViewerDep, of: ServicesDep) -> Response:
    return reply(request, of.loads(query.limit, query.skip))


@router.get("/loads/{load}", summary="One load")
def load(
    request: Request, load: str, query: Annotated[wire.NoQuery, Query()], viewer: ViewerDep, of: ServicesDep
) -> Response:
    return reply(request, of.load(load))


@router.get(
    "/loads/{load}/rejects",
    summary="The rejected rows of a load as CSV, to correct and load again",
    response_class=FileResponse,
)
def rejects(
    request: Request, load: str, query: Annotated[wire.NoQuery, Query()],
    who: Annotated[Principal, Depends(role("loader"))], of: ServicesDep,
) -> FileResponse:  # fmt: skip
    of.load(load)
    path = _loader(request).rejects_file(load)
    if not path.exists():
        raise NotFound("this load rejected nothing", "本次加载没有被拒绝的行")
    audit(request, who.id, "rejects", (load,))
    return FileResponse(path, media_type="text/csv", filename=path.name)


@router.get("/mappings", summary="File kinds that are recognized")
def mappings(request: Request, query: Annotated[wire.NoQuery, Query()], viewer: ViewerDep) -> Response:
    return reply(request, _loader(request).mappings())


@router.post("/loads", status_code=202, summary="Load one file, as a job")
def start_load(
    request: Request, who: Annotated[Principal, Depends(role("loader"))], file: Annotated[UploadFile, File()],
    mapping: Annotated[str | None, Form(max_length=80)] = None, mapping_file: Annotated[UploadFile | None, File()] = None,
    observed_on: Annotated[date | None, Form()] = None, snapshot: Annotated[Literal["full", "partial"] | None, Form()] = None,
    dry_run: Annotated[bool, Form()] = False, idempotency_key: Annotated[str | None, Header(max_length=100)] = None,
) -> Response:  # fmt: skip
    loader = _loader(request)
    folder: Path = loader.uploads()
    path = _saved(folder, file)
    chosen = str(_saved(folder, mapping_file)) if mapping_file else mapping
    if mapping and not mapping_file and mapping not in {m["id"] for m in loader.mappings()}:
        raise InvalidInput(f"no mapping {mapping}", f"没有映射 {mapping}")
    audit(request, who.id, "load")

    def work(progress: Callable[[int], None]) -> dict[str, Any]:
        try:
            return loader.load_file(
                path, mapping=chosen, observed_on=observed_on, snapshot=snapshot, dry_run=dry_run, progress=progress
            )
        finally:
            shutil.rmtree(path.parent, ignore_errors=True)

    return start_job(request, "load", who, idempotency_key, work)


def _loader(request: Request) -> LoaderPort:
    found: LoaderPort | None = request.app.state.loader
    if found is None:
        raise NotFound("this service does not load files", "本服务不提供加载")
    return found


def _saved(folder: Path, upload: UploadFile) -> Path:
    """The upload on disk under its own name, in a folder of its own."""
    name = Path(upload.filename or "upload").name
    target = folder / hashlib.sha256(f"{name}{id(upload)}".encode()).hexdigest()[:16]
    target.mkdir(parents=True, exist_ok=True)
    with (target / name).open("wb") as out:
        shutil.copyfileobj(upload.file, out)
    return target / name


# -- judgements and administration -----------------------------------------------------------------------------


@router.post("/merges", status_code=201, summary="Judge two parties to be one")
def merge_parties(
    request: Request, body: wire.MergeBody, who: Annotated[Principal, Depends(role("admin"))], of: ServicesDep
) -> JSONResponse:
    audit(request, who.id, "merge", (body.survivor, body.absorbed), body.reason)
    version = merge(of.engine.graph, body.survivor, body.absorbed, Judgement(who.id, body.reason, body.evidence))
    return JSONResponse({"survivor": body.survivor, "absorbed": body.absorbed, "data_version": version}, 201)


@router.post("/splits", status_code=201, summary="Undo such a judgement")
def split_parties(
    request: Request, body: wire.SplitBody, who: Annotated[Principal, Depends(role("admin"))], of: ServicesDep
) -> JSONResponse:
    audit(request, who.id, "split", (body.absorbed,), body.reason)
    version = split(of.engine.graph, body.absorbed, Judgement(who.id, body.reason, body.evidence))
    return JSONResponse({"absorbed": body.absorbed, "data_version": version}, 201)


@router.get("/audit", summary="The audit log, and whether its chain holds")
def audit_log(
    request: Request,
    query: Annotated[wire.AuditQuery, Query()],
    who: Annotated[Principal, Depends(role("auditor"))],
    of: StoreDep,
) -> JSONResponse:
    return JSONResponse({"entries": of.audit_entries(query.after, query.limit), "first_broken": of.verify_audit()})


@router.put("/principals", summary="Create or change a principal")
def put_principal(
    request: Request, body: wire.PrincipalBody, who: Annotated[Principal, Depends(role("admin"))], of: StoreDep
) -> JSONResponse:
    found = of.put_principal(body.id, body.unit, body.roles, body.kind)
    audit(request, who.id, f"principal {found.id}")
    return JSONResponse({"id": found.id, "unit": found.unit, "roles": sorted(found.roles)})
