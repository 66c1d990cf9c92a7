"""Loads, data versions, merges and splits: the same on both engines."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import date

import pytest

import cypher
from graph_service.errors import SnapshotLoss
from graph_service.loading.assertions import (
    Assertion,
    Claim,
    EntityAssertion,
    RelationshipAssertion,
    SourceDescription,
)
from graph_service.loading.digest import digest
from graph_service.loading.facts import contact_local, entity_id
from graph_service.loading.judgements import Judgement, merge, split
from graph_service.loading.report import LoadReport
from graph_service.loading.session import LoadSession
from graph_service.loading.versions import current_version
from graph_service.model import Standing
from graph_service.reading.reader import GraphReader
from graph_service.store.gate import Graph
from tests.conftest import empty

pytestmark = pytest.mark.engine

REGISTER = SourceDescription("register", "登记", "Register", "county/register")
COURT = SourceDescription("court", "法院", "Court", "county/court")
D1, D2, D3 = date(2025, 1, 1), date(2025, 6, 1), date(2026, 1, 1)
USCC_A, USCC_B = "91370000XQ090002XJ", "91370000XQ0900038J"


def company(number: int) -> Claim:
    return Claim("Enterprise", name=f"样例{number}公司", local=f"c{number}")


def person(number: int) -> Claim:
    return Claim("Person", name=f"样例人{number}", local=f"p{number}")


def row(number: int, day: date | None = D1, **values: str) -> tuple[int, Sequence[Assertion]]:
    record = f"r{number}"
    return number, (
        EntityAssertion(company(number), {"founded_on": "2019-03", **values}, record, day),
        EntityAssertion(person(number % 3), {}, record, day),
        RelationshipAssertion("LEGAL_REPRESENTATIVE_OF", person(number % 3), company(number), record, observed_on=day),
    )


def load(
    graph: Graph, rows: Iterable[tuple[int, Sequence[Assertion]]], source: SourceDescription = REGISTER,
    name: str = "load", fingerprint: str | None = None,
) -> LoadReport:  # fmt: skip
    session = LoadSession(graph, source, f"{name}-{current_version(graph)}", fingerprint or f"{name}-{random.random()}")
    session.begin()
    session.write(rows)
    return session.finish()


def of(claim: Claim, source: str = "register") -> str:
    return entity_id(claim, source)


def roles(graph: Graph, claim: Claim) -> list[tuple[str, str, Standing]]:
    reader = GraphReader(graph, current_version(graph))
    found = reader.touching([of(claim)]).relationships
    return sorted((r.from_id, r.to_id, r.period.standing(D3)) for r in found)


def test_a_second_load_of_the_same_rows_changes_nothing(graph: Graph) -> None:
    rows = [row(n) for n in range(10)]
    first = load(graph, rows)
    before = digest(graph, first.version)
    second = load(graph, rows)
    assert (first.read, first.new, second.new, second.unchanged) == (10, 10, 0, 10)
    assert digest(graph, second.version).value == before.value


def test_an_unpublished_version_is_invisible(graph: Graph) -> None:
    load(graph, [row(1)])
    session = LoadSession(graph, REGISTER, "cut", "cut")
    session.begin()
    session.write([row(2), row(1, D2, scope="changed")])
    version = current_version(graph)
    reader = GraphReader(graph, version)
    assert reader.entities([of(company(2))]) == {}
    assert reader.entities([of(company(1))])[of(company(1))].get("scope") is None
    assert reader.touching([of(person(2))]).relationships == ()


def test_a_killed_load_is_resumed_to_the_same_graph(graph: Graph) -> None:
    rows = [row(n) for n in range(12)]
    whole = digest(graph, load(graph, rows).version).value
    empty(graph)
    cut = LoadSession(graph, REGISTER, "one", "same content")
    cut.begin()
    cut.write(rows[:5])
    report = load(graph, rows, fingerprint="same content")
    assert report.resumed
    assert digest(graph, report.version).value == whole


def test_another_load_takes_back_what_a_killed_one_left(graph: Graph) -> None:
    kept = digest(graph, load(graph, [row(1)]).version).value
    cut = LoadSession(graph, COURT, "cut", "other content")
    cut.begin()
    cut.write([row(7), row(1, D3)])
    report = load(graph, [row(1)])
    assert digest(graph, report.version).value == kept


def test_the_order_of_files_does_not_matter(graph: Graph) -> None:
    parts = [[row(n, D1) for n in range(6)], [row(n, D2, scope="x") for n in range(3, 8)], [row(2, D3)]]
    digests = set()
    for order in (parts, parts[::-1], [parts[1], parts[2], parts[0]]):
        empty(graph)
        for part in order:
            report = load(graph, part)
        digests.add(digest(graph, report.version).value)
    assert len(digests) == 1


def test_an_observation_extends_what_is_known_and_keeps_the_past(graph: Graph) -> None:
    load(graph, [row(1, D1)])
    report = load(graph, [row(1, D2)])
    assert report.confirmed == 3
    now = GraphReader(graph, 2).touching([of(company(1))]).relationships
    then = GraphReader(graph, 1).touching([of(company(1))]).relationships
    assert [r.period.observed for r in now] == [(D1, D2)]
    assert [r.period.observed for r in then] == [(D1,)]


def test_a_full_snapshot_ends_what_it_no_longer_shows(graph: Graph) -> None:
    load(graph, [row(1, D1), row(2, D1)])
    snapshot = SourceDescription(
        "register",
        "登记",
        "Register",
        "county/register",
        D2,
        full_snapshot=True,
        scope=("LEGAL_REPRESENTATIVE_OF",),
    )
    report = load(graph, [row(1, D2)], snapshot)
    assert report.closed == 1
    assert roles(graph, company(1))[0][2] is Standing.PRESUMED
    assert roles(graph, company(2))[0][2] is Standing.ENDED


def test_a_snapshot_that_loses_too_much_is_not_believed(graph: Graph) -> None:
    load(graph, [row(n, D1) for n in range(60)])
    snapshot = SourceDescription(
        "register",
        "登记",
        "Register",
        "county/register",
        D2,
        full_snapshot=True,
        scope=("LEGAL_REPRESENTATIVE_OF",),
    )
    refused = LoadSession(graph, snapshot, "loss", "loss")
    refused.begin()
    refused.write([row(1, D2)])
    with pytest.raises(SnapshotLoss, match="59 of 60 LEGAL_REPRESENTATIVE_OF"):
        refused.finish()
    assert roles(graph, company(2))[0][2] is Standing.PRESUMED
    allowed = LoadSession(graph, snapshot, "loss", "loss", loss_limit=None)
    allowed.begin()
    allowed.write([row(1, D2)])
    assert allowed.finish().closed == 59
    assert roles(graph, company(2))[0][2] is Standing.ENDED


def test_a_correction_of_a_record_replaces_what_it_said(graph: Graph) -> None:
    load(graph, [row(1, D1)])
    wrong = (
        1,
        (RelationshipAssertion("LEGAL_REPRESENTATIVE_OF", person(2), company(1), "r1", observed_on=D1),),
    )
    report = load(graph, [wrong])
    assert (report.changed, report.corrected) == (1, 1)
    assert [entry[0] for entry in roles(graph, company(1))] == [of(person(2))]


def test_merge_moves_facts_and_split_restores_both_sides_exactly(graph: Graph) -> None:
    before = digest(graph, load(graph, [row(n) for n in range(6)]).version)
    a, b = of(person(0)), of(person(1))
    merge(graph, a, b, Judgement("reviewer", "same ID card seen"))
    assert {r.from_id for r in GraphReader(graph, current_version(graph)).touching([a]).relationships} == {a}
    assert GraphReader(graph, current_version(graph)).survivor(b) == a
    load(graph, [row(7)])
    assert of(company(7)) in {r.to_id for r in GraphReader(graph, current_version(graph)).touching([a]).relationships}
    split(graph, b, Judgement("reviewer", "it was a namesake"))
    after = digest(graph, current_version(graph))
    empty(graph)
    plain = digest(graph, load(graph, [*[row(n) for n in range(6)], row(7)]).version)
    assert after.value == plain.value
    assert before.value != after.value


def registered(uscc: str | None, number: str, record: str) -> tuple[int, Sequence[Assertion]]:
    claim = Claim("Enterprise", name="样例登记公司", uscc=uscc, registration_number=number)
    owner = person(int(record[-1]))
    return 1, (
        EntityAssertion(claim, {}, record, D1),
        EntityAssertion(owner, {}, record, D1),
        RelationshipAssertion("LEGAL_REPRESENTATIVE_OF", owner, claim, record, observed_on=D1),
    )


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_registration_number_leads_to_the_code_in_either_order(graph: Graph, order: tuple[int, int]) -> None:
    rows = [registered(USCC_B, "370000399900173", "r0"), registered(None, "370000399900173", "r1")]
    for index in order:
        load(graph, [rows[index]])
    strong = entity_id(Claim("Enterprise", uscc=USCC_B), "register")
    found = GraphReader(graph, current_version(graph)).touching([strong]).relationships
    assert len(found) == 2


def test_a_number_claimed_by_two_codes_joins_nobody_in_any_order(graph: Graph) -> None:
    rows = [
        registered(USCC_A, "370000399900173", "r0"),
        registered(USCC_B, "370000399900173", "r1"),
        registered(None, "370000399900173", "r2"),
    ]
    digests = set()
    for order in ((0, 1, 2), (2, 0, 1), (0, 2, 1)):
        empty(graph)
        reports = [load(graph, [rows[index]]) for index in order]
        digests.add(digest(graph, reports[-1].version).value)
    assert len(digests) == 1
    alone = entity_id(Claim("Enterprise", registration_number="370000399900173"), "register")
    assert len(GraphReader(graph, 3).touching([alone]).relationships) == 1


def test_the_same_contact_point_is_one_node_whoever_states_it(graph: Graph) -> None:
    address = Claim("ContactPoint", local=contact_local("address", "样例路1号"), shared=True)
    for index, source in enumerate((REGISTER, COURT)):
        claim = company(index)
        uses = RelationshipAssertion("USES", claim, address, f"u{index}", observed_on=D1)
        load(graph, [(1, (EntityAssertion(claim, {}, f"u{index}", D1), uses))], source)
    found = GraphReader(graph, 2).touching([of(address)]).relationships
    assert len(found) == 2


def test_every_statement_is_complete() -> None:
    cypher.check_all()
    assert cypher.names()
