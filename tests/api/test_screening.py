"""Screening over the API: candidates with evidence, options of each party, dismissals, limits, jobs."""

from __future__ import annotations

import csv
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import typer
from typer.testing import CliRunner

from graph_service.engine import Engine
from graph_service.loading.assertions import Claim, EntityAssertion, RelationshipAssertion
from graph_service.loading.facts import entity_id
from guanlian.client import Client
from guanlian.commands import screen as command
from tests.api.conftest import Service
from tests.api.test_api import problem
from tests.conftest import empty
from tests.contract.test_loading import load

pytestmark = pytest.mark.engine
DAY = date(2026, 1, 1)
PLACE = "/api/v1/screenings"
NAMES = ["望川新岭建材有限公司", "望川新岭商贸有限公司", "临江百货商店有限公司"]
CODE = "91370000XQ090002XJ"


def firm(number: int) -> Claim:
    return Claim("Enterprise", name=NAMES[number], uscc=CODE if number == 0 else None, local=f"f{number}")


def person() -> Claim:
    return Claim("Person", name="王样本", local="p")


def rows() -> list[Any]:
    record = Claim("CreditRecord", local="k", negative=True)
    stated = {"record_kind": "失信被执行人", "listed_on": "2025-09-01", "state": "active"}
    return [
        *((n, (EntityAssertion(firm(n), {}, f"r{n}", DAY),)) for n in range(3)),
        (3, (EntityAssertion(record, stated, "k", DAY), RelationshipAssertion("SUBJECT_OF", firm(0), record, "k", observed_on=DAY))),
        (4, (EntityAssertion(person(), {}, "p", DAY),)),
    ]  # fmt: skip


@pytest.fixture
def loaded(service: Service, engine: Engine) -> Service:
    empty(engine.graph)
    load(engine.graph, rows())
    return service


def of(claim: Claim) -> str:
    return entity_id(claim, "register")


def screened(service: Service, *parties: dict[str, Any], **more: Any) -> dict[str, Any]:
    response = service.call("POST", PLACE, json={"parties": list(parties), "as_of": "2026-01-01", **more})
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def test_a_code_is_the_same_a_name_only_possible_and_nothing_is_none(loaded: Service) -> None:
    found = screened(
        loaded, {"key": "a", "kind": "Enterprise", "uscc": CODE}, {"schema": "Company", "properties": {"name": [NAMES[0]]}},
        {"kind": "Enterprise", "name": "毫不相干机械厂"}, {"kind": "Enterprise", "name": "无"},
    )  # fmt: skip
    assert [(r["key"], r["outcome"]) for r in found["results"]] == [
        ("a", "same"), ("2", "possible"), ("3", "none"), ("4", "rejected"),
    ]  # fmt: skip
    assert found["counts"] == {"same": 1, "possible": 1, "none": 1, "rejected": 1, "dismissed": 0}
    best = found["results"][1]["candidates"][0]
    assert best["id"] == of(firm(0))
    assert any(f["direction"] == "for" for f in best["features"])
    assert found["parties"][of(firm(0))]["listed"] == ["失信被执行人"]
    assert found["results"][3]["fault"]["zh"]


def test_a_candidate_says_how_many_bear_its_name(loaded: Service) -> None:
    found = screened(loaded, {"kind": "Enterprise", "name": NAMES[0]}, {"kind": "Person", "name": "王样本"})
    firms, persons = (r["candidates"] for r in found["results"])
    assert [(c["name_bearers"], c["name_region"]) for c in firms] == [(2, None)] * len(firms)
    assert [(c["name_bearers"], c["name_region"]) for c in persons] == [(1, None)]


def test_options_of_a_party_come_before_those_of_the_request(loaded: Service) -> None:
    own = {"kind": "Enterprise", "name": NAMES[1], "options": {"threshold": 0.999}}
    found = screened(loaded, own, {"kind": "Enterprise", "name": NAMES[1]}, options={"threshold": 0.1, "limit": 2})
    first, second = (len(r["candidates"]) for r in found["results"])
    assert first < second == 2


def test_only_candidates_on_the_lists_asked_for(loaded: Service) -> None:
    party = {"kind": "Enterprise", "name": "望川新岭"}
    every, listed, other = (
        screened(loaded, party, options={"lists": lists, "threshold": 0.01})["results"][0]
        for lists in ([], ["失信被执行人"], ["world_bank_debarment"])
    )
    assert len(every["candidates"]) > len(listed["candidates"]) == 1
    assert (listed["candidates"][0]["id"], other["outcome"]) == (of(firm(0)), "none")
    problem(loaded.call("POST", PLACE, json={"parties": [party], "options": {"lists": ["x"]}}), 422, "invalid_input")


def test_what_is_recorded_comes_on_request_and_apart(loaded: Service) -> None:
    candidate = screened(loaded, {"uscc": CODE}, include=["own", "exposure"])["results"][0]["candidates"][0]
    assert [r["values"]["record_kind"] for r in candidate["own"]["records"]] == ["失信被执行人"]
    assert "indicative" in candidate["exposure"]
    assert "reach" not in candidate


def test_a_dismissed_match_stays_away_until_something_new_is_learned(loaded: Service, engine: Engine) -> None:
    party = {"kind": "Enterprise", "name": NAMES[0]}
    body = {"party": party, "candidate": of(firm(0)), "reason": "住所与行业均不同"}
    made = loaded.call("POST", f"{PLACE}/dismissals", json=body)
    assert made.status_code == 201
    assert of(firm(0)) not in [c["id"] for c in screened(loaded, party)["results"][0]["candidates"]]
    shown = screened(loaded, party, options={"dismissed": "show"})["results"][0]["candidates"][0]
    assert (shown["dismissed"]["reason"], shown["dismissed"]["changed_since"]) == ("住所与行业均不同", False)
    load(engine.graph, [(9, (EntityAssertion(firm(0), {"scope": "新增"}, "r9", date(2026, 2, 1)),))])
    back = screened(loaded, party)["results"][0]["candidates"][0]
    assert (back["id"], back["dismissed"]["changed_since"]) == (of(firm(0)), True)
    assert loaded.call("DELETE", f"{PLACE}/dismissals/{made.json()['id']}").status_code == 204
    assert "dismissed" not in screened(loaded, party)["results"][0]["candidates"][0]
    kept = loaded.get("/screenings/dismissals")["dismissals"]
    assert [(d["candidate"], bool(d["withdrawn_at"])) for d in kept] == [(of(firm(0)), True)]


def test_only_what_changed_since_an_instant(loaded: Service, engine: Engine) -> None:
    party = {"kind": "Enterprise", "name": "望川新岭"}
    instant = loaded.get("/loads")["loads"][0]["finished_at"]
    time.sleep(0.01)
    load(engine.graph, [(9, (EntityAssertion(firm(1), {"scope": "新增"}, "r9", date(2026, 2, 1)),))])
    later = loaded.get("/loads")["loads"][0]["started_at"]
    found = screened(loaded, party, options={"changed_since": later, "threshold": 0.01})["results"][0]["candidates"]
    assert {c["id"] for c in found} == {of(firm(1))}
    assert instant < later


def test_more_than_the_limit_at_once_is_a_job_with_the_same_answer(loaded: Service) -> None:
    parties = [{"kind": "Enterprise", "name": NAMES[n % 3], "key": str(n)} for n in range(120)]
    started = loaded.call("POST", PLACE, json={"parties": parties, "as_of": "2026-01-01"})
    assert started.status_code == 202
    job = started.json()["job"]
    for _ in range(200):
        state = loaded.get(f"/jobs/{job}")
        if state["state"] in ("done", "failed"):
            break
        time.sleep(0.05)
    assert (state["state"], state["progress"]) == ("done", 120)
    whole = loaded.call("GET", f"/api/v1/jobs/{job}/result").json()
    few = screened(loaded, *parties[:3])
    assert whole["results"][:3] == few["results"]
    assert not list((loaded.settings.data_dir / "jobs" / "uploads").glob("*"))


def test_ten_thousand_and_one_are_refused_with_the_limit(loaded: Service) -> None:
    refused = loaded.call("POST", PLACE, json={"parties": [{"name": "甲公司"}] * 10_001})
    found = problem(refused, 422, "limit_exceeded")
    assert (found["limit"], "screening_max_parties" in found["detail"].lower()) == (10_000, True)


@pytest.mark.parametrize(
    "party",
    [
        {"nmae": "甲公司"}, {"name": "甲" * 1_000_000}, {"name": "甲\x00公司"}, {"name": "甲", "schema": "Company"},
        {"properties": {"name": ["甲"]}}, {"kind": "Vessel", "name": "甲"}, {"name": ["甲"]},
    ],
)  # fmt: skip
def test_what_is_no_party_is_refused_with_its_place(loaded: Service, party: dict[str, Any]) -> None:
    found = problem(loaded.call("POST", PLACE, json={"parties": [{"name": "甲公司"}, party]}), 422, "invalid_input")
    assert any("parties.1" in fault["location"] for fault in found["errors"]), found


@pytest.mark.parametrize(
    ("party", "zh", "en"),
    [
        ({"name": "甲\x00公司"}, "不能含有空字符（U+0000），请删去", "may not contain the character U+0000; delete it"),
        ({"name": "甲公司", "key": ""}, "应为 1 至 100 个字符，不能含有空字符（U+0000）",
         "must be 1 to 100 characters, none of them U+0000"),
    ],
)  # fmt: skip
def test_a_pattern_that_is_missed_is_said_in_words(loaded: Service, party: dict[str, Any], zh: str, en: str) -> None:
    for language, said in (("zh", zh), ("en", en)):
        refused = loaded.call("POST", PLACE, json={"parties": [party]}, headers={"Accept-Language": language})
        assert said in [fault["message"] for fault in problem(refused, 422, "invalid_input")["errors"]]


@pytest.mark.parametrize(
    "name", ["\u202e司公甲", "Ｗａｎｇ 望川", "甲\x07公司", "مجموعة", "🙂🙂", "%00", "'; DROP", "a" * 500]
)
def test_odd_names_are_screened_like_any(loaded: Service, name: str) -> None:
    assert screened(loaded, {"name": name})["results"][0]["outcome"] in ("none", "possible", "rejected")


def test_persons_need_a_purpose_and_are_in_the_audit_log(loaded: Service) -> None:
    screened(loaded, {"kind": "Person", "name": "王样本"}, purpose="投标审查")
    entry = loaded.store.audit_entries(limit=1000)[-1]
    assert (entry["action"], entry["purpose"]) == ("screening", "投标审查")
    assert of(person()) in json.dumps(entry["subjects"])
    loaded.key = loaded.key_for("reader")
    problem(loaded.call("POST", PLACE, purpose=None, json={"parties": [{"name": "甲公司"}]}), 428, "purpose_required")
    body = {"party": {"name": "甲公司"}, "candidate": of(firm(0)), "reason": "不是同一家"}
    problem(loaded.call("POST", f"{PLACE}/dismissals", json=body), 403, "forbidden")


def test_a_list_in_and_the_same_list_with_reasons_out(
    loaded: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A broken line, a wrong code and a line that names nobody do not keep the others from being screened."""

    @contextmanager
    def own(purpose: str | None = None) -> Iterator[Client]:
        yield Client(lambda method, path, **more: loaded.call(method, path, purpose=None, **more), purpose)

    monkeypatch.setattr(command, "client", own)
    source = tmp_path / "list.csv"
    body = [
        f"{NAMES[0]},企业,{CODE},H-1",
        f"{NAMES[1]},企业,{CODE[:-1]}A,H-2",
        "无,企业,,H-3",
        '"开引号,企业,,H-4',
        "毫不相干机械厂,企业,,=1+1",
    ]
    source.write_text("名称,类型,统一社会信用代码,合同号\n" + "\n".join(body * 30), encoding="utf-8")
    app = typer.Typer()
    command.register(app)
    done = CliRunner().invoke(
        app,
        [str(source), "--out", str(tmp_path / "out.csv"), "--purpose", "投标审查", "--as-of", "2026-01-01", "--json"],
    )
    assert done.exit_code == 0, done.output
    told = json.loads(done.output)
    assert told["counts"] == {"same": 30, "possible": 30, "rejected": 60, "none": 30}
    assert (told["read"], told["unused_columns"]) == (150, ["合同号"])
    with (tmp_path / "out.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    first = [row for row in rows if row["行号"] == "2"]
    assert first[0]["同名主体"] == "全部数据中 2 个"
    assert (first[0]["结果"], first[0]["候选名称"], first[0]["现行记录（列入日）"], first[0]["合同号"]) == (
        "同一",
        NAMES[0],
        "失信被执行人（2025-09-01）",
        "H-1",
    )
    assert (first[0]["候选统一社会信用代码"], first[0]["候选编号"]) == (CODE, of(firm(0)))
    second = next(row for row in rows if row["行号"] == "3")
    assert second["结果"] == "疑似"
    assert second["相符之处"]
    assert "校验位" in second["说明"]
    assert {row["说明"] for row in rows if row["行号"] == "5"} == {"引号未闭合"}
    assert {row["合同号"] for row in rows if row["行号"] == "6"} == {"'=1+1"}


@pytest.mark.parametrize(
    ("language", "result", "about", "record", "outcome", "told"),
    [
        ("zh", "筛查结果", "说明", "失信被执行人（2025-09-01）", "同一", "3 行：同一 1，疑似 1，未见 1"),
        (
            "en",
            "Result",
            "About",
            "Dishonest judgment debtor (2025-09-01)",
            "same",
            "3 rows: same 1, possible 1, none 1",
        ),
    ],
)
def test_a_spreadsheet_says_what_was_asked_and_how_it_is_read(
    loaded: Service, tmp_path: Path, language: str, result: str, about: str, record: str, outcome: str, told: str
) -> None:
    """As a procurement office sends it (供应商名称, 公司); no column has codes of ours, and days stand beside records."""
    lines = f"供应商名称,类型,税号\n{NAMES[0]},公司,{CODE}\n望川新岭,公司,\n毫不相干机械厂,企业,\n"
    sent = {"file": ("投标人.csv", lines.encode("gb18030"), "text/csv")}
    data = {"as_of": "2026-01-01", "purpose": "投标审查", "limit": "1", "kind": "Enterprise"}
    started = loaded.call("POST", f"{PLACE}/files", files=sent, data=data, headers={"Accept-Language": language})
    job = started.json()["job"]
    while loaded.get(f"/jobs/{job}")["state"] in ("queued", "running"):
        time.sleep(0.05)
    path = tmp_path / "out.xlsx"
    path.write_bytes(loaded.call("GET", f"{PLACE}/files/{job}").content)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [result, about]
    table = [[cell or "" for cell in row] for row in book[result].iter_rows(values_only=True)]
    assert table[1][4] == outcome
    assert record in table[1]
    assert book[result].auto_filter.ref
    said = dict(book[about].iter_rows(values_only=True))
    assert {"投标审查", "2026-01-01", told} <= set(said.values())
    assert any("1" in v and ("候选" in v or "candidates" in v) for v in said.values())
    note = table[2][-2]
    assert ("还有其他候选未列出" if language == "zh" else "there are further candidates") in note
    codes = {"Enterprise", "active", "possible", "weak", "medium", "strong", "CreditRecord", "369999"}
    assert language == "en" or not codes & {cell for row in table for cell in row}


def test_candidates_that_agree_equally_well_are_said_to(loaded: Service, engine: Engine) -> None:
    """A common name, or a place and a trade alone: whichever comes first is no better than the others."""
    namesakes = [Claim("Person", name="王样本", local=f"n{n}") for n in range(3)]
    load(engine.graph, [(n, (EntityAssertion(p, {}, f"n{n}", DAY),)) for n, p in enumerate(namesakes)])
    party = {"kind": "Person", "name": "王样本"}
    two, all_ = (screened(loaded, party, options={"limit": n})["results"][0] for n in (2, 10))
    assert (len(two["candidates"]), two["truncated"], all_["truncated"]) == (2, True, False)
    assert [note["en"].split(":")[0] for note in two["notes"]] == [
        "at least 3 candidates agree equally well", "there are further candidates",
    ]  # fmt: skip
    assert [note["zh"] for note in all_["notes"]] == ["有 4 个候选同样相符，凭所给信息不能区分"]
    alone = screened(loaded, {"kind": "Enterprise", "name": NAMES[2]})["results"][0]
    assert (alone["notes"], alone["truncated"]) == ([], False)


def test_a_spreadsheet_over_the_api(loaded: Service, tmp_path: Path) -> None:
    """The broken line is rejected by its number, the others are screened; the result is a spreadsheet."""
    lines = [f"{NAMES[0]},企业,{CODE}", '"开引号,企业,', "毫不相干机械厂,企业,", "甲,外星人,"]
    sent = {"file": ("list.csv", ("名称,类型,统一社会信用代码\n" + "\n".join(lines)).encode(), "text/csv")}
    started = loaded.call("POST", f"{PLACE}/files", files=sent, data={"form": "csv", "as_of": "2026-01-01"})
    assert started.status_code == 202, started.text
    job = started.json()["job"]
    while (found := loaded.get(f"/jobs/{job}"))["state"] in ("queued", "running"):
        time.sleep(0.05)
    assert (found["state"], found["result"]["counts"]) == ("done", {"same": 1, "rejected": 2, "none": 1})
    result = loaded.call("GET", f"{PLACE}/files/{job}")
    rows = list(csv.DictReader(result.content.decode("utf-8-sig").splitlines()))
    assert list(dict.fromkeys((row["行号"], row["结果"]) for row in rows)) == [
        ("2", "同一"), ("3", "未筛查"), ("4", "未见"), ("5", "未筛查")
    ]  # fmt: skip
    assert (rows[0]["把握程度"], rows[0]["匹配分"]) == ("强标识相符", "1.000")
    assert rows[0]["相符之处"]
    assert {row["说明"] for row in rows if row["行号"] == "3"} == {"引号未闭合"}


def test_a_list_that_is_none_or_too_long_is_refused(loaded: Service, engine: Engine, tmp_path: Path) -> None:
    wrong = {"file": ("list.csv", "颜色\n红\n".encode(), "text/csv")}
    assert loaded.call("POST", f"{PLACE}/files", files=wrong).status_code == 422
    unknown = {"file": ("list.csv", "名称\n甲公司\n".encode(), "text/csv")}
    for data, said in (({"threshhold": "0.9"}, "是否指 threshold"), ({"colour": "red"}, "此处没有参数 colour")):
        assert (
            said
            in problem(loaded.call("POST", f"{PLACE}/files", files=unknown, data=data), 422, "invalid_input")["detail"]
        )
    small = Service(engine, tmp_path / "small", screening_max_lines=2)
    long = {"file": ("list.csv", "名称\n甲公司\n乙公司\n丙公司\n".encode(), "text/csv")}
    refused = small.call("POST", f"{PLACE}/files", files=long)
    small.close()
    assert "screening_max_lines" in problem(refused, 422, "limit_exceeded")["detail"].lower()


def test_a_screened_list_outlives_a_restart_and_its_key_stands_for_it_alone(loaded: Service) -> None:
    def send(name: str) -> Any:
        sent = {"file": ("list.csv", f"名称\n{name}\n".encode(), "text/csv")}
        return loaded.call(
            "POST", f"{PLACE}/files", files=sent, data={"form": "csv"}, headers={"Idempotency-Key": "k-lists-1"}
        )

    job = send(NAMES[0]).json()["job"]
    assert send(NAMES[0]).json()["job"] == job
    problem(send(NAMES[1]), 409, "conflict")
    while loaded.get(f"/jobs/{job}")["state"] in ("queued", "running"):
        time.sleep(0.05)
    loaded.app.state.api.runner.stop()
    loaded.app = loaded.build()  # as at the next start
    assert NAMES[0] in loaded.call("GET", f"{PLACE}/files/{job}").content.decode("utf-8-sig")
    assert not list((loaded.store.folder / "jobs" / "uploads").iterdir())
