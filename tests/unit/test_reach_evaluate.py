"""Whom a record reaches: each condition true, false and unknown, and both sides of every day, from the articles."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph_service.model import Entity, Relationship, Standing
from graph_service.reach.evaluate import Reached, reach, reached_by
from tests.unit.record_values import graph, record, share, tie

D = date.fromisoformat
PEOPLE = "wang li zhao"
LR = "LEGAL_REPRESENTATIVE_OF"


def run(found: Entity, day: str, *ties: Relationship, subject: str = "firm") -> set[tuple[str, str, str | None]]:
    """(party, effect, first free day) of everyone reached."""
    result = reach(found, graph(found, *ties, subject=subject, people=PEOPLE), D(day))
    return {(r.party, r.effect, str(r.to) if r.to else None) for r in result.reached}


def who(found: Entity, day: str, *ties: Relationship, effect: str | None = None, subject: str = "firm") -> set[str]:
    return {party for party, e, _ in run(found, day, *ties, subject=subject) if effect in (None, e)}


def left_open(found: Entity, day: str, *ties: Relationship, subject: str = "firm") -> set[tuple[str, str]]:
    result = reach(found, graph(found, *ties, subject=subject, people=PEOPLE), D(day))
    return {(entry.party, entry.reason) for entry in result.not_applied if entry.reason != "unverified"}


def named(person: str, capacity: str, **values: Any) -> Relationship:
    return tie("NAMED_IN", person, "r1", capacity=capacity, **values)


def one(found: Entity, day: str, party: str, *ties: Relationship) -> Reached:
    result = reach(found, graph(found, *ties, people=PEOPLE), D(day))
    (hit,) = [r for r in result.reached if r.party == party]
    return hit


# -- restriction of consumption -----------------------------------------------------------------------------------


ORDER = record("限制消费", decided_on="2023-10-17", listed_on="2023-10-17", court_order_on="2023-10-17")


def test_the_role_counts_now_and_a_former_representative_stays_until_released() -> None:
    ties = [tie(LR, "wang", "firm", "2019-03-01", "2024-01-15"), tie(LR, "li", "firm", "2024-01-15")]
    assert who(ORDER, "2024-01-14", *ties) == {"wang"}
    assert who(ORDER, "2024-04-10", *ties) == {"wang", "li"}
    released = named("wang", "", released_on="2024-06-05")
    assert who(ORDER, "2024-06-04", *ties, released) == {"wang", "li"}
    assert who(ORDER, "2024-06-05", *ties, released) == {"li"}


def test_a_representative_who_left_before_the_order_was_never_restricted() -> None:
    ties = [tie(LR, "wang", "firm", "2019-03-01", "2023-10-17"), tie(LR, "li", "firm", "2023-10-17")]
    assert who(ORDER, "2024-04-10", *ties) == {"li"}


def test_one_who_held_the_role_only_in_between_stays_restricted() -> None:
    ties = [tie(LR, "wang", "firm", "2023-11-01", "2024-01-15"), tie(LR, "li", "firm", "2024-01-15")]
    assert who(ORDER, "2024-04-10", *ties) == {"wang", "li"}


def test_the_effect_on_a_new_representative_runs_from_the_new_role() -> None:
    hit = one(ORDER, "2024-04-10", "li", tie(LR, "li", "firm", "2024-01-15"))
    assert (hit.start, hit.as_of) == (D("2024-01-15"), "now")
    assert hit.basis[-1].startswith(LR)
    assert hit.standing is Standing.PRESUMED


def test_directors_supervisors_and_minority_holders_are_not_named_by_the_text() -> None:
    ties = [tie("DIRECTOR_OF", "wang", "firm", "2017-01-01"), tie("SUPERVISOR_OF", "li", "firm", "2017-01-01"),
            share("zhao", "firm", "0.5")]  # fmt: skip
    assert who(ORDER, "2024-12-01", *ties) == set()


def test_the_actual_controller_came_with_the_2015_text() -> None:
    found = record("限制消费", decided_on="2014-05-20")
    control = tie("CONTROLS", "wang", "firm", "2011-05-10")
    assert who(found, "2015-07-21", control) == set()
    assert who(found, "2015-07-22", control) == {"wang"}


def test_a_majority_holder_is_an_actual_controller_since_the_2023_company_law() -> None:
    direct = share("wang", "firm", "0.51")
    assert who(ORDER, "2024-06-30", direct) == set()
    assert who(ORDER, "2024-07-01", direct) == {"wang"}
    assert who(ORDER, "2024-07-01", share("wang", "firm", "0.5")) == set()
    through = [share("wang", "holding", "0.6"), share("holding", "firm", "0.7")]
    assert who(ORDER, "2024-06-30", *through) == {"wang"}
    assert ("holding", "actual_control_not_established") in left_open(ORDER, "2024-07-01", *through)


def test_an_unknown_share_never_counts_as_control() -> None:
    assert who(ORDER, "2024-07-01", share("wang", "firm", None)) == set()


@pytest.mark.parametrize(("day", "expected"), [("2015-07-21", set()), ("2015-07-22", {"firm", "wang"})])
def test_a_listing_obliges_the_court_to_restrict_since_2015(day: str, expected: set[str]) -> None:
    found = record("失信被执行人", listed_on="2015-01-05", ground="第一条第一项")
    assert who(found, day, tie(LR, "wang", "firm", "2010-01-01"), effect="restricted_consumption") == expected
    assert not who(found, day, tie(LR, "wang", "firm", "2010-01-01"), effect="listed_itself")


def test_a_directly_responsible_person_is_reached_when_named() -> None:
    word = "影响债务履行的直接责任人员"
    assert who(ORDER, "2024-04-10", named("li", word, personally_responsible=True)) == {"li"}
    assert who(ORDER, "2024-04-10", named("li", word, personally_responsible=False)) == set()
    assert who(ORDER, "2024-04-10", named("li", "申请执行人")) == set()


def test_a_disputed_identity_suspends_the_role_the_naming_and_the_record() -> None:
    assert who(ORDER, "2024-04-10", tie(LR, "wang", "firm", "2019-01-01", disputed="identity")) == set()
    assert who(ORDER, "2024-04-10", named("li", "实际控制人", disputed="identity")) == set()
    disputed = record("限制消费", decided_on="2023-10-17", disputed="identity")
    assert who(disputed, "2024-04-10", tie(LR, "wang", "firm", "2019-01-01")) == set()


def test_a_dispute_about_content_is_marked_on_what_it_reaches() -> None:
    disputed = record("限制消费", decided_on="2023-10-17", disputed="content")
    assert one(disputed, "2024-04-10", "wang", tie(LR, "wang", "firm", "2019-01-01")).mark == "disputed"


def test_a_role_first_seen_after_the_day_is_left_open() -> None:
    found = record("市场监管严重违法失信名单", listed_on="2024-09-25")
    late = tie(LR, "wang", "firm", observed=(D("2025-03-01"),))
    assert who(found, "2025-06-01", late) == set()
    assert ("wang", "role_unknown_on_day") in left_open(found, "2025-06-01", late)


@pytest.mark.parametrize("state", ["revoked", "repaired", "quashed"])
def test_what_ended_restricts_nobody(state: str) -> None:
    ended = record("限制消费", decided_on="2023-10-17", state=state, state_since="2024-02-01")
    role = tie(LR, "wang", "firm", "2019-01-01")
    assert who(ended, "2024-02-01", role) == set()
    assert who(ended, "2024-01-31", role) == (set() if state == "quashed" else {"wang"})


# -- offices --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("large", "expected"), [(True, {"wang"}), (False, set()), (None, set())])
@pytest.mark.parametrize("day", ["2024-06-30", "2024-07-01"])
def test_a_large_personal_debt_bars_its_debtor(large: bool | None, expected: set[str], day: str) -> None:
    found = record("失信被执行人", listed_on="2023-10-22", large_personal_debt=large)
    assert who(found, day, subject="wang", effect="office_ban") == expected
    assert (("wang", "condition_unknown") in left_open(found, day, subject="wang")) is (large is None)


def test_only_the_old_text_asks_whether_the_debt_is_still_unpaid() -> None:
    paid = record("失信被执行人", listed_on="2023-10-22", ground="第一条第三项", large_personal_debt=True,
                  performed_on="2024-05-01")  # fmt: skip
    assert who(paid, "2024-06-30", subject="wang", effect="office_ban") == set()
    assert who(paid, "2024-07-01", subject="wang", effect="office_ban") == {"wang"}


def judgment(crime: str, **values: Any) -> Entity:
    given = {"decided_on": "2020-03-01", "sentence": "有期徒刑一年", "sentence_served_on": "2021-03-01",
             "deprived_of_political_rights": False}  # fmt: skip
    return record("刑事判决", crime=crime, **{**given, **values})


@pytest.mark.parametrize(
    ("crime", "barred"),
    [
        ("行贿罪（刑法第三百八十九条）", True),
        ("职务侵占罪（刑法第二百七十一条）", True),
        ("挪用资金罪", True),
        ("合同诈骗罪", True),
        ("对非国家工作人员行贿罪", True),
        ("生产、销售伪劣产品罪（刑法第一百四十条）", True),
        ("提供虚假证明文件罪（刑法第二百三十一条）", True),
        ("故意杀人罪（刑法第二百三十二条）", False),
        ("诈骗罪", False),
        ("敲诈勒索罪（刑法第二百七十四条）", False),
        ("拒不支付劳动报酬罪（刑法第二百七十六条之一）", False),
        ("拒不执行判决、裁定罪（刑法第三百一十三条）", False),
        ("滥用职权罪（刑法第三百九十七条）", False),
    ],
)
def test_the_chapter_decides_which_crimes_bar(crime: str, barred: bool) -> None:
    assert who(judgment(crime), "2025-01-01", subject="wang", effect="office_ban") == ({"wang"} if barred else set())


def test_a_crime_of_unknown_kind_bars_nobody_and_says_so() -> None:
    found = judgment("某某罪")
    assert who(found, "2025-01-01", subject="wang") == set()
    assert ("wang", "condition_unknown") in left_open(found, "2025-01-01", subject="wang")


def test_loss_of_political_rights_bars_for_any_crime_and_exemption_from_punishment_for_none() -> None:
    deprived = judgment("故意杀人罪（刑法第二百三十二条）", deprived_of_political_rights=True)
    assert who(deprived, "2025-01-01", subject="wang") == {"wang"}
    exempt = judgment("行贿罪", sentence="免予刑事处罚", sentence_served_on=None)
    assert who(exempt, "2025-01-01", subject="wang") == set()


def test_five_years_from_the_end_of_the_sentence() -> None:
    found = judgment("行贿罪")
    assert ("wang", "office_ban", "2026-03-02") in run(found, "2026-03-01", subject="wang")
    assert who(found, "2026-03-02", subject="wang") == set()
    serving = judgment("行贿罪", sentence_served_on=None)
    assert run(serving, "2025-01-01", subject="wang") == {("wang", "office_ban", None)}


def test_two_years_from_the_end_of_probation_since_the_2023_law() -> None:
    found = judgment(
        "虚开发票罪", sentence="有期徒刑二年，缓刑三年", sentence_served_on=None, probation_ended_on="2023-08-20"
    )
    assert who(found, "2024-06-30", subject="wang") == set()
    assert ("wang", "condition_unknown") in left_open(found, "2024-06-30", subject="wang")
    assert run(found, "2025-08-20", subject="wang") == {("wang", "office_ban", "2025-08-21")}
    assert who(found, "2025-08-21", subject="wang") == set()


def test_an_occupation_ban_is_what_the_judgment_says() -> None:
    found = judgment("重大责任事故罪", sentence="有期徒刑一年，禁止其自刑罚执行完毕之日起三年内从事矿山安全职业")
    assert run(found, "2024-03-01", subject="wang") == {("wang", "industry_ban", "2024-03-02")}
    assert who(found, "2024-03-02", subject="wang") == set()


def test_a_crime_of_a_unit_reaches_only_whom_the_judgment_sentences() -> None:
    found = judgment("单位行贿罪（刑法第三百九十三条）")
    ties = [named("wang", "直接负责的主管人员", sanction="有期徒刑一年"), named("zhao", "其他直接责任人员", sanction="免予刑事处罚"),
            tie(LR, "li", "firm", "2015-01-01")]  # fmt: skip
    assert run(found, "2026-03-01", *ties) == {("wang", "office_ban", "2026-03-02")}
    probation = judgment("单位行贿罪（刑法第三百九十三条）", sentence_served_on=None, probation_ended_on="2024-08-20")
    suspended = named("wang", "直接负责的主管人员", sanction="有期徒刑二年，缓刑三年")
    assert run(probation, "2026-08-20", suspended) == {("wang", "office_ban", "2026-08-21")}


@pytest.mark.parametrize(
    ("responsible", "capacity", "expected"),
    [
        (True, "法定代表人", {"wang"}),
        (True, "时任法定代表人", {"wang"}),
        (True, "法定代表人（执行董事）", {"wang"}),
        (True, "原法定代表人", set()),
        (True, "董事", set()),
        (False, "法定代表人", set()),
        (None, "法定代表人", set()),
    ],
)
def test_a_revoked_licence_bars_the_responsible_representative(
    responsible: bool | None, capacity: str, expected: set[str]
) -> None:
    found = record("吊销/责令关闭", decided_on="2022-08-12", penalties=["吊销营业执照"])
    tied = named("wang", capacity, personally_responsible=responsible)
    assert who(found, "2025-08-12", tied) == expected
    assert who(found, "2025-08-13", tied) == set()
    if responsible is None:
        assert ("wang", "finding_unknown") in left_open(found, "2025-08-12", tied)


def test_a_representative_whom_the_record_does_not_name_is_left_open() -> None:
    found = record("吊销/责令关闭", decided_on="2022-08-12", penalties=["吊销营业执照"])
    role = tie(LR, "wang", "firm", "2017-06-01")
    assert who(found, "2024-08-12", role) == set()
    assert ("wang", "not_named_in_record") in left_open(found, "2024-08-12", role)


def test_a_closure_counts_from_its_own_day_only_since_the_2023_law() -> None:
    found = record("吊销/责令关闭", decided_on="2023-01-10", penalties=["责令关闭"])
    tied = named("wang", "法定代表人", personally_responsible=True)
    assert who(found, "2024-06-30", tied) == set()
    assert who(found, "2024-07-01", tied) == {"wang"}


def test_bankruptcy_has_two_bans_with_their_own_conditions_and_days() -> None:
    found = record(
        "破产", decided_on="2023-05-16", liquidation_completed_on="2024-11-20", proceedings_closed_on="2024-12-01"
    )
    responsible = named("wang", "董事长", personally_responsible=True)
    breach = named("li", "财务总监", breach_of_duty=True)
    silent = named("zhao", "董事")
    assert run(found, "2027-11-20", responsible, breach, silent) == {
        ("wang", "office_ban", "2027-11-21"), ("li", "office_ban", "2027-12-02"),
    }  # fmt: skip
    assert who(found, "2027-12-01", responsible, breach) == {"li"}
    assert who(found, "2027-12-02", responsible, breach) == set()
    assert ("zhao", "finding_unknown") in left_open(found, "2025-01-01", silent)
    running = record("破产", decided_on="2023-05-16")
    assert who(running, "2025-01-01", responsible) == set()
    assert ("wang", "day_unknown") in left_open(running, "2025-01-01", responsible)


def test_the_registration_rule_also_bars_the_representative_of_a_bankrupt() -> None:
    found = record("破产", decided_on="2023-05-16", liquidation_completed_on="2024-11-20")
    assert who(found, "2025-01-01", named("wang", "法定代表人", personally_responsible=True)) == {"wang"}
    assert who(found, "2025-01-01", named("wang", "副总经理", personally_responsible=True)) == set()


def test_serious_violation_bars_the_representative_of_the_day_of_listing() -> None:
    found = record("市场监管严重违法失信名单", listed_on="2024-09-25")
    ties = [tie(LR, "wang", "firm", "2021-04-12", "2025-01-10"), tie(LR, "li", "firm", "2025-01-10"),
            tie("DIRECTOR_OF", "zhao", "firm", "2021-04-12")]  # fmt: skip
    assert run(found, "2027-09-25", *ties) == {("wang", "office_ban", "2027-09-26")}
    assert who(found, "2027-09-26", *ties) == set()


def test_the_disclosure_rules_speak_of_enterprises_only() -> None:
    found = record("市场监管严重违法失信名单", listed_on="2024-09-25")
    whole = graph(found, tie(LR, "wang", "firm", "2021-04-12"), people=PEOPLE)
    trader = {**whole.entities, "firm": Entity("firm", "Enterprise", {"enterprise_type": "sole_trader"})}
    assert reach(found, type(whole)(1, trader, whole.relationships), D("2025-01-01")).reached == ()


def test_what_happened_before_a_text_stays_under_the_older_one() -> None:
    role = tie(LR, "wang", "firm", "2010-01-01")
    before = record("药品", ground="第一百一十六条：生产假药", conduct_to="2019-11-30", decided_on="2020-02-01")
    assert who(before, "2021-01-01", role) == set()
    assert ("firm", "condition_unknown") in left_open(before, "2021-01-01", role)
    after = record("药品", ground="第一百一十六条：生产假药", conduct_to="2019-12-01", decided_on="2020-02-01")
    assert who(after, "2021-01-01", role) == {"wang"}
    cancelled = record("虚假登记被撤销", decided_on="2022-02-28")
    assert who(cancelled, "2023-01-01", named("wang", "直接责任人")) == set()


def test_false_registration_reaches_who_did_it_and_not_the_victim() -> None:
    found = record("虚假登记被撤销", decided_on="2024-04-16")
    ties = [named("wang", "直接责任人"), named("li", "被冒名的法定代表人", personally_responsible=False),
            tie(LR, "li", "firm", "2023-06-15")]  # fmt: skip
    assert run(found, "2027-04-16", *ties) == {("wang", "no_new_registration", "2027-04-17")}
    assert who(found, "2027-04-17", *ties) == set()


# -- lists and publication ------------------------------------------------------------------------------------------


def test_only_those_whom_the_decision_names_are_on_the_wage_list() -> None:
    found = record("拖欠农民工工资失信联合惩戒", decided_on="2024-01-16", listed_on="2024-01-16")
    ties = [named("wang", "主要负责人"), named("zhao", "股东"), tie(LR, "li", "firm", "2019-02-18")]
    assert run(found, "2027-01-16", *ties) == {("wang", "listed_itself", "2027-01-17")}
    assert who(found, "2027-01-17", *ties) == set()
    assert ("li", "not_named_in_record") in left_open(found, "2025-01-01", *ties)


TAX = record("重大税收违法失信主体", decided_on="2023-06-05", listed_on="2023-07-14", conduct_from="2021-02-01",
             conduct_to="2021-11-30")  # fmt: skip
THEN, NOW = tie(LR, "wang", "firm", "2019-10-08", "2022-05-10"), tie(LR, "li", "firm", "2022-05-10")


def test_the_representative_at_the_time_of_the_conduct_is_published() -> None:
    assert who(TAX, "2024-03-05", THEN, NOW) == {"wang"}
    assert who(TAX, "2023-07-13", THEN, NOW) == set()


@pytest.mark.parametrize(
    ("judged", "part", "expected"),
    [(True, False, {"zhao"}), (True, None, {"zhao"}), (True, True, {"zhao", "wang"}), (False, None, {"wang"}),
     (None, None, set())],
)  # fmt: skip
def test_whom_a_court_found_responsible_takes_the_place(
    judged: bool | None, part: bool | None, expected: set[str]
) -> None:
    ties = [THEN, NOW, named("zhao", "实际责任人", by_final_judgment=judged),
            named("wang", "违法行为发生时的法定代表人", personally_responsible=part)]  # fmt: skip
    assert who(TAX, "2024-03-05", *ties) == expected


@pytest.mark.parametrize(("scheme", "expected"), [(True, {"firm"}), (False, set()), (None, set())])
def test_grade_d_is_for_the_listed_party_within_the_scheme(scheme: bool | None, expected: set[str]) -> None:
    found = record("重大税收违法失信主体", listed_on="2023-05-12", in_rating_scheme=scheme)
    assert who(found, "2023-11-07", share("parent", "firm", "1"), effect="rating_d") == expected


def test_grade_d_follows_the_decision_though_early_payment_keeps_it_from_publication() -> None:
    found = record("重大税收违法失信主体", decided_on="2023-04-11", listed_on="2023-05-12", ground="第六条第一项：偷税",
                   performed_on="2023-05-11", conduct_from="2021-02-01", conduct_to="2021-11-30", in_rating_scheme=True)  # fmt: skip
    assert who(found, "2023-11-07", THEN, NOW, effect="rating_d") == {"firm"}
    assert who(found, "2023-11-07", THEN, NOW, effect="published_with") == set()


def test_the_money_laundering_list_reaches_what_is_controlled() -> None:
    found = record("反洗钱特别预防名单", listed_on="2025-01-01")
    ties = [share("wang", "a", "0.51"), share("wang", "b", "0.6"), share("a", "c", "0.3"), share("b", "c", "0.21"),
            share("c", "d", "0.5"), share("a", "e", None), named("li", "受其指使的人员")]  # fmt: skip
    assert who(found, "2026-05-19", *ties, subject="wang") == {"wang", "a", "b", "c", "li"}
    assert ("e", "share_unknown") in left_open(found, "2026-05-19", *ties, subject="wang")


# -- safety, food, drugs --------------------------------------------------------------------------------------------


def test_the_principal_who_was_dismissed_or_sentenced_is_barred_for_five_years() -> None:
    found = record("安全生产", decided_on="2022-10-19", accident_grade="较大", sentence_served_on="2024-05-01")
    ties = [named("wang", "总经理、主要负责人", sanction="撤职处分"), named("li", "主要负责人", sanction="判处有期徒刑一年"),
            named("zhao", "主要负责人", sanction="罚款"), tie("PRINCIPAL_OF", "zhao", "firm", "2022-10-19")]  # fmt: skip
    assert run(found, "2027-10-19", *ties) == {("wang", "office_ban", "2027-10-20"), ("li", "office_ban", "2029-05-02")}
    assert who(found, "2027-10-20", *ties) == {"li"}


@pytest.mark.parametrize(("grade", "barred"), [("较大", False), ("重大", True), ("特别重大", True), (None, False)])
def test_a_major_accident_bars_from_the_industry_for_life(grade: str | None, barred: bool) -> None:
    found = record("安全生产", decided_on="2022-10-19", accident_grade=grade)
    tied = named("wang", "主要负责人", sanction="撤职", personally_responsible=True)
    assert (("wang", "industry_ban", None) in run(found, "2050-01-01", tied)) is barred


@pytest.mark.parametrize(
    ("serious", "ground", "until"),
    [(False, "出具虚假报告", "2028-03-16"), (None, "出具虚假报告", "2028-03-16"), (True, "出具虚假报告", None),
     (None, "出具虚假报告，情节严重", None), (None, "出具虚假报告，未认定情节严重", "2028-03-16"),
     (False, "出具虚假报告，情节严重", "2028-03-16")],
)  # fmt: skip
def test_a_false_safety_report_bars_for_five_years_and_where_serious_for_life(
    serious: bool | None, ground: str, until: str | None
) -> None:
    found = record("安全生产", decided_on="2023-03-15", ground=f"第九十二条第二款：{ground}", serious=serious)
    tied = named("wang", "直接责任人员", personally_responsible=True)
    assert run(found, "2024-01-01", tied) == {(party, "industry_ban", until) for party in ("firm", "wang")}


def test_a_revoked_food_licence_bars_operator_representative_and_responsible_persons() -> None:
    found = record("食品", decided_on="2023-03-21", penalties=["罚款", "吊销许可证"])
    ties = [tie(LR, "wang", "firm", "2020-06-09"), named("li", "直接负责的主管人员"), share("zhao", "firm", "0.3")]
    assert run(found, "2028-03-21", *ties) == {(p, "industry_ban", "2028-03-22") for p in ("firm", "wang", "li")}
    assert who(found, "2028-03-22", *ties) == set()
    fined = record("食品", decided_on="2023-03-21", penalties=["罚款"])
    assert who(fined, "2024-01-01", *ties) == set()


@pytest.mark.parametrize(
    ("crime", "sentence", "barred"),
    [
        ("生产、销售有毒、有害食品罪（刑法第一百四十四条）", "有期徒刑六个月，缓刑一年", True),
        ("生产、销售不符合安全标准的食品罪", "拘役三个月", False),
        ("生产、销售伪劣产品罪（刑法第一百四十条）", "有期徒刑一年", False),
    ],
)
def test_a_food_crime_with_imprisonment_bars_for_life(crime: str, sentence: str, barred: bool) -> None:
    found = record("刑事判决", crime=crime, sentence=sentence, decided_on="2022-01-01", sentence_served_on="2023-01-01")
    assert (("wang", "industry_ban", None) in run(found, "2045-01-01", subject="wang")) is barred


@pytest.mark.parametrize(
    ("ground", "serious", "expected"),
    [
        ("第一百一十六条：生产假药", None, {"wang"}),
        ("第一百一十七条第一款：生产劣药", True, {"wang"}),
        ("第一百一十七条第一款：生产劣药", False, set()),
        ("第一百一十七条第一款：生产劣药", None, set()),
        ("第一百一十七条第二款：中药饮片不符合药品标准", True, set()),
        ("第一百一十九条：使用假药", True, set()),
        ("第一百二十二条：出租许可证", True, {"wang"}),
        ("第一百二十三条：骗取许可", False, set()),
        ("第一百四十一条第二款：向国家工作人员行贿", None, {"wang"}),
    ],
)
def test_drug_cases_bar_by_ground_and_gravity(ground: str, serious: bool | None, expected: set[str]) -> None:
    found = record("药品", ground=ground, serious=serious, decided_on="2022-12-13")
    assert who(found, "2025-08-22", tie(LR, "wang", "firm", "2017-08-14")) == expected


def test_ten_years_for_a_lent_drug_licence_and_as_the_decision_says_for_a_forged_record() -> None:
    lent = record("药品", ground="第一百二十二条", serious=True, decided_on="2022-12-13")
    tied = named("wang", "法定代表人")
    assert run(lent, "2032-12-13", tied) == {("wang", "industry_ban", "2032-12-14")}
    assert who(lent, "2032-12-14", tied) == set()
    forged = record("药品", ground="第一百二十四条第一款第六项：编造生产记录", serious=True, decided_on="2022-12-13")
    banned = named("li", "其他责任人员", sanction="十五年禁止从事药品生产经营活动")
    assert run(forged, "2025-01-01", banned, named("wang", "法定代表人")) == {("li", "industry_ban", "2037-12-14")}


# -- the answer itself ----------------------------------------------------------------------------------------------


def test_unverified_rules_are_off_unless_asked_for() -> None:
    found = record("纳税信用评价", ground="D级", listed_on="2024-01-01")
    whole = graph(found, named("wang", "直接责任人员"), people=PEOPLE)
    assert reach(found, whole, D("2025-01-01")).reached == ()
    assert {entry.reason for entry in reach(found, whole, D("2025-01-01")).not_applied} >= {"unverified"}
    assert {r.party for r in reach(found, whole, D("2025-01-01"), include_unverified=True).reached} == {"wang"}


def test_the_safety_list_holds_whom_its_decision_names() -> None:
    found = record("安全生产严重失信主体", listed_on="2024-01-01")
    office = tie(LR, "li", "firm", "2019-01-01")
    assert run(found, "2024-06-01", named("wang", "主要负责人"), office) == {("wang", "listed_itself", "2027-01-02")}
    assert who(found, "2024-06-01", named("wang", "主要负责人", personally_responsible=False), office) == set()


def test_partial_days_are_asserted_only_while_sure() -> None:
    found = record("虚假登记被撤销", decided_on="2024")
    tied = named("wang", "直接责任人")
    assert who(found, "2024-12-30", tied) == set()
    assert run(found, "2024-12-31", tied) == {("wang", "no_new_registration", "2027-01-02")}
    assert who(found, "2027-01-02", tied) == set()


def test_an_unknown_kind_reaches_nobody() -> None:
    assert (
        run(record("某某黑名单", listed_on="2024-01-01"), "2025-01-01", tie(LR, "wang", "firm", "2019-01-01")) == set()
    )


def test_reached_by_answers_for_one_party() -> None:
    whole = graph(ORDER, tie(LR, "wang", "firm", "2019-01-01"), people=PEOPLE)
    assert [r.record for r in reached_by("wang", whole, D("2024-04-10"))] == ["r1"]
    assert reached_by("li", whole, D("2024-04-10")) == ()
