"""Check characters of codes, for values that callers send. (Loaders reject with reasons; here a wrong code is left out.)"""

from __future__ import annotations

from stdnum import lei
from stdnum.cn import ric

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def is_uscc(code: str) -> bool:
    """Whether the check character of a unified social credit code is right (GB 32100-2015), whatever its prefix."""
    if len(code) != 18 or any(c not in _ALPHABET for c in code):
        return False
    total = sum(w * _ALPHABET.index(c) for w, c in zip(_WEIGHTS, code[:17], strict=True))
    return _ALPHABET[(31 - total % 31) % 31] == code[17]


def is_registration_number(number: str) -> bool:
    """Whether the check digit of a registration number is right (GS 15-2006, ISO 7064 MOD 11,10)."""
    if len(number) != 15 or not number.isdigit():
        return False
    product = 10
    for digit in number[:14]:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - product) % 10) == number[14]


def is_lei(code: str) -> bool:
    return bool(lei.is_valid(code))


def is_id_number(number: str) -> bool:
    """Whether a resident ID number of 18 characters is right (GB 11643)."""
    return bool(ric.is_valid(number))
