"""Contact values made comparable: one form for loading and for searching, so that the same value is the same point."""

from __future__ import annotations

import re
import unicodedata

from graph_service.identity.names import is_placeholder, tidy

_NUMBER = re.compile(r"^[\d\s()+\-（）]{7,24}$")


def normalized(kind: str, text: str) -> str | None:
    """The comparable value of a contact point; ``None`` where the text says nothing of that kind."""
    value = tidy(text)
    if is_placeholder(value):
        return None
    if kind == "phone":
        digits = re.sub(r"\D", "", value.split(";")[0])
        digits = digits.removeprefix("86") if len(digits) > 11 else digits
        return digits if len(digits) >= 7 else None
    if kind == "email":
        return value.casefold() if "@" in value else None
    if kind == "address":
        compact = re.sub(r"[\s,，。.]", "", value)
        return compact if len(compact) >= 6 else None
    return unicodedata.normalize("NFKC", value).upper().replace(" ", "").replace("-", "")


def readings(text: str) -> list[tuple[str, str]]:
    """What a text may be as a contact point: kind and comparable value, the likeliest first."""
    kinds = ("email",) if "@" in text else ("phone",) if _NUMBER.match(text.strip()) else ("address",)
    return [(kind, value) for kind in kinds if (value := normalized(kind, text))]
