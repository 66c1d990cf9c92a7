"""What people do in a review: decide findings, agree as second person, note official queries, attest, seal."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response

from api.canonical import reply
from api.desk import DeskDep, OpenedDep, ReviewerDep, author, look_into, without_file
from api.routers.common import new_router
from api.security import PrincipalDep
from api.state import StateDep
from api.wire import reviews
from graph_service.dossier.desk import Opened
from graph_service.dossier.keys import SigningKeys
from graph_service.errors import NotFound
from graph_service.operations.reviews import Event

router: APIRouter = new_router("reviews")
NumberPath = Annotated[int, Path(ge=1, le=2**53, description="The number of an event.", examples=[1])]
SIGNED: dict[int | str, dict[str, Any]] = {
    200: {"model": dict[str, Any], "description": "The signed file; its bytes are what is signed"},
    201: {"model": dict[str, Any], "description": "The signed file; its bytes are what is signed"},
}


@router.post(
    "/reviews/{review}/decisions", status_code=201, summary="Decide a finding", response_model=reviews.EventReply
)
def decide(request: Request, found: OpenedDep, body: reviews.DecisionBody, who: ReviewerDep, of: DeskDep) -> Response:
    """Appended: the last decision of a finding counts, earlier ones stay. A reason is obligatory."""
    with look_into(request, "review.decide", found):
        return _done(request, found, of.decide(found, author(who), body.model_dump(mode="json")))


@router.post(
    "/reviews/{review}/decisions/{number}/second", status_code=201, summary="Agree to another's decision, or do not",
    response_model=reviews.EventReply,
)  # fmt: skip
def second(
    request: Request, found: OpenedDep, number: NumberPath, body: reviews.SecondBody, who: ReviewerDep, of: DeskDep
) -> Response:
    """Where two persons are asked for (four eyes), a decision counts once another one agreed."""
    with look_into(request, "review.second", found):
        return _done(request, found, of.second(found, author(who), number, body.model_dump(mode="json")))


@router.post(
    "/reviews/{review}/official-queries", status_code=201, summary="Note a query of an official channel",
    response_model=reviews.EventReply,
)  # fmt: skip
def official_query(
    request: Request, found: OpenedDep, body: reviews.OfficialQueryBody, who: ReviewerDep, of: DeskDep
) -> Response:
    """Who looked where and when, with the hash of the screenshot. Our records never replace it."""
    content = {"checked_by": who.id, **body.model_dump(mode="json", exclude_none=True)}
    with look_into(request, "review.official_query", found):
        return _done(request, found, of.record_query(found, author(who), content))


@router.post(
    "/reviews/{review}/attestations", status_code=201, summary="Attest a search that found nothing, signed",
    responses={201: SIGNED[201]}, response_class=Response,
)  # fmt: skip
def attest(
    request: Request, found: OpenedDep, body: reviews.AttestationBody, who: ReviewerDep, of: DeskDep
) -> Response:
    """409 `attestation_refused` says why it would say too much. Verify it offline: `guanlian verify`."""
    with look_into(request, "review.attest", found):
        raw = of.attest(found, author(who), [(a, b) for a, b in body.pairs])
    return _file(raw, f"attestation-{found.review.id}.json", 201)


@router.get(
    "/reviews/{review}/attestations/{number}", summary="An attestation, as it was signed",
    responses={200: SIGNED[200]}, response_class=Response,
)  # fmt: skip
def attestation(request: Request, found: OpenedDep, number: NumberPath) -> Response:
    with look_into(request, "review.attestation", found):
        raw = _signed(found, "attestation", number)
    return _file(raw, f"attestation-{found.review.id}-{number}.json")


@router.post(
    "/reviews/{review}/seal", status_code=201, summary="Close a review for good and sign everything in it",
    responses={201: SIGNED[201]}, response_class=Response,
)  # fmt: skip
def seal(request: Request, found: OpenedDep, who: ReviewerDep, of: DeskDep) -> Response:
    with look_into(request, "review.seal", found):
        raw = of.seal(found, author(who))
    return _file(raw, f"review-{found.review.id}.json", 201)


@router.get(
    "/reviews/{review}/seal", summary="The sealed review, as it was signed", responses={200: SIGNED[200]},
    response_class=Response,
)  # fmt: skip
def sealed(request: Request, found: OpenedDep) -> Response:
    with look_into(request, "review.sealed", found):
        raw = _signed(found, "seal", None)
    return _file(raw, f"review-{found.review.id}.json")


@router.get(
    "/attestation-keys", summary="The public keys that this service signs with", response_model=reviews.TrustedKeysReply
)
def attestation_keys(request: Request, state: StateDep, who: PrincipalDep) -> Response:
    """A list fetched from here proves nothing by itself: compare the key ids by another way."""
    settings = state.settings
    return reply(request, SigningKeys(settings.attestation_key_file).trusted(settings.issuer))


def _done(request: Request, found: Opened, event: Event) -> Response:
    return reply(request, {"review": found.review.id, "event": without_file(event)}, status=201)


def _signed(found: Opened, kind: str, number: int | None) -> bytes:
    for event in reversed(found.events):
        if event.kind == kind and number in (None, event.number):
            return str(event.content["file"]).encode()
    raise NotFound("this review has no such signed file", "该审查没有这份签名文件")


def _file(raw: bytes, name: str, status: int = 200) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(raw, status, media_type="application/json", headers=headers)
