"""Words for the codes of answers, in Chinese and English: one table (``codes.json``), from which the browser is built too."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Literal

Language = Literal["zh", "en"]


@cache
def codes(language: Language) -> dict[str, dict[str, str]]:
    """Every group of codes with its words, e.g. ``codes("zh")["level"]["high"]``."""
    text = resources.files(__name__).joinpath("codes.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = json.loads(text)[language]
    return found


def word(group: str, code: str | None, language: Language) -> str:
    """The word for a code; a code that has none is shown as it is, nothing at all as nothing.

    ``KeyError`` where there is no such group.
    """
    return codes(language)[group].get(code, code) if code else ""
