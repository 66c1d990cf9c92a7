"""Masked resident ID numbers: compared where both show a digit, never completed.

Two profiles occur in public lists: month and day hidden (失信被执行人), and the whole birth date hidden (重大税收违法).
A mask is written over the 18 places of the number; a shorter form of birth year and last four stands for the rest.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

LENGTH = 18
FULL = 14
"""Places that the stronger profile shows: region, birth year, last four."""


@dataclass(frozen=True, slots=True)
class MaskComparison:
    """``agreeing``: places that both show alike; ``conflict``: whether some place differs."""

    agreeing: int
    conflict: bool


@lru_cache(maxsize=8192)
def template(mask: str | None) -> str | None:
    """The mask over 18 places, ``*`` where hidden; ``None`` where it is no mask that can be placed."""
    if not mask:
        return None
    text = unicodedata.normalize("NFKC", mask).upper().replace(" ", "")
    if len(text) == LENGTH and set(text) <= set("0123456789X*"):
        return text
    year, tail = text[:4], text[-4:]
    if len(text) == 12 and text[4:8] == "****" and year.isdigit():
        return f"******{year}****{tail}"
    return None


def birth_year(mask: str | None) -> int | None:
    """The birth year that a mask shows."""
    placed = template(mask)
    return int(placed[6:10]) if placed and placed[6:10].isdigit() else None


def compare_masks(a: str | None, b: str | None) -> MaskComparison | None:
    """``None`` where either is unknown or they show no place in common."""
    first, second = template(a), template(b)
    if first is None or second is None:
        return None
    shown = [(x, y) for x, y in zip(first, second, strict=True) if x != "*" and y != "*"]
    if not shown:
        return None
    return MaskComparison(sum(x == y for x, y in shown), any(x != y for x, y in shown))
