"""Experts: posts, holdings, kin, employers and sanctions that keep them off a committee."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from graph_service.records.kinds import canonical_name
from graph_service.tender.cast import PRINCIPALS
from graph_service.tender.docket import Docket
from graph_service.tender.facts import (
    Evidence,
    Hit,
    Missing,
    Outcome,
    Trail,
    merged_doubts,
    sourced,
)
from graph_service.tender.patterns.expert_ties import (
    POSTS,
    control_hits,
    controlled_before,
    in_the_bid,
    kin_hits,
    of_principal,
    parts_held,
    past,
    possible_posts,
    present,
    tie_hit,
    within_three_years,
)
from graph_service.tender.patterns.matching import best_hits
from graph_service.tender.words import mentions

Options = Mapping[str, Any]
_BID_WORDS = ("招标", "投标", "评标", "串通", "围标")
CLOSE = frozenset({"spouse", "close"})


def expert_interest(docket: Docket, options: Options) -> Iterator[Outcome]:
    """招标投标法 37(4): posts and holdings on the day; posts that ended within three years and further kin are open."""
    for expert, bidder in _pairs(docket):
        hits = [tie_hit(docket, expert, bidder, r, d) for r, d in present(docket, expert, bidder)]
        hits += [tie_hit(docket, expert, bidder, r, (), "indication") for r in past(docket, expert, bidder)]
        hits += [
            replace(hit, at_most="indication")
            for hit, degree in kin_hits(docket, expert, bidder)
            if degree not in CLOSE or not of_principal(docket, hit)
        ]
        hits += control_hits(docket, expert, bidder)
        hits += in_the_bid(docket, expert, bidder)
        hits += possible_posts(docket, expert, bidder)
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
        yield from best_hits(hit for hit, degree in kin_hits(docket, expert, bidder, PRINCIPALS) if degree in CLOSE)
    for expert in docket.of_role("expert"):
        yield from _of_the_department(docket, expert)
        yield from _punished_before(docket, expert)


def expert_recusal(docket: Docket, options: Options) -> Iterator[Outcome]:
    """政采条例 9: posts and control within three years, kin without limit; other relations are open."""
    for expert, bidder in _pairs(docket):
        posts = [r for r in docket.ever_out(expert, *POSTS) if r.to_id == bidder]
        hits = [
            tie_hit(docket, expert, bidder, r, d) for r in posts if (d := within_three_years(docket, r)) is not None
        ]
        hits += control_hits(docket, expert, bidder)
        hits += parts_held(docket, expert, bidder)
        hits += controlled_before(docket, expert, bidder)
        hits += in_the_bid(docket, expert, bidder)
        hits += possible_posts(docket, expert, bidder)
        hits += [hit for hit, _ in kin_hits(docket, expert, bidder)]
        yield from best_hits(hits)
    yield from _without_data(docket)


def _pairs(docket: Docket) -> Iterator[tuple[str, str]]:
    for expert in docket.of_role("expert"):
        for bidder in docket.bidders:
            yield expert, bidder


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
