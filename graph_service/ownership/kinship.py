"""Which kinship the tax notice adds up: spouses, lineal relatives, siblings (夫妻、直系血亲、兄弟姐妹)."""

from __future__ import annotations

from collections.abc import Iterable

from graph_service.kinship import kinship
from graph_service.model import Relationship

_ADDED = frozenset({"spouse", "close", "direct"})


def adds_holdings(words: str) -> bool:
    """Whether a stated kinship is one whose holdings are added. An unstated one is not."""
    return kinship(words) in _ADDED


def close_kin(person: str, relationships: Iterable[Relationship]) -> set[str]:
    """Spouses, lineal relatives and siblings of the person, as recorded."""
    return {
        r.other(person)
        for r in relationships
        if r.kind == "RELATIVE_OF" and person in (r.from_id, r.to_id) and not r.identity_disputed
        and adds_holdings(str(r.values.get("kinship") or r.values.get("note") or ""))
    }  # fmt: skip
