"""Errors as RFC 9457 problems: the one place where codes become statuses."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from graph_service import errors as e

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
    e.Unauthenticated.code: 401,
    e.Forbidden.code: 403,
    e.PurposeRequired.code: 428,
    e.RateLimited.code: 429,
    e.EngineUnavailable.code: 503,
    e.EngineTimeout.code: 503,
    e.ConfigurationError.code: 500,
}
_TITLES = {401: "Unauthenticated", 403: "Forbidden", 404: "Not found", 409: "Conflict", 413: "Too large", 422: "Invalid request",
           428: "Purpose required", 429: "Too many requests", 500: "Internal error", 503: "Unavailable", 405: "Method not allowed"}  # fmt: skip
MEDIA_TYPE = "application/problem+json"
_HTTP = {404: ("no such address", "没有这个地址"), 405: ("this method is not allowed here", "此地址不支持该方法")}


def problem(request: Request, status: int, code: str, detail: str, **more: Any) -> JSONResponse:
    """A problem document; ``request_id`` leads to the log entry."""
    headers = more.pop("headers", None)
    body = {
        "type": f"urn:guanlian:problem:{code}",
        "title": _TITLES.get(status, "Error"),
        "status": status,
        "detail": detail,
        "code": code,
        "request_id": getattr(request.state, "request_id", ""),
        **more,
    }
    return JSONResponse(body, status, headers=headers, media_type=MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Register the handlers."""
    app.add_exception_handler(e.GuanlianError, _deliberate)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(HTTPException, _http)


def language(request: Request) -> str:
    accepted = request.headers.get("accept-language", "zh-CN").lower()
    return "en" if accepted.startswith("en") else "zh"


def _deliberate(request: Request, error: Exception) -> Response:
    assert isinstance(error, e.GuanlianError)
    if isinstance(error, e.Merged):
        path = request.url.path.replace(request.path_params.get("id", "\0"), error.facts["survivor"])
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(path + query, 308)
    status = STATUS[error.code]
    headers = {}
    if status == 503 or status == 429:
        headers["Retry-After"] = str(error.facts.get("retry_after", 3))
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    detail = error.message(language(request)) if status != 500 else _internal(language(request))
    return problem(request, status, error.code, detail, headers=headers)


def _internal(chosen: str) -> str:
    return (
        "the request failed; the log has the reason under this request id"
        if chosen == "en"
        else "请求失败，原因见日志（请求编号）"
    )


def _validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = [
        {"where": ".".join(str(part) for part in fault["loc"]), "message": fault["msg"], "kind": fault["type"]}
        for fault in error.errors()
    ]
    detail = "; ".join(f"{f['where']}: {f['message']}" for f in faults[:5])
    return problem(request, 422, "invalid_input", detail, errors=faults[:20])


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    english, chinese = _HTTP.get(error.status_code, (str(error.detail), str(error.detail)))
    detail = english if language(request) == "en" else chinese
    code = {404: "not_found", 405: "method_not_allowed"}.get(error.status_code, "invalid_input")
    return problem(request, error.status_code, code, detail, headers=dict(error.headers or {}))
