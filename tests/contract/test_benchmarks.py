"""What benchmarks draw their questions from, so that a changed statement does not break them unseen."""

from __future__ import annotations

import pytest

from benchmarks.loading import named_parties, sample_firms
from graph_service.engine import Engine
from graph_service.loading.facts import entity_id
from tests.conftest import empty
from tests.contract.test_loading import company, load, row

pytestmark = pytest.mark.engine


def test_benchmarks_ask_about_parties_of_the_graph(engine: Engine) -> None:
    empty(engine.graph)
    load(engine.graph, [row(n) for n in range(5)])
    wanted = {entity_id(company(n), "register"): company(n).name for n in range(5)}
    assert dict(sample_firms(engine)) == wanted
    assert {party.id for party in named_parties(engine, "Enterprise")} == wanted.keys()
