"""Which crimes a judgment is for, by article of the criminal code, and which of them 公司法 178(1)(2) means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from graph_service.model import Entity

_ARTICLE = re.compile(r"第([一二三四五六七八九十百零〇\d]+)条")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0}


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, Any]:
    tables: Mapping[str, Any] = yaml.safe_load((Path(__file__).parent / "crimes.yaml").read_text(encoding="utf-8"))
    return tables


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


def crime_articles(record: Entity) -> tuple[int, ...]:
    """Articles that the record's crime cites; else those of the crimes that it names."""
    crime = str(record.get("crime") or "")
    cited = tuple(chinese_number(found) for found in _ARTICLE.findall(crime))
    return cited or _named_articles(crime)


def _named_articles(crime: str) -> tuple[int, ...]:
    """Longest names first, so that 合同诈骗罪 is not also read as 诈骗罪."""
    found = []
    for name, article in sorted(_tables()["names"].items(), key=lambda item: -len(item[0])):
        if name in crime:
            found.append(int(article))
            crime = crime.replace(name, "；")
    return tuple(sorted(found))


def is_listed(article: int) -> bool:
    """Corruption, bribery, 侵占, 挪用, or a crime against the order of the market economy."""
    return any(row["first"] <= article <= row["last"] for row in _tables()["listed"])


def is_food_crime(article: int) -> bool:
    return article in _tables()["food"]
