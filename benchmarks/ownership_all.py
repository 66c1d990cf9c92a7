"""Control and ultimate holders of every enterprise of a planted graph (``benchmarks.planted``):

    python -m benchmarks.ownership_all --enterprises 1000000 [--read [--folder KEEP]]

The computation has a process of its own, as in the product; it has been compiled before. With ``--read`` the graph is also
written into the embedded engine, and reading it from there into the export is timed; ``KEEP`` may be the folder of
``benchmarks.ownership`` of the same size.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

import cypher
from benchmarks.asking import DAY, child_of, cpu_seconds
from benchmarks.county import folder_of
from benchmarks.ownership import loaded
from benchmarks.ownership_page import write
from benchmarks.planted import GIANT, UNKNOWN, WHOLE, Planted, planted
from benchmarks.report import RESULTS
from graph_service.engine import EngineSettings, open_engine
from graph_service.ownership.forest import WHOLE as PARTS
from graph_service.reading.reader import GraphReader
from graph_service.wholegraph.export import ABOUT
from graph_service.wholegraph.holdings import export_holdings, pages


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--enterprises", type=int, default=200_000)
    parser.add_argument("--read", action="store_true", help="time the reading of the graph from the engine too")
    parser.add_argument("--folder", type=Path, help="keep the data here; a folder that has it is not loaded again")
    arguments = parser.parse_args()
    world = planted(arguments.enterprises)
    with tempfile.TemporaryDirectory() as name:
        measured(planted(2 * GIANT), Path(name) / "small")  # compiles, or reads what was compiled before
        result = measured(world, Path(name) / "large")
        if arguments.read:
            with folder_of(arguments.folder) as folder:
                result["read"] = reading(world, folder, Path(name) / "read")
    path = RESULTS / f"ownership-all-{arguments.enterprises}.json"
    path.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    write()
    print(json.dumps(result, ensure_ascii=False, indent=1))


def measured(world: Planted, folder: Path) -> dict[str, Any]:
    export(world, folder)
    started = time.perf_counter()
    command = [sys.executable, "-m", "graph_service.wholegraph.ownership", str(folder), str(folder / "out")]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return {
        "enterprises": world.companies, "total": round(time.perf_counter() - started, 1), "peak_mb": peak,
        "busy": os.getloadavg()[0], **found,
    }  # fmt: skip


def reading(world: Planted, folder: Path, out: Path) -> dict[str, Any]:
    """Time of reading all holdings from the embedded engine into an export, and the processor time of both processes."""
    loaded(folder, None, world)
    engine = open_engine(EngineSettings(folder / "data"))
    try:
        server = child_of(os.getpid())
        assert server is not None, "the embedded engine is a process of its own"
        started, own, its = time.perf_counter(), time.process_time(), cpu_seconds(server)
        rows = engine.graph.stream(cypher.statement("read/all_entities"), version=1)
        companies = sorted(row["id"] for row in rows if row["kind"] == "Enterprise")
        found = pages(GraphReader(engine.graph, 1), companies, date.fromisoformat(DAY))
        export_holdings(found, ((c, "Enterprise") for c in companies), out, {})
        seconds = {
            "seconds": time.perf_counter() - started, "own_cpu": time.process_time() - own,
            "engine_cpu": cpu_seconds(server) - its,
        }  # fmt: skip
    finally:
        engine.stop()
    assert pq.read_metadata(out / "holdings.parquet").num_rows == len(world.holder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {name: round(took, 1) for name, took in seconds.items()} | {"peak_mb": peak, "busy": os.getloadavg()[0]}


def export(world: Planted, folder: Path) -> None:
    """The planted graph in the form of ``wholegraph.holdings``."""
    folder.mkdir(parents=True)
    names = pa.array([world.name(n) for n in range(world.parties)])
    unknown = world.low == UNKNOWN
    low, high = world.low * (PARTS // WHOLE), world.high * (PARTS // WHOLE)
    low[unknown], high[unknown] = 0, PARTS
    ends = {"holder": names.take(pa.array(world.holder)), "company": names.take(pa.array(world.company))}
    tables = {
        "holdings": {**ends, "low": low, "high": high, "votes_low": low, "votes_high": high},
        "declared": {
            "controller": names.take(pa.array(world.declared[0])), "company": names.take(pa.array(world.declared[1])),
            "sure": pa.array([True] * world.declared.shape[1]),
        },
        "capped": {"id": pa.array([], pa.string())},
        "parties": {"id": names[: world.companies], "kind": pa.array(["Enterprise"] * world.companies)},
    }  # fmt: skip
    for name, columns in tables.items():
        pq.write_table(pa.table(columns), folder / f"{name}.parquet")
    (folder / ABOUT).write_text("{}", encoding="utf-8")


if __name__ == "__main__":
    main()
