"""From an export to arrays that are memory-mapped: nodes in the order of their ids, arcs by tail (CSR).

Twelve bytes for each arc and node; several processes share them through the page cache.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

Ints = npt.NDArray[np.int32]
FOLDER = "index"


@dataclass(frozen=True, slots=True)
class Index:
    """``nodes``: ids in order. ``parties``, ``sources``: numbers of nodes, in the order of their tables."""

    nodes: pa.Array
    starts: npt.NDArray[np.int64]
    heads: Ints
    costs: Ints
    hub: npt.NDArray[np.bool_]
    sources: Ints
    severities: Ints
    parties: Ints


def build(folder: Path) -> None:
    """Write the arrays of an export into its folder ``index``. Time: sorting the arcs once."""
    arcs = pq.read_table(folder / "arcs.parquet", columns=["tail", "head", "cost"])
    sources = pq.read_table(folder / "sources.parquet", columns=["party", "cost"])
    named = [arcs["tail"], arcs["head"], sources["party"], _ids(folder, "parties"), _ids(folder, "hubs")]
    nodes, (tails, heads, source, parties, hubs) = numbered(named)
    order = np.argsort(tails, kind="stable")
    hub = np.zeros(len(nodes), dtype=np.bool_)
    hub[hubs] = True
    arrays: dict[str, npt.NDArray[Any]] = {
        "starts": np.concatenate(([0], np.cumsum(np.bincount(tails, minlength=len(nodes))))).astype(np.int64),
        "heads": heads[order], "costs": arcs["cost"].to_numpy().astype(np.int32)[order], "hub": hub,
        "sources": source, "severities": sources["cost"].to_numpy().astype(np.int32), "parties": parties,
    }  # fmt: skip
    place = folder / FOLDER
    place.mkdir(exist_ok=True)
    for name, array in arrays.items():
        np.save(place / f"{name}.npy", array)
    pq.write_table(pa.table({"id": nodes}), place / "nodes.parquet", compression="zstd")


def load(folder: Path) -> Index:
    """The arrays of a folder, memory-mapped."""
    place = folder / FOLDER
    names = ("starts", "heads", "costs", "hub", "sources", "severities", "parties")
    arrays = {name: np.load(place / f"{name}.npy", mmap_mode="r") for name in names}
    return Index(nodes=pq.read_table(place / "nodes.parquet")["id"].combine_chunks(), **arrays)


def _ids(folder: Path, name: str) -> pa.ChunkedArray:
    return pq.read_table(folder / f"{name}.parquet", columns=["id"])["id"]


def numbered(columns: list[pa.ChunkedArray]) -> tuple[pa.Array, list[Ints]]:
    """Every id once, in order; and each column as numbers of ids."""
    together = pa.chunked_array([chunk for column in columns for chunk in column.chunks], pa.string())
    encoded = together.dictionary_encode().combine_chunks()
    encoded = encoded.chunk(0) if isinstance(encoded, pa.ChunkedArray) else encoded
    order = pc.sort_indices(encoded.dictionary).to_numpy()
    rank = np.empty(len(order), dtype=np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    codes = encoded.indices.to_numpy(zero_copy_only=False)
    numbers = rank[codes] if len(codes) else np.zeros(0, np.int32)
    ends = np.cumsum([len(column) for column in columns])
    return encoded.dictionary.take(pa.array(order)), np.split(numbers, ends[:-1])
