"""Control and ultimate holders of every enterprise of a planted graph (``benchmarks.planted``), from its export on:

    python -m benchmarks.ownership_all --enterprises 1000000

The computation has a process of its own, as in the product; it has been compiled before.
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
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.ownership_page import write
from benchmarks.planted import GIANT, UNKNOWN, WHOLE, Planted, planted
from benchmarks.report import RESULTS
from graph_service.ownership.forest import WHOLE as PARTS
from graph_service.wholegraph.export import ABOUT


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--enterprises", type=int, default=200_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        measured(planted(2 * GIANT), Path(name) / "small")  # compiles, or reads what was compiled before
        result = measured(planted(arguments.enterprises), Path(name) / "large")
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
