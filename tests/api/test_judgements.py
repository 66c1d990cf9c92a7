"""Judgements over the API: who may, four eyes by setting, the queue by what a decision would change."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph_service.engine import Engine
from graph_service.loading.assertions import Claim, EntityAssertion, RelationshipAssertion
from tests.api.conftest import Service
from tests.api.test_api import firm, human, problem
from tests.conftest import empty
from tests.contract.test_loading import company, load, person, row

pytestmark = pytest.mark.engine
PLACE = "/api/v1/identity/judgements"
DAY = date(2026, 1, 1)


def possibly(number: int, a: Claim, b: Claim, grade: str = "weak") -> tuple[int, Any]:
    values = {"grade": grade, "reasons_for": ["same_name"]}
    return number, (RelationshipAssertion("POSSIBLY_SAME_AS", a, b, f"m{number}", values, observed_on=DAY),)


@pytest.fixture
def loaded(service: Service, engine: Engine) -> Service:
    empty(engine.graph)
    record = Claim("CreditRecord", local="k1", negative=True)
    stated = {"record_kind": "失信被执行人", "listed_on": "2025-09-01", "state": "active"}
    listed = (
        EntityAssertion(record, stated, "k1", DAY),
        EntityAssertion(company(8), {}, "k1", DAY),
        RelationshipAssertion("SUBJECT_OF", company(8), record, "k1", observed_on=DAY),
    )
    load(engine.graph, [*[row(n) for n in range(6)], (9, listed), (10, (EntityAssertion(company(7), {}, "x", DAY),))])
    load(engine.graph, [
        possibly(1, person(0), person(1), "strong"), possibly(2, company(7), company(4)),
        possibly(3, company(8), company(1)),
    ])  # fmt: skip
    return service


def body(a: str, b: str, decision: str = "same", **more: Any) -> dict[str, Any]:
    scope = "case" if "case" in more else "everywhere"
    return {"a": a, "b": b, "decision": decision, "scope": scope, "reason": "已核对两份证件", **more}


def test_a_judgement_joins_and_its_undo_parts_again(loaded: Service) -> None:
    made = loaded.call("POST", PLACE, json=body(human(0), human(1)))
    assert (made.status_code, made.json()["state"]) == (201, "in_force")
    assert loaded.call("GET", f"/api/v1/entities/{human(1)}").status_code == 308
    place = f"{PLACE}/{made.json()['judgement']}"
    assert loaded.call("POST", f"{place}/undo", json={"reason": "系同名"}).status_code == 201
    assert loaded.call("GET", f"/api/v1/entities/{human(1)}").status_code == 200
    history = loaded.get("/identity/judgements", party=[human(1), human(0)])["judgements"]
    assert [(h["act"], h["state"]) for h in history] == [("undo", "in_force"), ("decide", "undone")]
    assert (
        loaded.get(f"/identity/judgements/{made.json()['judgement']}")["judgement"]["acts"][0]["principal"] == "local"
    )


def test_the_setting_asks_for_a_second_person(loaded: Service, engine: Engine, tmp_path: Path) -> None:
    strict = Service(engine, tmp_path / "strict", judgement_four_eyes="everywhere")
    try:
        first, second = strict.key_for("investigator"), strict.key_for("investigator", "reader")
        reviewer = strict.key_for("reviewer")
        problem(strict.call("POST", PLACE, key=reviewer, json=body(human(0), human(1))), 403, "forbidden")
        made = strict.call("POST", PLACE, key=first, json=body(human(0), human(1))).json()
        assert made["state"] == "proposed"
        place = f"{PLACE}/{made['judgement']}/confirmation"
        problem(strict.call("POST", place, key=reviewer, json={"reason": "同意"[:2] + "认定"}), 403, "forbidden")
        problem(strict.call("POST", place, key=first, json={"reason": "本人确认"}), 409, "conflict")
        assert strict.call("GET", f"/api/v1/entities/{human(1)}", key=first).status_code == 200
        assert strict.call("POST", place, key=second, json={"reason": "复核一致"}).status_code == 201
        assert strict.call("GET", f"/api/v1/entities/{human(1)}", key=first).status_code == 308
        merge = {"survivor": human(0), "absorbed": human(2), "reason": "绕过双人"}
        problem(strict.call("POST", "/api/v1/merges", key=strict.key_for("admin"), json=merge), 409, "conflict")
        case = strict.call("POST", PLACE, key=reviewer, json=body(human(0), human(2), case="tender-1"))
        assert case.json()["state"] == "in_force"
    finally:
        strict.close()


def test_scope_and_case_belong_together_and_numbers_stay_out(loaded: Service) -> None:
    wrong = body(human(0), human(1), case="t-1") | {"scope": "everywhere"}
    problem(loaded.call("POST", PLACE, json=wrong), 422, "invalid_input")
    leaked = body(human(0), human(1)) | {"evidence": "证号 110101199003078888"}
    problem(loaded.call("POST", PLACE, json=leaked), 422, "invalid_input")


def test_the_queue_puts_a_listing_that_meets_connections_first(loaded: Service) -> None:
    found = loaded.get("/identity/queue", as_of="2026-01-01")
    assert [(p["would_change"]["code"], {p["a"], p["b"]}) for p in found["pairs"]] == [
        ("listing_meets_connections", {firm(8), firm(1)}),
        ("neighbourhoods_meet", {human(0), human(1)}),
        ("little_known", {firm(7), firm(4)}),
    ]
    assert (found["weighed"], found["truncated"]) == (3, False)
    first = loaded.get("/identity/queue", as_of="2026-01-01", limit=2)
    second = loaded.get("/identity/queue", as_of="2026-01-01", limit=2, cursor=first["next_cursor"])
    assert [*first["pairs"], *second["pairs"]] == found["pairs"]


def test_the_queue_leaves_out_what_is_decided_in_that_scope(loaded: Service) -> None:
    loaded.call("POST", PLACE, json=body(firm(8), firm(1), "different", case="tender-1"))
    assert loaded.get("/identity/queue", case="tender-1")["weighed"] == 2
    assert loaded.get("/identity/queue")["weighed"] == 3
    loaded.call("POST", PLACE, json=body(firm(8), firm(1), "different"))
    assert loaded.get("/identity/queue")["weighed"] == 2


def test_the_queue_shows_persons_only_with_a_purpose(loaded: Service) -> None:
    loaded.key = loaded.key_for("investigator")
    problem(loaded.call("GET", "/api/v1/identity/queue", purpose=None), 428, "purpose_required")
    assert loaded.call("GET", "/api/v1/identity/queue?kind=Enterprise", purpose=None).status_code == 200
