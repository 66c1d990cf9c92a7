"""Limits that are settings: a refused request says which limit, and how to stay under it."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from api.wire.requests import When
from graph_service.errors import InvalidInput, LimitExceeded
from graph_service.services import Question
from graph_service.settings import Settings

_ADVICE = {
    "depth": ("ask for fewer steps and expand further from what you find", "请减少层数，再从结果继续展开"),
    "max_length": ("ask for shorter paths", "请缩短路径长度"),
    "limit_nodes": ("ask for fewer parties, or choose kinds", "请减少节点数或限定关系种类"),
    "max_nodes": ("search fewer parties; the reply then says what bound holds", "请减少搜索的主体数，结果会给出上界"),
    "ids": ("split the parties over several jobs", "请分多个任务提交"),
    "tenders": ("split the lots over several jobs", "请分多个任务提交"),
    "parties": ("split the parties over several screenings", "请分多次提交"),
    "limit": ("take smaller pages and follow next_cursor", "请减小每页条数并使用 next_cursor"),
}


def within(name: str, value: int, limit: int, setting: str) -> None:
    """``LimitExceeded`` where a parameter is over the limit of a setting."""
    if value > limit:
        english, chinese = _ADVICE[name]
        raise LimitExceeded(
            f"{name} may be at most {limit} (GUANLIAN_{setting.upper()}); {english}",
            f"{name} 最大为 {limit}（GUANLIAN_{setting.upper()}）；{chinese}",
            parameter=name,
            limit=limit,
        )


def page(limit: int, settings: Settings) -> int:
    within("limit", limit, settings.max_page, "max_page")
    return limit


def question(when: When, settings: Settings, **more: Any) -> Question:
    """The question as the services take it."""
    return Question(when.as_of, _instant(when), when.policy or settings.policy, **more)


def _instant(when: When) -> str | None:
    """As data versions are stamped: UTC, so that text order is time order."""
    if when.as_known_at is None:
        return None
    try:
        return when.as_known_at.astimezone(UTC).isoformat(timespec="microseconds")
    except OverflowError:
        raise InvalidInput(
            "as_known_at lies outside the calendar", "as_known_at 超出历法范围", parameter="as_known_at"
        ) from None
