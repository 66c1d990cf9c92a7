"""Screening by what stands around a party, on both engines: of many namesakes the one with the telephone, the address or
the fellow officers that were told; nobody else, and nobody joined."""

from __future__ import annotations

from typing import Any

import pytest

from graph_service.engine import Engine
from graph_service.identity.match import Candidate
from graph_service.identity.party import PartyExample
from graph_service.loading.assertions import Assertion, RelationshipAssertion
from graph_service.loading.versions import current_version
from graph_service.reading.reader import GraphReader
from graph_service.search import agreed
from graph_service.search.directory import unpack
from graph_service.search.index import NameIndex
from graph_service.search.matcher import Matcher
from tests.conftest import empty
from tests.contract.test_matching import DAY, firm, ident, load, person, said, uses

pytestmark = pytest.mark.engine
NAME, FIRM = "王样", "望川虚舟贸易有限公司"
MANY, WANTED = 40, 23


def firm_of(number: int) -> Any:
    return firm(f"f{number}", FIRM)


def person_of(number: int) -> Any:
    return person(f"p{number}", NAME)


def rows(number: int) -> tuple[Assertion, ...]:
    """A firm with its telephone, address, director and supervisor; all firms and all directors have one name."""
    enterprise, director, supervisor = (
        firm_of(number),
        person_of(number),
        person(f"s{number}", f"赵样{chr(0x4E00 + number)}"),
    )
    return (
        said(enterprise), said(director), said(supervisor),
        *uses(enterprise, "phone", f"0531860{number:05d}"), *uses(enterprise, "address", f"望川市样路{number}号样楼"),
        RelationshipAssertion("DIRECTOR_OF", director, enterprise, f"d{number}", observed_on=DAY),
        RelationshipAssertion("SUPERVISOR_OF", supervisor, enterprise, f"s{number}", observed_on=DAY),
    )  # fmt: skip


@pytest.fixture(scope="module")
def matcher(engine: Engine) -> Matcher:
    empty(engine.graph)
    other = firm("other", "沈阳鹤渚机械厂")
    shared = (said(other), *uses(other, "phone", f"0531860{WANTED:05d}"))
    load(engine.graph, [rows(number) for number in range(MANY)] + [shared])
    reader = GraphReader(engine.graph, current_version(engine.graph))
    return Matcher(NameIndex.build(reader, engine.graph), reader)


def features(found: Candidate) -> set[str]:
    return {feature.feature for feature in found.features}


TOLD = [
    ({"phones": (f"0531-860{WANTED:05d}",)}, "phone"),
    ({"addresses": (f"望川市，样路{WANTED}号 样楼",)}, "address"),
    ({"officers": (f"赵样{chr(0x4E00 + WANTED)}",)}, "officers"),
]


@pytest.mark.parametrize(("told", "feature"), TOLD)
@pytest.mark.parametrize(("kind", "name", "claim"), [("Enterprise", FIRM, firm_of), ("Person", NAME, person_of)])
def test_the_one_namesake_is_found_by_what_stands_around_it(
    matcher: Matcher, told: dict[str, Any], feature: str, kind: str, name: str, claim: Any
) -> None:
    best, *others = matcher.candidates(PartyExample(kind, (name,), **told), limit=3)
    assert best.id == ident(claim(WANTED))
    assert feature in features(best)
    assert best.answer == "possible"
    assert all(feature not in features(other) and other.score < best.score for other in others)


def test_a_shared_telephone_shows_nobody_of_another_name(matcher: Matcher) -> None:
    asked = PartyExample("Enterprise", ("大连云渚食品有限公司",), phones=(f"0531860{WANTED:05d}",))
    assert matcher.candidates(asked) == []


def test_what_nobody_uses_finds_by_name_alone(matcher: Matcher) -> None:
    asked = PartyExample("Enterprise", (FIRM,), phones=("0531-99999999",), addresses=("无",), officers=("无", "样样样"))
    plain = matcher.candidates(PartyExample("Enterprise", (FIRM,)))
    assert [c.score for c in matcher.candidates(asked)] == [c.score for c in plain]


def test_an_index_read_in_parts_is_that_read_at_once(
    matcher: Matcher, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = current_version(engine.graph)
    whole = [party for some in agreed.parties_of(engine.graph, version) for party in some]
    monkeypatch.setattr(agreed, "AT_ONCE", 20)
    parts = [party for some in agreed.parties_of(engine.graph, version) for party in some]
    assert len(whole) == 3 * MANY + 1
    assert whole == parts == sorted(whole)
    chosen = [unpack(party.encode()).id for party in whole[::7]]
    assert [p for some in agreed.some_parties_of(engine.graph, version, chosen) for p in some] == whole[::7]
