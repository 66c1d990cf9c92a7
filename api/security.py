"""Who asks: a key's principal, or on loopback without keys the local one. Roles and purpose as dependencies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated
from urllib.parse import unquote

from fastapi import Depends, Request

from graph_service.errors import EngineUnavailable, Forbidden, RateLimited, Unauthenticated
from graph_service.operations.store import ROLES, OperationalStore, Principal
from graph_service.services import Viewer

LOCAL = Principal("local", "local", frozenset(ROLES), "person")


def principal(request: Request) -> Principal:
    """The principal of the request. 401 where a key is needed or wrong; 429 over the rate."""
    store: OperationalStore = request.app.state.store
    header = request.headers.get("authorization", "")
    if header.lower().startswith("bearer "):
        found = store.authenticate(header[7:].strip())
        if found is None:
            raise Unauthenticated("this key is not known or was revoked", "密钥无效或已吊销")
    elif request.app.state.open:
        found = LOCAL
    else:
        raise Unauthenticated(
            "send an API key: Authorization: Bearer glk_…", "请提供 API 密钥：Authorization: Bearer glk_…"
        )
    _rate(request, found)
    return found


def _rate(request: Request, found: Principal) -> None:
    client = request.client.host if request.client else ""
    limiter, rate = request.app.state.limiter
    if not limiter.hit(rate, found.id, client):
        raise RateLimited("too many requests; wait a little", "请求过于频繁，请稍后再试", retry_after=5)


PrincipalDep = Annotated[Principal, Depends(principal)]


def role(*names: str) -> Callable[[Principal], Principal]:
    """A dependency that lets only principals with one of these roles pass."""

    def check(found: PrincipalDep) -> Principal:
        if not found.roles & {*names, "admin"}:
            raise Forbidden(
                f"this needs the role {' or '.join(names)}; ask the administrator of {found.unit}",
                f"需要角色 {'或'.join(names)}，请联系 {found.unit} 的管理员",
            )
        return found

    return check


def viewer(request: Request, found: PrincipalDep) -> Viewer:
    """The viewer of a read: roles, and the purpose from the header ``X-Purpose`` (URL-encoded UTF-8)."""
    if not found.roles & {"reader", "reviewer", "investigator", "auditor", "admin"}:
        raise Forbidden("this needs the role reader", "需要角色 reader")
    purpose = unquote(request.headers.get("x-purpose", "")).strip()[:200] or None
    return Viewer(found.id, found.roles, purpose)


ViewerDep = Annotated[Viewer, Depends(viewer)]


def audit(request: Request, who: str, action: str, subjects: tuple[str, ...] = (), purpose: str | None = None) -> None:
    """Write the look down before the answer leaves; refuse it where that fails."""
    store: OperationalStore = request.app.state.store
    try:
        store.audit(who, action, subjects, purpose=purpose, request_id=request.state.request_id)
    except Exception as error:
        raise EngineUnavailable(
            "the look could not be recorded, so it is refused", "无法记录本次查询，已拒绝", retry_after=5
        ) from error
