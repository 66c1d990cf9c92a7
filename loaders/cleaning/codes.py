"""Codes of enterprises, normalized and checked. Each raises ``ValueError`` with what is wrong."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from graph_service.identity.keys import org_check_character

USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_USCC_WEIGHED = tuple({c: weight * value for value, c in enumerate(USCC_ALPHABET)} for weight in _USCC_WEIGHTS)
_LEI_LENGTH = 20


def plain(text: str) -> str:
    """Half width, upper case, without spaces and hyphens."""
    return unicodedata.normalize("NFKC", text).upper().replace(" ", "").replace("-", "")


def uscc_check_character(body: str) -> str:
    """The check character of the first 17 characters (GB 32100-2015)."""
    total = sum([weighed[c] for weighed, c in zip(_USCC_WEIGHED, body[:17], strict=True)])
    return USCC_ALPHABET[(31 - total % 31) % 31]


@lru_cache(maxsize=131072)
def clean_uscc(text: str) -> str:
    """A unified social credit code (GB 32100-2015), every registering authority's prefix included."""
    code = plain(text)
    if len(code) != 18 or any(c not in USCC_ALPHABET for c in code):
        raise ValueError("a credit code has 18 characters, digits and capital letters without I, O, S, V, Z")
    if uscc_check_character(code) != code[17]:
        raise ValueError("the check character of the credit code is wrong")
    return code


@lru_cache(maxsize=65536)
def clean_org_code(text: str) -> str:
    """An organisation code (GB 11714), nine characters."""
    code = plain(text)
    if len(code) != 9 or not code.isalnum() or not code.isascii():
        raise ValueError("an organisation code has nine characters")
    if org_check_character(code) != code[8]:
        raise ValueError("the check character of the organisation code is wrong")
    return code


@lru_cache(maxsize=65536)
def clean_registration_number(text: str) -> str:
    """A registration number of 15 digits (GS 15-2006, ISO 7064 MOD 11,10)."""
    number = plain(text)
    if len(number) != 15 or not number.isascii() or not number.isdigit():
        raise ValueError("a registration number has 15 digits")
    if registration_check_digit(number[:14]) != number[14]:
        raise ValueError("the check digit of the registration number is wrong")
    return number


def registration_check_digit(body: str) -> str:
    """The check digit of the first 14 digits (ISO 7064 MOD 11,10)."""
    product = 10
    for digit in body:
        total = (product + int(digit)) % 10 or 10
        product = total * 2 % 11
    return str((11 - product) % 10)


@lru_cache(maxsize=65536)
def clean_lei(text: str) -> str:
    """A legal entity identifier (ISO 17442)."""
    code = plain(text)
    if len(code) != _LEI_LENGTH or not code.isalnum() or not code.isascii():
        raise ValueError("an LEI has 20 characters")
    if int("".join(str(int(c, 36)) for c in code)) % 97 != 1:
        raise ValueError("the check digits of the LEI are wrong")
    return code
