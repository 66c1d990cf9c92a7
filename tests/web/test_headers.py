"""The page reads a list by the headers that the service reads in a file of parties."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

from loaders.parties import fields_by_header

ROOT = Path(__file__).parents[2]
PARTIES = ROOT / "web" / "src" / "pages" / "screening" / "parties.ts"
SHARED = ROOT / "loaders" / "party_lists.json"


def page() -> dict[str, str]:
    """What it is built from and what it has beside that."""
    text = PARTIES.read_text("utf-8")
    assert 'import words from "../../../../loaders/party_lists.json"' in text
    shared = json.loads(SHARED.read_text("utf-8"))["headers"]
    table = text[text.index("const MORE") : text.index("const HEADERS")]
    rows = re.findall(r"(\w+): \[(.*?)\]", table, re.DOTALL)
    more = {word: field for field, words in rows for word in re.findall(r'"(.*?)"', words)}
    return {comparable(word): field for field, words in shared.items() for word in words} | more


def comparable(header: str) -> str:
    return re.sub(r"[\s_\-（）()：:*]", "", unicodedata.normalize("NFKC", header).lower())


def test_every_header_of_a_file_means_the_same_on_the_page() -> None:
    known = page()
    # The page gives lines keys of its own: their numbers.
    asked = {header: field for header, field in fields_by_header().items() if field != "key"}
    assert len(asked) > 40
    assert {header: known.get(comparable(header)) for header in asked} == asked
