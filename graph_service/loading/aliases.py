"""Enterprises known by a registration number or an LEI only: joined through what a source states together.

Where exactly one enterprise with a checked code is stated to have that number, the party known by the number
alone is that enterprise (design: through it on registration number or LEI). Where two are, nobody is joined and
the conflict is reported. The outcome depends on what is stated, not on the order of loads.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import cypher
from graph_service.identity.keys import Key, digest_id, primary_key, secondary_keys
from graph_service.loading.assertions import Claim
from graph_service.loading.redirects import Redirects
from graph_service.loading.relocate import relocate
from graph_service.model import OPEN_VERSION
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

    def note(self, claim: Claim, identifier: str) -> None:
        if claim.kind != "Enterprise" or not (claim.registration_number or claim.lei):
            return
        self._keys.update(secondary_keys(claim))
        if not (claim.uscc or claim.org_code):
            self._keys.add(primary_key(claim, ""))
        _ = identifier

    def settle(self, graph: Graph, redirects: Redirects, version: int, load: str) -> Joined:
        """Open and close redirects so that each number leads to its one enterprise."""
        joined = Joined()
        keys = sorted(self._keys)
        for start in range(0, len(keys), LOOKUP_BATCH):
            self._settle(graph, keys[start : start + LOOKUP_BATCH], redirects, version, load, joined)
        return joined

    def _settle(
        self, graph: Graph, keys: list[Key], redirects: Redirects, version: int, load: str, joined: Joined
    ) -> None:
        ids = {digest_id(key): key for key in keys}
        rows = graph.rows(cypher.statement("load/existing_entities"), ids=sorted(ids))
        alone = {row["id"]: ids[row["id"]] for row in rows}
        if not alone:
            return
        owners = _owners(graph, alone)
        for identifier, key in sorted(alone.items()):
            _join(graph, identifier, owners.get(key, set()), redirects, version, load, joined)


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


def _join(
    graph: Graph,
    identifier: str,
    owners: set[str],
    redirects: Redirects,
    version: int,
    load: str,
    joined: Joined,
) -> None:
    wanted = next(iter(owners)) if len(owners) == 1 else None
    present = redirects.survivor(identifier)
    if len(owners) > 1:
        joined.conflicts.append(identifier)
    if present == wanted:
        return
    if present is not None:
        root = redirects.resolve(identifier)
        redirects.remove(identifier)
        graph.write(cypher.statement("load/close_redirect"), id=identifier, open=OPEN_VERSION, version=version)
        relocate(graph, [root], redirects, version, load)
        joined.unmerged += 1
    if wanted is not None:
        redirects.add(identifier, wanted)
        graph.write(
            cypher.statement("load/create_redirect"),
            row=redirect_row(identifier, wanted, "identifier", version),
        )
        relocate(graph, [identifier], redirects, version, load)
        joined.merged += 1


def redirect_row(absorbed: str, survivor: str, reason: str, version: int, judgement: str = "") -> dict[str, object]:
    """A merge as stored; ``reason`` is ``identifier`` or ``judgement``."""
    return {
        "id": absorbed, "survivor": survivor, "reason": reason, "judgement": judgement,
        "known_from": version, "known_to": OPEN_VERSION,
    }  # fmt: skip
