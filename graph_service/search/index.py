"""The name index: postings of tokens to parties in flat integer arrays.

Built from the graph at one data version. Memory: four bytes for each token of each name, and the names. A query
looks at its rarest tokens only, so its cost follows how rare they are, not how many parties there are; candidates
are then ranked by what matched.
"""

from __future__ import annotations

import time
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import structlog
from rapidfuzz import fuzz

import cypher
from graph_service.errors import InvalidInput
from graph_service.identity.keys import Key, digest_id, org_check_character
from graph_service.identity.names import is_placeholder, key, tidy
from graph_service.identity.pinyin import han, syllable
from graph_service.reading.reader import GraphReader
from graph_service.search.tokens import query_tokens, segment, tokens
from graph_service.store.gate import Graph

log = structlog.get_logger(__name__)

MAX_QUERY = 200
RARE_TOKENS = 8
COMMON = 50_000
CANDIDATES = 300
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


class NameIndex:
    """Names of enterprises and persons at ``version``. Build with ``build``; immutable afterwards."""

    def __init__(self, version: int, rows: Iterable[tuple[str, str, str, bool]]) -> None:
        """``rows``: party id, kind, name, and whether it is the present name."""
        self.version = version
        self._ids: list[str] = []
        self._kinds = bytearray()
        self._names: list[str] = []
        self._present = bytearray()
        self._lookup, self._offsets, self._postings = self._index(rows)

    @classmethod
    def build(cls, reader: GraphReader, graph: Graph) -> NameIndex:
        started = time.perf_counter()
        index = cls(reader.version, _rows(graph, reader.version))
        seconds = round(time.perf_counter() - started, 1)
        log.info("name index built", names=len(index._ids), seconds=seconds, version=reader.version)
        return index

    def _index(self, rows: Iterable[tuple[str, str, str, bool]]) -> tuple[dict[str, int], Any, Any]:
        lookup: dict[str, int] = {}
        token_of, name_of = array("I"), array("I")
        for number, (identifier, kind, name, present) in enumerate(rows):
            self._ids.append(identifier)
            self._kinds.append(kind == "Person")
            self._names.append(name)
            self._present.append(present)
            for token in tokens(key(name)):
                token_of.append(lookup.setdefault(token, len(lookup)))
                name_of.append(number)
        owners = np.frombuffer(token_of, dtype=np.uint32) if token_of else np.zeros(0, np.uint32)
        names = np.frombuffer(name_of, dtype=np.uint32) if name_of else np.zeros(0, np.uint32)
        order = np.argsort(owners, kind="stable")
        offsets = np.zeros(len(lookup) + 1, dtype=np.int64)
        np.cumsum(np.bincount(owners, minlength=len(lookup)), out=offsets[1:])
        return lookup, offsets, names[order]

    def search(
        self, q: str, *, kinds: Sequence[str] = (), limit: int = 20, persons: bool = False, contacts: bool = False
    ) -> dict[str, Any]:
        """Ranked hits for a query. Persons by name only where ``persons`` (design: never for readers).

        Raises ``InvalidInput`` for an empty or overlong query.
        """
        query = _checked(q)
        notes: list[dict[str, str]] = []
        hits = self._by_identifier(query, notes)
        if not hits:
            hits = self._by_name(query, notes, persons)
        hits = [hit for hit in hits if not kinds or hit.kind in kinds]
        shown = hits[:limit]
        return {
            "data_version": self.version,
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

    def _by_identifier(self, query: str, notes: list[dict[str, str]]) -> list[Hit]:
        """A checked code leads straight to the id that it makes; the index only confirms that it is known."""
        for identifier_key in _keys_in(query, notes):
            identifier = digest_id(identifier_key)
            for number in self._numbers_of(identifier):
                if self._present[number]:
                    name = self._names[number]
                    return [Hit(identifier, self._kind(number), name, 1.0, "identifier", query)]
        return []

    def _numbers_of(self, identifier: str) -> list[int]:
        if not hasattr(self, "_by_id"):
            by_id: dict[str, list[int]] = {}
            for number, known in enumerate(self._ids):
                if not self._kinds[number]:
                    by_id.setdefault(known, []).append(number)
            self._by_id = by_id
        return self._by_id.get(identifier, [])

    def _by_name(self, query: str, notes: list[dict[str, str]], persons: bool) -> list[Hit]:
        wanted = key(query)
        found: dict[str, Hit] = {}
        withheld = False
        for number in self._candidates(wanted):
            if self._kinds[number] and not persons:
                withheld = True
                continue
            hit = self._rank(wanted, int(number))
            if hit and (hit.id not in found or found[hit.id].score < hit.score):
                found[hit.id] = hit
        if withheld:
            notes.append({
                "code": "persons_withheld",
                "en": "persons are not searched by name alone in this role; ask from an enterprise",
                "zh": "当前角色不能仅凭姓名检索自然人，请从相关企业进入",
            })  # fmt: skip
        return sorted(found.values(), key=lambda hit: (-hit.score, hit.name, hit.id))

    def near(self, wanted: str, limit: int) -> list[str]:
        """Ids of parties whose (comparable) names share the most rare tokens with ``wanted``, best first."""
        return list(dict.fromkeys(self._ids[n] for n in self._candidates(wanted)))[:limit]

    def _candidates(self, wanted: str) -> list[int]:
        """Names that share the most of the query's rarest tokens."""
        known = [self._lookup[t] for t in query_tokens(wanted) if t in self._lookup]
        sizes = sorted((int(self._offsets[t + 1] - self._offsets[t]), t) for t in known)
        chosen = [t for size, t in sizes if size <= COMMON][:RARE_TOKENS] or [t for _, t in sizes[:2]]
        if not chosen:
            return []
        together = np.concatenate([self._postings[self._offsets[t] : self._offsets[t + 1]] for t in chosen])
        names, counts = np.unique(together, return_counts=True)
        best = np.argsort(-counts, kind="stable")[:CANDIDATES]
        return [int(n) for n in names[best]]

    def _rank(self, wanted: str, number: int) -> Hit | None:
        name = self._names[number]
        comparable = key(name)
        score, matched = _match(wanted, comparable)
        if score <= 0:
            return None
        if not self._present[number]:
            score, matched = score * 0.97, "former_name" if matched == "name" else matched
        return Hit(self._ids[number], self._kind(number), name, score, matched, name)

    def _kind(self, number: int) -> str:
        return "Person" if self._kinds[number] else "Enterprise"


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
        if _uscc_ok(code):
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


def _uscc_ok(code: str) -> bool:
    weights = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
    total = sum(w * _USCC_ALPHABET.index(c) for w, c in zip(weights, code[:17], strict=True))
    return _USCC_ALPHABET[(31 - total % 31) % 31] == code[17]


def _rows(graph: Graph, version: int) -> Iterable[tuple[str, str, str, bool]]:
    """Every name that a source states of a party; a name that is not the latest of its source is a former one."""
    seen: set[int] = set()
    for row in graph.stream(cypher.statement("read/names"), version=version):
        for name, present in ((row["name"], True), *((n, False) for n in row["other_names"] or ())):
            if name and not is_placeholder(name):
                mark = hash((row["entity"], name))
                if mark not in seen:
                    seen.add(mark)
                    yield row["entity"], row["kind"], name, present
