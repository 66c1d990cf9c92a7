"""Experts: posts, holdings, kin, employers and sanctions that keep them off a committee."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from graph_service.model import Relationship, Standing
from graph_service.records.kinds import canonical_name
from graph_service.tender.control import controllers, controlling_part
from graph_service.tender.docket import OFFICES, PRINCIPALS, Docket
from graph_service.tender.facts import (
    Doubt,
    Evidence,
    Hit,
    Missing,
    Outcome,
    Trail,
    merged_doubts,
    sourced,
)
from graph_service.tender.patterns.affinity import control_tie
from graph_service.tender.patterns.bidders import best_hits
from graph_service.tender.patterns.documents import named
from graph_service.tender.patterns.staff import BID_PEOPLE
from graph_service.tender.rules import Verdict
from graph_service.tender.words import kinship, mentions

Options = Mapping[str, Any]
_ZH = {
    "EMPLOYED_BY": "劳动关系", "SHAREHOLDER_OF": "持股", "DIRECTOR_OF": "董事", "SUPERVISOR_OF": "监事", "SENIOR_MANAGER_OF": "高级管理人员",
    "LEGAL_REPRESENTATIVE_OF": "法定代表人", "PRINCIPAL_OF": "主要负责人",
}  # fmt: skip
POSTS = (*OFFICES, "EMPLOYED_BY")
_CLOSE = frozenset({"spouse", "close"})
_RECUSED = frozenset({"spouse", "close", "direct", "collateral", "affinity"})
_DEGREE = Doubt("kinship_degree", "亲属关系证明：何种亲属、几代以内", "proof of the degree of kinship")
_BID_WORDS = ("招标", "投标", "评标", "串通", "围标")


def expert_interest(docket: Docket, options: Options) -> Iterator[Outcome]:
    """招标投标法 37(4): posts and holdings on the day; posts that ended within three years and further kin are open."""
    for expert, bidder in _pairs(docket):
        hits = [_tie_hit(docket, expert, bidder, r, d) for r, d in _present(docket, expert, bidder)]
        hits += [_tie_hit(docket, expert, bidder, r, (), "indication") for r in _past(docket, expert, bidder)]
        hits += [
            replace(hit, at_most="indication")
            for hit, degree in _kin_hits(docket, expert, bidder)
            if degree not in _CLOSE or not _of_principal(docket, hit)
        ]
        hits += _controls(docket, expert, bidder)
        hits += _in_the_bid(docket, expert, bidder)
        yield from best_hits(hits)
    yield from _without_data(docket)


def expert_barred(docket: Docket, options: Options) -> Iterator[Outcome]:
    """12号令 12: a bidder, close kin of its principal, staff of the supervising department, punished before."""
    for expert, bidder in _pairs(docket):
        if expert == bidder:
            yield Hit(
                (expert,),
                (Trail((expert,)),),
                "ground",
                (Evidence("专家即投标人", docket.name(expert)),),
                docket.identity_doubts(expert),
            )
        yield from best_hits(hit for hit, degree in _kin_hits(docket, expert, bidder, PRINCIPALS) if degree in _CLOSE)
    for expert in docket.of_role("expert"):
        yield from _of_the_department(docket, expert)
        yield from _punished_before(docket, expert)


def expert_recusal(docket: Docket, options: Options) -> Iterator[Outcome]:
    """政采条例 9: posts and control within three years, kin without limit; other relations are open."""
    for expert, bidder in _pairs(docket):
        posts = [r for r in docket.ever_out(expert, *POSTS) if r.to_id == bidder]
        hits = [
            _tie_hit(docket, expert, bidder, r, d) for r in posts if (d := _within_three_years(docket, r)) is not None
        ]
        hits += _controls(docket, expert, bidder)
        hits += _holdings(docket, expert, bidder)
        hits += _controlled_before(docket, expert, bidder)
        hits += _in_the_bid(docket, expert, bidder)
        hits += [hit for hit, _ in _kin_hits(docket, expert, bidder)]
        yield from best_hits(hits)
    yield from _without_data(docket)


def _pairs(docket: Docket) -> Iterator[tuple[str, str]]:
    for expert in docket.of_role("expert"):
        for bidder in docket.bidders:
            yield expert, bidder


def _present(docket: Docket, expert: str, bidder: str) -> Iterator[tuple[Relationship, tuple[Doubt, ...]]]:
    for found, doubts in docket.out(expert, *POSTS, "SHAREHOLDER_OF"):
        if found.to_id == bidder:
            yield found, doubts


def _past(docket: Docket, expert: str, bidder: str) -> list[Relationship]:
    ended = [
        r for r in docket.ever_out(expert, *POSTS, "SHAREHOLDER_OF") if r.to_id == bidder and docket.held(r) is None
    ]
    return [r for r in ended if _within_three_years(docket, r) is not None]


def _within_three_years(docket: Docket, post: Relationship) -> tuple[Doubt, ...] | None:
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


def _tie_hit(
    docket: Docket, expert: str, bidder: str, found: Relationship, doubts: tuple[Doubt, ...], at_most: Verdict = "ground"
) -> Hit:  # fmt: skip
    period = f"{found.period.valid_from or '？'} 至 {found.period.valid_to or '今'}"
    evidence = (sourced(_ZH.get(found.kind, found.kind), found, f"{docket.name(bidder)}，{period}"),)
    unsure = merged_doubts(doubts, docket.identity_doubts(expert), docket.identity_doubts(bidder))
    return Hit(tuple(sorted((expert, bidder))), (Trail((expert, bidder), (found.id,)),), at_most, evidence, unsure)


def _holdings(docket: Docket, expert: str, bidder: str) -> list[Hit]:
    """A part short of control: 其他可能影响公平、公正的关系, for the reviewer."""
    held = [(r, d) for r, d in docket.out(expert, "SHAREHOLDER_OF") if r.to_id == bidder]
    return [
        _tie_hit(docket, expert, bidder, r, d, "indication")
        for r, d in held
        if expert not in controllers(docket, bidder)
    ]


def _controls(docket: Docket, expert: str, bidder: str) -> list[Hit]:
    control = controllers(docket, bidder).get(expert)
    if control is None:
        return []
    return [control_tie(docket, control).hit(*sorted((expert, bidder)), docket=docket)]


def _in_the_bid(docket: Docket, expert: str, bidder: str) -> list[Hit]:
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


def _controlled_before(docket: Docket, expert: str, bidder: str) -> list[Hit]:
    """Control that ended within three years: declared, or by more than half (half until 2024-06-30) of the capital."""
    hits = []
    for found in docket.ever_out(expert, "SHAREHOLDER_OF", "CONTROLS"):
        if found.to_id != bidder or docket.held(found) is not None:
            continue
        doubts = _within_three_years(docket, found)
        ended = found.period.valid_to
        last = min(ended.latest - timedelta(days=1), docket.on) if ended else docket.on
        if doubts is not None and (found.kind == "CONTROLS" or controlling_part(found, last)):
            hits.append(_tie_hit(docket, expert, bidder, found, doubts))
    return hits


def _kin_hits(
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
        strong = degree in _RECUSED and found[0].kind in PRINCIPALS
        yield (
            Hit(tuple(sorted((expert, bidder))), (trail,), "ground" if strong else "indication", evidence, unsure),
            degree,
        )


def _of_principal(docket: Docket, hit: Hit) -> bool:
    return docket.by_id[hit.trails[0].relationships[-1]].kind in PRINCIPALS


def _of_the_department(docket: Docket, expert: str) -> Iterator[Hit]:
    """Staff of the administrative supervision department, whoever bids."""
    for department in docket.of_role("supervisor"):
        if docket.is_state(department):
            for post, doubts in docket.out(expert, *POSTS):
                if post.to_id == department:
                    evidence = (sourced("行政监督部门的人员", post, docket.name(department)),)
                    unsure = merged_doubts(doubts, docket.identity_doubts(expert))
                    yield Hit(
                        tuple(sorted((expert, department))),
                        (Trail((expert, department), (post.id,)),),
                        "ground",
                        evidence,
                        unsure,
                    )


def _punished_before(docket: Docket, expert: str) -> Iterator[Hit]:
    for subject in docket.ever_out(expert, "SUBJECT_OF"):
        record = docket.entity(subject.to_id)
        decided = record.date("decided_on") or record.date("listed_on")
        kind = canonical_name(str(record.get("record_kind") or ""))
        words = " ".join(str(record.get(n) or "") for n in ("ground", "crime", "title"))
        meant = kind == "招投标 处罚" or (
            kind in ("刑事判决", "经济犯罪/行贿", "行政处罚 (双公示)") and mentions(words, _BID_WORDS)
        )
        usable = record.get("state") not in ("quashed", "revoked", "proposed") and "identity" not in (
            record.get("disputed"),
            subject.values.get("disputed"),
        )
        if meant and usable and decided is not None and decided.latest <= docket.on:
            evidence = (
                Evidence(
                    "曾因招投标活动受处罚", f"{kind}，{decided}", f"{subject.source.source}/{subject.source.record}"
                ),
            )
            yield Hit(
                (expert,),
                (Trail((expert, record.id), (subject.id,)),),
                "ground",
                evidence,
                docket.identity_doubts(expert),
            )


def _without_data(docket: Docket) -> Iterator[Missing]:
    for expert in docket.of_role("expert"):
        if not docket.ever_out(expert, *POSTS, "SHAREHOLDER_OF", "RELATIVE_OF") and not docket.ever_into(
            expert, "RELATIVE_OF"
        ):
            name = docket.name(expert)
            yield Missing(
                expert,
                "EMPLOYED_BY",
                f"没有专家{name}的任职、持股、参保或亲属数据",
                f"nothing is known of the posts, holdings or kin of {name}",
            )
