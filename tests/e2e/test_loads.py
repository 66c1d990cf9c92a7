"""Loading in the browser: files read together, and rejected rows corrected where they are, without the file system."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Open, Site, settle, shoot, violations


def faulty(site: Site, folder: Path) -> tuple[Path, str, str, str]:
    """A file with a wrong code; its column, the wrong and the right code."""
    template = next(iter(sorted(site.folder.glob("sample/06_*.csv"))))
    header, first = template.read_text(encoding="utf-8-sig").splitlines()[:2]
    columns = header.split(",")
    row = dict(zip(columns, first.split(","), strict=True))
    code = next(name for name in columns if "代码" in name)
    right, row[code] = row[code], "91000000000000000X"
    path = folder / "有误.csv"
    path.write_text("\n".join([header, ",".join(row.values())]) + "\n", encoding="utf-8")
    return path, code, row[code], right


def tried(visit: Open, path: Path, **more: Any) -> Any:
    page = visit("/loads", **more)
    page.locator("input[type=file]").first.set_input_files(str(path))
    page.locator("form button[type=submit]").click()
    page.locator("dl.counts").wait_for(timeout=60_000)
    settle(page)
    return page


def test_rejected_rows_of_a_dry_run_are_downloaded(visit: Open, site: Site, tmp_path: Path) -> None:
    path, code, wrong, _ = faulty(site, tmp_path)
    page = tried(visit, path)
    with page.expect_download() as saved:
        page.get_by_role("button", name="下载被拒绝的行").click()
    saved.value.save_as(tmp_path / "rejects.csv")
    with (tmp_path / "rejects.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row[code] == wrong


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_rejected_rows_are_corrected_on_the_page_and_tried_again(
    visit: Open, site: Site, tmp_path: Path, language: str
) -> None:
    path, _, wrong, right = faulty(site, tmp_path)
    page = tried(visit, path, language=language)
    advice = "请对照营业执照核对该代码" if language == "zh-CN" else "Compare the code with the business licence"
    assert advice in page.get_by_role("main").inner_text()
    page.get_by_text("在这里改正" if language == "zh-CN" else "Correct them here").click()
    cell = page.locator("table.correct input[aria-invalid=true]")
    cell.wait_for()
    assert cell.input_value() == wrong
    assert violations(page) == []
    shoot(page, f"loads-correct-{language}", whole=True)
    cell.fill(right)
    before = page.url
    page.locator("form:has(table.correct) button[type=submit]").click()
    page.wait_for_function("old => location.href !== old", arg=before)
    page.get_by_text("没有被拒绝的行" if language == "zh-CN" else "No row was rejected").wait_for(timeout=60_000)


FIELDS = """() => { const ask = window.fetch; window.fetch = (...all) => {
  if (all[1]?.body instanceof FormData) window.fields = [...all[1].body.keys()];
  return ask(...all); }; }"""


def test_files_that_are_read_together_are_sent_together(visit: Open, site: Site, tmp_path: Path) -> None:
    path, *_ = faulty(site, tmp_path)
    other = tmp_path / "别名.csv"
    other.write_text("a\n1\n", encoding="utf-8")
    page = visit("/loads")
    page.locator("input[type=file]").first.set_input_files(str(path))
    page.get_by_label("同一来源的其他文件").set_input_files([str(other)])
    page.get_by_label("确认大量结束").check()
    assert violations(page) == []
    shoot(page, "loads-options-zh-CN")
    page.evaluate(FIELDS)
    page.locator("form button[type=submit]").click()
    page.wait_for_url("**/loads/jobs/*")
    assert {"file", "beside", "allow_loss"} <= set(page.evaluate("window.fields"))
