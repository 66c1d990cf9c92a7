"""Tender review: one lot or an ad hoc tender, every rule of its regime, over one shared expansion. Nothing is stored."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import cypher
from graph_service.errors import InvalidInput, PurposeRequired
from graph_service.model import Subgraph
from graph_service.reading.tender import TenderScope, around_tender, crowded_contacts
from graph_service.records.lifecycle import standing
from graph_service.relations.coverage import coverage
from graph_service.services import review_wire, wire
from graph_service.services.context import COVERAGE_KINDS, Asked, Question, Viewer
from graph_service.services.judgements import JudgementAnswers
from graph_service.services.lots import tender_of_lot
from graph_service.services.resolving import Resolving
from graph_service.services.risk import RiskAnswers
from graph_service.services.standards import Standards, shipped
from graph_service.tender.cast import Judgement, Role, Surroundings, Unit
from graph_service.tender.docket import Docket
from graph_service.tender.evaluate import Result, evaluate
from graph_service.tender.model import Tender, parse_tender
from graph_service.tender.notices import notices
from graph_service.tender.patterns.listings import own_records
from graph_service.tender.roles import parties_given, roles_of

_KEYS = frozenset({
    "tender", "lot", "as_of", "as_known_at", "policy", "case", "judgements", "include_unverified", "indicative",
})  # fmt: skip
NOT_SEARCHED = {
    "zh": "图中没有该主体：无从检索，未发现不等于没有",
    "en": "not in the graph: nothing could be searched; nothing found is not nothing there",
}
_UNIT_ROLES = frozenset({"bidder", "member", "buyer", "agency", "supervisor"})
_WITH_RECORDS = frozenset({"bidder", "member", "agency", "expert"})
_BIDDING = frozenset({"bidder", "member"})
_REVIEWERS = frozenset({"reviewer", "auditor", "admin"})
"""Who may see, with a purpose, what acted on the day of the review though it has ended since."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review as values: what it was asked on, the docket and what the rules said.

    ``remarks``: what must be said of a lot of the graph and of how far was read, by codes of ``tender.notices``.
    """

    asked: Asked
    docket: Docket
    result: Result
    scope: TenderScope
    hidden: Mapping[str, int]
    remarks: tuple[str, ...]


class ReviewAnswers(RiskAnswers, JudgementAnswers):
    """Are these bidders related, listed or in conflict, by which article, on what proof."""

    def review(self, request: Mapping[str, Any], viewer: Viewer, standards: Standards | None = None) -> dict[str, Any]:
        """The review of ``request["tender"]`` or of the lot ``request["lot"]``, as canonical data.

        Further keys: ``as_of``, ``as_known_at``, ``policy`` (of the indicative part), ``case`` (whose judgements
        apply), ``judgements`` ([{a, b, answer: same|different}], for this answer only), ``include_unverified``,
        ``indicative`` (default true). ``standards``: others than those shipped. ``InvalidInput`` names what is wrong;
        ``PurposeRequired`` without a purpose.
        """
        question = _question(request)
        standards = standards or shipped(question.policy)
        reviewed = self.reviewed(request, viewer, standards)
        asked, docket, result = reviewed.asked, reviewed.docket, reviewed.result
        graph = docket.around.graph
        indicative = self._indicative(docket, asked, question, viewer) if request.get("indicative", True) else []
        return {
            **self._echo(asked, question),
            **review_wire.standards(standards),
            "case": request.get("case"),
            "tender": review_wire.tender(docket.tender),
            "notices": notices(docket, reviewed.remarks),
            "roles": [self._role(role, reviewed, viewer) for role in docket.roles],
            "matrix": [review_wire.pair(pair, docket) for pair in result.matrix],
            "findings": [review_wire.finding(found, docket) for found in result.findings],
            "labels": [review_wire.finding(found, docket) for found in result.labels],
            "rules_run": list(result.run),
            "not_run": [review_wire.not_run(entry) for entry in result.not_run],
            "unresolved": review_wire.unresolved(docket, graph.relationships),
            "indicative": indicative,
            "truncated": reviewed.scope.truncated or bool(reviewed.scope.capped) or any(r["truncated"] for r in indicative),
            "capped": dict(sorted(reviewed.scope.capped.items())),
            "bound": max((r["bound"] for r in indicative), default=0.0),
            "parties": self._mentioned_briefs(reviewed, indicative, viewer),
        }  # fmt: skip

    def source_names(self) -> dict[str, str]:
        """What each source is called in Chinese, by its id: what a report prints instead of ids."""
        rows = self.engine.graph.rows(cypher.statement("read/sources"))
        return {str(row["source"]["id"]): str(row["source"].get("zh") or row["source"]["id"]) for row in rows}

    def reviewed(self, request: Mapping[str, Any], viewer: Viewer, standards: Standards) -> Reviewed:
        """The same as values, without the indicative part."""
        _check(request, viewer)
        asked = self._asked(_question(request), standards.policy)
        data, remarks = request.get("tender") or {}, list[str]()
        if request.get("lot"):
            data, remarks = tender_of_lot(asked.reader, str(request["lot"]), data)
        tender = parse_tender(data)
        roles, units = roles_of(
            tender, Resolving(asked.reader, self._index_at(asked.reader), (p for p, _ in parties_given(tender)))
        )
        judgements = self._case_of(request, asked)
        scope = self._scope(asked, roles, units)
        limit = max(standards.tender_policy.contact_limits.value.values())
        around, hidden = self._around(asked, scope, roles, tender, viewer, limit)
        docket = Docket(tender, roles, units, around, asked.on, judgements, standards.tender_policy)
        result = evaluate(docket, standards.rules, include_unverified=bool(request.get("include_unverified")))
        return Reviewed(asked, docket, result, scope, hidden, (*remarks, *_cut(scope)))

    def _scope(self, asked: Asked, roles: Collection[Role], units: Collection[Unit]) -> TenderScope:
        known = {r.key for r in roles if r.party}
        firms = {r.key for r in roles if r.party and r.role in _UNIT_ROLES}
        claiming = {key for u in units for key, row in zip(u.bidders, u.rows, strict=True) if row.claims_sme}
        return around_tender(asked.reader, self.engine.graph, firms, known - firms, claiming & firms, self._hub_cap)

    def _around(
        self, asked: Asked, scope: TenderScope, roles: Collection[Role], tender: Tender, viewer: Viewer, limit: int
    ) -> tuple[Surroundings, Mapping[str, int]]:
        """The subgraph that the viewer may see: records hidden from them decide nothing, and are counted.

        ``limit``: users of a contact point beyond which they are not counted any further.
        """
        graph = scope.subgraph({r.key for r in roles if r.party})
        graph, hidden = self._visible(graph, tender, viewer)
        firms = {r.key for r in roles if r.role in _BIDDING}
        crowded = crowded_contacts(scope, firms)
        users = asked.reader.contact_users(crowded, tender.deadline, limit) if crowded else {}
        loaded = frozenset(str(row["kind"]) for row in asked.reader.brought())
        organs = self._listing_index(asked.reader).state_organs
        return Surroundings(graph, users, loaded, organs), hidden

    def _visible(self, graph: Subgraph, tender: Tender, viewer: Viewer) -> tuple[Subgraph, Mapping[str, int]]:
        """Without the records that the viewer may not see. A reviewer sees all: each rule asks for its own day.

        So a review that is asked again on another day, at the same data version, gives the same answer.
        """
        if viewer.roles & _REVIEWERS:
            return graph, {}
        question = Question(review_date=tender.credit_day)
        kept, hidden = [], dict[str, int]()
        for found in graph.relationships:
            record = graph.entities.get(found.to_id) if found.kind == "SUBJECT_OF" else None
            if record is None or self._seen(record, found, question, viewer).shown:
                kept.append(found)
            else:
                hidden[found.from_id] = hidden.get(found.from_id, 0) + 1
        return replace(graph, relationships=tuple(kept)), hidden

    def _case_of(self, request: Mapping[str, Any], asked: Asked) -> list[Judgement]:
        """Judgements of the case in the graph, then those given with the request."""
        found = []
        if request.get("case"):
            overlay = self.case_judgements(asked, str(request["case"]))
            found = [
                Judgement(j.opened.a, j.opened.b, j.decision)
                for j in overlay.judged
                if j.case or j.decision == "different"
            ]
        return [
            *found,
            *(Judgement(str(j["a"]), str(j["b"]), str(j["answer"])) for j in request.get("judgements") or ()),
        ]

    def _role(self, role: Role, reviewed: Reviewed, viewer: Viewer) -> dict[str, Any]:
        shown = review_wire.role(role, reviewed.docket)
        docket = reviewed.docket
        if role.role in _BIDDING:
            touching = [r for r in docket.relationships if role.key in (r.from_id, r.to_id)] if role.party else []
            brought = reviewed.asked.reader.brought() if role.party else []  # what is loaded says nothing of the absent
            shown["coverage"] = wire.coverage(coverage(COVERAGE_KINDS, touching, brought))
            shown["unsearched"] = None if docket.searched(role.key) else dict(NOT_SEARCHED)
        if role.role in _WITH_RECORDS and role.party:
            shown["own"] = _own(docket, role.key)
            shown["withheld"] = reviewed.hidden.get(role.key, 0)
        return shown

    def _indicative(self, docket: Docket, asked: Asked, question: Question, viewer: Viewer) -> list[dict[str, Any]]:
        """L3 of every bidder that the graph has, apart from all findings."""
        on = replace(question, as_of=docket.on)
        asked = Asked(asked.reader, docket.on, asked.policy)
        rows = []
        asked.reader.around(_next_to_bidders(docket))  # what every search would read by itself, at once
        for party in sorted({r.key for r in docket.roles if r.role in _BIDDING and r.party}):
            spread = self._spread(party, asked, on, _on_its_day(viewer))
            told = wire.indicative(spread, asked.policy)
            rows.append({"party": party, **{n: told[n] for n in ("score", "level", "best", "truncated", "bound")}})
        return rows

    def _mentioned_briefs(self, reviewed: Reviewed, indicative: list[dict[str, Any]], viewer: Viewer) -> dict[str, Any]:
        docket = reviewed.docket
        ids = {r.key for r in docket.roles}
        for found in (*reviewed.result.findings, *reviewed.result.labels):
            ids |= {*found.parties, *(node for trail in found.trails for node in trail.nodes)}
        ids |= {node for row in indicative if row["best"] for node in row["best"]["nodes"]}
        ids |= {row[end] for row in review_wire.unresolved(docket, docket.around.graph.relationships) for end in "ab"}
        asked = Asked(reviewed.asked.reader, docket.on, reviewed.asked.policy)
        briefs = self._briefs(asked, ids, viewer)
        listed = self._neighbourhood(asked, _on_its_day(viewer)).listings(docket.on)
        for key, brief in briefs.items():
            brief.pop("listed", None)
            if key in listed:
                brief["listed"] = sorted({v.record_kind for v in listed[key]})
        for key in ids - briefs.keys():
            briefs[key] = wire.brief(docket.entity(key))
        return dict(sorted(briefs.items()))


def _cut(scope: TenderScope) -> list[str]:
    """What must be remarked where not all around the parties was read."""
    cuts = {"search_stopped": scope.truncated, "search_capped": bool(scope.capped)}
    return [code for code, cut in cuts.items() if cut]


def _question(request: Mapping[str, Any]) -> Question:
    as_of = request.get("as_of")
    try:
        day = as_of if isinstance(as_of, date) or as_of is None else date.fromisoformat(str(as_of))
    except ValueError:
        raise InvalidInput("as_of is no day; write it as 2026-05-20", "as_of 不是日期，应如 2026-05-20") from None
    return Question(day, request.get("as_known_at"), str(request.get("policy") or "default"))


def _check(request: Mapping[str, Any], viewer: Viewer) -> None:
    if unknown := sorted(request.keys() - _KEYS):
        raise InvalidInput(f"a review has no {unknown[0]}", f"审查请求没有 {unknown[0]} 这一项", unknown=unknown)
    if not request.get("tender") and not request.get("lot"):
        raise InvalidInput("give a tender or a lot", "请提供招标信息（tender）或标段编号（lot）")
    if not viewer.purpose:
        raise PurposeRequired("a review looks at persons and needs a purpose", "审查涉及自然人，须注明用途")


_SPREADING = (
    "LEGAL_REPRESENTATIVE_OF", "PRINCIPAL_OF", "SHAREHOLDER_OF", "CONTROLS", "DIRECTOR_OF", "SENIOR_MANAGER_OF",
    "MANAGES", "BRANCH_OF", "USES",
)  # fmt: skip


def _next_to_bidders(docket: Docket) -> set[str]:
    """The parties and contact points at one step from the bidders along which exposure searches."""
    bidders = set(docket.bidders)
    near = {r.other(b) for r in docket.relationships if r.kind in _SPREADING for b in bidders & {r.from_id, r.to_id}}
    return near - bidders


def _on_its_day(viewer: Viewer) -> Viewer:
    """A reviewer sees the listings of the day of the review, whatever has become of them since."""
    return replace(viewer, roles=viewer.roles | {"auditor"}) if viewer.roles & _REVIEWERS else viewer


def _own(docket: Docket, party: str) -> list[dict[str, Any]]:
    """Records of the party that act on the day of the credit check."""
    day = docket.tender.credit_day
    shown = []
    for own in own_records(docket, party):
        stands = standing(own.record, own.subject, day)
        if stands.acting:
            shown.append(wire.record(own.record, own.subject, stands))
    return sorted(shown, key=lambda row: str(row["id"]))
