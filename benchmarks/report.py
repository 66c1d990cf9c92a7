"""Writes docs/benchmarks.md from the results that the benchmarks left in ``benchmarks/results``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"
PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
QUESTIONS = {"search": "search by part of a name", "one_hop": "one hop", "path": "path of two", "exposure": "exposure"}
AIMS = {"search": "50", "one_hop": "10", "path": "15", "exposure": "30"}


def write() -> None:
    PAGE.write_text("\n".join(_page()) + "\n", encoding="utf-8")


def _page() -> Iterator[str]:
    yield (RESULTS / "introduction.md").read_text(encoding="utf-8").rstrip() + "\n"
    county = sorted(results("county"), key=lambda r: (r["engine"], r["enterprises"]))
    if county:
        yield from _latency(county)
        yield from _load(county)
        yield from _processes(county)
    for result in results("wholegraph"):
        yield from _wholegraph(result)


def results(name: str) -> list[dict[str, Any]]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(RESULTS.glob(f"{name}-*.json"))]


def table(header: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    yield "| " + " | ".join(header) + " |"
    yield "|" + " --- |" * len(header)
    for row in rows:
        yield "| " + " | ".join(str(cell) for cell in row) + " |"
    yield ""


def _latency(county: list[dict[str, Any]]) -> Iterator[str]:
    yield "## Answers over HTTP, one client, milliseconds\n"
    header = (
        "request",
        "engine",
        "enterprises",
        "P50",
        "aim",
        "P95",
        "P99",
        "CPU ms: service, engine",
        "statements",
        "truncated",
        "growth of P50",
    )
    rows = []
    for name, title in QUESTIONS.items():
        smallest: dict[str, float] = {}
        for r in county:
            found = r["latency"][name]
            first = smallest.setdefault(r["engine"], found["p50"])
            rows.append((
                title, r["engine"], f"{r['enterprises']:,}", found["p50"], AIMS[name], found["p95"], found["p99"],
                ", ".join(map(str, found["cpu_ms"])), found["statements"], f"{found['truncated']:.1%}", f"× {found['p50'] / first:.2f}",
            ))  # fmt: skip
    yield from table(header, rows)


def _load(county: list[dict[str, Any]]) -> Iterator[str]:
    yield "## Loading, beside plain UNWIND of the same rows\n"
    header = (
        "engine", "enterprises", "rows/s", "written/s", "CPU s: loader, engine", "nodes", "statements", "relationships", "seconds",
        "peer: nodes/s", "statements/s", "relationships/s", "load rate / peer rate", "loader's peak MB",
    )  # fmt: skip
    rows = []
    for r in county:
        load = r["load"]
        written, peer = sum(load[n] for n in ("nodes", "statements", "relationships")), load["peer_per_second"]
        rows.append((
            r["engine"], f"{r['enterprises']:,}", f"{load['rows'] / load['seconds']:,.0f}",
            f"{written / load['seconds']:,.0f}", ", ".join(map(str, load["cpu_seconds"])), f"{load['nodes']:,}", f"{load['statements']:,}",
            f"{load['relationships']:,}", f"{load['seconds']:,.0f}", f"{peer['nodes']:,}", f"{peer['statements']:,}",
            f"{peer['relationships']:,}", f"{load['peer_seconds'] / load['seconds']:.0%}", load["loader_peak_mb"],
        ))  # fmt: skip
    yield from table(header, rows)


def _processes(county: list[dict[str, Any]]) -> Iterator[str]:
    yield "## The service's processes\n"
    header = (
        "engine", "enterprises", "ready after s", "first search after s", "service MB", "peak", "engine MB",
        "machine", "load average", "at",
    )  # fmt: skip
    yield from table(header, [
        (
            r["engine"], f"{r['enterprises']:,}", r["ready_seconds"], r["first_search_seconds"],
            r["memory_mb"]["service"]["now"], r["memory_mb"]["service"]["peak"],
            (r["memory_mb"]["engine"] or {}).get("now", ""), r["machine"], f"{r['busy']:.1f}", r["at"],
        )
        for r in county
    ])  # fmt: skip


def _wholegraph(result: dict[str, Any]) -> Iterator[str]:
    yield f"## Exposure of every party: {result['title']}\n"
    yield from table(("job", "seconds", "note"), [(j["job"], j["seconds"], j["note"]) for j in result["jobs"]])


if __name__ == "__main__":
    write()
