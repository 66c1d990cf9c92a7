"""Lawful erasure of a person (个人信息保护法 47): an operation of its own, for loads never delete anything.

Everything that any source ever said of the person goes, at every data version: statements, relationships, joins and
judgements, records whose only subject she is, contact points that nobody else used. What is left is a salted hash of
each id, by which a later load that brings the person back is noticed. Answers about earlier versions change by
exactly what was erased. Idempotent: an erasure that was cut off is completed by asking for it again.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

import cypher
from graph_service.errors import Conflict, InvalidInput, Merged, NotFound
from graph_service.identity.keys import digest_id
from graph_service.loading.versions import current_version, now, only_writer, publish, put_load
from graph_service.reading.reader import GraphReader
from graph_service.schema import RELATIONSHIP_KINDS
from graph_service.store.gate import Graph

OPERATION = "erasure"
BATCH = 2000
WAIT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Erased:
    """What was removed, the salted hashes that are left, and the data version from which it is gone."""

    hashes: tuple[str, ...]
    version: int
    statements: int
    relationships: int
    records: int
    contact_points: int


class Marks:
    """The salted hashes of everyone who was erased; empty in most graphs, and then asking costs nothing."""

    def __init__(self, marks: Iterable[tuple[str, str]]) -> None:
        self._hashes: dict[str, set[str]] = defaultdict(set)
        for hashed, salt in marks:
            self._hashes[salt].add(hashed)

    @classmethod
    def of(cls, graph: Graph) -> Marks:
        return cls((row["hash"], row["salt"]) for row in graph.rows(cypher.statement("erase/marks")))

    def __bool__(self) -> bool:
        return bool(self._hashes)

    def __contains__(self, identifier: str) -> bool:
        return any(salted(identifier, salt) in hashes for salt, hashes in self._hashes.items())

    def salt(self) -> str:
        """The salt in use, or a new one."""
        return next(iter(self._hashes), "") or secrets.token_hex(16)


def salted(identifier: str, salt: str) -> str:
    return hashlib.sha256(f"{salt}\x1f{identifier}".encode()).hexdigest()


def erase(graph: Graph, identifier: str) -> Erased:
    """Erase a person and everyone who is joined with her.

    ``NotFound``, ``Merged`` (name the survivor, or undo the join first), ``InvalidInput`` for anything but a person,
    ``Conflict`` while a load runs or is unfinished.
    """
    with only_writer(graph, WAIT_SECONDS):
        published = current_version(graph)
        _check(graph, identifier, published)
        salt = Marks.of(graph).salt()
        ids = _joined(graph, identifier, published)
        version, at = published + 1, now()
        load = digest_id(("erasure", *(salted(i, salt) for i in ids)))
        put_load(
            graph, load, operation=OPERATION, state="running", version=version, fingerprint=load, source="guanlian",
            started_at=at,
        )  # fmt: skip
        found = _erase(graph, ids)
        for one in ids:
            mark = cypher.statement("erase/put_mark")
            graph.write(mark, hash=salted(one, salt), salt=salt, version=version, at=at, load=load)
        graph.write(cypher.statement("erase/entities"), ids=ids)
        put_load(graph, load, state="published", finished_at=now())
        publish(graph, version, load)
        return Erased(tuple(salted(i, salt) for i in ids), version, *found)


def _check(graph: Graph, identifier: str, version: int) -> None:
    for row in graph.rows(cypher.statement("load/unfinished_loads")):
        if row["version"] > version and not _is_erasure(graph, row["id"]):
            raise Conflict(
                "a load is unfinished; finish or repeat it first", "有未完成的加载，请先完成或重新加载", load=row["id"]
            )
    reader = GraphReader(graph, version)
    if survivor := reader.survivor(identifier):
        raise Merged(
            f"{identifier} was merged into {survivor}; erase that, or undo the join first",
            f"{identifier} 已并入 {survivor}；请删除后者，或先撤销合并",
            survivor=survivor,
        )
    found = reader.entities([identifier])
    if identifier not in found:
        raise NotFound(f"nothing has the id {identifier}", f"没有编号为 {identifier} 的主体", id=identifier)
    if found[identifier].kind != "Person":
        raise InvalidInput("only a natural person is erased", "仅可删除自然人的信息", id=identifier)


def _is_erasure(graph: Graph, load: str) -> bool:
    rows = graph.rows(cypher.statement("read/load"), id=load)
    return bool(rows) and rows[0]["load"].get("operation") == OPERATION


def _joined(graph: Graph, identifier: str, version: int) -> list[str]:
    """The id and all that are absorbed into it, directly or through others."""
    ids, frontier = {identifier}, {identifier}
    while frontier:
        rows = graph.rows(cypher.statement("erase/absorbed"), ids=sorted(frontier), version=version)
        frontier = {row["id"] for row in rows} - ids
        ids |= frontier
    return sorted(ids)


def _erase(graph: Graph, ids: list[str]) -> tuple[int, int, int, int]:
    records = _only_of(graph, "erase/records", "record", "subject", ids)
    contacts = _only_of(graph, "erase/contacts", "contact", "user", ids)
    statements, relationships = _facts(graph, ids)
    more = _facts(graph, records) if records else (0, 0)
    for gone in (records, contacts):
        graph.write(cypher.statement("erase/entities"), ids=gone)
    for name in ("erase/redirects", "erase/judgements"):
        graph.write(cypher.statement(name), ids=ids)
    return statements + more[0], relationships + more[1], len(records), len(contacts)


def _only_of(graph: Graph, name: str, node: str, user: str, ids: Collection[str]) -> list[str]:
    """Nodes that nobody but the erased ever had to do with."""
    users: dict[str, set[str]] = defaultdict(set)
    for row in graph.rows(cypher.statement(name), ids=sorted(ids)):
        users[row[node]].add(row[user])
    return sorted(found for found, of in users.items() if of <= set(ids))


def _facts(graph: Graph, ids: list[str]) -> tuple[int, int]:
    """Remove statements and relationships, also where they lived under a survivor of a join that was undone."""
    survivors = graph.rows(cypher.statement("erase/places"), ids=ids)
    where = {"places": sorted({*ids, *(row["survivor"] for row in survivors)}), "ids": ids}
    statements = _drain(graph, cypher.statement("erase/statements"), where)
    kinds = (cypher.statement("erase/relationships").with_kinds((kind,)) for kind in RELATIONSHIP_KINDS)
    return statements, sum(_drain(graph, statement, where) for statement in kinds)


def _drain(graph: Graph, statement: cypher.Statement, where: dict[str, Any]) -> int:
    total = 0
    while removed := int(graph.write(statement, **where, limit=BATCH)[0]["removed"]):
        total += removed
    return total
