"""The reviewer's desk as requests find it, who may sit at it, and how a review is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Annotated, Any

from fastapi import Depends, Path, Request

from api.ports import DossierPort, ReviewsPort
from api.security import Looked, RequireRole, look
from api.state import StateDep, not_offered
from graph_service.dossier.decisions import Decided
from graph_service.dossier.desk import Opened, ReviewDesk, shown_event, shown_request
from graph_service.dossier.keys import SigningKeys
from graph_service.operations.reviews import Author, Event, Review, Run
from graph_service.operations.store import Principal

ReviewerDep = Annotated[Principal, Depends(RequireRole("reviewer"))]
ReviewReaderDep = Annotated[Principal, Depends(RequireRole("reviewer", "auditor"))]
ReviewPath = Annotated[
    str, Path(pattern=r"^[0-9a-f]{24}$", description="A review.", examples=["2b6f0cc904d137be2e173023"])
]


def desk(state: StateDep) -> ReviewDesk:
    """404 where this service has no evaluation of tenders."""
    if not isinstance(state.services, ReviewsPort):
        raise not_offered("tender reviews", "招投标审查")
    settings = state.settings
    keys = SigningKeys(settings.attestation_key_file)
    return ReviewDesk(state.services.review, state.store.reviews, keys, settings.review_four_eyes)


def dossier(state: StateDep) -> DossierPort:
    if state.dossier is None:
        raise not_offered("reports and spreadsheets of reviews", "审查报告与名单文件")
    return state.dossier


def source_names(state: StateDep) -> Mapping[str, str]:
    """None where this service has no evaluation of tenders: then there is no review either."""
    return state.services.source_names() if isinstance(state.services, ReviewsPort) else {}


SourceNamesDep = Annotated[Mapping[str, str], Depends(source_names)]
DeskDep = Annotated[ReviewDesk, Depends(desk)]
DossierDep = Annotated[DossierPort, Depends(dossier)]


def opened(review: ReviewPath, who: ReviewReaderDep, of: DeskDep) -> Opened:
    """A review of the principal's unit or one below it."""
    return of.get(review, who.unit)


OpenedDep = Annotated[Opened, Depends(opened)]


def author(who: Principal) -> Author:
    return Author(who.id, who.unit)


@contextmanager
def look_into(request: Request, action: str, found: Opened) -> Iterator[Looked]:
    """Record a look into a review and at the persons in it. Its own purpose stands where the request states none."""
    with look(request, action, found.review.id, purpose=request.state.purpose or found.review.purpose) as looked:
        looked.persons(found.run.result)
        yield looked


def shown_review(found: Opened) -> dict[str, Any]:
    """A review whole: the request, the answer, the decisions that count, everything done."""
    return {
        **summary(found.review, found.run), "purpose": found.review.purpose, "request": shown_request(found.run.request),
        "result": found.run.result, "decisions": {key: shown_decision(d) for key, d in found.decided.items()},
        "events": [without_file(event) for event in found.events],
    }  # fmt: skip


def summary(review: Review, run: Run) -> dict[str, Any]:
    return {
        "id": review.id, "title": review.title, "unit": review.unit, "state": review.state,
        "principal": review.principal, "created_at": review.created_at, "updated_at": review.updated_at,
        "summary": run.summary,
        "run": {
            "number": run.number, "cause": run.cause, "at": run.at, "principal": run.principal, "hash": run.hash,
            "data_version": run.data_version,
        },
    }  # fmt: skip


def shown_decision(found: Decided) -> dict[str, Any]:
    event, second = found.event, found.second
    return {
        **event.content, "number": event.number, "run": event.run, "principal": event.principal, "at": event.at,
        "standing": found.standing, "evidence_changed": found.evidence_changed,
        "second": {**second.content, "principal": second.principal, "at": second.at} if second else None,
    }  # fmt: skip


def without_file(event: Event) -> Mapping[str, Any]:
    """An event without the signed file that it may hold, which is fetched by itself."""
    shown = shown_event(event)
    return {**shown, "content": {name: value for name, value in event.content.items() if name != "file"}}
