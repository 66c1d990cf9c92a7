"""Every lot with two bidders or more of real procurement data, loaded and reviewed in one batch, as a user would.

    python -m benchmarks.real_lots --data FOLDER [--uri bolt://…] [--write docs/benchmarks-reviews.md] [--names OUT.jsonl]

FOLDER holds ``worldbank_bids`` and ``tsuchiura_bids``. Both are loaded into one graph; the lots are listed and reviewed
over the API as jobs, kept as reviews like any other. Their bidders are known by name, or by a city's own number, so
nothing can be a ground; what is counted are patterns of prices and of bidding together, under the rules of 招标投标法
taken as patterns. Names go to ``--names`` only.
"""

from __future__ import annotations

import argparse
import json
import logging
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import structlog

from graph_service.operations.reviews import ReviewTable
from graph_service.operations.store import OperationalStore
from graph_service.settings import Settings
from guanlian.client import Client, connect

SETS = ("tsuchiura_bids", "worldbank_bids")
LOTS_A_JOB = 100
LOADED_ON = "2026-01-01"
"""World Bank rows have no dates: observed on, and reviewed as of, this day."""
NO_DEADLINE = f"{LOADED_ON}T23:59:00+08:00"
HEAD = (
    "| set | lots | bids | lots/s | lots flagged | flags by rule | could not be reviewed |\n"
    "| --- | --- | --- | --- | --- | --- | --- |"
)


@dataclass
class Counted:
    """What came of the lots of one set."""

    lots: int = 0
    bids: int = 0
    flagged: int = 0
    seconds: float = 0.0
    rules: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    def row(self, name: str) -> str:
        told = ", ".join(f"{rule}: {count:,}" for rule, count in sorted(self.rules.items())) or "none"
        refused = ", ".join(f"{code}: {count}" for code, count in sorted(self.refused.items())) or "none"
        rate = self.lots / self.seconds if self.seconds else 0
        part = self.flagged / self.lots if self.lots else 0
        return f"| {name} | {self.lots:,} | {self.bids:,} | {rate:.0f} | {self.flagged:,} ({part:.0%}) | {told} | {refused} |"


def main() -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--uri", help="A Neo4j server; the embedded engine where absent.")
    parser.add_argument("--limit", type=int, default=None, help="Lots of each set.")
    parser.add_argument("--write", type=Path)
    parser.add_argument("--names", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        settings = _settings(Path(folder), arguments.uri)
        with connect(settings, "benchmark") as api:
            store = OperationalStore(settings.data_dir, settings.operations())
            lines = [HEAD, *(_set(name, api, store.reviews, arguments) for name in SETS)]
            store.close()
    print("\n".join(lines))
    if arguments.write:
        with arguments.write.open("a", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n\n")


def _settings(folder: Path, uri: str | None) -> Settings:
    """A service of its own, with its keys beside its data: all of it goes at the end."""
    keys = {name: folder / f"{name}.json" for name in ("id_key_file", "attestation_key_file")}
    return Settings(data_dir=folder / "data", graph_uri=uri, requests_per_minute=1_000_000, **keys)


def _set(name: str, api: Client, table: ReviewTable, arguments: argparse.Namespace) -> str:
    """Load a set, then review its lots: those that the graph did not have before."""
    before = {row["id"] for row in _lots(api)}
    path = next((arguments.data / name).glob("bids.csv*"))
    with path.open("rb") as file:
        said = {"observed_on": LOADED_ON} if name == "worldbank_bids" else {}
        api.job("POST", "/loads", files=[("file", (path.name, file))], data=said)
    lots = [row for row in _lots(api) if row["id"] not in before][: arguments.limit]
    counted = Counted()
    for dated in (True, False):
        of_lots = {"regime": "bidding", **({} if dated else {"submission_deadline": NO_DEADLINE})}
        chosen = [row["id"] for row in lots if bool(row["submission_deadline"]) == dated]
        for start in range(0, len(chosen), LOTS_A_JOB):
            _job(api, chosen[start : start + LOTS_A_JOB], of_lots, counted, table, arguments.names)
    return counted.row(name)


def _lots(api: Client) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        page = api.call("GET", "/lots", params={"min_bidders": 2, "limit": 200, **cursor})
        found += page["lots"]
        if not page["next_cursor"]:
            return found
        cursor = {"cursor": page["next_cursor"]}


def _job(
    api: Client, lots: list[str], of_lots: Mapping[str, str], counted: Counted, table: ReviewTable, names: Path | None
) -> None:
    started = time.perf_counter()
    made = api.job("POST", "/review-batches", json={"lots": lots, "of_lots": of_lots, "indicative": False})
    counted.seconds += time.perf_counter() - started
    for row in made["reviews"]:
        if "error" in row:
            counted.refused[row["error"]["code"]] += 1
            continue
        result = table.run(row["review"]).result
        kinds = Counter(f"{f['rule']} {f['verdict']}" for f in result["findings"])
        counted.lots += 1
        counted.bids += result["tender"]["bids"]
        counted.rules.update(kinds.keys())
        counted.flagged += bool(kinds)
        _keep(names, result)


def _keep(path: Path | None, result: Mapping[str, Any]) -> None:
    if path is None or not result["findings"]:
        return
    names = {key: brief["name"] for key, brief in result["parties"].items()}
    rows: dict[str, list[Any]] = defaultdict(list)
    for found in result["findings"]:
        rows[found["rule"]].append({"parties": [names[p] for p in found["parties"]], "notes": found["notes"][:1]})
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"lot": result["tender"]["title"], "findings": rows}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
