"""``guanlian rules``: what programs read from it, and how faults are told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from graph_service.errors import InvalidInput
from graph_service.tender.rules import tender_rules
from guanlian.cli import app

RUN = CliRunner()


def test_rules_are_listed_by_regime() -> None:
    found = json.loads(RUN.invoke(app, ["rules", "list", "--regime", "procurement", "--json"]).stdout)
    assert found["digest"] == tender_rules().digest
    assert {r["key"] for r in found["rules"]} == {r.key for r in tender_rules().of("procurement")}
    by_name = RUN.invoke(app, ["rules", "list", "--regime", "政府采购法", "--json"])
    assert json.loads(by_name.stdout) == found
    assert RUN.invoke(app, ["rules", "list", "--regime", "mars"]).exit_code == 2


def test_every_entry_of_a_rule_is_shown_with_its_wording() -> None:
    found = json.loads(RUN.invoke(app, ["rules", "show", "P6", "--json"]).stdout)["rules"]
    assert [r["item"] for r in found] == ["1", "2", "3", "4", "5", "6"]
    assert "联系人员" in found[2]["wording"]
    assert "联系人员" in RUN.invoke(app, ["rules", "show", "P6/3"]).stdout
    assert RUN.invoke(app, ["rules", "show", "R99"]).exit_code == 2


def test_a_file_of_rules_is_checked(tmp_path: Path) -> None:
    shipped = json.loads(RUN.invoke(app, ["rules", "check", "--json"]).stdout)
    assert shipped["rules"] == len(tender_rules().rules)
    broken = tmp_path / "rules.yaml"
    broken.write_text("- {id: R1}", encoding="utf-8")
    result = RUN.invoke(app, ["rules", "check", str(broken)])
    assert isinstance(result.exception, InvalidInput)
    with pytest.raises(InvalidInput, match="rules cannot be read"):
        raise result.exception
