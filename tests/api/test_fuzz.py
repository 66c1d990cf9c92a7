"""The API fuzzed from its own OpenAPI document: no server error, and every reply fits its schema.

On the fake services, with negative examples too, and on each real engine with a few firms loaded.
"""

from __future__ import annotations

import functools
import logging
import os
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CheckFunction
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from graph_service.engine import Engine
from graph_service.loading.facts import entity_id
from guanlian.document import openapi_document
from tests.api.conftest import FakeService, Service
from tests.api.test_reviews import made
from tests.conftest import empty
from tests.contract.test_loading import company, load, row

pytestmark = pytest.mark.slow
EXAMPLES = int(os.environ.get("GUANLIAN_FUZZ_EXAMPLES", "25"))
OF_AN_ENGINE = max(1, EXAMPLES // 3)
"""Replies are shaped by what the fake services are asked too: a real engine is asked less, for it takes most of the time."""
WRITING = frozenset(
    {"/api/v1/loads", "/api/v1/merges", "/api/v1/splits", "/api/v1/erasures"}
)  # they would change what the others read
CHECKS: list[CheckFunction] = [
    schemathesis.checks.not_a_server_error, response_schema_conformance, status_code_conformance,
    content_type_conformance,
]  # fmt: skip
logging.getLogger("hypothesis").setLevel(logging.ERROR)


@functools.cache
def described() -> dict[str, Any]:
    """The document is the same for every service, and takes longer to make than a test."""
    return openapi_document()


def document(app: FastAPI) -> Any:
    found = schemathesis.openapi.from_dict(described())
    found.app = app
    return found


@functools.cache
def operations() -> list[tuple[str, str]]:
    paths = described()["paths"]
    return [(method, path) for path, methods in sorted(paths.items()) for method in sorted(methods)]


def fuzz(
    found: Any,
    method: str,
    path: str,
    mode: GenerationMode,
    parameters: dict[str, str] | None = None,
    *,
    examples: int = EXAMPLES,
) -> None:
    # schemathesis' own pytest integration reaches into pytest internals that pytest 9.2 no longer has (seen 2026-11).
    @settings(
        max_examples=examples, deadline=None, phases=[Phase.explicit, Phase.generate], derandomize=True,
        database=None, suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=found[path][method].as_strategy(generation_mode=mode))
    def check(case: Any) -> None:
        if "/events" in path:
            case.path_parameters = {"job": "none"}  # a stream that ends only with its job is tested apart
        elif parameters and mode is GenerationMode.POSITIVE:
            case.path_parameters = {n: parameters.get(n, v) for n, v in (case.path_parameters or {}).items()}
        response = case.call(headers={"Host": "localhost", "X-Purpose": "fuzz"})
        case.validate_response(response, checks=CHECKS)

    check()


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize(("method", "path"), operations())
def test_every_reply_fits_its_schema(fake: FakeService, method: str, path: str, mode: GenerationMode) -> None:
    parameters = {"review": made(fake)["id"]} if "{review}" in path else None
    fuzz(document(fake.app), method, path, mode, parameters)


@pytest.mark.engine
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_every_reply_of_a_real_engine_fits_its_schema(service: Service, engine: Engine, mode: GenerationMode) -> None:
    empty(engine.graph)
    load(engine.graph, [row(n) for n in range(6)])
    found, parameters = document(service.app), {"id": entity_id(company(1), "register")}
    for method, path in operations():
        if path not in WRITING:
            fuzz(found, method, path, mode, parameters, examples=OF_AN_ENGINE)
