"""Subgraphs against a breadth-first search of networkx on the same facts: steps, small holdings, nearest first."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import networkx as nx
import pytest

from graph_service.engine import Engine
from graph_service.loading.assertions import EntityAssertion, RelationshipAssertion
from graph_service.loading.facts import entity_id
from tests.api.conftest import Service
from tests.conftest import empty
from tests.contract.test_loading import company, load

pytestmark = pytest.mark.engine
FIRMS, DAY = 40, date(2026, 1, 1)


def holdings(seed: int) -> list[tuple[int, int, str | None, str | None]]:
    """From, to, share (unknown every sixth time), and the day on which it ended (every eighth time)."""
    chosen = random.Random(seed)
    pairs = {tuple(chosen.sample(range(FIRMS), 2)) for _ in range(55)}
    return [
        (a, b, None if n % 6 == 0 else f"0.{chosen.randint(1, 9)}", "2020-01-01" if n % 8 == 0 else None)
        for n, (a, b) in enumerate(sorted(pairs))
    ]


def assertion(number: int, holding: tuple[int, int, str | None, str | None]) -> RelationshipAssertion:
    a, b, share, ended = holding
    values = {"share_min": share, "share_max": share} if share else {}
    return RelationshipAssertion(
        "SHAREHOLDER_OF", company(a), company(b), f"h{number}", values, "2019-01-01", ended, DAY
    )


def load_all(engine: Engine, seed: int) -> None:
    empty(engine.graph)
    firms = [(n, (EntityAssertion(company(n), {}, f"f{n}", DAY),)) for n in range(FIRMS)]
    load(engine.graph, [*firms, *((n, (assertion(n, h),)) for n, h in enumerate(holdings(seed)))])


def firm(number: int) -> str:
    return entity_id(company(number), "register")


def oracle(seed: int, start: int, depth: int, least: float) -> dict[str, int]:
    """Distance of every firm within the steps, along holdings in force that are not surely smaller."""
    graph = nx.Graph()
    graph.add_node(start)
    kept = [(a, b) for a, b, share, ended in holdings(seed) if not ended and (share is None or float(share) >= least)]
    graph.add_edges_from(kept)
    return {firm(n): d for n, d in nx.single_source_shortest_path_length(graph, start, cutoff=depth).items()}


@pytest.mark.parametrize("seed", range(3))
def test_a_subgraph_is_what_a_breadth_first_search_finds(service: Service, engine: Engine, seed: int) -> None:
    load_all(engine, seed)
    for start in range(0, FIRMS, 7):
        for depth, least in ((1, 0.0), (2, 0.5), (3, 0.3), (4, 0.0)):
            found = asked(service, start, depth, least)
            assert found["parties"].keys() == oracle(seed, start, depth, least).keys(), (start, depth, least)
            assert not found["truncated"]


def asked(service: Service, start: int, depth: int, least: float, **more: Any) -> dict[str, Any]:
    body = {"ids": [firm(start)], "depth": depth, "as_of": "2026-01-01", "min_share": str(least), **more}
    reply = service.call("POST", "/api/v1/subgraphs", json=body)
    assert reply.status_code == 200, reply.text
    found: dict[str, Any] = reply.json()
    return found


def test_the_nearest_are_shown_where_not_all_fit(service: Service, engine: Engine) -> None:
    load_all(engine, 1)
    near = oracle(1, 0, 4, 0.0)
    assert len(near) > 10
    found = asked(service, 0, 4, 0.0, limit_nodes=8)
    shown = sorted(near[i] for i in found["parties"])
    assert shown == sorted(near.values())[:8]
    assert found["truncated"]
