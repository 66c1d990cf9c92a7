"""Who asks and about when, as a job keeps it: plain data, so that the job can be taken up again by another process."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from graph_service.services import Question, Viewer


def kept(question: Question, viewer: Viewer) -> dict[str, Any]:
    """The part of a job's request that says who asks and about when. The instant of knowledge is fixed now: all parties,
    and a resumed job, see one data version."""
    return {
        "as_of": question.as_of.isoformat() if question.as_of else None,
        "as_known_at": question.as_known_at or datetime.now(UTC).isoformat(timespec="microseconds"),
        "policy": question.policy, "principal": viewer.principal, "roles": sorted(viewer.roles),
        "purpose": viewer.purpose, "answers_for": viewer.unit,
    }  # fmt: skip


def restored(request: Mapping[str, Any], **options: Any) -> tuple[Question, Viewer]:
    """Who asked, with the rights of then, and about when. ``options``: further fields of the question."""
    day = date.fromisoformat(request["as_of"]) if request["as_of"] else None
    viewer = Viewer(request["principal"], frozenset(request["roles"]), request["purpose"], request["answers_for"])
    return Question(day, request["as_known_at"], request["policy"], **options), viewer
