"""What ties an expert to a bidder: posts, holdings, control, kin, a place in its bid; today and within three years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from graph_service.kinship import kinship
from graph_service.model import Relationship, Standing
from graph_service.tender.cast import OFFICES, PRINCIPALS
from graph_service.tender.control import controllers, controlling_part
from graph_service.tender.docket import Docket
from graph_service.tender.facts import (
    Doubt,
    Evidence,
    Hit,
    Trail,
    merged_doubts,
    sourced,
)
from graph_service.tender.patterns.affinity import control_tie
from graph_service.tender.patterns.documents import named
from graph_service.tender.patterns.staff import BID_PEOPLE
from graph_service.tender.rules import Verdict

_ZH = {
    "EMPLOYED_BY": "劳动关系", "SHAREHOLDER_OF": "持股", "DIRECTOR_OF": "董事", "SUPERVISOR_OF": "监事", "SENIOR_MANAGER_OF": "高级管理人员",
    "LEGAL_REPRESENTATIVE_OF": "法定代表人", "PRINCIPAL_OF": "主要负责人",
}  # fmt: skip
POSTS = (*OFFICES, "EMPLOYED_BY")
RECUSED = frozenset({"spouse", "close", "direct", "collateral", "affinity"})
_DEGREE = Doubt("kinship_degree", "亲属关系证明：何种亲属、几代以内", "proof of the degree of kinship")


def present(docket: Docket, expert: str, bidder: str) -> Iterator[tuple[Relationship, tuple[Doubt, ...]]]:
    for found, doubts in docket.out(expert, *POSTS, "SHAREHOLDER_OF"):
        if found.to_id == bidder:
            yield found, doubts


def possible_posts(docket: Docket, expert: str, bidder: str) -> Iterator[Hit]:
    """Someone of the expert's name, whose masked number agrees, has a post or a share there: open until the numbers say."""
    for found, doubts in docket.into(bidder, *POSTS, "SHAREHOLDER_OF"):
        person = found.from_id
        if person == expert or docket.name_key(person) != docket.name_key(expert):
            continue
        same = docket.same(expert, person)
        if same and not any(doubt.code == "namesake" for doubt in same):
            trail = Trail((expert, person, bidder), (found.id,))
            evidence = (sourced(_ZH.get(found.kind, "任职"), found, docket.name(bidder)),)
            yield Hit(tuple(sorted((expert, bidder))), (trail,), "indication", evidence, merged_doubts(same, doubts))


def past(docket: Docket, expert: str, bidder: str) -> list[Relationship]:
    ended = [
        r for r in docket.ever_out(expert, *POSTS, "SHAREHOLDER_OF") if r.to_id == bidder and docket.held(r) is None
    ]
    return [r for r in ended if within_three_years(docket, r) is not None]


def within_three_years(docket: Docket, post: Relationship) -> tuple[Doubt, ...] | None:
    """Whether a post was held on some day of the three years before the deadline; the last day counts (民法典 203)."""
    if _shown_within(docket, post):
        return ()
    present = docket.held(post)
    if present is not None or post.identity_disputed or post.period.standing(docket.on) is Standing.FUTURE:
        return present
    ended = post.period.valid_to
    if ended is not None:
        last = (ended.earliest - timedelta(days=1), ended.latest - timedelta(days=1))
        if last[1] < docket.three_years_before:
            return None
        return () if last[0] >= docket.three_years_before else (_open_end(post),)
    return None


def _shown_within(docket: Docket, post: Relationship) -> bool:
    """A source showed it on a day of the three years, and it did not begin after the deadline."""
    days = [day for day in post.period.observed if docket.three_years_before <= day <= docket.on]
    held = [day for day in days if post.period.standing(day) is Standing.CONFIRMED]
    return bool(held) and not post.identity_disputed


def _open_end(post: Relationship) -> Doubt:
    zh = _ZH.get(post.kind, "任职")
    return Doubt("end_open", f"{zh}终止的具体日期", "the day on which the post ended")


def tie_hit(
    docket: Docket, expert: str, bidder: str, found: Relationship, doubts: tuple[Doubt, ...], at_most: Verdict = "ground"
) -> Hit:  # fmt: skip
    period = f"{found.period.valid_from or '？'} 至 {found.period.valid_to or '今'}"
    evidence = (sourced(_ZH.get(found.kind, found.kind), found, f"{docket.name(bidder)}，{period}"),)
    unsure = merged_doubts(doubts, docket.identity_doubts(expert), docket.identity_doubts(bidder))
    return Hit(tuple(sorted((expert, bidder))), (Trail((expert, bidder), (found.id,)),), at_most, evidence, unsure)


def parts_held(docket: Docket, expert: str, bidder: str) -> list[Hit]:
    """A part short of control: 其他可能影响公平、公正的关系, for the reviewer."""
    held = [(r, d) for r, d in docket.out(expert, "SHAREHOLDER_OF") if r.to_id == bidder]
    return [
        tie_hit(docket, expert, bidder, r, d, "indication")
        for r, d in held
        if expert not in controllers(docket, bidder)
    ]


def control_hits(docket: Docket, expert: str, bidder: str) -> list[Hit]:
    control = controllers(docket, bidder).get(expert)
    if control is None:
        return []
    return [control_tie(docket, control).hit(*sorted((expert, bidder)), docket=docket)]


def in_the_bid(docket: Docket, expert: str, bidder: str) -> list[Hit]:
    """The bid itself names the expert; a namesake leaves it open."""
    hits = []
    for mention in named(docket, *BID_PEOPLE):
        same = docket.same(expert, mention.party) if bidder in mention.bidders else None
        if same is not None:
            evidence = (Evidence("投标文件载明的人员", f"{docket.name(mention.party)} — {docket.name(bidder)}"),)
            doubts = merged_doubts(same, docket.identity_doubts(bidder))
            nodes = tuple(dict.fromkeys((expert, mention.party, bidder)))
            hits.append(Hit(tuple(sorted((expert, bidder))), (Trail(nodes),), "ground", evidence, doubts))
    return hits


def controlled_before(docket: Docket, expert: str, bidder: str) -> list[Hit]:
    """Control that ended within three years: declared, or by more than half (half until 2024-06-30) of the capital."""
    hits = []
    for found in docket.ever_out(expert, "SHAREHOLDER_OF", "CONTROLS"):
        if found.to_id != bidder or docket.held(found) is not None:
            continue
        doubts = within_three_years(docket, found)
        ended = found.period.valid_to
        last = min(ended.latest - timedelta(days=1), docket.on) if ended else docket.on
        if doubts is not None and (found.kind == "CONTROLS" or controlling_part(found, last)):
            hits.append(tie_hit(docket, expert, bidder, found, doubts))
    return hits


def kin_hits(
    docket: Docket, expert: str, bidder: str, roles: Iterable[str] = (*OFFICES, "SHAREHOLDER_OF")
) -> Iterator[tuple[Hit, str]]:
    """Kin of the expert who hold office or shares in the bidder, with the degree that the source's words name."""
    posts: dict[str, tuple[Relationship, tuple[Doubt, ...]]] = {}
    for post, doubts in docket.into(bidder, *roles):  # the principal's office first, for it decides
        posts.setdefault(post.from_id, (post, doubts))
    for tie, doubts in (*docket.out(expert, "RELATIVE_OF"), *docket.into(expert, "RELATIVE_OF")):
        found = posts.get(tie.other(expert))
        if found is None:
            continue
        words = str(tie.values.get("kinship") or tie.values.get("note") or "")
        degree = kinship(words)
        unsure = merged_doubts(doubts, found[1], docket.identity_doubts(expert), docket.identity_doubts(bidder),
                               docket.identity_doubts(tie.other(expert)), (_DEGREE,) if degree == "unknown" else ())  # fmt: skip
        trail = Trail((expert, tie.other(expert), bidder), (tie.id, found[0].id))
        evidence = (sourced("亲属", tie, words), sourced(_ZH.get(found[0].kind, "任职"), found[0], docket.name(bidder)))
        strong = degree in RECUSED and found[0].kind in PRINCIPALS
        yield (
            Hit(tuple(sorted((expert, bidder))), (trail,), "ground" if strong else "indication", evidence, unsure),
            degree,
        )


def of_principal(docket: Docket, hit: Hit) -> bool:
    return docket.by_id[hit.trails[0].relationships[-1]].kind in PRINCIPALS
