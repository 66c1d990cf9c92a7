"""The page reads a list by the headers that the service reads in a file of parties."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from loaders.parties import fields_by_header

PARTIES = Path(__file__).parents[2] / "web" / "src" / "pages" / "screening" / "parties.ts"


def page() -> dict[str, str]:
    text = PARTIES.read_text("utf-8")
    table = text[text.index("const HEADERS") : text.index("const IDENTIFYING")]
    rows = re.findall(r"(\w+): \[(.*?)\]", table, re.DOTALL)
    return {word: field for field, words in rows for word in re.findall(r'"(.*?)"', words)}


def comparable(header: str) -> str:
    return re.sub(r"[\s_\-（）()：:*]", "", unicodedata.normalize("NFKC", header).lower())


def test_every_header_of_a_file_means_the_same_on_the_page() -> None:
    known = page()
    # The page gives lines keys of its own: their numbers.
    asked = {header: field for header, field in fields_by_header().items() if field != "key"}
    assert len(asked) > 40
    assert {header: known.get(comparable(header)) for header in asked} == asked
