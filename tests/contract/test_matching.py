"""The matching of all parties on both engines: what is proposed, that it repeats, and that judgements are respected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import pytest

import cypher
from graph_service.engine import Engine
from graph_service.identity.judgements import DIFFERENT, SAME, UNSURE
from graph_service.linkage.proposals import Proposal, proposals
from graph_service.loading.assertions import Assertion, Claim, EntityAssertion, RelationshipAssertion, SourceDescription
from graph_service.loading.creation import RELATIONSHIPS, creation
from graph_service.loading.digest import digest
from graph_service.loading.facts import contact_local, entity_id
from graph_service.loading.judgements import Decision, Judgement, decide, undo
from graph_service.loading.session import LoadSession
from graph_service.loading.versions import current_version, put_load
from graph_service.services import Question, Services, Viewer
from graph_service.store.gate import Graph
from tests.conftest import empty

pytestmark = pytest.mark.engine
SOURCE = SourceDescription("register", "登记", "Register", "county/register")
DAY = date(2025, 1, 1)
BY = Judgement("first", "核对证件", "卷一第3页")
VIEWER = Viewer("test", frozenset({"admin"}), "测试")
CODES = ("91370000XQ090002XJ", "91370000XQ0900038J")


def person(local: str, name: str = "欧阳样本", mask: str | None = None) -> Claim:
    return Claim("Person", name=name, local=local, id_mask=mask)


def firm(local: str, name: str, code: str | None = None) -> Claim:
    return Claim("Enterprise", name=name, local=local, uscc=code)


def said(claim: Claim, **values: Any) -> EntityAssertion:
    return EntityAssertion(claim, values, f"r-{claim.local}", DAY)


def uses(claim: Claim, contact: str, value: str) -> list[Assertion]:
    point = Claim("ContactPoint", local=contact_local(contact, value), shared=True)
    return [
        EntityAssertion(point, {}, "c"),
        RelationshipAssertion("USES", claim, point, f"u-{claim.local}", observed_on=DAY),
    ]


MASK = "210200197501**0011"
CODED = firm("f0", "济南虚舟贸易有限公司", CODES[0])
OTHER = firm("f1", "济南虚舟贸易有限公司", CODES[1])
NAMED = firm("f2", "济南市虚舟贸易有限责任公司")
FAR = firm("f3", "沈阳鹤渚机械厂")
ONE, TWO, THREE = person("p1", mask=MASK), person("p2", mask=MASK), person("p3", mask="210200198203**0099")
ROWS: list[Sequence[Assertion]] = [
    (said(CODED), *uses(CODED, "phone", "0531-86012345")), (said(OTHER),),
    (said(NAMED), *uses(NAMED, "phone", "0531 8601 2345")), (said(FAR),),
    (said(ONE), RelationshipAssertion("DIRECTOR_OF", ONE, CODED, "d1", observed_on=DAY)),
    (said(TWO), RelationshipAssertion("DIRECTOR_OF", TWO, FAR, "d2", observed_on=DAY)), (said(THREE),),
]  # fmt: skip


def ident(claim: Claim) -> str:
    return entity_id(claim, SOURCE.id)


def pair(a: Claim, b: Claim) -> tuple[str, str]:
    first, second = sorted((ident(a), ident(b)))
    return first, second


def load(graph: Graph, rows: Sequence[Sequence[Assertion]]) -> None:
    session = LoadSession(graph, SOURCE, f"load-{current_version(graph)}", f"rows-{current_version(graph)}")
    session.begin()
    session.write(enumerate(rows))
    session.finish()


def edges(graph: Graph) -> dict[tuple[str, str], dict[str, Any]]:
    read = cypher.statement("read/all_relationships").with_kinds(("POSSIBLY_SAME_AS",))
    rows = [row["relationship"] for row in graph.rows(read, version=current_version(graph))]
    return {(row["from_id"], row["to_id"]): row for row in rows}


@pytest.fixture
def services(engine: Engine) -> Services:
    empty(engine.graph)
    load(engine.graph, ROWS)
    return Services(engine)


def test_names_masks_and_codes_are_proposed_graded_with_reasons(services: Services) -> None:
    report = services.match_all()
    found = edges(services.engine.graph)
    assert found.keys() == {pair(CODED, NAMED), pair(OTHER, NAMED), pair(ONE, TWO)}
    same = found[pair(ONE, TWO)]
    assert (same["grade"], same["reasons_against"]) == ("strong", ["common_name"])
    assert {"person_name", "id_mask"} <= set(same["reasons_for"])
    assert (same["name_bearers"], same.get("name_region")) == (3, None)
    firms = found[pair(CODED, NAMED)]
    assert {"core", "name_region", "phone"} <= set(firms["reasons_for"])
    assert (firms["name_bearers"], firms["name_region"]) == (3, "370100")
    assert float(firms["score"]) > float(found[pair(OTHER, NAMED)]["score"])
    assert report["proposed"]["strong"] == 3
    assert (report["new"], report["parties"], report["published"]) == (3, 7, True)


def test_nobody_is_joined_and_the_load_says_where_it_comes_from(services: Services) -> None:
    services.match_all()
    graph = services.engine.graph
    assert len(services.engine.graph.rows(cypher.statement("read/redirects"), version=current_version(graph))) == 0
    row = edges(graph)[pair(ONE, TWO)]
    assert (row["source"], row["known_from"]) == ("guanlian-matching", current_version(graph))
    assert services.load(row["load"])["operation"] == "matching"


def test_the_same_data_give_the_same_relationships(services: Services) -> None:
    graph = services.engine.graph
    services.match_all()
    version, first = current_version(graph), digest(graph, current_version(graph)).value
    again = services.match_all()
    assert (again["published"], again["unchanged"], current_version(graph)) == (False, 3, version)
    empty(graph)
    for row in ROWS[::-1]:
        load(graph, [row])
        services.match_all(least="medium")
    services.match_all()
    assert digest(graph, current_version(graph)).value == first


def test_writers_wait_only_while_it_writes_and_the_steps_only_grow(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph, steps, waiting = services.engine.graph, [0], []

    def watched(*given: Any) -> Iterator[Proposal]:
        for proposal in proposals(*given):
            waiting.append(graph.writer.locked())
            yield proposal

    monkeypatch.setattr("graph_service.services.matching.proposals", watched)
    services.match_all(least="weak", progress=steps.append)
    assert waiting
    assert not any(waiting)
    assert steps == sorted(steps)


def test_what_is_judged_is_not_proposed_again_until_it_is_undone(services: Services) -> None:
    graph = services.engine.graph
    apart = decide(graph, Decision(*pair(ONE, TWO), DIFFERENT), BY)
    decide(graph, Decision(ident(CODED), ident(NAMED), SAME), BY)
    report = services.match_all()
    assert pair(ONE, TWO) not in edges(graph)
    assert report["judged"] == 1
    assert not any(ident(NAMED) in ends for ends in edges(graph))
    undo(graph, apart.judgement, BY)
    services.match_all()
    assert pair(ONE, TWO) in edges(graph)


def test_a_doubt_stays_in_the_queue(services: Services) -> None:
    graph = services.engine.graph
    services.match_all()
    decide(graph, Decision(*pair(ONE, TWO), UNSURE), BY)
    assert services.match_all()["published"] is False
    assert pair(ONE, TWO) in edges(graph)


def test_a_joined_pair_disappears_and_comes_back_with_the_undo(services: Services) -> None:
    graph = services.engine.graph
    services.match_all()
    before = digest(graph, current_version(graph)).value
    made = decide(graph, Decision(*pair(ONE, TWO), SAME), BY)
    services.match_all()
    assert pair(ONE, TWO) not in edges(graph)
    undo(graph, made.judgement, BY)
    services.match_all()
    assert digest(graph, current_version(graph)).value == before


def test_a_cut_block_is_told_and_narrower_ones_still_bring_the_likely_pair(services: Services) -> None:
    report = services.match_all(block_limit=2)
    cut = {row["kind"]: row for row in report["blocks"] if row["cut_blocks"]}
    assert cut["name"]["largest"] == 3
    assert cut["name"]["cut_pairs"] == 3
    assert cut["name"]["example"] in {ident(p) for p in (ONE, TWO, THREE)}
    assert report["cut"] == sum(row["cut_blocks"] for row in report["blocks"])
    assert pair(ONE, TWO) in edges(services.engine.graph)  # by what their masks show


def test_a_run_that_was_cut_off_is_taken_back(services: Services) -> None:
    graph = services.engine.graph
    version = current_version(graph) + 1
    put_load(graph, "cut", operation="matching", state="running", version=version, fingerprint="cut", started_at="x")
    row = {"id": "e", "from_id": ident(ONE), "to_id": ident(FAR), "asserted_from": ident(ONE), "asserted_to": ident(FAR),
           "source": "guanlian-matching", "record": "pair", "load": "cut", "known_from": version,
           "known_to": 9_007_199_254_740_991}  # fmt: skip
    graph.write_many([creation(RELATIONSHIPS, [row], "POSSIBLY_SAME_AS")])
    decide(graph, Decision(*pair(ONE, THREE), DIFFERENT), BY)
    services.match_all()
    assert (ident(ONE), ident(FAR)) not in edges(graph)


def test_the_queue_shows_the_proposals_with_evidence_in_words(services: Services) -> None:
    services.match_all()
    queue = services.identity_queue(Question(DAY), VIEWER)
    assert {frozenset((p["a"], p["b"])) for p in queue["pairs"]} == {frozenset(k) for k in edges(services.engine.graph)}
    shown = next(p for p in queue["pairs"] if {p["a"], p["b"]} == {ident(ONE), ident(TWO)})
    assert {"code": "id_mask", "contribution": 5.0, "en": "the masked ID numbers agree",
            "zh": "遮盖后的证件号一致"} in shown["evidence"]  # fmt: skip
    assert (shown["name_bearers"], shown["score"]) == (3, "0.9900")


def test_exposure_names_the_pair_and_does_not_cross_it(services: Services) -> None:
    record = Claim("CreditRecord", local="k1", negative=True)
    listing = (
        EntityAssertion(
            record, {"record_kind": "失信被执行人", "listed_on": "2024-09-01", "state": "active"}, "k1", DAY
        ),
        RelationshipAssertion("SUBJECT_OF", NAMED, record, "k1", observed_on=DAY),
    )
    load(services.engine.graph, [listing])
    services.match_all()
    reply = services.exposure(ident(CODED), Question(DAY), VIEWER)["indicative"]
    assert reply["score"] == 0
    assert {(c["party"], c["possibly_same_as"], c["listed"]) for c in reply["to_be_confirmed"]} >= {
        (ident(CODED), ident(NAMED), True)
    }
