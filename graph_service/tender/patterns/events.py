"""What happens around the bid: merger, split, bankruptcy after it; and bidding together again and again before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import Any

from graph_service.model import Relationship
from graph_service.tender.docket import Docket
from graph_service.tender.facts import Evidence, Hit, Missing, Outcome, Trail, sourced
from graph_service.tender.patterns.listings import own_records

Options = Mapping[str, Any]


def bidder_changed(docket: Docket, options: Options) -> Iterator[Outcome]:
    """A merger, split or bankruptcy from the day of the deadline to the day of asking."""
    for bidder in docket.bidders:
        for change in (*docket.ever_into(bidder, "SUCCESSOR_OF"), *docket.ever_out(bidder, "SUCCESSOR_OF")):
            started = change.period.valid_from
            if (
                started is not None
                and docket.on <= started.latest
                and started.earliest <= docket.as_of
                and not change.identity_disputed
            ):
                evidence = (sourced("合并、分立", change, f"{started}，{change.values.get('note') or ''}"),)
                yield Hit((bidder,), (Trail((change.from_id, change.to_id), (change.id,)),), "indication", evidence)
        yield from _bankrupt(docket, bidder)


def _bankrupt(docket: Docket, bidder: str) -> Iterator[Hit]:
    for own in own_records(docket, bidder):
        decided = own.record.date("decided_on") or own.record.date("listed_on")
        usable = own.record.get("state") not in ("quashed", "proposed")
        if (
            own.kind in ("破产", "吊销/责令关闭")
            and usable
            and decided
            and docket.on <= decided.latest
            and decided.earliest <= docket.as_of
        ):
            evidence = (Evidence(own.kind, str(decided), f"{own.subject.source.source}/{own.subject.source.record}"),)
            yield Hit((bidder,), (Trail((bidder, own.record.id), (own.subject.id,)),), "indication", evidence)


def bid_together(docket: Docket, options: Options) -> Iterator[Outcome]:
    """Two bidders stand in most lots of the less active one, before this one. Cost: their bids, not the pairs."""
    lots: dict[str, dict[str, Relationship]] = {}
    by_lot: dict[str, list[str]] = defaultdict(list)
    for bidder in docket.bidders:
        mine = {
            r.to_id: r
            for r in docket.ever_out(bidder, "BID_ON")
            if r.to_id != docket.tender.lot and _before(r, docket.on)
        }
        lots[bidder] = mine
        for lot in mine:
            by_lot[lot].append(bidder)
    together: dict[tuple[str, str], list[str]] = defaultdict(list)
    for lot, bidders in sorted(by_lot.items()):
        for pair in combinations(sorted(bidders), 2):
            together[pair].append(lot)
    for (a, b), common in sorted(together.items()):
        least = min(len(lots[a]), len(lots[b]))
        policy = docket.policy
        if (
            docket.rivals(a, b)
            and len(common) >= policy.together_lots.value
            and len(common) >= policy.together_part.value * least
        ):
            yield _together(docket, a, b, common, lots)


def _before(bid: Relationship, on: date) -> bool:
    submitted = str(bid.values.get("submitted_at") or "")[:10]
    if submitted:
        return submitted <= on.isoformat()
    seen = bid.period.first_observed
    return seen is None or seen <= on


def _together(docket: Docket, a: str, b: str, common: list[str], lots: Mapping[str, Mapping[str, Relationship]]) -> Hit:
    won = [sum(r.values.get("outcome") == "awarded" for r in lots[p].values()) for p in (a, b)]
    told = f"共同投标 {len(common)} 次；各自 {len(lots[a])}、{len(lots[b])} 次，中标 {won[0]}、{won[1]} 次"
    trails = tuple(Trail((a, lot, b), (lots[a][lot].id, lots[b][lot].id)) for lot in common[:5])
    return Hit((a, b), trails, "indication", (Evidence("共同投标", told),))


def conduct(docket: Docket, options: Options) -> Iterator[Outcome]:
    """Collusion by conduct is not in the data of any source: said of each bidder, so that silence is no finding."""
    for bidder in docket.bidders:
        yield Missing(
            bidder, "conduct", "泄露、授意等行为的证据不在数据之内", "evidence of leaks and hints is in no source"
        )
