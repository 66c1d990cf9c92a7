"""Saved views: whose they are, who may open them, that nobody overwrites another unseen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_service.errors import Conflict, Forbidden, InvalidInput, LimitExceeded, NotFound
from graph_service.operations.store import OperationalStore, Principal
from graph_service.operations.views import MAX_BYTES, SavedViews, ViewContent

ROLES = frozenset({"investigator"})
ANNA = Principal("anna", "样例县/住建局", ROLES)
BAO = Principal("bao", "样例县/住建局", ROLES)
COUNTY = Principal("chen", "样例县", ROLES)
OTHER = Principal("deng", "样例县/财政局", ROLES)
NODES = {"nodes": ["a" * 26]}


@pytest.fixture
def views(tmp_path: Path, operations_url: str | None) -> Iterator[SavedViews]:
    store = OperationalStore(tmp_path, operations_url)
    yield store.views
    store.close()


def saved(views: SavedViews, *, shared: bool) -> str:
    return str(views.create(ANNA, ViewContent("graph", "图", NODES, shared))["id"])


@pytest.mark.parametrize("who", [BAO, COUNTY, OTHER])
def test_a_view_of_ones_own_is_nobody_elses(views: SavedViews, who: Principal) -> None:
    identifier = saved(views, shared=False)
    assert views.get(ANNA, identifier)["content"] == NODES
    with pytest.raises(NotFound):
        views.get(who, identifier)
    assert views.all(who) == []


def test_a_shared_view_is_for_the_unit_and_those_above(views: SavedViews) -> None:
    identifier = saved(views, shared=True)
    for who in (BAO, COUNTY):
        assert views.get(who, identifier)["name"] == "图"
        assert [v["id"] for v in views.all(who)] == [identifier]
        with pytest.raises(Forbidden):
            views.change(who, identifier, ViewContent("graph", "我的", NODES), 1)
        with pytest.raises(Forbidden):
            views.delete(who, identifier)
    with pytest.raises(NotFound):
        views.get(OTHER, identifier)
    with pytest.raises(NotFound):
        views.change(OTHER, identifier, ViewContent("graph", "我的", NODES), 1)


def test_a_change_made_from_an_older_revision_is_refused(views: SavedViews) -> None:
    identifier = saved(views, shared=False)
    assert views.change(ANNA, identifier, ViewContent("graph", "第二版", NODES), 1)["revision"] == 2
    with pytest.raises(Conflict):
        views.change(ANNA, identifier, ViewContent("graph", "旧版", NODES), 1)
    assert views.get(ANNA, identifier)["name"] == "第二版"


def test_a_deleted_view_is_gone(views: SavedViews) -> None:
    identifier = saved(views, shared=True)
    views.delete(ANNA, identifier)
    with pytest.raises(NotFound):
        views.get(ANNA, identifier)


def test_too_large_and_numbers_of_persons_are_refused(views: SavedViews) -> None:
    with pytest.raises(LimitExceeded):
        views.create(ANNA, ViewContent("graph", "大", {"nodes": ["a" * MAX_BYTES]}))
    with pytest.raises(InvalidInput):
        views.create(ANNA, ViewContent("graph", "图", {"notes": {"a": "110101199003070011"}}))
    assert views.all(ANNA) == []
