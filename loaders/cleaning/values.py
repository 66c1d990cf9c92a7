"""Dates, amounts, shares, flags and choices as departments write them, in stored form. ``ValueError`` says what is wrong."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache

from graph_service.dates import PartialDate
from graph_service.shares import decimal_text

BLANK = frozenset({"", "-", "--", "—", "/", "n/a", "na", "nan", "null", "none", "无", "空白", "暂无", "不详"})
_DATE = re.compile(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})\s*日?)?\s*月?(?:[T ].*)?$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_YEAR = re.compile(r"^(\d{4})\s*年?$")
_SHARE = re.compile(r"^\d{1,5}(\.\d{1,40})?$|^\.\d{1,40}$")
_EXCEL_EPOCH = date(1899, 12, 30)
_NUMBER = re.compile(r"-?\d[\d,]*\.?\d*")
_UNITS = {"亿": Decimal(10**8), "万": Decimal(10**4)}
_CURRENCIES = {
    "人民币": "CNY",
    "美元": "USD",
    "欧元": "EUR",
    "港元": "HKD",
    "港币": "HKD",
    "日元": "JPY",
    "英镑": "GBP",
}
TRUE = frozenset({"是", "true", "yes", "y", "1", "有", "√"})
FALSE = frozenset({"否", "false", "no", "n", "0", "无", "×"})


def is_blank(text: str | None) -> bool:
    """Whether a cell says nothing."""
    return text is None or text.strip().casefold() in BLANK


def half_width(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


@lru_cache(maxsize=65536)
def clean_date(text: str) -> str:
    """ISO day, month or year from 2019-3-5, 2019年3月5日, 20190305, 2019-03, 2019 or an Excel serial number."""
    plain = half_width(text)
    for pattern in (_DATE, _COMPACT):
        if match := pattern.match(plain):
            return _iso(*match.groups())
    if match := _YEAR.match(plain):
        return _iso(match.group(1), None, None)
    if plain.isascii() and plain.isdigit() and 20000 <= int(plain) <= 80000:
        return (_EXCEL_EPOCH + timedelta(days=int(plain))).isoformat()
    raise ValueError("not a date; write it as 2019-03-05, 2019-03 or 2019")


def _iso(year: str, month: str | None, day: str | None) -> str:
    parts = [year, *(part.zfill(2) for part in (month, day) if part)]
    text = "-".join(parts)
    try:
        found = PartialDate.parse(text)
    except ValueError as error:
        raise ValueError("there is no such day") from error
    if not 1000 <= found.earliest.year <= 9999:
        raise ValueError("the year is out of range")
    return text


@lru_cache(maxsize=65536)
def clean_time(text: str) -> str:
    """An instant with zone (Asia/Shanghai where none is given)."""
    plain = half_width(text).replace("/", "-")
    try:
        found = datetime.fromisoformat(plain)
    except ValueError as error:
        raise ValueError("not a time; write it as 2025-03-10 09:30") from error
    return found.isoformat() if found.tzinfo else found.isoformat() + "+08:00"


@lru_cache(maxsize=65536)
def clean_money(text: str, unit: str = "元") -> str:
    """Yuan (or the stated currency's unit), exact, from 2000万元人民币, 2,000(万), 1.5亿 or a plain number in ``unit``.

    What the text says itself goes before ``unit``: 4,700,000元 under a header in 万元 is that many yuan.
    """
    plain = half_width(text).replace("，", ",")
    match = _NUMBER.search(plain)
    if match is None:
        raise ValueError("not an amount")
    try:
        amount = Decimal(match.group().replace(",", "")[:60])
    except InvalidOperation as error:
        raise ValueError("not an amount") from error
    own = next((word for word in (*_UNITS, "元") if word in plain), None)
    stated = own or next((word for word in _UNITS if word in unit), "元")
    amount *= _UNITS.get(stated, 1)
    return decimal_text(Fraction(amount))


def currency_of(text: str) -> str | None:
    """The currency that an amount names, as an ISO 4217 code."""
    return next((code for word, code in _CURRENCIES.items() if word in text), None)


@lru_cache(maxsize=65536)
def clean_share(text: str, unit: str = "auto") -> tuple[str, str] | None:
    """A share as (minimum, maximum) decimals; ``None`` for unknown. ``unit``: percent, fraction, or auto (a sign
    decides; without one, numbers up to 1 are fractions). Ranges as 5%-10%."""
    plain = half_width(text).replace("％", "%").replace("~", "-").replace("至", "-")
    if plain in ("未知", "unknown", "不详"):
        return None
    parts = [part for part in plain.split("-") if part.strip()]
    if not 1 <= len(parts) <= 2 or plain.startswith("-"):
        raise ValueError("not a share; write it as 51% or 5%-10%")
    percent = "%" in plain or unit == "percent"
    low, high = (_fraction(part, percent, unit) for part in (parts[0], parts[-1]))
    if not 0 <= low <= high <= 1:
        raise ValueError("a share lies between 0 % and 100 %")
    return decimal_text(low), decimal_text(high)


def _fraction(text: str, percent: bool, unit: str) -> Fraction:
    plain = text.replace("%", "").replace(",", "").strip()
    if not _SHARE.match(plain):  # no exponents: 1e999999999 would be a number of a billion digits
        raise ValueError("not a share; write it as 51%")
    number = Fraction(plain)
    if percent or (unit == "auto" and number > 1):
        return number / 100
    return number


def clean_boolean(text: str) -> bool:
    plain = half_width(text).casefold()
    if plain in TRUE:
        return True
    if plain in FALSE:
        return False
    raise ValueError("write 是 or 否")


ENUM_WORDS = {
    "company": "company", "有限责任公司": "company", "股份有限公司": "company", "公司": "company", "企业法人": "company",
    "个体工商户": "sole_trader", "个体户": "sole_trader", "合伙企业": "partnership", "分支机构": "branch", "分公司": "branch",
    "事业单位": "public_body", "机关": "state_organ", "国资监管机构": "state_organ", "国有资产监督管理机构": "state_organ",
    "代理机构": "agency", "社会组织": "social_organization", "社会团体": "social_organization", "农民专业合作社": "cooperative",
    "存续": "active", "在营": "active", "在业": "active", "开业": "active", "正常": "active", "吊销": "revoked",
    "撤销": "cancelled", "注销": "deregistered", "停业": "suspended", "破产": "bankrupt", "迁出": "moved",
    "列入": "active", "有效": "active", "已修复": "repaired", "修复": "repaired", "到期": "expired", "已到期": "expired",
    "移出": "revoked", "删除": "revoked", "已撤销": "quashed", "异议中": "disputed", "拟列入": "proposed",
    "大型": "large", "中型": "medium", "小型": "small", "微型": "micro", "男": "male", "女": "female",
    "内容": "content", "身份": "identity", "冒名": "identity", "认缴": "subscribed", "实缴": "paid",
    "中标": "awarded", "未中标": "evaluated", "否决": "rejected", "撤回": "withdrawn", "强": "strong", "中": "medium", "弱": "weak",
    "地址": "address", "电话": "phone", "邮箱": "email", "银行账户": "bank_account", "机器痕迹": "machine_trace",
}  # fmt: skip


def clean_enum(text: str, choices: tuple[str, ...]) -> str:
    """One of ``choices``, from itself or the Chinese word for it."""
    plain = half_width(text)
    for candidate in (plain, plain.casefold(), ENUM_WORDS.get(plain, ""), _quashed(plain, choices)):
        if candidate in choices:
            return candidate
    raise ValueError(f"not one of: {', '.join(choices)}")


def _quashed(text: str, choices: tuple[str, ...]) -> str:
    """撤销 of a record means that it never counted; of an enterprise that its registration was cancelled."""
    return "quashed" if text == "撤销" and "quashed" in choices else ""


def clean_list(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;；、|]", half_width(text)) if part.strip()]
