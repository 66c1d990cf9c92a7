"""Owning and controlling in the browser: every row says what it rests on, and measures are compared with their numbers."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Open, Site, settle, shoot, violations

TOP, MIDDLE, LOW = "望川投标控股甲建设有限公司", "望川投标控股乙建设有限公司", "望川投标控股丙建设有限公司"
DAY = "2026-06-30"
STANDINGS = {
    "zh-CN": {"confirmed": "已确认", "presumed": "推定"},
    "en": {"confirmed": "Confirmed", "presumed": "Presumed"},
}
TABLES = {"zh-CN": ("穿透持股", "对外持股（全部层级）"), "en": ("Effective shares", "Holdings, all layers")}


def opened(visit: Open, site: Site, name: str, **more: Any) -> Any:
    page = visit(f"/party/{site.party(name)}/ownership?as_of={DAY}", **more)
    page.get_by_role("heading", name=TABLES[more.get("language", "zh-CN")][1]).wait_for()
    settle(page)
    return page


def cells(page: Any, label: str, name: str) -> list[str]:
    """The row of a party in one of the tables."""
    row = page.get_by_role("region", name=label).locator("tbody tr", has=page.get_by_text(name, exact=True))
    return [text.strip() for text in row.locator("th, td").all_inner_texts()]


def rests_on(site: Site, row: dict[str, Any], language: str) -> list[str]:
    """The last cells of a row as the service's answer has them."""
    known = {s["id"]: s["zh" if language == "zh-CN" else "en"] for s in site.get("/status")["sources"]}
    sources = ("、" if language == "zh-CN" else ", ").join(known[s] for s in row["sources"])
    return [STANDINGS[language][row["standing"]], row["last_confirmed"], sources]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_owners_say_on_what_they_rest(visit: Open, site: Site, language: str) -> None:
    page = opened(visit, site, LOW, language=language)
    answer = site.get(f"/entities/{site.party(LOW)}/ownership", as_of=DAY)
    rows = {answer["parties"][row["party"]]["name"]: row for row in answer["owners"]}
    assert set(rows) == {TOP, MIDDLE}
    for name, share in ((MIDDLE, "60%"), (TOP, "48%")):
        name_, share_, _layer, standing, *rest = cells(page, TABLES[language][0], name)
        expected, *others = rests_on(site, rows[name], language)
        assert (name_, share_, rest) == (name, share, others)
        assert standing.startswith(expected)
    shoot(page, f"ownership-evidence-{language}", whole=True)
    assert violations(page) == []


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_holdings_are_a_table_with_control_and_what_it_rests_on(visit: Open, site: Site, language: str) -> None:
    page = opened(visit, site, TOP, language=language)
    answer = site.get(f"/entities/{site.party(TOP)}/holdings", as_of=DAY)
    rows = {answer["parties"][row["company"]]["name"]: row for row in answer["holdings"]}
    yes = {"zh-CN": "是", "en": "yes"}[language]
    for name, share, direct, layer in ((MIDDLE, "80%", "80%", "1"), (LOW, "48%", "", "2")):
        *values, standing, day, sources = cells(page, TABLES[language][1], name)
        expected, *others = rests_on(site, rows[name], language)
        assert values == [name, share, direct, yes, layer]
        assert [day, sources] == others
        assert standing.startswith(expected)
    assert violations(page) == []


def test_who_controls_says_by_which_law_and_on_what_that_rests(visit: Open, site: Site) -> None:
    page = opened(visit, site, LOW)
    panel = page.locator("section.panel", has=page.get_by_role("heading", name="控制人", exact=True))
    line = panel.locator("li", has=page.get_by_text(TOP)).first.inner_text()
    assert "最终" in line
    assert "最久未再确认 2026-06-30" in re.sub(r"\s+", " ", line)
    law = panel.locator("section", has=page.get_by_role("heading", name="按当日公司法")).inner_text()
    assert "公司法：控股股东 · 是" in law
    assert "公司法：实际控制 · 是" in law
    assert "超过50%（不含）" in law


def test_what_is_missing_names_the_document_to_ask_for(visit: Open, site: Site) -> None:
    page = opened(visit, site, LOW)
    gaps = page.locator("section", has=page.get_by_role("heading", name="尚缺的资料与可调取的文件")).last.inner_text()
    assert "可调取其股东名册" in gaps
    assert "可调取其经理任职文件" in gaps


def test_measures_of_one_holder_are_compared_with_their_numbers(visit: Open, site: Site) -> None:
    page = opened(visit, site, LOW)
    page.get_by_role("region", name=TABLES["zh-CN"][0]).get_by_role("button", name=TOP).click()
    settle(page)
    drawer = page.get_by_role("dialog", name=re.compile(TOP))
    words = drawer.inner_text()
    assert "穿透后仅48%，但构成控制" in words
    assert "60%，有别于48%" in words, "PSC and tax count the last holding in full"
    assert "与受控企业合计 60%" in words
    assert "25%以上（含）" in words
    assert drawer.get_by_text("county.").count() > 0, "each chain names its source records"
    shoot(page, "ownership-pair")
    assert violations(page) == []


def test_the_group_is_a_file(visit: Open, site: Site, tmp_path: Path) -> None:
    page = opened(visit, site, MIDDLE)
    with page.expect_download() as saved:
        page.get_by_role("button", name="导出集团（CSV）").click()
    saved.value.save_as(tmp_path / "group.csv")
    with (tmp_path / "group.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {(row["holder_name"], row["company_name"], row["share_min"]) for row in rows} == {
        (TOP, MIDDLE, "0.8"), (MIDDLE, LOW, "0.6"),
    }  # fmt: skip
    assert all(row["last_confirmed"] and row["sources"] for row in rows)
