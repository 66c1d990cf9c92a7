"""Bidders that bid together, taken apart from the one text in which lists write them.

Only what the text itself separates is separated: a text that could be read in two ways stays whole, since a name that was
cut in the wrong place names nobody. Chinese lists put 、 between names; English ones write "JV of A and B" and the like.
"""

from __future__ import annotations

import re
import unicodedata

_HAN = re.compile(r"[一-鿿]")
_CHINESE_SEPARATORS = "、,，;；+＋/"
_CHINESE_ROLE = re.compile(
    r"^(?:联合体)?(?:牵头人|牵头单位|牵头方|成员单位|成员|主体|联合体)\d*\s*[:：]|[(（](?:联合体)?(?:牵头|成员|主)[^()（）]{0,6}[)）]$"
)
_TOGETHER = r"(?:joint\s*-?\s*ventures?|j\.\s?v\.?|jv|consortium|joint\s+operation|groupement|lien\s+danh)"
_MARKED = re.compile(rf"(?<![a-z]){_TOGETHER}(?![a-z])", re.I)
_LEADING = re.compile(
    rf"^(?:the\s+|a\s+|le\s+)?{_TOGETHER}(?:\s*\(\s*jv\s*\))?\s*(?:partners?\s+)?(?:of\b|between\b|among\b|consisting of\b|comprising\b|formed by\b|:|-|–|#)?\s*(?=\S)",
    re.I,
)
_TRAILING = re.compile(rf"[\s,(\[-]*(?:in\s+|bidding\s+)?{_TOGETHER}\s*[)\].]*$", re.I)
_INNER = re.compile(rf"[\s,-]+(?:in\s+)?{_TOGETHER}\s+(?:with\s+|(?=m/s))", re.I)
_NOTE = re.compile(r"\(\s*(?:lead(?:er|ing)?(?:\s+partner)?|partner|member|jv)\s*\)", re.I)
_FORM = r"(?:ltd|limited|llc|l\.l\.c|inc|corp|corporation|company|co|jsc|ojsc|cjsc|pjsc|gmbh|ag|sa|s\.a|spa|s\.p\.a|srl|s\.r\.l|sarl|bv|b\.v|nv|n\.v|plc|pvt|pte|sas|d\.o\.o|doo|ab|as|a\.s|a/s|oy|kg|sh\.p\.k|lda|ltda)"
_ENDS = rf"(?:(?<![a-z]){_FORM}\.?|[)\]\"])"
_STRONG = re.compile(r"\s*(?:;|\s/\s|\s#\s)\s*")
_OPEN = re.compile(r"\s*\([^()]*$")
_SHORT = (r"\s*/\s*", r"\s*\+\s*", r"\s+\?\s+", r"\s*[-–]\s*", r"\s*&\s*")
_WORD = re.compile(r"\s+and\s+|(?<=[.)\"])and\s+|\s+et\s+", re.I)
_WEAK = re.compile(r"\s*[&+]\s*|\s+[-?]\s*|\s*[-?]\s+|\s*/\s*|,\s+")
_ENDS_WELL = re.compile(rf"{_ENDS}\s*,?$", re.I)


def members(text: str) -> list[str]:
    """The bidders that a text names, in its order; the text alone where it names one, or cannot be taken apart surely."""
    plain = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()
    if not plain:
        return []
    found = list(dict.fromkeys(_chinese(plain) if _HAN.search(plain) else _latin(plain)))
    return found if len(found) > 1 else [plain]


def _chinese(text: str) -> list[str]:
    parts = [_CHINESE_ROLE.sub("", part).strip() for part in _outside_brackets(text, _CHINESE_SEPARATORS)]
    parts = [part for part in parts if part]
    return parts if len(parts) > 1 and all(len(_HAN.findall(part)) >= 4 for part in parts) else [text]


def _outside_brackets(text: str, separators: str) -> list[str]:
    parts, depth = [""], 0
    for character in text:
        depth += (character in "(（") - (character in ")）")
        if character in separators and depth <= 0:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _latin(text: str) -> list[str]:
    if not _MARKED.search(text):
        return [text]
    bare = _NOTE.sub("", text)
    bare = _TRAILING.sub("", _LEADING.sub("", bare, count=1)).strip(" -,;:")
    bare = _INNER.sub(" ; ", bare)
    parts = [p for part in _STRONG.split(bare) for p in _words(part)]
    parts = [part for piece in parts for part in _weakly(piece, alone=len(parts) == 1)]
    parts = [_OPEN.sub("", re.sub(r"^\s*and\s+", "", part)).strip(" -,;:?+&").lstrip(".") for part in parts]
    return parts if parts and all(_is_name(part) for part in parts) else [text]


def _words(text: str) -> list[str]:
    """Apart at each "and" that follows the end of a firm's name; at a single one also where none does."""
    cuts = list(_WORD.finditer(text))
    sure = [cut for cut in cuts if _ENDS_WELL.search(text[: cut.start()])]
    return _cut(text, sure or (cuts if len(cuts) == 1 else []))


def _weakly(text: str, *, alone: bool) -> list[str]:
    """Apart at & - / and commas that follow the end of a firm's name; a text of short names at the one sign between them."""
    cuts = [cut for cut in _WEAK.finditer(text) if _ENDS_WELL.search(text[: cut.start()])]
    if cuts or not alone or _ENDS_WELL.search(text):
        return _cut(text, cuts)
    between = next((pattern for pattern in _SHORT if re.search(pattern, text)), None)
    return [part for part in re.split(between, text) if part] if between else [text]


def _cut(text: str, cuts: list[re.Match[str]]) -> list[str]:
    parts, start = [], 0
    for cut in cuts:
        parts.append(text[start : cut.start()])
        start = cut.end()
    return [*parts, text[start:]]


def _is_name(text: str) -> bool:
    return sum(c.isalnum() for c in text) >= 2 and not _ENDS_WELL.fullmatch(text)
