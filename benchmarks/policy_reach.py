"""How far a policy lets listings reach on the sample county: the distribution that its documentation quotes.

    python -m benchmarks.policy_reach --enterprises 2000 20000 [--on 2026-06-30]

For each listed party: how many other parties score at or above the floor because of it alone, by one whole search from
it along every priced step (state organs and declared hubs are reached, not passed). Counts parties, not contact points.
"""

from __future__ import annotations

import argparse
import logging
import tempfile
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path

import networkx as nx
import numpy as np
import structlog

import cypher
from benchmarks.county import engine_of
from graph_service.engine import Engine
from graph_service.exposure.arcs import arcs_of
from graph_service.exposure.control import ControlLinks, control_arcs
from graph_service.exposure.neighbourhood import Listing
from graph_service.exposure.policy import CompiledPolicy, load_policy, policy_names
from graph_service.identity.hmac import IdNumberHasher
from graph_service.loading.versions import current_version
from graph_service.model import Relationship
from graph_service.reading.neighbourhood import ListingIndex
from graph_service.reading.reader import GraphReader
from guanlian.loading import FileLoader, LoadRequest
from loaders.sample import generate

SHARES = (50, 75, 90, 99, 100)


def main() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--enterprises", type=int, nargs="+", default=[2000, 20_000])
    parser.add_argument("--on", type=date.fromisoformat, default=date(2026, 6, 30))
    arguments = parser.parse_args()
    print("| enterprises | policy | listed parties | reach nobody | median | P75 | P90 | P99 | most |")
    print("|---|---|---|---|---|---|---|---|---|")
    for enterprises in arguments.enterprises:
        with tempfile.TemporaryDirectory() as folder, engine_of("embedded", Path(folder)) as engine:
            load(engine, Path(folder), enterprises)
            for line in lines(engine, enterprises, arguments.on):
                print(line, flush=True)


def load(engine: Engine, folder: Path, enterprises: int) -> None:
    generate(folder / "county", enterprises, 1)
    loader = FileLoader(engine, IdNumberHasher("bench", b"only for benchmarks"), folder / "reports")
    for path in sorted((folder / "county").glob("[01]*")):
        loader.load(LoadRequest(path))


def lines(engine: Engine, enterprises: int, on: date) -> Iterator[str]:
    version = current_version(engine.graph)
    reader, index = GraphReader(engine.graph, version), ListingIndex(engine.graph, version)
    for name in policy_names():
        counts = reached(reader, engine, index, load_policy(name), on)
        shown = " | ".join(f"{np.percentile(counts, share):.0f}" for share in SHARES)
        yield f"| {enterprises:,} | {name} | {len(counts):,} | {np.mean(counts == 0):.0%} | {shown} |"


def reached(
    reader: GraphReader, engine: Engine, index: ListingIndex, policy: CompiledPolicy, on: date
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """For each party listed on the day, how many others score at or above the floor because of it."""
    hubs = frozenset(index.state_organs) | set(policy.policy.hubs)
    graph = priced(reader, engine, policy, on, hubs, index.control(on, policy))
    return np.array([reach(graph, party, found, policy) for party, found in index.on(on).items()])


def priced(
    reader: GraphReader, engine: Engine, policy: CompiledPolicy, on: date, hubs: Collection[str], control: ControlLinks
) -> nx.DiGraph:
    """Every step of the policy on the day, computed control included, the cheapest of parallel ones; hubs pass nothing on."""
    relationships = list(every(reader, engine, policy.kinds))
    contacts = {r.to_id for r in relationships if r.kind == "USES"}
    arcs, _ = arcs_of(relationships, policy, on, reader.contact_users(contacts, on, policy.contact_limit))
    graph = nx.DiGraph()
    graph.add_nodes_from(contacts, contact=True)
    for arc in (*arcs, *control_arcs(control.every, policy)):
        if arc.tail not in hubs and arc.cost < graph.get_edge_data(arc.tail, arc.head, {"cost": 1 << 60})["cost"]:
            graph.add_edge(arc.tail, arc.head, cost=arc.cost)
    return graph


def every(reader: GraphReader, engine: Engine, kinds: Collection[str]) -> Iterator[Relationship]:
    for kind in kinds:
        read = cypher.statement("read/all_relationships").with_kinds((kind,))
        for row in engine.graph.stream(read, version=reader.version):
            yield reader.relationship(kind, row["relationship"])


def reach(graph: nx.DiGraph, party: str, listings: tuple[Listing, ...], policy: CompiledPolicy) -> int:
    """How many other parties score at or above the floor because of this one."""
    if party not in graph:
        return 0
    budget = policy.floor_cost - min(policy.severity_cost(listing.record_kind) for listing in listings)
    if budget < 0:
        return 0
    found: Mapping[str, int] = nx.single_source_dijkstra_path_length(graph, party, cutoff=budget, weight="cost")
    return sum(1 for node in found if node != party and not graph.nodes[node].get("contact"))


if __name__ == "__main__":
    main()
