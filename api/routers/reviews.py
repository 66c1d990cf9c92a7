"""Tender reviews: made, listed, read, evaluated again, compared with what would be otherwise."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api import bounds, work
from api.canonical import reply
from api.desk import (
    DeskDep,
    OpenedDep,
    ReviewerDep,
    ReviewReaderDep,
    author,
    look_into,
    shown_decision,
    shown_review,
    summary,
)
from api.routers.common import UNCHANGED, new_router
from api.routers.exposure import IdempotencyKey
from api.routers.jobs import started
from api.security import look, with_purpose
from api.state import ApiState, StateDep
from api.wire import replies, reviews
from graph_service.dossier.desk import Opened
from graph_service.errors import InvalidInput, PurposeRequired
from graph_service.services import Viewer

router: APIRouter = new_router("reviews")


@router.post("/reviews", status_code=201, summary="Review a tender", response_model=reviews.ReviewReply)
def create_review(
    request: Request, body: reviews.ReviewBody, who: ReviewerDep, of: DeskDep, state: StateDep,
    idempotency_key: IdempotencyKey = None,
) -> Response:  # fmt: skip
    """Evaluates the tender and keeps the answer as it is. Needs a purpose, for persons are looked at."""
    purpose = _purpose(request, who.id, body.purpose)
    asked = _asked(body, state)
    with look(request, "review.create", purpose=purpose) as looked:
        found = of.open(author(who), asked, purpose, key=idempotency_key)
        looked.subjects.add(found.review.id)
        looked.persons(found.run.result)
    response = reply(request, shown_review(found), status=201)
    response.headers["Location"] = f"/api/v1/reviews/{found.review.id}"
    return response


@router.get(
    "/reviews", summary="Reviews of your unit, newest first", response_model=reviews.ReviewsReply,
    responses=dict(UNCHANGED),
)  # fmt: skip
def list_reviews(
    request: Request, query: Annotated[reviews.ReviewsQuery, Query()], who: ReviewReaderDep, state: StateDep
) -> Response:
    bounds.page(query.limit, state.settings)
    asked = {"unit": who.unit}
    after, _ = state.cursors.read(query.cursor, asked) if query.cursor else ("", 0)
    found = state.store.reviews.of_unit(who.unit, limit=query.limit + 1, after=str(after))
    shown, more = found[: query.limit], len(found) > query.limit
    position = f"{shown[-1][0].created_at} {shown[-1][0].id}" if more else ""
    following = state.cursors.make(asked, position, 0) if more else None
    return reply(request, {"reviews": [summary(*row) for row in shown], "next_cursor": following})


@router.get(
    "/reviews/{review}", summary="A review: request, answer, decisions, everything done",
    response_model=reviews.ReviewReply, responses=dict(UNCHANGED),
)  # fmt: skip
def get_review(request: Request, found: OpenedDep) -> Response:
    with look_into(request, "review", found):
        return reply(request, shown_review(found))


@router.get(
    "/reviews/{review}/findings", summary="Findings of a review with the decisions on them, paged",
    response_model=reviews.FindingsReply, responses=dict(UNCHANGED),
)  # fmt: skip
def review_findings(
    request: Request, found: OpenedDep, query: Annotated[reviews.FindingsQuery, Query()], state: StateDep
) -> Response:
    bounds.page(query.limit, state.settings)
    asked = {
        **query.model_dump(mode="json", exclude={"cursor", "limit"}),
        "review": found.review.id,
        "run": found.run.number,
    }
    start, _ = state.cursors.read(query.cursor, asked) if query.cursor else (0, 0)
    with look_into(request, "review.findings", found):
        rows = _chosen(found, query)
        shown = rows[start : start + query.limit]
    more = state.cursors.make(asked, start + query.limit, 0) if len(rows) > start + query.limit else None
    content = {"findings": shown, "total": len(rows), "next_cursor": more}
    return reply(
        request, {**content, "review": found.review.id, "run": found.run.number, "data_version": found.run.data_version}
    )


@router.post(
    "/reviews/{review}/runs", status_code=201, summary="Evaluate again with what is known now",
    response_model=reviews.ReviewReply,
)  # fmt: skip
def refresh_review(request: Request, found: OpenedDep, who: ReviewerDep, of: DeskDep) -> Response:
    """Decisions whose evidence changed are marked; none is dropped."""
    with look_into(request, "review.refresh", found) as looked:
        again = of.refresh(found, author(who))
        looked.persons(again.run.result)
    return reply(request, shown_review(again), status=201)


@router.post(
    "/reviews/{review}/identities", status_code=201, summary="Say who a party is, in this review",
    response_model=reviews.ReviewReply,
)  # fmt: skip
def identify_party(
    request: Request, found: OpenedDep, body: reviews.IdentityBody, who: ReviewerDep, of: DeskDep
) -> Response:
    """A judgement for this case only; findings follow at once. The graph is not changed."""
    with look_into(request, "review.identity", found) as looked:
        again = of.identify(found, author(who), body.model_dump(mode="json"))
        looked.persons(again.run.result)
    return reply(request, shown_review(again), status=201)


@router.post(
    "/reviews/{review}/judgements", status_code=201, summary="Say that two parties are one, or are not, in this review",
    response_model=reviews.ReviewReply,
)  # fmt: skip
def judge_pair(
    request: Request, found: OpenedDep, body: reviews.JudgementBody, who: ReviewerDep, of: DeskDep
) -> Response:
    """For this case only; findings follow at once. For the whole graph: `/identity/judgements`."""
    with look_into(request, "review.judgement", found) as looked:
        again = of.judge(found, author(who), body.model_dump(mode="json"))
        looked.persons(again.run.result)
    return reply(request, shown_review(again), status=201)


@router.post(
    "/reviews/{review}/replay", summary="Evaluate again at the data version and by the rules of then, and compare every byte",
    response_model=reviews.ReplayReply,
)  # fmt: skip
def replay_review(request: Request, found: OpenedDep, who: ReviewReaderDep, of: DeskDep) -> Response:
    with look_into(request, "review.replay", found):
        return reply(request, of.replay(found, author(who)))


@router.post(
    "/reviews/{review}/what-if", summary="As then known, as now known, by the rules of now, under the other law: what differs, and why",
    response_model=reviews.WhatIfReply,
)  # fmt: skip
def what_if(
    request: Request, found: OpenedDep, body: reviews.WhatIfBody, who: ReviewReaderDep, of: DeskDep
) -> Response:
    """Nothing is kept. The rules are those of the review unless others are asked for; each difference has its cause."""
    known_at = _known_at(body, found)
    with look_into(request, "review.what_if", found) as looked:
        answered = of.what_if(
            found, author(who), known_at=known_at, regime=body.regime, rules_of_now=body.rules == "now"
        )
        looked.persons(answered["result"])
    return reply(request, answered)


@router.post(
    "/review-batches", status_code=202, summary="Review many lots, as a job", response_model=replies.JobStarted
)
def review_batch(
    request: Request, body: reviews.BatchBody, who: ReviewerDep, of: DeskDep, state: StateDep,
    idempotency_key: IdempotencyKey = None,
) -> Response:  # fmt: skip
    """Each lot becomes a review; the job's result names them with their counts."""
    whole = [
        *(reviews.ReviewBody(tender=t, indicative=body.indicative) for t in body.tenders),
        *(reviews.ReviewBody(lot=i, of_lot=body.of_lots, indicative=body.indicative) for i in body.lots),
    ]
    bounds.within("tenders", len(whole), state.settings.max_parties_per_job, "max_parties_per_job")
    purpose = _purpose(request, who.id, body.purpose)
    asked = {
        "tenders": [_asked(one, state) for one in whole], "purpose": purpose,
        "principal": who.id, "unit": who.unit,
    }  # fmt: skip
    with look(request, "review.batch", purpose=purpose):
        job, _ = state.runner.start(
            work.REVIEWS, who.id, asked, key=idempotency_key, fingerprint=work.fingerprint(body)
        )
    return started(job)


def _purpose(request: Request, principal: str, stated: str | None) -> str:
    purpose = with_purpose(Viewer(principal, purpose=request.state.purpose), stated).purpose
    if not purpose:
        raise PurposeRequired(
            "a review looks at persons and needs a purpose: send purpose or X-Purpose",
            "审查涉及自然人，须注明用途：请提供 purpose 或 X-Purpose",
        )
    return purpose


def _asked(body: reviews.ReviewBody, state: ApiState) -> dict[str, Any]:
    """The request as it is evaluated and kept: as it was given, with the policy named, without the purpose."""
    instant = bounds.question(body, state.settings).as_known_at
    found = body.model_dump(mode="json", exclude={"purpose", "as_known_at", "of_lot", "tender"}, exclude_unset=True)
    tender = body.tender or body.of_lot
    if tender is not None:
        found["tender"] = tender.model_dump(mode="json", exclude_unset=True, exclude_none=True)
    return {**found, "policy": body.policy or state.settings.policy, **({"as_known_at": instant} if instant else {})}


def _known_at(body: reviews.WhatIfBody, found: Opened) -> str | None:
    """The instant that is meant, UTC."""
    if body.known and body.as_known_at:
        raise InvalidInput("give known or as_known_at, not both", "known 与 as_known_at 只能填一项", parameter="known")
    if not (body.known or body.as_known_at or body.regime or body.rules == "now"):
        raise InvalidInput(
            "say what to change: known, as_known_at, rules or regime",
            "请指定 known、as_known_at、rules 或 regime",
            parameter="known",
        )
    if body.known == "then":
        return _utc(datetime.fromisoformat(found.run.result["tender"]["submission_deadline"]))
    if body.known == "now":
        return _utc(datetime.now(UTC))
    return _utc(body.as_known_at) if body.as_known_at else None


def _utc(at: datetime) -> str:
    try:
        return at.astimezone(UTC).isoformat(timespec="microseconds")
    except OverflowError:
        raise InvalidInput(
            "as_known_at lies outside the calendar", "as_known_at 超出历法范围", parameter="as_known_at"
        ) from None


def _chosen(found: Opened, query: reviews.FindingsQuery) -> list[dict[str, Any]]:
    decided = found.decided
    rows = []
    for finding in found.run.result["findings"]:
        decision = decided.get(finding["id"])
        settled = decision is not None and decision.standing == "in_force" and not decision.evidence_changed
        wanted = (
            query.verdict in (None, finding["verdict"]) and query.rule in (None, finding["rule"])
            and (query.party is None or query.party in finding["parties"]) and query.decided in (None, settled)
        )  # fmt: skip
        if wanted:
            rows.append({**finding, "decision": shown_decision(decision) if decision else None})
    return rows
