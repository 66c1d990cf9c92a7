"""Errors as RFC 9457 problems: the one place where codes become statuses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.faults import faults
from graph_service import errors as e
from graph_service.operations.jobs import JobCancelled

MEDIA_TYPE = "application/problem+json"

STATUS: dict[str, int] = {
    e.GuanlianError.code: 500,
    e.InvalidInput.code: 422,
    e.InvalidFile.code: 422,
    e.InvalidMapping.code: 422,
    e.InvalidPolicy.code: 422,
    e.LimitExceeded.code: 422,
    e.NotFound.code: 404,
    e.Merged.code: 308,
    e.Conflict.code: 409,
    e.SnapshotLoss.code: 409,
    e.NoSigningKey.code: 409,
    e.AttestationRefused.code: 409,
    e.VerificationFailed.code: 422,
    JobCancelled.code: 409,
    e.Unauthenticated.code: 401,
    e.Forbidden.code: 403,
    e.PurposeRequired.code: 428,
    e.RateLimited.code: 429,
    e.EngineUnavailable.code: 503,
    e.NamesNotReady.code: 503,
    e.EngineTimeout.code: 503,
    e.StoreUnavailable.code: 503,
    e.ConfigurationError.code: 500,
    # Of HTTP itself, without an error class:
    "unreadable": 400,
    "body_too_large": 413,
    "method_not_allowed": 405,
    "not_offered": 404,
    "request_timeout": 503,
}
_TITLES: dict[int, tuple[str, str]] = {
    308: ("Merged into another party", "已并入另一主体"),
    400: ("Bad request", "请求有误"),
    401: ("Unauthenticated", "未认证"),
    403: ("Forbidden", "无权限"),
    404: ("Not found", "未找到"),
    405: ("Method not allowed", "方法不支持"),
    409: ("Conflict", "冲突"),
    413: ("Too large", "内容过大"),
    422: ("Invalid request", "请求无效"),
    428: ("Purpose required", "须注明用途"),
    429: ("Too many requests", "请求过于频繁"),
    500: ("Internal error", "内部错误"),
    503: ("Unavailable", "暂不可用"),
}
INTERNAL = (
    "the request failed; the log has the reason under this request id",
    "请求失败，原因见日志（请求编号）",
)
_HTTP = {
    400: ("unreadable", "the body cannot be read; send JSON in UTF-8, files as multipart/form-data", "无法读取请求体；请提交 UTF-8 编码的 JSON，文件请用 multipart/form-data"),
    404: ("not_found", "there is no such address; the OpenAPI document lists them", "没有这个地址；接口文档列有全部地址"),
    405: ("method_not_allowed", "this address does not take this method", "此地址不支持该方法"),
}  # fmt: skip
RETRY_SECONDS = 3


def language(headers: Mapping[str, str], default: str = "zh") -> str:
    """``zh`` or ``en``: whichever the client names with the greater weight, Chinese where it names neither."""
    best, chosen = 0.0, default
    for part in headers.get("accept-language", "").lower().split(","):
        tag, _, weight = part.partition(";q=")
        primary = tag.strip()[:2]
        value = _weight(weight)
        if primary in ("zh", "en") and value > best:
            best, chosen = value, primary
    return chosen


def _weight(text: str) -> float:
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 0.0


def document(status: int, code: str, detail: str, *, request_id: str, chosen: str, **more: Any) -> dict[str, Any]:
    """The problem as data."""
    title = _TITLES.get(status, ("Error", "错误"))
    return {
        "type": f"urn:guanlian:problem:{code}",
        "title": title[0] if chosen == "en" else title[1],
        "status": status,
        "detail": detail,
        "code": code,
        "request_id": request_id,
        **more,
    }


def problem(
    request: Request, status: int, code: str, messages: tuple[str, str], *,
    headers: Mapping[str, str] | None = None, **more: Any,
) -> JSONResponse:  # fmt: skip
    """The problem as a response, in the language that the client asks for."""
    chosen = _language(request)
    detail = messages[0] if chosen == "en" else messages[1]
    request_id = getattr(request.state, "request_id", "")
    body = document(status, code, detail, request_id=request_id, chosen=chosen, **more)
    return JSONResponse(body, status, headers=headers, media_type=MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Register the handlers; Starlette picks them along the class tree."""
    app.add_exception_handler(e.Merged, _merged)
    app.add_exception_handler(e.GuanlianError, _deliberate)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(HTTPException, _http)


def status_of(error: type[e.GuanlianError]) -> int:
    """The status of an error class: that of the first class up its tree whose code has one."""
    for kind in error.__mro__:
        code = getattr(kind, "code", None)
        if code in STATUS:
            return STATUS[code]
    return 500


def _language(request: Request) -> str:
    return language(request.headers, request.app.state.settings.language)


def _deliberate(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, e.GuanlianError)
    status = status_of(type(error))
    messages = INTERNAL if status == 500 else (error.en, error.zh)
    return problem(request, status, error.code, messages, headers=_headers(status, error), **_facts(error))


def _headers(status: int, error: e.GuanlianError) -> dict[str, str]:
    if status in (503, 429):
        return {"Retry-After": str(error.facts.get("retry_after", RETRY_SECONDS))}
    return {"WWW-Authenticate": "Bearer"} if status == 401 else {}


def _facts(error: e.GuanlianError) -> dict[str, Any]:
    """The facts that a program can act on. The rest may hold what the caller should not see."""
    shown = ("parameter", "nearest", "limit", "role", "survivor")
    return {name: error.facts[name] for name in shown if name in error.facts}


def _merged(request: Request, error: Exception) -> JSONResponse:
    """308 where the id stands in the path; an id in a body cannot be redirected, so that is a conflict."""
    assert isinstance(error, e.Merged)
    survivor, asked = str(error.facts["survivor"]), request.path_params.get("id")
    if asked is None:
        return problem(request, 409, error.code, (error.en, error.zh), survivor=survivor)
    query = f"?{request.url.query}" if request.url.query else ""
    place = request.url.path.replace(str(asked), survivor, 1) + query
    return problem(request, 308, error.code, (error.en, error.zh), headers={"Location": place}, survivor=survivor)


def _validation(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    chosen = _language(request)
    found = faults(error.errors(), request.scope.get("route"), chosen)
    detail = "; ".join(f"{f['location']}: {f['message']}" for f in found[:3])
    return problem(request, 422, e.InvalidInput.code, (detail, detail), errors=found)


def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    code, english, chinese = _HTTP.get(
        error.status_code, ("invalid_input", "the request cannot be read", "无法读取该请求")
    )
    return problem(request, error.status_code, code, (english, chinese), headers=dict(error.headers or {}))
