"""The successor pattern: a firm that looks like a listed one under another name. A pattern, never a score.

Founded (or transferred) near the listing **and** at least two independent links: premises, telephone or mail or
account, people in both, guarantees, declared kin between their people, declared succession (design, section 2).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from graph_service.exposure.neighbourhood import Listing
from graph_service.exposure.policy import CompiledPolicy
from graph_service.model import Entity, Relationship

ROLE_KINDS = (
    "LEGAL_REPRESENTATIVE_OF", "PRINCIPAL_OF", "SHAREHOLDER_OF", "DIRECTOR_OF", "SUPERVISOR_OF", "SENIOR_MANAGER_OF",
    "EMPLOYED_BY", "CONTROLS",
)  # fmt: skip
LINK_KINDS = (*ROLE_KINDS, "USES", "RELATIVE_OF", "GUARANTEES", "SUCCESSOR_OF")
_CONTACT_GROUP = {"address": "premises"}


@dataclass(frozen=True, slots=True)
class Link:
    """One independent link and the relationships that prove it."""

    kind: str
    relationships: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SuccessorPattern:
    """``party`` looks like the successor of ``listed``; ``event`` is ``founded`` or ``transferred``."""

    party: str
    listed: str
    record: str
    listed_on: date
    event: str
    event_on: date
    links: tuple[Link, ...]


def successor_patterns(
    party: Entity, relationships: Iterable[Relationship], listings: Mapping[str, tuple[Listing, ...]],
    policy: CompiledPolicy, on: date,
) -> tuple[SuccessorPattern, ...]:  # fmt: skip
    """Patterns of ``party`` after each listed firm linked to it. ``relationships``: those of the party, of its
    people and contact points, of their kin, and of the firms found there; linear in their number."""
    graph = _Links(party.id, tuple(relationships))
    found = []
    for listed in sorted((graph.firms() & listings.keys()) - {party.id}):
        for listing in listings[listed]:
            event = _event(party, graph, listing, policy, on)
            if event is None or listing.listed_on is None:
                continue
            links = graph.links(listed, since=event[1] - timedelta(days=policy.policy.successor.window_days))
            if len(links) >= policy.policy.successor.independent_links:
                found.append(SuccessorPattern(
                    party.id, listed, listing.record, listing.listed_on, event[0], event[1], links
                ))  # fmt: skip
    return tuple(found)


def _event(party: Entity, graph: _Links, listing: Listing, policy: CompiledPolicy, on: date) -> tuple[str, date] | None:
    if listing.listed_on is None:
        return None
    founded = party.date("founded_on")
    candidates = [("founded", founded.earliest)] if founded and founded.exact else []
    candidates += [("transferred", day) for day in graph.transfers()]
    window = policy.policy.successor.window_days
    near = [(abs((day - listing.listed_on).days), name, day) for name, day in candidates if day <= on]
    near = [entry for entry in near if entry[0] <= window]
    return min(near)[1:] if near else None


class _Links:
    """Who and what the party has, and who else has it."""

    def __init__(self, party: str, relationships: tuple[Relationship, ...]) -> None:
        self._party = party
        self._relationships = [r for r in relationships if not r.identity_disputed]
        self._people: dict[str, dict[str, list[Relationship]]] = defaultdict(lambda: defaultdict(list))
        self._contacts: dict[str, dict[str, Relationship]] = defaultdict(dict)
        self._contact_kind: dict[str, str] = {}
        self._index()

    def _index(self) -> None:
        for r in self._relationships:
            if r.kind in ROLE_KINDS:
                self._people[r.to_id][r.from_id].append(r)
            elif r.kind == "USES":
                self._contacts[r.from_id][r.to_id] = r
                self._contact_kind[r.to_id] = str(r.values.get("contact"))

    def firms(self) -> set[str]:
        return {*self._people, *self._contacts}

    def transfers(self) -> list[date]:
        """Days on which the party got a new representative or majority holder."""
        days = []
        for r in self._relationships:
            leading = r.kind == "LEGAL_REPRESENTATIVE_OF" or (r.kind == "SHAREHOLDER_OF" and 2 * r.share.minimum > 1)
            if r.to_id == self._party and leading and r.period.valid_from and r.period.valid_from.exact:
                days.append(r.period.valid_from.earliest)
        return days

    def links(self, listed: str, since: date) -> tuple[Link, ...]:
        """Independent links between the party and a listed firm, one of each kind; what had ended before ``since``
        passed nothing on."""
        found: dict[str, tuple[str, ...]] = {}
        ours, other = self._contacts[self._party], self._contacts[listed]
        for contact in ours.keys() & other.keys():
            if _lasted(since, ours[contact], other[contact]):
                group = _CONTACT_GROUP.get(self._contact_kind[contact], "communication")
                found[group] = (ours[contact].id, other[contact].id)
        mine, theirs = self._lasting_people(self._party, since), self._lasting_people(listed, since)
        for person in sorted(mine.keys() & theirs.keys()):
            found["people"] = (*mine[person], *theirs[person])
        if kin := self._kin(mine, theirs, since):
            found["kin"] = kin
        for r in self._relationships:
            direct = {r.from_id, r.to_id} == {self._party, listed} and r.kind in ("GUARANTEES", "SUCCESSOR_OF")
            if direct and _lasted(since, r):
                found[r.kind.lower()] = (r.id,)
        return tuple(Link(kind, found[kind]) for kind in sorted(found))

    def _lasting_people(self, firm: str, since: date) -> dict[str, list[str]]:
        lasting = {p: [r.id for r in held if _lasted(since, r)] for p, held in self._people[firm].items()}
        return {person: ids for person, ids in lasting.items() if ids}

    def _kin(
        self, mine: Mapping[str, list[str]], theirs: Mapping[str, list[str]], since: date
    ) -> tuple[str, ...]:  # fmt: skip
        for r in self._relationships:
            if r.kind == "RELATIVE_OF" and _lasted(since, r):
                for a, b in ((r.from_id, r.to_id), (r.to_id, r.from_id)):
                    if a in mine and b in theirs and a != b:
                        return (r.id, *mine[a], *theirs[b])
        return ()


def _lasted(since: date, *relationships: Relationship) -> bool:
    ends = (r.period.valid_to for r in relationships)
    return all(end is None or end.latest > since for end in ends)
