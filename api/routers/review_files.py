"""Reviews as files: spreadsheets of bidders in, reports and letters out."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, File, Query, Request, Response, UploadFile

from api.canonical import reply
from api.desk import DossierDep, OpenedDep, ReviewerDep, ReviewReaderDep, SourceNamesDep, look_into
from api.job_files import saved
from api.ports import Download
from api.routers.common import new_router
from api.wire import reviews
from graph_service.dossier.document import document

router: APIRouter = new_router("reviews")
BINARY: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {
            kind: {"schema": {"type": "string", "format": "binary"}}
            for kind in ("application/pdf", "application/octet-stream", "text/markdown")
        },
        "description": "The file",
    }
}


@router.post(
    "/tender-files", summary="Read the bidders of one or more lots from a spreadsheet",
    response_model=reviews.TendersReply,
)  # fmt: skip
def tender_file(
    request: Request, who: ReviewerDep, of: DossierDep,
    file: Annotated[UploadFile, File(description="Excel or CSV, with Chinese or English headers.")],
) -> Response:  # fmt: skip
    """Nothing is kept: look at what was understood, then send it to `POST /reviews`."""
    with tempfile.TemporaryDirectory() as folder:
        return reply(request, of.tenders(saved(Path(folder), file)))


@router.get(
    "/reviews/{review}/report",
    summary="The report of a review: PDF or Excel",
    response_class=Response,
    responses=BINARY,
)
def report(
    request: Request,
    who: ReviewReaderDep,
    found: OpenedDep,
    query: Annotated[reviews.ReportQuery, Query()],
    of: DossierDep,
    names: SourceNamesDep,
) -> Response:
    """The same review in the same state gives the same bytes. Names of persons are masked for all but reviewers."""
    masked = query.masked or "reviewer" not in who.roles
    with look_into(request, "review.report", found):
        return _download(of.report(document(found, names, masked=masked), query.format))


@router.get(
    "/reviews/{review}/letters", summary="Drafts of letters that ask for clarification of open findings",
    response_class=Response, responses=BINARY,
)  # fmt: skip
def letters(
    request: Request,
    found: OpenedDep,
    query: Annotated[reviews.LettersQuery, Query()],
    of: DossierDep,
    names: SourceNamesDep,
) -> Response:
    """One letter a bidder, of its open findings; persons' names are masked."""
    with look_into(request, "review.letters", found):
        return _download(of.letters(document(found, names, masked=True), query.format))


def _download(found: Download) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{found.name}"'}
    return Response(found.content, media_type=found.media_type, headers=headers)
