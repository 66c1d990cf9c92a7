"""Everything that may be wrong with what comes in: a message that says what and where, and nothing half-written."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import openpyxl
import pytest

from graph_service.engine import Engine, EngineSettings, open_engine
from graph_service.engine.embedded import EmbeddedEngine
from graph_service.errors import InvalidFile, InvalidMapping
from graph_service.loading.assertions import Claim
from graph_service.loading.digest import digest
from graph_service.loading.facts import entity_id
from graph_service.loading.versions import current_version
from guanlian.loading import LoadRequest
from tests.api.conftest import Service
from tests.conftest import empty
from tests.contract.test_loading import company, load, row

pytestmark = pytest.mark.engine
HOLDERS = "企业统一社会信用代码,企业名称,股东类型,股东名称,股东证件号码,持股比例,出资日期,退出日期,数据日期"
BRANCHES = "分支机构代码,分支机构名称,设立日期,所属企业代码,所属企业名称,数据日期"
FIRMS = {"甲": "91370000XQ090002XJ", "乙": "91370000XQ0900038J", "丙": "91370000XQ000003XC"}
GOOD = f"{FIRMS['甲']},样例甲有限公司,自然人,王样本,,60%,2020-01-01,,2026-01-01"


@pytest.fixture
def loaded(service: Service, engine: Engine) -> Service:
    empty(engine.graph)
    load(engine.graph, [row(n) for n in range(4)])
    return service


def state(service: Service) -> tuple[int, str]:
    graph = service.services.engine.graph
    version = current_version(graph)
    return version, digest(graph, version).value


def written(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


LONG = "\n".join(GOOD.replace("王样本", f"王样本{n}") for n in range(2500))
"""More rows than a batch, so that the first is written before the fault is read."""


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("holders.csv", b"", "empty"),
        ("holders.csv", HOLDERS.encode("utf-16-le") + b"\xff\xff\xfe", "neither UTF-8 nor GB18030"),
        ("holders.csv", "没有,这样,的表头\n1,2,3\n".encode(), "no mapping fits"),
        ("holders.csv", f"{HOLDERS},持股比例\n{GOOD},1\n".encode(), "stands twice"),
        ("holders.csv", f"{HOLDERS}\n{LONG}\n{',' * 1_000_001}\n".encode(), "line 2502: longer than"),
        ("holders.csv", f"{HOLDERS}\n{LONG}\n{GOOD}\0\n".encode(), "line 2502: a NUL byte"),
        ("holders.csv", f"{HOLDERS}\n{LONG}\n".encode() + b"\xff\xfe\x80,,\n", "neither UTF-8 nor GB18030"),
        ("holders.csv.zip", b"PK\x03\x04 torn off", "damaged"),
        ("holders.csv.gz", b"\x1f\x8b\x08\x00 torn off", "damaged"),
        ("holders.xlsx", b"not a workbook", "not an Excel workbook"),
        ("holders.jsonl", b"{}\n[1]\n", "not an object"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)  # fmt: skip
def test_a_broken_file_leaves_nothing_behind(
    loaded: Service, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    before = state(loaded)
    with pytest.raises((InvalidFile, InvalidMapping)) as caught:
        loaded.loader.load(LoadRequest(written(tmp_path, name, content)))
    assert words in caught.value.en
    assert state(loaded) == before
    assert loaded.loader.load(LoadRequest(written(tmp_path, "good.csv", f"{HOLDERS}\n{GOOD}\n")))["new"] == 1


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("60%", "150%"), "a share lies between 0 % and 100 %"),
        (("2020-01-01,,", "2020-01-01,2019-06-30,"), "the end lies before the start"),
        (("2020-01-01,,", "2020-13-01,,"), "there is no such day"),
        ((FIRMS["甲"], "91370000XQ090002XK"), "the check character of the credit code is wrong"),
        ((",,60%", ",370000196803129986,60%"), "the check character of the ID number is wrong"),
        (("60%", "=1+1"), "a formula is not read; save values instead"),
    ],
)
def test_a_bad_row_is_rejected_alone(loaded: Service, tmp_path: Path, change: tuple[str, str], reason: str) -> None:
    other = GOOD.replace("王样本", "李样本")
    report = loaded.loader.load(
        LoadRequest(written(tmp_path, "h.csv", f"{HOLDERS}\n{GOOD.replace(*change)}\n{other}\n"))
    )
    assert (report["read"], report["new"], report["rejected"]) == (2, 1, 1)
    assert (report["rejects"][0]["line"], report["rejects"][0]["reason"]) == (2, reason)


@pytest.mark.parametrize(
    ("since", "until", "standing"),
    [("2019", "", "presumed"), ("2025-06", "", "presumed"), ("2026", "", "unknown"), ("", "2025", "ended"), ("", "2026", "unknown")],
)  # fmt: skip
def test_partial_dates_are_kept_and_never_made_more_exact(
    loaded: Service, tmp_path: Path, since: str, until: str, standing: str
) -> None:
    line = f"{FIRMS['甲']},样例甲有限公司,自然人,王样本,,60%,{since},{until},2024-12-31"
    loaded.loader.load(LoadRequest(written(tmp_path, "h.csv", f"{HOLDERS}\n{line}\n")))
    found = loaded.get(f"/entities/{firm('甲')}/relationships", as_of="2026-03-01", include_ended=True)["relationships"]
    assert [(r["valid_from"] or "", r["valid_to"] or "", r["standing"]) for r in found] == [(since, until, standing)]


@pytest.mark.parametrize("mark", ["utf-8-sig", "gb18030"])
def test_marks_and_encodings_make_no_difference(loaded: Service, tmp_path: Path, mark: str) -> None:
    loaded.loader.load(LoadRequest(written(tmp_path, "a.csv", f"{HOLDERS}\n{GOOD}\n")))
    before = state(loaded)[1]
    report = loaded.loader.load(LoadRequest(written(tmp_path, "b.csv", f"{HOLDERS}\n{GOOD}\n".encode(mark))))
    assert (report["unchanged"], state(loaded)[1]) == (1, before)


def test_formulas_of_a_workbook_are_refused(loaded: Service, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(HOLDERS.split(","))
    book.active.append(GOOD.replace("60%", "=HYPERLINK(1)").split(","))
    book.save(tmp_path / "h.xlsx")
    report = loaded.loader.load(LoadRequest(tmp_path / "h.xlsx"))
    assert "formula" in report["rejects"][0]["reason"]


def firm(name: str) -> str:
    return entity_id(Claim("Enterprise", uscc=FIRMS[name]), "county-register")


def test_a_cycle_of_branches_ends_every_question(loaded: Service, tmp_path: Path) -> None:
    ring = [("甲", "乙"), ("乙", "丙"), ("丙", "甲"), ("甲", "甲")]
    lines = [f"{FIRMS[a]},样例{a},2019-01-01,{FIRMS[b]},样例{b},2026-01-01" for a, b in ring]
    loaded.loader.load(LoadRequest(written(tmp_path, "b.csv", "\n".join([BRANCHES, *lines]) + "\n")))
    assert loaded.get(f"/entities/{firm('甲')}/exposure", as_of="2026-02-01")["indicative"]["best"] is None
    body = {"ids": [firm("甲")], "depth": 4, "as_of": "2026-02-01"}
    around = loaded.call("POST", "/api/v1/subgraphs", json=body).json()
    assert around["parties"].keys() == {firm(name) for name in FIRMS}
    body = {"ids": [firm("甲"), firm("丙")], "as_of": "2026-02-01"}
    assert loaded.call("POST", "/api/v1/paths", json=body).json()["paths"][0]["length"] == 1


def test_a_mapping_that_names_no_field_says_which(loaded: Service, tmp_path: Path) -> None:
    mapping = written(tmp_path, "m.yaml", """
id: mine
version: 1
title: {zh: 甲, en: A}
source: {id: mine, zh: 甲, en: A}
recognize: [name]
entities: {company: {kind: Enterprise, identity: {local: "{name}"}, values: {colour: name}}}
""")  # fmt: skip
    before = state(loaded)
    with pytest.raises(InvalidMapping, match="colour"):
        loaded.loader.load(LoadRequest(written(tmp_path, "d.csv", "name\nA\n"), str(mapping)))
    assert state(loaded) == before


def test_a_factor_over_one_is_explained_by_key_and_bound(loaded: Service) -> None:
    text = (Path(__file__).parents[2] / "policies" / "default.yaml").read_text(encoding="utf-8")
    text = text.replace("CONTROLS: {forward: 0.9,", "CONTROLS: {forward: 1.2,")
    found = loaded.call("POST", "/api/v1/policies/check", json={"text": text}).json()
    assert found["valid"] is False
    assert any("CONTROLS" in fault and "0.95" in fault for fault in found["faults"]), found


@pytest.mark.parametrize(
    ("method", "path", "more", "status"),
    [
        ("GET", "/entities/{firm}/exposure?as_off=2026-01-01", {}, 422),
        ("POST", "/subgraphs", {"json": {"ids": ["{firm}"], "depth": 10**9}}, 422),
        ("POST", "/subgraphs", {"content": b"{" * 100_000_000}, 413),
        ("POST", "/subgraphs", {"content": b"[" * 900_000, "headers": {"Content-Type": "application/json"}}, 400),
    ],
)
def test_a_bad_request_is_a_problem_and_changes_nothing(
    loaded: Service, method: str, path: str, more: dict[str, Any], status: int
) -> None:
    before = state(loaded)
    known = entity_id(company(1), "register")
    if "json" in more:
        more = {"json": {**more["json"], "ids": [known]}}
    reply = loaded.call(method, "/api/v1" + path.replace("{firm}", known), **more)
    assert reply.status_code == status, reply.text
    assert reply.headers["content-type"] == "application/problem+json"
    assert state(loaded) == before


@pytest.fixture
def own_engine(tmp_path: Path) -> Iterator[EmbeddedEngine]:
    engine = open_engine(EngineSettings(tmp_path / "own", heap="512m"))
    assert isinstance(engine, EmbeddedEngine)
    yield engine
    engine.stop()


def test_an_engine_gone_in_mid_request_is_unavailable_and_comes_back_by_itself(
    own_engine: EmbeddedEngine, tmp_path: Path
) -> None:
    load(own_engine.graph, [row(n) for n in range(6)])
    service = Service(own_engine, tmp_path / "data")
    path = f"/api/v1/entities/{entity_id(company(1), 'register')}/exposure?as_of=2026-01-01"
    before = service.call("GET", path)
    replies: list[httpx.Response] = []
    asking = threading.Thread(target=lambda: replies.extend(service.call("GET", path) for _ in range(40)))
    asking.start()
    time.sleep(0.3)
    own_engine._process.kill()
    asking.join()
    assert {r.status_code for r in replies} <= {200, 503}
    assert all(int(r.headers["retry-after"]) >= 1 for r in replies if r.status_code == 503)
    deadline = time.monotonic() + 60
    while (after := service.call("GET", path)).status_code != 200:
        assert after.status_code == 503
        assert time.monotonic() < deadline
        time.sleep(0.5)
    assert after.content.split(b'"meta"')[0] == before.content.split(b'"meta"')[0]
    service.close()
