"""Ownership rules of foreign lists in exposure: each regime apart, only from its own list, on both engines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from graph_service.engine import Engine
from graph_service.loading.assertions import Assertion, Claim, EntityAssertion, RelationshipAssertion
from graph_service.loading.facts import entity_id
from graph_service.services import Question, Services, Viewer
from graph_service.store.gate import Graph
from tests.contract.test_loading import company, load, person

pytestmark = pytest.mark.engine
DAY = date(2026, 1, 1)
SDN, EU, UK = "美国财政部特别指定国民名单", "欧盟制裁名单", "英国制裁名单"
LISTED = {1: SDN, 2: SDN, 3: EU, 4: UK, 5: "世界银行制裁名单"}


def rows(holdings: Sequence[tuple[Claim, Claim, str | None]]) -> list[Sequence[Assertion]]:
    found: list[Assertion] = [EntityAssertion(company(n), {}, f"c{n}", DAY) for n in range(12)]
    for number, kind in LISTED.items():
        record = Claim("CreditRecord", local=f"k{number}", negative=True)
        values = {"record_kind": kind, "listed_on": "2024-03-01"}
        found.append(EntityAssertion(record, values, f"k{number}", DAY))
        found.append(RelationshipAssertion("SUBJECT_OF", company(number), record, f"s{number}", observed_on=DAY))
    for number, (holder, held, share) in enumerate(holdings):
        part = {"share_min": share, "share_max": share} if share else {}
        found.append(RelationshipAssertion("SHAREHOLDER_OF", holder, held, f"h{number}", observed_on=DAY, values=part))
    return [(a,) for a in found]


def asked(engine: Engine, graph: Graph, number: int, *holdings: tuple[Claim, Claim, str | None]) -> dict[str, Any]:
    load(graph, list(enumerate(rows(holdings))))
    services = Services(engine, clock=lambda: date(2026, 6, 30))
    reply = services.exposure(entity_id(company(number), "register"), Question(), Viewer())
    return {row["regime"]: row for row in reply["cascades"]}


def test_two_quarters_of_two_listed_parties(engine: Engine, graph: Graph) -> None:
    """FAQ 399, 402: added up for OFAC; the EU list knows neither, the UK list neither."""
    found = asked(engine, graph, 9, (company(1), company(9), "0.25"), (company(2), company(9), "0.25"))
    assert {name: row["status"] for name, row in found.items()} == {
        "OFAC": "blocked", "EU": "not_reached", "UK": "not_reached",
    }  # fmt: skip
    reached = found["OFAC"]["reached"]
    assert reached["share"] == "0.5"
    assert {row["record_kind"] for row in reached["records"]} == {SDN}
    assert sorted(reached["listed"]) == sorted(entity_id(company(n), "register") for n in (1, 2))
    assert len(reached["proof"]) == 2
    assert found["OFAC"]["text"]["source"] == "OFAC FAQ 398-402"


@pytest.mark.parametrize(
    ("number", "share", "expected"),
    [(1, "0.5", "OFAC"), (3, "0.5", "EU"), (4, "0.5", None), (4, "0.5001", "UK"), (5, "1", None), (1, "0.4999", None)],
)
def test_each_list_by_its_own_rule(engine: Engine, graph: Graph, number: int, share: str, expected: str | None) -> None:
    found = asked(engine, graph, 9, (company(number), company(8), share), (company(8), company(9), "1"))
    assert {name for name, row in found.items() if row["status"] == "blocked"} == ({expected} if expected else set())
    if expected:
        steps = found[expected]["reached"]["steps"]
        assert [step["company"] for step in steps] == [entity_id(company(n), "register") for n in (8, 9)]


def test_unknown_shares_are_possible_only(engine: Engine, graph: Graph) -> None:
    found = asked(engine, graph, 9, (company(1), company(9), None), (person(1), company(9), "0.4"))
    assert found["OFAC"]["status"] == "possible"
    found = asked(engine, graph, 10, (company(1), company(10), None), (person(1), company(10), "0.6"))
    assert found["OFAC"]["status"] == "not_reached"


def test_the_listed_itself_and_people(engine: Engine, graph: Graph) -> None:
    found = asked(engine, graph, 1, (person(0), company(1), "1"))
    assert found["OFAC"]["listed_itself"]
    assert not found["EU"]["listed_itself"]
    services = Services(engine, clock=lambda: date(2026, 6, 30))
    reply = services.exposure(entity_id(person(0), "register"), Question(), Viewer(purpose="核对"))
    assert {row["status"] for row in reply["cascades"]} == {"not_applicable"}


def test_a_list_that_is_not_loaded_is_said(engine: Engine, graph: Graph) -> None:
    load(graph, [(0, (EntityAssertion(company(9), {}, "c9", DAY),))])
    services = Services(engine, clock=lambda: date(2026, 6, 30))
    reply = services.exposure(entity_id(company(9), "register"), Question(), Viewer())
    assert {row["status"] for row in reply["cascades"]} == {"no_list"}


def test_a_listed_top_reaches_the_bottom_in_one_step(engine: Engine, graph: Graph) -> None:
    chain = [(company(n), company(n + 1), "0.51") for n in range(5, 11)]
    load(graph, list(enumerate(rows(chain))))
    services = Services(engine, clock=lambda: date(2026, 6, 30))
    reply = services.exposure(entity_id(company(11), "register"), Question(), Viewer())
    (step,) = reply["indicative"]["best"]["steps"]
    assert step["control"]["controller"] == entity_id(company(5), "register")
    assert len(step["control"]["proof"]) == 6
    assert step["control"]["share"] == {"exact": "0.51", "percent": 51.0}
    assert {r["to"] for r in step["control"]["proof"]} <= reply["parties"].keys()
