"""Every case whose question the product answers so far, on each engine. See README.md in this folder."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from graph_service.engine import Engine
from tests.cases.adapter import CaseRun, matches
from tests.conftest import SHARED, empty

pytestmark = pytest.mark.engine
ANSWERED = frozenset({"reach", "own", "exposure", "same_party"})


def _files() -> list[Path]:
    given = Path(os.environ.get("GUANLIAN_CASES") or SHARED / "cases")
    return sorted(given.glob("*.json")) if given.is_dir() else [given] if given.exists() else []


def _cases() -> list[Any]:
    cases = [case for path in _files() for case in json.loads(path.read_text(encoding="utf-8"))]
    found = [pytest.param(case, id=case["id"]) for case in cases if case["ask"]["kind"] in ANSWERED]
    return found or [pytest.param(None, marks=pytest.mark.skip(reason="no cases beside the checkout"))]


@pytest.mark.parametrize("case", _cases())
def test_case(case: dict[str, Any], engine: Engine) -> None:
    empty(engine.graph)
    found = CaseRun(case, engine).answer()
    for expected in case["expect"].get("must", []):
        assert any(matches(expected, entry) for entry in found), f"missing {expected} in {found}; {case['why']}"
    for unwanted in case["expect"].get("must_not", []):
        assert not any(matches(unwanted, entry) for entry in found), f"unwanted {unwanted}; {case['why']}"
