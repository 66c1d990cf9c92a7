"""The routes of ``/api/v1``. Handlers are plain functions: the driver is synchronous, FastAPI runs them in threads."""

from __future__ import annotations

from api.routers import (
    admin,
    entities,
    erasures,
    exposure,
    jobs,
    judgements,
    loads,
    lots,
    matching,
    overview,
    ownership,
    policies,
    quality,
    records,
    relations,
    review_acts,
    review_files,
    reviews,
    rules,
    screening,
    screening_lists,
    views,
    wholegraph,
)

ROUTERS = (
    overview.router, entities.router, relations.router, exposure.router, records.router, loads.router, lots.router,
    policies.router, judgements.router, matching.router, screening.router, screening_lists.router, jobs.router, admin.router, erasures.router,
    reviews.router, review_acts.router, review_files.router, rules.router, views.router, ownership.router, quality.router,
    wholegraph.router,
)  # fmt: skip
