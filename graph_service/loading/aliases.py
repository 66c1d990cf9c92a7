"""Enterprises known by a registration number or an LEI only: joined through what a source states together.

Where exactly one enterprise with a checked code is stated to have that number, the party known by the number
alone is that enterprise (design: through it on registration number or LEI). Where two are, nobody is joined and
the conflict is reported. The outcome depends on what is stated, not on the order of loads.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import cypher
from graph_service.identity.joins import forest
from graph_service.identity.keys import Key, digest_id, primary_key, secondary_keys
from graph_service.loading.assertions import Claim
from graph_service.loading.redirects import Redirects
from graph_service.model import OPEN_VERSION
from graph_service.reading.judgements import read_judgements
from graph_service.store.gate import Graph

LOOKUP_BATCH = 2000


@dataclass(slots=True)
class Joined:
    merged: int = 0
    unmerged: int = 0
    conflicts: list[str] = field(default_factory=list)


class AliasKeeper:
    """Remembers which numbers a load touched, and settles them once at its end."""

    def __init__(self) -> None:
        self._keys: set[Key] = set()

    def note(self, claim: Claim) -> None:
        if claim.kind != "Enterprise" or not (claim.registration_number or claim.lei):
            return
        self._keys.update(secondary_keys(claim))
        if not (claim.uscc or claim.org_code):
            self._keys.add(primary_key(claim, ""))

    def settle(self, graph: Graph, redirects: Redirects, version: int, load: str) -> Joined:
        """Open and close redirects so that each number leads to its one enterprise; judgements stay in force."""
        joined = Joined()
        before = redirects.identifiers()
        after = dict(before)
        keys = sorted(self._keys)
        for start in range(0, len(keys), LOOKUP_BATCH):
            _settle(graph, keys[start : start + LOOKUP_BATCH], after, joined)
        if after != before:
            joined.merged = sum(1 for i, owner in after.items() if before.get(i) != owner)
            joined.unmerged = sum(1 for i, owner in before.items() if after.get(i) != owner)
            judged = read_judgements(graph, version).joins()
            redirects.become(graph, forest(after, judged), version, load)
        return joined


def _settle(graph: Graph, keys: list[Key], owned: dict[str, str], joined: Joined) -> None:
    """Bring ``owned`` (the party known by a number alone, to its owner) up to date for these numbers."""
    ids = {digest_id(key): key for key in keys}
    existing = graph.rows(cypher.statement("load/existing_entities"), ids=sorted(ids))[0]["ids"]
    alone = {identifier: ids[identifier] for identifier in existing}
    if not alone:
        return
    owners = _owners(graph, alone)
    for identifier, key in sorted(alone.items()):
        claimed = owners.get(key, set())
        owned.pop(identifier, None)
        if len(claimed) == 1:
            owned[identifier] = next(iter(claimed))
        elif claimed:
            joined.conflicts.append(identifier)


def _owners(graph: Graph, alone: dict[str, Key]) -> dict[Key, set[str]]:
    """For each number the enterprises, other than the one known by it alone, that are stated to have it."""
    numbers = sorted(key[1] for key in alone.values() if key[0] == "reg")
    leis = sorted(key[1] for key in alone.values() if key[0] == "lei")
    read = cypher.statement("load/statements_by_identifier")
    owners: dict[Key, set[str]] = {}
    for row in graph.rows(read, registration_numbers=numbers, leis=leis, open=OPEN_VERSION):
        key = ("reg", row["registration_number"]) if row["registration_number"] else ("lei", row["lei"])
        if row["asserted"] not in alone:
            owners.setdefault(key, set()).add(row["asserted"])
    return owners
