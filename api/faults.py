"""Validation errors in the words of a caller: where, what, and how to mend it. Never what was sent: it may be personal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from api.wire.patterns import WORDS as PATTERN_WORDS
from graph_service.errors import said

MAX_FAULTS = 20
_WORDS: dict[str, tuple[str, str]] = {
    "missing": ("is required", "缺少该项"),
    "extra_forbidden": ("is not a parameter here", "此处没有这个参数"),
    "string_too_short": ("must have at least {min_length} characters", "至少 {min_length} 个字符"),
    "string_too_long": ("may have at most {max_length} characters", "最多 {max_length} 个字符"),
    "string_pattern_mismatch": ("must match {pattern}", "格式应为 {pattern}"),
    "string_type": ("must be text", "应为文本"),
    "greater_than_equal": ("must be at least {ge}", "不得小于 {ge}"),
    "greater_than": ("must be greater than {gt}", "应大于 {gt}"),
    "less_than_equal": ("may be at most {le}", "不得大于 {le}"),
    "less_than": ("must be less than {lt}", "应小于 {lt}"),
    "literal_error": ("must be {expected}", "应为 {expected} 之一"),
    "int_parsing": ("must be a whole number", "应为整数"),
    "int_type": ("must be a whole number", "应为整数"),
    "bool_parsing": ("must be true or false", "应为 true 或 false"),
    "date_from_datetime_parsing": ("must be a day, YYYY-MM-DD", "应为日期 YYYY-MM-DD"),
    "date_parsing": ("must be a day, YYYY-MM-DD", "应为日期 YYYY-MM-DD"),
    "datetime_from_date_parsing": ("must be an instant, YYYY-MM-DDThh:mm:ssZ", "应为时刻 YYYY-MM-DDThh:mm:ssZ"),
    "datetime_parsing": ("must be an instant, YYYY-MM-DDThh:mm:ssZ", "应为时刻 YYYY-MM-DDThh:mm:ssZ"),
    "timezone_aware": ("must say its time zone (end it with Z)", "须注明时区（以 Z 结尾）"),
    "too_short": ("must have at least {min_length} entries", "至少 {min_length} 项"),
    "too_long": ("may have at most {max_length} entries", "最多 {max_length} 项"),
    "json_invalid": ("is not JSON", "不是有效的 JSON"),
    "list_type": ("must be a list", "应为列表"),
    "decimal_parsing": ("must be a number", "应为数字"),
}
_OTHERWISE = ("is not valid", "无效")


def faults(found: Sequence[Mapping[str, Any]], route: Any, chosen: str) -> list[dict[str, Any]]:
    """Each fault with ``location``, ``message``, ``kind`` and, where one is near, ``nearest`` valid name."""
    return [_fault(fault, route, chosen) for fault in found[:MAX_FAULTS]]


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The valid name that was probably meant."""
    close = get_close_matches(name, list(names), n=1, cutoff=0.5)
    return close[0] if close else None


def query_names(route: Any) -> dict[str, bool]:
    """The query parameters of a route; true where one may be repeated."""
    found: dict[str, bool] = {}
    for dependant in _dependants(getattr(route, "dependant", None)):
        for field in dependant.query_params:
            model = field.field_info.annotation
            fields = _fields(model) if _is_model(model) else {field.alias: field.field_info}
            found.update({name: "list" in str(info.annotation).lower() for name, info in fields.items()})
    return found


def _dependants(root: Any) -> Iterable[Any]:
    if root is None:
        return
    yield root
    for child in root.dependencies:
        yield from _dependants(child)


def _body_names(route: Any) -> list[str]:
    field = getattr(route, "body_field", None)
    model = field.field_info.annotation if field else None
    return list(_fields(model)) if _is_model(model) else []


def _fields(model: Any) -> dict[str, Any]:
    return dict(model.model_fields)


def _is_model(found: Any) -> bool:
    return isinstance(found, type) and issubclass(found, BaseModel)


def _fault(fault: Mapping[str, Any], route: Any, chosen: str) -> dict[str, Any]:
    kind = str(fault["type"])
    context = {name: str(value) for name, value in fault.get("ctx", {}).items()}
    words = PATTERN_WORDS.get(context.get("pattern", "")) or _WORDS.get(kind, _OTHERWISE)
    template = words[0 if chosen == "en" else 1]
    message = said(context["error"], chosen) if kind == "value_error" else template.format_map(_Known(context))
    reply = {"location": _location(fault["loc"]), "message": message, "kind": kind}
    if kind == "extra_forbidden":
        names = query_names(route) if fault["loc"][0] == "query" else _body_names(route)
        if near := nearest(str(fault["loc"][-1]), names):
            reply["nearest"] = near
            reply["message"] += f"; did you mean {near}?" if chosen == "en" else f"；是否指 {near}？"
    return reply


def _location(parts: Sequence[Any]) -> str:
    return ".".join(str(part)[:60] for part in parts)


class _Known(dict[str, str]):
    """A context in which what pydantic did not say stays blank."""

    def __missing__(self, name: str) -> str:
        return "…"
