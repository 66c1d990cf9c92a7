"""Load and latency on the sample county, beside the engine's bare UNWIND rate in the same run. One command:

    python benchmarks/county.py --enterprises 20000 [--engine neo4j] [--write docs/benchmarks.md]

Latencies are of whole requests through the API inside this process (ASGI), so HTTP over a socket is not in them.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import platform
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import structlog

sys.path.insert(0, str(Path(__file__).parents[1]))

import cypher
from graph_service.engine import Engine, EngineSettings, open_engine
from graph_service.identity.hmac import IdNumberHasher
from graph_service.model import OPEN_VERSION
from graph_service.operations.store import OperationalStore
from graph_service.services import Services
from graph_service.settings import Settings
from guanlian.loading import FileLoader, LoadRequest
from loaders.sample import generate

REQUESTS = 300


def main() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--enterprises", type=int, default=20_000)
    parser.add_argument("--engine", choices=["embedded", "neo4j"], default="embedded")
    parser.add_argument("--write", type=Path, help="append the table to this file")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, engine_of(arguments.engine, Path(folder)) as engine:
        table = "\n".join(run(engine, Path(folder), arguments.enterprises))
    print(table)
    if arguments.write:
        with arguments.write.open("a", encoding="utf-8") as file:
            file.write(table + "\n\n")


class engine_of:  # noqa: N801 - reads as a context
    def __init__(self, kind: str, folder: Path) -> None:
        self._kind, self._folder = kind, folder
        self._server: Any = None

    def __enter__(self) -> Engine:
        settings = EngineSettings(self._folder)
        if self._kind == "neo4j":
            from tests.neo4j_harness import Neo4jServer

            self._server = Neo4jServer(heap="2g")
            settings = EngineSettings(self._folder, graph_uri=self._server.uri)
        self._engine = open_engine(settings)
        return self._engine

    def __exit__(self, *exception: object) -> None:
        self._engine.stop()
        if self._server:
            self._server.stop()


def run(engine: Engine, folder: Path, enterprises: int) -> Iterator[str]:
    bare = bare_rate(engine)
    generate(folder / "county", enterprises, 1)
    loader = FileLoader(engine, IdNumberHasher("bench", b"bench"), folder / "reports")
    started = time.perf_counter()
    reports = [loader.load(LoadRequest(path)) for path in sorted((folder / "county").glob("[01]*"))]
    seconds = time.perf_counter() - started
    rows = sum(r["read"] for r in reports)
    nodes = sum(r["nodes_created"] + r["statements_created"] for r in reports)
    relationships = sum(r["relationships_created"] for r in reports)
    bare_seconds = nodes / bare[0] + relationships / bare[1]
    yield f"### {engine.kind}, {enterprises:,} enterprises ({platform.machine()}, Python {platform.python_version()})\n"
    yield "| load | value |\n| --- | --- |"
    yield f"| rows | {rows:,} in {seconds:.0f} s = {rows / seconds:,.0f}/s |"
    yield f"| nodes (with statements), relationships | {nodes:,}, {relationships:,} |"
    yield f"| bare UNWIND, same run | {bare[0]:,.0f} nodes/s, {bare[1]:,.0f} relationships/s |"
    yield f"| load rate / bare rate | {bare_seconds / seconds:.0%} |"
    yield "\n| request | P50 ms | P95 ms | P99 ms | note |\n| --- | --- | --- | --- | --- |"
    yield from latencies(engine, folder, enterprises)
    yield f"\nPeak memory of this process (loading and serving): {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB."


def bare_rate(engine: Engine) -> tuple[float, float]:
    """Nodes and relationships per second by plain UNWIND batches of the same statements and row size."""
    nodes, relationships = (
        cypher.statement("load/create_enterprises"),
        cypher.statement("load/create_relationships").with_kinds(("CONTROLS",)),
    )
    count = 20_000
    started = time.perf_counter()
    for start in range(0, count, 2000):
        rows = [
            {
                "id": f"bare{i}",
                "kind": "Bare",
                "known_from": OPEN_VERSION,
                "name": f"样例企业名称{i}",
                "source": "bench",
            }
            for i in range(start, start + 2000)
        ]
        engine.graph.write(nodes, rows=rows)
    node_seconds = time.perf_counter() - started
    started = time.perf_counter()
    for start in range(0, count, 2000):
        rows = [
            {"id": f"r{i}", "from_id": f"bare{i}", "to_id": f"bare{(i * 7) % count}", "known_from": OPEN_VERSION, "known_to": OPEN_VERSION, "source": "bench", "record": f"r{i}", "asserted_from": f"bare{i}", "asserted_to": f"bare{(i * 7) % count}", "observed_first": "2026-01-01", "observed_last": "2026-01-01"}
            for i in range(start, start + 2000)
        ]  # fmt: skip
        engine.graph.write(relationships, rows=rows)
    return count / node_seconds, count / (time.perf_counter() - started)


def latencies(engine: Engine, folder: Path, enterprises: int) -> Iterator[str]:
    from api.app import create_app

    store = OperationalStore(folder / "operations.sqlite")
    settings = Settings(data_dir=folder, requests_per_minute=10_000_000)
    app = create_app(Services(engine), store, settings, None)
    client = Client(app)
    firms = sample_firms(engine, enterprises)
    names = [name for _, name in firms]
    ids = [identifier for identifier, _ in firms]
    started = time.perf_counter()
    client.get("/entities", q=names[0])
    index_seconds = time.perf_counter() - started
    client.get(f"/entities/{ids[0]}/exposure")
    pick = random.Random(1)
    truncated = 0

    def exposure() -> None:
        nonlocal truncated
        truncated += client.get(f"/entities/{pick.choice(ids)}/exposure", as_of="2026-06-30")["indicative"]["truncated"]

    work: dict[str, Callable[[], Any]] = {
        "search by name": lambda: client.get("/entities", q=pick.choice(names)[2:7]),
        "one hop": lambda: client.get(f"/entities/{pick.choice(ids)}/relationships", as_of="2026-06-30"),
        "path of two": lambda: client.post("/paths", ids=pick.sample(ids, 2), as_of="2026-06-30"),
        "exposure": exposure,
    }
    for name, ask in work.items():
        times = sorted(timed(ask) for _ in range(REQUESTS))
        note = (
            f"{truncated / REQUESTS:.1%} truncated"
            if name == "exposure"
            else f"index built in {index_seconds:.1f} s"
            if name.startswith("search")
            else ""
        )
        yield f"| {name} | {statistics.median(times):.1f} | {times[int(0.95 * REQUESTS)]:.1f} | {times[int(0.99 * REQUESTS)]:.1f} | {note} |"
    store.close()


def sample_firms(engine: Engine, enterprises: int) -> list[tuple[str, str]]:
    found = []
    for row in engine.graph.stream(cypher.statement("read/names"), version=10**6):
        if row["kind"] == "Enterprise" and row["name"]:
            found.append((row["entity"], row["name"]))
    random.Random(2).shuffle(found)
    return found[:2000]


def timed(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


class Client:
    def __init__(self, app: Any) -> None:
        self._loop = asyncio.new_event_loop()
        self._http = httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app), base_url="http://localhost", headers={"X-Purpose": "bench"}
        )

    def get(self, path: str, **params: Any) -> Any:
        return self._done(self._http.get(f"/api/v1{path}", params=params))

    def post(self, path: str, **body: Any) -> Any:
        return self._done(self._http.post(f"/api/v1{path}", json=body))

    def _done(self, request: Any) -> Any:
        response = self._loop.run_until_complete(request)
        assert response.status_code == 200, response.text
        return json.loads(response.content)


if __name__ == "__main__":
    main()
