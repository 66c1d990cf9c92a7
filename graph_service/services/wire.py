"""From values to canonical JSON-able data: one place decides how things look to callers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from graph_service.exposure.arcs import Arc
from graph_service.exposure.evaluate import Exposure, Path
from graph_service.exposure.policy import CompiledPolicy
from graph_service.exposure.successor import SuccessorPattern
from graph_service.identity.regions import region_name
from graph_service.model import Entity, Period, Relationship, SourceRef
from graph_service.ownership.evidence import proven
from graph_service.reach.evaluate import NotApplied, Reached
from graph_service.records.lifecycle import RecordStanding
from graph_service.relations.coverage import KindCoverage
from graph_service.shares import decimal_text

PERSONAL = frozenset({"id_hmac", "id_key"})
ENTITLED_ONLY = frozenset({"id_mask", "birth_year", "gender"})

SHOWN_PROOF = 200


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def brief(entity: Entity) -> dict[str, Any]:
    """What is needed to show a party or contact point in a list."""
    return {"id": entity.id, "kind": entity.kind, "name": caption(entity)}


def candidate(entity: Entity) -> dict[str, Any]:
    """A party of a list that is to be told apart from others of its name."""
    values = {name: entity.get(name) for name in ("uscc", "status")}
    region = entity.get("region")
    return {**brief(entity), **values, "region_name": region_name(region) or region}


def caption(entity: Entity) -> str:
    if entity.kind == "ContactPoint":
        return str(entity.get("value") or "")
    if entity.kind == "CreditRecord":
        return str(entity.get("record_kind") or "")
    if entity.kind in ("Lot", "Project"):  # trading platforms often give a code only
        return entity.name or str(entity.get("lot_code") or entity.get("project_code") or "")
    return entity.name


def entity(found: Entity, *, entitled: bool) -> dict[str, Any]:
    """A party in full. HMACs never leave; masks and birth years only for those entitled."""
    hidden = PERSONAL if entitled else PERSONAL | ENTITLED_ONLY
    return {
        **brief(found),
        "values": {name: value for name, value in sorted(found.values.items()) if name not in hidden},
        "region_name": region_name(found.get("region")),
        "identity": identity_basis(found),
        "sources": [source(s) for s in found.sources[:50]],
        "conflicts": [
            {"property": c.property, "values": dict(c.values)} for c in found.conflicts if c.property not in hidden
        ],
        "last_confirmed": iso(found.last_confirmed),
    }


def identity_basis(found: Entity) -> str:
    """How sure it is who this is: a code, an ID number, or only a name within one source."""
    if found.get("uscc") or found.get("org_code"):
        return "credit_code"
    if found.get("id_hmac"):
        return "id_number"
    if found.get("registration_number") or found.get("lei"):
        return "registration_number_or_lei"
    return "masked_number" if found.get("id_mask") else "name_in_source"


def source(reference: SourceRef) -> dict[str, str]:
    return {"source": reference.source, "record": reference.record}


def period(found: Period, on: date) -> dict[str, Any]:
    return {
        "valid_from": str(found.valid_from) if found.valid_from else None,
        "valid_to": str(found.valid_to) if found.valid_to else None,
        "first_observed": iso(found.first_observed),
        "last_confirmed": iso(found.last_confirmed),
        "absent_from": iso(found.absent_from),
        "standing": found.standing(on).value,
    }


def relationship(found: Relationship, on: date) -> dict[str, Any]:
    values = {name: value for name, value in sorted(found.values.items()) if not name.startswith("share_")}
    reply: dict[str, Any] = {
        "id": found.id,
        "kind": found.kind,
        "from": found.from_id,
        "to": found.to_id,
        "values": values,
        "source": source(found.source),
        **period(found.period, on),
    }
    if found.kind == "SHAREHOLDER_OF":
        known = "share_min" in found.values
        reply["share"] = {
            "known": known,
            "min": found.values.get("share_min"),
            "max": found.values.get("share_max"),
        }
    return reply


def record(found: Entity, subject: Relationship | None, stands: RecordStanding) -> dict[str, Any]:
    return {
        "id": found.id,
        "subject": subject.from_id if subject else None,
        "values": dict(sorted(found.values.items())),
        "acting": stands.acting,
        "mark": stands.mark,
        "acts_from": iso(stands.acts_from),
        "first_free_day": iso(stands.first_free_day),
        "term_article": stands.article or None,
        "sources": [source(s) for s in found.sources],
        "last_confirmed": iso(found.last_confirmed),
    }


def reached(found: Reached, relationships: Mapping[str, Relationship], on: date) -> dict[str, Any]:
    return {
        "party": found.party,
        "record": found.record,
        "effect": found.effect,
        "from": iso(found.start),
        "to": iso(found.to),
        "capacity": found.capacity,
        "as_of_role": found.as_of,
        "standing": found.standing.value,
        "last_confirmed": iso(found.last_confirmed),
        "rule": {
            "id": found.rule,
            "version": found.rule_version,
            "article": found.article,
            "wording": found.wording,
            "text": found.text,
            "text_status": "mirror",
            "note": found.note or None,
        },
        "proof": [relationship(relationships[i], on) for i in found.basis if i in relationships],
    }


def not_applied(found: NotApplied) -> dict[str, Any]:
    return {
        "record": found.record,
        "rule": found.rule,
        "party": found.party or None,
        "reason": found.reason,
        "would_settle": found.would_settle or None,
    }


def path(found: Path, policy: CompiledPolicy, on: date) -> dict[str, Any]:
    return {
        "source": found.source,
        "record": found.listing.record,
        "record_kind": found.listing.record_kind,
        "severity": round(policy.score(found.severity_cost), 6),
        "nodes": list(found.nodes),
        "steps": [step(arc, policy, on) for arc in found.arcs],
        "cost": found.cost,
        "score": round(found.score, 6),
    }


def step(arc: Arc, policy: CompiledPolicy, on: date) -> dict[str, Any]:
    """One step of a path. Where it is computed control, ``control`` has the sum and the relationships that prove it."""
    shown: dict[str, Any] = {
        "from": arc.tail,
        "to": arc.head,
        "factor": round(policy.score(arc.cost), 6),
        "cost": arc.cost,
        "relationship": relationship(arc.relationship, on),
    }
    if arc.link is None:
        return shown
    proof = arc.link.proof()
    rests_on = proven(proof, on)
    standing, last = rests_on.standing.value, iso(rests_on.last_confirmed)
    return {
        **shown,
        "relationship": {**shown["relationship"], "standing": standing, "last_confirmed": last},
        "control": {
            "controller": arc.link.controller,
            "company": arc.link.company,
            "share": float_percent(arc.link.share()),
            "text": {"id": arc.link.version.id, "source": arc.link.version.source, "article": arc.link.version.article},
            "proof": [relationship(r, on) for r in proof[-SHOWN_PROOF:]],
            "proof_more": max(0, len(proof) - SHOWN_PROOF),
        },
    }


def float_percent(share: Fraction) -> dict[str, Any]:
    """A share as exact text and as rounded percent."""
    return {"exact": decimal_text(share), "percent": round(float(share * 100), 6)}


def indicative(found: Exposure, policy: CompiledPolicy) -> dict[str, Any]:
    on = found.on
    return {
        "score": round(found.score, 6),
        "level": found.level.id if found.level else None,
        "best": path(found.best, policy, on) if found.best else None,
        "from_other_sources": [path(p, policy, on) for p in found.from_other_sources],
        "further_paths": [path(p, policy, on) for p in found.further_paths],
        "corroboration": found.corroboration,
        "cut_set": (
            {"relationships": list(found.cut_set.relationships), "minimum": found.cut_set.minimum}
            if found.cut_set
            else None
        ),
        "not_counted": [
            {"at": c.at, "reason": c.reason, "relationship": c.relationship or None, "beyond": c.beyond or None}
            for c in found.not_counted
        ],
        "to_be_confirmed": [
            {
                "party": c.party,
                "possibly_same_as": c.possibly_same_as,
                "relationship": c.relationship,
                "listed": c.listed,
            }
            for c in found.to_be_confirmed
        ],
        "truncated": found.truncated,
        "bound": round(found.bound, 6),
        "capped": dict(sorted(found.capped.items())),
    }


def pattern(found: SuccessorPattern) -> dict[str, Any]:
    return {
        "pattern": "successor",
        "party": found.party,
        "listed": found.listed,
        "record": found.record,
        "listed_on": iso(found.listed_on),
        "event": found.event,
        "event_on": iso(found.event_on),
        "links": [{"kind": link.kind, "relationships": list(link.relationships)} for link in found.links],
    }


def coverage(found: Iterable[KindCoverage]) -> list[dict[str, Any]]:
    return [
        {
            "kind": c.kind,
            "has": c.has.value,
            "sources": [
                {
                    "source": s.source,
                    "count": s.count,
                    "last_confirmed": iso(s.last_confirmed),
                    "source_last_observed": iso(s.source_last_observed),
                }
                for s in c.sources
            ],
        }
        for c in found
    ]
