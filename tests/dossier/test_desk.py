"""Decisions, four eyes, changed evidence, attestations, sealing and replay on made-up answers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from graph_service.canonical import canonical, digest
from graph_service.dossier.decisions import evidence_hash
from graph_service.dossier.desk import Opened, ReviewDesk
from graph_service.dossier.difference import explain
from graph_service.dossier.envelope import verify
from graph_service.dossier.keys import SigningKeys, trusted_keys
from graph_service.errors import AttestationRefused, Conflict, Forbidden, InvalidInput, NotFound
from graph_service.operations.reviews import Author
from graph_service.operations.store import OperationalStore
from graph_service.services import Viewer
from graph_service.services.standards import Standards
from tests.dossier.answers import Answer, answer, firm, party_id, with_evidence

ZHANG, LI = Author("zhang", "county/office"), Author("li", "county/office")
BIDS = [{"bidder": {"name": firm(n), "code": "91430102MAY5RGFL1Q"}} for n in (1, 2, 3)]
TENDER = {"title": "一标段", "regime": "bidding", "submission_deadline": "2026-06-30T09:30:00+08:00", "bids": BIDS}


class Desk:
    """A desk whose evaluation gives what ``answer`` holds."""

    def __init__(self, folder: Path, four_eyes: str = "none") -> None:
        self.folder = folder
        self.store = OperationalStore(folder)
        self.keys = SigningKeys(folder / "keys.json")
        self.answer: Answer = answer(3)
        self.asked: list[dict[str, Any]] = []
        self.desk = ReviewDesk(self._evaluate, self.store.reviews, self.keys, four_eyes)

    def _evaluate(self, request: dict[str, Any], viewer: Viewer, standards: Standards) -> Answer:
        assert viewer.roles == {"reviewer"}
        self.asked.append(request)
        return deepcopy(self.answer)

    def open(self, key: str | None = None, **changes: Any) -> Opened:
        return self.desk.open(ZHANG, {"tender": {**TENDER, **changes}}, "审查", key=key)

    def again(self, found: Opened) -> Opened:
        return self.desk.get(found.review.id, "county")


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Desk]:
    found = Desk(tmp_path)
    yield found
    found.store.close()


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[Desk]:
    found = Desk(tmp_path, "dismissed")
    yield found
    found.store.close()


IDENTITY = {"key": "b1", "party": party_id("x"), "reason": "已核对执照", "evidence": ""}


def decision(finding: str = "R1-b1-b2", verdict: str = "confirmed", reason: str = "登记档案一致") -> dict[str, Any]:
    return {"finding": finding, "verdict": verdict, "reason": reason, "explanation_received": "", "attachments": []}


def test_a_review_keeps_its_answer_and_is_seen_from_its_unit_and_above(at: Desk) -> None:
    found = at.open()
    assert found.run.hash == digest(at.answer)
    assert canonical(found.run.result) == canonical(at.answer)
    assert at.desk.get(found.review.id, "county/office").review == found.review
    for other in ("county/office/east", "county/off", "other"):
        with pytest.raises(NotFound):
            at.desk.get(found.review.id, other)


def test_an_idempotency_key_makes_one_review_and_asks_once(at: Desk) -> None:
    first = at.open("k")
    assert at.open("k").review.id == first.review.id
    assert len(at.asked) == 1
    with pytest.raises(Conflict):
        at.open("k", title="二标段")
    assert at.open("other").review.id != first.review.id


def test_decisions_are_appended_and_the_last_counts(at: Desk) -> None:
    found = at.open()
    at.desk.decide(found, ZHANG, decision())
    at.desk.decide(found, LI, decision(verdict="dismissed", reason="系同名"))
    held = at.again(found)
    assert [e.content["verdict"] for e in held.events] == ["confirmed", "dismissed"]
    counted = held.decided["R1-b1-b2"]
    assert (counted.event.principal, counted.standing, counted.evidence_changed) == ("li", "in_force", False)
    with pytest.raises(NotFound):
        at.desk.decide(found, ZHANG, decision("R9-none"))


def test_the_database_refuses_to_change_what_was_answered_or_done(at: Desk) -> None:
    found = at.open()
    at.desk.decide(found, ZHANG, decision())
    with sqlite3.connect(at.folder / "operations.sqlite") as db:
        for sql in (
            "UPDATE review_run SET result='{}'", "DELETE FROM review_run", "UPDATE review_event SET content='{}'",
            "DELETE FROM review_event",
        ):  # fmt: skip
            with pytest.raises(sqlite3.IntegrityError):
                db.execute(sql)
    db.close()


def test_an_id_number_in_a_reason_is_refused(at: Desk) -> None:
    found = at.open()
    with pytest.raises(InvalidInput, match="reason"):
        at.desk.decide(found, ZHANG, decision(reason="证件 430102198009179970 一致"))


def test_four_eyes(strict: Desk) -> None:
    found = strict.open()
    plain = strict.desk.decide(found, ZHANG, decision())
    clearing = strict.desk.decide(found, ZHANG, decision("R6-b1-b3", "dismissed", "各自编制"))
    held = strict.again(found)
    assert held.decided["R1-b1-b2"].standing == "in_force"
    assert held.decided["R6-b1-b3"].standing == "pending"
    with pytest.raises(Conflict, match="second person"):
        strict.desk.seal(held, ZHANG)
    with pytest.raises(Forbidden):
        strict.desk.second(held, ZHANG, clearing.number, {"agree": True, "reason": "同意"})
    with pytest.raises(Conflict):
        strict.desk.second(held, LI, plain.number, {"agree": True, "reason": "同意"})
    with pytest.raises(NotFound):
        strict.desk.second(held, LI, 999, {"agree": True, "reason": "同意"})
    strict.desk.second(held, LI, clearing.number, {"agree": False, "reason": "证据不足"})
    held = strict.again(found)
    assert held.decided["R6-b1-b3"].standing == "refused"
    with pytest.raises(Conflict):
        strict.desk.second(held, LI, clearing.number, {"agree": True, "reason": "同意"})
    once_more = strict.desk.decide(held, ZHANG, decision("R6-b1-b3", "explained", "已提供记录"))
    held = strict.again(found)
    strict.desk.second(held, LI, once_more.number, {"agree": True, "reason": "属实"})
    assert strict.again(found).decided["R6-b1-b3"].standing == "in_force"


def test_a_decision_is_marked_when_its_evidence_changed_or_went(at: Desk) -> None:
    found = at.open()
    at.desk.decide(found, ZHANG, decision())
    at.desk.decide(found, ZHANG, decision("R6-b1-b3"))
    at.answer["findings"][0]["freshness"]["last_confirmed"] = "2026-07-15"
    at.answer["findings"][0]["paths"][0]["relationships"][0]["last_confirmed"] = "2026-07-15"
    again = at.desk.refresh(found, ZHANG)
    assert {key: d.evidence_changed for key, d in again.decided.items()} == {"R1-b1-b2": False, "R6-b1-b3": False}
    at.answer = with_evidence(at.answer, "另一人")
    at.answer["findings"] = at.answer["findings"][:1]
    again = at.desk.refresh(again, ZHANG)
    assert {key: d.evidence_changed for key, d in again.decided.items()} == {"R1-b1-b2": True, "R6-b1-b3": True}
    at.desk.decide(again, ZHANG, decision())
    assert not at.again(found).decided["R1-b1-b2"].evidence_changed
    assert (again.run.number, again.run.cause) == (3, "refreshed")


def test_a_refresh_knows_the_present_while_identity_keeps_the_instant(at: Desk) -> None:
    found = at.open()
    instant = at.asked[0]["as_known_at"]
    identified = at.desk.identify(found, ZHANG, IDENTITY)
    assert at.asked[1]["as_known_at"] == instant
    assert identified.run.cause == "identity"
    assert [e.kind for e in identified.events] == ["identity"]
    at.desk.refresh(identified, ZHANG)
    assert at.asked[2]["as_known_at"] > instant
    assert at.asked[1]["tender"]["bids"][0]["bidder"] == {**BIDS[0]["bidder"], "id": party_id("x"), "judged": True}
    assert at.asked[1]["tender"]["bids"][1:] == BIDS[1:]
    with pytest.raises(InvalidInput):
        at.desk.identify(found, ZHANG, {**IDENTITY, "key": "b99"})
    judged = at.desk.judge(identified, ZHANG, {"a": "x", "b": "y", "answer": "same", "reason": "已核对"})
    at.desk.judge(judged, ZHANG, {"a": "y", "b": "x", "answer": "different", "reason": "已核对"})
    assert at.asked[-1]["judgements"] == [{"a": "y", "b": "x", "answer": "different"}]


def test_an_attestation_says_what_was_searched(at: Desk) -> None:
    at.keys.create()
    at.answer = answer(3, clean=True)
    found = at.open()
    raw = at.desk.attest(found, ZHANG, [("b2", "b1"), ("b1", "b3"), ("b1", "b2")])
    said = verify(raw, trusted_keys(at.keys.trusted("县"))).payload
    assert said["pairs"] == [["b1", "b2"], ["b1", "b3"]]
    assert [p["key"] for p in said["parties"]] == ["b1", "b2", "b3"]
    assert said["data_version"] == 42
    assert said["result_sha256"] == found.run.hash
    assert {r["rule"] for r in said["not_run"]} == {"R8", "R11"}
    assert {c["kind"] for c in said["parties"][0]["coverage"]} >= {"LEGAL_REPRESENTATIVE_OF", "SHAREHOLDER_OF"}
    assert "125" in said["notice"]["zh"]
    kept = at.again(found).events[-1]
    assert (kept.kind, kept.content["file"].encode()) == ("attestation", raw)


def test_what_was_cut_at_others_of_the_review_is_no_reason_to_refuse(at: Desk) -> None:
    at.keys.create()
    at.answer = answer(3, clean=True)
    at.answer["capped"] = {role["party"]: 200 for role in at.answer["roles"] if role["key"] in ("buyer", "b3", "e1")}
    raw = at.desk.attest(at.open(), ZHANG, [("b1", "b2")])
    assert verify(raw, trusted_keys(at.keys.trusted("县"))).payload["pairs"] == [["b1", "b2"]]


def unsure(found: Answer) -> None:
    found["roles"][2]["identity"]["confidence"] = "name_only"


def blank(found: Answer) -> None:
    found["roles"][2]["coverage"][1]["has"] = "no_data"


def rule_off(found: Answer) -> None:
    found["rules_run"].remove("R2")


def rule_without_data(found: Answer) -> None:
    found["not_run"].append({**found["not_run"][0], "rule": "R3", "rule_key": "R3"})


def not_for_one(found: Answer) -> None:
    found["not_run"].append({**found["not_run"][0], "rule": "R1", "rule_key": "R1", "parties": ["b2"]})


def something_found(found: Answer) -> None:
    found["findings"] = answer(3)["findings"]


def stopped(found: Answer) -> None:
    found["truncated"] = True
    found["notices"] = [{"code": "search_stopped", "parties": [], "zh": "停止", "en": "stopped"}]


def capped(found: Answer) -> None:
    found["capped"] = {found["roles"][3]["party"]: 200}


def capped_above(found: Answer) -> None:
    found["capped"] = {"a-holder-of-one": 200}


@pytest.mark.parametrize(
    ("change", "says"),
    [(stopped, "search .* was cut"), (capped, "search .* was cut"), (capped_above, "search .* was cut"),
     (unsure, "not surely identified"), (blank, "no data on SHAREHOLDER_OF"), (rule_off, "mandatory rule R2"),
     (rule_without_data, "mandatory rule R3"),
        (not_for_one, "mandatory rule R1"), (something_found, "findings between b1 and b2")],
)  # fmt: skip
def test_an_attestation_is_refused_where_it_would_say_too_much(at: Desk, change: Any, says: str) -> None:
    at.keys.create()
    at.answer = answer(3, clean=True)
    change(at.answer)
    found = at.open()
    with pytest.raises(AttestationRefused, match=says):
        at.desk.attest(found, ZHANG, [("b1", "b2")])
    assert at.again(found).events == []


@pytest.mark.parametrize("pairs", [[("b1", "b9")], [("b1", "b1")]])
def test_an_attestation_names_pairs_of_the_review(at: Desk, pairs: list[tuple[str, str]]) -> None:
    at.keys.create()
    with pytest.raises(InvalidInput):
        at.desk.attest(at.open(), ZHANG, pairs)


def test_a_seal_holds_everything_and_closes_the_review(at: Desk) -> None:
    at.keys.create()
    found = at.open(bids=[{**BIDS[0], "deposit_account": "6222000011112222", "contact_phone": "13800000000"}])
    at.desk.decide(found, ZHANG, decision())
    held = at.again(found)
    raw = at.desk.seal(held, ZHANG)
    said = verify(raw, trusted_keys(at.keys.trusted("县"))).payload
    assert canonical(said["result"]) == canonical(at.answer)
    assert said["result_sha256"] == found.run.hash == digest(said["result"])
    assert [e["kind"] for e in said["events"]] == ["decision"]
    assert b"6222000011112222" not in raw
    assert b"13800000000" not in raw
    held = at.again(found)
    assert held.review.state == "sealed"
    for act in (
        lambda: at.desk.decide(held, ZHANG, decision()), lambda: at.desk.refresh(held, ZHANG),
        lambda: at.desk.seal(held, ZHANG),
        lambda: at.desk.identify(held, ZHANG, IDENTITY),
    ):  # fmt: skip
        with pytest.raises(Conflict, match="sealed"):
            act()
    assert at.again(found).events == held.events


def test_a_replay_says_whether_the_bytes_are_the_same_and_what_differs(at: Desk) -> None:
    found = at.open()
    assert at.desk.replay(found, ZHANG)["equal"]
    assert at.asked[-1] == at.asked[0]
    at.answer["rules"] = {"version": "2026.2", "digest": "c" * 64}
    del at.answer["findings"][0]
    again = at.desk.replay(found, ZHANG)
    assert not again["equal"]
    assert again["replayed_by"] == "now"  # made-up digests: nothing is kept under them
    assert again["differences"] == [
        {"explanation": {"zh": "规则 R1 或其参数已修改", "en": "rule R1 or its numbers were changed"}, "rule": "R1", "parties": ["b1", "b2"], "change": "gone", "cause": "rule", "after": [],
         "before": [{"id": "R1-b1-b2", "rule_version": 1, "article": found.run.result["findings"][0]["article"], "verdict": "ground"}]}
    ]  # fmt: skip


def test_differences_have_the_cause_of_their_step() -> None:
    then, now, other = answer(3), answer(3), answer(3)
    del then["findings"][0]
    other["findings"] = [f for f in other["findings"] if f["rule"] != "R6"]
    other["findings"][0]["verdict"] = "indication"
    found = explain([("", then), ("rule", then), ("data", now), ("rule", other)])
    assert [(row["rule"], row["change"], row["cause"]) for row in found] == [
        ("R1", "appeared", "data"), ("R1", "verdict", "rule"), ("R6", "gone", "rule"),
    ]  # fmt: skip


def test_a_difference_in_data_about_a_moved_identity_is_one_of_identity() -> None:
    before, after = answer(3), answer(3)
    after["roles"][2]["identity"]["confidence"] = "name_only"
    after["findings"][0]["verdict"] = "indication"
    found = explain([("", before), ("data", after)])
    assert [(row["rule"], row["change"], row["cause"]) for row in found] == [("R1", "verdict", "identity")]


def test_what_if_changes_one_thing_at_a_time(at: Desk) -> None:
    found = at.open()
    said = at.desk.what_if(found, ZHANG, known_at="2026-06-30T01:30:00.000000+00:00", regime="procurement")
    assert [(a["as_known_at"][:10], a["tender"]["regime"]) for a in at.asked[1:]] == [
        (at.asked[0]["as_known_at"][:10], "bidding"), ("2026-06-30", "bidding"), ("2026-06-30", "procurement"),
    ]  # fmt: skip
    assert said["differences"] == []
    assert at.again(found).run.number == 1


def test_evidence_is_named_by_what_counts() -> None:
    finding = answer(3)["findings"][0]
    later = json.loads(json.dumps(finding))
    later["freshness"]["last_confirmed"] = "2027-01-01"
    later["consequence"] = {"zh": "另一说法", "en": "other words"}
    assert evidence_hash(later) == evidence_hash(finding)
    later["freshness"]["standing"] = "presumed"
    assert evidence_hash(later) != evidence_hash(finding)
