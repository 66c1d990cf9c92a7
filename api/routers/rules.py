"""The rules of tender review as data."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.canonical import reply
from api.routers.common import UNCHANGED, new_router
from api.security import PrincipalDep
from api.wire import rules as wire
from graph_service.services.review_wire import rule, rules_of
from graph_service.tender.policy import tender_policy
from graph_service.tender.rules import tender_rules

router: APIRouter = new_router("rules")


@router.get(
    "/rules/tender", summary="Rules of tender review with article, wording, needs and verdict",
    response_model=wire.TenderRulesReply, responses=dict(UNCHANGED),
)  # fmt: skip
def tender_rules_list(
    request: Request, query: Annotated[wire.TenderRulesQuery, Query()], who: PrincipalDep
) -> Response:
    """Of one regime, or all. Unverified rules are off: their text is not at hand."""
    found = tender_rules()
    chosen = found.of(query.regime) if query.regime else found.rules
    policy = tender_policy().model_dump(mode="json")
    rules = [rule(r) for r in chosen]
    return reply(request, {**rules_of(found), "policy": {**policy, "digest": tender_policy().digest}, "rules": rules})
