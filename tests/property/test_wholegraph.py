"""Exposure of all parties at once: against the evaluator of one party and against every simple path."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from graph_service.exposure.policy import CompiledPolicy, load_policy
from graph_service.wholegraph.evaluate import evaluate
from graph_service.wholegraph.export import Scene, export
from graph_service.wholegraph.kernel import two_best
from tests.property.in_memory import InMemoryNeighbourhood
from tests.property.test_exposure import CONTACTS, ON, PARTIES, ask, brute_force, world


def all_at_once(data: Any, policy: CompiledPolicy) -> dict[str, dict[str, Any]]:
    relationships, listings, organs = data
    plain = [r for r in relationships if r.kind in policy.kinds and r.kind != "USES"]
    uses = [tuple(r for r in relationships if r.kind == "USES" and r.to_id == contact) for contact in CONTACTS]
    hubs = sorted({*organs, *policy.policy.hubs})
    control = InMemoryNeighbourhood(*data).control(ON, policy)
    scene = Scene(((party, "Enterprise") for party in PARTIES), plain, uses, listings, hubs, control)
    with tempfile.TemporaryDirectory() as name:
        export(scene, Path(name), policy, ON, 1)
        evaluate(Path(name), Path(name) / "out.parquet")
        return {row["id"]: row for row in pq.read_table(Path(name) / "out.parquet").to_pylist()}


@given(world(), st.sampled_from(["default", "strict"]))
@settings(max_examples=150, deadline=None)
def test_all_at_once_is_each_alone(data: Any, name: str) -> None:
    policy = load_policy(name)
    found = all_at_once(data, policy)
    assert sorted(found) == PARTIES
    for party in PARTIES:
        row, alone = found[party], ask(party, data, policy)
        best = alone.best
        assert row["cost"] == brute_force(party, *data, policy)
        assert (row["score"], row["level"]) == (alone.score, alone.level.id if alone.level else None)
        assert (row["cost"], row["hops"], row["source"], row["record"], row["record_kind"]) == (
            (best.cost, len(best.arcs), best.source, best.listing.record, best.listing.record_kind)
            if best
            else (None,) * 5
        )


@given(st.integers(0, 10**6), st.integers(2, 60), st.integers(0, 300), st.integers(1, 6))
@settings(max_examples=100, deadline=None)
def test_the_kernel_is_one_search_from_each_source(seed: int, nodes: int, arcs: int, listed: int) -> None:
    pick = np.random.default_rng(seed)
    tails, heads = pick.integers(0, nodes, arcs), pick.integers(0, nodes, arcs)
    costs = pick.integers(1, 9, arcs)
    sources = np.sort(pick.choice(nodes, min(listed, nodes), replace=False)).astype(np.int32)
    severities = pick.integers(0, 5, len(sources)).astype(np.int32)
    order = np.argsort(tails, kind="stable")
    starts = np.concatenate(([0], np.cumsum(np.bincount(tails, minlength=nodes)))).astype(np.int64)
    labels = two_best(
        starts, heads[order].astype(np.int32), costs[order].astype(np.int32), np.zeros(nodes, bool), sources,
        severities, 20,
    )  # fmt: skip
    graph = np.full((nodes, nodes), np.inf)
    np.minimum.at(graph, (tails, heads), costs)
    distances = dijkstra(csr_array(np.where(np.isinf(graph), 0, graph)), indices=sources) + severities[:, None]
    for node in range(nodes):
        totals = sorted(distances[:, node][distances[:, node] <= 20])[:2]
        assert [cost for cost, _, source in labels[node] if source >= 0] == totals
