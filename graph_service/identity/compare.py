"""Are two parties one? Same, possibly same, or different, with reasons. Pure and symmetric.

Same only on a strong identifier: a checked code, or a number that a source states together with it; a full ID
number. A masked number or a name makes at most ``possible``; different strong identifiers are different parties.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph_service.identity.names import is_placeholder, key
from graph_service.model import Entity


@dataclass(frozen=True, slots=True)
class Reason:
    code: str
    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """``answer``: same, possible or different; ``grade`` of a possible one: strong, medium or weak."""

    answer: str
    grade: str | None
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]


_SAME_ID = Reason("same_id", "one party in the graph: a strong identifier is shared", "强标识相同，图中为同一主体")
_OTHER_ID = Reason("different_identifier", "strong identifiers differ", "强标识不同")
_MASK = Reason("same_mask", "the masked number is the same, month and day are hidden", "遮盖后的证件号相同，月日未知")
_OTHER_MASK = Reason("different_mask", "the masked numbers differ", "遮盖后的证件号不同")
_NAME = Reason("same_name", "the names are the same", "姓名或名称相同")
_OTHER_NAME = Reason("different_name", "the names differ", "姓名或名称不同")
_NO_NAME = Reason("placeholder", "a placeholder is no name", "占位文字不是姓名")
_REGION = Reason("same_region", "the region is the same", "地区相同")


def compare(a: Entity, b: Entity) -> Comparison:
    """Compare two parties as the graph knows them."""
    if a.id == b.id:
        return Comparison("same", None, (_SAME_ID,), ())
    if a.kind != b.kind or _strong_differ(a, b):
        return Comparison("different", None, (), (_OTHER_ID,))
    return _weak(a, b)


def _strong_differ(a: Entity, b: Entity) -> bool:
    """Both carry a strong identifier; were it the same one, they would be one party."""
    names = ("uscc", "org_code") if a.kind == "Enterprise" else ("id_hmac",)
    if a.kind == "Person" and a.get("id_key") != b.get("id_key"):
        return False
    return any(a.get(name) for name in names) and any(b.get(name) for name in names)


def _weak(a: Entity, b: Entity) -> Comparison:
    if is_placeholder(a.name) or is_placeholder(b.name):
        return Comparison("different", None, (), (_NO_NAME,))
    same_name = bool(_names(a) & _names(b))
    masks = (a.get("id_mask"), b.get("id_mask"))
    if all(masks) and _mask_tail(masks[0]) != _mask_tail(masks[1]):
        return Comparison("different", None, (_NAME,) if same_name else (), (_OTHER_MASK,))
    if not same_name:
        return Comparison("different", None, (_MASK,) if all(masks) else (), (_OTHER_NAME,))
    if all(masks):
        return Comparison("possible", "strong", (_NAME, _MASK), ())
    if a.get("region") and a.get("region") == b.get("region"):
        return Comparison("possible", "weak", (_NAME, _REGION), ())
    return Comparison("possible", "weak", (_NAME,), ())


def _mask_tail(mask: str) -> tuple[str, str]:
    """Birth year where shown, and the last four."""
    digits = mask.replace("*", "")
    year = mask[6:10] if len(mask) >= 18 and "*" not in mask[6:10] else mask[:4] if len(mask) < 18 else ""
    return year, digits[-4:]


def _names(party: Entity) -> frozenset[str]:
    names = (party.name, *(party.get("former_names") or ()), *(party.get("aliases") or ()))
    return frozenset(key(name) for name in names if name and not is_placeholder(name))
