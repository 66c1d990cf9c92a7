"""Candidates for parties by example, at one data version: what is near in the index, then the published comparison.

Three steps, each on what the one before left: the names that share the most (``postings``), those that the published
weights favour at a glance (``weighing``), and the comparison with its reasons. A party that an identifier leads to is
always compared; where an example tells telephones, addresses or officers, so are the parties around these that its name
may be that of, and all are compared with what stands around them in the graph.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from graph_service.identity.keys import Key, digest_id
from graph_service.identity.match import Candidate, compare
from graph_service.identity.party import PartyExample, example_of
from graph_service.identity.pinyin import han
from graph_service.identity.weights import weights
from graph_service.reading.reader import GraphReader
from graph_service.reading.surroundings import surrounded
from graph_service.search.index import NameIndex
from graph_service.search.neighbours import neighbours, tells

NEAR, NEAR_TOLD = 200, 1500
"""Names that are looked at for each name of an example (see ``Postings.near_name``); more where traits are told, by which
one of many namesakes may be known."""
COMPARED = 1
"""Parties that are compared in full for one example, beyond as many as are wanted."""
IN_WORDS = 9
"""As many more where letters are compared: there the glance is less sure."""
SURE = 0.5
"""How far, in log-odds, a party may look to be below the threshold and still be compared."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One party to look for. ``threshold``: least score, the grade weak by default. ``kinds``: Enterprise, Person;
    that of the example where none are given."""

    example: PartyExample
    limit: int = 5
    threshold: float | None = None
    kinds: frozenset[str] = frozenset()


class Matcher:
    """Finds candidates at the version of ``index``; ``reader`` must read the same version."""

    def __init__(self, index: NameIndex, reader: GraphReader) -> None:
        self._index = index
        self._reader = reader

    def candidates(
        self, example: PartyExample, *, limit: int = 5, threshold: float | None = None, kinds: Collection[str] = ()
    ) -> list[Candidate]:
        """Parties that may be the one described, best first; those that are ``same`` lead.

        Raises ``InvalidInput`` for an example beyond the limits.
        """
        return self.screened([Wanted(example, limit, threshold, frozenset(kinds))])[0]

    def screened(self, wanted: Sequence[Wanted]) -> list[list[Candidate]]:
        """The same for many parties. Cost: nothing is read but what identifiers lead to and, where contact points or officers
        are told, what stands around these and around candidates; in a few statements for all."""
        checked = [replace(one, example=one.example.checked()) for one in wanted]
        named = [self._named(one) for one in checked]
        identified = self._identified([one.example for one in checked], named)
        found = [[*near, *sure] for near, sure in zip(named, identified, strict=True)]
        told = [place for place, one in enumerate(checked) if tells(one.example)]
        if told:
            around = self._surrounded([checked[place] for place in told], [found[place] for place in told])
            for place, others in zip(told, around, strict=True):
                found[place] = others
        return [self._compared(*one) for one in zip(checked, found, strict=True)]

    def _surrounded(
        self, wanted: Sequence[Wanted], found: Sequence[Sequence[PartyExample]]
    ) -> list[list[PartyExample]]:
        """What was found and what is around the contact points and officers that are told, with what is around it."""
        asked = [[_as(one.example, kind) for kind in sorted(one.kinds or {one.example.kind})] for one in wanted]
        flat = [(example, _least(one)) for one, examples in zip(wanted, asked, strict=True) for example in examples]
        around = iter(neighbours(self._index, self._reader, [e for e, _ in flat], [least for _, least in flat]))
        every = [
            {str(other.id): other for other in (*(o for _ in examples for o in next(around)), *others)}
            for examples, others in zip(asked, found, strict=True)
        ]
        told = surrounded(self._reader, {i: other for others in every for i, other in others.items()})
        return [[told[i] for i in others] for others in every]

    def _compared(self, wanted: Wanted, found: Sequence[PartyExample]) -> list[Candidate]:
        least = weights().grades["weak"] if wanted.threshold is None else wanted.threshold
        asked = {kind: _as(wanted.example, kind) for kind in wanted.kinds or {wanted.example.kind}}
        others = {other.id: other for other in found if other.kind in asked and other.id != wanted.example.id}
        shown = []
        for other in others.values():
            candidate = compare(asked[other.kind], other)
            if candidate.answer == "same" or (candidate.answer == "possible" and candidate.score >= least):
                shown.append(candidate)
        return sorted(shown, key=lambda c: (c.answer != "same", -c.score, c.id or ""))[: wanted.limit]

    # -- by name ---------------------------------------------------------------------------------------------------

    def _named(self, wanted: Wanted) -> list[PartyExample]:
        """The parties whose names are closest to those of the example, of every kind that is wanted."""
        best: dict[int, float] = {}
        least, count = _least(wanted), _count(wanted)
        for kind in wanted.kinds or {wanted.example.kind}:
            example = _as(wanted.example, kind)
            for name in example.real_names:
                for party, odds in self._close(name, example, least, count).items():
                    best[party] = max(odds, best.get(party, odds))
        order = sorted(best, key=lambda party: (-best[party], party))[:count]
        return [self._index.directory[party].example for party in order]

    def _close(self, name: str, example: PartyExample, least: float, count: int) -> dict[int, float]:
        """At most ``count`` parties and their log-odds at a glance, the best, those of at least ``least``."""
        told = example.birth_year or example.id_mask or example.region or example.gender
        names, odds = self._index.weighed(name, example, NEAR_TOLD if told else NEAR)
        likely = odds >= least
        parties, odds = self._index.parties_with(names[likely]), odds[likely]
        found: dict[int, float] = {}
        for place in np.lexsort((parties, -odds)).tolist():
            found.setdefault(int(parties[place]), float(odds[place]))
            if len(found) == count:
                break
        return found

    # -- by identifier ---------------------------------------------------------------------------------------------

    def _identified(
        self, examples: Sequence[PartyExample], named: Sequence[Sequence[PartyExample]]
    ) -> list[list[PartyExample]]:
        """Parties that codes and numbers lead to; and where an ID number is given, those near by name with theirs."""
        wanted = [{digest_id(key) for key in identity_keys(example)} for example in examples]
        for example, ids, near in zip(examples, wanted, named, strict=True):
            if example.id_hmac:
                ids |= {str(other.id) for other in near}
        everyone = set().union(*wanted) if wanted else set()
        if not everyone:
            return [[] for _ in examples]
        places = self._reader.survivors(everyone)
        read = {i: example_of(e) for i, e in self._reader.entities({places.get(i, i) for i in everyone}).items()}
        return [[read[places.get(i, i)] for i in sorted(ids) if places.get(i, i) in read] for ids in wanted]


def _as(example: PartyExample, kind: str) -> PartyExample:
    return example if example.kind == kind else replace(example, kind=kind)


def _count(wanted: Wanted) -> int:
    in_words = any(not han(name) for name in wanted.example.real_names)
    return wanted.limit + COMPARED + (IN_WORDS if in_words else 0)


def _least(wanted: Wanted) -> float:
    """The log-odds at a glance from which a party may reach the threshold, whatever speaks for it that is not seen there."""
    score = weights().grades["weak"] if wanted.threshold is None else wanted.threshold
    score = min(max(score, 0.001), weights().ceiling)
    unseen = {"phone": wanted.example.phones, "address": wanted.example.addresses, "officers": wanted.example.officers}
    return (
        math.log(score / (1 - score)) - SURE - sum(weights().features[n].weight for n, said in unseen.items() if said)
    )


def identity_keys(example: PartyExample) -> list[Key]:
    """The identity keys that the example's codes make."""
    keys: list[Key] = [("org", example.org)] if example.org else []
    if example.uscc and not example.org:
        keys.append(("uscc", example.uscc))
    keys += [(n, v) for n, v in (("reg", example.registration_number), ("lei", example.lei)) if v]
    if example.id_hmac and example.id_key:
        keys.append(("id", example.id_key, example.id_hmac))
    return keys
