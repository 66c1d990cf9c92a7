"""The successor pattern: a firm that looks like a listed one under another name. A pattern, never a score.

Founded (or transferred) near the listing **and** at least two independent links: premises, telephone or mail or
account, people in both, guarantees, declared kin between their people, declared succession (design, section 2).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
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
    graph = _Links(relationships)
    found: list[SuccessorPattern] = []
    for listed in sorted((graph.firms() & listings.keys()) - {party.id}):
        found += _after(party, listed, graph, listings[listed], policy, on)
    return tuple(found)


def successors_of(
    listed: str, parties: Iterable[Entity], relationships: Iterable[Relationship], listings: tuple[Listing, ...],
    policy: CompiledPolicy, on: date,
) -> tuple[SuccessorPattern, ...]:  # fmt: skip
    """The same patterns from their other end: which of ``parties`` look like the successor of ``listed``, with its
    ``listings``. ``relationships``: those of the listed firm, of its people and contact points, of their kin, and of
    the parties; linear in their number and in that of the parties' links."""
    graph = _Links(relationships)
    found: list[SuccessorPattern] = []
    for party in sorted(parties, key=lambda p: p.id):
        if party.id != listed and party.kind == "Enterprise":
            found += _after(party, listed, graph, listings, policy, on)
    return tuple(found)


def linked_firms(listed: str, relationships: Iterable[Relationship]) -> tuple[str, ...]:
    """Parties with at least one link to a listed firm, those with the most kinds of links first."""
    graph = _Links(relationships)
    counts = {firm: len(graph.links(firm, listed, since=date.min)) for firm in graph.firms() - {listed}}
    return tuple(sorted((firm for firm, n in counts.items() if n), key=lambda firm: (-counts[firm], firm)))


def _after(
    party: Entity, listed: str, graph: _Links, listings: tuple[Listing, ...], policy: CompiledPolicy, on: date
) -> Iterator[SuccessorPattern]:
    terms = policy.policy.successor
    for listing in listings:
        event = _event(party, graph, listing, terms.window_days, on)
        if event is None or listing.listed_on is None:
            continue
        links = graph.links(party.id, listed, since=event[1] - timedelta(days=terms.window_days))
        if len(links) >= terms.independent_links:
            yield SuccessorPattern(party.id, listed, listing.record, listing.listed_on, event[0], event[1], links)


def _event(party: Entity, graph: _Links, listing: Listing, window: int, on: date) -> tuple[str, date] | None:
    if listing.listed_on is None:
        return None
    founded = party.date("founded_on")
    candidates = [("founded", founded.earliest)] if founded and founded.exact else []
    candidates += [("transferred", day) for day in graph.transfers(party.id)]
    near = [(abs((day - listing.listed_on).days), name, day) for name, day in candidates if day <= on]
    near = [entry for entry in near if entry[0] <= window]
    return min(near)[1:] if near else None


class _Links:
    """Who and what each firm has, who else has it, and what ties two of them."""

    def __init__(self, relationships: Iterable[Relationship]) -> None:
        self._people: dict[str, dict[str, list[Relationship]]] = defaultdict(lambda: defaultdict(list))
        self._contacts: dict[str, dict[str, Relationship]] = defaultdict(dict)
        self._contact_kind: dict[str, str] = {}
        self._direct: dict[frozenset[str], list[Relationship]] = defaultdict(list)
        self._kin_of: list[Relationship] = []
        for r in relationships:
            if not r.identity_disputed:
                self._index(r)

    def _index(self, r: Relationship) -> None:
        if r.kind in ROLE_KINDS:
            self._people[r.to_id][r.from_id].append(r)
        elif r.kind == "USES":
            self._contacts[r.from_id][r.to_id] = r
            self._contact_kind[r.to_id] = str(r.values.get("contact"))
        elif r.kind == "RELATIVE_OF":
            self._kin_of.append(r)
        elif r.kind in ("GUARANTEES", "SUCCESSOR_OF"):
            self._direct[frozenset((r.from_id, r.to_id))].append(r)

    def firms(self) -> set[str]:
        tied = {end for pair in self._direct for end in pair}
        return {*self._people, *self._contacts, *tied}

    def transfers(self, party: str) -> list[date]:
        """Days on which the party got a new representative or majority holder."""
        days = []
        for r in (r for held in self._people.get(party, {}).values() for r in held):
            leading = r.kind == "LEGAL_REPRESENTATIVE_OF" or (r.kind == "SHAREHOLDER_OF" and 2 * r.share.minimum > 1)
            if leading and r.period.valid_from and r.period.valid_from.exact:
                days.append(r.period.valid_from.earliest)
        return days

    def links(self, party: str, listed: str, since: date) -> tuple[Link, ...]:
        """Independent links between the party and a listed firm, one of each kind; what had ended before ``since``
        passed nothing on."""
        found: dict[str, tuple[str, ...]] = {}
        ours, other = self._contacts.get(party, {}), self._contacts.get(listed, {})
        for contact in sorted(ours.keys() & other.keys()):
            if _lasted(since, ours[contact], other[contact]):
                group = _CONTACT_GROUP.get(self._contact_kind[contact], "communication")
                found[group] = (ours[contact].id, other[contact].id)
        mine, theirs = self._lasting_people(party, since), self._lasting_people(listed, since)
        for person in sorted(mine.keys() & theirs.keys()):
            found["people"] = (*mine[person], *theirs[person])
        if kin := self._kin(mine, theirs, since):
            found["kin"] = kin
        for r in self._direct.get(frozenset((party, listed)), ()):
            if _lasted(since, r):
                found[r.kind.lower()] = (r.id,)
        return tuple(Link(kind, found[kind]) for kind in sorted(found))

    def _lasting_people(self, firm: str, since: date) -> dict[str, list[str]]:
        lasting = {p: [r.id for r in held if _lasted(since, r)] for p, held in self._people.get(firm, {}).items()}
        return {person: ids for person, ids in lasting.items() if ids}

    def _kin(
        self, mine: Mapping[str, list[str]], theirs: Mapping[str, list[str]], since: date
    ) -> tuple[str, ...]:  # fmt: skip
        for r in self._kin_of:
            if _lasted(since, r):
                for a, b in ((r.from_id, r.to_id), (r.to_id, r.from_id)):
                    if a in mine and b in theirs and a != b:
                        return (r.id, *mine[a], *theirs[b])
        return ()


def _lasted(since: date, *relationships: Relationship) -> bool:
    ends = (r.period.valid_to for r in relationships)
    return all(end is None or end.latest > since for end in ends)
