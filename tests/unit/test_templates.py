"""Every template's example loads, in both languages, and means what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_service.identity.hmac import IdNumberHasher
from graph_service.loading.assertions import Assertion, RelationshipAssertion
from graph_service.loading.facts import entity_id, relationship_fact
from graph_service.schema import NODE_KINDS, RELATIONSHIP_KINDS
from loaders.files import prepare
from loaders.templates import LANGUAGES, template_csv

HASHER = IdNumberHasher("test", b"only for tests")


def make_fact(assertion: Assertion) -> None:
    """What is stored can be made of it."""
    if isinstance(assertion, RelationshipAssertion):
        ends = entity_id(assertion.origin, "s"), entity_id(assertion.target, "s")
        assert relationship_fact(assertion, *ends, "s").id
    else:
        assert entity_id(assertion.claim, "s")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [*NODE_KINDS, *RELATIONSHIP_KINDS])
def test_the_example_of_a_template_loads(tmp_path: Path, kind: str, language: str) -> None:
    path = tmp_path / "template.csv"
    path.write_text(template_csv(kind, language), encoding="utf-8")
    prepared = prepare(path, HASHER.hash)
    rows = list(prepared.assertions())
    assert prepared.rejections == []
    found = [a for _, row in rows for a in row]
    for assertion in found:
        make_fact(assertion)
    if kind in RELATIONSHIP_KINDS:
        assert [a.kind for a in found if isinstance(a, RelationshipAssertion)] == [kind]
    else:
        assert kind in {a.claim.kind for a in found if not isinstance(a, RelationshipAssertion)}
