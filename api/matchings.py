"""The matching of all parties as a job."""

from __future__ import annotations

from typing import Any

from api.ports import MatchingPort
from graph_service.operations.jobs import Job, JobRunner, Progress
from graph_service.settings import Settings

MATCHING = "matching"


def asked(least: str | None, block_limit: int | None, settings: Settings) -> dict[str, Any]:
    """The job's request, with what the settings say where it says nothing."""
    return {"least": least or settings.match_least, "block_limit": block_limit or settings.match_block_limit}


def register(runner: JobRunner, services: object) -> None:
    """Make the runner able to match, where this service does."""
    if not isinstance(services, MatchingPort):
        return

    def work(job: Job, progress: Progress) -> dict[str, Any]:
        return services.match_all(least=job.request["least"], block_limit=job.request["block_limit"], progress=progress)

    runner.register(MATCHING, work, alone=True)
