"""The written cases on reach and lifecycle, put to the pure functions. Each names the article that decides it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from graph_service.model import Subgraph
from graph_service.reach.evaluate import reach
from graph_service.records.lifecycle import visible
from tests.unit.record_values import SHARED, case_graph

FILE = SHARED / "cases" / "reach_lifecycle.json"


def _cases() -> list[Any]:
    if not FILE.exists():
        return [pytest.param(None, marks=pytest.mark.skip(reason="no cases beside the checkout"))]
    return [pytest.param(case, id=case["id"]) for case in json.loads(FILE.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("case", _cases())
def test_case(case: dict[str, Any]) -> None:
    answer = {"reach": _reach, "own": _own}[case["ask"]["kind"]](case, case_graph(case))
    for expected in case["expect"].get("must", []):
        assert any(_matches(expected, found) for found in answer), f"missing {expected} in {answer}: {case['why']}"
    for unwanted in case["expect"].get("must_not", []):
        assert not any(_matches(unwanted, found) for found in answer), f"unwanted {unwanted}: {case['why']}"


def _reach(case: dict[str, Any], graph: Subgraph) -> list[dict[str, Any]]:
    on = date.fromisoformat(case["as_of"])
    found = [r for key in case["ask"]["records"] for r in reach(graph.entities[key], graph, on).reached]
    return [
        {"party": r.party, "record": r.record, "effect": r.effect, "from": str(r.start), "to": r.to and str(r.to)}
        for r in found
    ]


def _own(case: dict[str, Any], graph: Subgraph) -> list[dict[str, Any]]:
    ask = case["ask"]
    review = date.fromisoformat(ask["review_date"]) if ask.get("review_date") else None
    answer = []
    for tie in graph.relationships:
        if tie.kind == "SUBJECT_OF" and tie.from_id == ask["party"]:
            seen = visible(
                graph.entities[tie.to_id], tie, today=date.fromisoformat(case["as_of"]), role=ask["role"],
                review_date=review, purpose=ask.get("purpose"),
            )  # fmt: skip
            answer.append({"record": tie.to_id, "shown": seen.shown, "mark": seen.mark})
    return answer


def _matches(expected: dict[str, Any], found: dict[str, Any]) -> bool:
    return all(found.get(name) == value for name, value in expected.items())
