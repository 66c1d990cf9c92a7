"""Administrative regions of China: names to GB/T 2260 codes, and how two regions lie to each other.

The table of codes and names, with those of the past, is the one that python-stdnum carries for resident ID numbers.
Codes have six digits: two of the province, two of the prefecture, two of the county.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from stdnum import numdb

from graph_service.identity.affixes import Beginnings
from graph_service.identity.names import key

_LEVELS = ("特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "自治州", "自治县", "自治旗", "地区", "新区", "林区",
           "特区", "省", "市", "盟", "区", "县", "旗")  # fmt: skip
_PEOPLES = re.compile(r"(?:[\u4e00-\u9fff]{1,4}族)+$")
_PERIOD = re.compile(r"\[[^\]]*\]")
_CODE = re.compile(r"^\d{6}")
_WHOLE_CODE = re.compile(r"^\d{6}(\d{3}|\d{6})?$", re.ASCII)
"""A county's code, or that of a township or village below it."""
_MUTE = frozenset(
    {
        "市辖区",
        "县",
        "省直辖县级行政区划",
        "自治区直辖县级行政区划",
        "省直辖县级行政单位",
        "自治区直辖县级行政单位",
        "郊区",
        "城区",
        "矿区",
    }
)
_HONG_KONG_MACAO_TAIWAN = {"710000": "台湾", "810000": "香港", "820000": "澳门"}
Relation = str
"""``same``, ``within`` (one contains the other), ``near`` (one province), ``apart`` (two provinces)."""


class Region(NamedTuple):
    """A place that a text names: every code that the name may mean, and how long the name is."""

    codes: frozenset[str]
    length: int


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, frozenset[str]], Beginnings]:
    """Names, with and without the word for their level, to codes; and these names as beginnings."""
    found: dict[str, set[str]] = {}
    for code, name in _named():
        for form in {name, _short(name)}:
            if len(form) > 1 and form not in _MUTE:
                found.setdefault(key(form), set()).add(code)
    return {name: frozenset(codes) for name, codes in found.items()}, Beginnings(found)


def _named() -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = list(_HONG_KONG_MACAO_TAIWAN.items())
    for _, number, _, properties, children in _prefixes():
        province = f"{number}0000"
        pairs.append((province, properties.get("province", "")))
        for _, rest, _, inner, _ in children:
            names = _PERIOD.sub("", inner.get("county", "")).split(",")
            pairs += [(number + rest, name) for name in names if name not in _MUTE]
    return pairs


def _prefixes() -> Any:
    return numdb.get("cn/loc").prefixes


def _short(name: str) -> str:
    for level in _LEVELS:
        if name.endswith(level) and len(name) - len(level) >= 2:
            bare = _PEOPLES.sub("", name.removesuffix(level))
            return bare if len(bare) >= 2 else name.removesuffix(level)
    return name


@lru_cache(maxsize=65536)
def region_codes(text: str | None) -> frozenset[str]:
    """The codes that a region's code or name may mean; empty where it is none. The longest chain of names counts."""
    if not text:
        return frozenset()
    if code := _CODE.match(text.strip()):
        return frozenset({code.group()})
    found = leading(key(text))
    return found.codes if found else frozenset()


def region_name(text: str | None) -> str | None:
    """Province, prefecture and county that a region's code means (山东省临沂市兰山区); of a code that is assigned to
    nobody, the part that is. Several names of one code, from different times: the last. ``None`` where the text is no
    code or its province is none."""
    if not text or not (code := _WHOLE_CODE.match(text.strip())):
        return None
    digits = code.group()[:6]
    names = _names()
    steps = dict.fromkeys((f"{digits[:2]}0000", f"{digits[:4]}00", digits))
    known = [names[step] for step in steps if step in names]
    return "".join(dict.fromkeys(known)) if f"{digits[:2]}0000" in names else None


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {code: name for code, name in _named() if name}


def leading(text: str) -> Region | None:
    """The place named at the beginning of a comparable text, as far as it goes: 辽宁省沈阳市… is one place."""
    found = _first(text)
    while found and (further := _first(text[found.length :])):
        inner = frozenset(c for c in further.codes if any(relation_of(c, o) == "within" for o in found.codes))
        if not inner:
            break
        found = Region(inner, found.length + further.length)
    return found


def _first(text: str) -> Region | None:
    codes, names = _table()
    length = names.longest(text, len(text))
    return Region(codes[text[:length]], length) if length else None


@lru_cache(maxsize=262144)
def relation_of(a: str, b: str) -> Relation:
    """How two codes lie to each other."""
    if a == b:
        return "same"
    first, second = a.rstrip("0") if a[2:] != "0000" else a[:2], b.rstrip("0") if b[2:] != "0000" else b[:2]
    first, second = _even(first), _even(second)
    if first == second:
        return "same"
    if a.startswith(second) or b.startswith(first):
        return "within"
    return "near" if a[:2] == b[:2] else "apart"


def _even(digits: str) -> str:
    return digits + "0" * (len(digits) % 2)


@lru_cache(maxsize=262144)
def relation(a: frozenset[str], b: frozenset[str]) -> Relation | None:
    """The closest that two places may lie; ``None`` where either is unknown."""
    if not a or not b:
        return None
    order = ("same", "within", "near", "apart")
    return min((relation_of(x, y) for x in a for y in b), key=order.index)
