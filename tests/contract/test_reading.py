"""Reads against rows kept in plain lists, and answers that do not depend on what is in memory: on both engines."""

from __future__ import annotations

import gc
import json
import random
import weakref
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import cypher
from graph_service.engine import Engine
from graph_service.errors import PurposeRequired
from graph_service.identity.hmac import IdNumberHasher
from graph_service.loading.creation import RELATIONSHIPS, creation
from graph_service.loading.versions import current_version, publish
from graph_service.model import OPEN_VERSION, Standing
from graph_service.reading import memory, reader
from graph_service.reading.reader import WHOLE, GraphReader
from graph_service.services import Question, Services, Viewer
from graph_service.store.gate import Graph
from graph_service.wholegraph.ownership import TABLES
from guanlian.loading import FileLoader, LoadRequest
from loaders.sample import generate
from tests.conftest import empty

pytestmark = pytest.mark.engine

KINDS = ("LEGAL_REPRESENTATIVE_OF", "SHAREHOLDER_OF", "CONTROLS")
PARTIES = [f"party{i}" for i in range(12)]
HUB, HUB_SIZE = "hub", WHOLE + 40
ON = date(2026, 6, 30)
PERIODS: tuple[dict[str, Any], ...] = (
    {}, {}, {"valid_from": "2020"}, {"valid_from": "2026-02", "valid_to": "2026-05-01"}, {"valid_from": "2027-01-01"},
    {"observations": ["2026-01-01", "2026-03-01"], "observed_last": "2026-03-01"},
)  # fmt: skip


@pytest.fixture
def rows(graph: Graph) -> list[dict[str, Any]]:
    """Random relationships of two versions, and a hub with more than are kept of one party."""
    pick = random.Random(5)
    found = [_row(i, pick.choice(KINDS), *pick.sample(PARTIES, 2), pick) for i in range(150)]
    found += [_row(1000 + i, pick.choice(KINDS), HUB, pick.choice(PARTIES), pick) for i in range(HUB_SIZE)]
    nodes = [{"id": i, "kind": "Enterprise", "known_from": 1} for i in (*PARTIES, HUB)]
    writes = [creation("load/create_enterprises", nodes)]
    for kind in KINDS:
        of_kind = [{k: v for k, v in r.items() if k != "kind"} for r in found if r["kind"] == kind]
        writes.append(creation(RELATIONSHIPS, of_kind, kind))
    graph.write_many(writes)
    return found


def _row(number: int, kind: str, origin: str, target: str, pick: random.Random) -> dict[str, Any]:
    return {
        "id": f"r{pick.randrange(10**6):06d}{number:05d}", "kind": kind, "from_id": origin, "to_id": target,
        "asserted_from": origin, "asserted_to": target, "source": "s", "record": f"{number}",
        "observed_first": "2026-01-01", "observed_last": "2026-01-01",
        "known_from": pick.choice((1, 2)), "known_to": pick.choice((2, 3, OPEN_VERSION)), **pick.choice(PERIODS),
    }  # fmt: skip


def _expected(
    rows: list[dict[str, Any]], ids: list[str], kinds: list[str], version: int, cap: int | None
) -> tuple[list[str], dict[str, int | None]]:
    """Ids of relationships, the first ``cap`` at each of ``ids``; and which of ``ids`` have more."""
    known = [r for r in rows if r["known_from"] <= version < r["known_to"] and r["kind"] in kinds]
    at = {i: sorted(r["id"] for r in known if i in (r["from_id"], r["to_id"])) for i in ids}
    found = {i for mine in at.values() for i in (mine if cap is None else mine[:cap])}
    return sorted(found), {i: cap for i, mine in at.items() if cap is not None and len(mine) > cap}


def _expected_ends(
    rows: list[dict[str, Any]], ids: list[str], kinds: list[str], version: int, cap: int
) -> dict[str, set[str]]:
    by_id = {r["id"]: r for r in rows}
    at = {i: [by_id[r] for r in _expected(rows, [i], kinds, version, cap)[0]] for i in ids}
    return {i: {r["to_id"] if r["from_id"] == i else r["from_id"] for r in mine} for i, mine in at.items() if mine}


@pytest.mark.parametrize("capacity", [1, 100, 10_000])
@pytest.mark.parametrize(("whole", "at_each"), [(WHOLE, 16), (20, 0), (20, 16), (1, 300)])
def test_touching_is_what_was_written(
    graph: Graph, rows: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch, capacity: int, whole: int, at_each: int
) -> None:
    """Whatever counts as a hub, however many are read at once, kept or not."""
    monkeypatch.setattr(memory, "KEPT_RELATIONSHIPS", capacity)
    monkeypatch.setattr(reader, "WHOLE", whole)
    monkeypatch.setattr(reader, "AT_EACH", at_each)
    readers = {version: GraphReader(graph, version) for version in (1, 2, 3)}
    pick = random.Random(capacity)
    for _ in range(40):
        version, cap = pick.choice((1, 2, 3)), pick.choice((None, 1, 3, 25, WHOLE, WHOLE + 10))
        ids, kinds = pick.sample([*PARTIES, HUB, "nobody"], pick.randint(1, 6)), pick.sample(KINDS, pick.randint(1, 3))
        found = readers[version].touching(ids, kinds, cap=cap, keep=pick.random() < 0.7)
        assert ([r.id for r in found.relationships], dict(found.capped)) == _expected(rows, ids, kinds, version, cap)
        if cap is not None:
            ends, capped = readers[version].ends(ids, kinds, cap=cap)
            assert {i: at for i, at in ends.items() if at} == _expected_ends(rows, ids, kinds, version, cap)
            assert capped == found.capped


@pytest.mark.parametrize("register", [100_000, 10])
@pytest.mark.parametrize("whole", [WHOLE, 10_000])
def test_a_party_is_listed_page_by_page_however_much_it_has(
    engine: Engine, rows: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch, whole: int, register: int
) -> None:
    """As a hub at a glance, as a hub with more than is kept at a glance, and read as a whole."""
    monkeypatch.setattr(reader, "WHOLE", whole)
    monkeypatch.setattr(reader, "KEPT_GLANCES", register)
    publish(engine.graph, 1, "test")
    services, pick = Services(engine, clock=lambda: ON), random.Random(7)
    known = {r["id"]: r for r in rows if r["known_from"] == 1 and HUB in (r["from_id"], r["to_id"])}
    values = GraphReader(engine.graph, 1).touching([HUB], cap=None).relationships
    assert {r.id for r in values} == known.keys()
    for _ in range(6):
        kinds, ended, way = pick.sample(KINDS, 2), pick.random() < 0.5, pick.choice(("in", "out", "both"))
        acting = {r.id for r in values if r.period.standing(ON) in (Standing.CONFIRMED, Standing.PRESUMED)}
        expected = [i for i in sorted(known) if known[i]["kind"] in kinds and way != "in" and (ended or i in acting)]
        found, after = list[dict[str, Any]](), ""
        while True:
            page = services.relationships(
                HUB, Question(as_of=ON), Viewer("test"), kinds=kinds, direction=way, include_ended=ended, limit=70,
                after=after,
            )  # fmt: skip
            assert page["counts"] == dict(sorted(Counter(known[i]["kind"] for i in expected).items()))
            found += page["relationships"]
            assert page["more"] == len(expected) - len(found)
            assert not page["truncated"]
            if not (after := page["next"] or ""):
                break
        assert [r["id"] for r in found] == expected
        assert [(r["from"], r["to"]) for r in found] == [(HUB, known[i]["to_id"]) for i in expected]


@pytest.mark.parametrize("at_each", [0, 16, 300])
def test_holders_and_holdings_are_what_was_written(
    graph: Graph, rows: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch, at_each: int
) -> None:
    """At once or, where there are many, capped at each: the first in the order of their ids."""
    monkeypatch.setattr(reader, "AT_EACH", at_each)
    pick = random.Random(at_each)
    for _ in range(30):
        version, cap = pick.choice((1, 2, 3)), pick.choice((1, 3, 25, WHOLE))
        ids = pick.sample([*PARTIES, HUB, "nobody"], pick.randint(1, 6))
        known = [
            r for r in rows if r["known_from"] <= version < r["known_to"] and r["kind"] != "LEGAL_REPRESENTATIVE_OF"
        ]
        for side, end in (("holders", "to_id"), ("holdings", "from_id")):
            found = GraphReader(graph, version).links(side, ids, cap)  # type: ignore[arg-type]
            expected = {i: sorted(r["id"] for r in known if r[end] == i)[:cap] for i in ids}
            assert {i: [r.id for r in at] for i, at in found.items() if at} == {
                i: at for i, at in expected.items() if at
            }


@pytest.mark.parametrize("at_each", [0, 16])
def test_a_crowded_contact_point_is_counted_to_its_limit(
    graph: Graph, monkeypatch: pytest.MonkeyPatch, at_each: int
) -> None:  # fmt: skip
    pick = random.Random(3)
    sizes = {"few": 3, "some": 30, "many": WHOLE + 5}
    points = [{"id": name, "kind": "ContactPoint", "known_from": 1} for name in sizes]
    users = [f"user{i}" for i in range(WHOLE + 5)]
    nodes = [{"id": i, "kind": "Enterprise", "known_from": 1} for i in users]
    uses = [_row(i, "USES", users[i], name, pick) for name, size in sizes.items() for i in range(size)]
    always = {"known_from": 1, "known_to": OPEN_VERSION, "valid_from": "2020"}
    ends = ("valid_to", "observations")
    uses = [{k: v for k, v in (r | always | {"id": f"{r['to_id']}{r['id']}"}).items() if k not in ends} for r in uses]
    graph.write_many([
        creation("load/create_contact_points", points),
        creation("load/create_enterprises", nodes),
        creation(RELATIONSHIPS, [{k: v for k, v in r.items() if k != "kind"} for r in uses], "USES"),
    ])  # fmt: skip
    monkeypatch.setattr(reader, "AT_EACH", at_each)
    found = GraphReader(graph, 1)
    assert found.contact_users(sizes, ON, 50) == {"few": 3, "some": 30, "many": 51}
    assert found.contact_users(sizes, ON, 5) == {"few": 3, "some": 6, "many": 6}
    assert found.contact_users(sizes, ON, 2000) == {"few": 3, "some": 30, "many": WHOLE + 5}
    assert found.touching(["many"], ("USES",), cap=WHOLE).capped == {"many": WHOLE}


@pytest.fixture
def county(engine: Engine, tmp_path: Path) -> Iterator[Engine]:
    empty(engine.graph)
    generate(tmp_path / "county", 300, seed=11)
    loader = FileLoader(engine, IdNumberHasher("test", b"only for tests"), tmp_path / "reports")
    for path in sorted((tmp_path / "county").glob("[01]*")):
        loader.load(LoadRequest(path))
    yield engine
    empty(engine.graph)


def test_answers_do_not_depend_on_what_is_in_memory(county: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = county.graph.rows(cypher.statement("read/listings"), version=current_version(county.graph))
    parties = sorted({row["relationship"]["from_id"] for row in listed})[:25]
    everybody = county.graph.rows(cypher.statement("read/all_entities"), version=current_version(county.graph))
    parties += sorted({row["id"] for row in everybody if row["kind"] == "Enterprise"})[:25]
    warm = Services(county)
    asked = [*parties, *reversed(parties)]
    first = [_answers(warm, party, asked[i - 1]) for i, party in enumerate(asked)]
    again = [_answers(warm, party, asked[i - 1]) for i, party in enumerate(asked)]
    monkeypatch.setattr(memory, "KEPT_RELATIONSHIPS", 5)
    monkeypatch.setattr(memory, "KEPT_ENTITIES", 1)
    small = Services(county)
    forgetful = [_answers(small, party, asked[i - 1]) for i, party in enumerate(asked)]
    assert first == again == forgetful


def _answers(services: Services, party: str, other: str) -> str:
    viewer, question = Viewer("test", frozenset({"admin"}), "test"), Question(as_of=ON)
    found = [
        services.exposure(party, question, viewer),
        services.relationships(party, question, viewer),
        services.entity(party, question, viewer),
    ]
    if other != party:
        found.append(services.paths([party, other], question, viewer))
    return json.dumps(found, sort_keys=True, ensure_ascii=False)


def test_what_was_kept_of_a_version_goes_with_it(county: Engine) -> None:
    """By itself: it is out of the garbage collector's way."""
    services, question = Services(county), Question(as_of=ON)
    version = current_version(county.graph)
    listed = county.graph.rows(cypher.statement("read/listings"), version=version)[0]["relationship"]["from_id"]
    asked = services._asked(question)
    services.exposure(listed, question, Viewer("test", frozenset({"admin"}), "test"))
    index = weakref.ref(services._listing_index(asked.reader))
    assert index() is not None
    assert gc.get_freeze_count() > 10_000
    del asked
    publish(county.graph, version + 1, "another")
    gc.disable()
    try:
        services.exposure(listed, question, Viewer("test", frozenset({"admin"}), "test"))
        assert index() is None
    finally:
        gc.enable()


def test_ownership_of_all_at_once_is_that_of_each(county: Engine, tmp_path: Path) -> None:
    services, question = Services(county), Question(as_of=ON)
    viewer = Viewer("test", frozenset({"admin"}), "test")
    found = services.ownership_of_all(tmp_path / "all", question, viewer)
    tables = {name: pq.read_table(tmp_path / "all" / f"{name}.parquet").to_pylist() for name in TABLES}
    assert {name: len(rows) for name, rows in tables.items()} == {name: found[name] for name in TABLES}
    assert found["truncated"] == 0
    controlled = [row["id"] for row in tables["companies"] if row["control"] == "yes"]
    free = [row["id"] for row in tables["companies"] if row["control"] == "none"]
    assert len(controlled) > 10
    for company in [*controlled[:15], *free[:5]]:
        alone = services.controllers(company, question, viewer)
        heads = {row["head"] for row in tables["controllers"] if row["company"] == company and row["loop"] == 1}
        assert heads == set(alone["ultimate"])
        owners = {r["party"]: r for r in services.ownership(company, question, viewer)["owners"] if r["last_layer"]}
        listed = {row["holder"]: row for row in tables["holders"] if row["company"] == company}
        assert set(listed) == {p for p, r in owners.items() if r["reported"] or r["share"]["percent"][1] >= 1}
        for party, row in listed.items():
            if not row["reported"]:
                ends = owners[party]["share"]["percent"]
                assert [row["share_min"] * 100, row["share_max"] * 100] == pytest.approx(ends, abs=1e-5)
    assert not (tmp_path / "all.export").exists()
    with pytest.raises(PurposeRequired):
        services.ownership_of_all(tmp_path / "no", question, Viewer("test"))


def test_all_parties_at_once_are_each_alone(county: Engine, tmp_path: Path) -> None:
    services, question = Services(county), Question(as_of=ON)
    viewer = Viewer("test", frozenset({"admin"}), "test")
    found = services.exposure_of_all(tmp_path / "all.parquet", question, viewer, persons=True)
    rows = pq.read_table(tmp_path / "all.parquet").to_pylist()
    assert (found["parties"], found["exposed"]) == (len(rows), sum(row["score"] > 0 for row in rows))
    assert found["exposed"] > 10
    chosen = [row for row in rows if row["score"] > 0][:60] + [row for row in rows if row["score"] == 0][:20]
    for row in chosen:
        alone = services.score(row["id"], question, viewer)
        assert not alone.truncated
        assert (row["score"], row["source"]) == (alone.score, alone.best.source if alone.best else None)
    assert not (tmp_path / "all.export").exists()
    with pytest.raises(PurposeRequired):
        services.exposure_of_all(tmp_path / "no.parquet", question, Viewer("test"), persons=True)
