"""``Services``: everything that a caller can ask of the graph. No HTTP here; replies are canonical JSON-able data.

Each call reads one published data version. Replies echo the question as it was understood (dates, version, policy)
and name every party they mention under ``parties``.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import cypher
from graph_service.dates import today
from graph_service.engine import Engine
from graph_service.errors import InvalidInput, LimitExceeded, NotFound, PurposeRequired
from graph_service.exposure.evaluate import Exposure, Limits, exposure
from graph_service.exposure.neighbourhood import Listing
from graph_service.exposure.policy import CompiledPolicy, load_policy
from graph_service.exposure.successor import LINK_KINDS, ROLE_KINDS, SuccessorPattern, successor_patterns
from graph_service.identity.compare import compare
from graph_service.loading.digest import digest
from graph_service.loading.versions import current_version, version_at
from graph_service.model import Entity, Relationship, Standing, Subgraph
from graph_service.reach.evaluate import ReachResult, reach
from graph_service.reach.rules import needed_kinds
from graph_service.reading.neighbourhood import EngineNeighbourhood, ListingIndex
from graph_service.reading.reader import ALL_KINDS, GraphReader
from graph_service.reading.scope import RECORD_KINDS, Scope, around_party, around_record
from graph_service.records.lifecycle import ENTITLED, standing, visible
from graph_service.relations.coverage import coverage
from graph_service.relations.paths import PathQuery, find_paths
from graph_service.schema import PARTY_KINDS, RELATIONSHIP_KINDS
from graph_service.search.index import NameIndex
from graph_service.services import wire

_HOLDS = frozenset({Standing.CONFIRMED, Standing.PRESUMED})
COVERAGE_KINDS = (
    "LEGAL_REPRESENTATIVE_OF", "SHAREHOLDER_OF", "DIRECTOR_OF", "SUPERVISOR_OF", "SENIOR_MANAGER_OF", "EMPLOYED_BY",
    "CONTROLS", "BRANCH_OF", "RELATIVE_OF", "GUARANTEES", "USES", "BID_ON", "CreditRecord",
)  # fmt: skip
PATH_KINDS = tuple(kind for kind in ALL_KINDS if kind not in (*RECORD_KINDS, "POSSIBLY_SAME_AS"))


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks: roles decide what is shown, the purpose is recorded with every look at a person."""

    principal: str = "local"
    roles: frozenset[str] = frozenset({"reader"})
    purpose: str | None = None

    @property
    def entitled(self) -> bool:
        """May see ended records and masks."""
        return bool(self.roles & ENTITLED)

    @property
    def role(self) -> str:
        """The role that decides what is shown of records."""
        for role in ("admin", "auditor", "reviewer", "investigator"):
            if role in self.roles:
                return role
        return "reader"


@dataclass(frozen=True, slots=True)
class Question:
    """When is asked about: a day of validity, and optionally an instant of knowledge (UTC, ISO)."""

    as_of: date | None = None
    as_known_at: str | None = None
    policy: str = "default"
    review_date: date | None = None
    max_nodes: int = 2000
    paths: int = 3


@dataclass(slots=True)
class _Asked:
    reader: GraphReader
    on: date
    policy: CompiledPolicy


class Services:
    """Answers questions on one engine. Thread-safe. ``clock`` gives the present day (tests set it)."""

    def __init__(self, engine: Engine, *, clock: Callable[[], date] = today, hub_cap: int = 500) -> None:
        self.engine = engine
        self.clock = clock
        self._hub_cap = hub_cap
        self._listings: OrderedDict[int, ListingIndex] = OrderedDict()
        self._names: NameIndex | None = None
        self._lock = threading.Lock()

    # -- what is there -------------------------------------------------------------------------------------

    def status(self) -> dict[str, Any]:
        """Data version, counts by kind, sources and how fresh they are."""
        graph = self.engine.graph
        version = current_version(graph)
        counts = graph.rows(cypher.statement("read/counts_by_kind"), version=version, timeout=120)
        brought = graph.rows(cypher.statement("read/coverage"), version=version)
        sources = [row["source"] for row in graph.rows(cypher.statement("read/sources"))]
        return {
            "data_version": version,
            "engine": self.engine.kind,
            "counts": {row["kind"]: row["count"] for row in counts},
            "sources": sources,
            "coverage": brought,
        }

    def digest(self) -> dict[str, Any]:
        """The graph digest of the published version."""
        found = digest(self.engine.graph, current_version(self.engine.graph))
        sections = {name: {"count": count, "value": value} for name, (count, value) in found.sections.items()}
        return {"digest": found.value, "data_version": found.version, "sections": sections}

    def loads(self, limit: int = 50, skip: int = 0) -> list[dict[str, Any]]:
        rows = self.engine.graph.rows(cypher.statement("read/loads"), limit=limit, skip=skip)
        return [row["load"] for row in rows]

    def load(self, identifier: str) -> dict[str, Any]:
        rows = self.engine.graph.rows(cypher.statement("read/load"), id=identifier)
        if not rows:
            raise NotFound(f"no load {identifier}", f"没有加载 {identifier}", id=identifier)
        found: dict[str, Any] = rows[0]["load"]
        return found

    # -- parties -------------------------------------------------------------------------------------------

    def search(self, q: str, viewer: Viewer, *, kinds: Collection[str] = (), limit: int = 20) -> dict[str, Any]:
        """Parties by name, pinyin, initials, former name or identifier, ranked, with what matched."""
        index = self._index()
        return index.search(
            q, kinds=tuple(kinds), limit=limit, persons="investigator" in viewer.roles or viewer.entitled,
            contacts=viewer.entitled or "investigator" in viewer.roles,
        )  # fmt: skip

    def entity(self, identifier: str, question: Question, viewer: Viewer) -> dict[str, Any]:
        """One party in full, with its coverage."""
        asked = self._asked(question)
        found = asked.reader.entity(identifier)
        self._look(found, viewer)
        touching = asked.reader.touching([identifier], cap=self._hub_cap)
        return {
            **self._echo(asked, question),
            "entity": wire.entity(found, entitled=viewer.entitled or "investigator" in viewer.roles),
            "coverage": self._coverage(asked, touching.relationships),
            "capped": dict(touching.capped),
        }

    def relationships(
        self, identifier: str, question: Question, viewer: Viewer, *, kinds: Collection[str] = (),
        direction: str = "both", include_ended: bool = False, limit: int = 100, after: str = "",
    ) -> dict[str, Any]:  # fmt: skip
        """Relationships of one party by kind and direction, in the order of their ids, from ``after`` on."""
        asked = self._asked(question)
        self._look(asked.reader.entity(identifier), viewer)
        touching = asked.reader.touching([identifier], _kinds(kinds), cap=self._hub_cap * 100)
        chosen = [r for r in touching.relationships if _wanted(r, identifier, direction, include_ended, asked.on)]
        page = [r for r in chosen if r.id > after][:limit]
        more = len([r for r in chosen if r.id > after]) - len(page)
        return {
            **self._echo(asked, question),
            "relationships": [wire.relationship(r, asked.on) for r in page],
            "counts": _counts(chosen),
            "more": more,
            "next": page[-1].id if more else None,
            "truncated": bool(touching.capped),
            "parties": self._briefs(asked, {end for r in page for end in (r.from_id, r.to_id)}, viewer),
        }

    def subgraph(
        self, ids: Collection[str], question: Question, viewer: Viewer, *, depth: int = 1,
        kinds: Collection[str] = (), include_ended: bool = False, max_nodes: int = 500,
    ) -> dict[str, Any]:  # fmt: skip
        """Everything within ``depth`` steps of some parties, nearest first, up to ``max_nodes``."""
        asked = self._asked(question)
        scope, frontier = Scope(asked.reader), set(ids)
        truncated = False
        for _ in range(depth):
            if len(scope.ids) > max_nodes:
                truncated = True
                break
            frontier = scope.add(frontier, _kinds(kinds))
        shown = [r for r in scope.relationships.values() if _wanted(r, "", "both", include_ended, asked.on)]
        nodes = sorted({*ids, *(end for r in shown for end in (r.from_id, r.to_id))})
        kept = set(sorted(ids) + [n for n in nodes if n not in set(ids)][: max(0, max_nodes - len(ids))])
        return {
            **self._echo(asked, question),
            "relationships": [
                wire.relationship(r, asked.on)
                for r in sorted(shown, key=lambda r: r.id) if r.from_id in kept and r.to_id in kept
            ],
            "parties": self._briefs(asked, kept, viewer),
            "truncated": truncated or bool(scope.capped) or len(nodes) > len(kept),
            "capped": dict(scope.capped),
        }  # fmt: skip

    def paths(
        self, ids: Collection[str], question: Question, viewer: Viewer, *, mode: str = "all_shortest", k: int = 5,
        max_length: int = 6, kinds: Collection[str] = (), min_share: Any = None, include_ended: bool = False,
    ) -> dict[str, Any]:  # fmt: skip
        """Paths between 2 to 20 parties."""
        asked = self._asked(question)
        unknown = sorted(set(ids) - asked.reader.entities(ids).keys())
        if unknown:
            raise NotFound(f"nothing has the id {unknown[0]}", f"没有编号为 {unknown[0]} 的主体", id=unknown[0])
        query = PathQuery(
            tuple(dict.fromkeys(ids)), _kinds(kinds) if kinds else PATH_KINDS, asked.on, mode=mode, k=k,
            max_length=max_length, min_share=min_share, include_ended=include_ended, hub_cap=self._hub_cap,
        )  # fmt: skip
        found = find_paths(asked.reader, query, _strength(asked.policy))
        mentioned = {end for p in found.paths for step in p.steps for end in (step.from_id, step.to_id)} | set(ids)
        return {
            **self._echo(asked, question),
            "mode": mode,
            "kinds": list(query.kinds),
            "max_length": max_length,
            "paths": [_path(p, asked.on) for p in found.paths],
            "unconnected": [list(pair) for pair in found.unconnected],
            "complete_to": found.complete_to,
            "truncated": found.truncated,
            "capped": found.capped,
            "parties": self._briefs(asked, mentioned, viewer),
        }

    def same_party(self, a: str, b: str, question: Question) -> dict[str, Any]:
        """Whether two parties are one, with reasons for and against."""
        asked = self._asked(question)
        ids = [asked.reader.survivor(i) or i for i in (a, b)]
        found = asked.reader.entities(ids)
        for identifier in ids:
            if identifier not in found:
                raise NotFound(f"nothing has the id {identifier}", f"没有编号为 {identifier} 的主体", id=identifier)
        result = compare(found[ids[0]], found[ids[1]])
        return {
            **self._echo(asked, question),
            "answer": result.answer,
            "grade": result.grade,
            "reasons_for": [asdict(r) for r in result.reasons_for],
            "reasons_against": [asdict(r) for r in result.reasons_against],
        }

    # -- records, reach, exposure --------------------------------------------------------------------------

    def record(self, identifier: str, question: Question, viewer: Viewer) -> dict[str, Any]:
        """One record, how it stands, and whom it reaches by law."""
        asked = self._asked(question)
        scope = around_record(asked.reader, identifier, needed_kinds())
        graph = scope.subgraph()
        found = graph.entities.get(identifier)
        if found is None or found.kind != "CreditRecord":
            raise NotFound(f"no record {identifier}", f"没有记录 {identifier}", id=identifier)
        subjects = [r for r in graph.relationships if r.kind == "SUBJECT_OF" and r.to_id == identifier]
        self._check_visible(found, subjects, asked, question, viewer)
        for subject in subjects:
            self._look(graph.entities[subject.from_id], viewer)
        result = reach(found, graph, asked.on)
        stands = standing(found, subjects[0] if subjects else None, asked.on)
        return {
            **self._echo(asked, question),
            "record": wire.record(found, subjects[0] if subjects else None, stands),
            **self._reach_reply(result, graph, asked, None),
            "truncated": scope.truncated or bool(scope.capped),
            "parties": self._briefs(asked, {r.party for r in result.reached} | {s.from_id for s in subjects}, viewer),
        }

    def exposure(self, identifier: str, question: Question, viewer: Viewer) -> dict[str, Any]:
        """The three layers apart: own records (L0), lawful reach (L1), indicative exposure (L3), after coverage."""
        asked = self._asked(question)
        found = asked.reader.entity(identifier)
        if found.kind not in PARTY_KINDS:
            raise InvalidInput("exposure is asked of a party", "只能对企业或自然人查询关联风险", id=identifier)
        self._look(found, viewer)
        scope = around_party(asked.reader, identifier, needed_kinds())
        graph = scope.subgraph()
        own, withheld = self._own(identifier, graph, asked, question, viewer)
        lawful = self._lawful(identifier, graph, asked, question, viewer)
        spread = self._spread(identifier, asked, question, viewer)
        patterns = self._patterns(found, asked, viewer)
        touching = asked.reader.touching([identifier], cap=self._hub_cap).relationships
        return {
            **self._echo(asked, question),
            "party": wire.brief(found),
            "coverage": self._coverage(asked, touching),
            "own": own,
            "withheld": withheld,
            **lawful,
            "indicative": wire.indicative(spread, asked.policy),
            "patterns": [wire.pattern(p) for p in patterns],
            "truncated": spread.truncated or scope.truncated or bool(scope.capped),
            "bound": round(spread.bound, 6),
            "parties": self._briefs(asked, _mentioned(spread, patterns, lawful), viewer),
        }

    def score(self, identifier: str, question: Question, viewer: Viewer) -> Exposure:
        """Only the indicative part, as a value."""
        return self._spread(identifier, self._asked(question), question, viewer)

    # -- inside --------------------------------------------------------------------------------------------

    def _asked(self, question: Question) -> _Asked:
        graph = self.engine.graph
        version = version_at(graph, question.as_known_at) if question.as_known_at else current_version(graph)
        return _Asked(GraphReader(graph, version), question.as_of or self.clock(), load_policy(question.policy))

    def _echo(self, asked: _Asked, question: Question) -> dict[str, Any]:
        return {
            "as_of": asked.on.isoformat(),
            "as_known_at": question.as_known_at,
            "data_version": asked.reader.version,
            "policy": {"id": question.policy, "version": asked.policy.policy.version, "digest": asked.policy.digest},
        }

    def _look(self, found: Entity, viewer: Viewer) -> None:
        """A look at a person needs a purpose (个人信息保护法 6; 征信业管理条例 22)."""
        if found.kind == "Person" and not viewer.purpose:
            raise PurposeRequired(
                "a look at a person needs a purpose; send it with the request",
                "查询自然人须注明用途，请随请求提供查询用途",
            )

    def _briefs(self, asked: _Asked, ids: Iterable[str], viewer: Viewer) -> dict[str, Any]:
        shown = {}
        for identifier, found in sorted(asked.reader.entities(set(ids)).items()):
            shown[identifier] = wire.brief(found)
            if found.kind == "ContactPoint" and found.get("contact") not in ("address",) and not viewer.entitled:
                shown[identifier]["name"] = ""
        return shown

    def _coverage(self, asked: _Asked, relationships: Iterable[Relationship]) -> list[dict[str, Any]]:
        brought = self.engine.graph.rows(cypher.statement("read/coverage"), version=asked.reader.version)
        return wire.coverage(coverage(COVERAGE_KINDS, relationships, brought))

    def _own(
        self, identifier: str, graph: Subgraph, asked: _Asked, question: Question, viewer: Viewer
    ) -> tuple[list[dict[str, Any]], int]:
        """The party's own records that the viewer may see, and how many are withheld."""
        shown, withheld = [], 0
        for subject in graph.relationships:
            if subject.kind != "SUBJECT_OF" or subject.from_id != identifier:
                continue
            found = graph.entities[subject.to_id]
            seen = self._seen(found, subject, question, viewer)
            stands = standing(found, subject, asked.on)
            if seen.shown and (stands.acting or viewer.entitled or question.review_date):
                shown.append({**wire.record(found, subject, stands), "mark": seen.mark or stands.mark})
            elif not seen.shown and seen.mark in ("repaired", "expired", "revoked", "masked"):
                withheld += 1
        return shown, withheld

    def _seen(self, found: Entity, subject: Relationship | None, question: Question, viewer: Viewer) -> Any:
        return visible(
            found, subject, today=self.clock(), role=viewer.role, purpose=viewer.purpose,
            review_date=question.review_date if viewer.role in ("reviewer", "auditor", "admin") else None,
        )  # fmt: skip

    def _check_visible(
        self, found: Entity, subjects: list[Relationship], asked: _Asked, question: Question, viewer: Viewer
    ) -> None:
        if not any(self._seen(found, s, question, viewer).shown for s in subjects or [None]):  # type: ignore[list-item]
            raise NotFound(f"no record {found.id}", f"没有记录 {found.id}", id=found.id)

    def _lawful(
        self, identifier: str, graph: Subgraph, asked: _Asked, question: Question, viewer: Viewer
    ) -> dict[str, Any]:
        """What reaches the party by law. Records that the viewer may not see reach nobody in the answer."""
        reached, not_applied = [], []
        for subject in graph.relationships:
            if subject.kind != "SUBJECT_OF":
                continue
            found = graph.entities[subject.to_id]
            if not self._seen(found, subject, question, viewer).shown:
                continue
            result = reach(found, graph, asked.on)
            reached += [r for r in result.reached if r.party == identifier]
            not_applied += [n for n in result.not_applied if n.party in ("", identifier)]
        return self._reach_reply(
            ReachResult(tuple(dict.fromkeys(reached)), tuple(dict.fromkeys(not_applied))), graph, asked, identifier
        )

    def _reach_reply(
        self, result: ReachResult, graph: Subgraph, asked: _Asked, identifier: str | None
    ) -> dict[str, Any]:
        by_id = {r.id: r for r in graph.relationships}
        return {
            "lawful_reach": [wire.reached(r, by_id, asked.on) for r in result.reached],
            "rules_not_applied": [wire.not_applied(n) for n in result.not_applied],
        }

    def _spread(self, identifier: str, asked: _Asked, question: Question, viewer: Viewer) -> Exposure:
        if question.max_nodes > 20_000:
            raise LimitExceeded("at most 20000 parties per search", "一次最多搜索 20000 个主体", limit=20_000)
        neighbourhood = self._neighbourhood(asked, viewer)
        limits = Limits(max_nodes=question.max_nodes, paths=question.paths)
        return exposure(identifier, neighbourhood, asked.policy, asked.on, limits)

    def _neighbourhood(self, asked: _Asked, viewer: Viewer) -> EngineNeighbourhood:
        index = self._listing_index(asked.reader)
        shown_on = None if viewer.entitled else self.clock()
        return EngineNeighbourhood(asked.reader, index, self._hub_cap, shown_on=shown_on)

    def _listing_index(self, reader: GraphReader) -> ListingIndex:
        with self._lock:
            index = self._listings.get(reader.version)
            if index is None:
                index = self._listings[reader.version] = ListingIndex(self.engine.graph, reader.version)
                while len(self._listings) > 3:
                    self._listings.popitem(last=False)
            self._listings.move_to_end(reader.version)
            return index

    def _patterns(self, found: Entity, asked: _Asked, viewer: Viewer) -> tuple[SuccessorPattern, ...]:
        """Read the party's people and contact points, their other firms and kin, and the firms of those."""
        if found.kind != "Enterprise":
            return ()
        scope = Scope(asked.reader)
        near = scope.add([found.id], LINK_KINDS)
        crowded = {i for i, n in scope.capped.items() if n >= self._hub_cap}
        further = scope.add(near - crowded, LINK_KINDS)
        kin = {end for r in scope.of_kind("RELATIVE_OF") for end in (r.from_id, r.to_id)} & further
        firms = scope.add(kin, ROLE_KINDS) if kin else set()
        listings: Mapping[str, tuple[Listing, ...]] = self._neighbourhood(asked, viewer).listings(asked.on)
        listed = (further | firms | near) & listings.keys()
        if not listed:
            return ()
        scope.add(listed, LINK_KINDS)
        return successor_patterns(found, scope.relationships.values(), listings, asked.policy, asked.on)

    def _index(self) -> NameIndex:
        version = current_version(self.engine.graph)
        with self._lock:
            if self._names is None or self._names.version != version:
                self._names = NameIndex.build(GraphReader(self.engine.graph, version), self.engine.graph)
            return self._names


def _kinds(kinds: Collection[str]) -> tuple[str, ...]:
    unknown = sorted(set(kinds) - RELATIONSHIP_KINDS.keys())
    if unknown:
        raise InvalidInput(
            f"{unknown[0]} is no relationship kind; there are: {', '.join(ALL_KINDS)}",
            f"没有关系种类 {unknown[0]}；可用：{'、'.join(ALL_KINDS)}",
        )
    return tuple(kinds) or ALL_KINDS


def _wanted(r: Relationship, identifier: str, direction: str, include_ended: bool, on: date) -> bool:
    if identifier and direction == "out" and r.from_id != identifier:
        return False
    if identifier and direction == "in" and r.to_id != identifier:
        return False
    return include_ended or r.period.standing(on) in _HOLDS


def _counts(relationships: Iterable[Relationship]) -> dict[str, int]:
    found: dict[str, int] = {}
    for r in relationships:
        found[r.kind] = found.get(r.kind, 0) + 1
    return dict(sorted(found.items()))


def _strength(policy: CompiledPolicy) -> Callable[[Relationship], float]:
    """How strong a step is for ranking paths: the better direction's cost; kinds that transmit nothing are weakest."""

    def cost(r: Relationship) -> float:
        if r.kind == "SHAREHOLDER_OF":
            return float(policy.holding_cost(r.share, forward=True))
        if r.kind == "USES":
            return policy.contact_cost(str(r.values.get("contact")), 2) / 2
        costs = [c for c in policy.costs.get(r.kind, ()) if c >= 0]
        return float(min(costs)) if costs else 4.0 * policy.scale

    return cost


def _path(found: Any, on: date) -> dict[str, Any]:
    return {
        "ends": list(found.ends),
        "length": len(found.steps),
        "strength": found.strength,
        "steps": [
            {
                "from": step.from_id,
                "to": step.to_id,
                "relationships": [wire.relationship(r, on) for r in step.relationships],
            }
            for step in found.steps
        ],
    }


def _mentioned(spread: Exposure, patterns: Iterable[SuccessorPattern], lawful: Mapping[str, Any]) -> set[str]:
    ids = {spread.party}
    paths = [p for p in (spread.best, *spread.from_other_sources, *spread.further_paths) if p]
    ids |= {node for p in paths for node in p.nodes}
    ids |= {c.at for c in spread.not_counted} | {c.beyond for c in spread.not_counted if c.beyond}
    ids |= {i for c in spread.to_be_confirmed for i in (c.party, c.possibly_same_as)}
    ids |= {p.listed for p in patterns}
    for row in lawful["lawful_reach"]:
        ids |= {end for r in row["proof"] for end in (r["from"], r["to"])}
    return ids
