"""What people come to do, from start to end, with what the screen says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Open, Site, settle, shoot, violations
from tests.e2e.keyboard import arrive, press, to

SUCCESSOR, LISTED = "望川新岭建材有限公司", "望川旧山建材有限公司"


def test_the_investigator_finds_the_successor_of_a_listed_firm_and_exports_the_proof(
    visit: Open, tmp_path: Path
) -> None:
    page = visit("/")
    page.get_by_role("main").get_by_role("combobox").fill("wangchuanxinling")
    page.get_by_role("option", name=SUCCESSOR).click()
    settle(page)
    page.get_by_role("heading", name=SUCCESSOR).wait_for()
    pattern = page.locator("section.layer", has=page.get_by_role("heading", name="疑似承继"))
    assert LISTED in pattern.inner_text()
    pattern.get_by_role("button", name="看依据").click()
    settle(page)
    drawer = page.get_by_role("dialog")
    assert "亲属" in drawer.inner_text()
    with page.expect_download() as saved:
        drawer.get_by_role("button", name="导出依据（JSON）").click()
    saved.value.save_as(tmp_path / "proof.json")
    proof = json.loads((tmp_path / "proof.json").read_text(encoding="utf-8"))
    assert proof["party"]["name"] == SUCCESSOR
    assert proof["proof"]["pattern"]["event"] == "founded"
    assert proof["data_version"] > 0


def test_from_the_listed_firm_to_its_successor_with_what_the_screen_says(visit: Open, tmp_path: Path) -> None:
    """The way of one who knows only that somebody is listed: docs/how-to/use-the-browser.md writes it down."""
    page = visit("/")
    page.get_by_role("link", name="记录", exact=True).click()
    page.get_by_role("link", name=LISTED).click()
    page.get_by_role("link", name="在图中展开").click()
    page.get_by_role("application").wait_for()
    settle(page)
    page.get_by_role("button", name="主体（").click()
    twin = page.locator(".graph-twin")
    twin.get_by_role("button", name="样例大道18号").click()
    page.locator(".graph-expand").get_by_role("button", name="使用联系点").click()
    twin.get_by_role("button", name=SUCCESSOR).click()
    page.get_by_role("button", name="查关联提示的依据").click()
    page.locator(".graph-said", has_text="疑似承继").wait_for()
    shoot(page, "successor-drawn")
    page.get_by_role("link", name="打开主体页").click()
    page.get_by_role("heading", level=1, name=SUCCESSOR).wait_for()
    pattern = page.locator("section.layer", has=page.get_by_role("heading", name="疑似承继"))
    assert LISTED in pattern.inner_text()
    pattern.get_by_role("button", name="看依据").click()
    settle(page)
    for form, kinship in (("JSON", "RELATIVE_OF"), ("CSV", "亲属")):
        with page.expect_download() as saved:
            page.get_by_role("dialog").get_by_role("button", name=f"导出依据（{form}）").click()
        saved.value.save_as(tmp_path / form)
        assert kinship in (tmp_path / form).read_text(encoding="utf-8")


def _planted(site: Site) -> list[dict[str, str]]:
    """Two bidders that the sample county gives one legal representative."""
    rows = (site.folder / "sample" / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(row) for row in rows]
    case = next(case for case in cases if case["case"] == "tender_same_representative")
    return [p for p in case["parties"].values() if p["kind"] == "Enterprise" and "投标同表" in p["name"]]


def test_the_reviewer_goes_from_bidders_to_a_sealed_report(visit: Open, site: Site, tmp_path: Path) -> None:
    bidders = _planted(site)
    page = visit("/reviews/new")
    page.get_by_label("项目或标段名称").fill("样例路面养护工程一标段")
    page.get_by_label("投标截止时间", exact=True).fill("2026-06-30")
    page.get_by_label("投标人", exact=False).first.fill("\n".join(f"{b['name']}\t{b['uscc']}" for b in bidders))
    page.get_by_role("button", name="开始审查").click()
    finding = page.locator("article.finding", has_text="法定情形").first
    finding.wait_for(timeout=20_000)
    settle(page)
    shoot(page, "review-zh-CN")
    assert violations(page) == []
    finding.get_by_role("button", name="属实").click()
    finding.get_by_label("理由").fill("已核对登记档案，法定代表人为同一人")
    finding.get_by_role("button", name="记录处理").click()
    finding.get_by_text("已核对登记档案").wait_for()
    for step, name in (("身份确认", "review-identity-zh-CN"), ("存证与报告", "review-report-zh-CN")):
        page.get_by_role("link", name=step).click()
        settle(page)
        assert violations(page) == []
        shoot(page, name)
    with page.expect_download(timeout=60_000) as report:
        page.get_by_role("button", name="下载报告（PDF）").click()
    report.value.save_as(tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    page.get_by_role("button", name="存证并签名").click()
    with page.expect_download() as sealed:
        page.get_by_role("button", name="确认存证（不可撤销）").click()
    sealed.value.save_as(tmp_path / "seal.json")
    assert "已核对登记档案" in (tmp_path / "seal.json").read_text(encoding="utf-8")
    page.get_by_text("✓ 已存证").wait_for()


def test_the_credit_office_loads_a_file_corrects_the_rejects_and_sees_the_change(
    visit: Open, site: Site, tmp_path: Path
) -> None:
    sent = tmp_path / "更正.csv"
    template = next(iter(sorted(site.folder.glob("sample/06_*.csv"))))
    header, first = template.read_text(encoding="utf-8-sig").splitlines()[:2]
    columns = header.split(",")
    good = dict(zip(columns, first.split(","), strict=True))
    code = next(name for name in columns if "代码" in name)
    bad = {**good, code: "91000000000000000X"}
    sent.write_text("\n".join([header, ",".join(bad.values())]) + "\n", encoding="utf-8")
    page = visit("/loads")
    page.get_by_label("文件", exact=False).first.set_input_files(str(sent))
    page.get_by_text("识别为").wait_for()
    shoot(page, "loads-preview")
    page.get_by_role("button", name="试读（不入库）").click()
    page.get_by_role("heading", name="试读报告（未入库）").wait_for()
    assert page.locator("dl.counts", has_text="拒绝").inner_text().rstrip().endswith("1")
    shoot(page, "loads-dry-run")
    page.get_by_role("button", name="确认入库").click()
    page.get_by_role("heading", name="加载报告").wait_for()
    with page.expect_download() as saved:
        page.get_by_role("button", name="下载被拒绝的行").click()
    corrected = tmp_path / "corrected.csv"
    saved.value.save_as(corrected)
    text = corrected.read_text(encoding="utf-8-sig").replace(bad[code], good[code])
    corrected.write_text(text, encoding="utf-8")
    before = site.get("/status")["data_version"]
    page.get_by_role("link", name="加载另一个文件").click()
    page.get_by_label("文件", exact=False).first.set_input_files(str(corrected))
    page.get_by_role("button", name="入库", exact=True).click()
    page.get_by_role("heading", name="加载报告").wait_for()
    page.get_by_text("没有被拒绝的行").wait_for()
    assert site.get("/status")["data_version"] > before


def test_changing_the_day_asks_the_page_again_and_the_address_keeps_it(visit: Open, site: Site) -> None:
    page = visit(f"/party/{site.party(SUCCESSOR)}")
    page.get_by_role("textbox", name="依据日期").fill("2026-01-15")
    settle(page)
    page.wait_for_url(re.compile("as_of=2026-01-15"))
    page.get_by_role("link", name="时间线").click()
    settle(page)
    assert "as_of=2026-01-15" in page.url
    page.go_back()
    page.go_back()
    settle(page)
    assert "as_of" not in page.url


def test_a_look_at_a_person_asks_for_a_purpose_and_says_that_it_is_recorded(visit: Open, site: Site) -> None:
    person = _person(site)
    page = visit(f"/party/{person['id']}", purpose=None)
    page.get_by_role("heading", name="查看自然人信息须注明用途").wait_for()
    assert person["name"] not in page.get_by_role("main").inner_text()
    shoot(page, "purpose-zh-CN")
    page.get_by_role("button", name="投标审查").click()
    page.get_by_role("button", name="记录用途并查看").click()
    settle(page)
    page.get_by_role("heading", name=person["name"]).wait_for()
    assert "投标审查" in page.get_by_role("note").inner_text()
    entries = site.get("/audit", subject=person["id"])["entries"]
    assert entries[-1]["purpose"] == "投标审查"


def _person(site: Site) -> Any:
    graph = site.get(f"/entities/{site.party(SUCCESSOR)}/relationships")
    return next(p for p in graph["parties"].values() if p["kind"] == "Person")


def test_with_the_keyboard_alone(visit: Open) -> None:
    page = visit("/")
    page.keyboard.press("/")
    page.keyboard.type("望川新岭")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    arrive(page, "/party/")
    press(page, "看依据")
    page.get_by_role("dialog").wait_for()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "看依据", "the focus comes back"
    page.keyboard.press("?")
    page.get_by_role("dialog", name="键盘快捷键").wait_for()
    page.keyboard.press("Escape")
    to(page, "r", "/records")


def test_a_slow_service_shows_a_skeleton_then_words(visit: Open, site: Site) -> None:
    page = visit("/")
    page.evaluate("window.slow = 4000")
    page.get_by_role("link", name="记录", exact=True).click()
    page.locator(".skeleton").wait_for(timeout=2000)
    page.get_by_text("仍在处理").wait_for(timeout=5000)
    page.get_by_role("table").wait_for(timeout=10_000)


def test_a_service_that_is_away_says_so_and_comes_back_by_itself(visit: Open) -> None:
    page = visit("/")
    away = re.compile("/api/v1/records|/readyz")
    page.route(away, lambda route: route.abort())
    page.get_by_role("link", name="记录", exact=True).click()
    page.locator(".banner").wait_for(timeout=15_000)
    shoot(page, "away-zh-CN")
    page.unroute(away)
    page.get_by_role("table").wait_for(timeout=15_000)
    assert page.locator(".banner").count() == 0


@pytest.mark.large  # alone on the machine: beside another worker it would measure that one
def test_the_first_view_is_there_within_a_second_and_a_half(visit: Open) -> None:
    page = visit("/")
    drawn = page.evaluate(
        "performance.getEntriesByType('paint').find(e => e.name === 'first-contentful-paint').startTime"
    )
    assert drawn < 1500
