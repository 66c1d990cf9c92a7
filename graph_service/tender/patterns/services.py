"""Parties beside the bidders: the tenderer, the agency, the works supervisor, and whoever prepared the project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graph_service.model import Relationship
from graph_service.tender.control import controllers
from graph_service.tender.docket import Docket
from graph_service.tender.facts import Doubt, Evidence, Hit, Outcome, Trail, merged_doubts, sourced
from graph_service.tender.patterns.affinity import SUBORDINATE, ties
from graph_service.tender.patterns.documents import named
from graph_service.tender.patterns.matching import best_hits
from graph_service.tender.rules import Verdict
from graph_service.tender.words import mentions, of_this_project

Options = Mapping[str, Any]
_CONTRACT = Doubt(
    "service_contract",
    "服务合同：是否为本项目、服务内容",
    "the service contract: whether for this project, and what it covers",
)
_WHOLE = ("整体设计", "规范编制", "需求规范", "采购需求", "项目管理", "监理", "检测")
_PREPARED = ("设计", "咨询", "可行性研究", "可研", "勘察", "前期")


def related_to_buyer(docket: Docket, options: Options) -> Iterator[Outcome]:
    """Any tie between tenderer and bidder: the first limb of 实施条例 34(1)."""
    for buyer in docket.of_role("buyer"):
        for bidder in docket.bidders:
            if bidder == buyer:
                yield Hit((buyer,), (Trail((buyer,)),), "indication", (Evidence("投标人即招标人", docket.name(buyer)),))
                continue
            yield from best_hits(tie.hit(*sorted((bidder, buyer)), at_most="indication", docket=docket)
                                 for tie in ties(docket, buyer, bidder))  # fmt: skip


def related_to_supervisor(docket: Docket, options: Options) -> Iterator[Outcome]:
    """隶属关系 of the works supervisor and a bidder, or another tie, which is an indication only."""
    for supervisor in docket.of_role("supervisor"):
        if docket.is_state(supervisor):
            continue  # the administrative department: see expert_barred
        for bidder in docket.bidders:
            if bidder == supervisor:
                yield Hit((bidder,), (Trail((bidder,)),), "ground", (Evidence("投标人即监理单位", docket.name(bidder)),),
                          docket.identity_doubts(bidder))  # fmt: skip
                continue
            for tie in ties(docket, supervisor, bidder):
                at_most: Verdict = "ground" if tie.kind in SUBORDINATE else "indication"
                yield tie.hit(*sorted((bidder, supervisor)), at_most=at_most, docket=docket)


def agency(docket: Docket, options: Options) -> Iterator[Outcome]:
    """The agency bids, acts for a bidder or advises one; its affiliates are an indication, its branches as the text says."""
    for agent in docket.of_role("agency"):
        if agent in docket.bidders:
            yield Hit((agent,), (Trail((agent,)),), "ground", (Evidence("代理机构本身投标", docket.name(agent)),),
                      docket.identity_doubts(agent))  # fmt: skip
        yield from _acting(docket, agent)
        yield from _advising(docket, agent)
        for bidder in docket.bidders:
            if bidder != agent:
                yield from best_hits(_affiliate(docket, agent, bidder, bool(options.get("branches"))))


def _affiliate(docket: Docket, agent: str, bidder: str, branches: bool) -> Iterator[Hit]:
    for tie in ties(docket, agent, bidder):
        branch = tie.kind == "branch" and branches and tie.trail.nodes == (bidder, agent)
        yield tie.hit(*sorted((bidder, agent)), at_most="ground" if branch else "indication", docket=docket)


def _acting(docket: Docket, agent: str) -> Iterator[Hit]:
    for mention in named(docket, "operator", "author"):
        for bidder in mention.bidders:
            if mention.party == agent and bidder != agent:
                what = "代理投标" if mention.role == "operator" else "为投标人编制投标文件"
                doubts = merged_doubts(docket.identity_doubts(agent), docket.identity_doubts(bidder))
                yield Hit(tuple(sorted((agent, bidder))), (Trail((agent, bidder)),), "ground",
                          (Evidence(what, f"{docket.name(agent)} — {docket.name(bidder)}"),), doubts)  # fmt: skip


def _advising(docket: Docket, agent: str) -> Iterator[Hit]:
    for service in docket.ever_out(agent, "SERVED"):
        to = service.to_id
        named_bidders = [b for b in docket.bidders if b != agent and (b == to or docket.name(b) in _told(service))]
        for bidder in named_bidders:
            sure = of_this_project(_told(service))
            if sure is False or not _by_the_deadline(docket, service):
                continue
            doubts = merged_doubts(
                () if sure else (_CONTRACT,), docket.identity_doubts(agent), docket.identity_doubts(bidder)
            )
            yield Hit(tuple(sorted((agent, bidder))), (Trail((agent, to), (service.id,)),), "ground",
                      (sourced("为投标人提供咨询", service, _told(service)),), doubts)  # fmt: skip


def _told(service: Relationship) -> str:
    return " ".join(str(service.values.get(n) or "") for n in ("role", "note")).strip()


def _by_the_deadline(docket: Docket, service: Relationship) -> bool:
    start = service.period.valid_from or None
    return not service.identity_disputed and (start is None or start.earliest <= docket.on)


def _services(docket: Docket, party: str) -> Iterator[tuple[Relationship, tuple[Doubt, ...]]]:
    """Earlier services for the reviewed project: to its lot or project, or to its tenderer in words that name it."""
    subjects = {s for s in (docket.tender.lot, docket.tender.project) if s}
    buyers = set(docket.of_role("buyer"))
    for service in docket.ever_out(party, "SERVED"):
        if not _by_the_deadline(docket, service):
            continue
        if service.to_id in subjects:
            yield service, ()
        elif service.to_id in buyers:
            sure = of_this_project(_told(service))
            if sure is not False:
                yield service, () if sure else (_CONTRACT,)


def served(docket: Docket, options: Options) -> Iterator[Outcome]:
    """政采条例 18(2): design, specification, management, supervision or testing for the project, then a bid."""
    terms = " ".join(docket.tender.document_terms)
    if docket.tender.single_source or mentions(terms, ("单一来源",)):
        return
    for bidder in docket.bidders:
        for service, doubts in _services(docket, bidder):
            meant = mentions(_told(service), _WHOLE)
            yield _service_hit(docket, (bidder,), service, merged_doubts(doubts, () if meant else (_CONTRACT,)))


def _service_hit(
    docket: Docket,
    parties: tuple[str, ...],
    service: Relationship,
    doubts: tuple[Doubt, ...],
    at_most: Verdict = "ground",
) -> Hit:
    unsure = merged_doubts(doubts, *(docket.identity_doubts(p) for p in parties))
    return Hit(parties, (Trail((service.from_id, service.to_id), (service.id,)),), at_most,
               (sourced("前期服务", service, _told(service)),), unsure)  # fmt: skip


def preparation(docket: Docket, options: Options) -> Iterator[Outcome]:
    """30号令 35: a dependent arm of the tenderer, or whoever advised in the preparation, and its arms."""
    buyers = set(docket.of_role("buyer"))
    for bidder in docket.bidders:
        for found, doubts in docket.out(bidder, "BRANCH_OF"):
            if found.to_id in buyers:
                unsure = merged_doubts(doubts, docket.identity_doubts(bidder))
                yield Hit(tuple(sorted((bidder, found.to_id))), (Trail((bidder, found.to_id), (found.id,)),), "ground",
                          (sourced("招标人的附属机构", found),), unsure)  # fmt: skip
        yield from _advised(docket, bidder)


def _advised(docket: Docket, bidder: str) -> Iterator[Hit]:
    for service, doubts in _services(docket, bidder):
        meant = mentions(_told(service), _PREPARED)
        yield _service_hit(docket, (bidder,), service, merged_doubts(doubts, () if meant else (_CONTRACT,)))
    branches = {r.to_id: r for r, _ in docket.out(bidder, "BRANCH_OF")}
    heads = {**dict.fromkeys(controllers(docket, bidder)), **branches}
    for head in sorted(heads.keys() - set(docket.bidders)):
        for service, doubts in _services(docket, head):
            if mentions(_told(service), _PREPARED) and not docket.is_state(head):
                at_most: Verdict = "ground" if head in branches else "indication"
                yield _service_hit(docket, tuple(sorted((bidder, head))), service, doubts, at_most)
