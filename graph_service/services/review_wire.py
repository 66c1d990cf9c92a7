"""A review as canonical JSON-able data: the shape that dossiers seal and pages show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph_service.model import Relationship
from graph_service.services import wire
from graph_service.services.standards import Standards
from graph_service.tender.cast import Role
from graph_service.tender.docket import Docket
from graph_service.tender.evaluate import NotRun, Pair
from graph_service.tender.facts import Trail
from graph_service.tender.findings import Finding
from graph_service.tender.model import Party, Tender
from graph_service.tender.rules import RuleSet, TenderRule


def tender(found: Tender) -> dict[str, Any]:
    """The tender as it was understood, without its parties (they stand under ``roles``)."""
    return {
        "title": found.title, "regime": found.regime, "submission_deadline": found.submission_deadline.isoformat(),
        "deadline": found.deadline.isoformat(),
        "credit_check_at": found.credit_check_at.isoformat() if found.credit_check_at else None,
        "credit_day": found.credit_day.isoformat(), "currency": found.currency, "lot": found.lot,
        "project": found.project, "document_terms": list(found.document_terms), "single_source": found.single_source,
        "bids": len(found.bids),
    }  # fmt: skip


def role(found: Role, docket: Docket) -> dict[str, Any]:
    """One party in one role. Coverage and own records are added where they were asked for."""
    unit = docket.units.get(found.unit)
    rows = [row for key, row in zip(unit.bidders, unit.rows, strict=True) if key == found.key] if unit else []
    bidding = found.role in ("bidder", "member")
    return {
        "key": found.key, "role": found.role, "of": found.of or None, "given": given(found.given),
        "party": found.party, "name": docket.name(found.key),
        "identity": {
            "confidence": docket.identity(found.key).confidence,
            "candidates": [{"id": i, "name": name} for i, name in found.identity.candidates],
            "settles": {"zh": found.identity.zh, "en": found.identity.en} if found.identity.zh else None,
        },
        "consortium": rows[0].consortium if bidding and rows else None,
        "price": f"{rows[0].price:f}" if bidding and rows and rows[0].price is not None else None,
        "coverage": [], "own": [], "withheld": 0, "unsearched": None,
    }  # fmt: skip


def given(found: Party) -> dict[str, Any]:
    """What was given, without hashes and masks."""
    return {"name": found.name, "code": found.code}


def finding(found: Finding, docket: Docket) -> dict[str, Any]:
    rule = found.rule
    doubts = {"zh": "；".join(d.zh for d in found.doubts), "en": "; ".join(d.en for d in found.doubts)}
    settles = doubts if found.doubts else rule.settles.model_dump() if rule.settles else None
    return {
        "id": found.id, "rule": rule.id, "rule_key": rule.key, "rule_version": rule.version,
        "title": rule.title.model_dump(), "article": rule.citation, "wording": rule.wording, "text": rule.text,
        "text_status": rule.text_source, "verdict": found.verdict, "consequence": rule.consequence.model_dump(),
        "parties": list(found.parties), "paths": [path(trail, docket) for trail in found.trails],
        "evidence": [{"what": e.what, "value": e.value, "source": e.source} for e in found.evidence],
        "identity": found.identity,
        "freshness": {"standing": found.standing, "last_confirmed": wire.iso(found.last_confirmed)},
        "doubts": [d.code for d in found.doubts], "settles": settles,
        "notes": [note for note in (found.note, rule.note) if note],
    }  # fmt: skip


def path(trail: Trail, docket: Docket) -> dict[str, Any]:
    links = [docket.by_id[i] for i in trail.relationships if i in docket.by_id]
    return {"nodes": list(trail.nodes), "relationships": [wire.relationship(r, docket.on) for r in links]}


def pair(found: Pair, docket: Docket) -> dict[str, Any]:
    """``unsearched``: those of the two of whom the graph has nothing, so that "none" speaks of what was given only."""
    return {
        "a": found.a, "b": found.b, "verdict": found.verdict, "findings": list(found.findings),
        "unsearched": [key for key in (found.a, found.b) if not docket.searched(key)],
    }  # fmt: skip


def not_run(found: NotRun) -> dict[str, Any]:
    rule = found.rule.partition("/")[0]
    return {
        "rule": rule, "rule_key": found.rule, "needs": found.needs, "reason": {"zh": found.zh, "en": found.en},
        "parties": list(found.parties),
    }  # fmt: skip


def rules_of(found: RuleSet) -> dict[str, Any]:
    return {"version": found.version, "digest": found.digest}


def standards(found: Standards) -> dict[str, Any]:
    """What an answer quotes of the rules and numbers that decided it (the policy of exposure stands in its echo)."""
    return {
        "rules": {"version": found.rules.version, "digest": found.digests["rules"]},
        "tender_policy": {"version": found.tender_policy.version, "digest": found.digests["tender_policy"]},
    }


def rule(found: TenderRule) -> dict[str, Any]:
    """One rule in full, for lists and pages."""
    return {**found.model_dump(mode="json"), "key": found.key, "article": found.citation}


def unresolved(docket: Docket, relationships: Iterable[Relationship]) -> list[dict[str, Any]]:
    """Pairs that may be one party and nobody decided: said by a source, or namesakes among the roles and officers."""
    pairs: dict[tuple[str, str], dict[str, Any]] = {}
    for found in relationships:
        if found.kind == "POSSIBLY_SAME_AS" and found.from_id != found.to_id:
            a, b = sorted((found.from_id, found.to_id))
            pairs[(a, b)] = {"a": a, "b": b, "grade": found.values.get("grade"), "because": "source"}
    for a, b in _namesakes(docket):
        alike = docket.likeness(a, b)
        pairs.setdefault((a, b), {"a": a, "b": b, "grade": alike.grade if alike else None, "because": "name"})
    return [pairs[key] for key in sorted(pairs) if frozenset(key) not in docket.different]


def _namesakes(docket: Docket) -> list[tuple[str, str]]:
    """Persons of one name among the roles and the officers of bidders, who are not known to be different."""
    by_name: dict[str, set[str]] = {}
    people = {r.key for r in docket.roles} | {
        r.from_id for bidder in docket.bidders for r in docket.ever_into(bidder, *_OFFICES)
    }
    for person in people:
        if docket.entity(person).kind == "Person" and not docket.is_nobody(person):
            by_name.setdefault(docket.name_key(person), set()).add(person)
    groups = (sorted(group) for group in by_name.values() if len(group) > 1)
    pairs = ((a, b) for group in groups for i, a in enumerate(group) for b in group[i + 1 :])
    return [(a, b) for a, b in pairs if docket.same(a, b) is not None]


_OFFICES = (
    "LEGAL_REPRESENTATIVE_OF", "PRINCIPAL_OF", "DIRECTOR_OF", "SUPERVISOR_OF", "SENIOR_MANAGER_OF", "SHAREHOLDER_OF",
)  # fmt: skip
