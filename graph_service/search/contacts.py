"""Search by telephone, e-mail or address: exact after normalizing, for those entitled; who uses it, or used it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph_service.identity.contacts import readings
from graph_service.identity.keys import digest_id, primary_key
from graph_service.loading.assertions import Claim
from graph_service.loading.facts import contact_local
from graph_service.model import Relationship, Standing
from graph_service.reading.reader import GraphReader

_HOLDS = frozenset({Standing.CONFIRMED, Standing.PRESUMED})
USING, USED = 1.0, 0.9


@dataclass(frozen=True, slots=True)
class Users:
    """Hits, best first, and whether a point has more users than were read."""

    hits: tuple[dict[str, Any], ...]
    capped: bool


def users_of(reader: GraphReader, query: str, on: date, cap: int) -> Users:
    """Parties that use what the query names, those of today first. Cost: two statements and one for their names."""
    hits: dict[str, dict[str, Any]] = {}
    capped = False
    for kind, value in readings(query):
        claim = Claim("ContactPoint", local=contact_local(kind, value), shared=True)
        touching = reader.touching([digest_id(primary_key(claim, ""))], ("USES",), cap=cap)
        capped = capped or bool(touching.capped)
        for use in (r for r in touching.relationships if not r.identity_disputed):
            score = USING if _in_use(use, on) else USED
            if hits.get(use.from_id, {"score": 0})["score"] < score:
                hits[use.from_id] = {"id": use.from_id, "score": score, "matched": kind, "text": query}
    named = reader.entities(hits.keys())
    found = [{**hit, "kind": named[i].kind, "name": named[i].name} for i, hit in hits.items() if i in named]
    return Users(tuple(sorted(found, key=lambda h: (-h["score"], h["name"], h["id"]))), capped)


def _in_use(use: Relationship, on: date) -> bool:
    return use.period.standing(on) in _HOLDS


def with_users(found: dict[str, Any], users: Users, kinds: Sequence[str], limit: int) -> dict[str, Any]:
    """The reply of a search by name with the users of a contact point before its hits."""
    first = [hit for hit in users.hits if not kinds or hit["kind"] in kinds]
    ids = {hit["id"] for hit in first}
    hits = [*first, *(hit for hit in found["hits"] if hit["id"] not in ids)]
    notes = [*found["notes"], *([_CROWDED] if users.capped else [])]
    return {**found, "hits": hits[:limit], "more": found["more"] + max(0, len(hits) - limit), "notes": notes}


def contacts_withheld(query: str) -> list[dict[str, str]]:
    """A note where the query is a telephone or an e-mail and the role may not search by it."""
    return [_WITHHELD] if any(kind != "address" for kind, _ in readings(query)) else []


_WITHHELD = {
    "code": "contacts_withheld",
    "en": "telephones and e-mails are not searched in this role",
    "zh": "当前角色不能按电话或邮箱检索",
}
_CROWDED = {
    "code": "contact_crowded",
    "en": "more parties use this contact point than are shown",
    "zh": "使用该联系点的主体过多，未全部列出",
}
