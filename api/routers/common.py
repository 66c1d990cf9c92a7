"""What every router shares: the prefix, refusal of unknown parameters, and documented problems."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path

from api.problems import MEDIA_TYPE
from api.state import known_form_fields, known_parameters
from api.wire import requests
from api.wire.replies import Problem

PREFIX = "/api/v1"
_MEANINGS: dict[int, tuple[str, str, str]] = {
    400: ("The body cannot be read", "unreadable", "无法读取请求体；请提交 UTF-8 编码的 JSON"),
    401: ("No key, or one that is not in force", "unauthenticated", "密钥无效、已过期或已吊销"),
    403: ("The role is lacking", "forbidden", "需要角色 loader，请联系 样例县 的管理员"),
    404: ("There is no such thing at this data version", "not_found", "没有这个任务"),
    409: ("Collides with the present state", "conflict", "另一项加载正在进行，请稍后重试"),
    413: ("The body is over the limit", "body_too_large", "请求体最多 1000000 字节"),
    422: ("The request is not valid, or over a limit", "invalid_input", "此处没有参数 as_off；是否指 as_of？"),
    428: ("A look at a person needs a purpose", "purpose_required", "查询自然人须注明用途"),
    429: ("Too many requests; see Retry-After", "rate_limited", "请求过于频繁"),
    500: ("A defect; the log has it under the request id", "internal", "请求失败，原因见日志（请求编号）"),
    503: ("The engine is away; see Retry-After", "engine_unavailable", "图数据库暂时不可用，请稍后重试"),
}


def _documented(status: int) -> dict[str, Any]:
    meaning, code, detail = _MEANINGS[status]
    example = {
        "type": f"urn:guanlian:problem:{code}", "title": meaning, "status": status, "detail": detail, "code": code,
        "request_id": "9f2c4e1a7b3d5f60",
    }  # fmt: skip
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": meaning, "content": {MEDIA_TYPE: {"schema": schema, "example": example}}}


PROBLEMS: Mapping[int | str, dict[str, Any]] = {status: _documented(status) for status in _MEANINGS}
MOVED: Mapping[int | str, dict[str, Any]] = {
    304: {"description": "Unchanged since the ETag that was sent"},
    308: {
        "description": "Merged: `Location` has the same question about the survivor",
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        "headers": {"Location": {"schema": {"type": "string"}}},
    },
}
UNCHANGED: Mapping[int | str, dict[str, Any]] = {304: MOVED[304]}

IdPath = Annotated[requests.Id, Path(description="An opaque id.", examples=[requests.PARTY])]
NamePath = Annotated[requests.Name, Path(examples=["default"])]


def new_router(tag: str) -> APIRouter:
    return APIRouter(
        prefix=PREFIX, tags=[tag], dependencies=[Depends(known_parameters), Depends(known_form_fields)], responses=dict(PROBLEMS),
        generate_unique_id_function=lambda route: route.name,  # short names for generated clients
    )  # fmt: skip


def problem_schema() -> dict[str, Any]:
    """The schema of problems, for the OpenAPI document."""
    return Problem.model_json_schema(ref_template="#/components/schemas/{model}")
