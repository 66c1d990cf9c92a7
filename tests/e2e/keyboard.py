"""Going through pages by the keyboard alone."""

from __future__ import annotations

import re
from typing import Any

from tests.e2e.conftest import settle

FOCUSED = """words => { const at = document.activeElement;
  return [at.getAttribute('aria-label'), document.getElementById(at.getAttribute('aria-labelledby'))?.innerText,
    ...[...(at.labels ?? [])].map(label => label.innerText), at.innerText]
    .some(text => text && text.trim().startsWith(words)); }"""


def tab_to(page: Any, words: str) -> None:
    """By Tab alone to what says or is labelled ``words``."""
    for _ in range(150):
        if page.evaluate(FOCUSED, words):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {words} by Tab")


def press(page: Any, words: str, key: str = "Enter") -> None:
    tab_to(page, words)
    page.keyboard.press(key)


def write(page: Any, words: str, text: str) -> None:
    tab_to(page, words)
    page.keyboard.type(text)


def arrive(page: Any, path: str, **more: Any) -> None:
    """Until the page of an address stands there. The address changes first; the keyboard begins at the top of the page only
    when it is drawn, and what is typed before that goes to the page that is left."""
    page.wait_for_url(re.compile(path), **more)
    page.locator("main:focus").wait_for()
    settle(page)


def to(page: Any, key: str, path: str) -> None:
    """By the two keys of a page."""
    page.keyboard.press("g")
    page.keyboard.press(key)
    arrive(page, path)
