"""Reviews over the API: roles, units, purposes, audit, idempotency, decisions, files. On a fake evaluation."""

from __future__ import annotations

import io
import json
import time
from typing import Any

import openpyxl
import pytest

from graph_service.dossier.envelope import verify
from graph_service.dossier.keys import SigningKeys, trusted_keys
from graph_service.errors import EngineUnavailable, GuanlianError, InvalidInput, StoreUnavailable
from tests.api.conftest import FakeService
from tests.api.test_problems import problem
from tests.dossier.answers import answer, firm, with_evidence

TENDER: dict[str, Any] = {
    "title": "滨河路养护工程一标段", "regime": "bidding", "submission_deadline": "2026-06-30T09:30:00+08:00",
    "bids": [{"bidder": {"name": firm(n), "code": "91430102MAY5RGFL1Q"}, "price": "4500000"} for n in (1, 2, 3)],
}  # fmt: skip
BODY = {"tender": TENDER}
DECISION = {"finding": "R1-b1-b2", "verdict": "confirmed", "reason": "登记档案一致"}
QUERY = {
    "key": "b1", "channel": "credit_china", "checked_at": "2026-06-30T14:00:00+08:00", "outcome": "nothing_found",
    "screenshot_sha256": "a" * 64,
}  # fmt: skip


def made(fake: FakeService, key: str | None = None, **changes: Any) -> dict[str, Any]:
    response = fake.call("POST", "/api/v1/reviews", key=key, json={"tender": {**TENDER, **changes}})
    assert response.status_code == 201, response.text
    found: dict[str, Any] = response.json()
    assert response.headers["location"] == f"/api/v1/reviews/{found['id']}"
    return found


def signing(fake: FakeService) -> SigningKeys:
    keys = SigningKeys(fake.settings.attestation_key_file)
    keys.create()
    return keys


def test_a_review_is_made_listed_read_and_unchanged(fake: FakeService) -> None:
    found = made(fake)
    assert found["result"]["matrix"]
    assert found["summary"]["findings"] == {"ground": 1, "deemed": 1, "indication": 0}
    listed = fake.get("/reviews")["reviews"]
    assert [row["id"] for row in listed] == [found["id"]]
    assert "result" not in listed[0]
    response = fake.call("GET", f"/api/v1/reviews/{found['id']}")
    again = fake.call("GET", f"/api/v1/reviews/{found['id']}", headers={"If-None-Match": response.headers["etag"]})
    assert again.status_code == 304


def test_lists_are_paged_newest_first(fake: FakeService) -> None:
    ids = [made(fake, title=f"标段{n}")["id"] for n in range(5)]
    seen, cursor = [], None
    while True:
        page = fake.get("/reviews", limit=2, **({"cursor": cursor} if cursor else {}))
        seen += [row["id"] for row in page["reviews"]]
        cursor = page["next_cursor"]
        if not cursor:
            break
    assert seen == ids[::-1]


def test_a_purpose_is_needed_and_stays_with_the_review(fake: FakeService) -> None:
    key = fake.key_for("reviewer")
    problem(fake.call("POST", "/api/v1/reviews", key=key, purpose=None, json=BODY), 428, "purpose_required")
    response = fake.call("POST", "/api/v1/reviews", key=key, purpose=None, json={**BODY, "purpose": "投诉核查"})
    found = response.json()
    assert found["purpose"] == "投诉核查"
    assert fake.fakes.reviewed[0][1].purpose == "投诉核查"
    fake.call("GET", f"/api/v1/reviews/{found['id']}", key=key, purpose=None)
    entries = fake.store.audit_entries(0, 1000)
    assert [(e["action"], e["purpose"], e["outcome"]) for e in entries] == [
        ("review.create", "投诉核查", "ok"), ("review", "投诉核查", "ok"),
    ]  # fmt: skip
    persons = {p["id"] for p in found["result"]["parties"].values() if p["kind"] == "Person"}
    for entry in entries:
        assert persons | {found["id"]} <= set(entry["subjects"].split())


ROLES = ("reader", "reviewer", "investigator", "loader", "auditor", "admin")
ACTS: list[tuple[str, str, Any, set[str]]] = [
    ("GET", "/reviews", None, {"reviewer", "auditor", "admin"}),
    ("GET", "/reviews/{r}", None, {"reviewer", "auditor", "admin"}),
    ("GET", "/reviews/{r}/findings", None, {"reviewer", "auditor", "admin"}),
    ("GET", "/reviews/{r}/report", None, {"reviewer", "auditor", "admin"}),
    ("GET", "/reviews/{r}/letters", None, {"reviewer", "auditor", "admin"}),
    ("POST", "/reviews/{r}/replay", None, {"reviewer", "auditor", "admin"}),
    ("POST", "/reviews/{r}/what-if", {"known": "now"}, {"reviewer", "auditor", "admin"}),
    ("POST", "/reviews/{r}/decisions", DECISION, {"reviewer", "admin"}),
    ("POST", "/reviews/{r}/official-queries", QUERY, {"reviewer", "admin"}),
    (
        "POST",
        "/reviews/{r}/identities",
        {"key": "b1", "code": "91430102MAY5RGFL1Q", "reason": "已核对执照"},
        {"reviewer", "admin"},
    ),
    ("POST", "/reviews/{r}/runs", None, {"reviewer", "admin"}),
    ("POST", "/reviews", BODY, {"reviewer", "admin"}),
    ("POST", "/review-batches", {"tenders": [TENDER]}, {"reviewer", "admin"}),
    ("GET", "/attestation-keys", None, set(ROLES)),
]


def test_the_matrix_of_roles(fake: FakeService) -> None:
    keys = {role: fake.key_for(role) for role in ROLES}
    review = made(fake, keys["reviewer"])["id"]
    for method, path, body, allowed in ACTS:
        for role, key in keys.items():
            found = fake.call(method, f"/api/v1{path.format(r=review)}", key=key, json=body)
            if role in allowed:
                assert found.status_code < 300, (role, path, found.text)
            else:
                assert problem(found, 403, "forbidden")["role"] == "reviewer"


def test_another_unit_does_not_learn_that_a_review_exists(fake: FakeService) -> None:
    review = made(fake, fake.key_for("reviewer"))["id"]
    for unit, there in (("county", True), ("county/finance", False), ("county/test/east", False)):
        fake.store.put_principal("other", unit, ["reviewer"])
        key = fake.store.create_key("other")
        response = fake.call("GET", f"/api/v1/reviews/{review}", key=key)
        assert response.status_code == (200 if there else 404)
        assert len(fake.call("GET", "/api/v1/reviews", key=key).json()["reviews"]) == there


def test_an_idempotency_key_makes_one_review(fake: FakeService) -> None:
    ids = {
        fake.call("POST", "/api/v1/reviews", json=BODY, headers={"Idempotency-Key": "k"}).json()["id"] for _ in range(3)
    }
    assert len(ids) == 1
    assert len(fake.fakes.reviewed) == 1
    other = fake.call(
        "POST", "/api/v1/reviews", json={"tender": {**TENDER, "title": "二标段"}}, headers={"Idempotency-Key": "k"}
    )
    problem(other, 409, "conflict")


@pytest.mark.parametrize(
    "changes",
    [{"regime": "martial"}, {"submission_deadline": None}, {"submission_deadline": "soon"}, {"bids": []},
     {"bids": [{"bidder": {"name": "x"}}] * 501}, {"bids": [{}]}, {"bids": [{"bidder": {"name": "x"}, "price": "4万元"}]},
     {"dead_line": "2026-06-30"}, {"as_of": "2026-06-30"}],
)  # fmt: skip
def test_a_tender_that_cannot_be_read_is_a_problem_in_words(fake: FakeService, changes: dict[str, Any]) -> None:
    tender = {name: value for name, value in {**TENDER, **changes}.items() if value is not None}
    problem(fake.call("POST", "/api/v1/reviews", json={"tender": tender}), 422, "invalid_input")
    assert not fake.fakes.reviewed


@pytest.mark.parametrize("reason", ["", "x", "  ", None])
def test_a_decision_without_a_reason_is_refused(fake: FakeService, reason: str | None) -> None:
    review = made(fake)["id"]
    body = {name: value for name, value in {**DECISION, "reason": reason}.items() if value is not None}
    problem(fake.call("POST", f"/api/v1/reviews/{review}/decisions", json=body), 422, "invalid_input")
    assert fake.get(f"/reviews/{review}")["decisions"] == {}


def test_findings_are_filtered_by_what_is_open(fake: FakeService) -> None:
    review = made(fake)["id"]
    fake.call("POST", f"/api/v1/reviews/{review}/decisions", json=DECISION)
    still = fake.get(f"/reviews/{review}/findings", decided="false")
    assert [f["id"] for f in still["findings"]] == ["R6-b1-b3"]
    settled = fake.get(f"/reviews/{review}/findings", decided="true")["findings"]
    assert settled[0]["decision"]["reason"] == "登记档案一致"
    fake.fakes.answered = with_evidence(answer(3), "另一人")
    assert fake.call("POST", f"/api/v1/reviews/{review}/runs").status_code == 201
    assert fake.get(f"/reviews/{review}")["decisions"]["R1-b1-b2"]["evidence_changed"]
    assert len(fake.get(f"/reviews/{review}/findings", decided="false")["findings"]) == 2
    page = fake.get(f"/reviews/{review}/findings", limit=1)
    rest = fake.get(f"/reviews/{review}/findings", limit=1, cursor=page["next_cursor"])
    assert [page["findings"][0]["id"], rest["findings"][0]["id"]] == ["R1-b1-b2", "R6-b1-b3"]
    assert rest["next_cursor"] is None


def test_four_eyes_by_setting(tmp_path: Any) -> None:
    fake = FakeService(tmp_path, review_four_eyes="all")
    try:
        fake.store.put_principal("zhang", "county", ["reviewer"], "person")
        fake.store.put_principal("li", "county", ["reviewer"], "person")
        zhang, li = fake.store.create_key("zhang"), fake.store.create_key("li")
        review = made(fake, zhang)["id"]
        event = fake.call("POST", f"/api/v1/reviews/{review}/decisions", key=zhang, json=DECISION).json()["event"]
        path = f"/api/v1/reviews/{review}/decisions/{event['number']}/second"
        body = {"agree": True, "reason": "同意"}
        problem(fake.call("POST", path, key=zhang, json={**body, "reason": "本人同意"}), 403, "forbidden")
        problem(fake.call("POST", path, key=li, json=body), 422, "invalid_input")
        assert fake.call("POST", path, key=li, json={**body, "reason": "同意该意见"}).status_code == 201
        shown = fake.call("GET", f"/api/v1/reviews/{review}", key=li).json()["decisions"]["R1-b1-b2"]
        assert (shown["standing"], shown["second"]["principal"]) == ("in_force", "li")
    finally:
        fake.close()


def test_attestations_and_seals_are_the_bytes_that_verify(fake: FakeService) -> None:
    fake.fakes.answered = answer(3, clean=True)
    review = made(fake)["id"]
    path = f"/api/v1/reviews/{review}"
    problem(fake.call("POST", f"{path}/attestations", json={"pairs": [["b1", "b2"]]}), 409, "no_signing_key")
    signing(fake)
    raw = fake.call("POST", f"{path}/attestations", json={"pairs": [["b1", "b2"]]}).content
    keys = trusted_keys(fake.call("GET", "/api/v1/attestation-keys").json())
    assert verify(raw, keys).payload["pairs"] == [["b1", "b2"]]
    number = fake.get(f"/reviews/{review}")["events"][-1]["number"]
    assert fake.call("GET", f"{path}/attestations/{number}").content == raw
    problem(fake.call("GET", f"{path}/attestations/{number + 1}"), 404, "not_found")
    problem(fake.call("GET", f"{path}/seal"), 404, "not_found")
    sealed = fake.call("POST", f"{path}/seal").content
    assert verify(sealed, keys).payload["review"]["id"] == review
    assert fake.call("GET", f"{path}/seal").content == sealed
    problem(fake.call("POST", f"{path}/official-queries", json=QUERY), 409, "conflict")
    assert fake.call("POST", f"{path}/replay").json()["equal"]


def test_a_refused_attestation_says_every_reason(fake: FakeService) -> None:
    signing(fake)
    review = made(fake)["id"]
    found = fake.call("POST", f"/api/v1/reviews/{review}/attestations", json={"pairs": [["b1", "b2"]]})
    assert "R1" in problem(found, 409, "attestation_refused")["detail"]


def test_reports_are_the_same_bytes_and_masked_where_asked(fake: FakeService) -> None:
    fake.fakes.answered = answer(8)
    review = made(fake)["id"]
    path = f"/api/v1/reviews/{review}"
    for query in ("report", "report?masked=true", "report?format=xlsx", "letters"):
        first, second = fake.call("GET", f"{path}/{query}"), fake.call("GET", f"{path}/{query}")
        assert first.status_code == 200, first.text
        assert first.content == second.content
        assert first.headers["content-disposition"].startswith("attachment")
    text = fake.call("GET", f"{path}/letters?format=md").text
    persons = [p["name"] for p in fake.fakes.answered["parties"].values() if p["kind"] == "Person"]
    assert "资料显示" in text
    assert not any(name in text for name in persons)


def test_a_report_names_persons_to_reviewers_only(fake: FakeService) -> None:
    fake.fakes.answered = answer(8)
    persons = {p["name"] for p in fake.fakes.answered["parties"].values() if p["kind"] == "Person"}
    reviewer, auditor = fake.key_for("reviewer"), fake.key_for("auditor")
    fake.key = reviewer
    path = f"/api/v1/reviews/{made(fake)['id']}/report?format=xlsx"
    for key, named in ((reviewer, True), (auditor, False)):
        reply = fake.call("GET", path, key=key)
        assert reply.status_code == 200, reply.text
        sheets = openpyxl.load_workbook(io.BytesIO(reply.content))
        cells = [str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row]
        assert any(name in cell for cell in cells for name in persons) == named


def test_the_workbook_has_no_formula_and_masks_persons(fake: FakeService) -> None:
    fake.fakes.answered = answer(8)
    fake.fakes.answered["roles"][2]["name"] = "=cmd|' /C calc'!A0"
    path = f"/api/v1/reviews/{made(fake)['id']}/report"
    raw = fake.call("GET", path, params={"format": "xlsx", "masked": "true"}).content
    book = openpyxl.load_workbook(io.BytesIO(raw))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type == "s" for cell in cells)
    assert any(cell.value == "=cmd|' /C calc'!A0" for cell in cells)
    persons = {p["name"] for p in fake.fakes.answered["parties"].values() if p["kind"] == "Person"}
    assert not any(name in str(cell.value) for cell in cells for name in persons)


def ended(fake: FakeService, job: str) -> dict[str, Any]:
    for _ in range(200):
        found: dict[str, Any] = fake.get(f"/jobs/{job}")
        if found["state"] not in ("queued", "running"):
            return found
        time.sleep(0.02)
    raise AssertionError("the job did not end")


def test_a_batch_makes_a_review_of_each_lot(fake: FakeService) -> None:
    body = {"tenders": [{**TENDER, "title": f"标段{n}"} for n in range(4)], "purpose": "批量审查"}
    job = fake.call("POST", "/api/v1/review-batches", json=body).json()["job"]
    found = ended(fake, job)
    assert found["state"] == "done"
    assert [row["title"] for row in found["result"]["reviews"]] == ["标段0", "标段1", "标段2", "标段3"]
    assert found["result"]["findings"] == {"ground": 4, "deemed": 4, "indication": 0}
    assert len(fake.get("/reviews")["reviews"]) == 4


def test_a_lot_that_cannot_be_evaluated_does_not_end_the_batch(fake: FakeService) -> None:
    def fail_once() -> None:
        fake.fakes.fail = InvalidInput("no", "不行") if not fake.fakes.reviewed and not fails else None
        fails.append(1)

    fails: list[int] = []
    fake.fakes.before = fail_once
    body = {"tenders": [TENDER, TENDER], "purpose": "批量审查"}
    job = fake.call("POST", "/api/v1/review-batches", json=body).json()["job"]
    found = ended(fake, job)
    assert [("error" in row) for row in found["result"]["reviews"]] == [True, False]


@pytest.mark.parametrize("gone", [EngineUnavailable("away", "不可用"), StoreUnavailable("away", "不可用")])
def test_what_goes_away_within_a_batch_leaves_it_to_be_resumed(fake: FakeService, gone: GuanlianError) -> None:
    def away_at_the_second() -> None:
        fake.fakes.fail = gone if len(fake.fakes.reviewed) == 1 and not back else None

    back: list[bool] = []
    fake.fakes.before = away_at_the_second
    body = {"tenders": [{**TENDER, "title": f"标段{n}"} for n in range(3)], "purpose": "批量审查"}
    job = fake.call("POST", "/api/v1/review-batches", json=body).json()["job"]
    stopped = ended(fake, job)
    assert (stopped["state"], stopped["error"]["code"]) == ("failed", gone.code)
    kept = [review["id"] for review in fake.get("/reviews")["reviews"]]
    assert len(kept) == 1
    back.append(True)
    assert fake.call("POST", f"/api/v1/jobs/{job}/resume").status_code == 202
    found = ended(fake, job)
    assert [row["title"] for row in found["result"]["reviews"]] == ["标段0", "标段1", "标段2"]
    assert found["result"]["reviews"][0]["review"] == kept[0]
    assert len(fake.get("/reviews")["reviews"]) == 3


def test_an_engine_that_is_away_leaves_no_half_review(fake: FakeService) -> None:
    fake.fakes.fail = EngineUnavailable("away", "不可用")
    problem(fake.call("POST", "/api/v1/reviews", json=BODY), 503, "engine_unavailable")
    fake.fakes.fail = None
    assert fake.get("/reviews")["reviews"] == []


def test_what_is_compared_only_is_never_shown(fake: FakeService) -> None:
    bids = [{**bid, "deposit_account": "6222000011112222", "contact_phone": "13800138000"} for bid in TENDER["bids"]]
    review = made(fake, bids=bids)["id"]
    assert fake.fakes.reviewed[0][0]["tender"]["bids"][0]["deposit_account"] == "6222000011112222"
    assert "6222000011112222" not in json.dumps(fake.get(f"/reviews/{review}"))
    assert "13800138000" not in json.dumps(fake.get(f"/reviews/{review}"))


def test_a_spreadsheet_is_read_and_reviewed_as_it_was_understood(fake: FakeService) -> None:
    text = "投标人名称,统一社会信用代码,投标报价（万元）,备注\n甲建设有限公司,91430102MAY5RGFL1Q,450,x\n乙建设有限公司,,面议,\n".encode(
        "gb18030"
    )
    read = fake.call("POST", "/api/v1/tender-files", files={"file": ("名单.csv", text)}).json()
    assert (read["ignored"], [f["column"] for f in read["faults"]]) == (["备注"], ["投标报价（万元）"])
    tender = {"regime": "招标投标法", "submission_deadline": "2026-06-30T09:30:00+08:00", **read["tenders"][0]}
    assert fake.call("POST", "/api/v1/reviews", json={"tender": tender}).status_code == 201
    asked = fake.fakes.reviewed[0][0]["tender"]["bids"]
    assert asked[0] == {"bidder": {"name": "甲建设有限公司", "code": "91430102MAY5RGFL1Q"}, "price": "4500000"}
    assert (
        fake.call("POST", "/api/v1/tender-files", files={"file": ("x.csv", b"a,b\n1,2\n")}).json()["code"]
        == "invalid_file"
    )
