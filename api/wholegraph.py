"""Answers about every party at once, as jobs whose results are tables in files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from api.ports import WholeGraphPort
from graph_service.operations.jobs import Job, JobRunner, Progress
from graph_service.services import Question, Viewer

ALL_EXPOSURES, ALL_OWNERSHIP = "exposures_of_all", "ownership_of_all"
TABLES = "tables"
MEDIA_TYPES = {".parquet": "application/vnd.apache.parquet", ".csv": "text/csv"}


def asked(question: Question, viewer: Viewer, **more: Any) -> dict[str, Any]:
    """The job's request. The instant of knowledge is fixed now: a resumed job answers from the same data version."""
    return {
        "as_of": question.as_of.isoformat() if question.as_of else None,
        "as_known_at": question.as_known_at or datetime.now(UTC).isoformat(timespec="microseconds"),
        "policy": question.policy, "principal": viewer.principal, "roles": sorted(viewer.roles),
        "purpose": viewer.purpose, "unit": viewer.unit, **more,
    }  # fmt: skip


def register(runner: JobRunner, services: object, jobs: Path) -> None:
    """Make the runner able to answer about everybody, where this service does. ``jobs``: where files of jobs lie."""
    if not isinstance(services, WholeGraphPort):
        return

    def exposures(job: Job, progress: Progress) -> dict[str, Any]:
        folder = _emptied(jobs, job)
        table = folder / "exposures.parquet"
        found = services.exposure_of_all(table, *_of(job), persons=job.request["persons"], progress=progress)
        return _with_tables(found, folder)

    def ownership(job: Job, progress: Progress) -> dict[str, Any]:
        folder = _emptied(jobs, job)
        found = services.ownership_of_all(folder, *_of(job), form=job.request["format"], progress=progress)
        return _with_tables(found, folder)

    runner.register(ALL_EXPOSURES, exposures, alone=True)
    runner.register(ALL_OWNERSHIP, ownership, alone=True)


def table(jobs: Path, job: str, name: str) -> Path | None:
    """A table of a finished job, while it is kept."""
    found = jobs / TABLES / job / name
    return found if found.is_file() and found.suffix in MEDIA_TYPES else None


def _emptied(jobs: Path, job: Job) -> Path:
    """The folder of the job's tables, without what an interrupted run left."""
    folder = jobs / TABLES / job.id
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for left in folder.iterdir():
        left.unlink()
    return folder


def _of(job: Job) -> tuple[Question, Viewer]:
    kept = job.request
    day = date.fromisoformat(kept["as_of"]) if kept["as_of"] else None
    viewer = Viewer(kept["principal"], frozenset(kept["roles"]), kept["purpose"], kept["unit"])
    return Question(day, kept["as_known_at"], kept["policy"]), viewer


def _with_tables(found: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    names = sorted(path.name for path in folder.iterdir() if path.suffix in MEDIA_TYPES)
    return {**found, "tables": names}
