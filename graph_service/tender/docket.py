"""One tender with what surrounds it, indexed once: roles, bids, relationships by end. What every pattern works on.

Building is linear in the subgraph; nothing here reads a graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from graph_service.dates import add_years
from graph_service.identity.match import Candidate, compare
from graph_service.identity.names import is_placeholder, key
from graph_service.identity.party import example_of
from graph_service.model import Entity, Relationship
from graph_service.tender.cast import Identity, Judgement, Role, Surroundings, Unit
from graph_service.tender.facts import Doubt, held
from graph_service.tender.model import Party, Tender
from graph_service.tender.policy import TenderPolicy, tender_policy

_ALIKE = ("strong", "medium")
"""Grades that raise a question in a review where the names differ: one that only sounds or looks alike raises none."""
_MASKS = ("id_mask", "id_mask_partial")


class Docket:
    """The case file. ``on`` is the day of the deadline; ``as_of`` the day of asking."""

    def __init__(
        self, tender: Tender, roles: Sequence[Role], units: Sequence[Unit], around: Surroundings, as_of: date,
        judgements: Iterable[Judgement] = (), policy: TenderPolicy | None = None,
    ) -> None:  # fmt: skip
        self.tender, self.as_of, self.on = tender, as_of, tender.deadline
        self.policy = policy or tender_policy()
        judgements = tuple(judgements)
        self._alias = _aliases(judgements)
        self.different = frozenset(frozenset((j.a, j.b)) for j in judgements if j.answer == "different")
        self.judged = frozenset(self._alias) | frozenset(self._alias.values())
        self.roles = tuple(sorted({self._renamed(r) for r in roles}, key=lambda r: (r.role, r.key, r.of, r.unit)))
        self.units = {u.key: replace(u, bidders=tuple(map(self.canonical, u.bidders))) for u in units}
        self.around = around
        self.memo: dict[tuple[str, ...], Any] = {}
        self.relationships = self._rewritten(around.graph.relationships)
        self.by_id = {r.id: r for r in self.relationships}
        self._given = {role.key: role for role in self.roles}
        self._into: dict[str, dict[str, list[Relationship]]] = defaultdict(lambda: defaultdict(list))
        self._out: dict[str, dict[str, list[Relationship]]] = defaultdict(lambda: defaultdict(list))
        for found in self.relationships:
            self._into[found.to_id][found.kind].append(found)
            self._out[found.from_id][found.kind].append(found)

    # -- who ---------------------------------------------------------------------------------------------------

    def canonical(self, identifier: str) -> str:
        return self._alias.get(identifier, identifier)

    def of_role(self, *roles: str) -> tuple[str, ...]:
        return tuple(sorted({r.key for r in self.roles if r.role in roles}))

    @cached_property
    def bidders(self) -> tuple[str, ...]:
        """Bidders and members of consortia."""
        return self.of_role("bidder", "member")

    @cached_property
    def units_of(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for unit in self.units.values():
            for member in unit.members:
                found[member].add(unit.key)
        return {member: frozenset(units) for member, units in found.items()}

    def rivals(self, a: str, b: str) -> bool:
        """Whether two parties stand behind different bids; members of one consortium do not compete."""
        return a != b and len(self.units_of.get(a, frozenset()) | self.units_of.get(b, frozenset())) > 1

    def entity(self, party: str) -> Entity:
        """The party as the graph knows it, else as it was given."""
        known = self.around.graph.entities.get(party)
        if known is not None:
            return known
        role = self._given.get(party)
        return _as_given(party, role.given) if role else Entity(party, "Enterprise")

    def searched(self, party: str) -> bool:
        """Whether the graph has the party at all: of any other, only what was given could be compared."""
        return party in self.around.graph.entities

    def name(self, party: str) -> str:
        return self.entity(party).name or "（未具名）"

    def identity(self, party: str) -> Identity:
        """How sure a party of the tender is; of others, what the graph has."""
        if party in self.judged:
            return Identity("judged")
        role = self._given.get(party)
        return role.identity if role else Identity(confidence_of(self.entity(party)))

    def identity_doubts(self, party: str) -> tuple[Doubt, ...]:
        """None where code, ID number or a judgement says who it is."""
        identity = self.identity(party)
        if identity.strong:
            return ()
        person = self.entity(party).kind == "Person"
        wanted = ("身份证号码", "ID number") if person else ("统一社会信用代码", "credit code")
        name = self.name(party)
        code = "no_id_number" if person else "name_only"
        return (Doubt(code, f"核实{name}的{wanted[0]}", f"the {wanted[1]} of {name}"),)

    def is_state(self, party: str) -> bool:
        """An organ that exercises the state contributor's function: common control by it is no relation."""
        return party in self.around.state_organs or self.entity(party).get("enterprise_type") == "state_organ"

    def is_nobody(self, party: str) -> bool:
        """A placeholder is no person."""
        found = self.entity(party)
        return bool(found.get("placeholder")) or is_placeholder(found.name)

    # -- what holds on the day ---------------------------------------------------------------------------------

    def held(self, found: Relationship) -> tuple[Doubt, ...] | None:
        return held(found, self.on, self.policy.confirmation_window_days.value)

    def into(self, party: str, *kinds: str) -> list[tuple[Relationship, tuple[Doubt, ...]]]:
        """Relationships to the party that hold on the day of the deadline, with their doubts."""
        return self._holding(self._into.get(party, {}), kinds)

    def out(self, party: str, *kinds: str) -> list[tuple[Relationship, tuple[Doubt, ...]]]:
        return self._holding(self._out.get(party, {}), kinds)

    def ever_into(self, party: str, *kinds: str) -> list[Relationship]:
        return [r for kind in kinds for r in self._into.get(party, {}).get(kind, ())]

    def ever_out(self, party: str, *kinds: str) -> list[Relationship]:
        return [r for kind in kinds for r in self._out.get(party, {}).get(kind, ())]

    def between(self, a: str, b: str, *kinds: str) -> list[tuple[Relationship, tuple[Doubt, ...]]]:
        return [(r, d) for r, d in (*self.out(a, *kinds), *self.into(a, *kinds)) if r.other(a) == b]

    def _holding(
        self, by_kind: Mapping[str, list[Relationship]], kinds: Collection[str]
    ) -> list[tuple[Relationship, tuple[Doubt, ...]]]:
        found = []
        for kind in kinds:
            for relationship in by_kind.get(kind, ()):
                doubts = self.held(relationship)
                if doubts is not None:
                    found.append((relationship, doubts))
        return found

    @property
    def three_years_before(self) -> date:
        """The earliest day whose period of three years has not run out on the day of the deadline (民法典 201-202)."""
        start = add_years(self.on, -3)
        return start if add_years(start, 3) >= self.on else start + timedelta(days=1)

    # -- the same person ---------------------------------------------------------------------------------------

    def same(self, a: str, b: str) -> tuple[Doubt, ...] | None:
        """Doubts that two mentions are one party; ``None`` where they are not."""
        if self.is_nobody(a) or self.is_nobody(b) or frozenset((a, b)) in self.different:
            return None
        if a == b:
            return self.identity_doubts(a)
        result = self.likeness(a, b)
        if result is None:
            return None
        name = self.name(a)
        masked = any(f.feature in _MASKS and f.direction == "for" for f in result.features)
        return (
            Doubt(
                "masked_number" if masked else "namesake",
                f"两处“{name}”是否同一人：核实双方身份证号码",
                f"whether the two named {name} are one: their ID numbers",
            ),
        )

    def likeness(self, a: str, b: str) -> Candidate | None:
        """How alike two parties are that may be one; ``None`` where identifiers, names or traits speak against it."""
        one, other = example_of(self.entity(a)), example_of(self.entity(b))
        result = compare(one, other)
        told = bool(one.name_keys & other.name_keys) or result.grade in _ALIKE
        return result if result.answer == "possible" and told else None

    def name_key(self, party: str) -> str:
        return key(self.entity(party).name)

    def _renamed(self, role: Role) -> Role:
        return replace(role, key=self.canonical(role.key), of=self.canonical(role.of) if role.of else "")

    def _rewritten(self, relationships: Iterable[Relationship]) -> tuple[Relationship, ...]:
        if not self._alias:
            return tuple(relationships)
        return tuple(
            replace(r, from_id=self.canonical(r.from_id), to_id=self.canonical(r.to_id)) for r in relationships
        )


def confidence_of(found: Entity) -> str:
    """What the graph's own knowledge of a party rests on."""
    if found.get("uscc") or found.get("org_code") or found.get("registration_number") or found.get("lei"):
        return "code"
    return "id_number" if found.get("id_hmac") else "name_only"


def _as_given(party: str, given: Party) -> Entity:
    values = {"name": given.name, "uscc": given.code, "id_hmac": given.id_hmac, "id_key": given.id_key,
              "id_mask": given.id_mask}  # fmt: skip
    return Entity(party, given.kind or "Enterprise", {n: v for n, v in values.items() if v})


def _aliases(judgements: Iterable[Judgement]) -> dict[str, str]:
    """Judged-same parties to the least of their ids, through every judgement."""
    parent: dict[str, str] = {}

    def root(x: str) -> str:
        while parent.get(x, x) != x:
            x = parent[x]
        return x

    for judgement in judgements:
        if judgement.answer == "same":
            a, b = sorted((root(judgement.a), root(judgement.b)))
            parent[b] = a
            parent.setdefault(a, a)
    return {x: root(x) for x in parent}
