"""Exposure of every party of an export, as a table. Also a program of its own, so that its memory ends with it:

python -m graph_service.wholegraph.evaluate EXPORT_FOLDER OUT.parquet
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from graph_service.wholegraph import index
from graph_service.wholegraph.export import ABOUT
from graph_service.wholegraph.kernel import Ints, two_best


def evaluate(folder: Path, out: Path) -> None:
    """Write one row for each party, in the order of ids: score (0 where nothing lies above the floor), level, cost,
    hops, source, record and record kind. The table's metadata says what it was made from."""
    if not (folder / index.FOLDER / "nodes.parquet").exists():
        index.build(folder)
    about: dict[str, Any] = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    arrays = index.load(folder)
    labels = two_best(
        arrays.starts, arrays.heads, arrays.costs, arrays.hub, arrays.sources, arrays.severities, about["floor_cost"]
    )
    table = _table(folder, arrays, labels, about).sort_by("id")
    table = table.replace_schema_metadata({"guanlian": json.dumps(about, ensure_ascii=False)})
    pq.write_table(table, out.with_suffix(".part"), compression="zstd")
    out.with_suffix(".part").replace(out)


def _table(folder: Path, arrays: index.Index, labels: Ints, about: dict[str, Any]) -> pa.Table:
    parties = pq.read_table(folder / "parties.parquet")
    own = labels[arrays.parties]
    best = np.where((own[:, 0, 2] == arrays.parties)[:, None], own[:, 1], own[:, 0])
    found = best[:, 2] >= 0
    costs = np.where(found, best[:, 0], 0)
    scores, levels = _by_cost(about)
    sources = pq.read_table(folder / "sources.parquet")
    listing = _listing_of(arrays, best[:, 2])
    return pa.table({
        "id": parties["id"], "kind": parties["kind"], "score": np.where(found, scores[costs], 0.0),
        "level": pa.array(levels[costs], mask=~found), "cost": pa.array(costs, mask=~found),
        "hops": pa.array(best[:, 1], mask=~found), "source": sources["party"].take(listing),
        "record": sources["record"].take(listing), "record_kind": sources["record_kind"].take(listing),
    })  # fmt: skip


def _by_cost(about: dict[str, Any]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.object_]]:
    """Score and level of every cost up to the floor, as the policy computes them for one party."""
    scores = [math.exp(-cost / about["scale"]) for cost in range(about["floor_cost"] + 1)]
    levels = [next((v["id"] for v in about["levels"] if score >= v["from_score"]), None) for score in scores]
    return np.array(scores), np.array(levels, dtype=object)


def _listing_of(arrays: index.Index, source: Ints) -> pa.Array:
    """The row of each source in the table of sources; null where there is none."""
    row = np.full(len(arrays.nodes), -1, dtype=np.int64)
    row[arrays.sources] = np.arange(len(arrays.sources))
    rows = row[source]
    return pa.array(rows, mask=source < 0)


if __name__ == "__main__":
    evaluate(Path(sys.argv[1]), Path(sys.argv[2]))
