"""Candidates that do not come from the name: who uses the telephones and addresses that an example states, and who is in
office with the people whom it names. Bounded; what they are is for the comparison."""

from __future__ import annotations

from collections.abc import Sequence

from graph_service.identity.evidence import log_odds
from graph_service.identity.match import compare
from graph_service.identity.names import is_placeholder
from graph_service.identity.party import PartyExample
from graph_service.identity.weights import weights
from graph_service.reading.reader import GraphReader
from graph_service.reading.surroundings import contact_points, parties_around, parties_at
from graph_service.search.index import NameIndex

SURROUNDED = frozenset({"phones", "addresses", "officers"})
"""What of an example the index does not hold."""
NAMESAKES = 50
"""Persons of one name whose offices are looked at, and as many officers of one example."""
KEPT = 20
"""Parties around one example that are compared with what stands around them."""


def tells(example: PartyExample) -> bool:
    """Whether the example says anything of what stands around the party."""
    return any(getattr(example, name) for name in SURROUNDED)


def neighbours(
    index: NameIndex, reader: GraphReader, examples: Sequence[PartyExample], least: Sequence[float]
) -> list[list[PartyExample]]:
    """For each example the parties around what it states that may be it: by what the index knows of them their
    log-odds are at least ``least``. Cost: four statements for all, linear in what touches those points and people."""
    points = [contact_points(example) for example in examples]
    people = [_people(index, example) for example in examples]
    at = parties_at(reader, set().union(*points))
    around = parties_around(reader, set().union(*people))
    found = []
    for example, its_points, its_people, floor in zip(examples, points, people, least, strict=True):
        ids = set().union(*(at.get(p, ()) for p in its_points), *(around.get(p, ()) for p in its_people))
        found.append(_likely(index, example, ids, floor))
    return found


def _people(index: NameIndex, example: PartyExample) -> set[str]:
    """Persons who have the names of the example's officers."""
    found: set[str] = set()
    for name in sorted({name for name in example.officers if not is_placeholder(name)})[:NAMESAKES]:
        asked = PartyExample("Person", (name,)).tidied()
        equal = weights().prior + weights().features["person_name"].weight
        names, odds = index.weighed(asked.names[0], asked, NAMESAKES)
        parties = index.parties_with(names[odds > equal - 0.01]).tolist()
        found |= {str(index.directory[party].example.id) for party in sorted(set(parties))[:NAMESAKES]}
    return found


def _likely(index: NameIndex, example: PartyExample, ids: set[str], least: float) -> list[PartyExample]:
    """The most alike of these, by names and traits."""
    odds: list[tuple[float, str, PartyExample]] = []
    for identifier in sorted(ids):
        number = index.directory.find(identifier)
        if number is None:
            continue
        other = index.directory[number].example
        compared = compare(example, other) if other.kind == example.kind else None
        if compared and not compared.decided and (value := log_odds(compared.findings)) >= least:
            odds.append((-value, identifier, other))
    return [other for _, _, other in sorted(odds, key=lambda one: one[:2])[:KEPT]]
