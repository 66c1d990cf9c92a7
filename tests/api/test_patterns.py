"""A pattern that may be missed because a hub was not read whole says so."""

from __future__ import annotations

from datetime import date

import pytest

from graph_service.engine import Engine
from graph_service.loading.assertions import Assertion, Claim, EntityAssertion, RelationshipAssertion
from graph_service.loading.facts import contact_local, entity_id
from tests.api.conftest import Service
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
