"""Screenings as jobs. The parties lie in a file of the job's own folder, which is removed with it: they name people."""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Annotated, Any

from fastapi import Path as PathParameter

from api import kept
from api.job_files import consumed, new_folder
from api.ports import ScreeningPort
from graph_service.errors import NotFound
from graph_service.operations.dismissals import Dismissals
from graph_service.operations.jobs import Job, JobRunner, Progress, Work
from graph_service.operations.store import OperationalStore
from graph_service.screening.request import Item
from graph_service.services import Question, Viewer

SCREENING = "screening"
DismissalPath = Annotated[str, PathParameter(pattern=r"^[0-9a-f]{24}$", examples=["2b6f0cc904d137be2e173023"])]


def asked(
    items: Collection[Item], question: Question, viewer: Viewer, unit: str, include: Collection[str], store: Path
) -> dict[str, Any]:
    """The job's request; the parties lie in an upload folder of their own."""
    folder = new_folder(store)
    content = json.dumps([item.as_dict() for item in items], ensure_ascii=False)
    (folder / "parties.json").write_text(content, encoding="utf-8")
    return {
        "folder": str(folder),
        "unit": unit,
        "include": sorted(include),
        **kept.kept(question, viewer),
    }


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
        with consumed(Path(job.request["folder"])):
            return _screened(services, memory, job.request, progress)

    return work


def _screened(
    services: ScreeningPort, memory: Dismissals, asked: Mapping[str, Any], progress: Progress
) -> dict[str, Any]:
    path = Path(asked["folder"]) / "parties.json"
    if not path.exists():
        raise NotFound(
            "the parties of this job are no longer here; send them again", "该任务的主体清单已不存在，请重新提交"
        )
    items = [Item.of_dict(item) for item in json.loads(path.read_text(encoding="utf-8"))]
    question, viewer = kept.restored(asked, paths=0)
    return services.screen(
        items, question, viewer, include=asked["include"], memory=memory.of(asked["unit"]), progress=progress
    )
