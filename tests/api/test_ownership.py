"""Ownership over the API on a made-up group: the numbers, the bounds, the file, and who may ask."""

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
from tests.api.conftest import Service
from tests.conftest import empty
from tests.contract.test_loading import company, load, person

pytestmark = pytest.mark.engine
DAY, EARLIER = date(2026, 1, 1), date(2025, 6, 1)
P, Q = person(1), person(2)
TOP, MID, LOW = company(1), company(2), company(3)
HELD = [(P, TOP, "0.6"), (Q, TOP, "0.4"), (TOP, MID, "0.51"), (Q, MID, "0.49"), (MID, LOW, "0.51"), (Q, LOW, "0.2")]
OLD = MID, LOW
"""The holding that was not shown any more on the day."""


def of(claim: Claim) -> str:
    return entity_id(claim, "register")


def rows() -> list[tuple[int, tuple[Assertion, ...]]]:
    parties = [(c, {"name": f"望川第{n}有限公司"}) for n, c in enumerate((TOP, MID, LOW))] + [
        (P, {"name": "示甲"}),
        (Q, {"name": "示乙"}),
    ]
    found: list[tuple[Assertion, ...]] = [(EntityAssertion(c, v, f"p{n}", DAY),) for n, (c, v) in enumerate(parties)]
    for n, (holder, held, share) in enumerate(HELD):
        values = {"share_min": share, "share_max": share}
        day = EARLIER if (holder, held) == OLD else DAY
        found.append((RelationshipAssertion("SHAREHOLDER_OF", holder, held, f"h{n}", values, observed_on=day),))
    return list(enumerate(found))  # fmt: skip


@pytest.fixture
def group(service: Service, engine: Engine) -> Service:
    empty(engine.graph)
    load(engine.graph, rows())
    return service


def get(group: Service, claim: Claim, what: str, **params: Any) -> dict[str, Any]:
    response = group.call("GET", f"/api/v1/entities/{of(claim)}/{what}", params={"as_of": "2026-01-01", **params})
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def test_owners_by_effective_share_and_what_the_table_leaves_open(group: Service) -> None:
    found = get(group, LOW, "ownership")
    shares = {row["party"]: row["share"]["min"] for row in found["owners"]}
    assert shares[of(P)] == "0.15606"
    assert found["table"]["known_sum"]["min"] == "0.71"
    assert [f["problem"] for f in found["faults"] if f["company"] == of(LOW)] == ["below_whole"]
    assert found["truncated"] is False


def test_measures_of_a_pair_stand_side_by_side_and_the_difference_is_said(group: Service) -> None:
    pair = get(group, LOW, "ownership", holder=of(P))["pair"]
    assert pair["shares"]["psc"]["share"]["min"] == "0.51"
    assert pair["shares"]["effective"]["share"]["min"] == pair["made_up_of"]["sum"] == "0.15606"
    assert pair["control"]["majority"]["value"] == "yes"
    assert pair["control"]["controlling_shareholder"]["value"] == "no"
    assert "controls_with_less_than_half" in {d["code"] for d in pair["differences"]}
    assert [r["to"] for r in pair["control"]["majority"]["proof"]] == [of(TOP), of(MID), of(LOW)]


def test_controllers_and_holdings_are_two_sides_of_one_thing(group: Service) -> None:
    found = get(group, LOW, "controllers")
    assert found["ultimate"] == [of(P)]
    assert {row["party"] for row in found["controllers"]} == {of(P), of(TOP), of(MID)}
    assert [row["party"] for row in found["actual_controllers"]] == [of(P)]
    held = get(group, P, "holdings")
    assert {row["company"] for row in held["holdings"] if row["control"] == "yes"} == {of(TOP), of(MID), of(LOW)}
    assert get(group, P, "holdings", min_share="0.5")["more"] == 0


def test_a_beneficial_owner_has_a_limb(group: Service) -> None:
    owners = get(group, LOW, "beneficial-owners", as_of="2026-02-01")["beneficial_owners"]
    assert {(o["party"], o["limb"]) for o in owners["owners"]} >= {(of(P), "control"), (of(Q), "equity")}
    assert owners["text"]["article"] == "第八条"


def rests_on(row: dict[str, Any]) -> tuple[str, str, list[str]]:
    return row["standing"], row["last_confirmed"], row["sources"]


def test_every_row_says_what_it_rests_on(group: Service) -> None:
    """The holding at the bottom is the old one: whoever reaches the company through it rests on it, however far above."""
    fresh = "confirmed", DAY.isoformat(), ["register"]
    stale = "presumed", EARLIER.isoformat(), ["register"]
    owners = get(group, LOW, "ownership")["owners"]
    assert {row["party"]: rests_on(row) for row in owners} == dict.fromkeys(map(of, (MID, TOP, P, Q)), stale)
    assert {row["party"]: rests_on(row) for row in get(group, MID, "ownership")["owners"]} == dict.fromkeys(
        map(of, (TOP, P, Q)), fresh
    )
    below = {row["company"]: rests_on(row) for row in get(group, P, "holdings")["holdings"]}
    assert below == {of(TOP): fresh, of(MID): fresh, of(LOW): stale}
    found = get(group, LOW, "controllers")
    for row in (*found["controllers"], *found["controlling_shareholders"], *found["actual_controllers"]):
        assert rests_on(row) == stale, row["party"]
    assert {rests_on(row)[0] for row in get(group, MID, "controllers")["controllers"]} == {"confirmed"}
    named = get(group, LOW, "beneficial-owners", as_of="2026-01-20")["beneficial_owners"]["owners"]
    assert {(row["party"], row["last_confirmed"]) for row in named} == {(of(p), EARLIER.isoformat()) for p in (P, Q)}


def test_differences_quote_their_numbers_in_both_languages(group: Service) -> None:
    said = {d["code"]: d for d in get(group, LOW, "ownership", holder=of(P))["pair"]["differences"]}
    assert said["controls_with_less_than_half"]["en"].startswith("Multiplied 15.606 %, yet controlled")
    assert said["controls_with_less_than_half"]["zh"].startswith("穿透后仅15.606%，但构成控制")
    assert said["psc_differs"]["en"].startswith("51 % against 15.606 %.")
    assert said["psc_differs"]["zh"].startswith("51%，有别于15.606%：")


def test_the_tree_is_layered_and_the_bound_is_said(group: Service) -> None:
    tree = get(group, LOW, "ownership-tree", layers=1)["tree"]
    assert [child["party"] for child in tree["children"]] == [of(MID), of(Q)]
    assert tree["children"][0]["unopened"] == 2
    cut = get(group, LOW, "ownership", max_parties=2)
    assert cut["truncated"] is True
    assert cut["bound"]["not_followed"] > 0


def test_the_group_as_a_file(group: Service) -> None:
    at = f"/api/v1/entities/{of(MID)}/group-file"
    table = list(csv.DictReader(io.StringIO(group.call("GET", at).content.decode("utf-8-sig"))))
    assert {(r["holder"], r["company"], r["share_min"]) for r in table} == {(of(h), of(c), s) for h, c, s in HELD}
    sheet = openpyxl.load_workbook(io.BytesIO(group.call("GET", at, params={"format": "xlsx"}).content)).active
    assert sheet is not None
    assert sheet.max_row == len(HELD) + 1


def test_cascades_keep_their_labels_apart(group: Service) -> None:
    body = {"listed": [of(P)], "as_of": "2026-01-01", "purpose": "测试"}
    found = group.call("POST", "/api/v1/cascades", json=body).json()["cascades"]
    assert {c["regime"]: {b["company"] for b in c["blocked"]} for c in found} == {
        regime: {of(TOP), of(MID), of(LOW)} for regime in ("OFAC", "EU", "UK")
    }  # fmt: skip


def test_owners_are_asked_of_organisations_and_persons_need_a_purpose(group: Service) -> None:
    assert group.call("GET", f"/api/v1/entities/{of(P)}/controllers").status_code == 422
    group.key = group.key_for("reader")
    assert group.call("GET", f"/api/v1/entities/{of(P)}/holdings", purpose=None).status_code in (403, 428)


def test_faults_of_all_companies_page_by_page_and_source_by_source(group: Service, engine: Engine) -> None:
    more = [(company(4), company(4), "0.1"), (P, company(5), "0.7"), (Q, company(5), "0.7"), (Q, company(6), None)]
    rows_of = [
        (RelationshipAssertion("SHAREHOLDER_OF", holder, held, f"m{n}", _part(share), observed_on=DAY),)
        for n, (holder, held, share) in enumerate(more)
    ]
    load(engine.graph, list(enumerate(rows_of)))
    every = group.get("/holding-faults", as_of="2026-01-01")
    problems = {(f["company"], f["problem"]) for f in every["faults"]}
    assert problems >= {
        (of(company(4)), "self_holding"), (of(company(5)), "above_whole"), (of(company(6)), "share_unknown"),
        (of(LOW), "below_whole"), (of(company(4)), "below_whole"),
    }  # fmt: skip
    assert every["next_cursor"] is None
    assert {(f["company"], f["shown_first"], f["shown_last"]) for f in every["faults"]} == {
        (of(LOW), EARLIER.isoformat(), DAY.isoformat()),
        *((of(company(n)), DAY.isoformat(), DAY.isoformat()) for n in (4, 5, 6)),
    }
    contradicted = get(group, company(5), "controllers")["controllers"]
    assert {row["party"]: row["inconsistent"] for row in contradicted} == {p: [of(company(5))] for p in (of(P), of(Q))}
    assert every["by_source"]["register"]["above_whole"] == 1
    assert sum(every["by_source"]["register"].values()) == len(every["faults"])
    paged, cursor = [], None
    while True:
        page = group.get("/holding-faults", as_of="2026-01-01", limit=1, **({"cursor": cursor} if cursor else {}))
        paged += page["faults"]
        cursor = page["next_cursor"]
        if not cursor:
            break
    assert paged == every["faults"]
    only = group.get("/holding-faults", as_of="2026-01-01", problem="above_whole", source="register")
    assert [f["company"] for f in only["faults"]] == [of(company(5))]
    nobody = group.call("GET", "/api/v1/holding-faults", params={"source": "court"})
    assert (nobody.status_code, nobody.json()["code"]) == (422, "invalid_input")
    assert "register" in nobody.json()["detail"], "it says which sources there are"


def _part(share: str | None) -> dict[str, Any]:
    return {"share_min": share, "share_max": share} if share else {}
