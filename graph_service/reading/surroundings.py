"""What stands around parties, where it tells who they are: contact points that they use, people in office beside them;
and the other way, which parties stand around contact points and people.

To a person belong the contact points of the enterprises where it is in office, and the people there.
Relationships whose identity is disputed (冒名) say nothing of anybody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from graph_service.identity.contacts import normalized
from graph_service.identity.keys import digest_id, primary_key
from graph_service.identity.party import PartyExample
from graph_service.loading.assertions import Claim
from graph_service.loading.facts import contact_local
from graph_service.model import Relationship
from graph_service.reading.reader import GraphReader

OFFICES = ("LEGAL_REPRESENTATIVE_OF", "PRINCIPAL_OF", "DIRECTOR_OF", "SUPERVISOR_OF", "SENIOR_MANAGER_OF")
MAX_FIRMS = 5
"""Enterprises of one person whose contact points and officers are compared, the least ids first."""
MAX_TEXTS = 20
USERS = 50
"""Users of one contact point that are looked at: beyond them it tells nobody apart."""
TIES = 200
"""Relationships of one party that are looked at."""
Ties = dict[str, set[str]]


def surrounded(reader: GraphReader, examples: Mapping[str, PartyExample]) -> dict[str, PartyExample]:
    """The same parties, by id, with the addresses, telephones and names of officers that the graph has of them.

    Cost: three statements, linear in the relationships of the parties and of the firms of persons, up to a cap for each.
    """
    points, officers, firms = _ties(reader, examples)
    employers = {i: sorted(firms.get(i, ()))[:MAX_FIRMS] for i, example in examples.items() if example.kind == "Person"}
    at = {firm for of in employers.values() for firm in of}
    more_points, more_officers, _ = _ties(reader, at - examples.keys())
    # What was read at a firm itself is whole; of other firms only those who led there are known.
    points, officers = {**points, **more_points}, {**officers, **more_officers}
    around = {i: employers.get(i, [i]) for i in examples}
    used = {i: {p for party in {i, *of} for p in points.get(party, ())} for i, of in around.items()}
    beside = {i: {o for party in of for o in officers.get(party, ())} - {i} for i, of in around.items()}
    read = reader.entities({e for of in (*used.values(), *beside.values()) for e in of})
    said = {i: (str(e.get("contact")), str(e.get("value"))) for i, e in read.items() if e.kind == "ContactPoint"}
    return {
        i: replace(
            example,
            addresses=_texts(said[p][1] for p in used[i] if p in said and said[p][0] == "address"),
            phones=_texts(said[p][1] for p in used[i] if p in said and said[p][0] == "phone"),
            officers=_texts(read[o].name for o in beside[i] if o in read),
        )
        for i, example in examples.items()
    }


def contact_points(example: PartyExample) -> set[str]:
    """Ids of the contact points that the example's telephones and addresses are."""
    values = [("phone", text) for text in example.phones] + [("address", text) for text in example.addresses]
    read = [(kind, value) for kind, text in values if (value := normalized(kind, text))]
    claims = (Claim("ContactPoint", local=contact_local(*point), shared=True) for point in read)
    return {digest_id(primary_key(claim, "")) for claim in claims}


def parties_at(reader: GraphReader, points: Collection[str]) -> Ties:
    """The users of each contact point, and the people in office at those that are enterprises; at most ``USERS`` of each.

    Cost: two statements.
    """
    uses = [r for r in reader.touching(points, ("USES",), cap=USERS).relationships if not r.identity_disputed]
    officers = _ties(reader, {r.from_id for r in uses})[1]
    found: Ties = defaultdict(set)
    for use in uses:
        found[use.to_id] |= {use.from_id, *officers.get(use.from_id, ())}
    return found


def parties_around(reader: GraphReader, persons: Collection[str]) -> Ties:
    """For each person the enterprises where it is in office, and the others in office there. Cost: two statements."""
    firms = _ties(reader, persons)[2]
    officers = _ties(reader, {firm for of in firms.values() for firm in of})[1]
    return {p: of.union(*(officers.get(firm, ()) for firm in of)) - {p} for p, of in firms.items()}


def _ties(reader: GraphReader, ids: Collection[str]) -> tuple[Ties, Ties, Ties]:
    """Contact points by user, officers by enterprise, enterprises by officer, as far as they touch these ids."""
    points: Ties = defaultdict(set)
    officers: Ties = defaultdict(set)
    firms: Ties = defaultdict(set)
    for one in filter(_counts, reader.touching(ids, ("USES", *OFFICES), cap=TIES).relationships):
        if one.kind == "USES":
            points[one.from_id].add(one.to_id)
        else:
            officers[one.to_id].add(one.from_id)
            firms[one.from_id].add(one.to_id)
    return points, officers, firms


def _counts(relationship: Relationship) -> bool:
    return not relationship.identity_disputed


def _texts(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({text for text in found if text})[:MAX_TEXTS])
