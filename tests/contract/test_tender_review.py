"""``Services.review`` on both engines: who is meant, lots of the graph, what is hidden, bad input, the shape of the answer."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from graph_service.engine import Engine
from graph_service.errors import InvalidInput, LimitExceeded, NotFound, PurposeRequired
from graph_service.loading.assertions import Claim, EntityAssertion, RelationshipAssertion
from graph_service.loading.session import LoadSession
from graph_service.services import Services, Viewer
from loaders.cleaning.codes import uscc_check_character
from loaders.cleaning.people import id_check_character
from tests.cases.adapter import HASHER, SOURCE, CaseRun
from tests.conftest import empty

pytestmark = pytest.mark.engine
REVIEWER = Viewer("reviewer", frozenset({"reviewer"}), "评标复核")
DEADLINE = "2026-05-20T09:30:00+08:00"


def _code(number: int) -> str:
    from graph_service.identity.keys import org_check_character

    body = f"91379900MA4{number:05d}"
    body += org_check_character(body[8:16])
    return body + uscc_check_character(body)


def _number(index: int) -> str:
    body = f"37990019750101{index:03d}"
    return body + id_check_character(body)


def _firm(key: str, name: str, index: int) -> dict[str, Any]:
    return {"key": key, "kind": "Enterprise", "name": name, "uscc": _code(index), "enterprise_type": "company"}


def _person(key: str, index: int) -> dict[str, Any]:
    return {"key": key, "kind": "Person", "name": f"样{key}", "id_number": _number(index)}


def _case() -> dict[str, Any]:
    link = {"valid_from": "2016-03-01"}
    return {
        "as_of": "2026-05-25",
        "ask": {"kind": "review"},
        "facts": {
            "parties": [
                _firm("a", "样例甲建设公司", 1), _firm("b", "样例乙建设公司", 2), _firm("c", "样例丙建设公司", 3),
                _firm("t1", "样例同名公司", 4), _firm("t2", "样例同名公司", 5), _firm("g", "样例集团公司", 6), _firm("buyer", "样例采购局", 7),
                _person("p", 1), _person("q", 2), _person("r", 3), _person("x", 4),
            ],
            "relationships": [
                {"kind": "LEGAL_REPRESENTATIVE_OF", "from": "p", "to": "a", **link},
                {"kind": "LEGAL_REPRESENTATIVE_OF", "from": "p", "to": "b", **link},
                {"kind": "LEGAL_REPRESENTATIVE_OF", "from": "q", "to": "c", **link},
                {"kind": "LEGAL_REPRESENTATIVE_OF", "from": "p", "to": "t1", **link},
                {"kind": "SHAREHOLDER_OF", "from": "g", "to": "a", "share": "0.8", **link},
                {"kind": "SHAREHOLDER_OF", "from": "g", "to": "c", "share": "0.8", **link},
                {"kind": "EMPLOYED_BY", "from": "x", "to": "c", "valid_from": "2018-01-01", "valid_to": "2025-01-01"},
            ],
            "records": [
                {"key": "r1", "subject": "c", "record_kind": "失信被执行人", "ground": "第一条第三项", "listed_on": "2025-06-10", "ends_on": "2026-05-21", "state": "active"},
            ],
        },
    }  # fmt: skip


@pytest.fixture(params=["shared"])
def run(engine: Engine) -> CaseRun:
    empty(engine.graph)
    return CaseRun(_case(), engine)


def _review(
    run: CaseRun, *bids: Any, viewer: Viewer = REVIEWER, regime: str = "bidding", **more: Any
) -> dict[str, Any]:
    tender = {
        "regime": regime,
        "submission_deadline": DEADLINE,
        "bids": [b if "bidder" in b else {"bidder": b} for b in bids],
    }
    request = {
        "as_of": "2026-05-25",
        "indicative": False,
        **{n: more.pop(n) for n in ("judgements", "indicative", "case") if n in more},
    }
    found: dict[str, Any] = run.services.review({**request, "tender": {**tender, **more}}, viewer)
    json.dumps(found, ensure_ascii=False, allow_nan=False)
    return found


def _said(found: dict[str, Any], run: CaseRun) -> set[tuple[str, str, str]]:
    return {(f["rule"], f["verdict"], "".join(sorted(run.key_of(p) for p in f["parties"]))) for f in found["findings"]}


def _bidders(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [r for r in found["roles"] if r["role"] == "bidder"]


def test_a_search_that_was_cut_says_so_in_words(run: CaseRun) -> None:
    bids = ({"code": _code(1)}, {"code": _code(2)})
    assert not {n["code"] for n in _review(run, *bids)["notices"]} & {"search_capped", "search_stopped"}
    run.services._hub_cap = 1
    cut = _review(run, *bids)
    assert cut["truncated"]
    assert run.id_of("a") in cut["capped"]
    assert "search_capped" in {n["code"] for n in cut["notices"]}


def test_codes_say_who_it_is(run: CaseRun) -> None:
    found = _review(run, {"code": _code(1)}, {"code": _code(2), "name": "样例乙建设公司"}, {"code": _code(3)})
    assert _said(found, run) == {("R1", "ground", "ab"), ("R5", "indication", "ac"), ("P9", "indication", "c")}
    assert {r["identity"]["confidence"] for r in _bidders(found)} == {"code"}
    (pair,) = [p for p in found["matrix"] if p["verdict"] == "ground"]
    finding = next(f for f in found["findings"] if f["rule"] == "R1")
    assert pair["findings"] == [finding["id"]]
    path = finding["paths"][0]
    assert [run.key_of(n) for n in path["nodes"]] == ["a", "p", "b"] or [run.key_of(n) for n in path["nodes"]] == [
        "b",
        "p",
        "a",
    ]
    assert all(r["source"]["source"] == "case" and r["last_confirmed"] for r in path["relationships"])
    assert finding["freshness"]["standing"] == "confirmed"
    assert finding["identity"] in ("code", "id_number")
    assert set(path["nodes"]) <= found["parties"].keys()


def test_names_give_indications_until_a_code_is_given(run: CaseRun) -> None:
    found = _review(run, {"name": "样例甲建设公司"}, {"name": "样例乙建设公司"})
    assert _said(found, run) == {("R1", "indication", "ab")}
    assert [n["code"] for n in found["notices"]] == ["name_only", "name_only"]
    settles = found["findings"][0]["settles"]
    assert "统一社会信用代码" in settles["zh"]


def test_ambiguity_is_asked_back_and_decided_in_the_review(run: CaseRun) -> None:
    asked = _review(run, {"name": "样例同名公司"}, {"code": _code(1)})
    (open_,) = [r for r in _bidders(asked) if r["identity"]["confidence"] == "ambiguous"]
    assert {run.key_of(c["id"]) for c in open_["identity"]["candidates"]} == {"t1", "t2"}
    assert open_["party"] is None
    assert "代码" in open_["identity"]["settles"]["zh"]
    assert _said(asked, run) == set()
    chosen = _review(run, {"id": run.id_of("t1"), "judged": True}, {"code": _code(1)})
    assert _said(chosen, run) == {("R1", "ground", "at1")}


def test_what_is_not_in_the_graph_is_said(run: CaseRun) -> None:
    found = _review(
        run,
        {"name": "从未见过的公司"},
        {"code": _code(99)},
        {"code": _code(1)[:-1] + "?"[:0] + ("0" if _code(1)[-1] != "0" else "1"), "name": "样例甲建设公司"},
    )
    confidences = sorted(r["identity"]["confidence"] for r in _bidders(found))
    assert confidences == ["absent", "code", "name_only"]
    assert sorted(n["code"] for n in found["notices"]) == ["name_only", "not_in_graph", "not_in_graph"]
    lacking = {p for n in found["not_run"] if n["rule_key"] == "R1" for p in n["parties"]}
    assert {r["key"] for r in _bidders(found) if r["party"] is None} <= lacking


def test_persons_are_one_by_their_hashed_number_and_never_looked_up_by_name(run: CaseRun) -> None:
    hashed = HASHER.hash(_number(50))
    stranger = {"name": "新面孔", "id_hmac": hashed.hmac, "id_key": hashed.key_id, "id_mask": hashed.mask}
    found = _review(
        run,
        {"bidder": {"code": _code(1)}, "team": [stranger]},
        {"bidder": {"code": _code(3)}, "team": [dict(stranger)]},
    )
    assert ("R8", "deemed", "ac") in _said(found, run)
    named = _review(
        run,
        {"bidder": {"code": _code(1)}, "team": [{"name": "样q"}]},
        {"bidder": {"code": _code(2)}, "team": [{"name": "样q"}]},
    )
    assert ("R8", "indication", "ab") in _said(named, run)
    assert hashed.hmac not in json.dumps(found)


def test_a_judgement_of_the_review_counts_here_only(run: CaseRun) -> None:
    different = [{"a": run.id_of("p"), "b": run.id_of("q"), "answer": "same"}]
    joined = _review(run, {"code": _code(1)}, {"code": _code(3)}, judgements=different)
    assert ("R1", "ground", "ac") in _said(joined, run)
    assert next(f["identity"] for f in joined["findings"] if f["rule"] == "R1") == "judged"
    assert ("R1", "ground", "ac") not in _said(_review(run, {"code": _code(1)}, {"code": _code(3)}), run)


def test_records_of_the_day_of_the_check(run: CaseRun) -> None:
    """The listing ended before the day of asking; a reviewer of a day in its term sees it, a reader does not."""
    found = _review(run, {"code": _code(1)}, {"code": _code(3)}, regime="procurement")
    assert ("P8", "ground", "c") in _said(found, run)
    own = {run.key_of(r["key"]): [record["values"]["record_kind"] for record in r["own"]] for r in _bidders(found)}
    assert own == {"a": [], "c": ["失信被执行人"]}
    reader = _review(
        run,
        {"code": _code(1)},
        {"code": _code(3)},
        regime="procurement",
        viewer=Viewer("r", frozenset({"reader"}), "查询"),
    )
    assert not {s for s in _said(reader, run) if s[0] == "P8"}
    assert {run.key_of(r["key"]): r["withheld"] for r in _bidders(reader)} == {"a": 0, "c": 1}


def test_a_text_that_looks_back_sees_what_has_ended(engine: Engine) -> None:
    """条例 19 looks back three years: the penalty was served long before the deadline, and readers no longer see it."""
    empty(engine.graph)
    case = _case()
    case["facts"]["records"] = [
        {"key": "r1", "subject": "c", "record_kind": "行政处罚", "ground": "责令停产停业", "decided_on": "2024-03-01", "listed_on": "2024-03-05",
         "ends_on": "2024-09-01", "state": "expired", "state_since": "2024-09-02"},
        {"key": "r2", "subject": "c", "record_kind": "行政处罚", "ground": "责令停产停业", "decided_on": "2025-03-01", "state": "quashed"},
    ]  # fmt: skip
    run = CaseRun(case, engine)
    found = _review(run, {"code": _code(1)}, {"code": _code(3)}, regime="procurement")
    assert [(f["rule"], f["verdict"]) for f in found["findings"] if f["rule"] == "P3"] == [("P3", "ground")]
    assert all(not r["own"] for r in _bidders(found))
    reader = _review(
        run,
        {"code": _code(1)},
        {"code": _code(3)},
        regime="procurement",
        viewer=Viewer("r", frozenset({"reader"}), "查询"),
    )
    assert not {s for s in _said(reader, run) if s[0] == "P3"}


def test_experts_by_regime(run: CaseRun) -> None:
    expert = {"experts": [{"id": run.id_of("x")}]}
    procurement = _review(run, {"code": _code(1)}, {"code": _code(3)}, regime="procurement", **expert)
    assert ("E3", "ground", "cx") in _said(procurement, run)
    bidding = _review(run, {"code": _code(1)}, {"code": _code(3)}, **expert)
    assert ("E1", "indication", "cx") in _said(bidding, run)


def test_the_order_of_bidders_changes_no_byte(run: CaseRun) -> None:
    bids = [{"code": _code(n)} for n in (1, 2, 3)]
    one, two = _review(run, *bids, indicative=True), _review(run, *reversed(bids), indicative=True)
    assert json.dumps(one, ensure_ascii=False) == json.dumps(two, ensure_ascii=False)


def test_asked_again_later_at_its_version_it_answers_the_same_bytes(run: CaseRun, engine: Engine) -> None:
    """The listing of C ends, a second firm takes A's name, and a year goes by: what was answered stays what it was."""
    request = {
        "as_of": "2026-05-25", "as_known_at": None,
        "tender": {"regime": "procurement", "submission_deadline": DEADLINE,
                   "bids": [{"bidder": "样例甲建设公司"}, {"bidder": {"code": _code(3)}}, {"bidder": {"code": _code(2)}}]},
    }  # fmt: skip
    version = run.services.review(request, REVIEWER)["data_version"]
    known_at = _published(engine, version)
    pinned = {**request, "as_known_at": known_at}
    before = json.dumps(run.services.review(pinned, REVIEWER), ensure_ascii=False)
    session = LoadSession(engine.graph, SOURCE, "later", "later")
    session.begin()
    twin = Claim("Enterprise", "样例甲建设公司", uscc=_code(77))
    session.write(enumerate([(EntityAssertion(twin, {}, "twin", date(2027, 1, 1)),)]))
    session.finish()
    later = Services(engine, clock=lambda: date(2027, 6, 1))
    assert json.dumps(later.review(pinned, REVIEWER), ensure_ascii=False) == before
    now = later.review({**request, "as_of": "2026-05-25"}, REVIEWER)
    assert {r["identity"]["confidence"] for r in _bidders(now)} == {"ambiguous", "code"}


def _published(engine: Engine, version: int) -> str:
    from graph_service.loading.versions import now, version_at

    instant = now()
    assert version_at(engine.graph, instant) == version
    return instant


def test_the_indicative_part_stands_apart(run: CaseRun) -> None:
    found = _review(run, {"code": _code(1)}, {"code": _code(3)}, indicative=True)
    rows = {run.key_of(r["party"]): r for r in found["indicative"]}
    assert set(rows) == {"a", "c"}
    assert all(set(r) == {"party", "score", "level", "best", "truncated", "bound"} for r in rows.values())


def _load_lot(run: CaseRun, engine: Engine) -> str:
    from graph_service.loading.facts import entity_id

    lot = Claim("Lot", "样例标段", local="L1")
    values = {"lot_code": "L1", "regime": "works", "submission_deadline": DEADLINE}
    rows: list[Any] = [EntityAssertion(lot, {"name": "样例标段", **values}, "lot", run.on)]
    for key in ("a", "b", "c"):
        rows.append(
            RelationshipAssertion("BID_ON", run.claims[key], lot, f"bid-{key}", {"price": "100"}, observed_on=run.on)
        )
    rows.append(RelationshipAssertion("TENDERED_BY", lot, run.claims["buyer"], "buyer", observed_on=run.on))
    rows.append(RelationshipAssertion("EVALUATES", run.claims["x"], lot, "expert", observed_on=run.on))
    for bidder in ("样例甲建设公司", "样例乙建设公司"):
        rows.append(
            RelationshipAssertion(
                "BID_TEAM_MEMBER", run.claims["r"], lot, f"team-{bidder}", {"bidder": bidder}, observed_on=run.on
            )
        )
    rows.append(
        RelationshipAssertion(
            "SERVED", run.claims["c"], lot, "served", {"role": "设计咨询"}, "2025-01-01", observed_on=run.on
        )
    )
    session = LoadSession(engine.graph, SOURCE, "lot", "lot")
    session.begin()
    session.write(enumerate([(row,) for row in rows]))
    session.finish()
    return entity_id(lot, SOURCE.id)


def test_a_lot_of_the_graph(run: CaseRun, engine: Engine) -> None:
    lot = _load_lot(run, engine)
    found = run.services.review({"lot": lot, "as_of": "2026-05-25", "indicative": False}, REVIEWER)
    assert found["tender"]["regime"] == "works"
    assert {r["role"] for r in found["roles"]} == {"bidder", "buyer", "expert", "team"}
    said = _said(found, run)
    assert {
        ("R1", "ground", "ab"),
        ("R8", "deemed", "ab"),
        ("R15a", "ground", "c"),
        ("E1", "indication", "cx"),
        ("R9", "indication", "abc"),
    } <= said
    other = run.services.review(
        {"lot": lot, "as_of": "2026-05-25", "indicative": False, "tender": {"regime": "procurement"}}, REVIEWER
    )
    assert ("P1", "ground", "ab") in _said(other, run)
    assert not {s for s in _said(other, run) if s[0].startswith("R")}


# -- bad input: a clear message or a finding, never a crash --------------------------------------------------------


def _request(**more: Any) -> dict[str, Any]:
    tender = {"regime": "bidding", "submission_deadline": DEADLINE, "bids": [{"bidder": "某公司"}], **more}
    return {"tender": {name: value for name, value in tender.items() if value is not ...}}


@pytest.mark.parametrize(
    ("more", "said"),
    [({"regime": "火星采购"}, "适用制度"), ({"submission_deadline": ...}, "submission_deadline：缺少"), ({"submission_deadline": "某日"}, "时间格式"),
     ({"bids": []}, "bids：内容为空"), ({"bids": [{"bidder": {}}]}, "名称、代码或编号"), ({"bids": [{"bidder": "甲", "price": "-1"}]}, "负数"),
     ({"bids": [{"bidder": "甲", "price": "面议"}]}, "数字"), ({"bids": [{"bidder": "甲", "colour": "红"}]}, "没有这一项"), ({"moon": 1}, "没有这一项"),
     ({"bids": [{"bidder": {"id": "no-such-id"}}]}, "没有编号"), ({"bids": [{"bidder": "甲" * 600}]}, "文字过长")],
)  # fmt: skip
def test_bad_input_is_explained(run: CaseRun, more: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidInput) as error:
        run.services.review(_request(**more), REVIEWER)
    assert said in error.value.zh


def test_requests_that_are_no_reviews(run: CaseRun) -> None:
    with pytest.raises(InvalidInput, match="has no moon"):
        run.services.review({**_request(), "moon": 1}, REVIEWER)
    with pytest.raises(InvalidInput, match="tender or a lot"):
        run.services.review({}, REVIEWER)
    with pytest.raises(InvalidInput, match="no day"):
        run.services.review({**_request(), "as_of": "gestern"}, REVIEWER)
    with pytest.raises(NotFound):
        run.services.review({"lot": "a" * 26}, REVIEWER)
    with pytest.raises(PurposeRequired):
        run.services.review(_request(), Viewer("r", frozenset({"reviewer"}), None))


def test_from_one_to_five_hundred_bidders(run: CaseRun) -> None:
    one = _review(run, {"code": _code(1)})
    assert [n["code"] for n in one["notices"]] == ["one_bid"]
    assert one["matrix"] == []
    many = [{"name": f"无名{n}号公司"} for n in range(499)]
    found = _review(run, {"code": _code(1)}, *many)
    assert len(_bidders(found)) == 500
    with pytest.raises(LimitExceeded, match="502"):
        _review(run, {"code": _code(1)}, *many, {"name": "又一公司"}, {"name": "再一公司"})


def test_one_party_in_several_roles(run: CaseRun) -> None:
    """A bidder that is also the agency; an expert who is also a legal representative; the same bidder twice."""
    expert = {"experts": [{"id": run.id_of("p")}], "agency": {"code": _code(1)}}
    found = _review(run, {"code": _code(1)}, {"code": _code(3)}, {"bidder": {"code": _code(3)}, "price": "7"}, **expert)
    assert {("R14", "ground", "a"), ("E1", "ground", "ap")} <= _said(found, run)
    assert {n["code"] for n in found["notices"]} == {"bidder_is_agency", "bidder_twice"}


@pytest.mark.parametrize("deadline", ["1995-05-20T09:30:00+08:00", "2035-05-20T09:30:00+08:00"])
def test_deadlines_long_past_or_ahead(run: CaseRun, deadline: str) -> None:
    found = _review(run, {"code": _code(1)}, {"code": _code(2)}, submission_deadline=deadline)
    assert [n["code"] for n in found["notices"]] == ["long_past" if deadline < "2026" else "not_yet"]
    assert not {s for s in _said(found, run) if s[1] == "ground"}
