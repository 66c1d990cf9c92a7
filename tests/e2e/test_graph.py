"""The graph page: what is drawn can be read, walked by keyboard, kept, opened again and exported; and it draws fast."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import SCREENSHOTS, Open, Site, settle, shoot
from tests.e2e.test_pages import LISTED, SUCCESSOR, violations

DAY = "2026-06-30"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


def graph(visit: Open, site: Site, **more: Any) -> Any:
    page = visit(f"/graph?ids={site.party(SUCCESSOR)}&as_of={DAY}", **more)
    page.get_by_role("application").wait_for()
    return page


def table(page: Any) -> list[str]:
    return [str(text) for text in page.locator(".graph-twin tbody tr").all_inner_texts()]


def why(page: Any) -> None:
    page.get_by_role("button", name="查关联提示的依据").click()
    page.locator(".graph-said", has_text="疑似承继").wait_for()
    settle(page)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_graph_and_its_table_in_both_languages(visit: Open, site: Site, language: str) -> None:
    page = graph(visit, site, language=language)
    assert any(SUCCESSOR in row for row in table(page))
    assert violations(page) == []
    shoot(page, f"graph-{language}")


def test_in_the_dark(visit: Open, site: Site) -> None:
    page = graph(visit, site, color_scheme="dark")
    assert violations(page) == []
    shoot(page, "graph-dark")


def test_nothing_is_drawn_yet(visit: Open) -> None:
    page = visit("/graph")
    assert page.get_by_role("heading", level=1).inner_text() == "从一个主体开始"
    assert violations(page) == []


def test_why_draws_the_witness_and_the_links_of_the_succession(visit: Open, site: Site) -> None:
    page = graph(visit, site)
    assert not any(LISTED in row for row in table(page))
    why(page)
    rows = table(page)
    assert any(LISTED in row for row in rows)
    assert any("亲属" in row for row in rows)
    assert page.locator(".graph-routes li").count() >= 2
    shoot(page, "graph-why")
    page.get_by_role("button", name="撤销").click()
    assert not any(LISTED in row for row in table(page))


def test_paths_between_two_parties_are_found_and_walked_by_keyboard(visit: Open, site: Site) -> None:
    page = visit(f"/graph?ids={site.party(SUCCESSOR)},{site.party(LISTED)}&as_of={DAY}")
    canvas = page.get_by_role("application")
    canvas.wait_for()
    page.get_by_role("button", name="主体（").click()
    for name in (SUCCESSOR, LISTED):
        page.locator(".graph-twin").get_by_role("button", name=name).click()
        canvas.focus()
        page.keyboard.press("p")
    page.get_by_role("button", name="找关系", exact=True).last.click()
    page.locator(".graph-routes li").first.wait_for()
    settle(page)
    canvas.focus()
    said = page.locator(".graph-said")
    for key in ("ArrowUp", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
    assert "组联系" in said.inner_text() or page.locator("[aria-pressed=true]").count() > 0
    assert violations(page) == []


def test_the_keyboard_hides_folds_and_goes_on_from_there(visit: Open, site: Site) -> None:
    page = graph(visit, site)
    why(page)
    canvas = page.get_by_role("application")
    page.get_by_role("button", name="主体（").click()
    names = page.locator(".graph-twin tbody th")
    before = names.count()
    page.locator(".graph-twin").get_by_role("button", name=SUCCESSOR).click()
    canvas.focus()
    page.keyboard.press("h")
    assert names.count() == before - 1
    chosen = page.locator(".graph-twin [aria-pressed=true]", has_not_text="（")
    assert chosen.count() == 1, "a neighbour is chosen where one was hidden"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert chosen.count() == 1
    page.keyboard.press("Control+z")
    assert names.count() == before
    page.get_by_label("起始日期不早于", exact=True).fill("2020-01-01")
    page.get_by_role("button", name="关系（").click()
    rows = table(page)
    assert any("法定代表人" in row and SUCCESSOR in row for row in rows)
    assert not any("法定代表人" in row and LISTED in row for row in rows), "it began in 2012"
    assert violations(page) == []


def test_on_paper_the_picture_is_whole_and_white_in_the_dark_too(visit: Open, site: Site) -> None:
    page = graph(visit, site, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    picture = page.locator(".graph-paper svg")
    assert SUCCESSOR in str(picture.text_content())
    box = picture.bounding_box()
    assert box["width"] > 300
    assert box["height"] > 100
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert picture.count() == 0


def test_the_graph_begins_with_a_party_that_is_chosen_here(visit: Open) -> None:
    page = visit("/graph")
    page.get_by_label("从谁开始").fill(SUCCESSOR)
    page.locator(".picker-list").get_by_role("button", name=SUCCESSOR).first.click()
    page.get_by_role("application").wait_for()
    settle(page)
    assert any(SUCCESSOR in row for row in table(page))


def test_a_kept_picture_opens_again_the_same(visit: Open, site: Site) -> None:
    page = graph(visit, site)
    why(page)
    page.get_by_role("button", name="环形").click()
    before = places(page)
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_label("图的名称").fill("新岭与旧山")
    page.get_by_role("dialog").get_by_role("button", name="保存").click()
    page.get_by_text("已保存：新岭与旧山").first.wait_for()
    identifier = next(v["id"] for v in site.get("/views")["views"] if v["name"] == "新岭与旧山")
    page.evaluate("navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }")
    page.get_by_role("button", name="复制链接").click()
    link = str(page.evaluate("window.copied"))
    assert link.endswith(f"/graph?view={identifier}&as_of={DAY}"), "who opens it sees the picture of that day"
    again = visit(link.removeprefix(site.base))
    again.get_by_role("application").wait_for()
    assert places(again) == before
    assert "名称" not in json.dumps(site.get(f"/views/{identifier}")["content"]), "a view keeps no facts"
    assert SUCCESSOR not in json.dumps(site.get(f"/views/{identifier}")["content"], ensure_ascii=False)


def test_a_picture_that_cannot_be_saved_says_why_and_keeps_its_name(visit: Open, site: Site) -> None:
    page = graph(visit, site)
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_label("图的名称").fill("先存不了的图")
    page.route("**/api/v1/views", lambda route: route.abort())
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="保存").click()
    dialog.get_by_role("alert").wait_for()
    assert page.get_by_label("图的名称").input_value() == "先存不了的图"
    assert violations(page) == []
    page.unroute("**/api/v1/views")
    dialog.get_by_role("button", name="保存").click()
    page.get_by_text("已保存：先存不了的图").first.wait_for()
    assert dialog.count() == 0
    assert [view["name"] for view in site.get("/views")["views"]].count("先存不了的图") == 1


def test_a_picture_that_cannot_be_deleted_says_why_and_is_there_until_it_can(visit: Open, site: Site) -> None:
    page = graph(visit, site)
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_label("图的名称").fill("待删的图")
    page.get_by_role("dialog").get_by_role("button", name="保存").click()
    page.get_by_text("已保存：待删的图").first.wait_for()
    page.get_by_role("button", name="打开").click()
    row = page.get_by_role("dialog").get_by_role("listitem").filter(has_text="待删的图")
    page.route("**/api/v1/views/*", lambda route: route.abort())
    row.get_by_role("button", name="删除", exact=True).click()
    row.get_by_role("button", name="确认删除").click()
    row.get_by_role("alert").wait_for()
    assert "他人" not in row.inner_text()
    page.unroute("**/api/v1/views/*")
    assert "待删的图" in {view["name"] for view in site.get("/views")["views"]}
    row.get_by_role("button", name="重试").click()
    row.wait_for(state="detached")
    assert "待删的图" not in {view["name"] for view in site.get("/views")["views"]}


def places(page: Any) -> Any:
    return page.evaluate(
        "() => document.querySelector('.graph-drawing').drawing.nodes().map(n => [n.id(), n.position()])"
        ".sort((a, b) => a[0] < b[0] ? -1 : 1)"
    )


def test_what_is_in_sight_is_exported_with_names(visit: Open, site: Site, tmp_path: Path) -> None:
    page = graph(visit, site)
    why(page)
    files = {form: exported(page, form, tmp_path) for form in ("CSV", "GraphML", "SVG", "PNG")}
    rows = list(csv.reader(files["CSV"].read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) == 1 + len(table(page))
    assert any(LISTED in cell for row in rows for cell in row)
    edges = ET.parse(files["GraphML"]).getroot().iter(f"{GRAPHML}edge")  # noqa: S314 - made by ourselves
    assert len(list(edges)) == len(rows) - 1
    drawing = files["SVG"].read_text(encoding="utf-8")
    assert LISTED in drawing
    assert DAY in drawing
    assert files["PNG"].read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert files["PNG"].stat().st_size > 5000


def exported(page: Any, form: str, folder: Path) -> Path:
    page.get_by_role("button", name="导出").click()
    with page.expect_download() as waiting:
        page.locator(".graph-menu-list").get_by_role("button", name=form).click()
    path = folder / f"picture.{form.lower()}"
    waiting.value.save_as(path)
    return path


FRAMES = """async ([nodes, edges]) => {
  const drawing = document.querySelector('.graph-drawing').drawing;
  let state = 7;
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
  drawing.batch(() => {
    drawing.elements().remove();
    for (let n = 0; n < nodes; n++) drawing.add({
      data: { id: 'n' + n, label: '样例第' + n + '建设工程有限公司', full: '', degree: n % 9 },
      position: { x: random() * 6000, y: random() * 4000 }, classes: [n % 3 ? 'Enterprise' : 'Person'] });
    for (let n = 0; n < edges; n++) drawing.add({
      data: { id: 'e' + n, source: 'n' + n % nodes, target: 'n' + Math.floor(random() * nodes), label: '股东', count: 1 },
      classes: ['directed'] });
  });
  drawing.fit();
  await new Promise((done) => setTimeout(done, 800));
  const rate = async (step) => {
    let frames = 0;
    const begun = performance.now();
    while (performance.now() - begun < 2000) {
      step(frames++);
      await new Promise((done) => requestAnimationFrame(done));
    }
    return frames / ((performance.now() - begun) / 1000);
  };
  const pan = await rate((n) => drawing.panBy({ x: n % 40 < 20 ? 6 : -6, y: 3 * Math.sin(n / 9) }));
  const level = drawing.zoom();
  const zoom = await rate((n) => drawing.zoom({ level: level * (1 + 0.5 * Math.sin(n / 20)), renderedPosition: { x: 300, y: 200 } }));
  return { pan, zoom };
}"""


# Promised on this project's 2-core machine when nothing else runs: pan and zoom in frames a second.
PROMISED = {(1000, 1500): (30, 15), (3000, 4000): (25, 10)}
# A shared machine is slower by what else it does: only a loss by multiples fails, the rates are written beside the screenshots.
SLACK = 10


@pytest.mark.large  # alone on the machine: beside another worker it would measure that one
@pytest.mark.parametrize("size", PROMISED)
def test_it_draws_fast_enough_to_be_worked_with(visit: Open, site: Site, size: tuple[int, int]) -> None:
    page = graph(visit, site)
    found = [page.evaluate(FRAMES, list(size)) for _ in range(2)]
    best = {what: round(max(one[what] for one in found), 1) for what in ("pan", "zoom")}
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    (SCREENSHOTS / f"frames-{size[0]}.json").write_text(json.dumps({"size": size, "promised": PROMISED[size], **best}))
    pan, zoom = PROMISED[size]
    assert best["pan"] >= pan / SLACK, best
    assert best["zoom"] >= zoom / SLACK, best
