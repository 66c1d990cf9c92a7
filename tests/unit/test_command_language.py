"""The command line in Chinese and English, and how it waits for the index of names."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

from graph_service.errors import NamesNotReady
from guanlian.cli import app
from guanlian.client import Client, ServiceFailed
from guanlian.commands import exposure, load
from guanlian.language import caption, coded, say
from loaders.faults import advice
from loaders.transform import CellError

CHINESE = re.compile("[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]")
FOUND: dict[str, Any] = {
    "party": {"name": "Lingyun Ltd"}, "as_of": "2026-06-30", "data_version": 3, "policy": {"id": "default"},
    "parties": {"l": {"name": "Old Ltd"}, "c": {"name": "", "kind": "ContactPoint"}},
    "own": [{"values": {"record_kind": "K", "listed_on": "2026-01-01"}, "mark": "disputed"}],
    "lawful_reach": [
        {"effect": "office_ban", "from": "2026-01-01", "to": None, "rule": {"text": "T", "article": "A"}},
    ],
    "indicative": {
        "score": 0.36, "level": "low", "not_counted": [{"at": "c", "reason": "hub"}],
        "best": {"nodes": ["l", "c"], "steps": [{"to": "c"}], "record_kind": "K"},
    },
    "patterns": [{"listed": "l", "links": [{"kind": "kin"}, {"kind": "premises"}]}],
    "successors": [{"party": "l", "links": [{"kind": "people"}]}], "successors_not_looked_at": 2,
    "patterns_capped": ["c"], "truncated": True, "bound": 0.2,
    "cascades": [{
        "label": {"zh": "名单", "en": "list"}, "listed_itself": True, "status": "blocked", "truncated": True,
        "reached": {"listed": ["l"], "share": "1/2", "by": "ownership"}, "bound": {"parties_read": 9},
    }],
    "coverage": [{"kind": "RELATIVE_OF", "has": "no_data"}, {"kind": "CONTROLS", "has": "found"}],
}  # fmt: skip


def test_every_word_follows_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    for chosen, expected in (
        ("en", ("yes", "low", "Relative of", "Name")),
        ("zh-CN", ("是", "低", "亲属", "企业名称")),
    ):
        monkeypatch.setenv("GUANLIAN_LANGUAGE", chosen)
        found = say("是", "yes"), coded("level", "low"), caption("RELATIVE_OF"), caption("Enterprise", "name")
        assert found == expected
    assert (caption("NEW_KIND"), caption("Enterprise", "x")) == ("NEW_KIND", "x")


@pytest.mark.parametrize("chosen", ["zh", "en"])
def test_an_exposure_is_told_in_one_language(
    chosen: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GUANLIAN_LANGUAGE", chosen)
    exposure._print_exposure(FOUND)
    told = capsys.readouterr().out
    assert bool(CHINESE.search(told)) is (chosen == "zh")
    blank = "no data, not searched: Relative of" if chosen == "en" else "无资料，未查: 亲属"
    assert blank in told
    for code in ("office_ban", "(kin,", "premises,", "ContactPoint"):
        assert code not in told


@pytest.mark.parametrize("chosen", ["zh", "en"])
def test_a_rejected_row_is_told_in_one_language_with_what_to_do(chosen: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUANLIAN_LANGUAGE", chosen)
    error = CellError("code", "9100", "the check character of the credit code is wrong")
    reject = {
        "line": 2, "column": error.column, "value": error.value, "reason": error.reason, "zh": error.zh,
        "suggestion": advice(error.reason)._asdict(),
    }  # fmt: skip
    told = load._rejected("a.csv", reject)
    assert bool(CHINESE.search(told)) is (chosen == "zh")
    assert ("business licence" in told, "营业执照" in told) == (chosen == "en", chosen == "zh")


def test_rules_are_listed_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUANLIAN_LANGUAGE", "en")
    found = CliRunner().invoke(app, ["rules", "check"]).output
    assert "rules, version" in found
    assert not CHINESE.search(found)


class _Service:
    """Answers that the names are not ready ``times`` times, then with a search."""

    def __init__(self, times: int, code: str = NamesNotReady.code) -> None:
        self.left, self.code, self.asked = times, code, 0

    def send(self, method: str, path: str, **_: Any) -> httpx.Response:
        self.asked += 1
        if self.left:
            self.left -= 1
            return httpx.Response(503, json={"code": self.code, "detail": "wait"}, headers={"Retry-After": "0"})
        return httpx.Response(200, json={"hits": []})


def test_a_question_waits_for_the_names_and_says_so_once() -> None:
    service, told = _Service(3), list[str]()
    client = Client(service.send, None, lambda: told.append("waiting"))
    assert client.call("GET", "/entities") == {"hits": []}
    assert (service.asked, told) == (4, ["waiting"])


def test_another_outage_is_an_error_at_once() -> None:
    service = _Service(1, "engine_unavailable")
    with pytest.raises(ServiceFailed):
        Client(service.send, None).call("GET", "/entities")
    assert service.asked == 1
