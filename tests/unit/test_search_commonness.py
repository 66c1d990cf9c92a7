"""How common names are by the index, against the counts that matching makes of every party."""

from __future__ import annotations

import random
from dataclasses import replace

from graph_service.identity.company import company_name
from graph_service.identity.person import person_name
from graph_service.linkage.commonness import NameCounts
from graph_service.search.directory import Known
from graph_service.search.index import NameIndex
from tests.unit.party_names import companies, latin, people
from tests.unit.test_search_index import index_of, known, packed

REGIONS = [None, "210200", "210203", "320500"]


def _parties() -> list[Known]:
    pick = random.Random(11)
    makers = [("Person", people), ("Enterprise", companies), ("Enterprise", latin)]
    made = []
    for number in range(900):
        kind, maker = makers[number % 3]
        names = [maker(pick) for _ in range(pick.choice([1, 1, 2]))]
        party = known(kind, *names, *names[:1], number=number)
        made.append(Known(party.id, replace(party.example, region=pick.choice(REGIONS)), party.marks))
    return made


def _agree(index: NameIndex, parties: list[Known]) -> None:
    oracle = NameCounts()
    for party in parties:
        oracle.add(party.example)
    seen = 0
    for party in parties:
        for region in ("", *filter(None, REGIONS)):
            where = frozenset({region} if region else ())
            for name in party.example.names:
                if party.example.kind == "Person":
                    text = person_name(name).text
                    assert index.commonness.persons(text, where) == oracle.persons(text, where)
                elif core := company_name(name).core:
                    assert index.commonness.cores(core, where) == oracle.cores(core, where)
                    seen = max(seen, oracle.cores(core, where))
    assert seen > 1


def test_the_index_counts_as_matching_does() -> None:
    parties = _parties()
    _agree(index_of(parties), parties)


def test_an_updated_index_counts_what_is_there_now() -> None:
    parties = sorted(_parties(), key=lambda party: party.id)
    gone, left = parties[:100], parties[100:]
    assert index_of(parties).commonness is not None
    _agree(index_of(parties).updated(2, [party.id for party in gone], [packed([])]), left)


def test_a_person_is_not_counted_among_companies_of_the_same_letters() -> None:
    index = index_of(
        [known("Person", "虚舟"), known("Enterprise", "虚舟"), known("Enterprise", "大连虚舟贸易有限公司")]
    )
    assert index.commonness.persons("虚舟", frozenset()) == 1
    assert index.commonness.cores("虚舟", frozenset()) == 2
    assert index.commonness.cores("", frozenset()) == 0
    assert index.commonness.persons("无此人", frozenset()) == 0
