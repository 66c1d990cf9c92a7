"""Ranked search over the name index: what someone types, by name, former name, pinyin, initials or identifier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from rapidfuzz import fuzz

from graph_service.errors import InvalidInput
from graph_service.identity.codes import is_uscc
from graph_service.identity.keys import Key, digest_id, org_check_character
from graph_service.identity.names import is_placeholder, key, tidy
from graph_service.identity.pinyin import han, syllable
from graph_service.search.index import NameIndex
from graph_service.search.tokens import comparable, letters_tokens, segment, tokens_of

MAX_QUERY = 200
RANKED = 300
"""Names that are compared with a query."""
_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(frozen=True, slots=True)
class Hit:
    """A party that a query found: how well, and by what (name, former_name, pinyin, initials, fuzzy, identifier)."""

    id: str
    kind: str
    name: str
    score: float
    matched: str
    text: str


def search(
    index: NameIndex, q: str, *, kinds: Sequence[str] = (), limit: int = 20, persons: bool = False
) -> dict[str, Any]:
    """Ranked hits for a query. Persons by name only where ``persons`` (design: never for readers).

    Raises ``InvalidInput`` for an empty or overlong query. Cost: bounded, whatever the number of parties.
    """
    query = _checked(q)
    notes: list[dict[str, str]] = []
    hits = _by_identifier(index, query, notes) or _by_name(index, query, notes, persons)
    hits = [hit for hit in hits if not kinds or hit.kind in kinds]
    shown = hits[:limit]
    return {
        "data_version": index.version,
        "query": query,
        "hits": [
            {
                "id": h.id,
                "kind": h.kind,
                "name": h.name,
                "score": round(h.score, 4),
                "matched": h.matched,
                "text": h.text,
            }
            for h in shown
        ],
        "more": max(0, len(hits) - len(shown)),
        "notes": notes,
    }


def _by_identifier(index: NameIndex, query: str, notes: list[dict[str, str]]) -> list[Hit]:
    """A checked code leads straight to the id that it makes; the index only confirms that it is known."""
    for identifier_key in _keys_in(query, notes):
        number = index.directory.find(digest_id(identifier_key))
        if number is not None and (example := index.directory[number].example).names and example.kind == "Enterprise":
            return [Hit(str(example.id), example.kind, example.names[0], 1.0, "identifier", query)]
    return []


def _by_name(index: NameIndex, query: str, notes: list[dict[str, str]], persons: bool) -> list[Hit]:
    wanted = key(query)
    found: dict[str, Hit] = {}
    withheld = False
    for number in _near(index, query, wanted):
        if index.persons[number] and not persons:
            withheld = True
            continue
        hit = _rank(index, wanted, int(number))
        if hit and (hit.id not in found or found[hit.id].score < hit.score):
            found[hit.id] = hit
    if withheld:
        notes.append({
            "code": "persons_withheld",
            "en": "persons are not searched by name alone in this role; ask from an enterprise",
            "zh": "当前角色不能仅凭姓名检索自然人，请从相关企业进入",
        })  # fmt: skip
    return sorted(found.values(), key=lambda hit: (-hit.score, hit.name, hit.id))


def _near(index: NameIndex, query: str, wanted: str) -> list[int]:
    """Names that share the most with the query, read as an organisation's name and as a person's, and in pinyin."""
    parts = [tokens_of(*comparable(query, person), person) for person in (False, True)] + [letters_tokens(wanted)]
    return [int(n) for n in index.near(np.unique(np.concatenate(parts)), RANKED)]


def _rank(index: NameIndex, wanted: str, number: int) -> Hit | None:
    name, present = index.name(number)
    score, matched = _match(wanted, key(name))
    if score <= 0:
        return None
    if not present:
        score, matched = score * 0.97, "former_name" if matched == "name" else matched
    example = index.directory[index.party_of(number)].example
    return Hit(str(example.id), example.kind, name, score, matched, name)


def _match(wanted: str, name: str) -> tuple[float, str]:
    if wanted == name:
        return 1.0, "name"
    if wanted in name:
        return (0.95 if name.startswith(wanted) else 0.9) - 0.2 * (1 - len(wanted) / len(name)), "name"
    if wanted.isascii() and (characters := han(name)):
        return _match_pinyin(wanted.replace(" ", "").replace("'", ""), characters)
    ratio = max(fuzz.ratio(wanted, name), fuzz.partial_ratio(wanted, name) * 0.9) / 100
    return (ratio * 0.85, "fuzzy") if ratio >= 0.6 else (0.0, "")


def _match_pinyin(letters: str, characters: str) -> tuple[float, str]:
    read = [syllable(c) for c in characters]
    whole = "".join(read)
    if letters in whole and segment(letters):
        return 0.85 - 0.2 * (1 - len(letters) / len(whole)), "pinyin"
    initials = "".join(s[0] for s in read)
    if letters in initials:
        return 0.8 - 0.2 * (1 - len(letters) / len(initials)), "initials"
    ratio = fuzz.partial_ratio(letters, whole) / 100
    return (ratio * 0.7, "fuzzy") if ratio >= 0.8 and len(letters) >= 5 else (0.0, "")


def _checked(q: str) -> str:
    if len(q) > MAX_QUERY:
        raise InvalidInput(
            f"the query has {len(q)} characters, at most {MAX_QUERY} are allowed",
            f"检索词共 {len(q)} 个字符，最多 {MAX_QUERY} 个",
        )
    query = tidy(q)
    if not query or is_placeholder(query):
        raise InvalidInput("the query is empty or a placeholder", "检索词为空或为占位文字，请输入名称、拼音或代码")
    return query


def _keys_in(query: str, notes: list[dict[str, str]]) -> list[Key]:
    """Identity keys that the query may be: credit code, organisation code, registration number, LEI."""
    code = query.upper().replace("-", "").replace(" ", "")
    keys: list[Key] = []
    if len(code) == 18 and all(c in _USCC_ALPHABET for c in code):
        if is_uscc(code):
            keys += [("org", code[8:17]), ("uscc", code)]
        else:
            notes.append({
                "code": "bad_check_digit",
                "en": "this looks like a credit code, but its check character is wrong",
                "zh": "形似统一社会信用代码，但校验位不符，请核对",
            })  # fmt: skip
    if len(code) == 9 and code.isascii() and code[:8].isalnum() and org_check_character(code) == code[8]:
        keys.append(("org", code))
    if len(code) == 15 and code.isascii() and code.isdigit():
        keys.append(("reg", code))
    return [*keys, ("lei", code)] if len(code) == 20 else keys
