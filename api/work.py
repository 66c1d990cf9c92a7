"""The kinds of long work: what each does with its request, which is plain data so that a job can be taken up again."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from api.canonical import canonical
from api.job_files import RESULTS, UPLOADS, consumed
from api.kept import kept, restored
from api.ports import LoaderPort, ReviewsPort, ServicesPort
from api.screening_lists import LISTS
from api.screenings import SCREENING
from graph_service.dossier.desk import ReviewDesk
from graph_service.dossier.keys import SigningKeys
from graph_service.errors import EngineUnavailable, GuanlianError, Merged, NotFound, StoreUnavailable
from graph_service.exposure.evaluate import Exposure
from graph_service.operations.jobs import Job, JobRunner, JobTable, Progress, Work
from graph_service.operations.reviews import Author
from graph_service.operations.store import OperationalStore
from graph_service.services import Question, Viewer
from graph_service.settings import Settings

EXPOSURES, LOAD, REVIEWS = "exposures", "load", "reviews"


def register(runner: JobRunner, services: ServicesPort, loader: LoaderPort | None) -> None:
    """Make the runner able to run every kind that this service offers."""
    runner.register(EXPOSURES, _exposures(services))
    if loader is not None:
        runner.register(LOAD, _load(loader))


def register_reviews(runner: JobRunner, services: ServicesPort, store: OperationalStore, settings: Settings) -> None:
    """Batches of reviews, where this service evaluates tenders."""
    if isinstance(services, ReviewsPort):
        keys = SigningKeys(settings.attestation_key_file)
        runner.register(REVIEWS, _reviews(ReviewDesk(services.review, store.reviews, keys, settings.review_four_eyes)))


def clean(table: JobTable, folder: Path, days: int) -> None:
    """Remove old results, and uploads that no job can still be resumed with: both may speak of persons."""
    oldest = time.time() - days * 86400
    wanted = {str(job.request.get("folder")) for kind in (LOAD, SCREENING, LISTS) for job in table.resumable(kind)}
    for path in (*folder.glob("*.json"), *folder.glob(f"{UPLOADS}/*"), *folder.glob(f"{RESULTS}/*")):
        upload = path.parent.name == UPLOADS
        if path.stat().st_mtime < oldest or (upload and str(path) not in wanted):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def fingerprint(body: BaseModel) -> str:
    """Names a request, so that an idempotency key cannot stand for two."""
    return hashlib.sha256(canonical(body.model_dump(mode="json"))).hexdigest()


def exposures_request(body: Any, asked: Question, viewer: Viewer) -> dict[str, Any]:
    """The job's request."""
    return {"ids": list(dict.fromkeys(body.ids)), "max_nodes": body.max_nodes, **kept(asked, viewer)}


def _exposures(services: ServicesPort) -> Work:
    def work(job: Job, progress: Progress) -> dict[str, Any]:
        asked = job.request
        question, viewer = restored(asked, max_nodes=asked["max_nodes"], paths=0)
        found = []
        for number, identifier in enumerate(asked["ids"], 1):
            found.append(_one(services, identifier, question, viewer))
            progress(number)
        echo = {name: asked[name] for name in ("as_of", "as_known_at", "policy", "max_nodes")}
        return {"effective": echo, "parties": found}

    return work


def _one(services: ServicesPort, identifier: str, question: Question, viewer: Viewer) -> dict[str, Any]:
    """One party's line. A party that is unknown or merged does not end the job."""
    try:
        return {"id": identifier, **_line(services.score(identifier, question, viewer))}
    except Merged as error:
        return {"id": identifier, "error": error.code, "survivor": error.facts["survivor"]}
    except NotFound as error:
        return {"id": identifier, "error": error.code}


def _line(score: Exposure) -> dict[str, Any]:
    return {
        "score": round(score.score, 6), "level": score.level.id if score.level else None,
        "source": score.best.source if score.best else None, "truncated": score.truncated,
        "bound": round(score.bound, 6), "as_of": score.on.isoformat(),
    }  # fmt: skip


def _reviews(desk: ReviewDesk) -> Work:
    """Each lot a review of its own, under a key of the job, so that a resumed job makes none twice."""

    def work(job: Job, progress: Progress) -> dict[str, Any]:
        asked = job.request
        author, found = Author(asked["principal"], asked["unit"]), []
        for number, tender in enumerate(asked["tenders"], 1):
            found.append(_reviewed(desk, author, tender, asked["purpose"], f"{job.id}-{number}"))
            progress(number)
        return {"reviews": found, "findings": _counted(found)}

    return work


def _reviewed(desk: ReviewDesk, author: Author, tender: dict[str, Any], purpose: str, key: str) -> dict[str, Any]:
    """One lot's line. A lot that cannot be evaluated does not end the job; an engine or a store that is away does."""
    try:
        made = desk.open(author, tender, purpose, key=key)
    except (EngineUnavailable, StoreUnavailable):
        raise
    except GuanlianError as error:
        return {"title": _title(tender), "error": {"code": error.code, "en": error.en, "zh": error.zh}}
    return {"title": made.review.title, "review": made.review.id, **made.run.summary}


def _title(asked: Mapping[str, Any]) -> Any:
    return (asked.get("tender") or {}).get("title") or asked.get("lot")


def _counted(found: list[dict[str, Any]]) -> dict[str, int]:
    """Findings of all lots by verdict."""
    counts = [row["findings"] for row in found if "findings" in row]
    return {verdict: sum(c[verdict] for c in counts) for verdict in ("ground", "deemed", "indication")}


def _load(loader: LoaderPort) -> Work:
    def work(job: Job, progress: Progress) -> dict[str, Any]:
        asked = job.request
        folder = Path(asked["folder"])
        with consumed(folder):
            return _loaded(loader, asked, folder, progress)

    return work


def _loaded(loader: LoaderPort, asked: Mapping[str, Any], folder: Path, progress: Progress) -> dict[str, Any]:
    day = date.fromisoformat(asked["observed_on"]) if asked["observed_on"] else None
    path = folder / asked["file"]
    if not path.exists():
        raise NotFound("the file of this job is no longer here; send it again", "该任务的文件已不存在，请重新提交")
    mapping = str(folder / asked["mapping_file"]) if asked["mapping_file"] else asked["mapping"]
    return loader.load_file(
        path, mapping=mapping, observed_on=day, snapshot=asked["snapshot"], dry_run=asked["dry_run"],
        progress=progress, allow_loss=asked.get("allow_loss", False),
    )  # fmt: skip
