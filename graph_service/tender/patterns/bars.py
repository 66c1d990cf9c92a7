"""What the tender documents themselves bar: ties to the supervisor or the agency, an earlier part in the preparation, a
record of the bidder. It holds only as far as the words of the document go, so they are read narrowly and quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from graph_service.tender.docket import Docket
from graph_service.tender.facts import Doubt, Evidence, Hit, Missing, Outcome, Trail
from graph_service.tender.patterns.affinity import ties
from graph_service.tender.patterns.listings import counts_at_all, decided_within_three_years, own_records, record_hit
from graph_service.tender.patterns.services import preparation
from graph_service.tender.words import mentions

Options = Mapping[str, Any]
_BARS = ("不得", "否决", "禁止", "无效", "拒绝", "无资格")
_TIES: tuple[tuple[str, str], ...] = (
    ("同一法定代表人", "principal"), ("同一个法定代表人", "principal"), ("一个法定代表人", "principal"), ("法定代表人为同一", "principal"),
    ("法定代表人相同", "principal"), ("控股", "control"), ("参股", "holding"), ("任职", "office"), ("工作的", "office"),
    ("相互工作", "office"), ("、工作", "office"), ("或工作", "office"), ("同一控制", "group"),
)  # fmt: skip
_ROLES: tuple[tuple[str, str], ...] = (("监理", "supervisor"), ("代理", "agency"), ("代建", "agency"))
_INCLUDED = {"control": "holding", "principal": "office"}
"""A tie of the first kind is one of the second too: whoever controls holds a part, a principal is in office."""
_IS_ITSELF = re.compile(
    r"(?:为|系|是)(?:本|该)[标项工]\S{1,3}?的?(监理|代建|招标代理|代理)|提供(监理|代建|招标代理)服务"
)
_PREPARED = (("前期", "设计"), ("前期", "咨询"), ("附属机构",))
_CLOSED = ("停业", "停产")
_RECENT = ("三年", "3年")
_MISCONDUCT = ("骗取中标", "严重违约", "质量问题")


def document_bars(docket: Docket, options: Options) -> Iterator[Outcome]:
    """Each term that bars something, in its own words. Cost: the ties of the bidders, for each term."""
    for term in docket.tender.document_terms:
        if mentions(term, _BARS):
            quoted = Evidence("招标文件条款", re.sub(r"\s+", " ", term)[:300], "tender documents")
            yield from _itself(docket, term, quoted)
            yield from _tied(docket, term, quoted)
            yield from _prepared(docket, term, quoted)
            yield from _recorded(docket, term, quoted)


def _itself(docket: Docket, term: str, quoted: Evidence) -> Iterator[Hit]:
    """A bidder that is itself the supervisor or the agency of the lot, where the term says so."""
    said = {word for found in _IS_ITSELF.findall(term) for word in found if word}
    roles = sorted({role for word, role in _ROLES if any(word in one for one in said)})
    for party in docket.of_role(*roles) if roles else ():
        if party in docket.bidders:
            yield Hit((party,), (Trail((party,)),), "ground", (quoted,), docket.identity_doubts(party))


def _tied(docket: Docket, term: str, quoted: Evidence) -> Iterator[Outcome]:
    kinds = {kind for word, kind in _TIES if word in term}
    roles = sorted({role for word, role in _ROLES if word in term})
    if not kinds or not roles:
        return
    others = docket.of_role(*roles)
    for bidder in docket.bidders:
        if not others:
            yield Missing(bidder, "supervisor", "招标文件所指的监理、代建或代理机构未给出",
                          "the supervisor or agency that the documents mean is not given")  # fmt: skip
        for other in others:
            yield from _barred(docket, bidder, other, kinds, quoted)


def _barred(docket: Docket, bidder: str, other: str, kinds: set[str], quoted: Evidence) -> Iterator[Hit]:
    for tie in ties(docket, bidder, other) if bidder != other else ():
        if tie.kind in kinds or _INCLUDED.get(tie.kind) in kinds:
            hit = tie.hit(*sorted((bidder, other)), docket=docket)
            yield Hit(hit.parties, hit.trails, "ground", (quoted, *hit.evidence), hit.doubts)


def _prepared(docket: Docket, term: str, quoted: Evidence) -> Iterator[Outcome]:
    """The dependent arm of the tenderer and whoever helped to prepare the lot, where the term speaks of them."""
    if not any(all(word in term for word in words) for words in _PREPARED):
        return
    for hit in preparation(docket, {}):
        if isinstance(hit, Hit):
            yield Hit(hit.parties, hit.trails, hit.at_most, (quoted, *hit.evidence), hit.doubts)


def _recorded(docket: Docket, term: str, quoted: Evidence) -> Iterator[Hit]:
    """Closed by order, or misconduct of the last three years, where the term names it and a record says the same."""
    conduct = [word for word in _MISCONDUCT if word in term] if mentions(term, _RECENT) else []
    closed = mentions(term, _CLOSED)
    for bidder in docket.bidders if conduct or closed else ():
        for own in own_records(docket, bidder):
            recent = decided_within_three_years(own, docket.on)
            if recent is None or not counts_at_all(own):
                continue
            if mentions(own.words(), conduct):
                yield record_hit(docket, own, recent, quoted)
            elif closed and mentions(own.words(), _CLOSED):
                still = Doubt("still_closed", "截止日是否仍被责令停产停业", "whether the order to close still ran")
                yield record_hit(docket, own, (still, *recent), quoted)
