"""Every case, on each engine. See README.md in this folder for the form and the call."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from graph_service.engine import Engine
from tests.cases.adapter import CaseRun
from tests.cases.registry import ASKS, discover
from tests.conftest import SHARED, empty

pytestmark = pytest.mark.engine
discover()


HERE = Path(__file__).parent / "more"


def _files() -> list[Path]:
    given = os.environ.get("GUANLIAN_CASES")
    return _in(Path(given)) if given else [*_in(SHARED / "cases"), *_in(HERE)]


def _in(given: Path) -> list[Path]:
    return sorted(given.glob("*.json")) if given.is_dir() else [given] if given.exists() else []


def given_cases() -> list[dict[str, Any]]:
    """The cases of the files in use."""
    if os.environ.get("GUANLIAN_CASES") and not _files():
        raise pytest.UsageError(f"GUANLIAN_CASES={os.environ['GUANLIAN_CASES']}: no such file, or no *.json in it")
    return [case for path in _files() for case in json.loads(path.read_text(encoding="utf-8"))]


def _case(case: dict[str, Any]) -> Any:
    kind = case["ask"]["kind"]
    unanswered = pytest.mark.skip(reason=f"no question of kind {kind} is answered yet")
    return pytest.param(case, id=case["id"], marks=() if kind in ASKS else unanswered)


@pytest.mark.parametrize("case", [_case(case) for case in given_cases()])
def test_case(case: dict[str, Any], engine: Engine) -> None:
    check(case, engine)


def check(case: dict[str, Any], engine: Engine, loads: int = 1) -> None:
    """Load the case into an empty graph, ask, and compare."""
    empty(engine.graph)
    how = ASKS[case["ask"]["kind"]]
    found = CaseRun(case, engine, loads).answer()
    for expected in case["expect"].get("must", []):
        assert any(how.wanted(expected, entry) for entry in found), f"missing {expected} in {found}; {case['why']}"
    for unwanted in case["expect"].get("must_not", []):
        assert not any(how.unwanted(unwanted, entry) for entry in found), f"unwanted {unwanted}; {case['why']}"
