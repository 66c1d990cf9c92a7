"""A case that is said otherwise has the same answer: a few of each kind of question, and more when asked for.

``GUANLIAN_VARIANTS=all`` runs each variant of every case by itself.
"""

from __future__ import annotations

import os
import random
from collections import defaultdict
from typing import Any

import pytest

from graph_service.engine import Engine
from tests.cases.test_cases import check, given_cases
from tests.cases.variants import VARIANTS, all_at_once

pytestmark = pytest.mark.engine
OF_EACH_KIND = 2


def _chosen() -> list[Any]:
    cases = given_cases()
    if os.environ.get("GUANLIAN_VARIANTS") == "all":
        every = {**VARIANTS, "two loads": lambda case, chance: case}
        return [
            pytest.param(case, change, name, id=f"{case['id']}-{name}")
            for case in cases
            for name, change in every.items()
        ]
    by_kind: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for case in cases:
        by_kind[case["ask"]["kind"]].append(case)
    some = [case for found in by_kind.values() for case in found[:: max(1, len(found) // OF_EACH_KIND)][:OF_EACH_KIND]]
    return [pytest.param(case, all_at_once, "two loads", id=case["id"]) for case in some]


@pytest.mark.parametrize(("case", "change", "name"), _chosen())
def test_said_otherwise(case: dict[str, Any], change: Any, name: str, engine: Engine) -> None:
    check(change(case, random.Random(case["id"])), engine, loads=2 if name == "two loads" else 1)
