"""Screening against the parties of a loaded graph: speed, recall of an exhaustive comparison, memory. One command:

    python -m benchmarks.screening FOLDER [--names 500] [--exhaustive 40] [--parties 200000] [--http]

FOLDER holds a loaded county (``benchmarks.county --folder``); of its parties so many are drawn, all by default. Names asked for are names of the graph as someone may
write them: a character lost, changed or turned, another legal form. Times are processor seconds of this process, which
other work on the machine changes less than the clock; P99 is by the clock. With ``--http`` a service on the folder is asked
as well, for one party at a time against all of its parties. Only counts and times are printed.
"""

from __future__ import annotations

import argparse
import json
import logging
import math
import os
import random
import resource
import time
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import numpy as np
import structlog

from benchmarks.asking import cpu_seconds, service
from graph_service.engine import Engine, EngineSettings, open_engine
from graph_service.identity.match import compare
from graph_service.identity.party import PartyExample
from graph_service.identity.weights import weights
from graph_service.loading.versions import current_version
from graph_service.reading import lasting
from graph_service.reading.reader import GraphReader
from graph_service.search.agreed import parties_of
from graph_service.search.index import NameIndex
from graph_service.search.matcher import SURE, Matcher, Wanted
from graph_service.search.names import Names

KINDS = ("Enterprise", "Person")
SINGLE, WARM_UP = 300, 20
BATCHES = 5
"""Of so many batches of names, none twice, the median counts."""


def main() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--names", type=int, default=500)
    parser.add_argument("--exhaustive", type=int, default=40)
    parser.add_argument("--parties", type=int, help="Draw so many of the county's parties.")
    parser.add_argument("--http", action="store_true", help="Ask a service too, one party at a time.")
    arguments = parser.parse_args()
    lasting.unhurried()  # as a service's process is
    engine = open_engine(EngineSettings(arguments.folder / "data"))
    try:
        before = _peak()
        used, clock = time.process_time(), time.perf_counter()
        index = _index(engine, arguments.parties)
        built = (time.process_time() - used, time.perf_counter() - clock)
        found = {
            "parties": len(index.directory), "names": len(index.persons), "load_average": os.getloadavg()[0],
            "build_cpu_s": round(built[0], 1), "build_s": round(built[1], 1), "index_mb": round(index.nbytes / 1e6, 1),
            "peak_more_mb": round(_peak() - before),
            **_asked(Matcher(index, GraphReader(engine.graph, index.version)), index, arguments.names, arguments.exhaustive),
        }  # fmt: skip
        singles = {kind: _examples(index, random.Random(2), kind, SINGLE + WARM_UP) for kind in KINDS}
    finally:
        engine.stop()
    if arguments.http:
        found["http"] = {"load_average": os.getloadavg()[0], **_over_http(arguments.folder / "data", singles)}
    print(json.dumps(found, indent=1))


def _over_http(data: Path, singles: dict[str, list[PartyExample]]) -> dict[str, Any]:
    """Of a service that has just started: one request for each party, after some to warm up."""
    found: dict[str, Any] = {}
    with service(data, None) as (process, client, _):
        for kind, examples in singles.items():
            bodies = [{"parties": [{"kind": kind, "name": example.names[0]}]} for example in examples]
            while client.post("/api/v1/screenings", json=bodies[0]).status_code == HTTPStatus.SERVICE_UNAVAILABLE:
                time.sleep(0.1)  # the index of names is being made
            for body in bodies[:WARM_UP]:
                client.post("/api/v1/screenings", json=body).raise_for_status()
            used, times = cpu_seconds(process.pid), []
            for body in bodies[WARM_UP:]:
                started = time.perf_counter()
                client.post("/api/v1/screenings", json=body).raise_for_status()
                times.append((time.perf_counter() - started) * 1000)
            found[kind] = {**_spread(times), "cpu_ms": round((cpu_seconds(process.pid) - used) / len(times) * 1000, 1)}
    return found


def _spread(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {"p50_ms": round(ordered[len(ordered) // 2], 1), "p99_ms": round(ordered[int(0.99 * len(ordered))], 1)}


def _index(engine: Engine, count: int | None) -> NameIndex:
    """Of all parties of the published version, or of so many drawn from them."""
    reader = GraphReader(engine.graph, current_version(engine.graph))
    if count is None:
        return NameIndex.build(reader, engine.graph)
    drawn = random.Random(3).sample([p for some in parties_of(engine.graph, reader.version) for p in some], count)
    return NameIndex(reader.version, Names.of([sorted(drawn)]))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _asked(matcher: Matcher, index: NameIndex, count: int, exhaustive: int) -> dict[str, Any]:
    pick = random.Random(1)
    found: dict[str, Any] = {}
    for kind in KINDS:
        examples = _examples(index, pick, kind, count)
        matcher.screened([Wanted(example) for example in examples[:50]])
        rates = sorted(_rate(matcher, _examples(index, pick, kind, count)) for _ in range(BATCHES))
        reached, wanted = _recall(matcher, index, examples[:exhaustive])
        found[kind] = {
            "names_per_cpu_s": rates[BATCHES // 2], "worst_and_best": [rates[0], rates[-1]], **_spread([_clock(matcher, e) for e in examples[:SINGLE]]),
            "recall_at_5": round(reached / max(wanted, 1), 3), "of": wanted,
        }  # fmt: skip
    return found


def _rate(matcher: Matcher, examples: list[PartyExample]) -> int:
    """Names for each second of processor time."""
    used = time.process_time()
    matcher.screened([Wanted(example) for example in examples])
    return round(len(examples) / (time.process_time() - used))


def _clock(matcher: Matcher, example: PartyExample) -> float:
    started = time.perf_counter()
    matcher.candidates(example)
    return (time.perf_counter() - started) * 1000


def _examples(index: NameIndex, pick: random.Random, kind: str, count: int) -> list[PartyExample]:
    numbers = [n for n in range(len(index.persons)) if bool(index.persons[n]) == (kind == "Person")]
    names = [index.name(n)[0] for n in pick.sample(numbers, count)]
    return [PartyExample(kind, (_written(pick, name),)).checked() for name in names]


def _written(pick: random.Random, name: str) -> str:
    place = pick.randrange(len(name))
    form = name.removesuffix("有限公司") + "有限责任公司" if name.endswith("有限公司") else name
    turned = name[:place] + name[place : place + 2][::-1] + name[place + 2 :]
    changed = name[:place] + chr(pick.randrange(0x4E00, 0x6000)) + name[place + 1 :]
    return pick.choice([name, form, turned, changed, name[:place] + name[place + 1 :]]) or name


def _recall(matcher: Matcher, index: NameIndex, examples: list[PartyExample]) -> tuple[int, int]:
    """Of the five best that comparing with every party of the kind finds, how many are found; equal scores are equal."""
    reached = wanted = 0
    for example in examples:
        mine = [c.score for c in matcher.candidates(example)]
        top = sorted(_exhaustive(index, example), reverse=True)[:5]
        wanted += len(top)
        reached += sum(n < len(mine) and mine[n] >= score for n, score in enumerate(top))
    return reached, wanted


def _exhaustive(index: NameIndex, example: PartyExample) -> Iterator[float]:
    """Scores of everyone who is possibly the one. Every name of the kind is weighed at a glance, and of those that could
    reach the grade *weak* the party is compared: a test holds that whoever is possible passes the glance."""
    names = np.flatnonzero(index.persons == (example.kind == "Person")).astype(np.int32)
    weak = weights().grades["weak"]
    odds = index.glance(example.names[0], example, names)
    for party in np.unique(index.parties_with(names[odds >= math.log(weak / (1 - weak)) - SURE])).tolist():
        found = compare(example, index.directory[party].example)
        if found.answer == "possible" and found.score >= weak:
            yield found.score


if __name__ == "__main__":
    main()
