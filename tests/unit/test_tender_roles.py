"""Agency, tenderer, supervisor, earlier services, experts, records, events: written from the articles."""

from __future__ import annotations

import pytest

from graph_service.kinship import kinship
from tests.unit.tender_values import Facts, said

NOTHING: set[object] = set()


def _facts(regime: str = "bidding", deadline: str = "2026-04-21", **more: str) -> Facts:
    facts = Facts(regime, deadline, **more).firms("a", "b", "buyer", "ag", "u").people("p", "q", "x", "y")
    return facts.bid("a").bid("b")


# -- tenderer ----------------------------------------------------------------------------------------------------


def test_an_interest_in_the_tenderer_is_the_first_limb_only() -> None:
    facts = _facts().beside(buyer="buyer").holds("buyer", "a", "0.6")
    assert facts.said() == {said("R4", "indication", "a", "buyer")}
    same = _facts().beside(buyer="buyer").represents("p", "buyer", "a")
    assert same.said() == {said("R4", "indication", "a", "buyer")}
    assert _facts().beside(buyer="buyer").said() == NOTHING
    assert "R4" in _facts().not_run()


# -- agency -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("regime", ["bidding", "procurement"])
def test_the_agency_bids_acts_or_advises(regime: str) -> None:
    bids = _facts(regime).beside(agency="ag").bid("ag")
    assert bids.said("R14") == {said("R14", "ground", "ag")}
    acts = Facts(regime).firms("a", "b", "ag").beside(agency="ag").bid("a", operator="ag").bid("b")
    assert acts.said("R14") == {said("R14", "ground", "a", "ag")}
    advises = _facts(regime).beside(agency="ag").link("SERVED", "ag", "a", role="投标咨询", note="为本项目提供投标咨询")
    assert advises.said("R14") == {said("R14", "ground", "a", "ag")}
    other = _facts(regime).beside(agency="ag").link("SERVED", "ag", "a", role="投标咨询", note="为另一项目提供投标咨询")
    assert other.said("R14") == NOTHING


def test_affiliates_of_the_agency_are_an_indication() -> None:
    facts = _facts().beside(agency="ag").holds("ag", "a", "1").represents("p", "ag", "b")
    assert facts.said("R14") == {said("R14", "indication", "a", "ag"), said("R14", "indication", "ag", "b")}


@pytest.mark.parametrize(("regime", "verdict"), [("procurement", "ground"), ("bidding", "indication")])
def test_a_branch_of_the_agency(regime: str, verdict: str) -> None:
    facts = _facts(regime).beside(agency="ag").link("BRANCH_OF", "a", "ag")
    assert facts.said("R14") == {said("R14", verdict, "a", "ag")}


# -- earlier services --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "note", "verdict"),
    [("前期准备设计咨询", "为本招标项目编制可行性研究报告", "ground"), ("设计", "为另一项目提供设计", ""),
     ("设计", "为其他项目编制初步设计", ""), ("设计", "", "indication"), ("物业服务", "本项目场地物业", "indication")],
)  # fmt: skip
def test_whoever_prepared_a_works_tender(role: str, note: str, verdict: str) -> None:
    facts = (
        _facts("works")
        .beside(buyer="buyer")
        .link("SERVED", "a", "buyer", since="2025-03-03", until="2025-07-01", role=role, note=note)
    )
    assert facts.said("R15a") == ({said("R15a", verdict, "a")} if verdict else NOTHING)


def test_a_service_to_the_lot_itself_needs_no_words() -> None:
    facts = _facts("works").beside(lot="lot").link("SERVED", "a", "lot", role="设计")
    assert facts.said("R15a") == {said("R15a", "ground", "a")}


def test_the_article_on_preparation_is_of_works_only() -> None:
    facts = _facts("bidding").beside(buyer="buyer").link("SERVED", "a", "buyer", role="设计", note="本招标项目")
    assert facts.said() == NOTHING


def test_a_dependent_arm_of_the_tenderer() -> None:
    facts = _facts("works").beside(buyer="buyer").link("BRANCH_OF", "a", "buyer")
    assert facts.said("R15a") == {said("R15a", "ground", "a", "buyer")}


def test_a_subsidiary_of_the_adviser_is_an_indication() -> None:
    facts = (
        _facts("works")
        .beside(buyer="buyer")
        .holds("u", "a", "1")
        .link("SERVED", "u", "buyer", role="设计", note="本招标项目")
    )
    assert facts.said("R15a") == {said("R15a", "indication", "a", "u")}


@pytest.mark.parametrize(
    ("role", "verdict"),
    [
        ("整体设计", "ground"),
        ("采购需求规范编制", "ground"),
        ("监理", "ground"),
        ("检测", "ground"),
        ("打印", "indication"),
    ],
)
def test_earlier_services_in_procurement(role: str, verdict: str) -> None:
    facts = _facts("procurement").beside(buyer="buyer").link("SERVED", "a", "buyer", role=role, note="本采购项目")
    assert facts.said("P2") == {said("P2", verdict, "a")}


def test_a_single_source_is_excepted() -> None:
    facts = (
        _facts("procurement")
        .beside(buyer="buyer", single_source=True)
        .link("SERVED", "a", "buyer", role="整体设计", note="本采购项目")
    )
    assert facts.said("P2") == NOTHING


def test_a_service_begun_after_the_deadline_is_none() -> None:
    facts = _facts("procurement", as_of="2026-08-01").beside(buyer="buyer")
    assert (
        facts.link("SERVED", "a", "buyer", since="2026-04-22", role="整体设计", note="本采购项目").said("P2") == NOTHING
    )


# -- supervisor and document terms -----------------------------------------------------------------------------


def test_the_works_supervisor_and_a_contractor() -> None:
    assert _facts("works").beside(supervisor="u").holds("a", "u", "1").said("R16") == {said("R16", "ground", "a", "u")}
    assert _facts("works").beside(supervisor="u").holds("a", "u", "0.1").said("R16") == {
        said("R16", "indication", "a", "u")
    }
    assert _facts("works").beside(supervisor="u").said("R16") == NOTHING
    assert "R16" in _facts("works").not_run()


def test_the_documents_may_bar_any_holding() -> None:
    term = "投标人不得与本标段的监理人同为一个法定代表人、相互控股或参股、相互任职或工作"
    facts = _facts("works").beside(supervisor="u", document_terms=[term]).holds("u", "a", "0.02")
    assert facts.said("R15") == {said("R15", "ground", "a", "u")}
    posts = (
        _facts("works")
        .beside(supervisor="u", document_terms=[term])
        .link("DIRECTOR_OF", "p", "a")
        .link("DIRECTOR_OF", "p", "u")
    )
    assert posts.said("R15") == {said("R15", "ground", "a", "u")}
    silent = _facts("works").beside(supervisor="u", document_terms=["投标人应具备相应资质"]).holds("u", "a", "0.02")
    assert silent.said("R15") == NOTHING


def test_the_documents_may_bar_one_legal_representative_alone() -> None:
    term = "投标人不得与本标段的监理人同为一个法定代表人"
    same = _facts("works").beside(supervisor="u", document_terms=[term]).represents("p", "a", "u")
    assert same.said("R15") == {said("R15", "ground", "a", "u")}
    held = _facts("works").beside(supervisor="u", document_terms=[term]).holds("u", "a", "0.9")
    assert held.said("R15") == NOTHING
    unnamed = _facts("works").beside(document_terms=[term]).represents("p", "a", "u")
    assert unnamed.said("R15") == NOTHING
    assert "R15" in unnamed.not_run()


def test_the_documents_may_bar_whoever_prepared_the_lot_its_arms_and_misconduct() -> None:
    prepared = ["为本标段前期准备提供设计或咨询服务的，不得投标"]
    served = (
        _facts().beside(buyer="buyer", document_terms=prepared).link("SERVED", "a", "buyer", note="本项目的初步设计")
    )
    assert served.said("R15") == {said("R15", "ground", "a")}
    arm = ["投标人不得为招标人不具有独立法人资格的附属机构"]
    branch = _facts().beside(buyer="buyer", document_terms=arm).link("BRANCH_OF", "a", "buyer")
    assert branch.said("R15") == {said("R15", "ground", "a", "buyer")}
    recent = ["最近三年内有骗取中标、严重违约或者重大工程质量问题的，否决其投标"]
    fraud = (
        _facts()
        .beside(document_terms=recent)
        .record("a", "招投标 处罚", ground="弄虚作假骗取中标", decided_on="2025-01-08")
    )
    assert fraud.said("R15") == {said("R15", "ground", "a")}
    old = (
        _facts()
        .beside(document_terms=recent)
        .record("a", "招投标 处罚", ground="弄虚作假骗取中标", decided_on="2021-01-08")
    )
    assert old.said("R15") == NOTHING


def test_an_interest_in_the_tenderer_through_staff_holdings_and_kin() -> None:
    staff = _facts().beside(buyer="buyer").link("EMPLOYED_BY", "p", "buyer").link("DIRECTOR_OF", "p", "a")
    assert staff.said("R4") == {said("R4", "indication", "a", "buyer")}
    holding = _facts().beside(buyer="buyer").represents("p", "buyer").holds("p", "a", "0.3")
    assert holding.said("R4") == {said("R4", "indication", "a", "buyer")}
    small = _facts().beside(buyer="buyer").represents("p", "buyer").holds("p", "a", "0.01")
    assert small.said("R4") == NOTHING
    kin = (
        _facts()
        .beside(buyer="buyer")
        .represents("p", "buyer")
        .represents("q", "a")
        .link("RELATIVE_OF", "p", "q", note="配偶")
    )
    assert kin.said("R4") == {said("R4", "indication", "a", "buyer")}


def test_what_the_documents_say_on_judgment_debtors() -> None:
    listed = {"listed_on": "2025-06-10", "ends_on": "2027-06-10"}
    barred = (
        _facts("works")
        .beside(document_terms=["投标人为失信被执行人的，否决其投标"])
        .record("a", "失信被执行人", **listed)
    )
    assert barred.said("P9") == {said("P9", "ground", "a")}
    silent = _facts("works").beside(document_terms=["投标人应具备相应资质"]).record("a", "失信被执行人", **listed)
    assert silent.said() == NOTHING
    unknown = (
        _facts("works")
        .beside(experts=["x"])
        .record("a", "失信被执行人", **listed)
        .record("x", "失信被执行人", **listed)
    )
    assert unknown.said() == {said("P9", "indication", "a"), said("P9", "indication", "x")}
    assert "P9" in unknown.not_run()


# -- experts -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind",
    ["SHAREHOLDER_OF", "EMPLOYED_BY", "DIRECTOR_OF", "SUPERVISOR_OF", "SENIOR_MANAGER_OF", "LEGAL_REPRESENTATIVE_OF"],
)
def test_a_post_or_share_of_an_expert_today(kind: str) -> None:
    facts = (
        _facts()
        .beside(experts=["x"])
        .link(kind, "x", "a", **({"share_min": "0.15", "share_max": "0.15"} if kind == "SHAREHOLDER_OF" else {}))
    )
    assert said("E1", "ground", "a", "x") in facts.said("E1", "E2")


def test_a_post_that_ended_is_open_in_the_bidding_law() -> None:
    recent = _facts().beside(experts=["x"]).link("EMPLOYED_BY", "x", "a", until="2024-04-21")
    assert recent.said() == {said("E1", "indication", "a", "x")}
    long_ago = _facts().beside(experts=["x"]).link("EMPLOYED_BY", "x", "a", until="2020-01-01")
    assert long_ago.said() == NOTHING


@pytest.mark.parametrize(("until", "hit"), [("2023-04-22", True), ("2023-04-21", False), ("2023-04-23", True)])
@pytest.mark.parametrize("kind", ["EMPLOYED_BY", "DIRECTOR_OF", "SUPERVISOR_OF"])
def test_three_years_to_the_day_in_procurement(kind: str, until: str, hit: bool) -> None:
    """The last day is the day before ``until``; three years from it end on the day of the same number."""
    facts = _facts("procurement").beside(experts=["x"]).link(kind, "x", "a", until=until)
    assert facts.said("E3") == ({said("E3", "ground", "a", "x")} if hit else NOTHING)
    assert {s[1] for s in facts.said("E4")} == ({"ground"} if hit else set())


def test_the_leap_day_has_its_own_end() -> None:
    facts = Facts("procurement", "2024-02-29").firms("a", "b").people("x").bid("a").bid("b").beside(experts=["x"])
    assert (
        facts.link("EMPLOYED_BY", "x", "a", until="2021-03-01").said("E3") == NOTHING
    )  # last day 02-28, ends 2024-02-28
    assert facts.link("EMPLOYED_BY", "x", "b", until="2021-03-02").said("E3") == {said("E3", "ground", "b", "x")}


def test_control_counts_a_minor_share_is_for_the_reviewer() -> None:
    assert _facts("procurement").beside(experts=["x"]).holds("x", "a", "0.8").said("E3") == {
        said("E3", "ground", "a", "x")
    }
    assert _facts("procurement").beside(experts=["x"]).holds("x", "a", "0.05").said("E3") == {
        said("E3", "indication", "a", "x")
    }


@pytest.mark.parametrize(
    ("words", "bidding", "procurement"),
    [("夫妻", "E2 ground", "ground"), ("父子", "E2 ground", "ground"), ("祖孙", "E2 ground", "ground"), ("堂兄弟（同祖父）", "E1 indication", "ground"),
     ("岳父女婿", "E1 indication", "ground"), ("再从兄弟（同曾祖父）", "E1 indication", "indication"), ("同乡", "E1 indication", "indication")],
)  # fmt: skip
def test_kin_of_the_representative(words: str, bidding: str, procurement: str) -> None:
    ours = _facts().beside(experts=["x"]).represents("p", "a").link("RELATIVE_OF", "x", "p", note=words)
    rule, verdict = bidding.split()
    assert ours.said() == {said(rule, verdict, "a", "x")}
    theirs = (
        _facts("procurement").beside(experts=["x"]).represents("p", "a").link("RELATIVE_OF", "p", "x", kinship=words)
    )
    assert theirs.said("E3") == {said("E3", procurement, "a", "x")}


def test_kin_of_a_former_representative_is_nothing() -> None:
    facts = (
        _facts("procurement")
        .beside(experts=["x"])
        .represents("p", "a", until="2026-04-21")
        .link("RELATIVE_OF", "x", "p", note="夫妻")
    )
    assert facts.said() == NOTHING


def test_staff_of_the_supervising_department_and_experts_punished_before() -> None:
    staff = (
        _facts()
        .firms("bureau", enterprise_type="state_organ")
        .beside(experts=["x", "y"], supervisor="bureau")
        .link("EMPLOYED_BY", "x", "bureau")
    )
    assert staff.said() == {said("E2", "ground", "x", "bureau")}
    punished = (
        _facts().beside(experts=["x"]).record("x", "招投标 处罚", ground="评标中收受好处", decided_on="2019-05-01")
    )
    assert punished.said() == {said("E2", "ground", "x")}
    other = _facts().beside(experts=["x"]).record("x", "行政处罚", ground="交通违法", decided_on="2019-05-01")
    assert other.said() == NOTHING


def test_an_expert_whose_mask_agrees_with_an_officers_is_open() -> None:
    masked = {"id_mask": "3714991970****9961"}
    facts = _facts().people("m", "n", name="同名", numbered=False, **masked).beside(experts=["m"]).represents("n", "a")
    assert facts.said("E1") == {said("E1", "indication", "a", "m")}
    by_name = _facts().people("m", "n", name="同名", numbered=False).beside(experts=["m"]).represents("n", "a")
    assert by_name.said("E1") == NOTHING


def test_an_expert_known_by_name_gives_no_ground() -> None:
    facts = _facts().people("m", numbered=False).beside(experts=["m"]).link("EMPLOYED_BY", "m", "a")
    assert facts.said() == {said("E1", "indication", "a", "m")}


@pytest.mark.parametrize(
    ("words", "degree"),
    [("妻子", "spouse"), ("夫妻", "spouse"), ("兄弟", "close"), ("外祖母", "close"), ("女儿", "close"), ("表姐妹", "collateral"), ("叔侄", "collateral"),
     ("曾祖父", "direct"), ("妻弟", "affinity"), ("儿媳", "affinity"), ("mother-in-law", "affinity"), ("远房亲戚", "distant"), ("", "unknown"),
     ("配偶父亲", "affinity"), ("女儿的配偶", "affinity"), ("翁婿", "affinity"), ("郎舅", "affinity"), ("夫妻（配偶）", "spouse"), ("妻", "spouse"),
     ("兄弟子女", "collateral"), ("父亲的妹妹", "collateral"), ("兄弟姐妹", "close"), ("未婚子女", "close"), ("表叔", "distant"), ("侄孙", "distant"), ("前妻", "distant"), ("女朋友", "distant"), ("师兄弟", "distant"),
     ("同学", "unknown")],
)  # fmt: skip
def test_degrees_of_kinship(words: str, degree: str) -> None:
    assert kinship(words) == degree


# -- records ---------------------------------------------------------------------------------------------------------

LISTED = {"listed_on": "2025-06-10", "ends_on": "2027-06-10"}


@pytest.mark.parametrize(
    ("kind", "hit"),
    [("失信被执行人", True), ("重大税收违法失信主体", True), ("政府采购严重违法失信", True), ("市场监管严重违法失信名单", False),
     ("经营异常名录", False), ("限制消费", False)],
)  # fmt: skip
def test_three_lists_bar_from_procurement(kind: str, hit: bool) -> None:
    facts = _facts("procurement").record("a", kind, **LISTED)
    assert (said("P8", "ground", "a") in facts.said()) is hit


@pytest.mark.parametrize(
    ("listed", "ends", "hit"),
    [
        ("2026-04-21", "2027-01-01", True),
        ("2026-04-22", "2027-01-01", False),
        ("2024-01-01", "2026-04-21", True),
        ("2024-01-01", "2026-04-20", False),
    ],
)
def test_the_list_counts_at_the_time_of_the_check(listed: str, ends: str, hit: bool) -> None:
    facts = _facts("procurement").record("a", "政府采购严重违法失信", listed_on=listed, ends_on=ends)
    assert bool(facts.said("P8")) is hit
    later = _facts("procurement", as_of="2026-05-30").beside(credit_check_at="2026-04-25T15:00:00+08:00")
    assert bool(later.record("a", "政府采购严重违法失信", listed_on=listed, ends_on=ends).said("P8")) is (
        ends > "2026-04-24"
    )


def test_a_quashed_or_disputed_listing_does_not_bar_a_contested_one_does() -> None:
    assert _facts("procurement").record("a", "失信被执行人", **LISTED | {"state": "quashed"}).said() == NOTHING
    assert _facts("procurement").record("a", "失信被执行人", **LISTED, disputed="identity").said() == NOTHING
    assert (
        said("P8", "ground", "a")
        in _facts("procurement").record("a", "失信被执行人", **LISTED, disputed="content").said()
    )


def test_one_member_taints_the_consortium() -> None:
    facts = (
        Facts("procurement", "2026-04-21")
        .firms("a", "b", "c")
        .bid("a", consortium="U")
        .bid("b", consortium="U")
        .bid("c")
    )
    assert facts.record("b", "失信被执行人", **LISTED).said() == {said("P8", "ground", "a", "b")}


@pytest.mark.parametrize(
    ("decided", "hit"), [("2023-04-21", True), ("2023-04-20", False), ("2026-04-21", True), ("2026-04-22", False)]
)
def test_serious_violations_of_three_years(decided: str, hit: bool) -> None:
    facts = _facts("procurement").record("a", "行政处罚", ground="责令停产停业", decided_on=decided)
    assert facts.said("P3") == ({said("P3", "ground", "a")} if hit else NOTHING)


@pytest.mark.parametrize(
    ("ground", "verdict"),
    [("吊销许可证", "ground"), ("较大数额罚款", "ground"), ("罚款2000元", "indication"), ("警告", "")],
)
def test_which_penalties_are_serious(ground: str, verdict: str) -> None:
    facts = _facts("procurement").record("a", "行政处罚", ground=ground, decided_on="2025-01-10")
    assert facts.said("P3") == ({said("P3", verdict, "a")} if verdict else NOTHING)


@pytest.mark.parametrize(
    ("ends", "state", "hit"),
    [("2026-06-03", "active", True), ("2025-06-03", "expired", False), ("2026-04-20", "active", False)],
)
def test_a_ban_bars_while_it_runs(ends: str, state: str, hit: bool) -> None:
    facts = _facts("procurement").record(
        "a", "行政处罚", ground="禁止参加政府采购活动一年", decided_on="2024-06-03", ends_on=ends, state=state
    )
    assert facts.said("P3") == ({said("P3", "ground", "a")} if hit else NOTHING)
    assert facts.said("P4") == ({said("P4", "ground", "a")} if hit else NOTHING)


@pytest.mark.parametrize(
    ("more", "hit"),
    [({"ends_on": "2026-04-21"}, True), ({"ends_on": "2026-04-20"}, False), ({}, False),
     ({"ends_on": "2027-01-01", "state": "quashed"}, False),
     ({"ends_on": "2027-01-01", "ground": "罚款5000元"}, False)],
)  # fmt: skip
def test_a_ban_of_the_finance_department_counts_to_its_last_day(more: dict[str, str], hit: bool) -> None:
    record = {"ground": "恶意串通，禁止参加政府采购活动二年", "decided_on": "2024-04-21", **more}
    facts = _facts("procurement").record("a", "行政处罚", **record)
    assert facts.said("P4") == ({said("P4", "ground", "a")} if hit else NOTHING)


@pytest.mark.parametrize(
    ("rule", "ground", "dates"),
    [("P4", "禁止参加政府采购活动二年", {"decided_on": "2024-06-01", "ends_on": "2026"}),
     ("P3", "禁止参加政府采购活动二年", {"decided_on": "2024-06-01", "ends_on": "2026-04"}),
     ("P3", "责令停产停业", {"decided_on": "2023"}),
     ("R12", "取消投标资格", {"decided_on": "2024-06-01", "ends_on": "2026"})],
)  # fmt: skip
def test_a_term_that_may_have_run_out_is_no_ground(rule: str, ground: str, dates: dict[str, str]) -> None:
    regime = "bidding" if rule == "R12" else "procurement"
    facts = _facts(regime).record("a", "招投标处罚" if rule == "R12" else "行政处罚", ground=ground, **dates)
    assert facts.said(rule) == {said(rule, "indication", "a")}


def test_a_bar_of_the_documents_whose_years_may_have_run_out_is_no_ground() -> None:
    term = "投标人不得存在下列情形之一：在最近三年内有骗取中标或严重违约或重大工程质量问题的"
    for decided, verdict in (("2023-04", "indication"), ("2023-05", "ground")):
        facts = _facts("works").beside(document_terms=[term])
        facts.record("a", "招投标处罚", ground="骗取中标", decided_on=decided)
        assert facts.said("R15") == {said("R15", verdict, "a")}


def test_a_disqualification_in_the_bidding_law() -> None:
    running = _facts().record(
        "a",
        "招投标处罚",
        ground="取消一年内参加依法必须进行招标的项目的投标资格",
        decided_on="2025-09-01",
        ends_on="2026-09-01",
    )
    assert running.said() == {said("R12", "ground", "a")}
    over = _facts().record(
        "a",
        "招投标处罚",
        ground="取消一年内参加依法必须进行招标的项目的投标资格",
        decided_on="2024-09-01",
        ends_on="2025-09-01",
    )
    assert over.said() == NOTHING


# -- events and staff --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "hit"), [("2026-04-21", True), ("2026-04-30", True), ("2026-04-20", False), ("2026-05-07", False)]
)
def test_a_merger_after_the_bid(on: str, hit: bool) -> None:
    facts = _facts("works", as_of="2026-05-06").link("SUCCESSOR_OF", "u", "a", since=on, note="吸收合并")
    assert facts.said("R18") == ({said("R18", "indication", "a")} if hit else NOTHING)


def test_bankruptcy_after_the_bid() -> None:
    facts = _facts("works", as_of="2026-05-06").record("a", "破产", decided_on="2026-05-01")
    assert facts.said() == {said("R18", "indication", "a")}


@pytest.mark.parametrize(("own", "hit"), [(False, True), (True, False)])
def test_a_team_member_insured_elsewhere(own: bool, hit: bool) -> None:
    facts = (
        Facts("works", "2026-04-21")
        .firms("a", "b", "u")
        .people("p")
        .bid("a", team=["p"])
        .bid("b")
        .link("EMPLOYED_BY", "p", "u")
    )
    if own:
        facts.link("EMPLOYED_BY", "p", "a")
    assert facts.said("R17") == ({said("R17", "indication", "a")} if hit else NOTHING)


@pytest.mark.parametrize(("branch", "head"), [("u", "a"), ("a", "u")])
def test_a_branch_and_its_head_are_one_employer(branch: str, head: str) -> None:
    facts = Facts("works", "2026-04-21").firms("a", "b", "u").people("p").bid("a", team=["p"]).bid("b")
    assert facts.link("BRANCH_OF", branch, head).link("EMPLOYED_BY", "p", "u").said("R17") == NOTHING


def test_a_team_member_of_whom_nothing_is_known() -> None:
    facts = Facts("works", "2026-04-21").firms("a", "b").people("p").bid("a", team=["p"]).bid("b")
    assert facts.said("R17") == NOTHING
    assert "R17" in facts.not_run()


def test_staff_of_one_bidder_in_anothers_bid() -> None:
    facts = (
        Facts("works", "2026-04-21")
        .firms("a", "b")
        .people("p")
        .bid("a", team=["p"])
        .bid("b")
        .link("EMPLOYED_BY", "p", "b")
    )
    assert facts.said("I3") == {said("I3", "indication", "a", "b")}


def test_unrelated_bidders_with_full_data_give_nothing() -> None:
    facts = (
        Facts("bidding")
        .firms("a", "b", "ag", "buyer")
        .people(*"pqrstuvw")
        .beside(agency="ag", buyer="buyer", experts=["w"])
    )
    for bidder, (rep, owner, member) in {"a": "pqr", "b": "stu"}.items():
        facts.represents(rep, bidder).holds(owner, bidder, "1").link("EMPLOYED_BY", member, bidder)
        facts.bid(bidder, team=[member], operator=rep, deposit_payer=bidder, price="1" if bidder == "a" else "3")
    assert facts.said() == NOTHING


@pytest.mark.parametrize(("until", "share", "hit"), [("2024-01-01", "0.6", True), ("2024-01-01", "0.5", True), ("2025-01-01", "0.5", False),
                                                    ("2023-04-21", "0.6", False), ("2024-01-01", "0.4", False)])  # fmt: skip
def test_control_that_an_expert_gave_up_within_three_years(until: str, share: str, hit: bool) -> None:
    """By the company law of its last day: half sufficed until 2024-06-30."""
    facts = _facts("procurement").beside(experts=["x"]).holds("x", "a", share, until=until)
    assert facts.said("E3") == ({said("E3", "ground", "a", "x")} if hit else NOTHING)


def test_a_post_last_shown_within_the_three_years_was_held_then() -> None:
    """No dates of its own: a source showed it two years before, so it was held within the three years."""
    facts = (
        _facts("procurement")
        .beside(experts=["x"])
        .link("EMPLOYED_BY", "x", "a", since=None, seen=["2020-05-01", "2024-05-01"])
    )
    assert facts.said("E3") == {said("E3", "ground", "a", "x")}
    old = (
        _facts("procurement")
        .beside(experts=["x"])
        .link("EMPLOYED_BY", "x", "a", since=None, seen=["2020-05-01", "2022-05-01"])
    )
    assert old.said("E3") == {said("E3", "indication", "a", "x")}


def test_a_penalty_that_has_ended_still_counts_for_its_three_years() -> None:
    served = {"ground": "责令停产停业一个月", "decided_on": "2024-06-01", "ends_on": "2024-07-01"}
    assert _facts("procurement").record("a", "行政处罚", **served, state="expired", state_since="2024-07-02").said(
        "P3"
    ) == {said("P3", "ground", "a")}
    repaired = _facts("procurement").record("a", "行政处罚", **served, state="repaired", state_since="2025-07-02")
    assert repaired.said("P3") == {said("P3", "indication", "a")}


@pytest.mark.parametrize(("regime", "rule"), [("bidding", "E1"), ("procurement", "E3")])
def test_an_expert_whom_a_bid_names(regime: str, rule: str) -> None:
    facts = (
        Facts(regime, "2026-04-21")
        .firms("a", "b")
        .people("x", "p")
        .bid("a", team=["x"])
        .bid("b", team=["p"])
        .beside(experts=["x"])
    )
    assert facts.said(rule) == {said(rule, "ground", "a", "x")}
    namesake = (
        Facts(regime, "2026-04-21").firms("a", "b").people("x").bid("a", team=[" 样x"]).bid("b").beside(experts=["x"])
    )
    assert namesake.said(rule) == {said(rule, "indication", "a", "x")}


def test_a_state_organ_that_tenders_and_holds() -> None:
    facts = _facts().firms("organ", enterprise_type="state_organ").beside(buyer="organ").holds("organ", "a", "0.3")
    assert facts.said("R4") == {said("R4", "indication", "a", "organ")}
