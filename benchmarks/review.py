"""Speed of tender review on the sample county: 40 bidders (780 pairs), 10 experts, to the JSON. One command:

    python -m benchmarks.review --enterprises 20000 [--engine neo4j] [--bidders 40] [--experts 10] [--folder KEEP]

Every review has other bidders, drawn at random with their codes, so nothing of it is in memory but what hubs share.
``--folder`` keeps the loaded county for the next run. Aim: P50 <= 2 s, P99 <= 6 s at 200,000 enterprises.
"""

from __future__ import annotations

import argparse
import gc
import json
import logging
import platform
import random
import statistics
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import structlog

from benchmarks.county import engine_of
from benchmarks.loading import named_parties
from graph_service.engine import Engine
from graph_service.identity.hmac import IdNumberHasher
from graph_service.loading.versions import current_version
from graph_service.services import Services, Viewer
from guanlian.loading import FileLoader, LoadRequest
from loaders.sample import generate

VIEWER = Viewer("bench", frozenset({"reviewer"}), "benchmark")


def main() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--enterprises", type=int, default=20_000)
    parser.add_argument("--engine", choices=["embedded", "neo4j"], default="embedded")
    parser.add_argument("--bidders", type=int, nargs="+", default=[40])
    parser.add_argument("--experts", type=int, default=10)
    parser.add_argument("--reviews", type=int, default=30)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--write", type=Path, help="append the table to this file")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.folder or Path(temporary)
        with engine_of(arguments.engine, folder) as engine:
            if current_version(engine.graph) == 0:
                _load(engine, folder, arguments.enterprises)
            lines = list(_table(engine, arguments))
    print("\n".join(lines))
    if arguments.write:
        with arguments.write.open("a", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n\n")


def _load(engine: Engine, folder: Path, enterprises: int) -> None:
    generate(folder / "county", enterprises, 1)
    loader = FileLoader(engine, IdNumberHasher("bench", b"bench"), folder / "reports")
    for path in sorted((folder / "county").glob("[01]*")):
        loader.load(LoadRequest(path))


def _table(engine: Engine, arguments: argparse.Namespace) -> Any:
    services = Services(engine)
    started = time.perf_counter()
    services._index()
    index = time.perf_counter() - started
    firms, people = _parties(services)
    yield f"### tender review, {engine.kind}, {len(firms):,} enterprises ({platform.machine()}, Python {platform.python_version()})\n"
    yield f"Name index built once for a data version in {index:.1f} s.\n"
    yield "| bidders | pairs | P50 s | P90 s | P99 s | without L3: P50 s | findings in all | JSON kB |\n| --- | --- | --- | --- | --- | --- | --- | --- |"
    for bidders in arguments.bidders:
        yield _row(services, firms, people, bidders, arguments)


def _row(services: Services, firms: list[str], people: list[str], bidders: int, arguments: argparse.Namespace) -> str:
    pick = random.Random(bidders)
    _one(services, _tender(pick, firms, people, bidders, arguments.experts), True)  # opens the listings of the version
    whole, bare, found, size = [], [], Counter[str](), 0
    for number in range(arguments.reviews):
        tender = _tender(pick, firms, people, bidders, arguments.experts)
        gc.collect()
        seconds, reply = _one(services, tender, number % 3 != 0)
        (whole if number % 3 else bare).append(seconds)
        found.update(f["verdict"] for f in reply["findings"])
        size = max(size, len(json.dumps(reply, ensure_ascii=False).encode()))
    quantiles = statistics.quantiles(whole, n=100, method="inclusive")
    told = ", ".join(f"{n} {verdict}" for verdict, n in sorted(found.items())) or "none"
    pairs = bidders * (bidders - 1) // 2
    return (
        f"| {bidders} | {pairs:,} | {quantiles[49]:.2f} | {quantiles[89]:.2f} | {quantiles[98]:.2f} | "
        f"{statistics.median(bare):.2f} | {told} | {size / 1000:,.0f} |"
    )


def _one(services: Services, tender: dict[str, Any], indicative: bool) -> tuple[float, dict[str, Any]]:
    started = time.perf_counter()
    reply = services.review({"tender": tender, "indicative": indicative}, VIEWER)
    json.dumps(reply, ensure_ascii=False)
    return time.perf_counter() - started, reply


def _tender(pick: random.Random, firms: list[str], people: list[str], bidders: int, experts: int) -> dict[str, Any]:
    chosen = pick.sample(firms, bidders + 2)
    members = pick.sample(people, experts + 2 * bidders)
    bids = [
        {"bidder": {"id": firm}, "price": str(pick.randint(4_000_000, 6_000_000)), "operator": {"id": members[experts + 2 * n]},
         "team": [{"id": members[experts + 2 * n + 1]}]}
        for n, firm in enumerate(chosen[2:])
    ]  # fmt: skip
    return {
        "regime": pick.choice(("bidding", "procurement")), "submission_deadline": "2026-05-20T09:30:00+08:00",
        "buyer": {"id": chosen[0]}, "agency": {"id": chosen[1]},
        "experts": [{"id": person} for person in members[:experts]], "bids": bids,
    }  # fmt: skip


def _parties(services: Services) -> tuple[list[str], list[str]]:
    """Every enterprise and person that has a name."""
    firms, people = (sorted(p.id for p in named_parties(services.engine, kind)) for kind in ("Enterprise", "Person"))
    return firms, people


if __name__ == "__main__":
    main()
