"""What is met before there is anything: a service that asks for keys, an empty graph; and what one may not do."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.e2e.conftest import Open, Site, _environment, command, serving, settle, shoot, violations

LANGUAGES = ["zh-CN", "en"]


@dataclass(frozen=True, slots=True)
class Locked:
    base: str
    key: str


@pytest.fixture(scope="module")
def locked(built: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Locked]:
    """A service without data that asks for keys, and the key of one who only reads."""
    folder = tmp_path_factory.mktemp("locked")
    made = subprocess.run(
        command(folder, "keys", "create", "window", "--unit", "样例县/窗口", "--role", "reader"),
        env=_environment(folder), check=True, capture_output=True, text=True,
    )  # fmt: skip
    key = re.search(r"glk_\S+", made.stdout)
    assert key
    with serving(folder) as base:
        yield Locked(base, key[0])


def sign_in(page: Any, key: str) -> None:
    page.locator("input[type=password]").fill(key)
    page.get_by_role("button", name=re.compile("^(登录|Sign in)$")).click()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_key_opens_an_empty_graph_that_says_what_to_do(visit: Open, locked: Locked, language: str) -> None:
    page = visit("/records", base=locked.base, language=language)
    page.get_by_role("heading", name=re.compile("^(登录|Sign in)$")).wait_for()
    assert violations(page) == []
    shoot(page, f"sign-in-{language}")
    sign_in(page, "glk_wrong")
    page.get_by_role("alert").wait_for()
    sign_in(page, locked.key)
    page.get_by_role("link", name=re.compile("^(首页|Home)$")).click()
    page.get_by_role("heading", name=re.compile("还没有任何资料|Nothing is loaded yet")).wait_for()
    settle(page)
    assert violations(page) == []
    shoot(page, f"first-use-{language}")
    page.get_by_role("button", name=re.compile("退出登录|Sign out")).click()
    page.get_by_role("heading", name=re.compile("^(登录|Sign in)$")).wait_for()


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_only_reads_is_told_which_role_is_missing(visit: Open, locked: Locked, language: str) -> None:
    page = visit("/reviews", base=locked.base, language=language)
    sign_in(page, locked.key)
    page.get_by_role("heading", name=re.compile("没有权限|Not permitted")).wait_for()
    assert re.search("reviewer|auditor", page.get_by_role("alert").inner_text())
    assert violations(page) == []
    shoot(page, f"forbidden-{language}")


def test_an_empty_graph_has_nothing_to_screen_against_but_says_so(visit: Open, locked: Locked) -> None:
    page = visit("/screenings", base=locked.base)
    sign_in(page, locked.key)
    page.get_by_role("textbox", name="粘贴名单").fill("望川样例建材")
    page.get_by_role("textbox", name="查询用途").fill("供应商年审")
    page.get_by_role("button", name="开始筛查").click()
    page.get_by_role("heading", level=1, name="筛查结果").wait_for(timeout=60_000)
    assert "不等于没有问题" in page.get_by_role("main").inner_text()


def test_a_page_of_a_hub_says_how_much_is_listed_and_that_undated_ones_are_not_all(visit: Open, site: Site) -> None:
    """The service's own answer, made the first page of 50,000 relations of which none that was read has a date."""

    def first_of_many(route: Any) -> None:
        reply = route.fetch()
        told = reply.json()
        told["relationships"] = [{**r, "valid_from": None, "first_observed": None} for r in told["relationships"]]
        told |= {"counts": {"USES": 50_000}, "more": 49_900, "next_cursor": "next"}
        route.fulfill(response=reply, json=told)

    page = visit("/")
    page.route("**/relationships?**", first_of_many)
    page.goto(f"/party/{site.party('望川投标同表a建设有限公司')}")
    page.get_by_text(re.compile("已列出 [0-9]+ 条，共 50,000 条")).wait_for()
    page.get_by_role("button", name="更多").first.wait_for()
    page.goto(f"{page.url}/timeline")
    page.get_by_text("只画出前 200 条").wait_for()
    assert "没有带日期的关系或记录" not in page.get_by_role("main").inner_text()


def test_a_party_that_was_merged_leads_to_the_one_that_is_left(visit: Open, site: Site) -> None:
    kept, gone = site.party("望川投标同表a建设有限公司"), site.party("望川陌路2之1建设有限公司")
    say = {"reason": "样例：两份登记系同一主体", "evidence": "样例卷宗第3页"}
    body = {"a": kept, "b": gone, "decision": "same", "scope": "everywhere", **say}
    url = f"{site.base}/api/v1/identity/judgements"
    made = httpx.post(url, json=body, timeout=60)
    assert made.status_code == 201, made.text
    try:
        page = visit(f"/party/{gone}")
        page.get_by_text("该主体已并入").wait_for()
        assert violations(page) == []
        shoot(page, "merged-zh-CN")
    finally:
        undone = httpx.post(f"{url}/{made.json()['judgement']}/undo", json=say, timeout=60)
        assert undone.status_code == 201, undone.text
