"""The layers of risk, apart: records and own records (L0), lawful reach (L1), indicative exposure (L3), patterns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph_service.errors import InvalidInput, LimitExceeded, NotFound
from graph_service.exposure.evaluate import Exposure, Limits, exposure
from graph_service.exposure.neighbourhood import Listing
from graph_service.exposure.successor import (
    LINK_KINDS,
    ROLE_KINDS,
    SuccessorPattern,
    linked_firms,
    successor_patterns,
    successors_of,
)
from graph_service.model import Entity, Relationship, Subgraph
from graph_service.reach.evaluate import ReachResult, reach
from graph_service.reach.rules import needed_kinds
from graph_service.reading.scope import Scope, around_party, around_record
from graph_service.records.lifecycle import standing
from graph_service.schema import PARTY_KINDS
from graph_service.services import ownership_wire as out
from graph_service.services import wire
from graph_service.services.context import Asked, Question, Viewer
from graph_service.services.foreign import ForeignLists

SUCCESSORS_LOOKED_AT = 200
"""Linked firms of a listed one that are looked at for a successor; those with the most kinds of links come first."""


@dataclass(frozen=True, slots=True)
class Patterns:
    """Patterns at both ends of a party: whose successor it may be, and who may be its own.

    ``not_looked_at``: linked firms beyond the bound; ``capped``: hubs not read whole on the way.
    """

    after: tuple[SuccessorPattern, ...] = ()
    successors: tuple[SuccessorPattern, ...] = ()
    not_looked_at: int = 0
    capped: Mapping[str, int] = field(default_factory=dict)


class RiskAnswers(ForeignLists):
    """Who is listed, and whom does it reach."""

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
        """The layers apart: own records (L0), lawful reach (L1), indicative exposure (L3), after coverage; and, under their
        own labels, the ownership rules of foreign lists."""
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
        cascades = self._foreign(found, scope, asked, viewer)
        known, _ = self._known_of(identifier, asked)
        return {
            **self._echo(asked, question),
            "party": wire.brief(found),
            "coverage": self._coverage(asked, known),
            "own": own,
            "withheld": withheld,
            **lawful,
            "indicative": wire.indicative(spread, asked.policy),
            "patterns": [wire.pattern(p) for p in patterns.after],
            "successors": [wire.pattern(p) for p in patterns.successors],
            "successors_not_looked_at": patterns.not_looked_at,
            "patterns_capped": dict(patterns.capped),
            "cascades": cascades,
            "truncated": spread.truncated or scope.truncated or bool(scope.capped),
            "bound": round(spread.bound, 6),
            "parties": self._briefs(
                asked,
                _mentioned(spread, (*patterns.after, *patterns.successors), lawful) | out.mentioned(cascades),
                viewer,
            ),
        }

    def score(self, identifier: str, question: Question, viewer: Viewer) -> Exposure:
        """Only the indicative part, as a value."""
        return self._spread(identifier, self._asked(question), question, viewer)

    def _own(
        self, identifier: str, graph: Subgraph, asked: Asked, question: Question, viewer: Viewer
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

    def _check_visible(
        self, found: Entity, subjects: list[Relationship], asked: Asked, question: Question, viewer: Viewer
    ) -> None:
        some: list[Relationship | None] = [*subjects] or [None]
        if not any(self._seen(found, s, question, viewer).shown for s in some):
            raise NotFound(f"no record {found.id}", f"没有记录 {found.id}", id=found.id)

    def _lawful(
        self, identifier: str, graph: Subgraph, asked: Asked, question: Question, viewer: Viewer
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
        self, result: ReachResult, graph: Subgraph, asked: Asked, identifier: str | None
    ) -> dict[str, Any]:
        by_id = {r.id: r for r in graph.relationships}
        return {
            "lawful_reach": [wire.reached(r, by_id, asked.on) for r in result.reached],
            "rules_not_applied": [wire.not_applied(n) for n in result.not_applied],
        }

    def _spread(self, identifier: str, asked: Asked, question: Question, viewer: Viewer) -> Exposure:
        if question.max_nodes > 20_000:
            raise LimitExceeded("at most 20000 parties per search", "一次最多搜索 20000 个主体", limit=20_000)
        neighbourhood = self._neighbourhood(asked, viewer)
        limits = Limits(max_nodes=question.max_nodes, paths=question.paths)
        return exposure(identifier, neighbourhood, asked.policy, asked.on, limits)

    def _patterns(self, found: Entity, asked: Asked, viewer: Viewer) -> Patterns:
        """Whose successor the party may be, and, where it is listed itself, who may be its successor.

        Read are the party's people and contact points, their other firms and kin, and the firms of those; of what is
        linked to a listed party at most ``SUCCESSORS_LOOKED_AT`` firms. Cost: five statements at most, one of them
        for these firms."""
        if found.kind != "Enterprise":
            return Patterns()
        scope, around = self._linked(found, asked)
        listings: Mapping[str, tuple[Listing, ...]] = self._neighbourhood(asked, viewer).listings(asked.on)
        listed = around & listings.keys()
        if not listed and found.id not in listings:
            return Patterns(capped=dict(scope.capped))
        scope.add(listed, LINK_KINDS)
        after = successor_patterns(found, scope.relationships.values(), listings, asked.policy, asked.on)
        if found.id not in listings:
            return Patterns(after, capped=dict(scope.capped))
        firms = linked_firms(found.id, scope.relationships.values())
        looked_at = firms[:SUCCESSORS_LOOKED_AT]
        scope.add(looked_at, LINK_KINDS)
        parties = asked.reader.entities(looked_at).values()
        successors = successors_of(
            found.id, parties, scope.relationships.values(), listings[found.id], asked.policy, asked.on
        )
        return Patterns(after, successors, len(firms) - len(looked_at), dict(scope.capped))

    def _linked(self, found: Entity, asked: Asked) -> tuple[Scope, set[str]]:
        """What a party has to do with others, as far as patterns go, and the ids met on the way."""
        scope = Scope(asked.reader)
        near = scope.add([found.id], LINK_KINDS)
        crowded = {i for i, n in scope.capped.items() if n >= self._hub_cap}
        further = scope.add(near - crowded, LINK_KINDS)
        kin = {end for r in scope.of_kind("RELATIVE_OF") for end in (r.from_id, r.to_id)} & further
        firms = scope.add(kin, ROLE_KINDS) if kin else set()
        return scope, near | further | firms


def _mentioned(spread: Exposure, patterns: Iterable[SuccessorPattern], lawful: Mapping[str, Any]) -> set[str]:
    ids = {spread.party}
    paths = [p for p in (spread.best, *spread.from_other_sources, *spread.further_paths) if p]
    ids |= {node for p in paths for node in p.nodes}
    links = [arc.link for p in paths for arc in p.arcs if arc.link]
    ids |= {end for link in links for r in link.proof() for end in (r.from_id, r.to_id)}
    ids |= {c.at for c in spread.not_counted} | {c.beyond for c in spread.not_counted if c.beyond}
    ids |= {i for c in spread.to_be_confirmed for i in (c.party, c.possibly_same_as)}
    ids |= {i for p in patterns for i in (p.party, p.listed)}
    for row in lawful["lawful_reach"]:
        ids |= {end for r in row["proof"] for end in (r["from"], r["to"])}
    return ids
