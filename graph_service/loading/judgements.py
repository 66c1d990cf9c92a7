"""A person's judgement that two parties are one, or are not after all. Each is itself a load."""

from __future__ import annotations

from dataclasses import dataclass

import cypher
from graph_service.errors import Conflict, InvalidInput, NotFound
from graph_service.identity.keys import digest_id
from graph_service.loading.aliases import redirect_row
from graph_service.loading.redirects import Redirects
from graph_service.loading.relocate import relocate
from graph_service.loading.versions import current_version, discard, now, publish, put_load
from graph_service.model import OPEN_VERSION
from graph_service.store.gate import Graph


@dataclass(frozen=True, slots=True)
class Judgement:
    """Who decided, why and on what evidence; kept with the load that carries it out."""

    principal: str
    reason: str
    evidence: str = ""


def merge(graph: Graph, survivor: str, absorbed: str, judgement: Judgement) -> int:
    """Join ``absorbed`` into ``survivor``; returns the data version. From there on its id redirects for ever.

    Raises ``NotFound`` for an unknown id, ``InvalidInput`` where kinds differ or the two are one already,
    ``Conflict`` while a load is unfinished.
    """
    version, redirects = _open(graph)
    survivor, absorbed = redirects.resolve(survivor), redirects.resolve(absorbed)
    _check_pair(graph, survivor, absorbed)
    load = _begin(graph, "merge", version, judgement, survivor=survivor, absorbed=absorbed)
    redirects.add(absorbed, survivor)
    row = redirect_row(absorbed, survivor, "judgement", version, load)
    graph.write(cypher.statement("load/create_redirect"), row=row)
    relocate(graph, [absorbed], redirects, version, load)
    return _finish(graph, load, version)


def split(graph: Graph, absorbed: str, judgement: Judgement) -> int:
    """Undo the merge of ``absorbed``: both sides are restored exactly; returns the data version.

    Raises ``NotFound`` where that id is not merged, ``Conflict`` where sources join it by an identifier.
    """
    version, redirects = _open(graph)
    reason = _reason(graph, absorbed, version)
    if reason == "identifier":
        raise Conflict(
            "a source states both identifiers together; correct the source instead of splitting",
            "该合并由来源同时载明的标识得出，请更正来源数据，不能拆分",
        )
    load = _begin(graph, "split", version, judgement, survivor=redirects.resolve(absorbed), absorbed=absorbed)
    root = redirects.resolve(absorbed)
    redirects.remove(absorbed)
    close = cypher.statement("load/close_redirect")
    graph.write(close, id=absorbed, open=OPEN_VERSION, version=version)
    relocate(graph, [root], redirects, version, load)
    return _finish(graph, load, version)


def _open(graph: Graph) -> tuple[int, Redirects]:
    published = current_version(graph)
    for row in graph.rows(cypher.statement("load/unfinished_loads")):
        if row["version"] > published:
            _settle(graph, row["id"], int(row["version"]))
    return published + 1, Redirects.at(graph, published)


def _settle(graph: Graph, load: str, version: int) -> None:
    """A judgement that was cut off is taken back; an unfinished load of files must be finished first."""
    kind = graph.rows(cypher.statement("read/load"), id=load)[0]["load"].get("operation")
    if kind not in ("merge", "split"):
        raise Conflict(
            "a load is unfinished; finish or repeat it first", "有未完成的加载，请先完成或重新加载", load=load
        )
    discard(graph, version)
    put_load(graph, load, state="abandoned", finished_at=now())


def _check_pair(graph: Graph, survivor: str, absorbed: str) -> None:
    if survivor == absorbed:
        raise InvalidInput("these two are one party already", "这两个主体已是同一主体")
    rows = graph.rows(cypher.statement("read/entities"), ids=[survivor, absorbed], version=OPEN_VERSION)
    kinds = {row["entity"]["id"]: row["entity"]["kind"] for row in rows}
    for identifier in (survivor, absorbed):
        if identifier not in kinds:
            raise NotFound(f"no party {identifier}", f"没有主体 {identifier}", id=identifier)
    if kinds[survivor] != kinds[absorbed]:
        raise InvalidInput("a person and an enterprise cannot be one party", "自然人与企业不能合并为同一主体")


def _reason(graph: Graph, absorbed: str, version: int) -> str:
    for row in graph.rows(cypher.statement("read/redirects"), version=version):
        if row["id"] == absorbed:
            return str(row["reason"])
    raise NotFound(f"{absorbed} is not merged into another party", f"{absorbed} 未被合并", id=absorbed)


def _begin(graph: Graph, operation: str, version: int, judgement: Judgement, **facts: str) -> str:
    started = now()
    load = digest_id((operation, str(version), started))
    put_load(
        graph, load, operation=operation, state="running", version=version, fingerprint=load, started_at=started,
        source="guanlian", principal=judgement.principal, reason=judgement.reason, evidence=judgement.evidence,
        **facts,
    )  # fmt: skip
    return load


def _finish(graph: Graph, load: str, version: int) -> int:
    put_load(graph, load, state="published", finished_at=now())
    publish(graph, version, load)
    return version
