"""Merge, split, reload and the order of loads change no answer that they should not: exposure, relations, holdings."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_service.engine import Engine
from graph_service.errors import InvalidInput, NotFound
from graph_service.identity.judgements import SAME
from graph_service.loading.assertions import Assertion, Claim, EntityAssertion, RelationshipAssertion, SourceDescription
from graph_service.loading.facts import contact_local, entity_id
from graph_service.loading.judgements import Decision, Judgement, decide, undo
from graph_service.loading.session import LoadSession
from graph_service.loading.versions import current_version
from graph_service.reading.reader import GraphReader
from graph_service.services import Question, Services, Viewer
from graph_service.store.gate import Graph
from tests.conftest import empty

pytestmark = pytest.mark.engine
REGISTER = SourceDescription("register", "登记", "Register", "county/register")
DAY, ON = date(2026, 1, 1), date(2026, 6, 30)
PERSONS, FIRMS = 4, 6
FIRST, SECOND = Judgement("first", "两份证件一致"), Judgement("second", "复核无误")
VIEWER = Viewer(roles=frozenset({"auditor"}), purpose="核对")
LISTS = ("失信被执行人", "美国财政部特别指定国民名单", "欧盟制裁名单")
SHARES = (None, ("0.2", "0.2"), ("0.5", "0.5"), ("0.51", "0.51"), ("0.3", "0.6"))


def person(number: int) -> Claim:
    return Claim("Person", name=f"样例人{number}", local=f"p{number}")


def firm(number: int) -> Claim:
    return Claim("Enterprise", name=f"样例{number}公司", local=f"c{number}")


parties = st.one_of(st.integers(0, PERSONS - 1).map(person), st.integers(0, FIRMS - 1).map(firm))
firms = st.integers(0, FIRMS - 1).map(firm)


@st.composite
def facts(draw: st.DrawFn) -> list[list[Assertion]]:
    """Rows of files: each names its parties and says one thing of them."""
    rows: list[list[Assertion]] = []
    for number in range(draw(st.integers(3, 12))):
        record, where = f"r{number}", draw(firms)
        kind = draw(st.sampled_from(["SHAREHOLDER_OF"] * 3 + ["LEGAL_REPRESENTATIVE_OF", "USES", "SUBJECT_OF"]))
        who: Claim = draw(parties if kind == "SHAREHOLDER_OF" else st.integers(0, PERSONS - 1).map(person))
        values: dict[str, Any] = {}
        ends = (who, where)
        row: list[Assertion] = [EntityAssertion(where, {}, record, DAY), EntityAssertion(who, {}, record, DAY)]
        if kind == "SHAREHOLDER_OF" and (share := draw(st.sampled_from(SHARES))):
            values = {"share_min": share[0], "share_max": share[1]}
        elif kind == "USES":
            ends = (where, Claim("ContactPoint", local=contact_local("phone", f"0534000000{number % 2}"), shared=True))
        elif kind == "SUBJECT_OF":
            listing = Claim("CreditRecord", local=f"k{number}", negative=True)
            stated = {"record_kind": draw(st.sampled_from(LISTS)), "listed_on": "2026-01-01"}
            row.append(EntityAssertion(listing, stated, record, DAY))
            ends = (where, listing)
        if ends[0] != ends[1]:
            row.append(RelationshipAssertion(kind, *ends, record, values, observed_on=DAY))
        rows.append(row)
    return rows


pairs = st.tuples(st.integers(0, PERSONS - 1), st.integers(0, PERSONS - 1))
step = st.one_of(
    st.tuples(st.just("merge"), pairs), st.tuples(st.just("split"), st.integers(0, 5)),
    st.tuples(st.just("reload"), st.lists(st.integers(0, 11), min_size=1, max_size=4, unique=True)),
)  # fmt: skip


def load(graph: Graph, rows: list[tuple[int, list[Assertion]]]) -> None:
    version = current_version(graph)
    session = LoadSession(graph, REGISTER, f"load-{version}", f"{[n for n, _ in rows]}-{version}")
    session.begin()
    session.write(rows)
    session.finish()


def merge(graph: Graph, pair: tuple[int, int]) -> str | None:
    a, b = (entity_id(person(n), "register") for n in pair)
    try:
        return decide(graph, Decision(a, b, SAME), FIRST).judgement
    except (InvalidInput, NotFound):  # one party already, or not loaded yet
        return None


def answers(engine: Engine) -> dict[str, Any]:
    """What is asked of every party, without the number of the version and who loaded it."""
    services = Services(engine, clock=lambda: ON)
    reader = GraphReader(engine.graph, current_version(engine.graph))
    everyone = [entity_id(person(n), "register") for n in range(PERSONS)]
    everyone += [entity_id(firm(n), "register") for n in range(FIRMS)]
    known = reader.entities({reader.survivor(i) or i for i in everyone})
    found: dict[str, Any] = {}
    for party in sorted(known):
        found[party] = {
            "exposure": services.exposure(party, Question(), VIEWER),
            "relationships": services.relationships(party, Question(), VIEWER, include_ended=True),
            "holdings": services.holdings(party, Question(), VIEWER),
        }
        for reply in found[party].values():
            del reply["data_version"]
    return found


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=facts(), steps=st.lists(step, max_size=6), random=st.randoms(use_true_random=False))
def test_only_what_stands_is_answered(
    engine: Engine, graph: Graph, rows: list[list[Assertion]], steps: list[tuple[str, Any]], random: Any
) -> None:
    """Rows in random order and several loads, merges and splits between: as if loaded at once and joined at the end."""
    empty(graph)
    numbered = list(enumerate(rows))
    random.shuffle(numbered)
    half = random.randint(1, len(numbered))
    load(graph, numbered[:half])
    standing: dict[str, tuple[int, int]] = {}
    for kind, what in steps:
        if kind == "reload":
            load(graph, [numbered[n] for n in what if n < len(numbered)])
        elif kind == "merge" and (judgement := merge(graph, what)):
            standing[judgement] = what
        elif kind == "split" and standing:
            chosen = sorted(standing)[what % len(standing)]
            undo(graph, chosen, SECOND)
            del standing[chosen]
    load(graph, numbered[half:] + numbered[:1])
    found = answers(engine)
    empty(graph)
    load(graph, list(enumerate(rows)))
    for pair in standing.values():
        merge(graph, pair)
    assert answers(engine) == found
