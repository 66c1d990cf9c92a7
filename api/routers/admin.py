"""Principals, keys and the audit log. An administrator acts within its own unit and those below it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import JSONResponse

from api.routers.common import NamePath, new_router
from api.security import LOCAL, AdminDep, AuditorDep, write
from api.state import StateDep
from api.wire import replies, requests
from graph_service.errors import Forbidden, NotFound
from graph_service.operations.directory import Directory
from graph_service.operations.store import Principal

router: APIRouter = new_router("administration")
KeyPath = Annotated[str, Path(pattern=r"^[0-9a-f]{8}$", description="A key's id, the part after glk_.")]


@router.get("/principals", summary="Principals and units", response_model=replies.PrincipalsReply)
def principals(request: Request, who: AdminDep, state: StateDep) -> JSONResponse:
    found = [p for p in state.store.directory.all() if _administers(who, p.unit)]
    units = [unit for unit in state.store.directory.units() if _administers(who, unit)]
    return JSONResponse({"principals": [_shown(p) for p in found], "units": units})


@router.put(
    "/principals/{name}", summary="Create or change a principal: unit and roles",
    response_model=replies.PrincipalReply,
)  # fmt: skip
def put_principal(
    request: Request, name: NamePath, body: requests.PrincipalBody, who: AdminDep, state: StateDep
) -> JSONResponse:
    _responsible(who, body.unit)
    if (before := _existing(state.store.directory, name)) is not None:
        _responsible(who, before.unit)
    write(request, "principal.put", (name,))
    return JSONResponse(_shown(state.store.directory.put(name, body.unit, body.roles, body.kind, by=who.id)))


@router.post(
    "/principals/{name}/keys", status_code=201, summary="A new API key; shown this once",
    response_model=replies.KeyMade,
)  # fmt: skip
def make_key(request: Request, name: NamePath, body: requests.KeyBody, who: AdminDep, state: StateDep) -> JSONResponse:
    _responsible(who, state.store.directory.get(name).unit)
    write(request, "key.create", (name,))
    return JSONResponse({"key": state.store.key_ring.create(name, days=body.days), "principal": name}, 201)


@router.get("/keys", summary="Keys without their secrets", response_model=replies.KeysReply)
def keys(request: Request, who: AdminDep, state: StateDep) -> JSONResponse:
    units = {p.id: p.unit for p in state.store.directory.all()}
    found = [key for key in state.store.key_ring.all() if _administers(who, units[key["principal"]])]
    return JSONResponse({"keys": found})


@router.delete("/keys/{key}", summary="Revoke a key at once", response_model=replies.KeyReply)
def revoke_key(request: Request, key: KeyPath, who: AdminDep, state: StateDep) -> JSONResponse:
    found = state.store.key_ring.get(key)
    _responsible(who, state.store.directory.get(found["principal"]).unit)
    write(request, "key.revoke", (found["principal"],))
    state.store.key_ring.revoke(key)
    return JSONResponse(state.store.key_ring.get(key))


@router.get("/audit", summary="The audit log, oldest first", response_model=replies.AuditReply)
def audit(
    request: Request, query: Annotated[requests.AuditQuery, Query()], who: AuditorDep, state: StateDep
) -> JSONResponse:
    """Reading it is itself recorded."""
    write(request, "audit.read")
    entries = state.store.audit_log.entries(
        query.after, query.limit, principal=query.principal, subject=query.subject
    )  # fmt: skip
    following = entries[-1]["number"] if len(entries) == query.limit else None
    return JSONResponse({"entries": entries, "next_after": following})


@router.get(
    "/audit/verification", summary="Whether the chain of the audit log holds",
    response_model=replies.VerificationReply,
)  # fmt: skip
def verification(request: Request, who: AuditorDep, state: StateDep) -> JSONResponse:
    """Note `head` somewhere else: it proves later that no entry up to here was changed."""
    found = state.store.audit_log.verify()
    shown: dict[str, Any] = {"entries": found.entries, "head": found.head, "first_broken": found.first_broken}
    return JSONResponse({"holds": found.holds, **shown})


def _administers(who: Principal, unit: str) -> bool:
    return who is LOCAL or who.administers(unit)


def _responsible(who: Principal, unit: str) -> None:
    if not _administers(who, unit):
        raise Forbidden(
            f"you administer {who.unit} and what is below it; ask the administrator of that unit",
            f"您只能管理 {who.unit} 及其下级单位，请联系对应单位的管理员",
            role="admin",
        )


def _existing(directory: Directory, name: str) -> Principal | None:
    try:
        return directory.get(name)
    except NotFound:
        return None


def _shown(found: Principal) -> dict[str, Any]:
    return {"id": found.id, "unit": found.unit, "roles": sorted(found.roles), "kind": found.kind}
