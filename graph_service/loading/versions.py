"""Data versions: a load writes version V+1, invisible until it is published by one node.

A load that was killed leaves rows of an unpublished version. The next load of the same content goes on from
there (every write is idempotent); any other load takes them back first.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import cypher
from graph_service.errors import Conflict, NotFound
from graph_service.model import OPEN_VERSION
from graph_service.schema import RELATIONSHIP_KINDS
from graph_service.store.gate import Graph

DISCARD_BATCH = 5000
JUDGEMENT, MATCHING = "judgement", "matching"
DERIVED = frozenset({JUDGEMENT, MATCHING})
"""Operations that publish a version without a file."""


def now() -> str:
    """The instant, to the microsecond, in UTC, as stored."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def current_version(graph: Graph) -> int:
    """The published data version; 0 before the first load."""
    rows = graph.rows(cypher.statement("read/publication"))
    return int(rows[0]["version"]) if rows else 0


def version_at(graph: Graph, instant: str) -> int:
    """The version that was published at ``instant`` (UTC, ISO). ``NotFound`` before the first load."""
    rows = graph.rows(cypher.statement("read/version_at"), at=instant)
    if not rows or rows[0]["version"] is None:
        raise NotFound(f"nothing had been loaded by {instant}", f"截至 {instant} 尚无任何数据版本", as_known_at=instant)
    return int(rows[0]["version"])


def publish(graph: Graph, version: int, load: str) -> str:
    """Make ``version`` what every read sees from here on; returns the instant."""
    instant = now()
    graph.write(cypher.statement("load/publish"), version=version, published_at=instant, load=load)
    return instant


@contextmanager
def only_writer(graph: Graph, wait: float = 0.0) -> Iterator[None]:
    """Be the one that makes the next version; ``Conflict`` where another writer of this process is at it.

    ``wait``: seconds to let it end first. Whoever begins a load or a judgement holds this until it is published.
    """
    if not graph.writer.acquire(timeout=wait) if wait else not graph.writer.acquire(blocking=False):
        raise Conflict("another load is running; try again when it has ended", "另一项加载正在进行，请稍后重试")
    try:
        yield
    finally:
        graph.writer.release()


def take_back_unfinished(graph: Graph, published: int) -> None:
    """Take back what was derived or judged and cut off; ``Conflict`` where a load of files is unfinished.

    What is derived or judged is made again from what is there; the rows of a file are resumed with the file.
    """
    for row in graph.rows(cypher.statement("load/unfinished_loads")):
        if row["version"] <= published:
            continue
        kind = graph.rows(cypher.statement("read/load"), id=row["id"])[0]["load"].get("operation")
        if kind not in DERIVED:
            raise Conflict(
                "a load is unfinished; finish or repeat it first", "有未完成的加载，请先完成或重新加载", load=row["id"]
            )
        discard(graph, int(row["version"]))
        put_load(graph, row["id"], state="abandoned", finished_at=now())


def put_load(graph: Graph, load: str, **properties: Any) -> None:
    graph.write(cypher.statement("load/begin_load"), id=load, properties=properties)


def discard(graph: Graph, version: int) -> None:
    """Take back everything of an unpublished version, as if it had never been written."""
    for kind in RELATIONSHIP_KINDS:
        _drain(graph, cypher.statement("load/discard_relationships").with_kinds((kind,)), version)
        reopen = cypher.statement("load/reopen_relationships").with_kinds((kind,))
        graph.write(reopen, version=version, open=OPEN_VERSION)
    _drain(graph, cypher.statement("load/discard_statements"), version)
    graph.write(cypher.statement("load/reopen_statements"), version=version, open=OPEN_VERSION)
    graph.write(cypher.statement("load/discard_redirects"), version=version)
    graph.write(cypher.statement("load/reopen_redirects"), version=version, open=OPEN_VERSION)
    graph.write(cypher.statement("load/discard_judgements"), version=version)
    graph.write(cypher.statement("load/remove_snapshots"), version=version)
    graph.write(cypher.statement("load/remove_coverage"), version=version)
    _drain(graph, cypher.statement("load/discard_entities"), version)


def _drain(graph: Graph, statement: cypher.Statement, version: int) -> None:
    while True:
        rows = graph.write(statement, version=version, limit=DISCARD_BATCH)
        if not rows or not rows[0]["removed"]:
            return
