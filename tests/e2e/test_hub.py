"""The pages of a party with 50,000 relations: whole where that is promised, cut where it is said, and as quick as any."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Iterator
from statistics import median
from typing import Any

import pytest

from tests.e2e import hub
from tests.e2e.conftest import START_SECONDS, Open, Site, _environment, command, serving, settle, shoot, violations
from tests.e2e.test_pages import SUCCESSOR

pytestmark = pytest.mark.large
SAME_ORDER = 10
"""Times an ordinary party's time within which the hub's first content and its answers are there."""


@pytest.fixture(scope="module")
def place(built: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A small county with the hub in it."""
    folder = tmp_path_factory.mktemp("hub")
    run = {"env": _environment(folder), "check": True, "capture_output": True, "timeout": START_SECONDS}
    subprocess.run(command(folder, "demo", "--enterprises", "100", "--load-only"), **run)
    for path in hub.write(folder):
        subprocess.run(command(folder, "load", "--snapshot", "partial", str(path)), **run)
    with serving(folder) as base:
        yield Site(base, folder)


def seen(visit: Open, place: Site, name: str, **more: Any) -> Any:
    return visit(f"/party/{place.party(name)}", base=place.base, **more)


def test_what_it_is_related_to_is_counted_whole_and_read_by_pages(visit: Open, place: Site) -> None:
    page = seen(visit, place, hub.NAME)
    for chip in (f"全部 {hub.RELATIONS:,}", f"股东 {hub.FIRMS:,}", f"受雇于 {hub.STAFF:,}"):
        page.get_by_role("button", name=chip).wait_for()
    page.get_by_text(re.compile(f"已列出 100 条，共 {hub.RELATIONS:,} 条")).wait_for()
    page.get_by_role("button", name="显示更多").click()
    page.get_by_text(re.compile("已列出 200 条")).wait_for()
    page.get_by_role("button", name=f"受雇于 {hub.STAFF:,}").click()
    settle(page)
    assert page.locator("tbody tr").count() == 100
    assert all("受雇于" in row for row in page.locator("tbody tr").all_inner_texts())
    assert "关联过多" not in page.get_by_role("main").inner_text(), "coverage is that of all its relations"
    assert violations(page) == []
    shoot(page, "hub-party")


def test_its_tree_timeline_and_graph_say_what_they_leave_out(visit: Open, place: Site) -> None:
    page = seen(visit, place, hub.NAME)
    page.get_by_role("link", name="股权与控制").click()
    page.get_by_role("button", name="向下：对外持股").click()
    page.get_by_text(re.compile("其余|未列|未画")).first.wait_for(timeout=30_000)
    settle(page)
    left = page.locator(".own-left").last.inner_text()
    assert "只读入 1,000 项" in left, "what is drawn need not be the largest"
    assert "至少另有" in left
    shoot(page, "hub-tree", whole=True)
    assert violations(page) == []
    page.get_by_role("link", name="时间线").click()
    page.get_by_text("只画出前 200 条").wait_for()
    page.get_by_role("link", name="在图中展开").click()
    page.get_by_role("application").wait_for()
    staff = page.locator(".graph-expand .chip", has_text="受雇于")
    assert f"/ {hub.STAFF:,}" in staff.inner_text()
    staff.click()  # the first fifty of the kind, some of which stand there already
    page.locator(".graph-expand .chip", has_text=f"受雇于 50 / {hub.STAFF:,}").wait_for()
    settle(page)
    assert violations(page) == []
    shoot(page, "hub-graph")


def test_it_is_there_as_soon_as_an_ordinary_party(visit: Open, place: Site) -> None:
    """By ratio, each after its first look: what is read of a version is kept, and a machine may be busy."""

    def first_content(name: str) -> float:
        begun = time.perf_counter()
        page = seen(visit, place, name)
        page.get_by_role("heading", name=name).wait_for()
        page.locator("tbody tr").first.wait_for()
        took = time.perf_counter() - begun
        page.close()
        return took

    def answer(name: str, what: str) -> float:
        path = f"/entities/{place.party(name)}{what}"
        begun = time.perf_counter()
        place.get(path)
        return time.perf_counter() - begun

    pages = {name: [first_content(name) for _ in range(4)][1:] for name in (hub.NAME, SUCCESSOR)}
    assert median(pages[hub.NAME]) < SAME_ORDER * median(pages[SUCCESSOR]), pages
    for what in ("", "/exposure", "/relationships", "/relationships/summary"):
        times = {name: [answer(name, what) for _ in range(6)][1:] for name in (hub.NAME, SUCCESSOR)}
        assert median(times[hub.NAME]) < 4 * SAME_ORDER * median(times[SUCCESSOR]), (what, times)
