"""Loads a sample county and asks the running service about it; one command, one file of results:

    python -m benchmarks.county --enterprises 20000 [--engine neo4j]

The service is a process of its own and is asked over HTTP on loopback, as a client would. Peer of the load: plain
UNWIND batches of the same rows, in the same graph, right after it (``benchmarks.loading``).
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import platform
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import structlog

from benchmarks.asking import ask
from benchmarks.loading import load_county, sample_firms
from benchmarks.report import RESULTS, write
from graph_service.engine import Engine, EngineSettings, open_engine


def main() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--enterprises", type=int, default=20_000)
    parser.add_argument("--engine", choices=["embedded", "neo4j"], default="embedded")
    parser.add_argument("--folder", type=Path, help="keep the data here; a folder that has it is not loaded again")
    arguments = parser.parse_args()
    with folder_of(arguments.folder) as folder, server_of(arguments.engine) as server:
        result = measure(folder, server, arguments.engine, arguments.enterprises)
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"county-{arguments.engine}-{arguments.enterprises}.json"
    path.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    write()
    print(json.dumps(result, ensure_ascii=False, indent=1))


def measure(folder: Path, server: Any, kind: str, enterprises: int) -> dict[str, Any]:
    """All results of one size on one engine."""
    uri, pid = (server.uri, server.process.pid) if server else (None, None)
    kept = folder / "loaded.json"
    engine = open_engine(EngineSettings(folder / "data", graph_uri=uri))
    try:
        if not kept.exists():
            kept.write_text(json.dumps(load_county(engine, folder, enterprises, pid or getattr(engine, "pid", None))))
        firms = sample_firms(engine)
    finally:
        engine.stop()
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{os.cpu_count()} × {platform.machine()}, Python {platform.python_version()}",
        "busy": os.getloadavg()[0],
        "engine": kind,
        "enterprises": enterprises,
        "load": json.loads(kept.read_text()),
        **ask(folder / "data", uri, firms, pid),
    }


@contextmanager
def folder_of(kept: Path | None) -> Iterator[Path]:
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)


@contextmanager
def engine_of(kind: str, folder: Path) -> Iterator[Engine]:
    """An engine of a kind on a folder, stopped at the end."""
    with server_of(kind) as server:
        engine = open_engine(EngineSettings(folder, graph_uri=server.uri if server else None))
        try:
            yield engine
        finally:
            engine.stop()


@contextmanager
def server_of(kind: str) -> Iterator[Any]:
    if kind == "embedded":
        yield None
        return
    from tests.neo4j_harness import Neo4jServer

    server = Neo4jServer(heap="2g")
    try:
        yield server
    finally:
        server.stop()


if __name__ == "__main__":
    main()
