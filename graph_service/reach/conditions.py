"""Conditions that rules name. Each answers yes, no, or ``None`` where the record does not say: then nothing is asserted."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from graph_service.model import Entity, Relationship

Condition = Callable[[Entity, Sequence[Relationship]], bool | None]

_ARTICLE = re.compile(r"第([一二三四五六七八九十百零〇\d]+)条")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0}

MARKET_ORDER = range(140, 232)
"""刑法 chapter 3: 破坏社会主义市场经济秩序罪."""
CORRUPTION = range(382, 397)
"""刑法 chapter 8: 贪污贿赂罪."""
MISAPPROPRIATION = range(270, 274)
"""刑法 270-273: 侵占, 职务侵占, 挪用资金, 挪用特定款物."""
FOOD_CRIMES = (143, 144)


def chinese_number(text: str) -> int:
    """一百四十三 → 143; plain digits pass."""
    if text.isdigit():
        return int(text)
    total, digit = 0, 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        else:
            total += (digit or 1) * {"十": 10, "百": 100}[character]
            digit = 0
    return total + digit


def crime_articles(record: Entity) -> list[int]:
    """Articles of the criminal code that the record's crime cites."""
    return [chinese_number(found) for found in _ARTICLE.findall(str(record.get("crime") or ""))]


def _crime_listed(record: Entity, named: Sequence[Relationship]) -> bool | None:
    if record.get("deprived_of_political_rights"):
        return True
    articles = crime_articles(record)
    if not articles:
        return None
    return any(a in MARKET_ORDER or a in CORRUPTION or a in MISAPPROPRIATION for a in articles)


def _on_probation(record: Entity, named: Sequence[Relationship]) -> bool | None:
    return "缓刑" in str(record.get("sentence") or "") or bool(record.get("probation_ended_on"))


def _not_on_probation(record: Entity, named: Sequence[Relationship]) -> bool | None:
    return not _on_probation(record, named)


def _food_crime(record: Entity, named: Sequence[Relationship]) -> bool | None:
    sentence = str(record.get("sentence") or "")
    grave = any(word in sentence for word in ("有期徒刑", "无期徒刑", "死刑"))
    articles = crime_articles(record)
    if not articles:
        return None if "食品" in str(record.get("crime") or "") and grave else False
    return grave and any(article in FOOD_CRIMES for article in articles)


def _food_licence_revoked(record: Entity, named: Sequence[Relationship]) -> bool | None:
    penalties = _penalties(record)
    revoked = any("吊销" in text and "许可证" in text for text in penalties)
    about_food = record.get("record_kind") == "食品" or any(
        "食品" in t for t in (*penalties, str(record.get("ground") or ""))
    )
    return revoked and about_food


def _fake_or_serious(record: Entity, named: Sequence[Relationship]) -> bool | None:
    ground = str(record.get("ground") or "")
    if "假药" in ground or "第一百一十六条" in ground:
        return True
    if "劣药" in ground or "第一百一十七条" in ground:
        serious = record.get("serious")
        return None if serious is None else bool(serious)
    return False


def _drug_licence_or_data(record: Entity, named: Sequence[Relationship]) -> bool | None:
    ground = str(record.get("ground") or "")
    if "第一百二十二条" not in ground and "第一百二十三条" not in ground:
        return False
    serious = record.get("serious")
    return None if serious is None else bool(serious)


def _major_accident(record: Entity, named: Sequence[Relationship]) -> bool | None:
    grade = record.get("accident_grade")
    return None if grade is None else grade in ("重大", "特别重大")


def _representative_published(record: Entity, named: Sequence[Relationship]) -> bool | None:
    """Where a court found another to be responsible, the representative is published only with proof of part."""
    others = [r for r in named if "实际责任人" in str(r.values.get("capacity") or "")]
    found_by_court = [r for r in others if r.values.get("by_final_judgment")]
    if not found_by_court:
        return True
    representatives = [r for r in named if "代表人" in str(r.values.get("capacity") or "")]
    return any(r.values.get("personally_responsible") for r in representatives)


def _flag(name: str) -> Condition:
    def condition(record: Entity, named: Sequence[Relationship]) -> bool | None:
        value = record.get(name)
        return None if value is None else bool(value)

    return condition


def _penalties(record: Entity) -> list[str]:
    value = record.get("penalties") or []
    return [value] if isinstance(value, str) else list(value)


CONDITIONS: dict[str, Condition] = {
    "large_personal_debt": _flag("large_personal_debt"),
    "in_rating_scheme": _flag("in_rating_scheme"),
    "crime_listed": _crime_listed,
    "on_probation": _on_probation,
    "not_on_probation": _not_on_probation,
    "food_crime": _food_crime,
    "food_licence_revoked": _food_licence_revoked,
    "fake_or_serious_substandard_drug": _fake_or_serious,
    "drug_licence_or_data_serious": _drug_licence_or_data,
    "major_accident": _major_accident,
    "representative_published": _representative_published,
}
