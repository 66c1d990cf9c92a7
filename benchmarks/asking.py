"""Asking the running service over HTTP: latencies, statements, memory of each process, time until it is ready."""

from __future__ import annotations

import os
import random
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

REQUESTS = 400
WARM_UP = 40
DAY = "2026-06-30"
START_SECONDS = 600


def ask(data: Path, uri: str | None, firms: Sequence[tuple[str, str]], engine_pid: int | None) -> dict[str, Any]:
    """Start the service on the data, ask, and measure."""
    with service(data, uri) as (process, client, ready):
        first = _timed(lambda: _first_search(client, firms[0][1])) / 1000
        questions = _questions(client, firms)
        engine = engine_pid or child_of(process.pid)
        pids = [process.pid, *([engine] if engine else [])]
        latency = {name: _latency(client, question, pids) for name, question in questions.items()}
        return {
            "ready_seconds": round(ready, 1),
            "first_search_seconds": round(first, 1),
            "latency": latency,
            "memory_mb": {"service": _memory(process.pid), "engine": _memory(engine) if engine else None},
        }


def _questions(client: httpx.Client, firms: Sequence[tuple[str, str]]) -> dict[str, Callable[[], Any]]:
    """Parties are drawn at random without return, so that hardly anything asked about is in memory already."""
    pick = random.Random(1)
    drawn = iter(pick.sample(firms, len(firms)))

    def one() -> str:
        return next(drawn)[0]

    return {
        "search": lambda: _get(client, "/entities", q=pick.choice(firms)[1][2:7]),
        "one_hop": lambda: _get(client, f"/entities/{one()}/relationships", as_of=DAY),
        "path": lambda: _post(client, "/paths", ids=[one(), one()], as_of=DAY),
        "exposure": lambda: _get(client, f"/entities/{one()}/exposure", as_of=DAY)["indicative"],
    }


def _latency(client: httpx.Client, question: Callable[[], Any], pids: Sequence[int]) -> dict[str, Any]:
    for _ in range(WARM_UP):
        question()
    before, used = _statements(client), [cpu_seconds(pid) for pid in pids]
    times, truncated = [], 0

    def once() -> None:
        nonlocal truncated
        truncated += bool(question().get("truncated"))

    for _ in range(REQUESTS):
        times.append(_timed(once))
    times.sort()
    return {
        "p50": round(statistics.median(times), 1),
        "p95": round(times[int(0.95 * REQUESTS)], 1),
        "p99": round(times[int(0.99 * REQUESTS)], 1),
        "cpu_ms": [round((cpu_seconds(p) - u) / REQUESTS * 1000, 1) for p, u in zip(pids, used, strict=True)],
        "statements": round((_statements(client) - before) / REQUESTS, 1),
        "truncated": truncated / REQUESTS,
    }


def _timed(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def _get(client: httpx.Client, path: str, **params: Any) -> Any:
    return _content(client.get(f"/api/v1{path}", params=params))


def _first_search(client: httpx.Client, name: str) -> None:
    """Asked again where it waited for the index of names for longer than a request may."""
    while client.get("/api/v1/entities", params={"q": name}).status_code == 503:
        time.sleep(0.1)
    _get(client, "/entities", q=name)


def _post(client: httpx.Client, path: str, **body: Any) -> Any:
    return _content(client.post(f"/api/v1{path}", json=body))


def _content(response: httpx.Response) -> Any:
    assert response.status_code == 200, response.text
    return response.json()


def _statements(client: httpx.Client) -> float:
    """How many statements the service has run since its start."""
    text = client.get("/metrics").text
    return sum(float(n) for n in re.findall(r"^guanlian_statement_seconds_count\{.*\} (\S+)$", text, re.M))


@contextmanager
def service(data: Path, uri: str | None) -> Iterator[tuple[subprocess.Popen[bytes], httpx.Client, float]]:
    port = _free_port()
    environment = {**os.environ, "GUANLIAN_DATA_DIR": str(data), "GUANLIAN_REQUESTS_PER_MINUTE": "1000000"}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
    if uri:
        environment["GUANLIAN_GRAPH_URI"] = uri
    command = [sys.executable, "-c", "from guanlian.cli import main; main()", "serve", "--port", str(port)]
    started = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    client = httpx.Client(base_url=f"http://127.0.0.1:{port}", headers={"X-Purpose": "benchmark"}, timeout=300)
    try:
        _await_ready(process, client)
        yield process, client, time.perf_counter() - started
    finally:
        client.close()
        process.terminate()
        process.wait(120)


def _await_ready(process: subprocess.Popen[bytes], client: httpx.Client) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        assert process.poll() is None, "the service ended by itself"
        try:
            if client.get("/readyz").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise TimeoutError("the service did not become ready")


def _memory(pid: int) -> dict[str, int]:
    """Resident memory now and at its highest, in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    now, peak = (int(re.search(rf"^{name}:\s+(\d+)", status, re.M)[1]) for name in ("VmRSS", "VmHWM"))  # type: ignore[index]
    return {"now": now // 1024, "peak": peak // 1024}


def cpu_seconds(pid: int) -> float:
    """Processor time that a process has used so far: other work on the machine does not change it much."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def child_of(pid: int) -> int | None:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return int(found[0]) if found else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
