"""A graph given as values, for tests of the evaluators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from graph_service.exposure.control import ControlLinks, control_links
from graph_service.exposure.neighbourhood import Expansion, Listing, holds
from graph_service.exposure.policy import CompiledPolicy
from graph_service.model import Relationship


class InMemoryNeighbourhood:
    """A neighbourhood over given relationships; what the oracles are asked beside."""

    def __init__(
        self, relationships: Iterable[Relationship], listed: Mapping[str, tuple[Listing, ...]],
        organs: Collection[str] = (),
    ) -> None:  # fmt: skip
        self._at: dict[str, list[Relationship]] = defaultdict(list)
        self._listed = listed
        self._organs = frozenset(organs)
        for relationship in relationships:
            for end in {relationship.from_id, relationship.to_id}:
                self._at[end].append(relationship)

    def expand(self, ids: Collection[str], kinds: Collection[str], on: date, contact_limit: int) -> Expansion:
        wanted = set(kinds)
        found = {r.id: r for i in ids for r in self._at.get(i, ()) if r.kind in wanted}
        contacts = {r.to_id for r in found.values() if r.kind == "USES"}
        users = {c: min(len(self._users(c, on)), contact_limit + 1) for c in contacts}
        return Expansion(tuple(found.values()), {}, users)

    def _users(self, contact: str, on: date) -> set[str]:
        return {r.from_id for r in self._at[contact] if r.kind == "USES" and holds(r, on)}

    def listings(self, on: date) -> Mapping[str, tuple[Listing, ...]]:
        return self._listed

    def state_organs(self) -> Collection[str]:
        return self._organs

    def control(self, on: date, policy: CompiledPolicy) -> ControlLinks:
        every = {r.id: r for found in self._at.values() for r in found}
        hubs = self._organs | set(policy.policy.hubs)
        return control_links(every.values(), self._listed, policy, on, hubs)
