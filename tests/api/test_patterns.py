"""Patterns of succession: the same from both ends; what may be missed because it was not read is said."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph_service.engine import Engine
from graph_service.loading.assertions import Assertion, Claim, EntityAssertion, RelationshipAssertion
from graph_service.loading.facts import contact_local, entity_id
from graph_service.services import Question, risk
from tests.api.conftest import Service
from tests.cases.adapter import CaseRun
from tests.conftest import empty
from tests.contract.test_loading import company, load

pytestmark = pytest.mark.engine
DAY = date(2026, 1, 1)
PHONE = Claim("ContactPoint", local=contact_local("phone", "05340000000"), shared=True)


def user(number: int) -> tuple[int, tuple[Assertion, ...]]:
    record = f"u{number}"
    return number, (
        EntityAssertion(company(number), {}, record, DAY),
        RelationshipAssertion("USES", company(number), PHONE, record, {"usage": "contact"}, observed_on=DAY),
    )


@pytest.mark.parametrize(("users", "capped"), [(3, False), (520, True)])
def test_a_crowded_contact_point_is_named(service: Service, engine: Engine, users: int, capped: bool) -> None:
    empty(engine.graph)
    load(engine.graph, [user(n) for n in range(users)])
    found = service.get(f"/entities/{entity_id(company(1), 'register')}/exposure", as_of="2026-01-01")
    assert (entity_id(PHONE, "register") in found["patterns_capped"]) is capped


ADDRESS = {"contact": "address", "value": "望川市示范路1号5幢301室"}
LISTED_ON, BEGUN = "2026-02-10", "2026-03-02"


def uses(firm: str, contact: dict[str, str]) -> dict[str, Any]:
    return {"kind": "USES", "from": firm, "to": contact, "valid_from": "2018-04-02"}


def leads(person: str, firm: str, since: str = "2018-04-02") -> dict[str, Any]:
    return {"kind": "LEGAL_REPRESENTATIVE_OF", "from": person, "to": firm, "valid_from": since}


def successions(**record: str) -> dict[str, Any]:
    """Listed S; new N at its address under its representative's kin; T, old, at its address, taken over by its
    representative near the listing; O, old, at its address under its representative; F, new, at its address only;
    G, new, guaranteed by it and under its representative."""
    founded = {"S": "2013-04-08", "N": BEGUN, "T": "2012-01-05", "O": "2012-01-05", "F": BEGUN, "G": BEGUN}
    firms = [
        {
            "key": key,
            "kind": "Enterprise",
            "name": f"样例{key}建材有限公司",
            "enterprise_type": "company",
            "founded_on": day,
        }
        for key, day in founded.items()
    ]
    people = [{"key": key, "kind": "Person", "name": f"样{key}"} for key in "pq"]
    relationships = [
        *(uses(firm, ADDRESS) for firm in "SNTOF"), leads("p", "S"), leads("q", "N", BEGUN), leads("p", "T", BEGUN),
        leads("p", "O"), leads("p", "G", BEGUN), {"kind": "GUARANTEES", "from": "S", "to": "G"},
        {"kind": "RELATIVE_OF", "from": "p", "to": "q"},
    ]  # fmt: skip
    listing = {
        "key": "r1", "subject": "S", "record_kind": "失信被执行人", "ground": "", "decided_on": LISTED_ON,
        "listed_on": LISTED_ON, "state": "active", "state_since": LISTED_ON, **record,
    }  # fmt: skip
    return {
        "id": "successions", "title": "", "area": "exposure", "source": "", "why": "", "as_of": "2026-06-15",
        "facts": {"parties": [*firms, *people], "relationships": relationships, "records": [listing]},
        "ask": {"kind": "exposure", "party": "S"}, "expect": {},
    }  # fmt: skip


def asked(run: CaseRun, key: str) -> dict[str, Any]:
    return run.services.exposure(run.id_of(key), Question(run.on), run.viewer({}, "reader"))


def test_a_listed_firm_names_its_possible_successors_as_they_name_it(engine: Engine) -> None:
    empty(engine.graph)
    run = CaseRun(successions(), engine)
    found = asked(run, "S")
    named = {run.key_of(p["party"]): p for p in found["successors"]}
    assert {key: (p["event"], [link["kind"] for link in p["links"]]) for key, p in named.items()} == {
        "N": ("founded", ["kin", "premises"]), "T": ("transferred", ["people", "premises"]),
        "G": ("founded", ["guarantees", "people"]),
    }  # fmt: skip
    assert found["patterns"] == []
    assert found["successors_not_looked_at"] == 0
    assert named.keys() <= {run.key_of(i) for i in found["parties"]}
    for key in "NTOFG":
        reply = asked(run, key)
        assert reply["patterns"] == ([named[key]] if key in named else []), key
        assert reply["successors"] == []


def test_a_firm_whose_listing_has_ended_names_nobody(engine: Engine) -> None:
    empty(engine.graph)
    run = CaseRun(successions(state="revoked", state_since="2026-05-01"), engine)
    assert asked(run, "S")["successors"] == []


def test_how_many_linked_firms_were_not_looked_at_is_said(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(risk, "SUCCESSORS_LOOKED_AT", 2)
    empty(engine.graph)
    found = asked(CaseRun(successions(), engine), "S")
    assert len(found["successors"]) <= 2
    assert found["successors_not_looked_at"] == 3
