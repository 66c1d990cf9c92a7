"""Which column is which, and what a cell of it means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from graph_service.identity.names import is_placeholder
from loaders.cleaning.codes import clean_uscc
from loaders.cleaning.people import Hasher, clean_id_number, clean_name
from loaders.cleaning.values import clean_boolean, clean_money, clean_time, is_blank

_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")
_NUMBER = re.compile(r"(?<!\d)(\d{17}[\dXx]|\d{15}|\d{4,10}\*{3,10}\d{2,4}[\dXx]?)(?!\d)")
_SPLIT = re.compile(r"[;；、\n]+")
_RATE = re.compile(r"[%％‰]|下浮|费率|折扣")
_VAGUE = re.compile("左右|大约|约|以内|不超过|以上|余")

MACHINE = ("mac", "cpu", "disk", "ip", "tool_key")
NUMBERED = ("team", "contact", "operator", "document_author", "deposit_payer", "expert")
"""Columns of persons beside which a column with their ID numbers may stand."""


@lru_cache(maxsize=1)
def known_headers() -> Mapping[str, str]:
    """Field by comparable header."""
    rows = yaml.safe_load((Path(__file__).parent / "columns.yaml").read_text(encoding="utf-8"))
    return {_comparable(header): field for field, headers in rows.items() for header in (*headers, field)}


def field_of(header: str) -> str | None:
    """The field that a header names; ``None`` where it names none."""
    found = known_headers().get(_comparable(header))
    return found or known_headers().get(_comparable(_BRACKETS.sub("", header)))


def unit_of(header: str) -> str:
    """The unit in a header's brackets; yuan where there is none."""
    return next((unit for unit in ("亿元", "万元") if unit in header), "元")


def _comparable(header: str) -> str:
    return re.sub(r"[\s_\-*:：]", "", unicodedata.normalize("NFKC", header)).casefold()


def clean(field: str, header: str, text: str, hasher: Hasher) -> Any:
    """A cell's value; ``None`` where it says nothing. ``ValueError`` says what is wrong, never the value."""
    if is_blank(text):
        return None
    if text.lstrip().startswith("="):
        raise ValueError("the cell holds a formula; paste its value")
    if field == "price":
        return _price(text, header)
    if field in ("submitted_at", "submission_deadline", "credit_check_at"):
        return clean_time(text)
    if field == "claims_sme":
        return clean_boolean(text)
    if field.endswith("_number"):
        return [_number(part, hasher) for part in _SPLIT.split(text) if part.strip()]
    if field in NUMBERED or field == "contains_material_of":
        return [found for part in _SPLIT.split(text) if (found := _named(part, hasher))]
    if field.endswith("_code") and field != "lot_code":
        return clean_uscc(text)
    if field.endswith("_name"):
        return clean_name(text)
    return text.strip()


def _price(text: str, header: str) -> str:
    if _RATE.search(text):
        raise ValueError("a rate, not an amount; state the price in yuan")
    if _VAGUE.search(text):
        raise ValueError("not an exact amount")
    return clean_money(text, unit_of(header))


def _number(text: str, hasher: Hasher) -> dict[str, str]:
    found = clean_id_number(text.strip(), hasher)
    if found.hashed is None:
        return {"id_mask": str(found.mask)}
    return {"id_hmac": found.hashed.hmac, "id_key": found.hashed.key_id, "id_mask": found.hashed.mask}


def _named(text: str, hasher: Hasher) -> dict[str, str] | None:
    """A name, perhaps with the ID number beside it: 张三 or 张三(3701…)."""
    number = _NUMBER.search(text)
    bare = re.sub(r"[()（）/,，:：\s]+", " ", text.replace(number.group(), "") if number else text).strip()
    found: dict[str, str] = _number(number.group(), hasher) if number else {}
    if bare and not is_placeholder(bare):
        found["name"] = str(clean_name(bare))
    return found if found.get("name") or found.get("id_hmac") else None
