"""A review is asked again by the rules of then after the product ships others, and says what the others change."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from graph_service.canonical import canonical
from graph_service.dossier.document import document
from graph_service.dossier.envelope import verify
from graph_service.dossier.keys import trusted_keys
from graph_service.engine import Engine
from graph_service.errors import Conflict
from graph_service.exposure.policy import CompiledPolicy, compile_policy, load_policy
from graph_service.services import standards as module
from graph_service.tender.policy import TenderPolicy, tender_policy
from graph_service.tender.rules import RuleSet, TenderRule, tender_rules
from tests.contract.test_review_dossier import WHO, Office, codes

pytestmark = pytest.mark.engine


@pytest.fixture
def office(engine: Engine, tmp_path: Path) -> Iterator[Office]:
    found = Office(engine, tmp_path)
    yield found
    found.store.close()


def changed_rules(change: Callable[[TenderRule], TenderRule | None]) -> RuleSet:
    """What a later version of the product ships."""
    rules = tuple(rule for old in tender_rules().rules if (rule := change(old)) is not None)
    return RuleSet(version=tender_rules().version + 1, rules=rules)


def weaker_r1(rule: TenderRule) -> TenderRule | None:
    """R1 gives an indication by now, R2 is gone."""
    if rule.key == "R2":
        return None
    return rule.model_copy(update={"version": rule.version + 1, "verdict": "indication"}) if rule.key == "R1" else rule


def other_numbers() -> TenderPolicy:
    window = tender_policy().confirmation_window_days.model_copy(update={"value": 1})
    share = tender_policy().common_holder_share.model_copy(update={"value": Fraction(9, 10)})
    changes = {"version": 2, "confirmation_window_days": window, "common_holder_share": share}
    return tender_policy().model_copy(update=changes)


def other_exposure(name: str) -> CompiledPolicy:
    policy = load_policy(name).policy
    return compile_policy(
        policy.model_copy(update={"version": policy.version + 1, "scale_bits": policy.scale_bits - 1})
    )


@pytest.fixture
def years_later(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From the call on the product ships other rules, numbers and policies."""

    def ship() -> None:
        monkeypatch.setattr(module, "tender_rules", lambda: changed_rules(weaker_r1))
        monkeypatch.setattr(module, "tender_policy", other_numbers)
        monkeypatch.setattr(module, "load_policy", other_exposure)

    return ship


def test_a_sealed_review_replays_byte_for_byte_after_rules_numbers_and_policy_changed(
    office: Office, years_later: Callable[[], None]
) -> None:
    found = office.open(*codes(1, 2, 3))
    sealed = verify(office.desk.seal(found, WHO), trusted_keys(office.keys.trusted("县"))).payload
    office.load_more()
    years_later()
    fresh = office.open(*codes(1, 2, 3)).run.result
    for kind in module.KINDS:
        assert fresh[kind]["digest"] != sealed["result"][kind]["digest"]
    again = office.desk.replay(office.desk.get(found.review.id, "county"), WHO)
    assert (again["equal"], again["replayed_by"]) == (True, "then"), again["differences"]
    assert again["replayed_hash"] == sealed["result_sha256"]
    assert again["standards"]["then"] == {kind: sealed["result"][kind]["digest"] for kind in module.KINDS}
    assert again["standards"]["now"] == {kind: fresh[kind]["digest"] for kind in module.KINDS}


def test_what_the_rules_of_now_change_is_told_from_what_the_data_change(
    office: Office, years_later: Callable[[], None]
) -> None:
    found = office.open(*codes(1, 2, 3))
    assert {f["verdict"] for f in found.run.result["findings"] if f["rule"] == "R1"} == {"ground"}
    office.load_more()
    years_later()
    told = office.desk.what_if(found, WHO, rules_of_now=True)["differences"]
    assert {row["cause"] for row in told} == {"rule"}
    (first,) = [row for row in told if row["rule"] == "R1"]
    assert (first["change"], first["explanation"]["zh"]) == ("verdict", "规则 R1 由第 2 版改为第 3 版")
    later = office.desk.refresh(found, WHO).run
    both = office.desk.what_if(found, WHO, known_at=later.request["as_known_at"], rules_of_now=True)
    causes = {(row["rule"], row["change"], row["cause"]) for row in both["differences"]}
    assert {("R1", "appeared", "data"), ("R1", "verdict", "rule")} <= causes
    data = [row["explanation"]["en"] for row in both["differences"] if (row["rule"], row["cause"]) == ("R1", "data")]
    assert data
    assert all(said.startswith("new: LEGAL_REPRESENTATIVE_OF") for said in data)
    result = both["result"]
    assert canonical(result["findings"]) == canonical(later.result["findings"])


def test_an_identity_is_judged_by_the_rules_of_the_review(office: Office, years_later: Callable[[], None]) -> None:
    found = office.open(*codes(1), {"name": "样例同名公司"})
    role = next(r for r in found.run.result["roles"] if r["identity"]["confidence"] == "ambiguous")
    years_later()
    again = office.desk.identify(
        found, WHO, {"key": role["key"], "party": office.run.id_of("t1"), "reason": "已核对营业执照"}
    )
    (finding,) = [f for f in again.run.result["findings"] if f["rule"] == "R1"]
    assert (finding["rule_version"], finding["verdict"]) == (2, "ground")
    assert office.desk.refresh(again, WHO).run.result["rules"] != found.run.result["rules"]


def test_a_report_prints_the_rules_as_they_were(
    office: Office, years_later: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = office.open(*codes(1, 2, 3))
    names = office.run.services.source_names()
    before = document(found, names, masked=False)["rules_run"]
    assert all(title and article for _, _, title, article, _ in before)
    years_later()
    monkeypatch.setattr("graph_service.dossier.desk.tender_rules", lambda: changed_rules(weaker_r1))
    assert document(office.desk.get(found.review.id, "county"), names, masked=False)["rules_run"] == before


def test_rules_that_the_program_cannot_apply_any_more_are_refused_by_name(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = office.open(*codes(1, 2))
    without = {name: pattern for name, pattern in module.PATTERNS.items() if name != "same_principal"}
    monkeypatch.setattr(module, "PATTERNS", without)
    with pytest.raises(Conflict, match="same_principal"):
        office.desk.replay(found, WHO)


def test_a_changed_store_is_noticed_and_refuses_change_itself(office: Office, tmp_path: Path) -> None:
    found = office.open(*codes(1, 2))
    digest = found.run.result["rules"]["digest"]
    with sqlite3.connect(tmp_path / "operations.sqlite") as db:
        for sql in ("UPDATE review_standard SET content='{}'", "DELETE FROM review_standard"):
            with pytest.raises(sqlite3.IntegrityError):
                db.execute(sql)
        db.execute("DROP TRIGGER review_standard_no_update")
        db.execute("UPDATE review_standard SET content='{}' WHERE digest=?", [digest])
    db.close()
    with pytest.raises(Conflict, match="the store was changed"):
        office.desk.replay(found, WHO)


def test_standards_are_kept_once(office: Office, tmp_path: Path) -> None:
    for bidders in (codes(1, 2), codes(2, 3)):
        office.open(*bidders)
    with sqlite3.connect(tmp_path / "operations.sqlite") as db:
        kinds = [kind for (kind,) in db.execute("SELECT kind FROM review_standard ORDER BY kind")]
    db.close()
    assert kinds == ["policy", "rules", "tender_policy"]


def test_stored_standards_come_back_as_they_were(office: Office) -> None:
    now = module.shipped("default")
    found = office.open(*codes(1, 2))
    then = module.kept(module.quoted(found.run.result), office.store.reviews.standard)
    assert then is not None
    assert then.rules == now.rules
    assert then.tender_policy == now.tender_policy
    assert replace(then, rules=now.rules) == now
