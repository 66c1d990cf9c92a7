"""Names taken apart, and what a comparison of two parties says. All parties are made up."""

from __future__ import annotations

import pytest

from graph_service.errors import InvalidInput
from graph_service.identity.company import company_name
from graph_service.identity.countries import differ
from graph_service.identity.masks import compare_masks, template
from graph_service.identity.match import Candidate, compare
from graph_service.identity.names import fold, key
from graph_service.identity.party import PartyExample
from graph_service.identity.person import person_name
from graph_service.identity.regions import leading, region_codes, region_name, relation
from graph_service.identity.similarity import company_core, person
from graph_service.identity.weights import weights


def firms(a: str, b: str, **values: object) -> Candidate:
    first = PartyExample("Enterprise", (a,)).checked()
    return compare(first, PartyExample("Enterprise", (b,), **values).checked())  # type: ignore[arg-type]


def people(a: str, b: str) -> Candidate:
    return compare(PartyExample("Person", (a,)).checked(), PartyExample("Person", (b,)).checked())


@pytest.mark.parametrize(
    ("name", "core", "industries", "form", "branch"),
    [
        ("大连虚舟贸易有限公司", "虚舟", ("贸易",), "company", ""),
        ("虚舟信息技术(大连)有限公司", "虚舟", ("信息技术",), "company", ""),
        ("辽宁省大连市虚舟(集团)股份有限公司", "虚舟", (), "company", ""),
        ("大连虚舟贸易有限公司鹿鸣分公司", "虚舟", ("贸易",), "company", "鹿鸣分公司"),
        ("大连虚舟贸易有限公司鹿鸣营销部", "虚舟", ("贸易",), "company", "鹿鸣营销部"),
        ("沈阳市虚舟机械加工厂", "虚舟", ("机械", "加工"), "works", ""),
        ("虚舟贸易", "虚舟", ("贸易",), "", ""),
        ("虚舟银行", "虚舟", ("银行",), "", ""),  # not the shop (行) of 虚舟银
        ("大连虚舟贸易有限公司（已注销）", "虚舟", ("贸易",), "company", ""),
        ("大连虚舟贸易有限公司（吊销，未注销）", "虚舟", ("贸易",), "company", ""),
        ("大连虚舟贸易有限公司（原鹿鸣贸易商行）", "虚舟", ("贸易",), "company", ""),
        ("朝阳建材", "朝阳", ("建材",), "", ""),
    ],
)
def test_chinese_company_name(name: str, core: str, industries: tuple[str, ...], form: str, branch: str) -> None:
    found = company_name(name)
    assert (found.core, found.industries, found.form, found.branch) == (core, industries, form, branch)


@pytest.mark.parametrize(
    ("name", "words", "form"),
    [
        ("Xuzhou Boat Trading Co., Ltd.", ("xuzhou", "boat", "trading"), "ltd"),
        ("XUZHOU BOAT PVT. LIMITED", ("xuzhou", "boat"), "ltd"),
        ("Barco Vacío S.A. de C.V.", ("barco", "vacio"), "sa"),
        ("PT. Perahu Kosong Tbk", ("perahu", "kosong"), "id"),
        ("Limited", ("limited",), ""),
    ],
)
def test_latin_company_name(name: str, words: tuple[str, ...], form: str) -> None:
    found = company_name(name)
    assert (found.words, found.form) == (words, form)


@pytest.mark.parametrize(
    ("a", "b", "grade"),
    [
        ("QQR Construction Co. Ltd", "D.A. CONSTRUCTION LIMITED", None),  # nothing but the trade in common
        ("Vel Maro Construction & Import Export Co.", "BRIMA CONSTRUCTION & IMPORT EXPORT CO., LTD.", None),
        ("Abd Vel Rahmann Trading", "Abdvelrahman Trading", "weak"),  # written apart and together
        ("M/s. X.N Vellick & Company", "X.N. VELLICK & COMPANY", "strong"),
        ("LLC BVS CONSULTING", "BVS CONSULTING LLC", "medium"),
        ("LIMITED LIABILITY COMPANY BVS", "BVS LLC", "medium"),
        ("Limited Brands Inc.", "Brands Inc.", "weak"),  # a word of the name, not a form
    ],
)
def test_latin_firms(a: str, b: str, grade: str | None) -> None:
    found = firms(a, b)
    assert (found.grade, found.score) == (grade, firms(b, a).score)


@pytest.mark.parametrize(
    ("a", "b", "different"),
    [
        ("Vietnam", "Viet Nam", False), ("VN", "越南", False), ("Côte d'Ivoire", "IVORY COAST", False),
        ("Korea, Republic of", "South Korea", False), ("UK", "United Kingdom", False), ("中國", "China", False),
        ("China", "Hong Kong", True), ("South Korea", "North Korea", True), ("Nepal", "India", True), ("Nepal", "Uganda", True),
        ("Nepal", "NP", False), ("尼泊尔", "Nepal", False),  # not known to be one, not known to differ
        (None, "China", False), ("", "China", False),
    ],
)  # fmt: skip
def test_countries_differ_only_where_they_surely_do(a: str | None, b: str | None, different: bool) -> None:
    assert differ(a, b) is differ(b, a) is different


HEAD = "山东虚舟机械股份有限公司"
LATIN = "SHANDONG XUZHOU MACHINERY CO., LTD."


@pytest.mark.parametrize(
    ("chinese", "latin", "differ"),
    [
        (f"{HEAD}济宁市鱼台县分公司", f"{LATIN} JINING YUTAI COUNTY BRANCH", False),
        (f"{HEAD}济宁市鱼台县分公司", f"{LATIN} JINING WEISHAN COUNTY BRANCH", True),
        (f"{HEAD}济宁分公司", f"{LATIN} BRANCH", True),
        (f"{HEAD}济宁分公司", LATIN, True),
        (HEAD, f"{LATIN} JINING BRANCH", True),
        (HEAD, LATIN, False),
        (f"{HEAD}济宁分公司", "SHANDONG XUZHOU MACHINERY JIN", False),  # cut off by its list: it cannot be told
        (f"{HEAD}重庆分公司", f"{LATIN} CHONGQING BRANCH", False),  # the rarer reading of a character
        (f"{HEAD}陕西分公司", f"{LATIN} SHAANXI BRANCH", False),
        (f"{HEAD}哈尔滨分公司", f"{LATIN} HARBIN BRANCH", False),  # no pinyin: it cannot be told
        (f"{HEAD}第六分公司", f"{LATIN} NO. 6 BRANCH", False),
        (f"{HEAD}第六分公司", f"{LATIN} NO. 7 BRANCH", True),
        (f"{HEAD}路桥分公司", f"{LATIN} ROAD AND BRIDGE BRANCH", False),
    ],
)
def test_a_branch_in_one_script_and_in_the_other(chinese: str, latin: str, differ: bool) -> None:
    found = firms(chinese, latin)
    assert ("branch_differs" in {f.feature for f in found.findings}) is differ
    assert found.answer == ("different" if differ else "possible")
    assert "branch" not in {f.feature for f in found.findings}


@pytest.mark.parametrize(
    ("latin", "grade"),
    [
        ("SHANDONG CONSTRUCTION GROUP CORPORATION LIMITED", "medium"),
        ("Shandong Provincial Construction Group", "medium"),
        ("SHANDONG HEZHU CONSTRUCTION ENGINEERING CO., LTD.", None),
        ("SHANDONG CONSTRUCTION GROUP HEZHU ENGINEERING CO., LTD.", None),
    ],
)
def test_a_place_names_a_firm_in_the_other_script_only_where_nothing_else_does(latin: str, grade: str | None) -> None:
    assert firms("山东建设集团有限公司", latin).grade == grade


def test_regions_chain_and_relate() -> None:
    place = leading(key("辽宁省大连市虚舟"))
    assert place is not None
    assert (place.length, place.codes) == (6, frozenset({"210200"}))
    assert relation(region_codes("大连"), region_codes("辽宁省")) == "within"
    assert relation(region_codes("210200"), region_codes("沈阳市")) == "near"
    assert relation(region_codes("大连"), region_codes("济南")) == "apart"
    assert relation(region_codes(""), region_codes("济南")) is None


def test_compound_and_special_surnames() -> None:
    assert (person_name("歐陽样遠").surname, person_name("欧阳样远").given) == ("欧阳", "样远")
    assert "shanyangan" in person_name("单样安").romanized


def test_fold_is_its_own_fold() -> None:
    for character in map(chr, range(0x3400, 0xA000)):
        assert fold(fold(character)) == fold(character)


@pytest.mark.parametrize(
    ("mask", "placed"),
    [
        ("3700001975****9974", "3700001975****9974"),
        ("370000********997x", "370000********997X"),
        ("1975****9974", "******1975****9974"),
        ("３７００００1975****9974", "3700001975****9974"),
        ("1975", None),
        ("", None),
    ],
)
def test_mask_template(mask: str, placed: str | None) -> None:
    assert template(mask) == placed


def test_two_mask_profiles_meet() -> None:
    court, tax = (
        compare_masks("3700001975****9974", "370000********9974"),
        compare_masks("1975****9974", "370000********9975"),
    )
    assert court is not None
    assert tax is not None
    assert (court.agreeing, court.conflict) == (10, False)
    assert tax.conflict
    assert compare_masks("1975****9974", None) is None


@pytest.mark.parametrize(
    ("a", "b", "grade"),
    [
        ("大连虚舟贸易有限公司", "大連虛舟貿易有限公司", "strong"),
        ("大连虚舟贸易有限公司", "大连虚舟贸易有限责任公司", "strong"),
        ("大连虚舟贸易有限公司", "虚舟贸易", "strong"),
        ("大连虚舟集装箱股份有限公司", "虚舟集装箱", "medium"),
        ("深圳市虚舟(集团)股份有限公司", "虚舟集团", "medium"),
        ("上海国际虚舟(集团)股份有限公司", "上舟集团", "weak"),
        ("上海浦东发展银行股份有限公司", "浦发银行", "weak"),  # from within the place
        ("中国虚舟银行股份有限公司", "虚舟银行", "strong"),
        ("Al-Sample Trading Est.", "Alsample Trading Establishment", "medium"),
        ("大连虚舟通信集团有限公司", "DALIAN XUZHOU COMMUNICATION GROUP CO LTD", "medium"),
        ("Xuzhou Boat Trading Co., Ltd.", "XUZHOU BOAT TRADING LIMITED", "medium"),
        ("大连虚舟贸易有限公司", "沈阳虚舟贸易有限公司", "medium"),
        ("大连虚舟贸易有限公司", "济南虚舟贸易有限公司", None),
        ("大连虚舟贸易有限公司", "大连实舟贸易有限公司", None),
        ("大连虚舟贸易有限公司", "大连虚舟贸易有限公司鹿鸣分公司", None),
        ("大连市第一虚舟厂", "大连市第二虚舟厂", None),
    ],
)
def test_company_names_are_graded(a: str, b: str, grade: str | None) -> None:
    found = firms(a, b)
    assert found.grade == grade, found
    assert found.answer == ("possible" if grade else "different")


@pytest.mark.parametrize(
    ("a", "b", "feature"),
    [
        ("欧阳样远", "OUYANG Yangyuan", "romanized"),
        ("王样远", "Yangyuan Wang", "romanized"),
        ("Jean Example-Sample", "EXAMPLE SAMPLE, Jean", "order"),
        ("John Quentin Sample", "J. Q. Sample", "initials"),
        ("Li Wu", "Lu Wu", "different"),
    ],
)
def test_manner_of_person_names(a: str, b: str, feature: str) -> None:
    assert person(person_name(a), person_name(b))[1] == feature


@pytest.mark.parametrize(
    ("a", "b", "manner", "grade"),
    [
        ("Ivan Petrovich Sokolov", "Ivan Sokolov", "left_out", "weak"),
        ("Maria Fernanda Quiroga Salas", "Maria Fernanda Quiroga", "left_out", "weak"),
        ("Abd al Rahman Siddiqui", "Abdulrahman Siddiqui", "spelling", "weak"),
        ("Yevgeniy Bolshakov", "Evgenii Bolshakov", "spelling", "weak"),
        ("Li Ming", "Li Ming Hua", "spelling", None),  # another given name, not one with a word left out
        ("Zhang Wei", "Zhang Wen", "spelling", None),
        ("Ivan Sokolov", "Ivan Baranov", "different", None),
        ("Ivan", "Ivan Sokolov", "different", None),
    ],
)
def test_latin_names_of_persons_with_words_left_out_or_spelled_otherwise(
    a: str, b: str, manner: str, grade: str | None
) -> None:
    for first, second in ((a, b), (b, a)):
        assert people(first, second).grade == grade
        assert person(person_name(first), person_name(second))[1] in (manner, "different")
    if grade:
        assert person(person_name(a), person_name(b))[1] == manner


@pytest.mark.parametrize(
    ("short", "manner"),
    [("XRAB", "initials"), ("XRB", "initials"), ("XRBC", "initials"), ("XRBX", "different"), ("XB", "different")],
)
def test_an_abbreviation_leaves_joining_words_out_and_may_end_with_the_form(short: str, manner: str) -> None:
    long = company_name("Xuzhou Road and Bridge Corporation")
    assert company_core(company_name(short), long)[1] == company_core(long, company_name(short))[1] == manner


@pytest.mark.parametrize(
    ("a", "b", "grade"),
    [
        ("Halvorsen Marine Trading LLC", "Halvorsen Marine", "weak"),
        ("Zarnitsa Shipping Company Limited", "Zarnitza Shipping Co Ltd", "weak"),
        ("Trading Company", "Trading and Shipping Company", None),  # words of a trade name no firm
        ("Halvorsen Marine", "Gunderson Marine", None),
    ],
)
def test_latin_names_of_firms(a: str, b: str, grade: str | None) -> None:
    assert firms(a, b).grade == firms(b, a).grade == grade


def test_names_never_make_two_parties_one() -> None:
    everything = {
        "id_mask": "3700001975****9974", "birth_year": 1975, "region": "370000", "phones": ("13800000000",),
        "addresses": ("样板市样板路一号",), "officers": ("样一", "样二"),
    }  # fmt: skip
    a = PartyExample("Person", ("慕容样平",), **everything).checked()  # type: ignore[arg-type]
    found = compare(a, PartyExample("Person", ("慕容样平",), **everything).checked())  # type: ignore[arg-type]
    assert (found.answer, found.grade) == ("possible", "strong")
    assert found.score <= weights().ceiling


def test_mask_conflict_is_different_whatever_else_agrees() -> None:
    a = PartyExample("Person", ("慕容样平",), id_mask="3700001975****9974").checked()
    found = compare(a, PartyExample("Person", ("慕容样平",), id_mask="370000********9975").checked())
    assert found.answer == "different"
    assert found.features[0].feature == "mask_conflict"


def test_identifiers_decide() -> None:
    code = "91370000XQ090002XJ"
    a = PartyExample("Enterprise", ("甲样有限公司",), uscc=code).checked()
    assert compare(a, PartyExample("Enterprise", ("乙样有限公司",), org_code="XQ090002-X").checked()).answer == "same"
    other = PartyExample("Enterprise", ("甲样有限公司",), uscc="91370000XQ0900011T").checked()
    assert compare(a, other).answer == "different"
    one = PartyExample("Person", ("样一",), id_hmac="aa", id_key="k1").checked()
    assert compare(one, PartyExample("Person", ("样一",), id_hmac="bb", id_key="k1").checked()).answer == "different"
    assert compare(one, PartyExample("Person", ("样一",), id_hmac="bb", id_key="k2").checked()).answer == "possible"


def test_placeholders_are_no_names() -> None:
    assert people("无", "无").answer == "different"
    assert people("N/A", "样一").features[0].feature == "no_name"


@pytest.mark.parametrize(
    "name", ["", "\x00\x01\u202e", "\u200f\u202eمثال", "()（）", "💥" * 20, "a", "中", "a中א1" * 40]
)
def test_odd_names_are_compared_without_harm(name: str) -> None:
    found = firms(name, "大连虚舟贸易有限公司")
    assert 0 <= found.score <= weights().ceiling


def test_a_name_beyond_the_limit_is_refused() -> None:
    with pytest.raises(InvalidInput):
        PartyExample("Enterprise", ("字" * 1_000_000,)).checked()


def test_two_scripts_in_one_name() -> None:
    assert PartyExample("Enterprise", ("Xuzhou Boat Trading (大连虚舟贸易有限公司)",)).checked().names[1:] == (
        "大连虚舟贸易有限公司", "Xuzhou Boat Trading",
    )  # fmt: skip


@pytest.mark.parametrize(("code", "name"), [
    ("371302", "山东省临沂市兰山区"), ("371300", "山东省临沂市"), ("370000", "山东省"), ("110101", "北京市东城区"),
    ("429004", "湖北省仙桃市"), ("371302001", "山东省临沂市兰山区"), ("810000", "香港特别行政区"),
    ("379900", "山东省"),  # no such prefecture: as far as it is assigned
    ("990000", None), ("莒南县", None), ("37130", None), ("371302x", None), ("", None), (None, None),
])  # fmt: skip
def test_a_regions_code_in_words(code: str | None, name: str | None) -> None:
    assert region_name(code) == name
