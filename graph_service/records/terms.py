"""How long a record acts where it does not say so itself: periods of law, each with its text and article.

A period is only applied where its text is known and in force; where the class of a record cannot be told, no end
is assumed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from graph_service.dates import first_free_day
from graph_service.model import Entity
from graph_service.records.kinds import kind_of

SEVERE = (
    "暂扣许可证",
    "降低资质等级",
    "吊销许可证",
    "限制开展生产经营活动",
    "责令停产停业",
    "责令关闭",
    "限制从业",
    "巨额罚款",
    "吊销",
)
GENERAL = ("较大数额罚款", "没收")
MINOR = ("警告", "通报批评", "较小数额罚款")
_FIXED_TERM_GROUND = re.compile(r"第一条第?[（(]?[二三四五六]")
ORDER_36_FROM = date(2026, 4, 1)
ORDER_45_FROM = date(2021, 9, 1)


@dataclass(frozen=True, slots=True)
class Term:
    """When a record stops by law: the first free day, and the article that says so."""

    first_free_day: date
    article: str


def statutory_term(record: Entity) -> Term | None:
    """The end that the law gives a record without an end of its own, or ``None``."""
    kind = kind_of(record.get("record_kind"))
    rule = _RULES.get(kind.id) if kind else None
    return rule(record) if rule else None


def _day(record: Entity, *names: str) -> date | None:
    """The latest day that a (perhaps partial) date may mean: never ended too early."""
    for name in names:
        if (found := record.date(name)) is not None:
            return found.latest
    return None


def _years(years: int, article: str, *names: str) -> Callable[[Entity], Term | None]:
    def rule(record: Entity) -> Term | None:
        day = _day(record, *names)
        return Term(first_free_day(day, years=years), article) if day else None

    return rule


def _dishonest(record: Entity) -> Term | None:
    """Two years for Article 1(2)-(6); Article 1(1) has no term (失信名单规定 2017, 2 and 10)."""
    day = _day(record, "listed_on", "decided_on")
    if day is None or not _FIXED_TERM_GROUND.search(str(record.get("ground") or "")):
        return None
    return Term(first_free_day(day, years=2), "最高人民法院关于公布失信被执行人名单信息的若干规定 第二条")


def _penalty(record: Entity) -> Term | None:
    """Publication of a penalty: the market regulators' own rule, else the classes of the credit repair measures."""
    decided = _day(record, "decided_on")
    if decided is None:
        return None
    if "市场监督管理" in str(record.get("authority") or "") and decided >= ORDER_45_FROM:
        return _market_penalty(record, decided)
    if decided >= ORDER_36_FROM:
        return _classed_penalty(record, decided)
    return None


def _market_penalty(record: Entity, decided: date) -> Term | None:
    penalties = _penalties(record)
    article = "市场监督管理行政处罚信息公示规定 第十三条"
    published = _day(record, "listed_on") or decided
    if penalties and all(_matches(text, ("警告",)) for text in penalties):
        return Term(decided, article)
    if penalties and all(_matches(text, ("警告", "通报批评", "较低数额罚款")) for text in penalties):
        return Term(first_free_day(published, months=3), article)
    return Term(first_free_day(published, years=3), article) if penalties else None


def _classed_penalty(record: Entity, decided: date) -> Term | None:
    """Longest class counts (Art 12); a class that cannot be told gives no end."""
    article = "信用修复管理办法 第七条至第十二条"
    if "简易" in str(record.get("procedure") or ""):
        return Term(first_free_day(decided, months=3), article)
    classes = [_class_of(text) for text in _penalties(record)]
    if not classes or None in classes:
        return Term(first_free_day(decided, years=3), article)
    years, months = max(c for c in classes if c is not None)
    return Term(first_free_day(decided, years=years, months=months), article)


def _class_of(text: str) -> tuple[int, int] | None:
    if _matches(text, SEVERE):
        return (3, 0)
    if _matches(text, GENERAL):
        return (1, 0)
    return (0, 3) if _matches(text, MINOR) else None


def _matches(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)


def _penalties(record: Entity) -> list[str]:
    value = record.get("penalties") or []
    return [value] if isinstance(value, str) else list(value)


_RULES: dict[str, Callable[[Entity], Term | None]] = {
    "dishonest_judgment_debtor": _dishonest,
    "market_serious_violation": _years(3, "市场监督管理严重违法失信名单管理办法 第二十一条", "listed_on", "decided_on"),
    "major_tax_violation": _years(3, "重大税收违法失信主体信息公布管理办法 第十七条", "listed_on"),
    "wage_arrears": _years(3, "人社部令第45号（期限条文见官方通稿）", "listed_on", "decided_on"),
    "administrative_penalty": _penalty,
}
