"""Screening: a list in, matches with reasons, side by side, decided, exported; long ones left and found again."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.e2e.conftest import Open, Site, settle, shoot, violations
from tests.e2e.keyboard import press, to, write

SUCCESSOR, LISTED = "望川新岭建材有限公司", "望川旧山建材有限公司"
PURPOSE = "供应商年审"


def start(visit: Open, text: str, **more: Any) -> Any:
    page = visit("/screenings", **more)
    page.get_by_role("textbox", name=re.compile("粘贴名单|Paste a list")).fill(text)
    page.get_by_role("textbox", name=re.compile("查询用途|Purpose")).fill(PURPOSE)
    return page


def go(page: Any) -> None:
    page.get_by_role("button", name=re.compile("开始筛查|Start screening")).click()
    page.get_by_role("heading", level=1, name=re.compile("筛查结果|Result of the screening")).wait_for(timeout=60_000)
    settle(page)


def listed(name: str) -> str:
    return f"企业名称,统一社会信用代码,备注\n{name},,甲\n查无此家样例公司,,乙\n,,丙\n"


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_list_is_understood_screened_and_compared(visit: Open, site: Site, language: str) -> None:
    page = visit("/screenings", language=language)
    assert violations(page) == []
    shoot(page, f"screening-{language}")
    page = start(visit, listed("望川旧山建材"), language=language)
    page.get_by_role("combobox", name=re.compile("备注")).wait_for()
    assert violations(page) == []
    shoot(page, f"screening-list-{language}", whole=True)
    go(page)
    rows = page.locator("tbody tr").all_inner_texts()
    assert len(rows) == 3
    assert LISTED in rows[0]
    assert re.search("未见|None found", rows[1])
    assert re.search("没有名称或代码|neither a name nor a code", rows[2])
    assert violations(page) == []
    shoot(page, f"screening-result-{language}")
    page.get_by_role("button", name=re.compile("比对第 2 行|Compare line 2")).click()
    settle(page)
    drawer = page.get_by_role("dialog")
    assert re.search("字号一致|core of the name", drawer.inner_text())
    assert re.search("失信被执行人|Dishonest judgment debtor", drawer.inner_text())
    assert violations(page) == []
    shoot(page, f"screening-compare-{language}")


def test_a_dismissed_match_goes_into_the_export_and_is_not_shown_again(visit: Open, site: Site, tmp_path: Path) -> None:
    page = start(visit, listed("望川旧山建筑材料"))
    go(page)
    page.get_by_role("button", name="比对第 2 行").click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_role("button", name="不是同一主体").click()
    drawer.get_by_label("适用范围").select_option("unit")
    drawer.get_by_label("理由").fill("住所与行业均不同")
    drawer.get_by_role("button", name="记录认定").click()
    drawer.get_by_text("本单位今后的筛查").wait_for()
    assert violations(page) == []
    page.go_back()
    page.get_by_role("dialog").wait_for(state="detached")  # back closes what was opened
    kept = {form: saved(page, form, tmp_path) for form in ("CSV", "Excel")}
    with kept["CSV"].open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert any("住所与行业均不同" in row for row in rows)
    sheet = openpyxl.load_workbook(kept["Excel"]).active
    assert sheet is not None
    assert [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)] == rows
    page = start(visit, listed("望川旧山建筑材料"))
    go(page)
    assert "因本单位已排除而未列出" in page.locator("tbody tr").first.inner_text()


def saved(page: Any, form: str, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=f"导出 {form}").click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_a_long_list_is_a_job_that_can_be_left_and_found_again(visit: Open, site: Site, tmp_path: Path) -> None:
    path = tmp_path / "供应商.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["企业名称", "统一社会信用代码"])
    for number in range(260):
        sheet.append([LISTED if number == 7 else f"样例第{number}供应有限公司", ""])
    book.save(path)
    page = visit("/screenings")
    page.get_by_label("或选择文件").set_input_files(str(path))
    page.get_by_text("已读取 260 行").wait_for()
    page.get_by_role("textbox", name="查询用途").fill(PURPOSE)
    page.get_by_role("button", name="开始筛查").click()
    page.wait_for_url(re.compile("/screenings/(?!tab-)[0-9a-z]+"))
    address = page.url
    page.get_by_role("link", name="批量筛查", exact=True).first.click()
    page.locator("section", has=page.get_by_role("heading", name="我的筛查任务")).get_by_role("link").first.click()
    assert page.url == address
    page.get_by_role("heading", level=1, name="筛查结果").wait_for(timeout=120_000)
    page.get_by_role("button", name=re.compile("^下一页")).click()
    assert "page=2" in page.url
    shoot(page, "screening-many-zh-CN")
    page.reload()
    settle(page)
    assert page.get_by_text("第 51–100 行，共 260 行").count() == 1
    elsewhere = visit(address.removeprefix(site.base))
    assert LISTED in elsewhere.get_by_role("main").inner_text(), "the answer is there"
    elsewhere.get_by_text("名单只保存在提交它的标签页中").click()
    elsewhere.get_by_label("或选择文件").set_input_files(
        {"name": "别的.csv", "mimeType": "text/csv", "buffer": "名称\n甲".encode()}
    )
    elsewhere.get_by_text("这份名单与所筛查的不一致").wait_for()
    elsewhere.get_by_label("或选择文件").set_input_files(str(path))
    elsewhere.get_by_text("样例第0供应有限公司").first.wait_for()
    assert violations(elsewhere) == []


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("旧.xls", b"\xd0\xcf\x11\xe0", "旧版 Excel"),
        ("假.xlsx", "名称,代码".encode(), "不是 Excel 工作簿"),
        ("引号.csv", '名称\n"甲,乙\n丙\n'.encode(), "第 2 行起引号没有成对"),
        ("空.csv", b"\n\n", "名单是空的"),
        ("无名.csv", "备注,电话\n甲,1\n".encode(), "已读取"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(visit: Open, name: str, content: bytes, words: str) -> None:
    page = visit("/screenings")
    page.get_by_label("或选择文件").set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})
    page.get_by_text(words).first.wait_for()
    assert violations(page) == []


def test_a_list_in_gb18030_reads_as_it_was_written(visit: Open) -> None:
    page = visit("/screenings")
    page.get_by_label("或选择文件").set_input_files(
        {"name": "名单.csv", "mimeType": "text/csv", "buffer": f"名称\n{LISTED}\n".encode("gb18030")}
    )
    page.get_by_role("cell", name=LISTED).wait_for()


def test_a_result_of_another_tab_says_so(visit: Open) -> None:
    page = visit("/screenings/tab-1234")
    assert "请重新筛查" in page.get_by_role("main").inner_text()
    assert violations(page) == []


def test_screening_with_the_keyboard_alone(visit: Open) -> None:
    page = visit("/")
    to(page, "s", "/screenings")
    page.get_by_role("textbox", name="粘贴名单").wait_for()
    write(page, "粘贴名单", "望川旧山建材")
    page.get_by_text("已读取 1 行").wait_for()
    press(page, "开始筛查")
    page.get_by_role("heading", level=1, name="筛查结果").wait_for()
    press(page, "比对第 1 行")
    page.get_by_role("dialog").wait_for()
    press(page, "不是同一主体")
    write(page, "理由", "行业不同")
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_text("仅本次结果").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")


def test_a_service_that_refuses_says_why_and_keeps_the_list(visit: Open) -> None:
    page = start(visit, "望川旧山建材")
    page.route("**/api/v1/screenings", lambda route: route.abort())
    page.get_by_role("button", name="开始筛查").click()
    page.get_by_text("连接不到服务").first.wait_for()
    assert page.get_by_role("textbox", name="粘贴名单").input_value() == "望川旧山建材"
    page.unroute("**/api/v1/screenings")
    go(page)
