"""Which name indexes are kept while versions are published: none outlives a publication that it did not see."""

from __future__ import annotations

import threading
import time
from types import SimpleNamespace
from typing import Any

import pytest

from graph_service.errors import NamesNotReady
from graph_service.search import keeper
from graph_service.search.index import NameIndex
from graph_service.search.keeper import NameIndexes
from graph_service.search.names import Names


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The version that the graph says is published, and what happens while an index is built."""
    now: dict[str, Any] = {"version": 2, "meanwhile": lambda: None, "built": []}

    def build(reader: Any, graph: Any, given_up: Any) -> NameIndex:
        now["built"].append(reader.version)
        now["meanwhile"]()
        return NameIndex(reader.version, Names.of([]))

    monkeypatch.setattr(keeper, "current_version", lambda graph: now["version"])
    monkeypatch.setattr(keeper.NameIndex, "build", build)
    return now


@pytest.mark.parametrize("version", [1, 2])
def test_an_index_made_while_another_version_was_published_is_asked_once(
    published: dict[str, Any], monkeypatch: pytest.MonkeyPatch, version: int
) -> None:
    indexes = NameIndexes(SimpleNamespace(graph=None))  # type: ignore[arg-type]
    monkeypatch.setattr(indexes, "_updated", lambda before, version: None)  # as after an erasure
    indexes.published(2)

    def erased() -> None:
        published["version"] = 3
        indexes.published(3)

    published["meanwhile"] = erased
    indexes.at(version)
    published["meanwhile"] = lambda: None
    indexes.at(version)
    assert published["built"] == [version, version]


@pytest.mark.parametrize("version", [1, 2])
def test_an_index_is_kept_while_nothing_is_published(published: dict[str, Any], version: int) -> None:
    indexes = NameIndexes(SimpleNamespace(graph=None))  # type: ignore[arg-type]
    indexes.published(2)
    assert indexes.at(version) is indexes.at(version)
    assert published["built"] == [version]


def test_a_question_of_names_that_are_long_in_the_making_is_told_so(
    published: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeper, "PATIENCE", 0.05)
    indexes = NameIndexes(SimpleNamespace(graph=None))  # type: ignore[arg-type]
    indexes.published(2)
    begun, finished = threading.Event(), threading.Event()

    def meanwhile() -> None:
        begun.set()
        finished.wait(10)

    published["meanwhile"] = meanwhile
    maker = threading.Thread(target=indexes.at, args=(2,))
    maker.start()
    assert begun.wait(10)
    with pytest.raises(NamesNotReady):
        indexes.at(2)
    finished.set()
    maker.join()
    assert indexes.at(2).version == 2
    assert published["built"] == [2]


def test_what_search_compiles_is_compiled_before_the_index_is_made(
    published: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    published["meanwhile"] = lambda: order.append("built")
    monkeypatch.setattr(keeper, "warm", lambda: order.append("compiled") or 0.0)
    indexes = NameIndexes(SimpleNamespace(graph=None))  # type: ignore[arg-type]
    indexes.start()
    while "built" not in order:
        time.sleep(0.01)
    indexes.stop()
    assert order == ["compiled", "built"]
