"""PDF by Typst, with the fonts that the installation brings: the same document gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pylopdf_fonts_zh_cn as fonts

if TYPE_CHECKING:
    import typst

FOLDER = Path(__file__).parent


def pdf(template: str, document: Mapping[str, Any], updated_at: str) -> bytes:
    """A PDF/A-2b of a document. ``updated_at`` is the instant that the file bears, so that it can be made again."""
    found = _compiler(template).compile(
        format="pdf", sys_inputs={"document": json.dumps(document, ensure_ascii=False)}, pdf_standards=["a-2b"],
        timestamp=datetime.fromisoformat(updated_at).replace(microsecond=0),
    )  # fmt: skip
    assert isinstance(found, bytes)
    return found


@lru_cache(maxsize=4)
def _compiler(template: str) -> typst.Compiler:
    import typst  # when the first report is printed: most processes print none

    return typst.Compiler(FOLDER / template, root=FOLDER, font_paths=_fonts())


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Only our own fonts, so that every machine sets the same page."""
    import typst

    folder = str(fonts.sans_path().parent)
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
