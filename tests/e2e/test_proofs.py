"""From a proof to the graph, to a case and to a spreadsheet; and the home page that finds recent work again."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Open, Site, settle, shoot, violations

SUCCESSOR, LISTED = "望川新岭建材有限公司", "望川旧山建材有限公司"


def proof(visit: Open, site: Site, **more: Any) -> Any:
    page = visit(f"/party/{site.party(SUCCESSOR)}", **more)
    section = page.locator("section.layer", has=page.get_by_role("heading", name=re.compile("疑似承继|successor")))
    section.get_by_role("button").first.click()
    settle(page)
    return page


def test_a_proof_is_a_table_with_every_relationship_and_its_source(visit: Open, site: Site, tmp_path: Path) -> None:
    page = proof(visit, site)
    with page.expect_download() as saved:
        page.get_by_role("button", name="导出依据（CSV）").click()
    saved.value.save_as(tmp_path / "proof.csv")
    with (tmp_path / "proof.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert SUCCESSOR in rows[0]
    links = rows[4:]
    assert len(links) >= 4
    assert all(row[8].startswith("county.") for row in links), "each names its source record"
    assert any("亲属" in row[1] for row in links)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_listed_firm_leads_to_its_possible_successor_and_the_proof(visit: Open, site: Site, language: str) -> None:
    page = visit(f"/party/{site.party(LISTED)}", language=language)
    heading = page.get_by_role("heading", name=re.compile("可能的承继者|Possible successors"))
    section = page.locator("section.layer", has=heading)
    assert re.search("线索|indication", section.inner_text())
    assert "山东省" in page.locator(".party-head").inner_text(), "the region is said in words"
    section.get_by_role("button", name=re.compile("看依据|Proof")).click()
    settle(page)
    drawer = page.get_by_role("dialog")
    assert re.search("申报的亲属|Declared relatives", drawer.inner_text())
    assert drawer.get_by_text("county.").count() >= 4, "each link names its source record"
    assert violations(page) == []
    page.keyboard.press("Escape")
    section.get_by_role("link", name=SUCCESSOR).click()
    page.get_by_role("heading", level=1, name=SUCCESSOR).wait_for()


def test_a_proof_opens_in_the_graph_and_back_returns(visit: Open, site: Site) -> None:
    page = proof(visit, site)
    page.get_by_role("button", name="在图中查看").click()
    page.wait_for_url(re.compile("/graph"))
    page.get_by_role("application").wait_for()
    rows = " ".join(page.locator(".graph-twin tbody tr").all_inner_texts())
    assert SUCCESSOR in rows
    assert LISTED in rows
    page.go_back()
    page.get_by_role("heading", level=1, name=SUCCESSOR).wait_for()


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_proof_is_added_to_a_case_and_the_case_is_found_at_home(visit: Open, site: Site, language: str) -> None:
    name = f"旧山一案 {language}"
    page = proof(visit, site, language=language)
    page.get_by_role("button", name=re.compile("加入案卷|Add to a case")).click()
    dialog = page.get_by_role("dialog", name=re.compile("加入案卷|Add to a case"))
    dialog.get_by_label(re.compile("案卷名称|Name of the case")).fill(name)
    assert violations(page) == []
    shoot(page, f"proof-case-{language}")
    dialog.get_by_role("button", name=re.compile("^(加入|Add)$")).click()
    dialog.get_by_role("link", name=name).wait_for()
    home = visit("/", language=language)
    home.get_by_role("link", name=name).click()
    home.get_by_role("application").wait_for()
    assert LISTED in " ".join(home.locator(".graph-twin tbody tr").all_inner_texts())


def test_a_proof_on_paper_is_the_proof_alone(visit: Open, site: Site) -> None:
    page = proof(visit, site)
    page.emulate_media(media="print")
    assert page.get_by_role("dialog").is_visible()
    assert not page.locator(".top").is_visible()
    assert not page.get_by_role("button", name="导出依据（CSV）").is_visible()
    shoot(page, "proof-print", whole=True)
    assert page.pdf()[:4] == b"%PDF"


def test_home_offers_three_tasks(visit: Open) -> None:
    page = visit("/")
    for name, address in (
        ("审查一个标段", "/reviews/new"),
        ("筛查一份名单", "/screenings"),
        ("加载部门文件", "/loads"),
    ):
        page.get_by_role("link", name=name).click()
        page.wait_for_url(re.compile(address))
        page.go_back()
        page.get_by_role("heading", level=1, name="查一家企业或一个人").wait_for()
