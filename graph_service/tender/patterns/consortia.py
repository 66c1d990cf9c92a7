"""Consortia and SME claims: bidding twice, ties inside a consortium, a claim against a tie to a large enterprise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from graph_service.tender.cast import Unit
from graph_service.tender.docket import Docket
from graph_service.tender.facts import Doubt, Evidence, Hit, Outcome, Trail
from graph_service.tender.patterns.affinity import directly_tied
from graph_service.tender.patterns.matching import best_hits

Options = Mapping[str, Any]
_SIZE = Doubt(
    "size", "控股（管理）方的企业规模：从业人员、营业收入、资产总额", "the size of the controlling enterprise"
)
_OWN_SIZE = Doubt("own_size", "声明人的企业规模：登记为大型企业", "the size of the bidder: it is recorded as large")


def consortium_twice(docket: Docket, options: Options) -> Iterator[Outcome]:
    """A member of a consortium bids again, alone or in another consortium."""
    for party, units in sorted(docket.units_of.items()):
        if len(units) > 1 and any(_is_consortium(docket.units[u]) for u in units):
            told = "；".join(_bid(docket, docket.units[u]) for u in sorted(units))
            yield Hit(
                (party,), (Trail((party,)),), "ground", (Evidence("参加的投标", told),), docket.identity_doubts(party)
            )


def _is_consortium(unit: Unit) -> bool:
    return any(row.consortium for row in unit.rows)


def _bid(docket: Docket, unit: Unit) -> str:
    names = "、".join(docket.name(member) for member in unit.members)
    return f"联合体（{names}）" if _is_consortium(unit) else f"单独投标（{names}）"


def sme_in_consortium(docket: Docket, options: Options) -> Iterator[Outcome]:
    """财库46号 9(2), 8(2): direct control or management between a member that claims to be an SME and another member."""
    for unit in docket.units.values():
        claiming = claiming_sme(unit)
        for a, b in combinations(unit.members, 2):
            if {a, b} & claiming:
                ties = [tie for tie in directly_tied(docket, a, b) if tie.kind in ("control", "management")]
                yield from best_hits(tie.hit(a, b, docket=docket) for tie in ties)


def claiming_sme(unit: Unit) -> set[str]:
    """Members of a bid that claim to be small or medium-sized."""
    return {bidder for bidder, row in zip(unit.bidders, unit.rows, strict=True) if row.claims_sme}


def sme_of_large(docket: Docket, options: Options) -> Iterator[Outcome]:
    """财库46号 2: the same principal as a large enterprise, direct control by or of one, or management, one step."""
    for unit in docket.units.values():
        for bidder in sorted(claiming_sme(unit)):
            if docket.entity(bidder).get("size") == "large":
                yield Hit((bidder,), (Trail((bidder,)),), "ground", (Evidence("登记的企业规模", "大型"),), (_OWN_SIZE,))
            for other in sorted(_neighbours(docket, bidder)):
                yield from _large(docket, bidder, other)


def _neighbours(docket: Docket, bidder: str) -> set[str]:
    """Enterprises one step away: holders, managers and what they hold, firms of the same principal."""
    kinds = ("SHAREHOLDER_OF", "CONTROLS", "MANAGES")
    near = {r.from_id for r, _ in docket.into(bidder, *kinds)} | {r.to_id for r, _ in docket.out(bidder, *kinds)}
    principals = {r.from_id for r, _ in docket.into(bidder, "LEGAL_REPRESENTATIVE_OF", "PRINCIPAL_OF")}
    for person in principals:
        near |= {r.to_id for r, _ in docket.out(person, "LEGAL_REPRESENTATIVE_OF", "PRINCIPAL_OF")}
    return {p for p in near - {bidder} if docket.entity(p).kind == "Enterprise" and not docket.is_state(p)}


def _large(docket: Docket, bidder: str, other: str) -> Iterator[Hit]:
    size = docket.entity(other).get("size")
    if size not in ("large", None):
        return
    for hit in best_hits(
        tie.hit(*sorted((bidder, other)), docket=docket) for tie in directly_tied(docket, bidder, other)
    ):
        if size == "large":
            evidence = (*hit.evidence, Evidence("对方企业规模", "大型"))
            yield Hit(hit.parties, hit.trails, "ground", evidence, hit.doubts, hit.note, hit.judged)
        elif hit.trails[0].nodes[0] == other:
            yield Hit(hit.parties, hit.trails, "indication", hit.evidence, (*hit.doubts, _SIZE), hit.note, hit.judged)
