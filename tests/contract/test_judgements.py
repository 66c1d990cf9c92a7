"""Judgements: scope, four eyes, undo, what stands against what; the same on both engines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

import cypher
from graph_service.errors import Conflict, InvalidInput, NotFound
from graph_service.identity.judgements import (
    DIFFERENT,
    IN_FORCE,
    PROPOSED,
    REJECTED,
    SAME,
    SUPERSEDED,
    UNDONE,
    UNSURE,
)  # fmt: skip
from graph_service.loading.assertions import Assertion, Claim, EntityAssertion, RelationshipAssertion, SourceDescription
from graph_service.loading.digest import digest
from graph_service.loading.facts import entity_id
from graph_service.loading.judgements import Decision, Judgement, confirm, decide, merge, reject, split, undo
from graph_service.loading.session import LoadSession
from graph_service.loading.versions import current_version, put_load
from graph_service.model import Subgraph
from graph_service.reading.judgements import judgements_for, read_judgements
from graph_service.reading.reader import GraphReader
from graph_service.store.gate import Graph

pytestmark = pytest.mark.engine
SOURCE = SourceDescription("register", "登记", "Register", "county/register")
FIRST, SECOND = Judgement("first", "核对证件", "卷一第3页", "a" * 64), Judgement("second", "复核")
CODES = ("91370000XQ090002XJ", "91370000XQ0900038J")


def person(number: int) -> Claim:
    return Claim("Person", name="王样本", local=f"p{number}")


def firm(number: int) -> Claim:
    return Claim("Enterprise", name=f"样例{number}公司", uscc=CODES[number])


def rows(count: int = 4) -> list[tuple[int, Sequence[Assertion]]]:
    return [
        (n, (
            EntityAssertion(person(n), {}, f"r{n}", date(2025, 1, 1)),
            EntityAssertion(firm(n % 2), {}, f"r{n}", date(2025, 1, 1)),
            RelationshipAssertion("DIRECTOR_OF", person(n), firm(n % 2), f"r{n}", observed_on=date(2025, 1, 1)),
        ))
        for n in range(count)
    ]  # fmt: skip


@pytest.fixture
def loaded(graph: Graph) -> Graph:
    session = LoadSession(graph, SOURCE, "load", "rows")
    session.begin()
    session.write(rows())
    session.finish()
    return graph


P = [entity_id(person(n), "register") for n in range(4)]
F = [entity_id(firm(n), "register") for n in range(2)]


def state(graph: Graph, judgement: str) -> str:
    found = read_judgements(graph, current_version(graph)).get(judgement)
    assert found is not None
    return found.state


def survivor(graph: Graph, identifier: str) -> str | None:
    return GraphReader(graph, current_version(graph)).survivor(identifier)


def test_a_judgement_keeps_who_why_on_what_evidence_and_is_never_changed(loaded: Graph) -> None:
    made = decide(loaded, Decision(P[0], P[1], DIFFERENT), FIRST)
    undo(loaded, made.judgement, SECOND)
    acts = [j.opened for j in read_judgements(loaded, current_version(loaded)).all()]
    assert [(a.act, a.principal, a.reason, a.evidence, a.document) for a in acts] == [
        ("decide", "first", "核对证件", "卷一第3页", "a" * 64), ("undo", "second", "复核", "", ""),
    ]  # fmt: skip
    assert read_judgements(loaded, made.version).get(made.judgement).state == IN_FORCE  # type: ignore[union-attr]
    assert state(loaded, made.judgement) == UNDONE


def test_undoing_the_middle_of_a_chain_keeps_what_was_joined_after_it(loaded: Graph) -> None:
    first = decide(loaded, Decision(P[0], P[1], SAME), FIRST)
    decide(loaded, Decision(P[1], P[2], SAME), FIRST)
    assert survivor(loaded, P[2]) == P[0]
    undo(loaded, first.judgement, SECOND)
    assert (survivor(loaded, P[1]), survivor(loaded, P[2])) == (None, P[1])


def test_a_case_never_joins_the_graph(loaded: Graph) -> None:
    before = digest(loaded, current_version(loaded)).value
    decide(loaded, Decision(P[0], P[2], SAME, "tender-1"), FIRST)
    decide(loaded, Decision(P[0], P[1], DIFFERENT, "tender-1"), FIRST)
    version = current_version(loaded)
    assert digest(loaded, version).value == before
    overlay, other = judgements_for(loaded, version, "tender-1"), judgements_for(loaded, version, "tender-2")
    assert (overlay.decided(P[0], P[2]), overlay.decided(P[1], P[0])) == (SAME, DIFFERENT)
    assert overlay.party(P[2]) == P[0]
    assert (other.decided(P[0], P[2]), other.party(P[2])) == (None, P[2])
    reader = GraphReader(loaded, version)
    touching = reader.touching([P[0], P[2]]).relationships
    seen = overlay.applied(Subgraph(version, reader.entities(P), touching))
    assert {r.from_id for r in seen.relationships} == {P[0]}
    assert len(seen.relationships) == 2


def test_four_eyes_are_two_principals(loaded: Graph) -> None:
    made = decide(loaded, Decision(P[0], P[1], SAME), FIRST, four_eyes=True)
    assert state(loaded, made.judgement) == PROPOSED
    assert survivor(loaded, P[1]) is None
    with pytest.raises(Conflict, match="second person"):
        confirm(loaded, made.judgement, FIRST)
    confirm(loaded, made.judgement, SECOND)
    assert (state(loaded, made.judgement), survivor(loaded, P[1])) == (IN_FORCE, P[0])
    with pytest.raises(Conflict):
        confirm(loaded, made.judgement, SECOND)


def test_a_proposed_undo_changes_nothing_until_it_is_confirmed(loaded: Graph) -> None:
    made = decide(loaded, Decision(P[0], P[1], SAME), FIRST)
    wanted = undo(loaded, made.judgement, FIRST, four_eyes=True)
    assert survivor(loaded, P[1]) == P[0]
    with pytest.raises(Conflict, match="awaits confirmation"):
        undo(loaded, made.judgement, SECOND)
    confirm(loaded, wanted.judgement, SECOND)
    assert (survivor(loaded, P[1]), state(loaded, made.judgement)) == (None, UNDONE)


def test_a_rejected_proposal_can_be_made_again(loaded: Graph) -> None:
    made = decide(loaded, Decision(P[0], P[1], SAME), FIRST, four_eyes=True)
    with pytest.raises(Conflict, match="awaits confirmation"):
        decide(loaded, Decision(P[1], P[0], DIFFERENT), SECOND)
    reject(loaded, made.judgement, SECOND)
    assert state(loaded, made.judgement) == REJECTED
    decide(loaded, Decision(P[1], P[0], DIFFERENT), SECOND)


def test_a_difference_blocks_every_join_that_would_cross_it(loaded: Graph) -> None:
    apart = decide(loaded, Decision(P[0], P[2], DIFFERENT), FIRST)
    decide(loaded, Decision(P[0], P[1], SAME), FIRST)
    with pytest.raises(Conflict, match="different"):
        decide(loaded, Decision(P[1], P[2], SAME), FIRST)
    with pytest.raises(Conflict, match="different"):
        decide(loaded, Decision(P[1], P[2], SAME, "case-1"), FIRST)
    undo(loaded, apart.judgement, FIRST)
    decide(loaded, Decision(P[1], P[2], SAME), FIRST)
    with pytest.raises(Conflict, match="one party now"):
        decide(loaded, Decision(P[0], P[2], DIFFERENT), FIRST)


def test_unsure_gives_way_and_comes_back_when_the_later_one_is_undone(loaded: Graph) -> None:
    doubt = decide(loaded, Decision(P[0], P[1], UNSURE), FIRST)
    sure = decide(loaded, Decision(P[0], P[1], DIFFERENT), FIRST)
    assert state(loaded, doubt.judgement) == SUPERSEDED
    with pytest.raises(Conflict, match="undo that judgement"):
        decide(loaded, Decision(P[0], P[1], UNSURE), FIRST)
    undo(loaded, sure.judgement, FIRST)
    assert state(loaded, doubt.judgement) == IN_FORCE


def test_different_codes_are_joined_on_evidence_only(loaded: Graph) -> None:
    with pytest.raises(InvalidInput, match="state the evidence"):
        decide(loaded, Decision(F[0], F[1], SAME), SECOND)
    decide(loaded, Decision(F[0], F[1], SAME), FIRST)
    assert survivor(loaded, F[1]) == F[0]


def test_unknown_parties_and_mixed_kinds_are_refused(loaded: Graph) -> None:
    with pytest.raises(NotFound):
        decide(loaded, Decision(P[0], "z" * 26, SAME), FIRST)
    with pytest.raises(InvalidInput):
        decide(loaded, Decision(P[0], F[0], SAME), FIRST)
    with pytest.raises(InvalidInput):
        decide(loaded, Decision(P[0], P[0], SAME), FIRST)


def test_a_judgement_that_was_cut_off_is_taken_back(loaded: Graph) -> None:
    version = current_version(loaded) + 1
    put_load(loaded, "cut", operation="judgement", state="running", version=version, fingerprint="cut", started_at="x")
    row = {"id": "j" * 26, "of": "j" * 26, "act": "decide", "a": P[0], "b": P[1], "decision": SAME,
           "principal": "first", "at": "2026", "reason": "r", "known_from": version}  # fmt: skip
    loaded.write(cypher.statement("load/create_judgement"), row=row)
    decide(loaded, Decision(P[2], P[3], SAME), FIRST)
    assert survivor(loaded, P[1]) is None
    assert read_judgements(loaded, current_version(loaded)).get("j" * 26) is None


def test_merge_and_split_are_judgements(loaded: Graph) -> None:
    before = digest(loaded, current_version(loaded)).value
    merge(loaded, P[0], P[1], FIRST)
    split(loaded, P[1], SECOND)
    assert digest(loaded, current_version(loaded)).value == before
    assert [j.state for j in read_judgements(loaded, current_version(loaded)).of_pair(P[0], P[1])] == [UNDONE, IN_FORCE]
    with pytest.raises(NotFound):
        split(loaded, P[1], SECOND)
