"""The county's planted tenders: precision and recall by pair, and no ground between bidders who are not related."""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from graph_service.dossier.envelope import verify
from graph_service.dossier.keys import SigningKeys, trusted_keys
from graph_service.engine import Engine
from graph_service.errors import VerificationFailed
from graph_service.services import Viewer
from guanlian.loading import LoadRequest
from loaders.readers import open_table
from loaders.sample import generate
from tests.api.conftest import Service
from tests.conftest import empty
from tests.truths import Truths, faults, review_of

pytestmark = pytest.mark.engine
UNRELATED = 10_000


@pytest.fixture(scope="module")
def county(embedded_engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, Path]]:
    """On the embedded engine: the planted cases are asked on both by the truths of the API."""
    empty(embedded_engine.graph)
    folder = tmp_path_factory.mktemp("county")
    service = Service(embedded_engine, folder / "data")
    generate(folder / "county", 300, seed=11)
    for path in sorted((folder / "county").glob("[01]*")):
        service.loader.load(LoadRequest(path))
    service.key = service.key_for("admin")
    yield service, folder / "county"
    service.close()


def _cases(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    return [case for line in lines if (case := json.loads(line))["ask"]["kind"] == "review"]


def test_precision_and_recall_are_one(county: tuple[Service, Path]) -> None:
    service, folder = county
    counts: Counter[str] = Counter()
    wrong = []
    for case in _cases(folder):
        assert not faults(service, case, service.key_for("reader"))
        truths = Truths(service, case, "")
        keys = {truths.id_of(key): key for key in case["ask"]["bidders"]}
        related = {frozenset(pair.split()): verdict for pair, verdict in case["ask"]["related"].items()}
        between = [p for p in review_of(service, case)["matrix"] if {p["a"], p["b"]} <= keys.keys()]
        for pair in between:
            names = frozenset((keys[pair["a"]], keys[pair["b"]]))
            expected = related.get(names, "none")
            counts["right" if pair["verdict"] == expected else "wrong"] += 1
            if pair["verdict"] != expected:
                wrong.append((case["case"], sorted(names), expected, pair["verdict"]))
    assert not wrong
    assert counts["right"] >= 100


def test_where_everything_was_searched_and_nothing_found_it_can_be_attested(county: tuple[Service, Path]) -> None:
    service, folder = county
    (case,) = [case for case in _cases(folder) if case["case"] == "tender_nothing_found"]
    reviewer = service.key_for("reviewer")
    keys = SigningKeys(service.settings.attestation_key_file)
    keys.create()
    bidders = [{"bidder": {"code": case["parties"][key]["uscc"]}} for key in ("a", "b")]
    tender = {"regime": "bidding", "submission_deadline": "2026-05-20T09:30:00+08:00", "bids": bidders}
    made = service.call("POST", "/api/v1/reviews", key=reviewer, json={"tender": tender}).json()
    pair = [role["key"] for role in made["result"]["roles"]]
    path = f"/api/v1/reviews/{made['id']}/attestations"
    given = service.call("POST", path, key=reviewer, json={"pairs": [pair]})
    assert given.status_code == 201, given.text
    said = verify(given.content, trusted_keys(keys.trusted("县"))).payload
    assert {"R1", "R2", "R3"} <= set(said["rules_run"])
    with pytest.raises(VerificationFailed):
        verify(given.content.replace(b'"data_version":', b'"data_version": '), trusted_keys(keys.trusted("县")))


def test_no_ground_between_the_unrelated(county: tuple[Service, Path]) -> None:
    """Who is related is read from the departments' files alone: one representative, or holdings that connect."""
    service, folder = county
    firms, related = _oracle(folder)
    pick, checked, grounds = random.Random(3), 0, 0
    while checked < UNRELATED:
        bids = [{"bidder": {"code": code}} for code in pick.sample(firms, 60)]
        tender = {"regime": "bidding", "submission_deadline": "2026-05-20T09:30:00+08:00", "bids": bids}
        found = service.services.review(
            {"tender": tender, "as_of": "2026-06-30", "indicative": False}, Viewer("t", frozenset({"reviewer"}), "测试")
        )
        code_of = {role["key"]: role["given"]["code"] for role in found["roles"]}
        for pair in found["matrix"]:
            if related(code_of[pair["a"]], code_of[pair["b"]]):
                grounds += pair["verdict"] == "ground"
            else:
                checked += 1
                assert pair["verdict"] != "ground", (
                    pair,
                    [f for f in found["findings"] if f["id"] in pair["findings"]],
                )
    assert grounds  # the bidders were not all strangers


def _oracle(folder: Path) -> tuple[list[str], Any]:
    representatives: dict[str, set[str]] = defaultdict(set)
    holdings = nx.Graph()
    for row in _rows(folder, "统一社会信用代码", "法定代表人证件号码"):
        representatives[row["统一社会信用代码"]].add(row["法定代表人证件号码"])
    for row in _rows(folder, "企业统一社会信用代码", "股东证件号码"):
        holdings.add_edge(row["企业统一社会信用代码"], row["股东证件号码"])
    for row in _rows(folder, "被控制企业代码", "控制人证件号码"):
        holdings.add_edge(row["被控制企业代码"], row["控制人证件号码"])
    for row in _rows(folder, "管理方代码", "被管理方代码"):
        holdings.add_edge(row["管理方代码"], row["被管理方代码"])
    group = {code: number for number, part in enumerate(nx.connected_components(holdings)) for code in part}

    def related(a: str, b: str) -> bool:
        same = {n for n in representatives[a] & representatives[b] if n}
        return bool(same) or (a in group and group.get(a) == group.get(b))

    return sorted(code for code in representatives if len(code) == 18), related


def _rows(folder: Path, *columns: str) -> Iterator[Mapping[str, str]]:
    for path in sorted(folder.glob("[01]*")):
        table = open_table(path)
        if set(columns) <= set(table.headers):
            yield from (row.cells for row in table.rows())
