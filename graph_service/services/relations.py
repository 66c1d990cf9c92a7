"""How parties are connected: relationships of one, subgraphs, paths."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from graph_service.errors import InvalidInput, NotFound
from graph_service.exposure.policy import CompiledPolicy
from graph_service.model import Period, Relationship, Standing
from graph_service.reading.among import among
from graph_service.reading.memory import Glance
from graph_service.reading.reader import ALL_KINDS
from graph_service.reading.scope import RECORD_KINDS, Scope
from graph_service.relations.paths import PathQuery, find_paths
from graph_service.schema import RELATIONSHIP_KINDS
from graph_service.services import wire
from graph_service.services.context import Asked, Context, Question, Viewer

_HOLDS = frozenset({Standing.CONFIRMED, Standing.PRESUMED})
PATH_KINDS = tuple(kind for kind in ALL_KINDS if kind not in (*RECORD_KINDS, "POSSIBLY_SAME_AS"))


@dataclass(frozen=True, slots=True)
class _Around:
    """What lies around some parties: relationships that count, parties nearest first, hubs that were capped."""

    relationships: tuple[Relationship, ...]
    nearest: tuple[str, ...]
    capped: Mapping[str, int]
    truncated: bool


class RelationAnswers(Context):
    """Who is related to whom."""

    def relationships(
        self, identifier: str, question: Question, viewer: Viewer, *, kinds: Collection[str] = (),
        direction: str = "both", include_ended: bool = False, limit: int = 100, after: str = "",
    ) -> dict[str, Any]:  # fmt: skip
        """Relationships of one party by kind and direction, in the order of their ids, from ``after`` on.

        Cost: of a hub all are read once for each version, without their values, and then only those of the page.
        """
        asked = self._asked(question)
        self._look(asked.reader.entity(identifier), viewer)
        known, truncated = self._known_of(identifier, asked, _kinds(kinds))
        chosen = _wanted_of(known, identifier, direction, include_ended, asked.on)
        start = bisect_right(chosen, after, key=_id)
        page = asked.reader.full(identifier, chosen[start : start + limit])
        more = len(chosen) - start - len(page)
        return {
            **self._echo(asked, question),
            "relationships": [wire.relationship(r, asked.on) for r in page],
            "counts": _counts(chosen),
            "more": more,
            "next": page[-1].id if more else None,
            "truncated": truncated,
            "parties": self._briefs(asked, {end for r in page for end in (r.from_id, r.to_id)}, viewer),
        }

    def subgraph(
        self, ids: Collection[str], question: Question, viewer: Viewer, *, depth: int = 1,
        kinds: Collection[str] = (), include_ended: bool = False, max_nodes: int = 500, min_share: Any = None,
    ) -> dict[str, Any]:  # fmt: skip
        """Everything within ``depth`` steps of some parties, nearest first, up to ``max_nodes``; with depth 0 only
        what connects those parties with each other. Holdings surely below ``min_share`` are no steps."""
        asked = self._asked(question)
        least = None if min_share is None else Fraction(min_share)

        def counts(r: Relationship) -> bool:
            return (include_ended or r.period.standing(asked.on) in _HOLDS) and not _below(r, least)

        found = self._steps_around(asked, ids, _kinds(kinds), depth, max_nodes, counts)
        kept = set(found.nearest[: max(max_nodes, len(set(ids)))])
        shown = [r for r in found.relationships if r.from_id in kept and r.to_id in kept]
        return {
            **self._echo(asked, question),
            "relationships": [wire.relationship(r, asked.on) for r in sorted(shown, key=lambda r: r.id)],
            "parties": self._briefs(asked, kept, viewer),
            "truncated": found.truncated or bool(found.capped) or len(found.nearest) > len(kept),
            "capped": dict(found.capped),
        }

    def _steps_around(
        self, asked: Asked, ids: Collection[str], kinds: tuple[str, ...], depth: int, max_nodes: int,
        counts: Callable[[Relationship], bool],
    ) -> _Around:  # fmt: skip
        """Step by step along the relationships that count, until the steps or the parties run out."""
        scope, nearest = Scope(asked.reader), dict.fromkeys(sorted(ids))
        if depth == 0:
            found, cut = among(self.engine.graph, asked.reader, nearest.keys(), kinds)
            return _Around(tuple(filter(counts, found)), tuple(nearest), {}, cut)
        frontier = list(nearest)
        for _ in range(depth):
            if len(nearest) > max_nodes:
                return _Around(_counted(scope, counts), tuple(nearest), scope.capped, True)
            scope.add(frontier, kinds)
            ends = {end for r in _counted(scope, counts) for end in (r.from_id, r.to_id)}
            frontier = sorted(ends - nearest.keys())
            nearest |= dict.fromkeys(frontier)
        return _Around(_counted(scope, counts), tuple(nearest), scope.capped, False)

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


def _kinds(kinds: Collection[str]) -> tuple[str, ...]:
    unknown = sorted(set(kinds) - RELATIONSHIP_KINDS.keys())
    if unknown:
        raise InvalidInput(
            f"{unknown[0]} is no relationship kind; there are: {', '.join(ALL_KINDS)}",
            f"没有关系种类 {unknown[0]}；可用：{'、'.join(ALL_KINDS)}",
        )
    return tuple(kinds) or ALL_KINDS


def _wanted_of(
    known: Iterable[Relationship | Glance], identifier: str, direction: str, include_ended: bool, on: date
) -> list[Relationship | Glance]:
    holding = dict[int, bool]()  # facts of one file mostly say the same days: their periods are one value

    def holds(period: Period) -> bool:
        known = holding.get(id(period))
        if known is None:
            known = holding[id(period)] = period.standing(on) in _HOLDS
        return known

    return [
        r
        for r in known
        if (direction != "out" or r.from_id == identifier)
        and (direction != "in" or r.to_id == identifier)
        and (include_ended or holds(r.period))
    ]


def _id(r: Relationship | Glance) -> str:
    return r.id


def _counted(scope: Scope, counts: Callable[[Relationship], bool]) -> tuple[Relationship, ...]:
    return tuple(filter(counts, scope.relationships.values()))


def _below(r: Relationship, least: Fraction | None) -> bool:
    """Whether it is a holding surely below the least share; an unknown share may be above."""
    known = r.kind == "SHAREHOLDER_OF" and r.share.known
    return least is not None and known and r.share.maximum < least


def _counts(relationships: Iterable[Relationship | Glance]) -> dict[str, int]:
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
