"""Writes docs/benchmarks-ownership.md from the results that the benchmarks of ownership left in ``benchmarks/results``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.report import RESULTS, results, table

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks-ownership.md"
AIMS = {"tree of 6 layers": "50", "controllers": "50", "whole group below its head": "2000, of 5,000 companies"}


def write() -> None:
    PAGE.write_text("\n".join(_page()) + "\n", encoding="utf-8")


def _page() -> Iterator[str]:
    yield (RESULTS / "ownership-introduction.md").read_text(encoding="utf-8").rstrip() + "\n"
    yield from _answers([r for r in results("ownership") if "latency" in r])
    yield from _all(results("ownership-all"))


def _answers(found: list[dict[str, Any]]) -> Iterator[str]:
    yield "## Answers over HTTP, one client, milliseconds\n"
    header = (
        "question", "engine", "enterprises", "P50", "aim", "P95", "most", "processor time: service + engine", "parties read",
        "truncated", "load average",
    )  # fmt: skip
    yield from table(header, [
        (
            name, r["engine"], f"{r['enterprises']:,}", t["p50"], AIMS.get(name, ""), t["p95"], t["most"],
            " + ".join(f"{ms:,.0f}" for ms in t["cpu_ms"]), f"{t['parties_read']:,}", f"{t['truncated']:.0%}",
            f"{r['busy']:.1f}",
        )
        for name in (found[0]["latency"] if found else ())
        for r in found for t in (r["latency"][name],)
    ])  # fmt: skip


def _all(found: list[dict[str, Any]]) -> Iterator[str]:
    yield "## Control and ultimate holders of every enterprise\n"
    header = (
        "enterprises", "holdings", "reading s", "load average while reading",
        "processor time of reading: reader + engine s", "peak MB of reading", "index s", "control s", "holders s", "tables s", "computed in all s",
        "peak MB", "controllers", "holders", "truncated", "growth of processor time of reading", "growth of computing",
    )  # fmt: skip
    found = sorted(found, key=lambda r: r["enterprises"])
    read = [_processor(r) for r in found if "read" in r]
    yield from table(header, [
        (
            f"{r['enterprises']:,}", f"{r['holdings']:,}", r["read"]["seconds"] if "read" in r else "not measured",
            *((f"{r['read']['busy']:.1f}", f"{r['read']['own_cpu']} + {r['read']['engine_cpu']}",
               f"{r['read']['peak_mb']:,}") if "read" in r else ("", "", "")),
            *(r["seconds"][n] for n in ("index", "control", "holders", "tables")),
            r["total"], f"{r['peak_mb']:,}", f"{r['controllers']:,}", f"{r['holders']:,}", f"{r['truncated']:,}",
            f"× {_processor(r) / read[0]:.1f}" if "read" in r else "", f"× {r['total'] / found[0]['total']:.1f}",
        )
        for r in found
    ])  # fmt: skip


def _processor(result: dict[str, Any]) -> float:
    """Processor seconds of reading, of both processes: other work on the machine changes them less than the time that passes."""
    return float(result["read"]["own_cpu"] + result["read"]["engine_cpu"])
