"""The API fuzzed from its own OpenAPI document: no 500, every reply fits what the document says of it."""

from __future__ import annotations

import hypothesis
import pytest
import schemathesis
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from graph_service.engine import Engine
from guanlian.document import openapi_document
from tests.api.conftest import Service
from tests.conftest import empty
from tests.contract.test_loading import load, row

pytestmark = pytest.mark.engine
schema = schemathesis.openapi.from_dict(openapi_document())
CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)


@pytest.fixture(scope="module")
def fuzzed(embedded_engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Service:
    empty(embedded_engine.graph)
    load(embedded_engine.graph, [row(n) for n in range(6)])
    return Service(embedded_engine, tmp_path_factory.mktemp("fuzz"))


@schema.parametrize()
@hypothesis.settings(
    max_examples=12, deadline=None, suppress_health_check=list(hypothesis.HealthCheck), derandomize=True
)
def test_no_route_fails_on_what_it_is_sent(fuzzed: Service, case: Case) -> None:
    case.call_and_validate(app=fuzzed.app, checks=CHECKS, headers={"X-Purpose": "fuzz", "Host": "localhost"})
