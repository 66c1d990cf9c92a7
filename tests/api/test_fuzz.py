"""The API fuzzed from its own OpenAPI document: no server error, and every reply fits its schema.

Runs on the fake services here; the fixture ``fuzzed`` is the one place to put real ones in.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
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

from guanlian.document import openapi_document
from tests.api.conftest import FakeService

pytestmark = pytest.mark.slow
EXAMPLES = int(os.environ.get("GUANLIAN_FUZZ_EXAMPLES", "25"))
CHECKS: list[CheckFunction] = [
    schemathesis.checks.not_a_server_error, response_schema_conformance, status_code_conformance,
    content_type_conformance,
]  # fmt: skip
logging.getLogger("hypothesis").setLevel(logging.ERROR)


@pytest.fixture
def fuzzed(fake: FakeService) -> Iterator[FastAPI]:
    """The application under test."""
    yield fake.app


@pytest.fixture
def document(fuzzed: FastAPI) -> Any:
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", fuzzed, headers={"Host": "localhost"})


def operations() -> list[tuple[str, str]]:
    paths = openapi_document()["paths"]
    return [(method, path) for path, methods in sorted(paths.items()) for method in sorted(methods)]


# schemathesis' own pytest integration reaches into pytest internals that pytest 9.2 no longer has (seen 2026-11).
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize(("method", "path"), operations())
def test_every_reply_fits_its_schema(document: Any, method: str, path: str, mode: GenerationMode) -> None:
    @settings(
        max_examples=EXAMPLES, deadline=None, phases=[Phase.explicit, Phase.generate], derandomize=True,
        database=None, suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=document[path][method].as_strategy(generation_mode=mode))
    def fuzz(case: Any) -> None:
        if "/events" in path:
            case.path_parameters = {"job": "none"}  # a stream that ends only with its job is tested apart
        response = case.call(headers={"Host": "localhost", "X-Purpose": "fuzz"})
        case.validate_response(response, checks=CHECKS)

    fuzz()
