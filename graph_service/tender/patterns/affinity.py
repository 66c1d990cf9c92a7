"""Ties between two parties that several patterns share: control, management, a branch, a common principal, holdings,
offices in common, a common controller. Each with its proof; none is a finding by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph_service.kinship import kinship
from graph_service.model import Relationship
from graph_service.tender.cast import OFFICES, PRINCIPALS
from graph_service.tender.control import Control, controllers, direct_control, nodes_along, parts_of
from graph_service.tender.docket import Docket
from graph_service.tender.facts import Doubt, Evidence, Hit, Trail, merged_doubts, sourced
from graph_service.tender.patterns.matching import matching
from graph_service.tender.rules import Verdict

SUBORDINATE = frozenset({"control", "management", "branch", "principal"})


@dataclass(frozen=True, slots=True)
class Tie:
    """How two parties hang together: its ``kind``, the proof, and what leaves it open."""

    kind: str
    zh: str
    trail: Trail
    evidence: tuple[Evidence, ...]
    doubts: tuple[Doubt, ...] = ()

    def hit(self, a: str, b: str, *, at_most: Verdict = "ground", docket: Docket) -> Hit:
        doubts = merged_doubts(self.doubts, docket.identity_doubts(a), docket.identity_doubts(b))
        return Hit((a, b), (self.trail,), at_most, self.evidence, doubts, judged=bool({a, b} & docket.judged))


def control_tie(docket: Docket, control: Control) -> Tie:
    """Control as a tie, every link of it as evidence."""
    links = [docket.by_id[i] for i in control.links]
    trail = Trail(nodes_along(docket, control.links, control.controller), control.links)
    evidence = tuple(sourced("控制协议" if r.kind == "CONTROLS" else "持股", r, _share(r)) for r in links)
    return Tie("control", "控股关系", trail, evidence, control.doubts)


def _share(link: object) -> str:
    values = getattr(link, "values", {})
    low, high = values.get("share_min"), values.get("share_max")
    if getattr(link, "kind", "") != "SHAREHOLDER_OF":
        return str(values.get("role") or "")
    return "比例未知" if low is None else str(low) if low == high else f"{low}–{high}"


def ties(docket: Docket, a: str, b: str) -> Iterator[Tie]:
    """Every tie between two parties on the day, either way round."""
    for controller, company in ((a, b), (b, a)):
        control = controllers(docket, company).get(controller)
        if control is not None:
            yield control_tie(docket, control)
        else:
            yield from _holding_ties(docket, controller, company)
    yield from _linked(docket, a, b)
    yield from _common_persons(docket, a, b)
    yield from _by_persons(docket, a, b)
    yield from _common_controller(docket, a, b)


def _holding_ties(docket: Docket, holder: str, company: str) -> Iterator[Tie]:
    for holding in parts_of(docket, company):
        if holding.holder == holder:
            yield Tie("holding", "参股", Trail((holder, company), (holding.link.id,)),
                      (sourced("持股", holding.link, _share(holding.link)),), holding.doubts)  # fmt: skip


def _linked(docket: Docket, a: str, b: str) -> Iterator[Tie]:
    for kind, name, zh in (("MANAGES", "management", "管理关系"), ("BRANCH_OF", "branch", "分支机构")):
        for found, doubts in docket.between(a, b, kind):
            trail = Trail((found.from_id, found.to_id), (found.id,))
            yield Tie(name, zh, trail, (sourced(zh, found, str(found.values.get("role") or "")),), doubts)


def _common_persons(docket: Docket, a: str, b: str) -> Iterator[Tie]:
    """One person in a post at both, whatever it is; two of one name with a matching mask leave it open."""
    ours, theirs = ([(party, r, d) for r, d in docket.into(party, *OFFICES, "EMPLOYED_BY")]
                    for party in (a, b))  # fmt: skip
    for mine, found in matching(docket, [*ours, *theirs], key=lambda post: post[1].from_id):
        if mine[0] == found[0]:
            continue
        same = docket.same(mine[1].from_id, found[1].from_id)
        if same is None or any(doubt.code == "namesake" for doubt in same):
            continue
        both = {mine[1].kind, found[1].kind} <= set(PRINCIPALS)
        nodes = tuple(dict.fromkeys((a, mine[1].from_id, found[1].from_id, b)))
        yield Tie("principal" if both else "office", "单位负责人为同一人" if both else "相互任职",
                  Trail(nodes, (mine[1].id, found[1].id)), (sourced("任职", mine[1]), sourced("任职", found[1])),
                  merged_doubts(mine[2], found[2], same))  # fmt: skip


def _by_persons(docket: Docket, a: str, b: str) -> Iterator[Tie]:
    """An officer of one holds a good part of the other, or the people who lead or hold the two are kin."""
    for one, other in ((a, b), (b, a)):
        posts = {r.from_id: (r, d) for r, d in reversed(docket.into(one, *OFFICES))}
        for part in parts_of(docket, other):
            if part.holder in posts and part.minimum >= docket.policy.common_holder_share.value:
                post, doubts = posts[part.holder]
                yield Tie("officer_holding", "任职人员持股", Trail((one, part.holder, other), (post.id, part.link.id)),
                          (sourced("任职", post), sourced("持股", part.link, _share(part.link))),
                          merged_doubts(doubts, part.doubts, docket.identity_doubts(part.holder)))  # fmt: skip
    theirs = dict(_of_weight(docket, b))
    for person, (link, doubts) in _of_weight(docket, a):
        for kin, unsure in docket.out(person, "RELATIVE_OF") + docket.into(person, "RELATIVE_OF"):
            words = str(kin.values.get("kinship") or kin.values.get("note") or "")
            found = theirs.get(kin.other(person))
            if found is not None and kinship(words) != "distant":
                trail = Trail((a, person, kin.other(person), b), (link.id, kin.id, found[0].id))
                yield Tie("kin", "任职人员、主要股东之间有亲属关系", trail, (sourced("亲属", kin, words),),
                          merged_doubts(doubts, unsure, found[1]))  # fmt: skip


def _of_weight(docket: Docket, party: str) -> Iterator[tuple[str, tuple[Relationship, tuple[Doubt, ...]]]]:
    """Who holds office in a party or a good part of it, each once, offices first."""
    held: dict[str, tuple[Relationship, tuple[Doubt, ...]]] = {}
    for post, doubts in docket.into(party, *OFFICES):
        held.setdefault(post.from_id, (post, doubts))
    for part in parts_of(docket, party):
        if part.minimum >= docket.policy.common_holder_share.value:
            held.setdefault(part.holder, (part.link, part.doubts))
    yield from held.items()


def _common_controller(docket: Docket, a: str, b: str) -> Iterator[Tie]:
    found = nearest_common(docket, a, b)
    if found is not None:
        one, two = found
        trail = Trail((*reversed(control_tie(docket, one).trail.nodes), *control_tie(docket, two).trail.nodes[1:]),
                      (*reversed(one.links), *two.links))  # fmt: skip
        evidence = (*control_tie(docket, one).evidence, *control_tie(docket, two).evidence)
        yield Tie("group", "受同一控制人控制", trail, evidence, merged_doubts(one.doubts, two.doubts))


def nearest_common(docket: Docket, a: str, b: str) -> tuple[Control, Control] | None:
    """The nearest party that controls both, organs of the state apart (公司法 265(4))."""
    above_a, above_b = controllers(docket, a), controllers(docket, b)
    shared = [c for c in above_a.keys() & above_b.keys() if not docket.is_state(c) and not docket.is_nobody(c)]
    if not shared:
        return None
    best = min(shared, key=lambda c: (
        len(above_a[c].doubts) + len(above_b[c].doubts), len(above_a[c].links) + len(above_b[c].links), c,
    ))  # fmt: skip
    return above_a[best], above_b[best]


def directly_tied(docket: Docket, a: str, b: str) -> Iterator[Tie]:
    """One step only, as P1, P10 and P11 want it: direct control either way, management, the same principal."""
    for holder, company in ((a, b), (b, a)):
        control = direct_control(docket, holder, company)
        if control is not None:
            yield control_tie(docket, control)
    for tie in (*_linked(docket, a, b), *_common_persons(docket, a, b)):
        if tie.kind in ("management", "principal"):
            yield tie
