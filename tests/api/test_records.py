"""Lists of records: every filter against a reading of the same facts by hand, paging, and who is shown what."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import openpyxl
import pytest

from graph_service.engine import Engine
from graph_service.loading.assertions import Assertion, Claim, EntityAssertion, RelationshipAssertion
from graph_service.loading.facts import entity_id
from graph_service.records.kinds import canonical_name
from graph_service.schema import NODE_KINDS, RELATIONSHIP_KINDS
from graph_service.services import records as lists
from tests.api.conftest import Service
from tests.conftest import empty
from tests.contract.test_loading import company, load, person

pytestmark = pytest.mark.engine
KINDS = ("失信被执行人", "经营异常名录", "行政处罚")
STATES = ("active", "repaired", "quashed")
UNITS = (None, "county/test", "county/test/east", "county/other")  # who asks is of county/test
ON = "2026-06-01"


def facts(number: int) -> dict[str, Any]:
    """Record ``number``: of a person every seventh time, else of a firm."""
    return {
        "record_kind": canonical_name(KINDS[number % 3]), "authority": f"样例法院{number % 2}", "state": STATES[number % 5 % 3],
        "owning_unit": UNITS[number % 4], "listed_on": f"2025-{number % 12 + 1:02d}-15", "ends_on": "2027-01-01",
        **({"state_since": "2026-01-01"} if number % 5 % 3 == 1 else {}),
    }  # fmt: skip


def claim(number: int) -> Claim:
    return Claim("CreditRecord", local=f"k{number}", negative=True)


def subject(number: int) -> Claim:
    return person(number) if number % 7 == 0 else company(number % 4)


def row(number: int) -> tuple[int, tuple[Assertion, ...]]:
    day, record = date(2026, 1, 1), f"k{number}"
    return number, (
        EntityAssertion(subject(number), {}, record, day),
        EntityAssertion(claim(number), facts(number), record, day),
        RelationshipAssertion("SUBJECT_OF", subject(number), claim(number), record, observed_on=day),
    )


def of(found: Claim) -> str:
    return entity_id(found, "register")


NUMBERS = range(40)


@pytest.fixture
def loaded(service: Service, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setattr(lists, "BATCH", 7)
    empty(engine.graph)
    load(engine.graph, [row(n) for n in NUMBERS])
    service.services.clock = lambda: date(2026, 6, 1)
    return service


def listed(service: Service, key: str | None = None, limit: int = 9, **asked: Any) -> tuple[list[str], int]:
    """Every page of a question, and how many were withheld in all."""
    ids: list[str] = []
    withheld, more = 0, {}
    while True:
        found = service.get("/records", key=key, as_of=ON, limit=limit, **asked, **more)
        ids += [r["id"] for r in found["records"]]
        withheld += found["withheld"]
        if not found["next_cursor"]:
            return ids, withheld
        more = {"cursor": found["next_cursor"]}


def acting(number: int) -> bool:
    return facts(number)["state"] == "active"


def expected(wanted: Any) -> list[str]:
    return sorted(of(claim(n)) for n in NUMBERS if wanted(n))


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({}, lambda n: True),
        ({"kind": "失信被执行人"}, lambda n: n % 3 == 0),
        ({"kind": "dishonest_judgment_debtor"}, lambda n: n % 3 == 0),
        ({"authority": "样例法院1"}, lambda n: n % 2 == 1),
        ({"kind": "行政处罚", "authority": "样例法院0"}, lambda n: n % 3 == 2 and n % 2 == 0),
        ({"listed_from": "2025-03-15", "listed_to": "2025-05-15"}, lambda n: n % 12 + 1 in (3, 4, 5)),
        ({"subject": of(company(1))}, lambda n: n % 7 and n % 4 == 1),
        ({"owning_unit": "county/other"}, lambda n: n % 4 == 3),
        ({"state": "active"}, lambda n: True),
        ({"state": "repaired"}, lambda n: False),
        ({"kind": "没有这种"}, lambda n: False),
    ],
)
def test_a_reader_sees_what_acts_and_matches(loaded: Service, asked: dict[str, Any], wanted: Any) -> None:
    found, withheld = listed(loaded, loaded.key_for("reader"), **asked)
    assert found == expected(lambda n: acting(n) and wanted(n))
    assert withheld == 0


@pytest.mark.parametrize("limit", [1, 6, 7, 8, 200])
def test_pages_of_any_size_hold_the_same_records(loaded: Service, limit: int) -> None:
    assert listed(loaded, limit=limit)[0] == expected(lambda n: facts(n)["state"] != "proposed")


def test_a_bounded_reading_goes_on_at_the_next_page(loaded: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "MAX_READ", 7)
    reader = loaded.key_for("reader")
    assert listed(loaded, reader, authority="样例法院1")[0] == expected(lambda n: acting(n) and n % 2 == 1)


def test_an_auditor_finds_ended_records_by_state(loaded: Service) -> None:
    auditor = loaded.key_for("auditor")
    for state in ("repaired", "quashed"):
        assert listed(loaded, auditor, state=state)[0] == expected(
            lambda n, s=state: facts(n)["state"] == s and n % 4 != 3  # another unit's, once ended, is not for this one
        )


def test_an_ended_record_of_another_unit_opens_only_to_its_own_auditors(loaded: Service) -> None:
    other = next(n for n in NUMBERS if facts(n)["state"] == "repaired" and n % 4 == 3)
    path = f"/api/v1/records/{of(claim(other))}"
    assert loaded.call("GET", path, key=loaded.key_for("auditor")).status_code == 404
    loaded.store.put_principal("other", "county/other", ["auditor"])
    loaded.store.put_principal("above", "county", ["auditor"])
    for principal in ("other", "above"):
        assert loaded.call("GET", path, key=loaded.store.create_key(principal)).status_code == 200


def test_records_of_persons_need_a_purpose(loaded: Service) -> None:
    reader = loaded.key_for("reader")
    reply = loaded.call("GET", f"/api/v1/records?as_of={ON}&limit=200", key=reader, purpose=None)
    found = reply.json()
    persons = [n for n in NUMBERS if n % 7 == 0 and acting(n)]
    assert [r["id"] for r in found["records"]] == expected(lambda n: acting(n) and n % 7)
    assert found["withheld"] == len(persons)
    path = f"/api/v1/records?subject={of(person(0))}"
    assert loaded.call("GET", path, key=reader, purpose=None).status_code == 428
    assert loaded.call("GET", path, key=reader).status_code == 200


def test_looks_at_records_of_persons_are_recorded(loaded: Service) -> None:
    loaded.call("GET", f"/api/v1/records?as_of={ON}&limit=200", key=loaded.key_for("reader"))
    subjects = set(loaded.store.audit_entries(0, 1000)[-1]["subjects"].split())
    assert subjects == {of(person(n)) for n in NUMBERS if n % 7 == 0 and acting(n)}


def test_a_cursor_of_another_question_is_refused(loaded: Service) -> None:
    cursor = loaded.get("/records", as_of=ON, limit=1)["next_cursor"]
    reply = loaded.call("GET", f"/api/v1/records?as_of={ON}&kind=行政处罚&cursor={cursor}")
    assert reply.status_code == 422


def test_templates_of_every_kind_come_as_csv_and_excel(service: Service) -> None:
    kinds = {t["kind"] for t in service.get("/templates")["templates"]}
    assert kinds == {*NODE_KINDS, *RELATIONSHIP_KINDS}
    for language, header in (("zh", "企业名称"), ("en", "Name")):
        plain = service.call("GET", f"/api/v1/templates/Enterprise?lang={language}")
        rows = list(csv.reader(io.StringIO(plain.content.decode("utf-8-sig"))))
        book = openpyxl.load_workbook(
            io.BytesIO(service.call("GET", f"/api/v1/templates/Enterprise?format=xlsx&lang={language}").content)
        )
        assert book.active is not None
        assert [[c or "" for c in r] for r in book.active.iter_rows(values_only=True)] == rows
        assert header in rows[0]
    assert service.call("GET", "/api/v1/templates/Nothing").status_code == 404
