"""Every page in both languages: it shows what it is for, complains of nothing, and axe finds no violation."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Open, Site, settle, shoot, violations

SUCCESSOR, LISTED = "望川新岭建材有限公司", "望川旧山建材有限公司"
PAGES = {
    "home": "/", "search": "/search?q=望川新", "party": f"/party/{{{SUCCESSOR}}}",
    "party-listed": f"/party/{{{LISTED}}}", "timeline": f"/party/{{{LISTED}}}/timeline",
    "sources": f"/party/{{{SUCCESSOR}}}/sources", "records": "/records", "loads": "/loads", "policies": "/policies",
    "ownership": f"/party/{{{SUCCESSOR}}}/ownership", "graph": f"/graph?ids={{{LISTED}}}", "reviews": "/reviews",
    "review-new": "/reviews/new", "identity": "/identity", "admin": "/admin", "audit": "/admin/audit", "health": "/admin/health", "not-found": "/nothing/here",
}  # fmt: skip


def address(site: Site, pattern: str) -> str:
    for name in (SUCCESSOR, LISTED):
        if f"{{{name}}}" in pattern:
            return pattern.replace(f"{{{name}}}", site.party(name))
    return pattern


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_in_both_languages(visit: Open, site: Site, name: str, language: str) -> None:
    page = visit(address(site, PAGES[name]), language=language)
    shoot(page, f"{name}-{language}")
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("main h1").count() == 1
    assert page.locator("[role=alert]").count() == 0
    assert violations(page) == []


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_page_of_one_record(visit: Open, site: Site, language: str) -> None:
    record = site.get("/records", kind="失信被执行人")["records"][0]["id"]
    assert violations(visit(f"/records/{record}", language=language)) == []


@pytest.mark.parametrize("name", ["home", "party", "records"])
def test_in_the_dark_the_contrast_holds(visit: Open, site: Site, name: str) -> None:
    page = visit(address(site, PAGES[name]), color_scheme="dark")
    shoot(page, f"{name}-dark")
    assert violations(page) == []


@pytest.mark.parametrize("width", [640, 3840])
def test_from_a_narrow_window_to_4k_nothing_is_wider_than_the_page(visit: Open, site: Site, width: int) -> None:
    """640 is what 1280 shows at 200 % zoom."""
    page = visit(address(site, PAGES["party"]), viewport={"width": width, "height": 900})
    shoot(page, f"party-{width}")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize(("name", "button"), [("party", 0), ("party", 1), ("party-listed", 0)])
def test_each_line_opens_its_proof(visit: Open, site: Site, name: str, button: int) -> None:
    page = visit(address(site, PAGES[name]))
    page.get_by_role("button", name="看依据").nth(button).click()
    settle(page)
    drawer = page.get_by_role("dialog")
    assert drawer.get_by_text("county.").count() > 0, "the proof names a source record"
    shoot(page, f"proof-{name}-{button}")
    assert violations(page) == []
    page.keyboard.press("Escape")
    assert drawer.count() == 0
