"""Candidates for a party by example, from the index at one data version: blocking, then the published comparison."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from graph_service.identity.evidence import Commonness
from graph_service.identity.keys import Key, digest_id
from graph_service.identity.match import Candidate, compare
from graph_service.identity.names import key
from graph_service.identity.party import PartyExample, example_of
from graph_service.identity.weights import weights
from graph_service.reading.reader import GraphReader
from graph_service.search.index import NameIndex

CONSIDERED = 50
"""Parties that are compared in full for one example."""


class Matcher:
    """Finds candidates at the version of ``index``; ``reader`` must read the same version."""

    def __init__(self, index: NameIndex, reader: GraphReader, commonness: Commonness | None = None) -> None:
        self._index = index
        self._reader = reader
        self._commonness = commonness

    def candidates(
        self, example: PartyExample, *, limit: int = 5, threshold: float | None = None, kinds: Collection[str] = ()
    ) -> list[Candidate]:
        """Parties that may be the one described, best first; those that are ``same`` lead.

        ``threshold``: least score, the grade weak by default. ``kinds``: Enterprise, Person; that of the example
        where none are given. Raises ``InvalidInput`` for an example beyond the limits.
        """
        wanted = example.checked()
        least = weights().grades["weak"] if threshold is None else threshold
        found = []
        for other in self._considered(wanted, frozenset(kinds) or {wanted.kind}):
            candidate = compare(replace(wanted, kind=other.kind), other, self._commonness)
            if candidate.answer == "same" or (candidate.answer == "possible" and candidate.score >= least):
                found.append(candidate)
        return sorted(found, key=lambda c: (c.answer != "same", -c.score, c.id or ""))[:limit]

    def _considered(self, example: PartyExample, kinds: Collection[str]) -> list[PartyExample]:
        ids = {digest_id(k) for k in identity_keys(example)}
        ids |= {i for name in example.real_names for i in self._index.near(key(name), CONSIDERED)}
        survivors = {self._reader.survivor(i) or i for i in ids} if example.id is None else ids
        entities = self._reader.entities(survivors - {example.id})
        return [example_of(e) for e in entities.values() if e.kind in kinds]


def identity_keys(example: PartyExample) -> list[Key]:
    """The identity keys that the example's codes make."""
    keys: list[Key] = [("org", example.org)] if example.org else []
    if example.uscc and not example.org:
        keys.append(("uscc", example.uscc))
    keys += [(n, v) for n, v in (("reg", example.registration_number), ("lei", example.lei)) if v]
    if example.id_hmac and example.id_key:
        keys.append(("id", example.id_key, example.id_hmac))
    return keys
