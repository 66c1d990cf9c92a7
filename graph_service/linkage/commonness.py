"""How common a name is, in a region and everywhere: counted over all parties that are compared. Pure."""

from __future__ import annotations

from collections import Counter

from graph_service.identity.company import company_name
from graph_service.identity.evidence import places
from graph_service.identity.party import PartyExample
from graph_service.identity.person import person_name


class NameCounts:
    """Parties by core or by person's name, and by these and region. Each party counts once for each of its names."""

    def __init__(self) -> None:
        self._cores: Counter[tuple[str, str]] = Counter()
        self._persons: Counter[tuple[str, str]] = Counter()

    def add(self, party: PartyExample) -> None:
        where = ("", *places(party))
        if party.kind == "Person":
            names, counter = {person_name(name).text for name in party.names}, self._persons
        else:
            names, counter = {company_name(name).core for name in party.names}, self._cores
        counter.update((name, region) for name in names for region in where)

    def cores(self, core: str, regions: frozenset[str]) -> int:
        return _count(self._cores, core, regions)

    def persons(self, name: str, regions: frozenset[str]) -> int:
        return _count(self._persons, name, regions)


def _count(counter: Counter[tuple[str, str]], name: str, regions: frozenset[str]) -> int:
    return max(counter[(name, region)] for region in (regions or ("",)))
