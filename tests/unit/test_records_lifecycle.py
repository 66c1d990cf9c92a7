"""When a record counts and who sees it: both sides of every boundary, from the articles."""

from __future__ import annotations

from datetime import date

import pytest

from graph_service.model import Entity, Period
from graph_service.records.lifecycle import RecordStanding, standing, visible
from tests.unit.record_values import record, tie

D = date.fromisoformat
FIXED = "第一条第四项：违反财产报告制度"


def at(found: Entity, day: str) -> RecordStanding:
    return standing(found, None, D(day))


def shown(
    found: Entity, today: str, role: str = "reader", review: str | None = None, purpose: str | None = None
) -> bool:
    on = D(review) if review else None
    return visible(found, None, today=D(today), role=role, review_date=on, purpose=purpose).shown


TERMS = [
    # kind, values, last day on which it acts (失信 2017: 2; 令44: 21; 令54: 17; 令45: 13; 第36号令: 8-12; 民法典 202)
    ("失信被执行人", {"ground": FIXED, "decided_on": "2023-05-16", "listed_on": "2023-05-16"}, "2025-05-16"),
    ("失信被执行人", {"ground": FIXED + "，延长一年", "listed_on": "2023-05-16"}, "2026-05-16"),
    ("市场监管严重违法失信名单", {"listed_on": "2024-02-29"}, "2027-02-28"),
    ("市场监管严重违法失信名单", {"listed_on": "2024-02-29", "penalties": ["限制从业五年"]}, "2029-02-28"),
    ("市场监管严重违法失信名单", {"listed_on": "2021-08-31"}, "2026-08-31"),
    ("市场监管严重违法失信名单", {"listed_on": "2021-09-01"}, "2024-09-01"),
    ("重大税收违法失信主体", {"decided_on": "2023-06-05", "listed_on": "2023-07-14"}, "2026-07-14"),
    ("拖欠农民工工资失信联合惩戒", {"listed_on": "2024-01-16"}, "2027-01-16"),
    ("政府采购严重违法失信", {"decided_on": "2023-03-14", "penalties": ["禁止参加政府采购活动二年"]}, "2025-03-14"),
    ("行政处罚 (双公示)", {"authority": "市市场监督管理局", "decided_on": "2025-03-01", "listed_on": "2025-03-10",
                      "penalties": ["通报批评"]}, "2025-06-10"),
    ("行政处罚 (双公示)", {"authority": "市市场监督管理局", "decided_on": "2025-03-01", "listed_on": "2025-03-10",
                      "penalties": ["罚款", "警告"]}, "2028-03-10"),
    ("行政处罚 (双公示)", {"ground": "确有必要公示", "decided_on": "2026-05-11", "penalties": ["警告"]}, "2026-08-11"),
    ("行政处罚 (双公示)", {"decided_on": "2026-05-11", "penalties": ["没收非法财物", "警告"]}, "2027-05-11"),
    ("行政处罚 (双公示)", {"decided_on": "2026-05-11", "ground": "属较大数额罚款", "penalties": ["罚款"]}, "2027-05-11"),
    ("行政处罚 (双公示)", {"decided_on": "2026-05-11", "penalties": ["警告", "责令停产停业"]}, "2029-05-11"),
    ("行政处罚 (双公示)", {"decided_on": "2026-05-11", "penalties": ["罚款"]}, "2029-05-11"),
    ("行政处罚 (双公示)", {"decided_on": "2024-05-11", "penalties": ["警告"]}, "2027-05-11"),
    ("招投标 处罚", {"decided_on": "2024-04-09", "ends_on": "2025-04-09"}, "2025-04-09"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "values", "last"), TERMS)
def test_the_last_day_counts_and_the_next_is_free(kind: str, values: dict[str, object], last: str) -> None:
    found = record(kind, **values)
    free = date.fromordinal(D(last).toordinal() + 1)
    assert standing(found, None, D(last)).acting
    after = standing(found, None, free)
    assert (after.acting, after.mark, after.first_free_day) == (False, "expired", free)


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("失信被执行人", {"ground": "第一条第一项：有履行能力而拒不履行", "listed_on": "2018-01-01"}),
        ("失信被执行人", {"ground": FIXED, "listed_on": "2017-04-30"}),  # the 2013 text knew no term
        ("失信被执行人", {"ground": FIXED + "，予以延长", "listed_on": "2020-01-01"}),  # by how much is not said
        ("限制消费", {"decided_on": "2018-01-01"}),
        ("经营异常名录", {"listed_on": "2015-01-01"}),
        ("安全生产严重失信主体", {"listed_on": "2020-01-01"}),  # the text is not at hand
        ("某某黑名单", {"listed_on": "2010-01-01"}),
        ("市场监管严重违法失信名单", {"listed_on": "2010-01-01", "permanent": True}),
    ],
)
def test_no_end_is_assumed_where_no_text_gives_one(kind: str, values: dict[str, object]) -> None:
    found = standing(record(kind, **values), None, D("2026-11-24"))
    assert (found.acting, found.first_free_day) == (True, None)


def test_a_term_whose_text_is_not_at_hand_says_so_in_the_answer() -> None:
    sure = at(record("拖欠农民工工资失信联合惩戒", listed_on="2024-01-16"), "2025-01-01")
    unsure = at(record("安全生产严重失信主体", listed_on="2024-01-16"), "2025-01-01")
    assert "未核对" not in sure.article
    assert unsure.article.endswith("（期限原文未见，未核对）")


def test_what_the_law_keeps_from_publication_does_not_count() -> None:
    market = record("行政处罚", authority="县市场监督管理局", decided_on="2025-03-01", penalties=["警告"])
    minor = record("行政处罚", decided_on="2026-05-11", listed_on="2026-05-12", penalties=["警告"])
    refused = record("行政处罚", decided_on="2026-05-11", penalties=["警告"], ground="未认为确有必要公示")
    for found in (market, minor, refused):
        assert at(found, "2026-06-01").mark == "not_published"
        assert not shown(found, "2026-06-01")
        assert shown(found, "2026-06-01", role="auditor")


@pytest.mark.parametrize(
    ("ground", "paid", "published"),
    [
        ("第六条第一项：偷税", "2024-06-11", False),
        ("第六条第一项：偷税", "2024-06-12", True),  # on the day of publication
        ("第六条第一项：偷税", None, True),
        ("第六条第（二）项", "2024-06-11", False),
        ("第六条第三项：骗取国家出口退税款", "2024-06-11", True),
        ("第六条第八项：偷税后走逃", "2024-06-11", False),
        ("第六条第八项：虚开发票后走逃", "2024-06-11", True),
        ("第六条第十一项：偷税", "2024-06-11", True),
        ("逃避追缴欠税", "2024-06-11", False),
        ("偷税、虚开增值税专用发票", "2024-06-11", True),
        ("", "2024-06-11", True),
        ("第六条第一项：偷税", "2024-06", True),  # may have been paid afterwards
    ],
)
def test_evaded_tax_paid_before_publication_is_not_published(ground: str, paid: str | None, published: bool) -> None:
    found = record(
        "重大税收违法失信主体", decided_on="2024-05-10", listed_on="2024-06-12", ground=ground, performed_on=paid
    )
    stands = at(found, "2024-08-01")
    assert (stands.acting, stands.mark) == ((True, None) if published else (False, "not_published"))
    assert shown(found, "2024-08-01") is published


def test_a_payment_without_a_day_of_publication_is_no_exit() -> None:
    found = record("重大税收违法失信主体", decided_on="2024-05-10", ground="第六条第一项", performed_on="2024-06-03")
    assert at(found, "2024-08-01").acting


def test_before_publication_nothing_is_shown_to_anyone() -> None:
    found = record("重大税收违法失信主体", decided_on="2024-09-10", listed_on="2024-10-14")
    assert at(found, "2024-10-13").mark == "future"
    assert at(found, "2024-10-14").acting
    assert not shown(found, "2024-10-13", role="auditor")


@pytest.mark.parametrize("state", ["repaired", "expired", "revoked"])
def test_ended_records_act_until_their_day(state: str) -> None:
    found = record("市场监管严重违法失信名单", listed_on="2024-08-20", state=state, state_since="2025-11-06")
    assert at(found, "2025-11-05").acting
    ended = at(found, "2025-11-06")
    assert (ended.acting, ended.mark, ended.first_free_day) == (False, state, D("2025-11-06"))
    assert not shown(found, "2026-03-24")
    assert shown(found, "2026-03-24", role="auditor")


@pytest.mark.parametrize(
    ("review", "purpose", "expected"),
    [
        ("2025-04-22", "投标资格复核", True),
        ("2025-11-05", "投标资格复核", True),
        ("2025-11-06", "投标资格复核", False),
        ("2024-08-19", "投标资格复核", False),
        ("2025-04-22", None, False),
        ("2025-04-22", "  ", False),
        (None, "投标资格复核", False),
    ],
)
def test_a_review_sees_what_acted_on_its_day_with_a_purpose(
    review: str | None, purpose: str | None, expected: bool
) -> None:
    found = record("市场监管严重违法失信名单", listed_on="2024-08-20", state="repaired", state_since="2025-11-06")
    assert shown(found, "2026-03-24", "reviewer", review, purpose) is expected


def test_a_quashed_record_never_counted() -> None:
    found = record(
        "行政处罚", decided_on="2024-06-11", penalties=["责令停产停业"], state="quashed", state_since="2025-09-18"
    )
    assert not at(found, "2024-12-10").acting
    assert not shown(found, "2026-02-10", "reviewer", "2024-12-10", "复核")
    seen = visible(found, None, today=D("2026-02-10"), role="auditor")
    assert (seen.shown, seen.mark) == (True, "quashed")


def test_a_dispute_about_content_marks_and_one_about_identity_suspends() -> None:
    content = record("经营异常名录", listed_on="2025-11-11", state="disputed", disputed="content")
    assert (at(content, "2025-12-09").acting, at(content, "2025-12-09").mark) == (True, "disputed")
    identity = record("经营异常名录", listed_on="2025-11-11", state="disputed", disputed="identity")
    assert not at(identity, "2025-12-09").acting
    plain = record("经营异常名录", listed_on="2025-11-11")
    suspended = tie("SUBJECT_OF", "firm", "r1", disputed="identity")
    assert standing(plain, suspended, D("2025-12-09")).mark == "identity_disputed"


def test_masked_while_the_plan_is_carried_out() -> None:
    found = record("行政处罚", decided_on="2026-04-22", penalties=["降低资质等级"], masked_from="2026-06-30")
    assert at(found, "2026-06-29").acting
    assert at(found, "2026-06-30").mark == "masked"
    failed = record("行政处罚", decided_on="2026-04-22", penalties=["降低资质等级"], masked_from="2026-06-30",
                    masked_to="2026-10-01")  # fmt: skip
    assert not at(failed, "2026-09-30").acting
    assert at(failed, "2026-10-01").acting


def test_a_proposed_record_is_none_yet() -> None:
    assert not shown(record("经营异常名录", listed_on="2025-01-01", state="proposed"), "2025-02-01", role="auditor")


def test_partial_dates_are_never_more_certain_than_they_are() -> None:
    found = record("招投标 处罚", decided_on="2024-03", ends_on="2025")
    assert not at(found, "2024-03-15").acting
    assert not at(found, "2024-03-15").certain
    assert at(found, "2024-03-31").acting
    assert at(found, "2024-03-31").certain
    assert at(found, "2025-06-01").acting
    assert not at(found, "2025-06-01").certain
    assert at(found, "2026-01-01").mark == "expired"


def test_a_later_snapshot_without_the_record_ends_it() -> None:
    seen = tie("SUBJECT_OF", "firm", "r1")
    gone = type(seen)(**{**{f: getattr(seen, f) for f in seen.__slots__},
                         "period": Period(observed=(D("2025-01-01"),), absent_from=D("2025-06-01"))})  # fmt: skip
    found = record("失信被执行人", listed_on="2024-01-01")
    assert standing(found, gone, D("2025-05-31")).acting
    assert standing(found, gone, D("2025-06-01")).mark == "no_longer_shown"


def test_performed_without_a_term_is_due_for_removal_and_shown_until_removed() -> None:
    found = record(ground="第一条第一项：有履行能力而拒不履行", listed_on="2024-01-01", performed_on="2024-05-01")
    assert (at(found, "2024-05-02").acting, at(found, "2024-05-02").reason) == (True, "removal_due")
    fixed = record(ground=FIXED, listed_on="2024-01-01", performed_on="2024-05-01")
    assert at(fixed, "2024-05-02").reason == "acting"
