"""Record kinds as data: names, natures, and what is done with a kind that nobody has declared."""

from __future__ import annotations

import pytest

from graph_service.records.kinds import NATURES, canonical_name, is_negative, kind_of, kinds


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("行政处罚", "administrative_penalty"),
        ("行政处罚（双公示）", "administrative_penalty"),
        ("限制高消费", "restricted_consumption"),
        ("刑事判决", "criminal_judgment"),
        ("World Bank ineligible", "world_bank_debarment"),
        ("ofac sdn", "ofac_sdn"),
        ("招投标处罚", "tender_penalty"),
        ("限制消费 (限高)", "restricted_consumption"),
        ("失信（无期限）", "dishonest_judgment_debtor"),
        ("严违 (令44)", "market_serious_violation"),
    ],
)
def test_a_kind_goes_by_each_of_its_names(name: str, identifier: str) -> None:
    found = kind_of(name)
    assert found is not None
    assert found.id == identifier


def test_names_are_unique_and_natures_known() -> None:
    names = [name for kind in kinds() for name in {"".join(n.split()).casefold() for n in kind.names}]
    assert len(names) == len(set(names))
    assert {kind.nature for kind in kinds()} <= set(NATURES)
    assert all(kind.scale for kind in kinds() if kind.nature == "grade")


def test_an_unknown_kind_keeps_its_name_and_is_never_negative() -> None:
    assert kind_of("某某黑名单") is None
    assert not is_negative("某某黑名单")
    assert canonical_name(" 某某黑名单 ") == "某某黑名单"
    assert kind_of(None) is None


def test_good_records_and_events_are_not_negative() -> None:
    assert not any(is_negative(name) for name in ("红名单", "破产", "纳税信用评价", "信用承诺"))
    assert is_negative("失信被执行人")
    assert kind_of("OFAC SDN").regime == "US OFAC"  # type: ignore[union-attr]
