"""Findings: a hit under its rule, with verdict, stable id, freshness and identity. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph_service.model import Standing
from graph_service.tender.docket import Docket
from graph_service.tender.facts import Doubt, Evidence, Hit, Trail, confirmed_on
from graph_service.tender.rules import STRENGTH, TenderRule, Verdict

_WEAKEST = ("absent", "ambiguous", "name_only", "judged", "id_number", "code")
_STANDINGS = (Standing.FUTURE, Standing.ENDED, Standing.UNKNOWN, Standing.PRESUMED, Standing.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found. ``id`` depends on rule, parties and evidence only, not on order or on other parties."""

    id: str
    rule: TenderRule
    verdict: Verdict
    parties: tuple[str, ...]
    trails: tuple[Trail, ...]
    evidence: tuple[Evidence, ...]
    identity: str
    standing: str
    last_confirmed: date | None
    doubts: tuple[Doubt, ...]
    note: str


def finding(rule: TenderRule, hit: Hit, docket: Docket) -> Finding:
    """The verdict is the least of what the rule, the hit and its doubts allow."""
    verdict = min(rule.verdict, hit.at_most, key=STRENGTH.__getitem__)
    if hit.doubts or not rule.verified:
        verdict = "indication"
    links = [docket.by_id[i] for trail in hit.trails for i in trail.relationships if i in docket.by_id]
    standings = [link.period.standing(docket.on) for link in links]
    confirmed = [day for link in links if (day := confirmed_on(link))]
    return Finding(
        id=_id(rule, hit), rule=rule, verdict=verdict, parties=hit.parties, trails=hit.trails, evidence=hit.evidence,
        identity=_identity(hit, docket), standing=min(standings, key=_STANDINGS.index).value if standings else "given",
        last_confirmed=min(confirmed, default=None), doubts=hit.doubts, note=hit.note,
    )  # fmt: skip


def _id(rule: TenderRule, hit: Hit) -> str:
    links = sorted({i for trail in hit.trails for i in trail.relationships})
    facts = sorted(f"{e.what}={e.value}@{e.source}" for e in hit.evidence) if not links else []
    text = "\x1f".join([rule.key, *sorted(hit.parties), "", *links, *facts])
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def _identity(hit: Hit, docket: Docket) -> str:
    """The weakest identity among the parties, and among the persons on the way."""
    if any(doubt.about_identity for doubt in hit.doubts):
        return "name_only"
    mentioned = {
        *hit.parties,
        *(n for trail in hit.trails for n in trail.nodes if docket.entity(n).kind in ("Person", "Enterprise")),
    }
    found = {docket.identity(party).confidence for party in mentioned}
    return "judged" if hit.judged else min(found, key=_WEAKEST.index, default="name_only")


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Strongest first, then by rule, parties and id; each id once."""
    unique = {found.id: found for found in findings}
    return tuple(sorted(unique.values(), key=lambda f: (-STRENGTH[f.verdict], f.rule.key, f.parties, f.id)))
