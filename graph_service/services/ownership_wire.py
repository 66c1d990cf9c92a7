"""Ownership and control as canonical JSON-able data: shares as exact text, proofs as relationships, texts of measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from typing import Any

from graph_service.model import Relationship
from graph_service.ownership.beneficial import BeneficialOwners, Missing, Owner
from graph_service.ownership.cascade import Blocked, Cascade
from graph_service.ownership.control import Finding
from graph_service.ownership.definitions import Version
from graph_service.ownership.effective import Measured
from graph_service.ownership.evidence import Evidence
from graph_service.ownership.loops import Loop, Loops
from graph_service.ownership.paths import Chain, Chains
from graph_service.ownership.quality import Fault
from graph_service.ownership.structure import CapTable, Holding
from graph_service.services import wire
from graph_service.shares import Share, decimal_text

LONGEST = 80
_DOWN, _UP = Context(prec=30, rounding=ROUND_FLOOR), Context(prec=30, rounding=ROUND_CEILING)


def number(value: Fraction, *, up: bool = False) -> str:
    """Exact as decimal or p/q; where that would be very long, 30 digits rounded outwards."""
    text = decimal_text(value) if value.denominator.bit_length() < 300 else ""
    if text and len(text) <= LONGEST:
        return text
    context = _UP if up else _DOWN
    return format(context.divide(Decimal(value.numerator), Decimal(value.denominator)), "f")


def span(low: Fraction, high: Fraction) -> dict[str, Any]:
    return {"min": number(low), "max": number(high, up=True), "percent": [_percent(low), _percent(high)]}


def _percent(value: Fraction) -> float:
    return round(float(value * 100), 6)


def share(found: Share) -> dict[str, Any]:
    return {"known": found.known, **span(found.minimum, found.maximum)}


def measured(found: Measured) -> dict[str, Any]:
    """A share with its bounds; ``reported`` instead of numbers where the facts contradict themselves."""
    if found.reason:
        return {"reported": "inconsistent", "reason": found.reason, "at": list(found.at[:50]), "share": None}
    extra = {"without_return": span(*found.without_return)} if found.without_return else {}
    return {
        "reported": None, "reason": None, "at": list(found.at[:50]),
        "share": {**span(found.minimum, found.maximum), "attained": found.exact, **extra},
    }  # fmt: skip


def holding(found: Holding, on: date) -> dict[str, Any]:
    return {
        "holder": found.holder,
        "company": found.company,
        "share": share(found.capital),
        "votes": {**share(found.votes), "stated": found.votes_stated},
        "standing": found.standing.value,
        "last_confirmed": wire.iso(found.last_confirmed),
        "differs": found.conflict,
        "relationships": [wire.relationship(r, on) for r in found.basis],
        "superseded": [r.id for r in found.superseded],
    }


def evidence(found: Evidence | None) -> dict[str, Any]:
    """What a share rests on; nothing where no holding leads there."""
    return {
        "standing": found.standing.value if found else None,
        "last_confirmed": wire.iso(found.last_confirmed) if found else None,
        "sources": sorted(found.sources) if found else [],
    }


def table(found: CapTable, on: date, limit: int) -> dict[str, Any]:
    """A cap table with its sum; what it leaves open is said, never filled in."""
    shown = sorted(found.holdings, key=lambda h: (-h.capital.maximum, -h.capital.minimum, h.holder))
    most = sum((h.capital.maximum for h in found.holdings), Fraction(0))
    return {
        "company": found.company,
        "holdings": [holding(h, on) for h in shown[:limit]],
        "more": max(0, len(shown) - limit),
        "known_sum": span(found.minimum(), most if most >= found.minimum() else found.minimum()),
        "above_whole": found.over(),
    }


def version(found: Version | None) -> dict[str, Any] | None:
    """The text of a measure that was applied."""
    if found is None:
        return None
    return {
        "id": found.id,
        "source": found.source,
        "article": found.article or None,
        "wording": found.wording or None,
        "threshold": decimal_text(found.threshold) if found.threshold is not None else None,
        "inclusive": found.inclusive if found.threshold is not None else None,
        "valid_from": wire.iso(found.valid_from),
        "valid_to": wire.iso(found.valid_to),
        "text_status": found.text,
        "note": found.note or None,
    }


def finding(found: Finding, on: date) -> dict[str, Any]:
    return {
        "value": found.value.value,
        "share": share(found.share),
        "declared": found.declared,
        **evidence(found.evidence),
        "proof": proof(found.proof, on),
        "unsettled": [r for h in found.unsettled for r in h.ids],
        "inconsistent": list(found.inconsistent),
        "text": version(found.version),
        "note": found.note or None,
    }


def proof(relationships: Iterable[Relationship], on: date) -> list[dict[str, Any]]:
    return [wire.relationship(r, on) for r in relationships]


def chains(found: Chains, on: date) -> dict[str, Any]:
    return {"chains": [chain(c, on) for c in found.chains], "sum": number(found.minimum), "complete": found.complete}


def chain(found: Chain, on: date) -> dict[str, Any]:
    nodes = [found.holdings[0].holder, *(h.company for h in found.holdings)]
    return {
        "nodes": nodes,
        "share": span(found.minimum, found.maximum),
        "holdings": [holding(h, on) for h in found.holdings],
    }


def loops(found: Loops, on: date) -> dict[str, Any]:
    return {"loops": [loop(shown, on) for shown in found.shown], "more_loops": found.more}


def loop(found: Loop, on: date) -> dict[str, Any]:
    return {
        "companies": list(found.companies[:200]),
        "count": len(found.companies),
        "circle": [holding(h, on) for h in found.shortest[:50]],
        "mutual_control": list(found.mutual_control[:200]),
        "outside_controllers": list(found.outside_controllers[:50]),
        "closed": found.closed,
        "control_checked": found.checked,
    }


def owner(found: Owner, on: date) -> dict[str, Any]:
    return {
        "party": found.party,
        "limb": found.limb,
        "article": found.article or None,
        "share": measured(found.share)["share"] if found.share else None,
        **evidence(found.evidence),
        "proof": proof(found.proof, on),
    }


def owners(found: BeneficialOwners, on: date) -> dict[str, Any]:
    return {
        "company": found.company,
        "asked_of": found.asked_of,
        "status": found.status,
        "owners": [owner(o, on) for o in found.owners],
        "possible": [owner(o, on) for o in found.possible],
        "missing": [missing(m) for m in found.missing],
        "notes": list(found.notes),
        "text": version(found.version),
    }


_MISSING = {
    "holders_not_recorded": (
        "Nobody is recorded as its holder; {share} of the company asked about may lie behind it. Ask for its register of members.",
        "没有持有人记录，其背后可能有所查企业的{share}；可调取其股东名册。",
    ),
    "rest_not_recorded": (
        "Its recorded holders leave a rest; {share} of the company asked about may lie behind it. Ask for its register of members.",
        "已记录的持有人合计不足，余下部分背后可能有所查企业的{share}；可调取其股东名册。",
    ),
    "share_unknown": (
        "Shares in it are ranges or unknown; up to {share} of the company asked about may belong to holders not recorded. "
        "Ask for its articles or register of members.",
        "其持股比例为区间或未知，所查企业至多{share}可能属于未记录的持有人；可调取其章程或股东名册。",
    ),
    "manager_not_recorded": (
        "Nobody is recorded as the person in charge of daily management. Ask for the appointment of its manager.",
        "没有负责日常经营管理人员的记录；可调取其经理任职文件。",
    ),
    "inconsistent": (
        "Its cap table exceeds the whole, or it is held wholly in a loop; nothing is computed through it. Ask for its "
        "register of members.",
        "其股权合计超过100%或构成封闭循环，不据以计算；可调取其股东名册核对。",
    ),
}  # fmt: skip
"""Why an owner may not have been found, and the one document that would settle it."""


def missing(found: Missing) -> dict[str, Any]:
    en, zh = _MISSING[found.reason]
    percent = f"{float(found.share * 100):.4g}"
    return {
        "reason": found.reason, "at": found.at, "share": number(found.share, up=True),
        "en": en.format(share=f"{percent} %"), "zh": zh.format(share=f"{percent}%"),
    }  # fmt: skip


def cascade(found: Cascade, on: date) -> dict[str, Any]:
    return {
        "regime": found.regime,
        "run": found.version is not None,
        "text": version(found.version),
        "blocked": [blocked(b, on) for b in found.blocked],
        "possible": [blocked(b, on) for b in found.possible],
    }


def blocked(found: Blocked, on: date) -> dict[str, Any]:
    return {
        "company": found.company,
        "by": found.by,
        "listed": list(found.listed),
        "share": number(found.step.share),
        "proof": proof(found.group.proof(found.company), on),
    }


def fault(found: Fault) -> dict[str, Any]:
    return {
        "problem": found.problem,
        "company": found.company,
        "share": number(found.share) if found.share is not None else None,
        "relationships": list(found.relationships[:50]),
        "sources": list(found.sources),
        "shown_first": wire.iso(found.shown[0]) if found.shown else None,
        "shown_last": wire.iso(found.shown[-1]) if found.shown else None,
    }


COLUMNS = (
    "holder", "holder_name", "company", "company_name", "share_min", "share_max", "votes_min", "votes_max", "standing",
    "last_confirmed", "differs", "sources",
)  # fmt: skip


def file_row(found: Holding, names: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """One holding as a row of a file; an unknown share is an empty cell, not nothing."""
    known = found.capital.known or found.capital.minimum or found.capital.maximum < 1
    ends = (number(found.capital.minimum), number(found.capital.maximum, up=True)) if known else (None, None)
    return {
        "holder": found.holder,
        "holder_name": names.get(found.holder, {}).get("name"),
        "company": found.company,
        "company_name": names.get(found.company, {}).get("name"),
        "share_min": ends[0],
        "share_max": ends[1],
        "votes_min": number(found.votes.minimum) if found.votes_stated else None,
        "votes_max": number(found.votes.maximum, up=True) if found.votes_stated else None,
        "standing": found.standing.value,
        "last_confirmed": wire.iso(found.last_confirmed),
        "differs": "yes" if found.conflict else "no",
        "sources": "; ".join(sorted({f"{r.source.source}:{r.source.record}" for r in found.basis})),
    }


def mentioned(reply: Any) -> set[str]:
    """Every party that a reply names, by the keys under which parties stand."""
    found: set[str] = set()
    if isinstance(reply, Mapping):
        for key, value in reply.items():
            if key in _PARTY_KEYS and isinstance(value, str):
                found.add(value)
            elif key in _PARTY_LISTS and isinstance(value, list):
                found |= {v for v in value if isinstance(v, str)}
            else:
                found |= mentioned(value)
    elif isinstance(reply, list):
        for value in reply:
            found |= mentioned(value)
    return found


_PARTY_KEYS = frozenset({"party", "company", "holder", "from", "to", "asked_of", "at", "id_of_party"})
_PARTY_LISTS = frozenset({
    "nodes", "companies", "mutual_control", "outside_controllers", "listed", "ultimate", "at", "inconsistent",
})  # fmt: skip
