"""Every lot with two bids or more of real procurement data, reviewed in one batch: throughput and counts of flags.

    python -m benchmarks.real_lots --data FOLDER [--write docs/benchmarks.md] [--names OUTPUT.jsonl]

FOLDER holds ``worldbank_bids`` and ``tsuchiura_bids``. Their bidders are known by name, or by a city's own number, so
nothing can be a ground; what is counted are patterns of prices and of bidding together, under the rules of 招标投标法
taken as patterns. Names go to ``--names`` only.
"""

from __future__ import annotations

import argparse
import json
import logging
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import structlog

import cypher
from benchmarks.county import engine_of
from graph_service.engine import Engine
from graph_service.identity.hmac import IdNumberHasher
from graph_service.loading.versions import current_version
from graph_service.model import Relationship
from graph_service.reading.reader import GraphReader
from graph_service.services import Services, Viewer
from graph_service.store.gate import Graph
from guanlian.loading import FileLoader, LoadRequest

VIEWER = Viewer("bench", frozenset({"reviewer"}), "benchmark")
SETS = ("tsuchiura_bids", "worldbank_bids")
NO_DATE = date(2026, 1, 1)
"""World Bank rows have no dates: reviewed as of the day of loading."""


def main() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--engine", choices=["embedded", "neo4j"], default="embedded")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--names", type=Path)
    arguments = parser.parse_args()
    lines = [
        "### Real lots in one batch, no indicative part\n",
        "| set | lots | bids | lots/s | P50 ms | P99 ms | lots flagged | flags by rule |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name in SETS:
        with tempfile.TemporaryDirectory() as folder, engine_of(arguments.engine, Path(folder)) as engine:
            loader = FileLoader(engine, IdNumberHasher("bench", b"bench"), Path(folder) / "reports")
            path = next((arguments.data / name).glob("bids.csv*"))
            loader.load(LoadRequest(path, observed_on=NO_DATE if name == "worldbank_bids" else None))
            lines.append(_batch(name, engine, arguments))
    print("\n".join(lines))
    if arguments.write:
        with arguments.write.open("a", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n\n")


def _batch(name: str, engine: Engine, arguments: argparse.Namespace) -> str:
    services = Services(engine)
    services._index()
    reader = GraphReader(engine.graph, current_version(engine.graph))
    seconds: list[float] = []
    rules: Counter[str] = Counter()
    flagged = bids = 0
    started = time.perf_counter()
    for lot, found in lots_with_bids(engine.graph, reader, arguments.limit):
        before = time.perf_counter()
        reply = services.review(_request(lot, found), VIEWER)
        seconds.append(time.perf_counter() - before)
        bids += reply["tender"]["bids"]
        kinds = Counter(f"{f['rule']} {f['verdict']}" for f in reply["findings"])
        rules.update(kinds.keys())
        flagged += bool(kinds)
        _keep(arguments.names, name, reply)
    rate = len(seconds) / (time.perf_counter() - started)
    quantiles = statistics.quantiles(seconds, n=100, method="inclusive")
    told = ", ".join(f"{rule}: {count:,}" for rule, count in sorted(rules.items())) or "none"
    return (
        f"| {name} | {len(seconds):,} | {bids:,} | {rate:.0f} | {quantiles[49] * 1000:.0f} | {quantiles[98] * 1000:.0f} | "
        f"{flagged:,} ({flagged / len(seconds):.0%}) | {told} |"
    )


def lots_with_bids(graph: Graph, reader: GraphReader, limit: int | None) -> Iterator[tuple[str, list[Relationship]]]:
    """Lots with two bidders or more, and their bids."""
    by_lot: dict[str, list[Relationship]] = defaultdict(list)
    read = cypher.statement("read/all_relationships").with_kinds(("BID_ON",))
    for row in graph.stream(read, version=reader.version):
        found = reader.relationship("BID_ON", row["relationship"])
        by_lot[found.to_id].append(found)
    many = [(lot, bids) for lot, bids in sorted(by_lot.items()) if len({b.from_id for b in bids}) > 1]
    yield from many[:limit]


def _request(lot: str, bids: list[Relationship]) -> dict[str, Any]:
    days = [r.period.valid_from.latest for r in bids if r.period.valid_from] or [NO_DATE]
    tender = {"regime": "bidding", "submission_deadline": f"{max(days)}T23:59:00+08:00"}
    return {"lot": lot, "tender": tender, "indicative": False}


def _keep(path: Path | None, name: str, reply: dict[str, Any]) -> None:
    if path is None or not reply["findings"]:
        return
    names = {key: brief["name"] for key, brief in reply["parties"].items()}
    rows: dict[str, list[Any]] = defaultdict(list)
    for found in reply["findings"]:
        rows[found["rule"]].append({"parties": [names[p] for p in found["parties"]], "notes": found["notes"][:1]})
    with path.open("a", encoding="utf-8") as file:
        file.write(
            json.dumps({"set": name, "lot": reply["tender"]["title"], "findings": rows}, ensure_ascii=False) + "\n"
        )


if __name__ == "__main__":
    main()
