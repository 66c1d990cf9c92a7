"""Judgements as known at a data version, read from the graph."""

from __future__ import annotations

import cypher
from graph_service.identity.joins import Join, resolve
from graph_service.identity.judgements import Act, CaseJudgements, Judgements
from graph_service.store.gate import Graph


def read_judgements(graph: Graph, version: int) -> Judgements:
    """Every judgement known at a version. Cost: one statement, linear in what people ever decided."""
    rows = graph.rows(cypher.statement("read/judgements"), version=version)
    return Judgements((Act.of_row(row["judgement"]) for row in rows), version)


def judgements_for(graph: Graph, version: int, case: str | None) -> CaseJudgements:
    """What one review (the id of a case) applies at a version: its own judgements and those that hold everywhere.

    Those of scope everywhere that say ``same`` are joined in the graph already; the overlay adds the case's own.
    """
    rows = graph.rows(cypher.statement("read/redirects"), version=version)
    joins = {row["id"]: Join(row["id"], row["survivor"], row["reason"]) for row in rows}
    return read_judgements(graph, version).for_case(case, lambda identifier: resolve(joins, identifier))
