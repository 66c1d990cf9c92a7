"""Exact shares. A share that decides a threshold is a fraction, never a float (design: share arithmetic is exact)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

ZERO = Fraction(0)
ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole in [0, 1]: exact where ``minimum == maximum``; unknown is [0, 1] with ``known`` false.

    Raises ``ValueError`` where a bound lies outside [0, 1] or the bounds are crossed.
    """

    minimum: Fraction
    maximum: Fraction
    known: bool = True

    def __post_init__(self) -> None:
        if not (ZERO <= self.minimum <= self.maximum <= ONE):
            raise ValueError(f"a share must lie between 0 and 1: {self.minimum}..{self.maximum}")

    @property
    def exact(self) -> bool:
        return self.known and (self.minimum is self.maximum or self.minimum == self.maximum)

    @staticmethod
    def of(value: str | Decimal | Fraction | int) -> Share:
        """An exact share from a decimal string such as ``"0.51"``."""
        fraction = Fraction(value)
        return Share(fraction, fraction)

    @staticmethod
    def between(minimum: str | Fraction, maximum: str | Fraction) -> Share:
        return Share(Fraction(minimum), Fraction(maximum))

    @staticmethod
    def unknown() -> Share:
        """No source says how much: anything from 0 to 1, and never taken as either."""
        return Share(ZERO, ONE, known=False)

    @staticmethod
    def from_text(minimum: str | None, maximum: str | None) -> Share:
        """From the stored pair of decimal strings; both absent means unknown."""
        return _from_text(minimum, maximum)


@lru_cache(maxsize=16384)
def _from_text(minimum: str | None, maximum: str | None) -> Share:
    if minimum is None or maximum is None:
        return Share.unknown()
    least = Fraction(minimum)
    return Share(least, least if maximum == minimum else Fraction(maximum))


def total(parts: Iterable[Fraction]) -> Fraction:
    """Their sum. Made whole once, where adding one after the other would reduce every sum on the way."""
    pairs = [part.as_integer_ratio() for part in parts]
    whole = math.lcm(*(denominator for _, denominator in pairs))
    return Fraction(sum(part * (whole // denominator) for part, denominator in pairs), whole)


def decimal_text(value: Fraction) -> str:
    """A finite decimal as text ("0.4956"); a fraction that has none as "p/q"."""
    denominator = value.denominator
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    if denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    text = format(Decimal(value.numerator) / Decimal(value.denominator), "f") if value else "0"
    return text.rstrip("0").rstrip(".") if "." in text else text
