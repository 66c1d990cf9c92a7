"""Judgements in any order, with loads and matching between: the graph is what the judgements in force and the loads
make of it, and so are the proposals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cypher
from graph_service.engine import Engine
from graph_service.errors import Conflict, InvalidInput, NotFound
from graph_service.identity.judgements import DIFFERENT, SAME
from graph_service.loading.assertions import Assertion, Claim, EntityAssertion, RelationshipAssertion, SourceDescription
from graph_service.loading.digest import digest
from graph_service.loading.facts import entity_id
from graph_service.loading.judgements import Decision, Judgement, decide, undo
from graph_service.loading.session import LoadSession
from graph_service.loading.versions import current_version
from graph_service.model import Entity
from graph_service.reading.judgements import judgements_for
from graph_service.reading.reader import GraphReader
from graph_service.services import Services
from graph_service.store.gate import Graph
from tests.conftest import empty

pytestmark = pytest.mark.engine
REGISTER = SourceDescription("register", "登记", "Register", "county/register")
PERSONS = 5
FIRST, SECOND = Judgement("first", "两份证件一致"), Judgement("second", "复核无误")
NUMBER, CODE = "370000399900173", "91370000XQ0900038J"


def person(number: int) -> Claim:
    """Namesakes, so that there is something to propose."""
    return Claim("Person", name=f"样例人{number % 2}", local=f"p{number}")


def firm(number: int) -> Claim:
    """The first is known by a number alone, the second states it with its code: sources join these two."""
    if number == 0:
        return Claim("Enterprise", name="样例零公司", registration_number=NUMBER)
    if number == 1:
        return Claim("Enterprise", name="样例零公司", uscc=CODE, registration_number=NUMBER)
    return Claim("Enterprise", name=f"样例{number}公司", local=f"c{number}")


def row(number: int) -> tuple[int, Sequence[Assertion]]:
    record, who, where = f"r{number}", person(number % PERSONS), firm(number % 4)
    return number, (
        EntityAssertion(where, {}, record, date(2025, 1, 1)),
        EntityAssertion(who, {}, record, date(2025, 1, 1)),
        RelationshipAssertion("DIRECTOR_OF", who, where, record, observed_on=date(2025, 1, 1)),
    )


def load(graph: Graph, rows: list[int]) -> None:
    session = LoadSession(graph, REGISTER, f"load-{current_version(graph)}", f"{rows}-{current_version(graph)}")
    session.begin()
    session.write([row(number) for number in rows])
    session.finish()


PEOPLE = [entity_id(person(n), "register") for n in range(PERSONS)]
FIRMS = [entity_id(firm(n), "register") for n in range(4)]
EVERYONE = list(range(PERSONS * 4))
person_pair = st.tuples(st.integers(0, PERSONS - 1), st.integers(0, PERSONS - 1)).map(lambda p: ("people", *p))
firm_pair = st.tuples(st.integers(0, 3), st.integers(0, 3)).map(lambda p: ("firms", *p))
step = st.one_of(
    st.tuples(st.sampled_from(["same", "different"]), st.one_of(person_pair, firm_pair)),
    st.tuples(st.just("match"), st.none()),
    st.tuples(st.just("undo"), st.integers(0, 5)),
    st.tuples(st.just("load"), st.lists(st.sampled_from(EVERYONE), min_size=1, max_size=4, unique=True)),
)


def _pair(chosen: tuple[str, int, int]) -> tuple[str, str]:
    ids = PEOPLE if chosen[0] == "people" else FIRMS
    return ids[chosen[1]], ids[chosen[2]]


Standing = list[tuple[str, str, str]]
"""Decision and pair, in the order in which they were made."""


def _run(engine: Engine, steps: list[tuple[str, object]]) -> tuple[Standing, list[list[int]]]:
    """Carry out what can be; returns the judgements that stand, in order, and the loads."""
    graph, services = engine.graph, Services(engine)
    standing: dict[str, tuple[str, str, str]] = {}
    loads: list[list[int]] = [EVERYONE[:6]]
    load(graph, loads[0])
    for kind, what in steps:
        if kind == "load":
            loads.append(what)  # type: ignore[arg-type]
            load(graph, loads[-1])
        elif kind == "match":
            services.match_all(least="weak")
        elif kind in (SAME, DIFFERENT):
            pair = _pair(what)  # type: ignore[arg-type]
            try:
                standing[decide(graph, Decision(*pair, kind), FIRST).judgement] = (kind, *pair)
            except (InvalidInput, NotFound, Conflict):  # one party already, not loaded yet, or judged otherwise
                continue
        elif standing:
            chosen = sorted(standing)[what % len(standing)]  # type: ignore[operator]
            undo(graph, chosen, SECOND)
            del standing[chosen]
    return list(standing.values()), loads


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(step, min_size=2, max_size=8))
def test_only_what_stands_counts_in_any_order(engine: Engine, steps: list[tuple[str, object]]) -> None:
    graph = engine.graph
    empty(graph)
    standing, loads = _run(engine, steps)
    found = _matched_digest(engine)
    _check_partition(graph, [(a, b) for decision, a, b in standing if decision == SAME])
    _check_proposals(graph)
    empty(graph)
    for rows in loads:
        load(graph, rows)
    for decision, a, b in standing:
        if decision == DIFFERENT or not judgements_for(graph, current_version(graph), None).decided(a, b):
            decide(graph, Decision(a, b, decision), FIRST)
    assert _matched_digest(engine) == found


def _matched_digest(engine: Engine) -> str:
    """The digest after matching; matching once more changes nothing."""
    services = Services(engine)
    services.match_all(least="weak")
    version = current_version(engine.graph)
    assert services.match_all(least="weak")["published"] is False
    return digest(engine.graph, version).value


def _check_proposals(graph: Graph) -> None:
    """Every proposal is between two living parties that nobody judged; namesakes that nobody judged are proposed."""
    version = current_version(graph)
    read = cypher.statement("read/all_relationships").with_kinds(("POSSIBLY_SAME_AS",))
    found = {
        frozenset((r["relationship"]["from_id"], r["relationship"]["to_id"])) for r in graph.rows(read, version=version)
    }
    overlay = judgements_for(graph, version, None)
    reader = GraphReader(graph, version)
    people = [p for p in reader.entities(PEOPLE).values() if p.name]
    wanted = {
        frozenset((a.id, b.id)) for a in people for b in people
        if a.id < b.id and _names(a) & _names(b) and overlay.decided(a.id, b.id) in (None, "unsure")
    }  # fmt: skip
    assert wanted <= found
    assert all(overlay.decided(*ids) in (None, "unsure") for ids in found)
    assert set().union(*found) <= {r for r in (*PEOPLE, *FIRMS) if reader.survivor(r) is None}


def _names(party: Entity) -> set[str]:
    """A joined party has the names of all that were joined."""
    return {party.name, *(party.get("former_names") or ())}


def _check_partition(graph: Graph, standing: list[tuple[str, str]]) -> None:
    """By connected components: one id of each answers, and every relationship of a member stands at it."""
    components = nx.Graph()
    reader = GraphReader(graph, current_version(graph))
    known = reader.entities([*PEOPLE, *FIRMS])
    components.add_nodes_from(known)
    components.add_edges_from(standing)
    if FIRMS[0] in known and FIRMS[1] in known:
        components.add_edge(FIRMS[0], FIRMS[1])
    for members in nx.connected_components(components):
        homes = {reader.survivor(member) or member for member in members}
        assert len(homes) == 1
        assert homes <= members
        asserted = {r.id for m in members for r in reader.touching([m]).relationships}
        assert asserted == {r.id for r in reader.touching(homes).relationships}
