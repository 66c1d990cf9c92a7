"""Extremes through the answers, on both engines: long, wide, closed, unknown. Each is clear, and says what a bound cut.

Of the engine nothing is asked here but what one answer reads: the evaluators' own limits are in
``tests/unit/test_ownership_extremes.py``.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest

from graph_service.engine import Engine
from graph_service.loading.creation import RELATIONSHIPS, creation
from graph_service.loading.pipeline import batched
from graph_service.loading.versions import publish
from graph_service.model import OPEN_VERSION
from graph_service.services import Question, Services, Viewer
from tests.conftest import empty

pytestmark = pytest.mark.engine
ON = date(2026, 6, 30)
Link = tuple[str, str, str | None]
"""Holder, company, share; unknown where it is ``None``."""
Built = Callable[[Sequence[Link]], Services]


@pytest.fixture
def built(engine: Engine) -> Built:
    """The answers about a graph of these holdings; parties whose name begins with p are persons."""

    def build(links: Sequence[Link]) -> Services:
        empty(engine.graph)
        parties = dict.fromkeys(end for holder, company, _ in links for end in (holder, company))
        for kind, name in (("Person", "load/create_persons"), ("Enterprise", "load/create_enterprises")):
            of_kind = (p for p in parties if p.startswith("p") == (kind == "Person"))
            _write(engine, name, ({"id": p, "kind": kind, "known_from": 1} for p in of_kind))
        _write(engine, RELATIONSHIPS, (_row(n, *link) for n, link in enumerate(links)), "SHAREHOLDER_OF")
        publish(engine.graph, 1, "test")
        return Services(engine, clock=lambda: ON)

    return build


def _write(engine: Engine, name: str, rows: Iterable[dict[str, Any]], kind: str = "") -> None:
    for batch in batched(rows, 5000):
        engine.graph.write_many([creation(name, batch, kind)])


def _row(number: int, holder: str, company: str, share: str | None) -> dict[str, Any]:
    row = {
        "id": f"h{number:07}", "from_id": holder, "to_id": company, "asserted_from": holder, "asserted_to": company,
        "source": "register", "record": f"{number}", "load": "l", "observed_first": "2026-06-30",
        "observed_last": "2026-06-30", "known_from": 1, "known_to": OPEN_VERSION,
    }  # fmt: skip
    return row if share is None else {**row, "share_min": share, "share_max": share}


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Processor time of this process: what the engine takes beside it is its own."""
    started = time.process_time()
    yield
    assert time.process_time() - started < seconds


def every(services: Services, company: str, **bounds: Any) -> dict[str, dict[str, Any]]:
    """All answers about one company."""
    asked = Question(as_of=ON), Viewer("test", purpose="test")
    names = ("ownership", "controllers", "beneficial_owners", "holdings", "ownership_tree", "ownership_group")
    return {name: getattr(services, name)(company, *asked, **bounds) for name in names}


def _rows(found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {row["party"]: row for row in found["ownership"]["owners"]}


@pytest.mark.parametrize("length", [1, 2, 5])
def test_a_company_that_holds_itself_wholly_through_a_loop(built: Built, length: int) -> None:
    names = [f"c{n}" for n in range(length)]
    ring = [(name, names[(n + 1) % length], "1") for n, name in enumerate(names)]
    found = every(built([*ring, ("c0", "x", "0.5"), ("p", "x", "0.5")]), "x")
    assert not any(found[name]["truncated"] for name in ("ownership", "controllers", "beneficial_owners"))
    assert {p: row["reason"] for p, row in _rows(found).items()} == {"p": None, **dict.fromkeys(names, "closed_loop")}
    (loop,) = found["ownership"]["loops"]
    assert (loop["count"], loop["closed"]) == (length, length > 1)
    assert found["controllers"]["controllers"] == []
    answer = found["beneficial_owners"]["beneficial_owners"]
    assert [(o["party"], o["limb"]) for o in answer["owners"]] == [("p", "equity")]
    assert "inconsistent" in {m["reason"] for m in answer["missing"]}
    below = every(built([*ring, ("c0", "x", "0.5"), ("p", "x", "0.5")]), "c0")["holdings"]
    assert {row["company"]: row["reason"] for row in below["holdings"]} == {
        "x": "closed_loop", **dict.fromkeys(names, "closed_loop"),
    }  # fmt: skip


def test_with_all_shares_unknown_nothing_is_taken_for_known(built: Built) -> None:
    links = [(f"c{n + 1}", f"c{n}", None) for n in range(12)] + [("p", f"c{n}", None) for n in range(12)]
    found = every(built(links), "c0")
    assert {(r["share"]["min"], r["share"]["max"]) for r in _rows(found).values()} == {("0", "1")}
    controllers = found["controllers"]
    assert (controllers["controllers"], controllers["ultimate"]) == ([], [])
    assert {row["party"] for row in controllers["possible"]} == {"p", *(f"c{n}" for n in range(1, 13))}
    answer = found["beneficial_owners"]["beneficial_owners"]
    assert (answer["status"], answer["owners"]) == ("open", [])
    assert {m["reason"] for m in answer["missing"]} >= {"share_unknown", "manager_not_recorded"}
    assert all(m["zh"] and m["en"] for m in answer["missing"])
    assert found["ownership_group"]["rows"][0]["share_min"] is None


@pytest.mark.parametrize("holders", [1500, pytest.param(100_000, marks=pytest.mark.large)])
def test_a_star_of_holders_is_cut_at_a_bound_that_is_said(built: Built, holders: int) -> None:
    links = [(f"q{n:06}", "c0", str(0.49 / holders)[:12]) for n in range(holders)]
    services = built([("c1", "c0", "0.51"), *links])
    with within(60):
        found = every(services, "c0")
    for name in ("ownership", "controllers", "beneficial_owners", "ownership_tree"):
        assert found[name]["truncated"]
        assert found[name]["bound"]["capped"] == {"c0": 1000}
    assert found["controllers"]["ultimate"] == ["c1"]
    assert len(found["ownership"]["owners"]) == 100
    assert found["ownership"]["more"] == 900
    assert found["beneficial_owners"]["beneficial_owners"]["status"] == "open"
    assert "truncated" in str(found["ownership_group"]["rows"][-1])
    held = services.holdings("c1", Question(as_of=ON), Viewer("test"))
    assert [(row["company"], row["control"]) for row in held["holdings"]] == [("c0", "yes")]
    assert held["truncated"]


@pytest.mark.parametrize("length", [200, pytest.param(10_000, marks=pytest.mark.large)])
def test_a_chain_is_followed_to_the_last_layer_and_then_said_to_go_on(built: Built, length: int) -> None:
    services = built([(f"c{n + 1}", f"c{n}", "0.6") for n in range(length)])
    with within(60):
        found = every(services, "c0")
        below = services.holdings(f"c{length}", Question(as_of=ON), Viewer("test"))
    owners = _rows(found)
    assert (len(owners), owners["c2"]["share"]["min"]) == (30, "0.36")
    assert len(found["controllers"]["controllers"]) == 30
    assert found["ownership"]["truncated"]
    assert found["ownership"]["bound"]["not_followed"] == 1
    assert found["ownership_tree"]["truncated"]
    assert [row["layer"] for row in below["holdings"]] == list(range(1, 31))
    assert below["truncated"]


@pytest.mark.parametrize("length", [60, pytest.param(3000, marks=pytest.mark.large)])
def test_a_giant_loop_is_one_loop_whose_members_control_each_other(built: Built, length: int) -> None:
    """Every company holds the next, and a little of those 8, 64 and 512 further on, so that all lie within the layers."""
    ring = [(f"c{n:05}", f"c{(n + 1) % length:05}", "0.6") for n in range(length)]
    steps = [step for step in (8, 64, 512) if step < length]
    links = [(f"c{n:05}", f"c{(n + step) % length:05}", "0.03") for n in range(length) for step in steps]
    services = built([*ring, *links, *((f"p{n:05}", f"c{n:05}", "0.3") for n in range(length))])
    with within(100):
        held = services.holdings("c00000", Question(as_of=ON), Viewer("test", purpose="test"))
    (loop,) = held["loops"]
    assert loop["count"] == length
    assert len(loop["mutual_control"]) == min(length, 200)
    assert held["more_loops"] == 0
    assert held["more"] + len(held["holdings"]) == length
    assert all(row["reason"] in (None, "share_above_whole") for row in held["holdings"])
