"""What connects given parties: exactly the relationships whose both ends are given, on both engines."""

from __future__ import annotations

import itertools

import pytest

import cypher
from graph_service.loading.versions import current_version
from graph_service.reading.among import among
from graph_service.reading.reader import ALL_KINDS, GraphReader
from graph_service.store.gate import Graph
from tests.contract.test_loading import load, row

pytestmark = pytest.mark.engine


def test_only_relationships_between_the_given_parties_are_read(graph: Graph) -> None:
    load(graph, [row(n) for n in range(4)])
    reader = GraphReader(graph, current_version(graph))
    ids = [r["id"] for r in graph.rows(cypher.statement("read/all_entities"), version=reader.version)]
    every = {r.id: r for r in reader.touching(ids, ALL_KINDS, cap=None).relationships}
    assert every
    for chosen in [ids, *itertools.combinations(ids, 2)]:
        found, more = among(graph, reader, chosen, ALL_KINDS)
        wanted = sorted(r.id for r in every.values() if {r.from_id, r.to_id} <= set(chosen))
        assert [r.id for r in found] == wanted
        assert not more
