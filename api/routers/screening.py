"""Screening of parties by example: at once up to a limit, as a job above it; and matches that were dismissed."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse

from api import bounds, screenings
from api.canonical import reply
from api.ports import ScreeningPort
from api.routers.common import new_router
from api.routers.exposure import IdempotencyKey
from api.routers.jobs import started
from api.security import ReaderDep, ViewerDep, look, require, with_purpose, write
from api.state import ServicesDep, StateDep, not_offered
from api.wire import replies
from api.wire import screening as wired
from api.work import fingerprint
from graph_service.errors import InvalidInput, PurposeRequired
from graph_service.operations.audit import refuse_numbers
from graph_service.operations.dismissals import Dismissal
from graph_service.screening.request import Dismissed, Item, Options

router: APIRouter = new_router("screening")
DISMISSERS = ("reviewer", "investigator")


@router.post(
    "/screenings", summary="Screen parties by example: who they may be and what is recorded against them",
    response_model=wired.ScreeningReply, responses={202: {"model": replies.JobStarted}},
)  # fmt: skip
def screen(
    request: Request, body: wired.ScreeningBody, viewer: ViewerDep, who: ReaderDep, of: ServicesDep, state: StateDep,
    idempotency_key: IdempotencyKey = None,
) -> Response:  # fmt: skip
    """Up to `GUANLIAN_SCREENING_AT_ONCE` parties are answered at once, more as a job (202). A possible match is no
    finding: names are not identities. Parties that cannot be compared are `rejected`, the others are screened."""
    port = _port(of)
    bounds.within("parties", len(body.parties), state.settings.screening_max_parties, "screening_max_parties")
    asking = with_purpose(viewer, body.purpose)
    with look(request, "screening", purpose=asking.purpose) as looked:
        if not asking.purpose:
            raise PurposeRequired(
                "screening needs a purpose, for persons may be among the parties: send purpose or X-Purpose",
                "批量筛查可能涉及自然人，须注明用途：请提供 purpose 或 X-Purpose",
            )
        items = _items(port, body)
        question = bounds.question(body, state.settings, paths=0)
        if len(items) > state.settings.screening_at_once:
            asked = screenings.asked(items, question, asking, who.unit, body.include, state.store.folder)
            job, new = state.runner.start(
                screenings.SCREENING, who.id, asked, key=idempotency_key, fingerprint=fingerprint(body)
            )
            if not new:
                screenings.discard(asked)
            return started(job)
        found = port.screen(items, question, asking, include=body.include, memory=state.store.dismissals.of(who.unit))
        looked.persons(found)
    return reply(request, {**found, "effective": {"options": body.options.model_dump(mode="json")}})


@router.post(
    "/screenings/dismissals", status_code=201, summary="Dismiss a match; your unit is not shown it again",
    response_model=wired.DismissalShown,
)  # fmt: skip
def dismiss(
    request: Request, body: wired.DismissalBody, who: ReaderDep, of: ServicesDep, state: StateDep
) -> JSONResponse:
    """It is shown again once something new is learned of the candidate. This is no judgement about the graph."""
    require(who, *DISMISSERS)
    refuse_numbers(body.reason)
    item = _port(of).screening_item("dismissed", body.party.described(), Options())
    if item.fault:
        raise InvalidInput(item.fault["en"], item.fault["zh"], parameter="party")
    match = Dismissed(body.candidate, who.id, "", body.reason, state.backend.version())
    with look(request, "screening.dismiss", body.candidate, purpose=body.reason):
        made = state.store.dismissals.add(who.unit, item.fingerprint, match)
    return JSONResponse(_shown(made), 201)


@router.get(
    "/screenings/dismissals", summary="What your unit dismissed, newest first", response_model=wired.DismissalsReply
)
def dismissals(
    request: Request, query: Annotated[wired.DismissalsQuery, Query()], who: ReaderDep, state: StateDep
) -> JSONResponse:
    return JSONResponse({"dismissals": [_shown(d) for d in state.store.dismissals.all(who.unit, query.limit)]})


@router.delete(
    "/screenings/dismissals/{dismissal}", status_code=204, summary="Withdraw a dismissal; the match is shown again"
)
def withdraw(request: Request, dismissal: screenings.DismissalPath, who: ReaderDep, state: StateDep) -> Response:
    require(who, *DISMISSERS)
    state.store.dismissals.withdraw(who.unit, dismissal, who.id)
    write(request, "screening.withdraw", (dismissal,))
    return Response(status_code=204)


def _items(port: ScreeningPort, body: wired.ScreeningBody) -> list[Item]:
    default = _options(body.options)
    found = []
    for number, party in enumerate(body.parties, 1):
        options = _options(party.options, body.options) if party.options else default
        found.append(port.screening_item(party.key or str(number), party.described(), options))
    return found


def _options(given: wired.ScreeningOptions, default: wired.ScreeningOptions | None = None) -> Options:
    """The options of a party: its own, for what it leaves open those of the request."""
    named: dict[str, Any] = (default.model_dump(exclude_none=True) if default else {}) | given.model_dump(
        exclude_none=True
    )
    if "changed_since" in named:
        named["changed_since"] = named["changed_since"].astimezone(UTC).isoformat(timespec="microseconds")
    chosen: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in named.items()}
    return Options(**chosen)


def _shown(found: Dismissal) -> dict[str, Any]:
    return {"id": found.id, **asdict(found.match), "withdrawn_at": found.withdrawn_at}


def _port(of: object) -> ScreeningPort:
    if not isinstance(of, ScreeningPort):
        raise not_offered("screening", "批量筛查")
    return of
