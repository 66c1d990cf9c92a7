"""Judgements of people about pairs of parties. Each act is itself a load; none is ever changed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse

from api import bounds
from api.canonical import reply
from api.paging import same_version
from api.ports import JudgementsPort
from api.routers.common import UNCHANGED, IdPath, new_router
from api.security import AdminDep, PrincipalDep, ViewerDep, look, require
from api.state import ServicesDep, StateDep, not_offered
from api.wire import judgements as wired
from api.wire import replies, requests
from graph_service.errors import Conflict, InvalidInput
from graph_service.loading.judgements import Decision, Judgement, Written
from graph_service.operations.audit import refuse_numbers
from graph_service.services import JudgementFilter
from graph_service.settings import Settings

router: APIRouter = new_router("judgements")
IN_A_CASE = ("reviewer", "investigator")
EVERYWHERE = ("investigator",)


@router.get(
    "/identity/judgements", summary="What people decided about pairs of parties, newest first, paged",
    response_model=wired.JudgementsReply, responses=dict(UNCHANGED),
)  # fmt: skip
def judgements(
    request: Request, query: Annotated[wired.JudgementsQuery, Query()], viewer: ViewerDep, of: ServicesDep,
    state: StateDep,
) -> Response:  # fmt: skip
    """With `party` twice: the history of a pair. Undone, rejected and superseded ones stay."""
    bounds.page(query.limit, state.settings)
    asked = query.model_dump(mode="json", exclude={"cursor", "limit"})
    before, version = state.cursors.read(query.cursor, asked) if query.cursor else (None, None)
    with look(request, "judgements", *query.party) as looked:
        found = _port(of).judgements(
            JudgementFilter(query.state, query.case, tuple(query.party)), bounds.question(query, state.settings),
            viewer, limit=query.limit, before=before,
        )  # fmt: skip
        same_version(version, found["data_version"])
        looked.persons(found)
    following = found.pop("next")
    more = state.cursors.make(asked, following, found["data_version"]) if following else None
    return reply(request, {**found, "next_cursor": more, "effective": {**asked, "limit": query.limit}})


@router.post(
    "/identity/judgements", status_code=201, summary="Judge a pair: same, different or unsure",
    response_model=wired.JudgementWritten,
)  # fmt: skip
def judge(
    request: Request, body: wired.JudgementBody, who: PrincipalDep, of: ServicesDep, state: StateDep
) -> JSONResponse:
    """In one case: nothing is joined in the graph. Everywhere: `same` joins the two, and the id of `b` answers 308."""
    if (body.scope == "case") != (body.case is not None):
        raise InvalidInput(
            "scope case needs the id of the case, and only it", "范围为 case 时须且仅须提供 case 编号", parameter="case"
        )
    require(who, *(IN_A_CASE if body.case else EVERYWHERE))
    eyes = four_eyes(state.settings, body.case)
    wanted = Decision(body.a, body.b, body.decision, body.case or "")
    with look(request, f"judgement.{body.decision}", body.a, body.b, purpose=body.reason):
        written = _port(of).judge(wanted, grounds(who.id, body), four_eyes=eyes)
    return _written(written, proposed=eyes)


@router.get(
    "/identity/judgements/{id}", summary="One judgement with every act about it",
    response_model=wired.JudgementReply, responses=dict(UNCHANGED),
)  # fmt: skip
def judgement(
    request: Request, id: IdPath, query: Annotated[requests.When, Query()], viewer: ViewerDep, of: ServicesDep,
    state: StateDep,
) -> Response:  # fmt: skip
    with look(request, "judgement", id) as looked:
        found = _port(of).judgement(id, bounds.question(query, state.settings), viewer)
        looked.persons(found)
    return reply(request, found)


@router.post(
    "/identity/judgements/{id}/confirmation", status_code=201, summary="Confirm a proposal as the second person",
    response_model=wired.JudgementWritten,
)  # fmt: skip
def confirm(request: Request, id: IdPath, body: wired.Grounds, who: PrincipalDep, of: ServicesDep) -> JSONResponse:
    """409 where it is one's own proposal."""
    _may_act(who, of, id)
    with look(request, "judgement.confirm", id, purpose=body.reason):
        return _written(_port(of).confirm_judgement(id, grounds(who.id, body)))


@router.post(
    "/identity/judgements/{id}/rejection", status_code=201, summary="Refuse a proposal, or withdraw one's own",
    response_model=wired.JudgementWritten,
)  # fmt: skip
def reject(request: Request, id: IdPath, body: wired.Grounds, who: PrincipalDep, of: ServicesDep) -> JSONResponse:
    _may_act(who, of, id)
    with look(request, "judgement.reject", id, purpose=body.reason):
        return _written(_port(of).reject_judgement(id, grounds(who.id, body)), rejected=True)


@router.post(
    "/identity/judgements/{id}/undo", status_code=201, summary="Take a judgement back; a judgement of its own",
    response_model=wired.JudgementWritten,
)  # fmt: skip
def undo(
    request: Request, id: IdPath, body: wired.Grounds, who: PrincipalDep, of: ServicesDep, state: StateDep
) -> JSONResponse:
    """The graph becomes what it would be had the judgement never been made; what was joined after it stays."""
    case = _may_act(who, of, id)
    eyes = four_eyes(state.settings, case)
    with look(request, "judgement.undo", id, purpose=body.reason):
        written = _port(of).undo_judgement(id, grounds(who.id, body), four_eyes=eyes)
    return _written(written, proposed=eyes)


@router.get(
    "/identity/queue", summary="Pairs that may be one party, by what a decision would change",
    response_model=wired.QueueReply, responses=dict(UNCHANGED),
)  # fmt: skip
def queue(
    request: Request, query: Annotated[wired.QueueQuery, Query()], viewer: ViewerDep, of: ServicesDep, state: StateDep
) -> Response:
    """`would_change` explains the place of each pair; it says nothing about whether the two are one."""
    bounds.page(query.limit, state.settings)
    asked = query.model_dump(mode="json", exclude={"cursor", "limit"})
    skip, version = state.cursors.read(query.cursor, asked) if query.cursor else (0, None)
    with look(request, "identity.queue") as looked:
        found = _port(of).identity_queue(
            bounds.question(query, state.settings), viewer, case=query.case, kinds=query.kind, limit=query.limit,
            skip=skip,
        )  # fmt: skip
        same_version(version, found["data_version"])
        looked.persons(found)
    following = found.pop("next")
    more = state.cursors.make(asked, following, found["data_version"]) if following else None
    return reply(request, {**found, "next_cursor": more, "effective": {**asked, "limit": query.limit}})


@router.post(
    "/merges", status_code=201, summary="Judge two parties to be one everywhere", response_model=replies.MergeReply
)  # fmt: skip
def merge(request: Request, body: requests.MergeBody, who: AdminDep, state: StateDep) -> JSONResponse:
    """From then on the absorbed id answers 308 for ever, until a split. 409 where four eyes are needed."""
    _alone(state.settings)
    with look(request, "merge", body.survivor, body.absorbed, purpose=body.reason):
        version = state.backend.merge(
            body.survivor, body.absorbed, principal=who.id, reason=body.reason, evidence=body.evidence
        )
    return JSONResponse({"survivor": body.survivor, "absorbed": body.absorbed, "data_version": version}, 201)


@router.post("/splits", status_code=201, summary="Undo such a judgement", response_model=replies.SplitReply)
def split(request: Request, body: requests.SplitBody, who: AdminDep, state: StateDep) -> JSONResponse:
    """Both sides are restored exactly. 409 where four eyes are needed."""
    _alone(state.settings)
    with look(request, "split", body.absorbed, purpose=body.reason):
        version = state.backend.split(body.absorbed, principal=who.id, reason=body.reason, evidence=body.evidence)
    return JSONResponse({"absorbed": body.absorbed, "data_version": version}, 201)


def four_eyes(settings: Settings, case: str | None) -> bool:
    """Whether a judgement of this scope waits for a second person."""
    return settings.judgement_four_eyes == "all" or (settings.judgement_four_eyes == "everywhere" and not case)


def grounds(principal: str, body: wired.Grounds) -> Judgement:
    """What is kept of who acts and why. ID and phone numbers do not belong there."""
    for text in (body.reason, body.evidence):
        refuse_numbers(text)
    return Judgement(principal, body.reason, body.evidence, body.document or "")


def _port(of: object) -> JudgementsPort:
    if not isinstance(of, JudgementsPort):
        raise not_offered("judgements", "同一性认定")
    return of


def _may_act(who: PrincipalDep, of: ServicesDep, judgement: str) -> str | None:
    """The case of a judgement, once the principal may act on one of its scope."""
    require(who, *IN_A_CASE)
    case = _port(of).case_of(judgement)
    require(who, *(IN_A_CASE if case else EVERYWHERE))
    return case


def _alone(settings: Settings) -> None:
    if four_eyes(settings, None):
        raise Conflict(
            "a second person must confirm here: propose it at /identity/judgements",
            "本系统要求双人认定，请通过 /identity/judgements 提出",
        )


def _written(written: Written, *, proposed: bool = False, rejected: bool = False) -> JSONResponse:
    state = "rejected" if rejected else "proposed" if proposed else "in_force"
    return JSONResponse({"judgement": written.judgement, "state": state, "data_version": written.version}, 201)
