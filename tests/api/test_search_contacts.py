"""Search by telephone, e-mail and address: for those entitled, exact after normalizing, today's users first."""

from __future__ import annotations

from datetime import date

import pytest

from graph_service.engine import Engine
from graph_service.identity.contacts import normalized
from graph_service.loading.assertions import Assertion, Claim, EntityAssertion, RelationshipAssertion
from graph_service.loading.facts import contact_local, entity_id
from tests.api.conftest import Service
from tests.conftest import empty
from tests.contract.test_loading import company, load

pytestmark = pytest.mark.engine
DAY = date(2026, 1, 1)


def uses(number: int, kind: str, text: str, until: str | None = None) -> tuple[int, tuple[Assertion, ...]]:
    point = Claim("ContactPoint", local=contact_local(kind, normalized(kind, text) or ""), shared=True)
    record = f"{kind}{number}"
    return number, (
        EntityAssertion(company(number), {}, record, DAY),
        RelationshipAssertion("USES", company(number), point, record, {}, "2020-01-01", until, DAY),
    )


@pytest.fixture
def loaded(service: Service, engine: Engine) -> Service:
    empty(engine.graph)
    load(engine.graph, [
        uses(1, "phone", "0534-1234567"), uses(2, "phone", "0534 1234567", "2023-01-01"), uses(3, "phone", "0534-7654321"),
        uses(4, "email", "Info@Sample.example"), uses(5, "address", "样例市样例路18号3幢"),
    ])  # fmt: skip
    service.services.clock = lambda: DAY
    return service


def firm(number: int) -> str:
    return entity_id(company(number), "register")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("05341234567", [(1, 1.0, "phone"), (2, 0.9, "phone")]),
        ("(0534) 123-4567", [(1, 1.0, "phone"), (2, 0.9, "phone")]),
        ("info@sample.EXAMPLE", [(4, 1.0, "email")]),
        ("样例市 样例路18号3幢", [(5, 1.0, "address")]),
    ],
)
def test_users_of_a_contact_point_are_found_by_those_entitled(
    loaded: Service, query: str, expected: list[tuple[int, float, str]]
) -> None:
    investigator, reader = loaded.key_for("investigator"), loaded.key_for("reader")
    hits = loaded.get("/entities", key=investigator, q=query)["hits"]
    found = [(h["id"], h["score"], h["matched"]) for h in hits if h["matched"] in ("phone", "email", "address")]
    assert found == [(firm(n), score, matched) for n, score, matched in expected]
    plain = loaded.get("/entities", key=reader, q=query)
    assert not [h for h in plain["hits"] if h["matched"] in ("phone", "email", "address")]
    withheld = "contacts_withheld" in [note["code"] for note in plain["notes"]]
    assert withheld is (expected[0][2] != "address")


def test_an_address_is_not_found_by_a_part_of_it(loaded: Service) -> None:
    hits = loaded.get("/entities", key=loaded.key_for("investigator"), q="样例市样例路18号")["hits"]
    assert "address" not in {h["matched"] for h in hits}
