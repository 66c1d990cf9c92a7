"""Bidders of one group, and what falls short of control: parts held, owners, managers and officers in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

from graph_service.tender.cast import OFFICES
from graph_service.tender.control import Control, Part, controllers, direct_control, parts_of
from graph_service.tender.docket import Docket
from graph_service.tender.facts import Evidence, Hit, Outcome, Trail, merged_doubts, sourced
from graph_service.tender.patterns.affinity import control_tie, nearest_common
from graph_service.tender.patterns.bidders import Office, Options, control, same_principal
from graph_service.tender.patterns.matching import best_hits, rival_pairs


def same_group(docket: Docket, options: Options) -> Iterator[Outcome]:
    """Two bidders under one enterprise that is no organ of the state. With ``indirect``: also control through a chain."""
    for a, b in _sharing(docket, _group_heads(docket)):
        common = nearest_common(docket, a, b)
        if common is not None and docket.entity(common[0].controller).kind == "Enterprise":
            yield common_hit(docket, a, b, common)
    if options.get("indirect"):
        yield from _indirect(docket)


def _indirect(docket: Docket) -> Iterator[Hit]:
    """Where 直接 is wanted, control through a chain is still a group."""
    for company in docket.bidders:
        for holder in sorted(set(docket.bidders) & set(controllers(docket, company))):
            direct = direct_control(docket, holder, company)
            if (direct is None or direct.doubts) and docket.rivals(holder, company) and not docket.is_state(holder):
                yield control_tie(docket, controllers(docket, company)[holder]).hit(
                    *sorted((holder, company)), docket=docket
                )


def common_hit(docket: Docket, a: str, b: str, common: tuple[Control, Control]) -> Hit:
    one, two = (control_tie(docket, c) for c in common)
    trail = Trail(
        (*reversed(one.trail.nodes), *two.trail.nodes[1:]),
        (*reversed(one.trail.relationships), *two.trail.relationships),
    )
    doubts = merged_doubts(one.doubts, two.doubts, docket.identity_doubts(a), docket.identity_doubts(b))
    return Hit((a, b), (trail,), "indication", (*one.evidence, *two.evidence), doubts)


def _group_heads(docket: Docket) -> dict[str, list[str]]:
    """Bidders by each party above them."""
    below: dict[str, list[str]] = defaultdict(list)
    for bidder in docket.bidders:
        for party in controllers(docket, bidder):
            if not docket.is_state(party) and not docket.is_nobody(party):
                below[party].append(bidder)
    return below


def _sharing(docket: Docket, below: Mapping[str, list[str]]) -> list[tuple[str, str]]:
    return sorted({pair for group in below.values() for pair in rival_pairs(docket, group)})


def group_of_goods(docket: Docket, options: Options) -> Iterator[Outcome]:
    """27号令 32: one legal representative, or parent, wholly owned subsidiaries and controlled companies, in one tender."""
    for hit in (*same_principal(docket, {}), *control(docket, {}), *same_group(docket, {})):
        if isinstance(hit, Hit):
            yield hit


def affiliation(docket: Docket, options: Options) -> Iterator[Outcome]:
    """Holdings between bidders short of control, a natural person above both, a holder of a good part of both."""
    yield from best_hits(_affiliations(docket))


def _affiliations(docket: Docket) -> Iterator[Hit]:
    yield from _minority(docket)
    below = _group_heads(docket)
    for a, b in _sharing(docket, below):
        common = nearest_common(docket, a, b)
        if common is not None and docket.entity(common[0].controller).kind == "Person":
            yield common_hit(docket, a, b, common)
    yield from _common_holders(docket)
    yield from _officer_of_one_holder_of_another(docket)
    yield from _common_managers(docket)


def _common_managers(docket: Docket) -> Iterator[Hit]:
    """One unit, no organ of the state, runs two bidders without equity."""
    managed: dict[str, list[Office]] = defaultdict(list)
    for bidder in docket.bidders:
        for found, doubts in docket.into(bidder, "MANAGES"):
            if not docket.is_state(found.from_id) and found.from_id not in docket.units_of:
                managed[found.from_id].append((bidder, found, doubts))
    for manager, units in sorted(managed.items()):
        for (a, one, da), (b, two, db) in combinations(units, 2):
            if docket.rivals(a, b):
                evidence = (sourced("管理关系", one, docket.name(a)), sourced("管理关系", two, docket.name(b)))
                trail = Trail((a, manager, b), (one.id, two.id))
                yield Hit(tuple(sorted((a, b))), (trail,), "indication", evidence, merged_doubts(da, db))


def _officer_of_one_holder_of_another(docket: Docket) -> Iterator[Hit]:
    """Whoever runs one bidder holds a good part of another, or controls it."""
    least = docket.policy.common_holder_share.value
    offices: dict[str, list[Office]] = defaultdict(list)
    for bidder in docket.bidders:
        for found, doubts in docket.into(bidder, *OFFICES):
            offices[found.from_id].append((bidder, found, doubts))
    for bidder in docket.bidders:
        above = controllers(docket, bidder)
        for part in parts_of(docket, bidder):
            if (part.minimum < least and part.holder not in above) or docket.is_nobody(part.holder):
                continue
            for other, post, doubts in offices.get(part.holder, ()):
                if docket.rivals(other, bidder):
                    trail = Trail((other, part.holder, bidder), (post.id, part.link.id))
                    evidence = (sourced("任职", post, docket.name(other)), sourced("持股", part.link, _part(part)))
                    unsure = merged_doubts(doubts, part.doubts, docket.identity_doubts(part.holder))
                    yield Hit(tuple(sorted((other, bidder))), (trail,), "indication", evidence, unsure)


def _minority(docket: Docket) -> Iterator[Hit]:
    """A bidder, or a company that it controls, holds a part of another bidder."""
    bidders = set(docket.bidders)
    for company in docket.bidders:
        above = controllers(docket, company)
        for holding in parts_of(docket, company):
            heads: dict[str, Control | None] = {holding.holder: None} if holding.holder in bidders else {}
            heads |= {
                c: controllers(docket, holding.holder)[c] for c in bidders & set(controllers(docket, holding.holder))
            }
            for head, chain in sorted(heads.items()):
                if not docket.rivals(head, company) or head in above or docket.is_state(head):
                    continue
                yield _held_part(docket, head, company, holding, chain)


def _held_part(docket: Docket, head: str, company: str, holding: Part, chain: Control | None) -> Hit:
    upper = control_tie(docket, chain) if chain else None
    nodes = (*(upper.trail.nodes if upper else (head,)), company)
    links = (*(upper.trail.relationships if upper else ()), holding.link.id)
    evidence = (*(upper.evidence if upper else ()), sourced("参股", holding.link, _part(holding)))
    doubts = merged_doubts(holding.doubts, upper.doubts if upper else ())
    return Hit(tuple(sorted((head, company))), (Trail(nodes, links),), "indication", evidence, doubts)


def _part(holding: Part) -> str:
    if not holding.link.share.known:
        return "比例未知"
    low, high = holding.link.values["share_min"], holding.link.values["share_max"]
    return str(low) if low == high else f"{low}–{high}"


def _common_holders(docket: Docket) -> Iterator[Hit]:
    """A holder of a good part in two bidders, whoever it is, organs of the state and bidders apart."""
    least = docket.policy.common_holder_share.value
    parts: dict[str, list[Part]] = defaultdict(list)
    for bidder in docket.bidders:
        for holding in parts_of(docket, bidder):
            if (
                holding.minimum >= least
                and holding.holder not in docket.units_of
                and not docket.is_state(holding.holder)
            ):
                parts[holding.holder].append(holding)
    for holder, held in sorted(parts.items()):
        if docket.is_nobody(holder) or len(held) < 2:
            continue
        for one, two in combinations(held, 2):
            if docket.rivals(one.company, two.company) and not _both_controlled(docket, holder, one, two):
                trail = Trail((one.company, holder, two.company), (one.link.id, two.link.id))
                evidence: tuple[Evidence, ...] = (
                    sourced("持股", one.link, _part(one)),
                    sourced("持股", two.link, _part(two)),
                )
                pair = tuple(sorted((one.company, two.company)))
                yield Hit(
                    pair,
                    (trail,),
                    "indication",
                    evidence,
                    merged_doubts(one.doubts, two.doubts, docket.identity_doubts(holder)),
                )


def _both_controlled(docket: Docket, holder: str, one: Part, two: Part) -> bool:
    """Then it is a group or a common controller, and said as such."""
    return all(holder in controllers(docket, h.company) for h in (one, two))


def affiliation_label(docket: Docket, options: Options) -> Iterator[Outcome]:
    """What other law calls related: control, a common controller, or a holding, as a label only."""
    for outcome in (*control(docket, {}), *same_group(docket, {}), *affiliation(docket, {})):
        if isinstance(outcome, Hit):
            yield outcome
