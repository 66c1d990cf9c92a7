"""Who a given party is, said by a reviewer inside one review: written into the tender that is evaluated again.

The graph is not changed. A role is named by its key in the answer; in the request it is every mention of that role with
the same name and code.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from graph_service.errors import InvalidInput

_BESIDE = {"buyer": "buyer", "agency": "agency", "supervisor": "supervisor", "expert": "experts"}
_OF_BIDS = {
    "bidder": "bidder", "member": "bidder", "team": "team", "contact": "contact", "operator": "operator",
    "author": "document_author", "payer": "deposit_payer", "mixed_in": "contains_material_of",
}  # fmt: skip


def with_identity(
    request: Mapping[str, Any], result: Mapping[str, Any], key: str, party: str | None, code: str | None
) -> dict[str, Any]:
    """The request in which a role is this party (by its id), or the holder of this code.

    ``InvalidInput`` where there is no such role, or its party comes from the graph and not from what was given.
    """
    roles = [role for role in result["roles"] if role["key"] == key]
    if not roles:
        raise InvalidInput(f"there is no role {key} in this review", f"该审查中没有角色 {key}", parameter="key")
    changed = deepcopy(dict(request))
    tender = changed.get("tender") or {}
    said = {"id": party, "judged": True} if party else {"code": code}
    met = sum(_say(tender, role, said) for role in roles)
    if not met:
        raise InvalidInput(
            "this party comes from the graph; judge it same as or different from another instead",
            "该主体来自图数据，请改为判断其与另一主体是否同一",
            parameter="key",
        )
    return changed


def with_judgement(request: Mapping[str, Any], a: str, b: str, answer: str) -> dict[str, Any]:
    """The request in which two parties are the same, or different; an earlier answer about the pair gives way."""
    pair = {a, b}
    kept = [j for j in request.get("judgements", ()) if {j["a"], j["b"]} != pair]
    return {**request, "judgements": [*kept, {"a": a, "b": b, "answer": answer}]}


def _say(tender: dict[str, Any], role: Mapping[str, Any], said: Mapping[str, Any]) -> int:
    """Write into every mention of a role; returns how many there were."""
    if role["role"] in _BESIDE:
        return _replace(tender, _BESIDE[role["role"]], role, said)
    field = _OF_BIDS.get(role["role"])
    return sum(_replace(bid, field, role, said) for bid in tender.get("bids", ())) if field else 0


def _replace(holder: dict[str, Any], field: str, role: Mapping[str, Any], said: Mapping[str, Any]) -> int:
    value = holder.get(field)
    mentions = value if isinstance(value, list) else [value]
    met = 0
    for place, plain in enumerate(mentions):
        mention = {"name": plain} if isinstance(plain, str) else plain
        if mention is not None and _is(mention, role):
            mentions[place] = {**mention, **said}
            met += 1
    if not isinstance(value, list):
        holder[field] = mentions[0]
    return met


def _is(mention: Mapping[str, Any], role: Mapping[str, Any]) -> bool:
    if mention.get("id"):
        return bool(mention["id"] == role["party"])
    return all(mention.get(name) == role["given"].get(name) for name in ("name", "code"))
