"""Bad input over the API and the command line alike: a clear message or a finding, never a crash.

What the answer says is the evaluation's and tested on both engines elsewhere; here the embedded one stands behind them.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from graph_service.engine import Engine
from graph_service.errors import GuanlianError
from guanlian.cli import app
from guanlian.client import Client
from tests.api.conftest import Service
from tests.cases.adapter import CaseRun
from tests.conftest import empty
from tests.contract.test_tender_review import DEADLINE, _case, _code

pytestmark = pytest.mark.engine
HEADER = ["投标人名称", "统一社会信用代码", "投标报价"]
A, B, C = ([f"样例{word}建设公司", _code(number)] for number, word in ((1, "甲"), (2, "乙"), (3, "丙")))


class Both:
    """One tender asked over the API and by ``guanlian review FILE``."""

    def __init__(self, engine: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        empty(engine.graph)
        self.run = CaseRun(_case(), engine)
        self.service, self.folder = Service(engine, folder / "service"), folder
        reached = Client(self.service.call, "评标复核")
        monkeypatch.setattr("guanlian.commands.review.client", lambda purpose=None: nullcontext(reached))

    def api(self, tender: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        response = self.service.call("POST", "/api/v1/reviews", json={"tender": tender, "as_of": "2026-05-25"})
        return response.status_code, response.json()

    def command(self, content: dict[str, Any] | bytes, *words: str) -> Result:
        path = self.folder / ("tender.json" if isinstance(content, dict) else "bidders.xlsx")
        path.write_bytes(json.dumps(content).encode() if isinstance(content, dict) else content)
        return CliRunner().invoke(app, ["review", str(path), *words, "--json"])

    def refused(self, tender: dict[str, Any], says: str) -> None:
        """Both refuse it, in the same words."""
        status, document = self.api(tender)
        assert (status, document["code"]) in ((422, "invalid_input"), (422, "limit_exceeded"))
        found = self.command(tender)
        assert found.exit_code == 1
        assert isinstance(found.exception, GuanlianError)
        for told in (str(document["detail"]) + str(document.get("errors", "")), found.exception.message("zh")):
            assert says in told

    def answered(self, tender: dict[str, Any]) -> dict[str, Any]:
        """Both answer it alike."""
        status, found = self.api(tender)
        assert status == 201, found
        said: dict[str, Any] = json.loads(self.command(tender).output)
        assert [f["id"] for f in said["result"]["findings"]] == [f["id"] for f in found["result"]["findings"]]
        result: dict[str, Any] = found["result"]
        return result

    def said(self, result: dict[str, Any]) -> set[tuple[str, str, str]]:
        return {
            (f["rule"], f["verdict"], "".join(sorted(map(self.run.key_of, f["parties"])))) for f in result["findings"]
        }


@pytest.fixture
def both(embedded_engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Both]:
    found = Both(embedded_engine, tmp_path, monkeypatch)
    yield found
    found.service.close()


def tender(*codes: int, **more: Any) -> dict[str, Any]:
    bids = [{"bidder": {"code": _code(code)}} for code in codes]
    found = {"regime": "bidding", "submission_deadline": DEADLINE, "bids": bids, **more}
    return {name: value for name, value in found.items() if value is not None}


def sheet(*rows: list[Any]) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_same_bidder_twice_and_one_bidder(both: Both) -> None:
    twice = both.answered(tender(1, 1, 3))
    assert "bidder_twice" in {n["code"] for n in twice["notices"]}
    assert len(twice["matrix"]) == 1
    one = both.answered(tender(1))
    assert "one_bid" in {n["code"] for n in one["notices"]}
    assert "R1" in {row["rule_key"] for row in one["not_run"]}


def test_five_hundred_bidders_are_answered_and_more_are_refused(both: Both) -> None:
    many = [{"bidder": {"name": f"无名{n}号公司"}} for n in range(498)]
    found = both.answered({**tender(1, 2), "bids": [*tender(1, 2)["bids"], *many], "title": "五百家"})
    assert ("R1", "ground", "ab") in both.said(found)
    assert sum(role["unsearched"] is not None for role in found["roles"]) == 498
    both.refused({**tender(1), "bids": [*tender(1)["bids"], *many, *many]}, "500")


@pytest.mark.parametrize(
    ("changes", "says"),
    [({"regime": "火星采购"}, "适用制度"), ({"submission_deadline": None}, "submission_deadline"),
     ({"submission_deadline": "某日"}, "submission_deadline"), ({"bids": []}, "bids"),
     ({"bids": [{"bidder": {"code": _code(1)}, "price": "469.5万元"}]}, "price")],
)  # fmt: skip
def test_what_cannot_be_read_is_named(both: Both, changes: dict[str, Any], says: str) -> None:
    both.refused(tender(1, 2, **changes), says)


def test_a_deadline_long_past(both: Both) -> None:
    found = both.answered(tender(1, 2, submission_deadline="1995-05-20T09:30:00+08:00"))
    assert {n["code"] for n in found["notices"]} == {"long_past"}
    assert "ground" not in {f["verdict"] for f in found["findings"]}


def test_a_bidder_that_is_the_agency_and_an_expert_who_is_a_representative(both: Both) -> None:
    found = both.answered(tender(1, 3, agency={"code": _code(1)}, experts=[{"id": both.run.id_of("p")}]))
    assert {("R14", "ground", "a"), ("E1", "ground", "ap")} <= both.said(found)
    assert "bidder_is_agency" in {n["code"] for n in found["notices"]}


@pytest.mark.parametrize(
    ("cell", "column"),
    [("469.5万左右", "投标报价"), ("=1+1", "投标报价"), ("面议", "投标报价"), ("下浮5%", "投标报价")],
)
def test_prices_that_are_none_and_formulas_are_named_with_their_place(both: Both, cell: str, column: str) -> None:
    content = sheet(HEADER, [*A, "4695074.68"], [*B, cell])
    read = both.service.call("POST", "/api/v1/tender-files", files={"file": ("名单.xlsx", content)}).json()
    assert [(fault["line"], fault["column"]) for fault in read["faults"]] == [(3, column)]
    assert "price" not in read["tenders"][0]["bids"][1]
    found = both.command(content, "--regime", "bidding", "--deadline", "2026-05-20 09:30")
    assert ("R1", "ground", "ab") in both.said(json.loads(found.output)["result"])


def test_prices_with_units_are_taken_as_meant(both: Both) -> None:
    content = sheet([*HEADER[:2], "投标报价（万元）"], [*A, "469.507468"], [*B, "4,700,000元"])
    found = both.command(content, "--regime", "bidding", "--deadline", "2026-05-20 09:30")
    prices = {both.run.key_of(r["key"]): r["price"] for r in json.loads(found.output)["result"]["roles"]}
    assert {key: prices[key] for key in "ab"} == {"a": "4695074.68", "b": "4700000"}


@pytest.mark.parametrize("rows", [[[*A, "1"], [*B, "2"]], [["甲", "乙"], ["1", "2"]], [[]]])
def test_a_list_without_a_header_says_what_to_write(both: Both, rows: list[list[str]]) -> None:
    content = sheet(*rows)
    response = both.service.call("POST", "/api/v1/tender-files", files={"file": ("名单.xlsx", content)})
    assert (response.status_code, response.json()["code"]) == (422, "invalid_file")
    says = "投标人" if rows[0] else "没有表头"
    assert says in response.json()["detail"]
    found = both.command(content, "--regime", "bidding", "--deadline", "2026-05-20 09:30")
    assert found.exit_code == 1
    assert isinstance(found.exception, GuanlianError)
    assert says in found.exception.message("zh")
