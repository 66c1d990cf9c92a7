"""Loading the sample county, and its peer: plain UNWIND batches of the same rows into the same graph."""

from __future__ import annotations

import os
import random
import resource
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cypher
from benchmarks.asking import cpu_seconds
from graph_service.engine import Engine
from graph_service.identity.hmac import IdNumberHasher
from graph_service.loading.creation import RELATIONSHIPS, STATEMENTS, creation
from graph_service.loading.versions import current_version
from graph_service.model import OPEN_VERSION
from graph_service.search.agreed import parties_of
from graph_service.search.directory import Known, unpack
from guanlian.loading import FileLoader, LoadRequest
from loaders.sample import generate

PEER_ROWS = 20_000
BATCH = 2000
KIND = "DIRECTOR_OF"


def load_county(engine: Engine, folder: Path, enterprises: int, engine_pid: int | None) -> dict[str, Any]:
    """Counts, seconds, and the peer's rates measured right after, when the engine is warm and the graph is full."""
    generate(folder / "county", enterprises, 1)
    loader = FileLoader(engine, IdNumberHasher("bench", b"bench"), folder / "reports")
    pids = [os.getpid(), *([engine_pid] if engine_pid else [])]
    used = [cpu_seconds(pid) for pid in pids]
    started = time.perf_counter()
    reports = [loader.load(LoadRequest(path)) for path in sorted((folder / "county").glob("[01]*"))]
    seconds = time.perf_counter() - started
    cpu = [round(cpu_seconds(pid) - before, 1) for pid, before in zip(pids, used, strict=True)]
    made = {
        name: sum(report[f"{name}_created"] for report in reports) for name in ("nodes", "statements", "relationships")
    }
    rates = peer_rates(engine)
    return {
        "rows": sum(report["read"] for report in reports),
        "seconds": round(seconds, 1),
        "cpu_seconds": cpu,
        **made,
        "peer_per_second": {name: round(rate) for name, rate in rates.items()},
        "peer_seconds": round(sum(made[name] / rates[name] for name in made), 1),
        "loader_peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def peer_rates(engine: Engine) -> dict[str, float]:
    """Nodes, statements and relationships per second by UNWIND alone: rows of this graph under new ids, that no
    published version shows."""
    nodes = _rows(engine, "MATCH (n:Enterprise) RETURN properties(n) AS row LIMIT $count")
    statements = _rows(engine, "MATCH (n:Statement) RETURN properties(n) AS row LIMIT $count")
    relationships = _rows(engine, f"MATCH ()-[r:{KIND}]->() RETURN properties(r) AS row LIMIT $count")
    tag, size = random.randbytes(4).hex(), len(nodes)
    for number, row in enumerate(nodes):
        row |= {"id": f"{tag}{number}", "known_from": OPEN_VERSION}
    for number, row in enumerate(statements):
        row |= {"id": f"{tag}s{number}", "entity": f"{tag}{number % size}", "known_from": OPEN_VERSION}
    for number, row in enumerate(relationships):
        ends = {"from_id": f"{tag}{number % size}", "to_id": f"{tag}{number * 7 % size}"}
        row |= {"id": f"{tag}r{number}", "known_from": OPEN_VERSION, **ends}
    return {
        "nodes": _rate(engine, "load/create_enterprises", nodes),
        "statements": _rate(engine, STATEMENTS, statements),
        "relationships": _rate(engine, RELATIONSHIPS, relationships, KIND),
    }


def _rows(engine: Engine, text: str) -> list[dict[str, Any]]:
    read = cypher.Statement("benchmark/rows", text, frozenset({"count"}), ("row",), "read", "rows to write again")
    return [dict(row["row"]) for row in engine.graph.rows(read, count=PEER_ROWS, timeout=300)]


def _rate(engine: Engine, name: str, rows: list[dict[str, Any]], kind: str = "") -> float:
    """By the statements that a load uses too: what the load does besides is what the two differ in."""
    started = time.perf_counter()
    for start in range(0, len(rows), BATCH):
        engine.graph.write_many([creation(name, rows[start : start + BATCH], kind)])
    return len(rows) / (time.perf_counter() - started)


def sample_firms(engine: Engine, count: int = 5000) -> list[tuple[str, str]]:
    """Ids and names of enterprises, at random but the same every time."""
    found = {party.id: party.example.names[0] for party in named_parties(engine, "Enterprise")}
    chosen = sorted(found.items())
    random.Random(2).shuffle(chosen)
    return chosen[:count]


def named_parties(engine: Engine, kind: str) -> Iterator[Known]:
    """Every party of a kind that has a name, as the index of names has it."""
    for packed in parties_of(engine.graph, current_version(engine.graph)):
        for text in packed:
            party = unpack(text.encode("utf-8", "surrogatepass"))
            if party.example.kind == kind and party.example.names:
                yield party
