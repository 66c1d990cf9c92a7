"""ID numbers, masks, names and contact values. A number is hashed here and goes no further; errors never show one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from graph_service.identity.hmac import HashedId
from graph_service.identity.names import is_placeholder, tidy
from loaders.cleaning.codes import plain

Hasher = Callable[[str], HashedId]
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_MASKED = re.compile(r"^\d{4,10}\*{3,10}\d{2,4}[\dX]?$")


@dataclass(frozen=True, slots=True)
class IdNumber:
    """Either a hashed full number, or the mask that the source itself published."""

    hashed: HashedId | None
    mask: str | None


def clean_id_number(text: str, hasher: Hasher) -> IdNumber:
    """A resident ID number (GB 11643), 18 or the old 15 characters, or a masked one. Never shown in an error."""
    number = plain(text)
    if "*" in number:
        if not _MASKED.match(number):
            raise ValueError("a masked ID number keeps its first and last characters, with * between")
        return IdNumber(None, number)
    if len(number) == 15 and number.isascii() and number.isdigit():
        number = number[:6] + "19" + number[6:]
        number += id_check_character(number)
    if len(number) != 18 or not number.isascii() or not number[:17].isdigit():
        raise ValueError("an ID number has 18 characters")
    if id_check_character(number[:17]) != number[17]:
        raise ValueError("the check character of the ID number is wrong")
    _birth_day(number)
    return IdNumber(hasher(number), None)


def id_check_character(body: str) -> str:
    """The check character of the first 17 digits (GB 11643)."""
    return "10X98765432"[sum(w * int(c) for w, c in zip(_WEIGHTS, body[:17], strict=True)) % 11]


def _birth_day(number: str) -> None:
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError as error:
        raise ValueError("the birth date in the ID number does not exist") from error


def clean_name(text: str) -> str | None:
    """A tidy name; ``None`` for a placeholder such as 无 or N/A, which is no name."""
    name = tidy(text).replace("（", "(").replace("）", ")")
    if is_placeholder(name):
        return None
    if len(name) > 300:
        raise ValueError("a name of more than 300 characters")
    return name
