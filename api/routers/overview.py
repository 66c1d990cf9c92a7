"""What is there: versions, counts, freshness, the schema, the digest, the rules, and who is asking."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from api.canonical import reply
from api.routers.common import UNCHANGED, new_router
from api.security import PrincipalDep, ReaderDep
from api.state import ServicesDep
from api.wire import replies
from graph_service import __version__
from graph_service.reach.rules import reach_rules
from graph_service.records.kinds import kinds
from graph_service.schema import NODE_KINDS, RELATIONSHIP_KINDS

router: APIRouter = new_router("overview")


@router.get(
    "/status", summary="Versions, counts by kind, sources and how fresh they are",
    response_model=replies.StatusReply, responses=dict(UNCHANGED),
)  # fmt: skip
def status(request: Request, who: ReaderDep, of: ServicesDep) -> Response:
    return reply(request, {**of.status(), "version": __version__})


@router.get(
    "/digest", summary="The graph digest of the published version",
    response_model=replies.DigestReply, responses=dict(UNCHANGED),
)  # fmt: skip
def graph_digest(request: Request, who: ReaderDep, of: ServicesDep) -> Response:
    """Equal for equal content, whatever the engine and the order of files."""
    return reply(request, of.digest())


@router.get(
    "/schema", summary="Node and relationship kinds with their properties and captions",
    response_model=replies.SchemaReply, responses=dict(UNCHANGED),
)  # fmt: skip
def schema(request: Request, who: PrincipalDep) -> Response:
    return reply(request, {"nodes": _nodes(), "relationships": _relationships(), "record_kinds": _record_kinds()})


@router.get(
    "/rules/reach", summary="Rules of lawful reach with article and wording",
    response_model=replies.RulesReply, responses=dict(UNCHANGED),
)  # fmt: skip
def rules(request: Request, who: PrincipalDep) -> Response:
    return reply(request, {"rules": [rule.model_dump(mode="json") for rule in reach_rules()]})


@router.get("/whoami", summary="The principal of the key, its unit and roles", response_model=replies.PrincipalReply)
def whoami(request: Request, who: PrincipalDep) -> Response:
    return reply(request, {"id": who.id, "unit": who.unit, "roles": sorted(who.roles), "kind": who.kind})


def _nodes() -> list[dict[str, Any]]:
    return [
        {"name": k.name, "zh": k.zh, "en": k.en, "properties": _properties(k)} for k in NODE_KINDS.values()
    ]  # fmt: skip


def _relationships() -> list[dict[str, Any]]:
    return [
        {
            "name": k.name, "zh": k.zh, "en": k.en, "from": list(k.from_kinds), "to": list(k.to_kinds),
            "properties": _properties(k),
        }
        for k in RELATIONSHIP_KINDS.values()
    ]  # fmt: skip


def _record_kinds() -> list[dict[str, Any]]:
    shown = ("id", "zh", "en", "nature", "sector", "regime")
    return [{name: getattr(kind, name) for name in shown} for kind in kinds()]


def _properties(kind: Any) -> list[dict[str, Any]]:
    return [
        {"name": p.name, "type": p.type.value, "zh": p.zh, "en": p.en, "choices": list(p.choices)}
        for p in kind.properties
    ]
