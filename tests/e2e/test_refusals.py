"""Pages of people at work when the service fails, is slow, or refuses; and each of them with the keyboard alone."""

from __future__ import annotations

import json
import re
from pathlib import Path

import httpx
import pytest

from tests.e2e.conftest import Open, Site, settle, violations
from tests.e2e.keyboard import arrive, press, tab_to, to, write
from tests.e2e.test_loads import faulty
from tests.e2e.test_pages import SUCCESSOR
from tests.e2e.test_states import Locked, locked, sign_in

__all__ = ["locked"]

BROKEN = {
    "type": "about:blank", "title": "Internal error", "status": 500, "code": "internal", "detail": "", "request_id": "r-1",
}  # fmt: skip
# A page, what it asks the service, and a word that is only there once it was answered.
ASKS = {
    "reviews": ("/reviews", r"/api/v1/reviews(\?|$)", "还没有审查|审查名单|名称"),
    "loads": ("/loads", r"/api/v1/loads(\?|$)", "已发布"),
    "identity": ("/identity", r"/api/v1/identity/queue", "认定会改变"),
    "judgements": ("/identity", r"/api/v1/identity/judgements", "认定历史|认定会改变"),
    "party": ("party", r"/exposure(\?|$)", "境外名单的股权规则"),
    "relations": ("party", r"/relationships(\?|$)", "法定代表人"),
    "admin": ("/admin", r"/api/v1/principals", "新建或修改"),
    "audit": ("/admin/audit", r"/api/v1/audit", "操作人"),
    "policies": ("/policies", r"/api/v1/policies$", "从严策略"),
    "policy": ("/policies/strict", r"/api/v1/policies/strict", "记录严重度"),
}  # fmt: skip


def place(site: Site, path: str) -> str:
    return f"/party/{site.party(SUCCESSOR)}" if path == "party" else path


@pytest.mark.parametrize("name", ASKS)
def test_what_fails_is_said_where_it_is_missing_and_is_tried_again(visit: Open, site: Site, name: str) -> None:
    path, asked, word = ASKS[name]
    page = visit("/records")
    pattern = re.compile(asked)
    page.route(
        pattern,
        lambda route: route.fulfill(status=500, content_type="application/problem+json", body=json.dumps(BROKEN)),
    )
    page.goto(place(site, path))
    problem = page.get_by_role("main").get_by_role("alert").first
    problem.wait_for()
    assert "r-1" in problem.inner_text(), "the number under which the service wrote it down"
    assert violations(page) == []
    page.unroute(pattern)
    problem.get_by_role("button", name="重试").click()
    page.get_by_role("main").get_by_text(re.compile(word)).first.wait_for()
    settle(page)
    assert page.get_by_role("main").get_by_role("alert").count() == 0


@pytest.mark.parametrize("name", ["reviews", "loads", "identity", "policies", "admin"])
def test_what_is_slow_shows_that_it_is_being_read(visit: Open, name: str) -> None:
    page = visit("/")
    page.evaluate("window.slow = 3600")
    page.locator(f"header a[href^='{ASKS[name][0]}']").first.click()
    page.locator("main .skeleton").first.wait_for(timeout=3000)
    page.get_by_text("仍在处理").first.wait_for(timeout=5000)
    page.get_by_role("main").get_by_text(re.compile(ASKS[name][2])).first.wait_for(timeout=15_000)


@pytest.mark.parametrize("path", ["/admin", "/admin/audit", "/reviews"])
def test_who_may_not_is_told_so_and_can_go_on(visit: Open, locked: Locked, path: str) -> None:
    page = visit(path, base=locked.base)
    sign_in(page, locked.key)
    page.get_by_role("heading", name="没有权限").first.wait_for()
    assert violations(page) == []
    page.get_by_role("link", name="首页").click()
    page.get_by_role("heading", name="还没有任何资料").wait_for()


def test_a_load_that_is_refused_says_why_and_keeps_what_was_chosen(visit: Open, locked: Locked, tmp_path: Path) -> None:
    sent = tmp_path / "登记.csv"
    sent.write_text("a,b\n1,2\n", encoding="utf-8")
    page = visit("/loads", base=locked.base)
    sign_in(page, locked.key)
    page.locator("input[type=file]").first.set_input_files(str(sent))
    page.get_by_role("button", name="试读（不入库）").click()
    page.get_by_role("heading", name="没有权限").first.wait_for()
    assert sent.name in page.get_by_role("main").inner_text()
    assert violations(page) == []


def test_a_judgement_that_fails_keeps_its_reason(visit: Open) -> None:
    page = visit("/identity")
    pair = page.locator("article").first
    pair.get_by_role("button", name="无法判断").click()
    pair.get_by_label("理由").fill("登记档案未调取")
    page.route("**/identity/judgements", lambda route: route.abort())
    pair.get_by_role("button", name="记录认定").click()
    pair.get_by_role("alert").wait_for()
    assert pair.get_by_label("理由").input_value() == "登记档案未调取"
    assert violations(page) == []


def test_a_review_with_the_keyboard_alone(visit: Open) -> None:
    page = visit("/")
    to(page, "t", "/reviews")
    press(page, "新建审查")
    arrive(page, "/reviews/new")
    write(page, "项目或标段名称", "键盘样例标段")
    assert page.get_by_label("项目或标段名称").input_value() == "键盘样例标段"
    write(page, "投标人", "望川新岭建材有限公司\n望川旧山建材有限公司")
    press(page, "开始审查")
    arrive(page, "/reviews/(?!new)", timeout=60_000)
    page.get_by_role("heading", level=1, name="键盘样例标段").wait_for()
    press(page, "存证与报告")
    page.get_by_role("button", name="下载报告（PDF）").wait_for()


def test_a_load_with_the_keyboard_alone(visit: Open, site: Site, tmp_path: Path) -> None:
    path, *_ = faulty(site, tmp_path)
    page = visit("/")
    page.on("filechooser", lambda _: None)  # from the start: what Chromium opens before it is told is seen by nobody
    to(page, "l", "/loads")
    tab_to(page, "文件")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(str(path))
    page.get_by_text("识别为").wait_for()
    press(page, "试读（不入库）")
    page.locator("dl.counts").wait_for(timeout=60_000)
    tab_to(page, "下载被拒绝的行")
    with page.expect_download() as saved:
        page.keyboard.press("Enter")
    assert saved.value.suggested_filename.endswith(".csv")


def test_a_pair_is_judged_with_the_keyboard_alone(visit: Open, site: Site) -> None:
    page = visit("/")
    to(page, "i", "/identity")
    press(page, "无法判断")
    write(page, "理由", "登记档案未调取")
    before = {one["id"] for one in site.get("/identity/judgements")["judgements"]}
    press(page, "记录认定")
    page.get_by_text(re.compile("已认定|已记录|生效")).first.wait_for()
    (made,) = {one["id"] for one in site.get("/identity/judgements")["judgements"]} - before
    say = {"reason": "样例：恢复原状", "evidence": ""}
    undone = httpx.post(f"{site.base}/api/v1/identity/judgements/{made}/undo", json=say, timeout=60)
    assert undone.status_code == 201, undone.text


def test_two_policies_are_compared_with_the_keyboard_alone(visit: Open) -> None:
    page = visit("/")
    to(page, "p", "/policies")
    write(page, "主体", "望川新岭")
    page.get_by_role("button", name=SUCCESSOR).wait_for()
    press(page, SUCCESSOR)
    press(page, "比较")
    sides = page.locator(".sides h3")
    sides.first.wait_for()
    assert sides.all_inner_texts() == ["默认策略", "从严策略"]


def test_a_principal_is_made_with_the_keyboard_alone(visit: Open) -> None:
    page = visit("/")
    to(page, "a", "/admin")
    write(page, "名称", "window-1")
    write(page, "单位", "样例县/窗口")
    press(page, "审查", "Space")
    press(page, "保存")
    row = page.get_by_role("row", name=re.compile("window-1"))
    row.wait_for()
    assert "审查" in row.inner_text()
    assert violations(page) == []
