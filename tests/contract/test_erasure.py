"""Lawful erasure: the graph is as if nobody had ever spoken of the person; a salted hash is left, and is noticed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import pytest

import cypher
from graph_service.engine import Engine
from graph_service.errors import InvalidInput, Merged, NotFound
from graph_service.loading.assertions import Assertion, Claim, EntityAssertion, RelationshipAssertion
from graph_service.loading.digest import digest
from graph_service.loading.erasure import Marks, erase
from graph_service.loading.facts import contact_local, entity_id
from graph_service.loading.judgements import Judgement, merge, split
from graph_service.loading.versions import current_version, now
from graph_service.services import Question, Services, Viewer
from graph_service.store.gate import Graph
from tests.conftest import empty
from tests.contract.test_loading import company, load, person

pytestmark = pytest.mark.engine
DAY = date(2026, 1, 1)
BY = Judgement("auditor", "两份证件一致")


def phone(number: int) -> Claim:
    return Claim("ContactPoint", local=contact_local("phone", f"0534000000{number}"), shared=True)


def record(number: int) -> Claim:
    return Claim("CreditRecord", local=f"k{number}", negative=True)


def facts() -> list[Sequence[Assertion]]:
    """Person 0 directs firms 0 and 1, has a phone of her own and one with person 1, a record alone and one shared."""

    def tie(kind: str, a: Claim, b: Claim, name: str) -> RelationshipAssertion:
        return RelationshipAssertion(kind, a, b, name, observed_on=DAY)

    people = [EntityAssertion(person(n), {"birth_year": 1970 + n}, f"p{n}", DAY) for n in range(3)]
    firms = [EntityAssertion(company(n), {}, f"c{n}", DAY) for n in range(2)]
    records = [
        EntityAssertion(record(n), {"record_kind": "失信被执行人", "ground": f"g{n}"}, f"k{n}", DAY) for n in range(2)
    ]
    return [(a,) for a in (*people, *firms, *records)] + [(a,) for a in (
        tie("DIRECTOR_OF", person(0), company(0), "d0"), tie("DIRECTOR_OF", person(0), company(1), "d1"),
        tie("DIRECTOR_OF", person(1), company(1), "d2"), tie("RELATIVE_OF", person(0), person(2), "r"),
        tie("USES", person(0), phone(0), "u0"), tie("USES", person(0), phone(1), "u1"), tie("USES", person(1), phone(1), "u2"),
        tie("SUBJECT_OF", person(0), record(0), "s0"), tie("SUBJECT_OF", person(0), record(1), "s1"),
        tie("SUBJECT_OF", company(0), record(1), "s2"),
    )]  # fmt: skip


def claims(assertion: Assertion) -> set[Claim]:
    if isinstance(assertion, EntityAssertion):
        return {assertion.claim}
    return {assertion.origin, assertion.target}


def loaded(graph: Graph, without: Iterable[Claim] = ()) -> None:
    gone = set(without)
    load(graph, [(n, row) for n, row in enumerate(facts()) if not any(claims(a) & gone for a in row)])


def of(claim: Claim) -> str:
    return entity_id(claim, "register")


def digest_without(graph: Graph, *gone: Claim) -> str:
    empty(graph)
    loaded(graph, gone)
    return digest(graph, current_version(graph)).value


def test_the_graph_is_as_if_nobody_had_spoken_of_the_person(graph: Graph) -> None:
    expected = digest_without(graph, person(0), phone(0), record(0))
    empty(graph)
    loaded(graph)
    found = erase(graph, of(person(0)))
    assert (found.records, found.contact_points, found.version) == (1, 1, 2)
    assert digest(graph, 2).value == expected
    assert digest(graph, 1).value == expected  # earlier versions too


def left(graph: Graph, text: str) -> int:
    """Nodes and relationships of any version that hold the text."""
    total = 0
    for pattern in ("MATCH (n)", "MATCH ()-[n]->()"):
        read = f"{pattern} WHERE any(k IN keys(n) WHERE toString(n[k]) = $text) RETURN count(n) AS count"
        statement = cypher.Statement("tests/left", read, frozenset({"text"}), ("count",), "read", "what is left")
        total += graph.rows(statement, text=text)[0]["count"]
    return total


def test_nothing_of_the_person_is_left_in_the_store(graph: Graph) -> None:
    loaded(graph)
    identifier = of(person(0))
    erase(graph, identifier)
    assert (left(graph, identifier), left(graph, "样例人0")) == (0, 0)
    assert left(graph, "样例人1") > 0


@pytest.mark.parametrize("undone", [False, True])
def test_joined_persons_go_together_and_history_under_a_former_survivor_too(graph: Graph, undone: bool) -> None:
    gone = (person(0), phone(0), record(0)) if undone else (person(0), person(1), phone(0), phone(1), record(0))
    expected = digest_without(graph, *gone)
    empty(graph)
    loaded(graph)
    merge(graph, of(person(1)), of(person(0)), BY)
    if undone:
        split(graph, of(person(0)), BY)
        erase(graph, of(person(0)))
    else:
        with pytest.raises(Merged):
            erase(graph, of(person(0)))
        assert len(erase(graph, of(person(1))).hashes) == 2
    assert digest(graph, current_version(graph)).value == expected
    assert left(graph, of(person(0))) == 0


def test_a_person_who_comes_back_is_noticed(graph: Graph) -> None:
    loaded(graph)
    found = erase(graph, of(person(0)))
    assert of(person(0)) in Marks.of(graph)
    assert of(person(1)) not in Marks.of(graph)
    assert of(person(0)) not in found.hashes
    report = load(graph, [(1, (EntityAssertion(person(0), {}, "p0", DAY),))])
    assert [w["code"] for w in report.warnings] == ["erased_returned"]
    assert load(graph, [(1, (EntityAssertion(person(1), {}, "p1", DAY),))]).warnings == []


def test_only_persons_that_are_there_are_erased(graph: Graph) -> None:
    loaded(graph)
    before = digest(graph, 1).value
    with pytest.raises(InvalidInput):
        erase(graph, of(company(0)))
    with pytest.raises(NotFound):
        erase(graph, "a" * 26)
    assert digest(graph, current_version(graph)).value == before


def test_an_erased_person_is_not_answered_from_memory(engine: Engine, graph: Graph) -> None:
    loaded(graph)
    services, identifier = Services(engine), of(person(0))
    viewer, past = Viewer("test", frozenset({"admin"}), "test"), Question(as_known_at=now())
    assert services.entity(identifier, past, viewer)["entity"]["name"] == "样例人0"
    around = services.relationships(identifier, past, viewer)["relationships"]
    other = next(end for r in around for end in (r["from"], r["to"]) if end != identifier)
    assert identifier in services.relationships(other, past, viewer)["parties"]
    erase(graph, identifier)
    with pytest.raises(NotFound):
        services.entity(identifier, past, viewer)
    assert identifier not in services.relationships(other, past, viewer)["parties"]
