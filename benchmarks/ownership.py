"""Ownership answers over HTTP at a size, on a planted graph (``benchmarks.planted``):

    python -m benchmarks.ownership --enterprises 200000 [--engine neo4j] [--folder KEEP]

The graph is written by plain UNWIND in the form that a load leaves. Parties are drawn at random; those of the large group
with loops are asked apart.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx

from benchmarks.asking import DAY, child_of, cpu_seconds, service
from benchmarks.county import folder_of, server_of
from benchmarks.ownership_page import write
from benchmarks.planted import GIANT, UNKNOWN, WHOLE, Planted, planted
from benchmarks.report import RESULTS
from graph_service.engine import Engine, EngineSettings, open_engine
from graph_service.loading.creation import RELATIONSHIPS, STATEMENTS, creation
from graph_service.loading.pipeline import batched
from graph_service.loading.versions import publish
from graph_service.model import OPEN_VERSION

BATCH = 5000
REQUESTS = 200
WARM_UP = 20
ROOTS = 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--enterprises", type=int, default=200_000)
    parser.add_argument("--engine", choices=["embedded", "neo4j"], default="embedded")
    parser.add_argument("--folder", type=Path, help="keep the data here; a folder that has it is not loaded again")
    arguments = parser.parse_args()
    with folder_of(arguments.folder) as folder, server_of(arguments.engine) as server:
        result = measure(folder, server, arguments.engine, arguments.enterprises)
    path = RESULTS / f"ownership-{arguments.engine}-{arguments.enterprises}.json"
    path.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    write()
    print(json.dumps(result, ensure_ascii=False, indent=1))


def measure(folder: Path, server: Any, kind: str, enterprises: int) -> dict[str, Any]:
    world = planted(enterprises)
    loaded(folder, server, world)
    with service(folder / "data", server.uri if server else None) as (process, client, _ready):
        engine = server.process.pid if server else child_of(process.pid)
        pids = [process.pid, *([engine] if engine else [])]
        return {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "machine": f"{os.cpu_count()} × {platform.machine()}, Python {platform.python_version()}",
            "busy": os.getloadavg()[0], "engine": kind, "enterprises": enterprises,
            "holdings": len(world.holder), "latency": dict(_asked(client, world, pids)),
        }  # fmt: skip


def loaded(folder: Path, server: Any, world: Planted) -> None:
    """The planted graph in the engine of a folder, loaded once."""
    if (folder / "loaded").exists():
        return
    engine = open_engine(EngineSettings(folder / "data", graph_uri=server.uri if server else None))
    try:
        load(engine, world)
    finally:
        engine.stop()
    (folder / "loaded").touch()


def load(engine: Engine, world: Planted) -> None:
    """The planted graph as one published version."""
    kinds = ["Enterprise"] * (world.companies + 1) + ["Person"] * (world.parties - world.companies - 1)
    nodes = [{"id": world.name(n), "kind": kind, "known_from": 1} for n, kind in enumerate(kinds)]
    split = world.companies + 1
    _write(engine, "load/create_enterprises", nodes[:split])
    _write(engine, "load/create_persons", nodes[split:])
    organ = {"id": "statement-organ", "entity": world.name(world.organ), "asserted": world.name(world.organ)}
    said = [{**organ, **_known("organ"), "name": "国资委", "enterprise_type": "state_organ"}]
    _write(engine, STATEMENTS, said)
    _write(engine, RELATIONSHIPS, _holdings(world), "SHAREHOLDER_OF")
    declared = (_row(f"d{n}", world.name(a), world.name(b)) for n, (a, b) in enumerate(world.declared.T))
    _write(engine, RELATIONSHIPS, declared, "CONTROLS")
    publish(engine.graph, 1, "planted")


def _holdings(world: Planted) -> Iterator[dict[str, Any]]:
    ends = zip(world.holder, world.company, world.low, world.high, strict=True)
    for number, (holder, company, low, high) in enumerate(ends):
        row = _row(f"h{number}", world.name(holder), world.name(company))
        if low != UNKNOWN:
            row |= {"share_min": str(low / WHOLE), "share_max": str(high / WHOLE)}
        yield row


def _row(identifier: str, origin: str, target: str) -> dict[str, Any]:
    return {
        "id": identifier, "from_id": origin, "to_id": target, "asserted_from": origin, "asserted_to": target,
        **_known(identifier),
    }  # fmt: skip


def _known(record: str) -> dict[str, Any]:
    return {
        "source": "planted", "record": record, "load": "planted", "observed_first": "2026-06-01",
        "observed_last": "2026-06-01", "known_from": 1, "known_to": OPEN_VERSION,
    }  # fmt: skip


def _write(engine: Engine, name: str, rows: Iterable[dict[str, Any]], kind: str = "") -> None:
    for batch in batched(rows, BATCH):
        engine.graph.write_many([creation(name, batch, kind)])


def _asked(client: httpx.Client, world: Planted, pids: Sequence[int]) -> Iterator[tuple[str, dict[str, Any]]]:
    pick = random.Random(1)
    drawn = iter(pick.sample(range(GIANT, world.companies), 2000))
    giant = iter(pick.sample(range(GIANT), 400))

    def get(path: str, party: int, **params: Any) -> Callable[[], dict[str, Any]]:
        url = f"/api/v1/entities/{world.name(party)}/{path}"
        return lambda: _content(client.get(url, params={"as_of": DAY, **params}))

    for _ in range(WARM_UP):
        get("controllers", next(drawn))()
    for name, path, params in (
        ("tree of 6 layers", "ownership-tree", {"layers": 6}), ("controllers", "controllers", {}),
        ("owners", "ownership", {}), ("beneficial owners", "beneficial-owners", {}), ("holdings", "holdings", {}),
    ):  # fmt: skip
        yield name, _times([get(path, next(drawn), **params) for _ in range(REQUESTS)], pids)
    everyone = {"max_parties": 20_000}
    for name, path in (("controllers, large group", "controllers"), ("owners, large group", "ownership")):
        yield name, _times([get(path, GIANT - 1 - next(giant) % 500, **everyone) for _ in range(ROOTS)], pids)
    yield "whole group below its head", _times([get("holdings", 0, **everyone) for _ in range(ROOTS)], pids)


def _content(response: httpx.Response) -> dict[str, Any]:
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def _times(questions: Sequence[Callable[[], dict[str, Any]]], pids: Sequence[int]) -> dict[str, Any]:
    """Of the questions, one after the other; ``cpu_ms``: processor time of the service and of the engine for each."""
    times, truncated, read = [], 0, []
    used = [cpu_seconds(pid) for pid in pids]
    for question in questions:
        started = time.perf_counter()
        found = question()
        times.append((time.perf_counter() - started) * 1000)
        truncated += found["truncated"]
        read.append(found["bound"]["parties_read"])
    times.sort()
    spent = [cpu_seconds(pid) - before for pid, before in zip(pids, used, strict=True)]
    return {
        "p50": round(statistics.median(times), 1), "p95": round(times[int(0.95 * len(times))], 1),
        "most": round(times[-1], 1), "cpu_ms": [round(s / len(times) * 1000, 1) for s in spent],
        "truncated": truncated / len(times), "parties_read": round(statistics.mean(read)),
    }  # fmt: skip


if __name__ == "__main__":
    main()
