"""The graph digest: equal for equal content, whatever the order of files, the engine, or a kill in the middle.

Nodes, statements, relationships and merges at a data version, without load ids, versions and clock times. Each
item is hashed; the hashes are added up modulo 2^256 per section, so the order in which an engine returns rows
does not matter and memory stays constant. Cost: one pass over the graph.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import cypher
from graph_service.loading.facts import canonical
from graph_service.schema import RELATIONSHIP_KINDS
from graph_service.store.gate import Graph

_LEFT_OUT = frozenset({"known_from", "known_to", "load", "record"})
_MODULUS = 1 << 256


@dataclass(frozen=True, slots=True)
class GraphDigest:
    """One value for all, and per section the count and value that it is made of."""

    value: str
    version: int
    sections: Mapping[str, tuple[int, str]]


def digest(graph: Graph, version: int) -> GraphDigest:
    """The digest of what is known at ``version``."""
    sections = {
        "nodes": _sum(_nodes(graph, version)),
        "statements": _sum(_statements(graph, version)),
        "redirects": _sum(_redirects(graph, version)),
    }
    for kind in RELATIONSHIP_KINDS:
        sections[kind] = _sum(_relationships(graph, kind, version))
    joined = canonical({name: list(section) for name, section in sections.items()})
    return GraphDigest(hashlib.sha256(joined.encode()).hexdigest(), version, sections)


def _sum(items: Iterable[str]) -> tuple[int, str]:
    count, total = 0, 0
    for item in items:
        count += 1
        total = (total + int.from_bytes(hashlib.sha256(item.encode()).digest(), "big")) % _MODULUS
    return count, f"{total:064x}"


def _nodes(graph: Graph, version: int) -> Iterable[str]:
    for row in graph.rows(cypher.statement("read/all_entities"), version=version, timeout=600):
        yield f"{row['kind']} {row['id']}"


def _statements(graph: Graph, version: int) -> Iterable[str]:
    for row in graph.rows(cypher.statement("read/all_statements"), version=version, timeout=600):
        yield _content(row["statement"])


def _relationships(graph: Graph, kind: str, version: int) -> Iterable[str]:
    read = cypher.statement("read/all_relationships").with_kinds((kind,))
    for row in graph.rows(read, version=version, timeout=600):
        yield _content(row["relationship"])


def _redirects(graph: Graph, version: int) -> Iterable[str]:
    for row in graph.rows(cypher.statement("read/redirects"), version=version):
        yield f"{row['id']} {row['survivor']}"


def _content(properties: Mapping[str, Any]) -> str:
    return canonical({name: value for name, value in properties.items() if name not in _LEFT_OUT})
