"""docs/screens.md shows every page of the browser; the pictures are small and none is left over."""

from __future__ import annotations

import re

from tests.docs.test_docs import ROOT
from tests.e2e.screens import SCREENS, document

PICTURES = ROOT / "docs" / "screenshots"
MOST_BYTES, MOST_BYTES_IN_ALL = 150_000, 3_000_000


def test_every_page_of_the_browser_has_a_screen() -> None:
    text = (ROOT / "web/src/app/routes.tsx").read_text(encoding="utf-8")
    routes = {"/", *re.findall(r'path: "([^"*]+)"', text)}
    assert routes == {screen.route for screen in SCREENS}


def test_the_page_is_current() -> None:
    assert (ROOT / "docs/screens.md").read_text(encoding="utf-8") == document()


def test_its_pictures_are_there_and_small() -> None:
    sizes = {path.name: path.stat().st_size for path in PICTURES.iterdir()}
    assert sizes.keys() == {f"{screen.name}.webp" for screen in SCREENS}
    assert max(sizes.values()) < MOST_BYTES
    assert sum(sizes.values()) < MOST_BYTES_IN_ALL


def test_every_screen_has_a_line_in_both_languages() -> None:
    for screen in SCREENS:
        assert re.search("[\u4e00-\u9fff]", screen.zh), screen.name
        assert screen.zh.endswith("。"), screen.name
        assert screen.en.isascii(), screen.name
        assert screen.en.endswith("."), screen.name
    for lines in ([screen.zh for screen in SCREENS], [screen.en for screen in SCREENS]):
        assert len(set(lines)) == len(lines)
