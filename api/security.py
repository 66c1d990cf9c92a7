"""Who asks: a key's principal, or on loopback without keys the local one. Roles, purpose and audit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Annotated, Any
from urllib.parse import unquote

import structlog
from fastapi import Depends, Request, Security
from fastapi.security import HTTPBearer

from api.state import StateDep, of
from graph_service.errors import (
    EngineUnavailable,
    Forbidden,
    GuanlianError,
    InvalidInput,
    RateLimited,
    Unauthenticated,
)
from graph_service.operations.audit import Look, refuse_numbers
from graph_service.operations.store import ROLES, Principal
from graph_service.services import Viewer

log = structlog.get_logger("api")
LOCAL = Principal("local", "local", frozenset(ROLES), "person")
READERS = ("reader", "reviewer", "investigator", "auditor")
MAX_PURPOSE = 200
RETRY_SECONDS = 5
# Only for the OpenAPI document: the key is read below, so that its absence is a problem like any other.
_bearer = HTTPBearer(auto_error=False, scheme_name="ApiKey", description="An API key: `Authorization: Bearer glk_…`")


class AuditFailed(EngineUnavailable):
    """The look could not be written down, so it is refused."""


def principal(request: Request, state: StateDep, _: Annotated[Any, Security(_bearer)]) -> Principal:
    """The principal of the request. 401 where a key is needed or wrong; 429 over the rate."""
    header = request.headers.get("authorization", "")
    found = None
    if header.lower().startswith("bearer "):
        found = state.store.key_ring.recognize(header[7:].strip())
    elif not header and state.open_to_all():
        found = LOCAL
    _rate(request, found)
    if found is None:
        raise Unauthenticated(*(_UNKNOWN_KEY if header else _NO_KEY))
    request.state.principal, request.state.purpose = found, purpose_of(request, found)
    return found


def _rate(request: Request, found: Principal | None) -> None:
    """Counts by principal; requests that name none count by address, so that keys cannot be tried at will."""
    client = request.client.host if request.client else ""
    limiter, rate = of(request).limiter, of(request).rate
    if not limiter.hit(rate, found.id if found else "nobody", client):
        raise RateLimited(
            f"more than {rate.amount} requests a minute; wait {RETRY_SECONDS} seconds",
            f"每分钟超过 {rate.amount} 次请求，请 {RETRY_SECONDS} 秒后再试",
            retry_after=RETRY_SECONDS,
            limit=rate.amount,
        )


PrincipalDep = Annotated[Principal, Depends(principal)]


@dataclass(frozen=True, slots=True)
class RequireRole:
    """A dependency that lets only principals with one of these roles pass; an administrator may read."""

    roles: tuple[str, ...]

    def __init__(self, *roles: str) -> None:
        object.__setattr__(self, "roles", roles)

    def __call__(self, found: PrincipalDep) -> Principal:
        return require(found, *self.roles)


def require(found: Principal, *roles: str) -> Principal:
    """The principal, where it has one of these roles or is an administrator; ``Forbidden`` otherwise."""
    if not found.roles & {*roles, "admin"}:
        raise Forbidden(
            f"this needs the role {' or '.join(roles)}; ask the administrator of {found.unit}",
            f"需要角色 {' 或 '.join(roles)}，请联系 {found.unit} 的管理员",
            role=roles[0],
        )
    return found


LoaderDep = Annotated[Principal, Depends(RequireRole("loader"))]
AuditorDep = Annotated[Principal, Depends(RequireRole("auditor"))]
AdminDep = Annotated[Principal, Depends(RequireRole("admin"))]
ReaderDep = Annotated[Principal, Depends(RequireRole(*READERS))]


def viewer(request: Request, found: ReaderDep) -> Viewer:
    """The viewer of a read: roles, and the purpose from the header ``X-Purpose`` (URL-encoded UTF-8)."""
    return Viewer(found.id, found.roles, request.state.purpose, "" if found is LOCAL else found.unit)


ViewerDep = Annotated[Viewer, Depends(viewer)]


def purpose_of(request: Request, found: Principal) -> str | None:
    """The purpose that was sent; on loopback without keys, where the caller is this machine, ``local``."""
    given = unquote(request.headers.get("x-purpose", "")).strip()
    if not given:
        return "local" if found is LOCAL else None
    if len(given) > MAX_PURPOSE or not given.isprintable():
        raise InvalidInput(
            f"the purpose may have at most {MAX_PURPOSE} characters on one line",
            f"查询用途应为单行，最多 {MAX_PURPOSE} 个字符",
            parameter="X-Purpose",
        )
    refuse_numbers(given)
    return given


def with_purpose(asking: Viewer, stated: str | None) -> Viewer:
    """The viewer with the purpose of the body, where it has one."""
    if not stated:
        return asking
    refuse_numbers(stated)
    return replace(asking, purpose=stated)


@dataclass(slots=True)
class Looked:
    """What a look has shown; fill it in while answering."""

    subjects: set[str] = field(default_factory=set)

    def persons(self, reply: Mapping[str, Any]) -> Mapping[str, Any]:
        """Note every person whom the reply shows; returns the reply."""
        parties = reply.get("parties", {})
        briefs = list(parties.values()) + list(reply.get("hits", ()))
        self.subjects |= {found["id"] for found in briefs if found.get("kind") == "Person"}
        return reply


@contextmanager
def look(
    request: Request, action: str, *ids: str, purpose: str | None = None, also: Iterable[str] = ()
) -> Iterator[Looked]:
    """Write the look down once it is answered or refused, before the answer leaves. Where that fails: 503."""
    found = Looked({*ids, *also})
    try:
        yield found
    except GuanlianError as error:
        write(request, action, found.subjects, purpose=purpose, outcome=error.code)
        raise
    except Exception:
        write(request, action, found.subjects, purpose=purpose, outcome="internal")
        raise
    write(request, action, found.subjects, purpose=purpose)


def write(
    request: Request, action: str, subjects: Iterable[str] = (), *, purpose: str | None = None, outcome: str = "ok"
) -> None:
    """One audit entry of the request's principal."""
    who: Principal = request.state.principal
    entry = Look(
        who.id, action, tuple(sorted(subjects)), who.unit, purpose or request.state.purpose,
        request.state.request_id, outcome,
    )  # fmt: skip
    try:
        of(request).store.audit_log.write(entry)
    except Exception as error:
        log.error("audit failed", error=type(error).__name__)
        raise AuditFailed(
            "the look could not be recorded, so it is refused; try again, or tell the administrator",
            "无法记录本次查询，已拒绝；请稍后重试或联系管理员",
            retry_after=RETRY_SECONDS,
        ) from error


_NO_KEY = (
    "send an API key: Authorization: Bearer glk_…; the administrator of your unit makes one",
    "请提供 API 密钥：Authorization: Bearer glk_…；密钥由本单位管理员创建",
)
_UNKNOWN_KEY = (
    "this key is not known, has ended or was revoked; ask the administrator of your unit for a new one",
    "密钥无效、已过期或已吊销，请向本单位管理员申请新密钥",
)
