"""How long a record acts where it does not say so itself: periods of law as data, each with its text and article.

A period whose text is not at hand says so; where the class of a record cannot be told, the longest period of
the text is the bound, and where no text speaks, no end is assumed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from graph_service.dates import PartialDate, first_free_day
from graph_service.model import Entity
from graph_service.records.kinds import kind_of

MINOR = ("警告", "通报批评", "较小数额罚款")
GENERAL = ("较大数额罚款", "没收非法财物")
MARKET_MINOR = ("警告", "通报批评", "较低数额罚款")
_AMOUNTS = ("巨额罚款", "较大数额罚款", "较小数额罚款", "较低数额罚款")
_NUMBERS = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2}
_FIRST_ARTICLE = re.compile(r"(?<![十百零\d])[一1]条(.*)")
_FIXED_TERM_ITEM = re.compile(r"第?[（(]?[二三四五六2-6][）)]?项")
_FIXED_TERM_WORDS = (
    "伪造证据",
    "暴力",
    "威胁",
    "规避执行",
    "财产报告",
    "违反限制消费",
    "违反限制高消费",
    "执行和解协议",
)
_TAX_ITEM = re.compile(r"(?:第?六|第?6)条.{0,6}?[（(]?(十一|[一二三四五六七八九十]|\d+)[）)]?项")
_TAX_EVADED = ("偷税", "逃避追缴欠税")
_TAX_GRAVER = ("骗取", "骗税", "抗税", "虚开")
_NUMBER = r"([一二两三四五六七八九十]|\d+)"
_EXTENSION = re.compile(f"延长{_NUMBER}年")
_BAN = re.compile(rf"(?:禁止|取消|限制|暂停)[^，。；]*?{_NUMBER}年|{_NUMBER}年内?(?:禁止|不得|取消|限制)")
_MARKET = re.compile(r"市场监督管理|市场监管|(?:省|国家|自治区)药品监督管理局")
_NECESSARY = re.compile(r"(?<!未)(?<!不)(?:认为|认定|确有).{0,3}必要公示")
_NOT_NECESSARY = re.compile(r"(?:未认为|未认定|不认为|没有|并无|无).{0,4}必要公示|不予公示")


class TermRule(BaseModel):
    """One period of law. ``valid_to`` is the first day on which the text is no longer in force. Not ``verified``: the
    text is not at hand, the period is known from those who apply it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    kinds: tuple[str, ...]
    text: str
    article: str
    wording: str
    valid_from: date
    valid_to: date | None = None
    ongoing: bool = False
    runs_from: tuple[str, ...]
    when: tuple[str, ...] = ()
    years: int = 0
    months: int = 0
    length: str | None = None
    published: bool = True
    verified: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """When a record stops acting by law. ``first_free``: earliest and latest day that the dates allow.

    ``None`` with ``published`` false: the law keeps it from publication altogether.
    """

    first_free: PartialDate | None
    article: str
    rule: str
    published: bool = True


@lru_cache(maxsize=1)
def term_rules() -> tuple[TermRule, ...]:
    """Every period, in the order in which they are tried."""
    rows = yaml.safe_load((Path(__file__).parent / "terms.yaml").read_text(encoding="utf-8"))
    return tuple(TermRule.model_validate(row) for row in rows)


def statutory_term(record: Entity) -> Term | None:
    """The end that the law gives a record without an end of its own, or ``None``."""
    kind = kind_of(record.get("record_kind"))
    if kind is None:
        return None
    found = (_apply(rule, record) for rule in term_rules() if kind.id in rule.kinds)
    return next((term for term in found if term), None)


def _apply(rule: TermRule, record: Entity) -> Term | None:
    start = next((day for name in rule.runs_from if (day := record.date(name))), None)
    if start is None or not _governs(rule, start.latest) or not all(_CONDITIONS[name](record) for name in rule.when):
        return None
    article = f"{_short(rule.text)} {rule.article}{'' if rule.verified else '（期限原文未见，未核对）'}"
    if not rule.published:
        return Term(None, article, rule.id, published=False)
    months = _LENGTHS[rule.length](record) if rule.length else 12 * rule.years + rule.months
    return Term(_first_free(rule, start, months), article, rule.id) if months else None


def _governs(rule: TermRule, start: date) -> bool:
    """A text governs what begins in its time; an ``ongoing`` one also what it finds."""
    begun = rule.ongoing or start >= rule.valid_from
    return begun and (rule.valid_to is None or start < rule.valid_to)


def _first_free(rule: TermRule, start: PartialDate, months: int) -> PartialDate:
    """Never before the text was in force."""
    ends = (first_free_day(day, months=months) for day in (start.earliest, start.latest))
    return PartialDate(*(max(day, rule.valid_from) for day in ends))


def _short(text: str) -> str:
    return text.rsplit("/", 1)[-1].split("(", 1)[0]


def _text(record: Entity, *names: str) -> str:
    return "；".join(str(record.get(name) or "") for name in names)


def penalties_of(record: Entity) -> list[str]:
    """The penalties as recorded, one text each."""
    value = record.get("penalties") or []
    return [value] if isinstance(value, str) else [str(item) for item in value]


def _classed(record: Entity) -> list[str]:
    """The penalties; a plain fine with the class of its amount where the ground says it."""
    said = _text(record, "ground", "note")
    amount = next((word for word in _AMOUNTS if word in said), "")
    fine = re.sub("罚款$", "", amount)
    return [f"{fine}{text}" if text.startswith("罚款") else text for text in penalties_of(record)]


def _all_in(record: Entity, words: tuple[str, ...]) -> bool:
    penalties = _classed(record)
    return bool(penalties) and all(any(word in text for word in words) for text in penalties)


def _fixed_term_ground(record: Entity) -> bool:
    """Article 1(2)-(6) of the 2017 text, by number or by its words."""
    ground = _text(record, "ground")
    cited = _FIRST_ARTICLE.search(ground)
    by_number = cited is not None and _FIXED_TERM_ITEM.search(cited.group(1))
    return bool(by_number) or any(word in ground for word in _FIXED_TERM_WORDS)


def _summary(record: Entity) -> bool:
    return "简易" in _text(record, "procedure")


def _minor(record: Entity) -> bool:
    """Order 36 Article 8: by summary procedure, or warning, criticism or a small fine only."""
    return _summary(record) or _all_in(record, MINOR)


def _general(record: Entity) -> bool:
    """Order 36 Article 9; beside lighter penalties, for the heaviest decides (Article 12)."""
    return _all_in(record, (*MINOR, *GENERAL))


def _not_found_necessary(record: Entity) -> bool:
    """No finding of the department that publication is necessary (Article 12: in principle not published)."""
    said = _text(record, "ground", "note")
    return bool(_NOT_NECESSARY.search(said)) or not _NECESSARY.search(said)


def _tax_evaded(record: Entity) -> bool:
    """Order 54 Article 6 (1) or (2), or (8) for such conduct: by its item where the ground cites one, else by its words."""
    ground = _text(record, "ground")
    cited = _TAX_ITEM.search(ground)
    if cited and cited.group(1) in ("一", "二", "1", "2"):
        return True
    evaded = any(word in ground for word in _TAX_EVADED) and not any(word in ground for word in _TAX_GRAVER)
    return evaded and (cited is None or cited.group(1) in ("八", "8"))


def _paid_before_publication(record: Entity) -> bool:
    """Everything was paid before the day of publication; of a day known in part, surely before it."""
    paid, published = record.date("performed_on"), record.date("listed_on")
    return paid is not None and published is not None and paid.latest < published.earliest


def _market_authority(record: Entity) -> bool:
    """Market regulators, and the drug regulators of the state and the provinces (Order 45 Article 18)."""
    return bool(_MARKET.search(_text(record, "authority")))


def _market_unpublished(record: Entity) -> bool:
    """Order 45 Article 2: only the ordinary procedure is published, a mere warning is not."""
    return _summary(record) or _all_in(record, ("警告",))


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text]


def _listing_term(record: Entity) -> int | None:
    """Two years, and the extension that the record states; unknown where it says "extended" but not by how much."""
    ground = _text(record, "ground", "note")
    stated = _EXTENSION.search(ground)
    if stated:
        return 24 + 12 * _number(stated.group(1))
    return None if "延长" in ground else 24


def _stated_ban(record: Entity) -> int | None:
    """Months of a ban that the penalty states ("禁止参加政府采购活动二年"), the longest where there are several."""
    stated = _BAN.findall(_text(record, "ground") + "；" + "；".join(penalties_of(record)))
    return max((12 * _number(first or second) for first, second in stated), default=None)


def _three_years_or_restriction(record: Entity) -> int:
    """Three years, or the actual term of a longer restriction of business or occupation."""
    restrictions = "；".join(text for text in penalties_of(record) if "限制" in text)
    stated = [12 * _number(first or second) for first, second in _BAN.findall(restrictions)]
    return max([36, *stated])


_CONDITIONS: Mapping[str, Callable[[Entity], bool]] = {
    "fixed_term_ground": _fixed_term_ground,
    "tax_evaded": _tax_evaded,
    "paid_before_publication": _paid_before_publication,
    "market_authority": _market_authority,
    "market_unpublished": _market_unpublished,
    "market_minor": lambda record: _all_in(record, MARKET_MINOR),
    "minor": _minor,
    "general": _general,
    "not_found_necessary": _not_found_necessary,
}
_LENGTHS: Mapping[str, Callable[[Entity], int | None]] = {
    "listing_term": _listing_term,
    "stated_ban": _stated_ban,
    "three_years_or_restriction": _three_years_or_restriction,
}
