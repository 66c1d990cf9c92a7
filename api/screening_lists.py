"""Lists of parties screened as files, as jobs. The list is removed when it is screened; the result is kept for a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from api.job_files import consumed, emptied
from api.kept import kept, restored
from api.ports import ListFilesPort, ScreeningPort
from api.wire.screening import ScreeningParty
from graph_service.errors import InvalidInput, NotFound
from graph_service.operations.jobs import Job, JobRunner, Progress
from graph_service.operations.store import OperationalStore
from graph_service.screening.request import Item, Options
from graph_service.services import Question, Viewer

LISTS = "screening-list"
RESULT = "result"


def asked(folder: Path, file: str, question: Question, viewer: Viewer, unit: str, options: Options, form: str,
          language: str) -> dict[str, Any]:  # fmt: skip
    """The job's request."""
    return {
        "folder": str(folder), "file": file, "result": f"{RESULT}.{form}", "language": language, "unit": unit,
        "options": Item("", (), options).as_dict()["options"], **kept(question, viewer),
    }  # fmt: skip


def register(runner: JobRunner, services: object, store: OperationalStore, lists: ListFilesPort | None) -> None:
    """Make the runner able to screen lists, where this service does."""
    if not isinstance(services, ScreeningPort) or lists is None:
        return
    port, jobs = services, store.folder / "jobs"

    def work(job: Job, progress: Progress) -> dict[str, Any]:
        request, folder = job.request, Path(job.request["folder"])
        source = folder / request["file"]
        if not source.exists():
            raise NotFound("the list of this job is no longer here; send it again", "该任务的名单已不存在，请重新提交")
        question, viewer = restored(request, paths=0)
        memory = store.dismissals.of(request["unit"])
        done = 0

        def screen(parties: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
            items = [_item(port, party, request) for party in parties]
            return port.screen(items, question, viewer, memory=memory, progress=lambda n: progress(done + n))

        def after(read: int) -> None:
            nonlocal done
            done = read
            progress(read)

        with consumed(folder):
            result = emptied(jobs, job.id) / request["result"]
            return lists.screened(
                source, result, screen, request["language"], after, viewer.purpose, request["options"]
            )

    runner.register(LISTS, work)


def _item(port: ScreeningPort, party: Mapping[str, Any], request: Mapping[str, Any]) -> Item:
    """One line as an item; a value that no party can have makes it a fault of that line alone."""
    chosen: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in request["options"].items()}
    options = Options(**chosen)
    key = str(party["key"])
    try:
        described = ScreeningParty.model_validate(dict(party)).described()
    except ValidationError as error:
        place = str((error.errors()[0]["loc"] or ("",))[0])
        wrong = InvalidInput(f"{place}: cannot be used as it stands", f"{place}：取值无法使用")
        fault = {"code": wrong.code, "en": wrong.en, "zh": wrong.zh}
        return replace(Item(key, (), options), fault=fault)
    return port.screening_item(key, described, options)
