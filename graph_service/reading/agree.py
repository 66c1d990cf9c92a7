"""From statements to the agreed view of an entity: latest observation wins, then the source id; differences stay.

Pure. What sources say is never averaged: where they differ on a property the conflict is part of the answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from graph_service.model import Conflict, Entity, SourceRef

_OF_THE_STATEMENT = frozenset({
    "id", "entity", "asserted", "source", "record", "load", "known_from", "known_to",
    "observations", "observed_first", "observed_last", "party",
})  # fmt: skip
_IDENTIFYING = frozenset({"id_hmac", "id_key", "id_mask"})
_UNION = frozenset({"former_names", "aliases"})


def agree(node: Mapping[str, Any], statements: Iterable[Mapping[str, Any]]) -> Entity:
    """The entity as its sources describe it. ``node`` is the stored node, ``statements`` those in force."""
    return view(node, sorted(statements, key=_precedence))


def view(node: Mapping[str, Any], ordered: list[Mapping[str, Any]]) -> Entity:
    """The same of statements that are in order: what comes later wins."""
    values: dict[str, Any] = {}
    said: dict[str, dict[str, Any]] = defaultdict(dict)
    for statement in ordered:
        for name, value in statement.items():
            if name in _OF_THE_STATEMENT or value is None:
                continue
            values[name] = _union(values.get(name), value) if name in _UNION else value
            said[name][statement["source"]] = value
    values = {**_content(node), **values}
    if (names := _other_names(ordered, values)) is not None:
        values["former_names"] = names
    return Entity(
        id=node["id"], kind=node["kind"], values=values, sources=_sources(ordered),
        conflicts=_conflicts(said), last_confirmed=_last_confirmed(ordered),
    )  # fmt: skip


def _precedence(statement: Mapping[str, Any]) -> tuple[str, int, str, str]:
    """Later observations come last and win; among equals the fuller statement, then source and id decide."""
    return (statement.get("observed_last") or "", len(statement), statement["source"], statement["id"])


def _content(node: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in node.items() if name not in ("id", "kind", "known_from")}


def _union(known: Any, value: Any) -> list[str]:
    return sorted({*(known or ()), *value})


def _other_names(ordered: list[Mapping[str, Any]], values: Mapping[str, Any]) -> list[str] | None:
    """Names that the same source used earlier and no longer does are former names (a firm keeps its code)."""
    latest: dict[str, str] = {}
    used: dict[str, set[str]] = defaultdict(set)
    for statement in ordered:
        if name := statement.get("name"):
            latest[statement["source"]] = name
            used[statement["source"]].add(name)
    earlier = set().union(*(names - {latest[source]} for source, names in used.items())) if used else set()
    earlier -= {values.get("name", "")}
    return sorted(earlier | set(values.get("former_names") or ())) or None


def _conflicts(said: Mapping[str, Mapping[str, Any]]) -> tuple[Conflict, ...]:
    found = []
    for name, by_source in sorted(said.items()):
        if name in _IDENTIFYING or name in _UNION:
            continue
        if len({repr(value) for value in by_source.values()}) > 1:
            found.append(Conflict(name, dict(sorted(by_source.items()))))
    return tuple(found)


def _sources(ordered: list[Mapping[str, Any]]) -> tuple[SourceRef, ...]:
    found = {
        (statement["source"], statement["record"]): SourceRef(
            statement["source"], statement["record"], statement.get("load", "")
        )
        for statement in ordered
    }
    return tuple(found[key] for key in sorted(found))


def _last_confirmed(ordered: list[Mapping[str, Any]]) -> date | None:
    days = [statement["observed_last"] for statement in ordered if statement.get("observed_last")]
    return date.fromisoformat(max(days)) if days else None
