"""The graph as priced arcs at one version, day and policy, written as Parquet in constant memory.

A folder holds ``arcs`` (tail, head, cost, relationship), ``sources`` (party, cost, record, record kind), ``parties``
(id, kind), ``hubs`` (id) and ``about.json``. Steps are priced by ``exposure.arcs`` alone, so one and all mean the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

import cypher
from graph_service.exposure.arcs import Arc, arcs_of
from graph_service.exposure.control import NO_LINKS, ControlLink, ControlLinks, control_arcs
from graph_service.exposure.neighbourhood import Listing, holds
from graph_service.exposure.policy import NEVER, CompiledPolicy
from graph_service.model import Relationship
from graph_service.reading.reader import GraphReader
from graph_service.schema import PARTY_KINDS
from graph_service.store.gate import Graph

ROWS = 50_000
ARCS = pa.schema([
    ("tail", pa.string()), ("head", pa.string()), ("cost", pa.int32()), ("relationship", pa.string()),
])  # fmt: skip
SOURCES = pa.schema([
    ("party", pa.string()), ("cost", pa.int32()), ("record", pa.string()), ("record_kind", pa.string()),
])  # fmt: skip
PARTIES = pa.schema([("id", pa.string()), ("kind", pa.string())])
HUBS = pa.schema([("id", pa.string())])
ABOUT = "about.json"

Uses = Iterable[tuple[Relationship, ...]]
Put = Callable[[tuple[Any, ...]], None]


@dataclass(frozen=True, slots=True)
class Scene:
    """What is exported: everything that decides exposure on a day."""

    parties: Iterable[tuple[str, str]]
    relationships: Iterable[Relationship]
    uses: Uses
    listings: Mapping[str, tuple[Listing, ...]]
    hubs: Iterable[str]
    control: ControlLinks = NO_LINKS


def scene_of(
    graph: Graph, reader: GraphReader, policy: CompiledPolicy, listings: Mapping[str, tuple[Listing, ...]],
    organs: Iterable[str], kinds: Collection[str] = PARTY_KINDS, control: ControlLinks = NO_LINKS,
) -> Scene:  # fmt: skip
    """The scene at the reader's version. Streams: nothing is held but one contact point's uses. ``kinds``: of parties to be
    answered for; ``control``: computed control with a listed party at one end."""
    cap = 4 * (policy.contact_limit + 1)
    entities = graph.stream(cypher.statement("read/all_entities"), version=reader.version)
    points = graph.stream(cypher.statement("read/contact_point_uses"), version=reader.version, cap=cap)
    return Scene(
        parties=((row["id"], row["kind"]) for row in entities if row["kind"] in kinds),
        relationships=_relationships(graph, reader, policy),
        # As for one party: a point with so many uses, ended ones among them, counts as crowded: nothing passes it.
        uses=(
            tuple(reader.relationship("USES", r) for r in row["found"]) for row in points if len(row["found"]) < cap
        ),
        listings=listings, hubs=sorted({*organs, *policy.policy.hubs}), control=control,
    )  # fmt: skip


def _relationships(graph: Graph, reader: GraphReader, policy: CompiledPolicy) -> Iterator[Relationship]:
    for kind in policy.kinds:
        if kind != "USES":
            read = cypher.statement("read/all_relationships").with_kinds((kind,))
            for row in graph.stream(read, version=reader.version):
                yield reader.relationship(kind, row["relationship"])


def export(
    scene: Scene, folder: Path, policy: CompiledPolicy, on: date, version: int,
    progress: Callable[[int], None] = lambda _: None,
) -> None:  # fmt: skip
    """Write the folder. ``progress`` is told how many relationships have been priced."""
    folder.mkdir(parents=True, exist_ok=True)
    with table(folder, "parties", PARTIES) as put:
        for party in scene.parties:
            put(party)
    with table(folder, "sources", SOURCES) as put:
        for source in _sources(scene.listings, policy):
            put(source)
    with table(folder, "hubs", HUBS) as put:
        for hub in scene.hubs:
            put((hub,))
    with table(folder, "arcs", ARCS) as put:
        for number, arc in enumerate(_arcs(scene, policy, on), 1):
            put((arc.tail, arc.head, arc.cost, arc.relationship.id))
            if number % ROWS == 0:
                progress(number)
    levels = [{"id": level.id, "from_score": level.from_score} for level in policy.policy.levels]
    about = {
        "data_version": version, "as_of": on.isoformat(), "policy": policy.policy.id, "policy_digest": policy.digest,
        "floor_cost": policy.floor_cost, "scale": policy.scale, "levels": levels,
    }  # fmt: skip
    (folder / ABOUT).write_text(json.dumps(about, ensure_ascii=False, indent=1), encoding="utf-8")


def _arcs(scene: Scene, policy: CompiledPolicy, on: date) -> Iterator[Arc]:
    for relationship in scene.relationships:
        yield from arcs_of([relationship], policy, on, {})[0]
    for uses in scene.uses:
        if uses:
            users = len({r.from_id for r in uses if holds(r, on)})
            yield from arcs_of(uses, policy, on, {uses[0].to_id: min(users, policy.contact_limit + 1)})[0]
    yield from control_arcs(_seen_control(scene), policy)


def _seen_control(scene: Scene) -> Iterator[ControlLink]:
    """As for one party: links of listings that may be seen."""
    return (link for link in scene.control.every if {link.controller, link.company} & scene.listings.keys())


def _sources(
    listings: Mapping[str, tuple[Listing, ...]], policy: CompiledPolicy
) -> Iterator[tuple[str, int, str, str]]:
    """The gravest listing of each listed party."""
    for party, records in sorted(listings.items()):
        priced = [
            (policy.severity_cost(listing.record_kind), listing.record, listing.record_kind) for listing in records
        ]
        if found := min((p for p in priced if p[0] != NEVER), default=None):
            yield party, *found


@contextmanager
def table(folder: Path, name: str, schema: pa.Schema) -> Iterator[Put]:
    """Rows to one Parquet file, some at a time; complete or not there at all."""
    path = folder / f"{name}.parquet"
    rows: list[tuple[Any, ...]] = []

    def flush() -> None:
        columns = list(zip(*rows, strict=True)) or [() for _ in schema]
        arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
        writer.write_table(pa.table(arrays, schema=schema))
        rows.clear()

    def put(row: tuple[Any, ...]) -> None:
        rows.append(row)
        if len(rows) >= ROWS:
            flush()

    with pq.ParquetWriter(path.with_suffix(".part"), schema, compression="zstd") as writer:
        yield put
        flush()
    path.with_suffix(".part").replace(path)
