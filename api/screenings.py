"""Screenings as jobs. The parties lie in a file of the job's own folder, which is removed with it: they name people."""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

from fastapi import Path as PathParameter

from api.ports import ScreeningPort
from graph_service.errors import EngineUnavailable, GuanlianError, NotFound
from graph_service.operations.dismissals import Dismissals
from graph_service.operations.jobs import Job, JobCancelled, JobRunner, Progress, Work
from graph_service.operations.store import OperationalStore
from graph_service.screening.request import Item
from graph_service.services import Question, Viewer

SCREENING = "screening"
UPLOADS = "uploads"
DismissalPath = Annotated[str, PathParameter(pattern=r"^[0-9a-f]{24}$", examples=["2b6f0cc904d137be2e173023"])]


def kept(
    items: Collection[Item], question: Question, viewer: Viewer, unit: str, include: Collection[str], root: Path
) -> dict[str, Any]:
    """The job's request. The instant of knowledge is fixed now, so that all parties see one data version."""
    folder = root / "jobs" / UPLOADS / secrets.token_hex(12)
    folder.mkdir(parents=True, mode=0o700)
    content = json.dumps([item.as_dict() for item in items], ensure_ascii=False)
    (folder / "parties.json").write_text(content, encoding="utf-8")
    return {
        "folder": str(folder), "as_of": question.as_of.isoformat() if question.as_of else None,
        "as_known_at": question.as_known_at or datetime.now(UTC).isoformat(timespec="microseconds"),
        "policy": question.policy, "principal": viewer.principal, "roles": sorted(viewer.roles),
        "purpose": viewer.purpose, "unit": unit, "answering": viewer.unit, "include": sorted(include),
    }  # fmt: skip


def discard(request: Mapping[str, Any]) -> None:
    """Remove the parties of a job that is not needed."""
    shutil.rmtree(request["folder"], ignore_errors=True)


def register(runner: JobRunner, services: object, store: OperationalStore) -> None:
    """Make the runner able to screen, where this service does."""
    if isinstance(services, ScreeningPort):
        runner.register(SCREENING, screening(services, store.dismissals))


def screening(services: ScreeningPort, memory: Dismissals) -> Work:
    """What a job of this kind does."""

    def work(job: Job, progress: Progress) -> dict[str, Any]:
        try:
            found = _screened(services, memory, job.request, progress)
        except (EngineUnavailable, JobCancelled):
            raise  # the parties stay: the job can be resumed
        except GuanlianError:
            discard(job.request)
            raise
        discard(job.request)
        return found

    return work


def _screened(
    services: ScreeningPort, memory: Dismissals, asked: Mapping[str, Any], progress: Progress
) -> dict[str, Any]:
    path = Path(asked["folder"]) / "parties.json"
    if not path.exists():
        raise NotFound(
            "the parties of this job are no longer here; send them again", "该任务的主体清单已不存在，请重新提交"
        )
    items = [Item.of_dict(kept) for kept in json.loads(path.read_text(encoding="utf-8"))]
    day = date.fromisoformat(asked["as_of"]) if asked["as_of"] else None
    question = Question(day, asked["as_known_at"], asked["policy"], paths=0)
    viewer = Viewer(asked["principal"], frozenset(asked["roles"]), asked["purpose"], asked["answering"])
    return services.screen(
        items, question, viewer, include=asked["include"], memory=memory.of(asked["unit"]), progress=progress
    )
