"""Answers about every party at once, as jobs whose results are tables in files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from api.job_files import emptied
from api.kept import restored
from api.ports import WholeGraphPort
from graph_service.operations.jobs import Job, JobRunner, Progress

ALL_EXPOSURES, ALL_OWNERSHIP = "exposures_of_all", "ownership_of_all"
MEDIA_TYPES = {".parquet": "application/vnd.apache.parquet", ".csv": "text/csv"}


def register(runner: JobRunner, services: object, jobs: Path) -> None:
    """Make the runner able to answer about everybody, where this service does. ``jobs``: where files of jobs lie."""
    if not isinstance(services, WholeGraphPort):
        return

    def exposures(job: Job, progress: Progress) -> dict[str, Any]:
        folder = emptied(jobs, job.id)
        table = folder / "exposures.parquet"
        found = services.exposure_of_all(
            table, *restored(job.request), persons=job.request["persons"], progress=progress
        )
        return _with_tables(found, folder)

    def ownership(job: Job, progress: Progress) -> dict[str, Any]:
        folder = emptied(jobs, job.id)
        found = services.ownership_of_all(folder, *restored(job.request), form=job.request["format"], progress=progress)
        return _with_tables(found, folder)

    runner.register(ALL_EXPOSURES, exposures, alone=True)
    runner.register(ALL_OWNERSHIP, ownership, alone=True)


def _with_tables(found: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    names = sorted(path.name for path in folder.iterdir() if path.suffix in MEDIA_TYPES)
    return {**found, "tables": names}
