"""Which kinship the tax notice adds up: spouses, lineal relatives, siblings (夫妻、直系血亲、兄弟姐妹)."""

from __future__ import annotations

from collections.abc import Iterable

from graph_service.model import Relationship

_SPOUSE = ("夫妻", "配偶", "丈夫", "妻子", "夫", "妻", "spouse", "husband", "wife")
_LINEAL = (
    "父", "母", "子", "女", "祖", "孙", "直系", "parent", "child", "father", "mother", "son", "daughter", "grand",
)  # fmt: skip
_SIBLING = ("兄", "弟", "姐", "妹", "sibling", "brother", "sister")
_OTHER = (
    "堂",
    "表",
    "叔",
    "伯",
    "姑",
    "舅",
    "姨",
    "侄",
    "甥",
    "岳",
    "婆",
    "公公",
    "媳",
    "婿",
    "嫂",
    "in-law",
    "cousin",
)


def adds_holdings(kinship: str) -> bool:
    """Whether a stated kinship is one whose holdings are added. An unstated one is not."""
    text = kinship.strip().lower()
    if not text or any(word in text for word in _OTHER):
        return False
    return any(word in text for word in (*_SPOUSE, *_LINEAL, *_SIBLING))


def close_kin(person: str, relationships: Iterable[Relationship]) -> set[str]:
    """Spouses, lineal relatives and siblings of the person, as recorded."""
    return {
        r.other(person)
        for r in relationships
        if r.kind == "RELATIVE_OF" and person in (r.from_id, r.to_id) and not r.identity_disputed
        and adds_holdings(str(r.values.get("kinship") or r.values.get("note") or ""))
    }  # fmt: skip
