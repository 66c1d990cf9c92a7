"""Lots of the graph by id, over the API and as a batch; and bidders of whom the graph has nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph_service.engine import Engine
from graph_service.loading.assertions import Claim, EntityAssertion, RelationshipAssertion
from graph_service.loading.facts import entity_id
from graph_service.loading.session import LoadSession
from tests.api.conftest import Service
from tests.api.test_problems import problem
from tests.cases.adapter import SOURCE, CaseRun
from tests.conftest import empty
from tests.contract.test_tender_review import DEADLINE, _case, _code, _load_lot

pytestmark = pytest.mark.engine
DAY = "2026-05-19"


class Office:
    """A service on the case's graph, with lots in it: one complete, one whose sources say little, one with no bids."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        empty(engine.graph)
        self.run = CaseRun(_case(), engine)
        self.engine = engine
        self.whole = _load_lot(self.run, engine)
        self.dated = self._lot("L2", {"a": ("100", "CNY"), "b": ("100", "CNY"), "c": ("100", "USD")})
        self.empty = self._lot("L3", {})
        self.service = Service(engine, folder)

    def _lot(self, code: str, bids: dict[str, tuple[str, str]]) -> str:
        """A lot whose source states neither law nor deadline; its bids are dated."""
        lot = Claim("Lot", f"样例{code}", local=code)
        rows: list[Any] = [EntityAssertion(lot, {"name": f"样例{code}", "lot_code": code}, code, self.run.on)]
        rows += [
            RelationshipAssertion(
                "BID_ON", self.run.claims[key], lot, f"{code}-{key}", {"price": price, "price_currency": currency}, DAY,
                observed_on=self.run.on,
            )
            for key, (price, currency) in bids.items()
        ]  # fmt: skip
        session = LoadSession(self.engine.graph, SOURCE, code, code)
        session.begin()
        session.write(enumerate([(row,) for row in rows]))
        session.finish()
        return entity_id(lot, SOURCE.id)

    def post(self, path: str, **body: Any) -> Any:
        return self.service.call("POST", f"/api/v1{path}", json={"purpose": "评标复核", **body})

    def review(self, **body: Any) -> dict[str, Any]:
        response = self.post("/reviews", as_of="2026-05-25", indicative=False, **body)
        assert response.status_code == 201, response.text
        found: dict[str, Any] = response.json()
        return found

    def job(self, **body: Any) -> dict[str, Any]:
        job = self.post("/review-batches", indicative=False, **body).json()["job"]
        for _ in range(500):
            found: dict[str, Any] = self.service.get(f"/jobs/{job}")
            if found["state"] not in ("queued", "running"):
                assert found["state"] == "done"
                result: dict[str, Any] = found["result"] or self.service.get(f"/jobs/{job}/result")
                return result
            time.sleep(0.02)
        raise AssertionError("the job did not end")

    def said(self, found: dict[str, Any]) -> set[tuple[str, str, str]]:
        return {
            (f["rule"], f["verdict"], "".join(sorted(self.run.key_of(p) for p in f["parties"])))
            for f in found["result"]["findings"]
        }


@pytest.fixture
def office(engine: Engine, tmp_path: Path) -> Iterator[Office]:
    found = Office(engine, tmp_path)
    yield found
    found.service.close()


def test_a_lot_is_reviewed_by_its_id(office: Office) -> None:
    found = office.review(lot=office.whole)
    assert {("R1", "ground", "ab"), ("R15a", "ground", "c")} <= office.said(found)
    assert (found["title"], found["result"]["tender"]["lot"]) == ("样例标段", office.whole)
    again = office.post(f"/reviews/{found['id']}/replay").json()
    assert again["equal"], again["differences"]
    other = office.post(f"/reviews/{found['id']}/what-if", regime="procurement")
    assert other.status_code == 422  # no purpose here: it is the review's
    other = office.service.call("POST", f"/api/v1/reviews/{found['id']}/what-if", json={"regime": "政府采购法"}).json()
    assert {("R1", "gone", "rule"), ("P1/principal", "appeared", "rule")} <= {
        (row["rule"], row["change"], row["cause"]) for row in other["differences"]
    }


def test_what_a_lot_lacks_is_asked_for_and_what_stands_in_is_said(office: Office) -> None:
    for lot, lacking in ((office.dated, "regime"), (office.empty, "没有投标数据")):
        document = problem(office.post("/reviews", lot=lot), 422, "invalid_input")
        assert lacking in document["detail"]
    found = office.review(lot=office.dated, of_lot={"regime": "bidding"})
    assert found["result"]["tender"]["deadline"] == DAY
    assert {n["code"] for n in found["result"]["notices"]} == {"deadline_assumed", "other_currencies"}
    assert ("R9", "indication", "ab") in office.said(found)  # 100 dollars are not 100 yuan
    stated = office.review(lot=office.dated, of_lot={"regime": "bidding", "submission_deadline": DEADLINE})
    assert {n["code"] for n in stated["result"]["notices"]} == {"other_currencies"}


@pytest.mark.parametrize(
    "body",
    [{}, {"lot": "L" * 26, "tender": {"regime": "bidding", "submission_deadline": DEADLINE, "bids": [{"bidder": "甲公司"}]}},
     {"of_lot": {"regime": "bidding"}}, {"lot": "no id"}, {"lot": "a" * 26, "moon": 1}],
)  # fmt: skip
def test_a_review_is_of_a_tender_or_of_a_lot(office: Office, body: dict[str, Any]) -> None:
    problem(office.post("/reviews", **body), 422, "invalid_input")


def test_an_unknown_lot_and_what_is_no_lot(office: Office) -> None:
    problem(office.post("/reviews", lot="a" * 26), 404, "not_found")
    problem(office.post("/reviews", lot=office.run.id_of("a")), 422, "invalid_input")


def test_lots_are_listed_and_found(office: Office) -> None:
    rows = {row["id"]: row for row in office.service.get("/lots")["lots"]}
    assert {rows[i]["bidders"] for i in (office.whole, office.dated)} == {3}
    assert (rows[office.whole]["deadline_from"], rows[office.dated]["deadline_from"]) == ("lot", "bids")
    assert (rows[office.empty]["bidders"], rows[office.empty]["submission_deadline"]) == (0, None)
    assert {row["id"] for row in office.service.get("/lots", min_bidders=2)["lots"]} == {office.whole, office.dated}
    assert [row["id"] for row in office.service.get("/lots", q="l3")["lots"]] == [office.empty]
    seen, cursor = [], None
    for _ in range(4):
        page = office.service.get("/lots", limit=1, **({"cursor": cursor} if cursor else {}))
        seen += [row["id"] for row in page["lots"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == sorted(rows)
    buyer = office.service.get("/lots", q="样例标段")
    assert buyer["parties"][buyer["lots"][0]["buyer"]]["name"] == "样例采购局"


def test_a_batch_of_lots_tells_those_that_cannot_be_reviewed(office: Office) -> None:
    lots = [office.whole, office.dated, office.empty, "b" * 26]
    found = office.job(lots=lots, of_lots={"regime": "招标投标法"})
    rows = found["reviews"]
    assert [row.get("error", {}).get("code") for row in rows] == [None, None, "invalid_input", "not_found"]
    assert rows[0]["findings"]["ground"] >= 1
    assert found["findings"]["ground"] == rows[0]["findings"]["ground"] + rows[1]["findings"]["ground"]
    mixed = office.job(
        lots=[office.whole],
        tenders=[{"regime": "bidding", "submission_deadline": DEADLINE, "bids": [{"bidder": {"code": _code(1)}}]}],
    )
    assert all("review" in row for row in mixed["reviews"])
    problem(office.post("/review-batches", of_lots={"regime": "bidding"}), 422, "invalid_input")


def test_of_a_bidder_that_the_graph_has_not_nothing_is_said_to_be_clean(office: Office) -> None:
    bids = [{"bidder": b} for b in ({"name": "无此企业"}, {"code": _code(99)}, {"code": _code(1)}, {"code": _code(3)})]
    found = office.review(tender={"regime": "bidding", "submission_deadline": DEADLINE, "bids": bids})["result"]
    absent = {r["key"] for r in found["roles"] if r["role"] == "bidder" and r["party"] is None}
    assert len(absent) == 2
    for role in found["roles"]:
        if role["key"] in absent:
            assert {row["has"] for row in role["coverage"]} == {"no_data"}
            assert "nothing could be searched" in role["unsearched"]["en"]
        else:
            assert role["unsearched"] is None
            assert "found" in {row["has"] for row in role["coverage"]}
    assert all(set(pair["unsearched"]) == absent & {pair["a"], pair["b"]} for pair in found["matrix"])
    assert {key for pair in found["matrix"] for key in pair["unsearched"]} == absent
    assert {key for n in found["notices"] if n["code"] == "not_in_graph" for key in n["parties"]} == absent
