"""The tender review beyond its journey: from a lot of the graph, what-if, official queries, pairs, chosen attestations."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Open, Site, settle, shoot, violations

BIDDER = "望川投标同表a建设有限公司"


def lot(site: Site) -> str:
    """A lot for which the sample county has bidders of one legal representative."""
    graph = site.get(f"/entities/{site.party(BIDDER)}/relationships", kind="BID_ON")
    return str(next(p["id"] for p in graph["parties"].values() if p["kind"] == "Lot"))


def review(visit: Open, site: Site, **more: Any) -> Any:
    page = visit(f"/reviews/new?lot={lot(site)}", **more)
    page.get_by_role("button", name=re.compile("开始审查|Start the review")).click()
    page.locator("article.finding").first.wait_for(timeout=60_000)
    settle(page)
    return page


def step(page: Any, name: str) -> None:
    page.get_by_role("navigation", name=re.compile("^(审查|Review)$")).get_by_role("link", name=name).click()
    settle(page)


def test_a_lot_of_the_graph_is_reviewed_from_the_party_that_bid_on_it(visit: Open, site: Site) -> None:
    page = visit(f"/party/{site.party(BIDDER)}")
    page.get_by_role("link", name="审查该标段").first.click()
    page.wait_for_url(re.compile("/reviews/new"))
    page.get_by_role("button", name="开始审查").wait_for()
    settle(page)
    assert "图中标段" in page.get_by_role("main").inner_text()
    assert violations(page) == []
    shoot(page, "review-of-lot-zh-CN")
    page.get_by_role("button", name="开始审查").click()
    page.locator("article.finding", has_text="法定情形").first.wait_for(timeout=60_000)
    page.go_back()
    page.wait_for_url(re.compile("/reviews/new"))


def test_the_time_stands_beside_the_day(visit: Open) -> None:
    page = visit("/reviews/new")
    day = page.get_by_role("textbox", name="投标截止时间").bounding_box()
    time = page.get_by_role("textbox", name="时刻").bounding_box()
    assert abs(day["y"] - time["y"]) < 4


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_what_if_under_the_other_law_says_what_differs_and_why(visit: Open, site: Site, language: str) -> None:
    page = review(visit, site, language=language)
    step(page, "假设比较" if language == "zh-CN" else "What if")
    page.get_by_label(re.compile("所知资料|What is known")).select_option("review")
    page.get_by_role("combobox", name=re.compile("^(适用制度|Law)$")).select_option("procurement")
    page.get_by_role("button", name=re.compile("^(比较|Compare)$")).click()
    rows = page.locator("table tbody tr")
    rows.first.wait_for(timeout=60_000)
    assert re.search("规则|rule", rows.first.inner_text())
    assert violations(page) == []
    shoot(page, f"review-what-if-{language}")


def test_an_official_query_is_noted_with_the_hash_of_its_screenshot(visit: Open, site: Site) -> None:
    page = review(visit, site)
    step(page, "存证与报告")
    page.get_by_label("截图文件").set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": b"abc"})
    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    page.wait_for_function("hash => document.querySelector('input.mono').value === hash", arg=digest)
    page.get_by_label("查询渠道").select_option("court_enforcement")
    page.get_by_role("textbox", name="时刻").fill("09:30")
    page.get_by_role("button", name="登记查询").click()
    page.locator("li", has_text="中国执行信息公开网").wait_for()
    assert digest[:16] in page.get_by_role("main").inner_text()
    assert violations(page) == []
    shoot(page, "review-report-zh-CN", whole=True)


def test_only_chosen_pairs_are_attested(visit: Open, site: Site, tmp_path: Path) -> None:
    page = review(visit, site)
    step(page, "存证与报告")
    page.locator("summary", has_text="选择投标人对").click()
    boxes = page.locator(".attest-pairs input")
    all_of_them = boxes.count()
    boxes.first.uncheck()
    page.locator("button", has_text=f"签发检索证明（{all_of_them - 1} 对）").wait_for()
    page.route("**/attestations", lambda route: route.fulfill(status=201, body=route.request.post_data))
    with page.expect_download() as saved:
        page.locator("button", has_text="签发检索证明").click()
    saved.value.save_as(tmp_path / "sent.json")
    assert len(json.loads((tmp_path / "sent.json").read_text())["pairs"]) == all_of_them - 1


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_bidder_that_the_graph_does_not_have_never_looks_searched(visit: Open, language: str) -> None:
    page = visit("/reviews/new", language=language)
    given = "望川投标同表a建设有限公司\n望川新岭建材有限公司\n图外样例有限公司"
    page.locator("textarea").fill(given)
    page.get_by_label(re.compile("^(查询用途|Purpose)")).fill("样例评审")
    page.get_by_role("button", name=re.compile("开始审查|Start the review")).click()
    step(page, "结果与处理" if language == "zh-CN" else "Findings and decisions")
    cells = page.locator("table.matrix td")
    cells.first.wait_for(timeout=60_000)
    said = [cell.inner_text() for cell in cells.all()]
    assert sum("图外样例有限公司" in words for words in said) == 4
    assert all(words.strip().startswith("?") for words in said if "图外样例有限公司" in words)
    assert re.search(
        "图中没有以下 1 家投标人|1 of the bidders are not in the graph", page.get_by_role("main").inner_text()
    )
    assert violations(page) == []
    shoot(page, f"review-unsearched-{language}", whole=True)
    step(page, "存证与报告" if language == "zh-CN" else "Seal and report")
    page.get_by_role("main").get_by_text(re.compile("另有 2 对|2 more pairs")).first.wait_for()


def test_two_parties_are_judged_side_by_side_in_this_review_only(visit: Open, site: Site) -> None:
    page = review(visit, site)
    step(page, "身份确认")
    page.get_by_label("主体一").select_option(index=1)
    page.get_by_label("主体二").select_option(index=1)
    settle(page)
    page.get_by_role("button", name="不是同一主体").click()
    page.get_by_label("理由").fill("统一社会信用代码不同")
    assert violations(page) == []
    shoot(page, "review-identity-pair-zh-CN", whole=True)
    page.get_by_role("button", name="记录认定").click()
    page.get_by_text("已认定，本次审查已按此重新评审").wait_for(timeout=60_000)


def test_who_is_none_of_the_candidates_is_named_by_its_code(visit: Open, site: Site) -> None:
    page = visit("/reviews/new")
    page.get_by_label("投标人", exact=False).first.fill("望川新岭建材有限公司\n望川旧山建材有限公司")
    page.get_by_role("button", name="开始审查").click()
    page.get_by_role("navigation", name="审查", exact=True).wait_for(timeout=60_000)
    step(page, "身份确认")
    page.get_by_text("可能是").first.click()
    page.get_by_label("都不是").first.check()
    page.get_by_label("证照上的统一社会信用代码").fill("91379900M9000002XF")
    page.get_by_label("理由").first.fill("已核对营业执照")
    page.get_by_role("button", name="按此代码认定").click()
    page.get_by_text("代码核对").first.wait_for(timeout=60_000)
