"""Exposure policies: list, read, check a file, what-if between two."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from api import bounds
from api.canonical import reply
from api.routers.common import UNCHANGED, NamePath, new_router
from api.security import PrincipalDep, ViewerDep, look, with_purpose
from api.state import ServicesDep, StateDep
from api.wire import replies, requests
from graph_service.errors import InvalidPolicy
from graph_service.exposure.policy import CompiledPolicy, compile_policy, load_policy, parse_policy, policy_names

router: APIRouter = new_router("policies")


@router.get(
    "/policies", summary="Exposure policies", response_model=replies.PoliciesReply, responses=dict(UNCHANGED)
)  # fmt: skip
def policies(request: Request, who: PrincipalDep) -> Response:
    return reply(request, {"policies": [_brief(load_policy(name)) for name in policy_names()]})


@router.get(
    "/policies/{name}", summary="One policy with every number and its reason", response_model=replies.PolicyReply,
    responses=dict(UNCHANGED),
)  # fmt: skip
def policy(request: Request, name: NamePath, who: PrincipalDep) -> Response:
    found = load_policy(name)
    return reply(request, {**found.policy.model_dump(mode="json"), "digest": found.digest})


@router.post("/policies/check", summary="Explain the faults of a policy", response_model=replies.PolicyCheckReply)
def check_policy(request: Request, body: requests.PolicyBody, who: PrincipalDep) -> Response:
    try:
        found = compile_policy(parse_policy(body.text))
    except InvalidPolicy as error:
        faults = [str(fault) for fault in error.facts.get("errors", [error.en])]
        return reply(request, {"valid": False, "id": None, "digest": None, "faults": faults})
    return reply(request, {"valid": True, "id": found.policy.id, "digest": found.digest, "faults": []})


@router.post(
    "/policies/compare", summary="What-if: one party under two policies", response_model=replies.CompareReply
)  # fmt: skip
def compare_policies(
    request: Request, body: requests.CompareBody, viewer: ViewerDep, of: ServicesDep, state: StateDep
) -> Response:
    sides: dict[str, Any] = {}
    with look(request, "exposure", body.id, purpose=body.purpose) as looked:
        for name in (body.policy or state.settings.policy, body.other):
            asked = bounds.question(body.model_copy(update={"policy": name}), state.settings)
            found = looked.persons(of.exposure(body.id, asked, with_purpose(viewer, body.purpose)))
            kept = ("as_of", "data_version", "policy", "indicative", "patterns", "truncated", "bound", "parties")
            sides[name] = {key: found[key] for key in kept}
    return reply(request, {"id": body.id, "policies": sides})


def _brief(found: CompiledPolicy) -> dict[str, Any]:
    policy = found.policy
    return {"id": policy.id, "version": policy.version, "title": policy.title.model_dump(), "digest": found.digest}
