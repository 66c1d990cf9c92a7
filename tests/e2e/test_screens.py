"""Every screen of docs/screens.md, taken anew. `make screens` puts them into docs, any other run beside the build."""

from __future__ import annotations

import base64
import os
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import ROOT, Open, Site, settle
from tests.e2e.screens import SCREENS, document
from tests.e2e.test_graph import why
from tests.e2e.test_loads import faulty, tried
from tests.e2e.test_pages import LISTED, SUCCESSOR
from tests.e2e.test_reviews import review, step
from tests.e2e.test_screening import go, start

DOCS = ROOT / "docs"
MAKING = bool(os.environ.get("GUANLIAN_SCREENS"))
FOLDER = DOCS / "screenshots" if MAKING else ROOT / ".build" / "screens"
DAY = "2026-06-30"
MOST_BYTES = 150_000
BIDDERS = "望川旧山建材\n望川新岭建材有限公司\n查无此家样例公司\n"


def take(page: Any, name: str) -> None:
    """As WebP: a third of a PNG's size without a visible difference."""
    settle(page)
    page.evaluate("document.fonts.ready")
    shot = page.context.new_cdp_session(page).send("Page.captureScreenshot", {"format": "webp", "quality": 82})
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{name}.webp"
    path.write_bytes(base64.b64decode(shot["data"]))
    assert 5_000 < path.stat().st_size < MOST_BYTES, f"{name} is empty or too large for a document"


def addresses(site: Site) -> dict[str, str]:
    """Pages that an address alone opens."""
    party, listed = f"/party/{site.party(SUCCESSOR)}", f"/party/{site.party(LISTED)}"
    record = site.get("/records", kind="失信被执行人")["records"][0]["id"]
    return {
        "home": "/", "search": "/search?q=望川新", "party": party, "ownership": f"/party/{_owned(site)}/ownership",
        "timeline": f"{listed}/timeline", "sources": f"{party}/sources", "reviews": "/reviews",
        "review-new": "/reviews/new", "identity": "/identity", "records": "/records", "record": f"/records/{record}",
        "policies": "/policies/default", "admin": "/admin", "audit": "/admin/audit", "health": "/admin/health",
    }  # fmt: skip


def _owned(site: Site) -> str:
    """A company in a loop of holdings, as the sample county plants it."""
    return site.party("望川环甲投资有限公司")


@pytest.mark.parametrize("name", [
    "home", "search", "party", "ownership", "timeline", "sources", "review-new", "identity", "records", "record",
    "policies", "admin", "audit", "health",
])  # fmt: skip
def test_a_page(visit: Open, site: Site, name: str) -> None:
    take(visit(f"{addresses(site)[name]}{'&' if name == 'search' else '?'}as_of={DAY}"), name)


def test_the_home_page_in_english(visit: Open) -> None:
    take(visit("/", language="en"), "home-en")


def test_a_party_in_the_dark(visit: Open, site: Site) -> None:
    take(visit(f"/party/{site.party(LISTED)}?as_of={DAY}", color_scheme="dark"), "party-dark")


def test_a_proof(visit: Open, site: Site) -> None:
    page = visit(f"/party/{site.party(SUCCESSOR)}?as_of={DAY}")
    page.locator("section.layer", has_text="疑似承继").get_by_role("button", name="看依据").first.click()
    page.get_by_role("dialog").wait_for()
    take(page, "proof")


def test_the_graph(visit: Open, site: Site) -> None:
    page = visit(f"/graph?ids={site.party(SUCCESSOR)}&as_of={DAY}")
    page.get_by_role("application").wait_for()
    why(page)
    take(page, "graph")


def test_a_review(visit: Open, site: Site) -> None:
    page = review(visit, site)
    take(page, "review")
    for name, words in (("review-identity", "身份确认"), ("review-report", "存证与报告")):
        step(page, words)
        take(page, name)
    take(visit("/reviews"), "reviews")


def test_a_screening(visit: Open) -> None:
    page = start(visit, BIDDERS)
    take(page, "screening-new")
    go(page)
    take(page, "screening-result")
    page.get_by_role("button", name="比对第 1 行").click()
    page.get_by_role("dialog").wait_for()
    take(page, "screening")


def test_a_load(visit: Open, site: Site, tmp_path: Path) -> None:
    path, *_ = faulty(site, tmp_path)
    page = visit("/loads")
    page.locator("input[type=file]").first.set_input_files(str(path))
    page.get_by_text("识别为").wait_for()
    take(page, "loads-new")
    take(tried(visit, path), "loads")


def test_all_were_taken_and_the_page_shows_them() -> None:
    """Runs last in this module; a screen that nothing takes would go stale in the documents."""
    assert {path.stem for path in FOLDER.glob("*.webp")} == {screen.name for screen in SCREENS}
    if MAKING:
        (DOCS / "screens.md").write_text(document(), encoding="utf-8")
