"""Tenders for tests, written out: parties, relationships, records and bids, straight to a docket without an engine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph_service.dates import PartialDate
from graph_service.model import Entity, Period, Relationship, SourceRef, Subgraph
from graph_service.records.kinds import canonical_name
from graph_service.schema import RELATIONSHIP_KINDS
from graph_service.tender.cast import Identity, Judgement, Surroundings
from graph_service.tender.docket import Docket, confidence_of
from graph_service.tender.evaluate import Result, evaluate
from graph_service.tender.model import Party, parse_tender
from graph_service.tender.roles import Resolved, roles_of

EVERYTHING = frozenset({*RELATIONSHIP_KINDS, "CreditRecord"})
Said = tuple[str, str, frozenset[str]]


@dataclass
class Facts:
    """One tender with what the graph knows. ``deadline`` is the day asked about; ``as_of`` that day unless given."""

    regime: str = "bidding"
    deadline: str = "2026-05-20"
    as_of: str = ""
    entities: dict[str, Entity] = field(default_factory=dict)
    links: list[Relationship] = field(default_factory=list)
    tender: dict[str, Any] = field(default_factory=dict)
    bids: list[dict[str, Any]] = field(default_factory=list)
    users: dict[str, int] = field(default_factory=dict)
    loaded: frozenset[str] = EVERYTHING
    judgements: list[Judgement] = field(default_factory=list)

    # -- who ---------------------------------------------------------------------------------------------------

    def firms(self, *keys: str, **values: Any) -> Facts:
        for key in keys:
            self.entities[key] = Entity(key, "Enterprise", {"name": f"样例{key}公司", "uscc": f"code-{key}", **values})
        return self

    def people(self, *keys: str, name: str = "", numbered: bool = True, **values: Any) -> Facts:
        """Persons with a full ID number, or (``numbered=False``) known by name only."""
        for key in keys:
            strong = {"id_hmac": f"hmac-{key}", "id_key": "test"} if numbered else {}
            self.entities[key] = Entity(key, "Person", {"name": name or f"样{key}", **strong, **values})
        return self

    def link(
        self, kind: str, origin: str, target: str, since: str | None = "2016-03-01", until: str | None = None,
        *, seen: Iterable[str] | None = None, source: str = "test", **values: Any,
    ) -> Facts:  # fmt: skip
        """A relationship; confirmed on the day of asking unless ``seen`` says when."""
        days = tuple(date.fromisoformat(day) for day in seen) if seen is not None else (self.asked,)
        period = Period(_day(since), _day(until), days)
        number = f"{kind}:{origin}:{target}:{since or ''}:{source}"
        self.links.append(Relationship(number, kind, origin, target, period, SourceRef(source, number), values))
        return self

    def represents(self, person: str, *firms: str, **more: Any) -> Facts:
        for firm in firms:
            self.link("LEGAL_REPRESENTATIVE_OF", person, firm, **more)
        return self

    def holds(self, holder: str, firm: str, share: str | tuple[str, str] | None, **more: Any) -> Facts:
        low, high = share if isinstance(share, tuple) else (share, share)
        values = {} if low is None else {"share_min": low, "share_max": high}
        return self.link("SHAREHOLDER_OF", holder, firm, **values, **more)

    def record(self, party: str, kind: str, **values: Any) -> Facts:
        key = f"record-{len(self.links)}"
        self.entities[key] = Entity(
            key, "CreditRecord", {"record_kind": canonical_name(kind), "state": "active", **values}
        )
        return self.link("SUBJECT_OF", party, key, since=None)

    def uses(self, kind: str, value: str, *firms: str, users: int = 0) -> Facts:
        key = f"{kind}-{value}"
        self.entities[key] = Entity(key, "ContactPoint", {"contact": kind, "value": value})
        self.users[key] = users or len(firms)
        for firm in firms:
            self.link("USES", firm, key)
        return self

    # -- the tender --------------------------------------------------------------------------------------------

    def bid(self, bidder: str, **more: Any) -> Facts:
        given = dict(more)
        for name in ("contact", "operator", "document_author", "deposit_payer"):
            if name in given:
                given[name] = _given(given[name])
        for name in ("team", "contains_material_of"):
            if name in given:
                given[name] = [_given(key) for key in given[name]]
        self.bids.append({"bidder": _given(bidder), **given})
        return self

    def beside(self, **roles: Any) -> Facts:
        for name, value in roles.items():
            many = isinstance(value, list) and name == "experts"
            party = name in ("buyer", "agency", "supervisor")
            self.tender[name] = [_given(v) for v in value] if many else _given(value) if party else value
        return self

    # -- the answer --------------------------------------------------------------------------------------------

    @property
    def asked(self) -> date:
        return date.fromisoformat(self.as_of or self.deadline[:10])

    def docket(self) -> Docket:
        deadline = self.deadline if "T" in self.deadline else f"{self.deadline}T09:30:00+08:00"
        tender = parse_tender(
            {"regime": self.regime, "submission_deadline": deadline, **self.tender, "bids": self.bids}
        )
        roles, units = roles_of(tender, self._resolve)
        graph = Subgraph(1, self.entities, tuple(sorted(self.links, key=lambda r: r.id)))
        organs = frozenset(i for i, e in self.entities.items() if e.get("enterprise_type") == "state_organ")
        around = Surroundings(graph, self.users, self.loaded, organs)
        return Docket(tender, roles, units, around, self.asked, self.judgements)

    def result(self, **more: Any) -> Result:
        return evaluate(self.docket(), **more)

    def said(self, *rules: str) -> set[Said]:
        """Rule, verdict and parties of every finding (of these rules)."""
        found = self.result().findings
        return {(f.rule.id, f.verdict, frozenset(f.parties)) for f in found if not rules or f.rule.id in rules}

    def not_run(self) -> set[str]:
        return {n.rule for n in self.result().not_run}

    def _resolve(self, given: Party) -> Resolved:
        if given.id is None:
            return Resolved(None, None, Identity("name_only" if given.kind == "Person" else "absent"))
        return Resolved(given.id, given.id, Identity(confidence_of(self.entities[given.id])))


def said(rule: str, verdict: str, *parties: str) -> Said:
    return rule, verdict, frozenset(parties)


def _given(value: Any) -> Any:
    """A key of the facts; a text with a space before it is a bare name."""
    if isinstance(value, str) and not value.startswith(" "):
        return {"id": value}
    return {"name": value.strip()} if isinstance(value, str) else value


def _day(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None
