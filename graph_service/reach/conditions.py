"""Conditions that rules name. Each answers yes, no, or ``None`` where the record does not say: nothing is asserted."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from graph_service.reach.case import Case
from graph_service.reach.crimes import crime_articles, is_food_crime, is_listed
from graph_service.records.terms import penalties_of

Condition = Callable[[Case], bool | None]

_SERIOUS = re.compile("情节(?:特别)?严重")
_NOT_SERIOUS = re.compile("(?:未|不|非|无|是否)[^，。；、,;]{0,6}情节(?:特别)?严重")
_PUNISHED = ("徒刑", "拘役", "管制", "罚金", "死刑", "没收财产", "剥夺政治权利")
_FIXED_OR_MORE = ("有期徒刑", "无期徒刑", "死刑")


def _flag(name: str) -> Condition:
    def condition(case: Case) -> bool | None:
        value = case.record.get(name)
        return None if value is None else bool(value)

    return condition


def _debt_unpaid(case: Case) -> bool | None:
    """The 2018 text bans while the debt is unpaid, list or no list."""
    paid = case.record.date("performed_on")
    return paid is None or case.on < paid.earliest


def _crime_listed(case: Case) -> bool | None:
    """A crime of 公司法 178(1)(2), or any crime with loss of political rights."""
    articles = crime_articles(case.record)
    deprived = case.record.get("deprived_of_political_rights")
    if deprived or any(is_listed(article) for article in articles):
        return True
    return None if not articles or deprived is None else False


def _punished(case: Case) -> bool | None:
    """判处刑罚: an exemption from punishment (免予刑事处罚) is none."""
    sentence = case.text("sentence")
    if "免予刑事处罚" in sentence or "免于刑事处罚" in sentence or "免除处罚" in sentence:
        return False
    served = case.record.get("sentence_served_on") or case.record.get("probation_ended_on")
    return True if served or any(word in sentence for word in _PUNISHED) else None


def _on_probation(case: Case) -> bool | None:
    """缓刑 that was not revoked; what is revoked is served."""
    sentence = case.text("sentence")
    if "撤销缓刑" in sentence or "缓刑被撤销" in sentence:
        return False
    return "缓刑" in sentence or bool(case.record.get("probation_ended_on"))


def _sentence_to_serve(case: Case) -> bool | None:
    return not _on_probation(case)


def _sentence_to_serve_before_2024(case: Case) -> bool | None:
    """The 2018 text does not say how 缓刑 counts, and after it the sentence is not served (刑法 76): left open."""
    return None if _on_probation(case) else True


def _occupation_ban_ordered(case: Case) -> bool | None:
    sentence = case.text("sentence")
    return "从业禁止" in sentence or ("禁止" in sentence and ("职业" in sentence or "从事" in sentence))


def _food_crime(case: Case) -> bool | None:
    """有期徒刑 or more for a food crime; 缓刑 does not take away that it was imposed."""
    articles, sentence = crime_articles(case.record), case.text("sentence")
    if articles and not any(is_food_crime(article) for article in articles):
        return False
    if not articles:
        return None if "食品" in case.text("crime") else False
    return any(word in sentence for word in _FIXED_OR_MORE) if sentence.strip() else None


def _food_licence_revoked(case: Case) -> bool | None:
    penalties = penalties_of(case.record)
    about_food = case.record.get("record_kind") == "食品" or "食品" in "；".join([*penalties, case.text("ground")])
    if not penalties:
        return None if about_food else False
    return about_food and any("吊销" in text and "许可证" in text for text in penalties)


def _fake_or_serious(case: Case) -> bool | None:
    """药品管理法 118: fake drugs, or substandard ones where serious; 119 (use) and 117(2) are no such case."""
    ground = case.text("ground")
    if not ground:
        return None
    if any(word in ground for word in ("第一百一十九条", "使用假药", "使用劣药", "第一百一十七条第二款")):
        return False
    if "假药" in ground or "第一百一十六条" in ground:
        return True
    return _serious(case) if "劣药" in ground or "第一百一十七条" in ground else False


def _ground_serious(*articles: str) -> Condition:
    """The ground cites one of these articles and the case is serious."""

    def condition(case: Case) -> bool | None:
        cited = any(article in case.text("ground", "legal_basis") for article in articles)
        return _serious(case) if cited else False

    return condition


def _ground(*words: str) -> Condition:
    return lambda case: any(word in case.text("ground", "legal_basis") for word in words)


def _serious(case: Case) -> bool | None:
    """As recorded; else as the ground says it (情节严重), which a denial ("未认定情节严重") does not."""
    recorded = _flag("serious")(case)
    if recorded is not None:
        return recorded
    ground = case.text("ground")
    return True if _SERIOUS.search(ground) and not _NOT_SERIOUS.search(ground) else None


def _not_found_serious(case: Case) -> bool | None:
    """Whether the graver consequence does not take the place of this one."""
    return _serious(case) is not True


def _major_accident(case: Case) -> bool | None:
    grade = case.record.get("accident_grade")
    return None if grade is None else grade in ("重大", "特别重大")


def _licence_revoked(case: Case) -> bool | None:
    """These texts count from the day the licence was revoked; a closure alone gives no day."""
    said = case.text("ground", "title") + "；" + "；".join(penalties_of(case.record))
    if "吊销" in said:
        return True
    return None


CONDITIONS: Mapping[str, Condition] = {
    "large_personal_debt": _flag("large_personal_debt"),
    "debt_unpaid": _debt_unpaid,
    "in_rating_scheme": _flag("in_rating_scheme"),
    "crime_listed": _crime_listed,
    "punished": _punished,
    "on_probation": _on_probation,
    "sentence_to_serve": _sentence_to_serve,
    "sentence_to_serve_before_2024": _sentence_to_serve_before_2024,
    "occupation_ban_ordered": _occupation_ban_ordered,
    "food_crime": _food_crime,
    "food_licence_revoked": _food_licence_revoked,
    "fake_or_serious_substandard_drug": _fake_or_serious,
    "drug_licence_or_data_serious": _ground_serious("第一百二十二条", "第一百二十三条"),
    "drug_ban_by_decision": _ground_serious("第一百二十四条", "第一百二十五条", "第一百二十六条"),
    "drug_bribing_officials": _ground("第一百四十一条第二款"),
    "drug_taking_bribes_serious": _ground_serious("第一百四十二条"),
    "major_accident": _major_accident,
    "serious": _serious,
    "not_found_serious": _not_found_serious,
    "closed_for_safety": _ground("第一百一十三条"),
    "safety_report_forged": _ground("第九十二条第二款", "第九十二条第三款", "租借资质", "挂靠", "虚假报告"),
    "licence_revoked": _licence_revoked,
}
