"""What names and parties say besides letters, as rows of numbers: so that whole candidates are weighed by compiled code.

A name's row: region, legal form, lines of business, numbers, branch (``identity.company``). A party's row: birth year,
gender, place, and what its masked ID number shows. Texts that are only compared for being equal stand as hashes; two
that meet by chance cost a comparison, never an answer. Memory: 24 bytes for each name, 16 for each party.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from struct import Struct
from threading import Lock
from zlib import crc32

import numpy as np
import numpy.typing as npt

from graph_service.identity.company import CompanyName, company_name
from graph_service.identity.evidence import places
from graph_service.identity.lexicon import lexicon
from graph_service.identity.masks import birth_year, template
from graph_service.identity.party import PartyExample
from graph_service.identity.regions import relation

NAME = np.dtype([
    ("lines", "u8"), ("industry", "u4"), ("number", "u4"), ("branch", "u4"), ("region", "u2"), ("form", "u1"), ("nationwide", "u1"),
])  # fmt: skip
PARTY = np.dtype([("tail", "i4"), ("district", "i4"), ("year", "i2"), ("place", "u2"), ("gender", "u1"), ("masked_year", "u1"),
                  ("unused", "u2")])  # fmt: skip
UNKNOWN, SAME, WITHIN, NEAR, APART = range(5)
"""How two places lie to each other, as a number."""
_RELATIONS = {None: UNKNOWN, "same": SAME, "within": WITHIN, "near": NEAR, "apart": APART}
MOST_PLACES = 65_000
LINES = 4
"""Lines of business of one name that are kept."""
Rows = npt.NDArray[np.void]


class _Places:
    """Numbers of the places that names and parties state: administrative ones, so they stay few. Thread-safe."""

    def __init__(self) -> None:
        self._numbers: dict[frozenset[str], int] = {frozenset(): 0}
        self._codes: list[frozenset[str]] = [frozenset()]
        self._lock = Lock()

    def number(self, codes: frozenset[str]) -> int:
        """0 where no place is stated."""
        found = self._numbers.get(codes)
        if found is None:
            with self._lock:
                found = self._numbers.get(codes, len(self._codes))
                if found >= MOST_PLACES:
                    return 0
                if found == len(self._codes):
                    self._codes.append(codes)
                    self._numbers[codes] = found
        return found

    def relations(self, codes: frozenset[str]) -> npt.NDArray[np.uint8]:
        """How these lie to the place of each number so far."""
        return _relations(codes, len(self._codes))

    def first(self, count: int) -> list[frozenset[str]]:
        return self._codes[:count]


PLACES = _Places()


@lru_cache(maxsize=1024)
def _relations(codes: frozenset[str], count: int) -> npt.NDArray[np.uint8]:
    return np.array([_RELATIONS[relation(codes, other)] for other in PLACES.first(count)], np.uint8)


Number = Callable[[frozenset[str]], int]


def unnumbered(_: frozenset[str]) -> int:
    """For names and parties that are only asked about: whatever is asked, the index numbers no place for it."""
    return 0


def name_row(name: str, person: bool, number: Number = PLACES.number) -> bytes:
    """What an organisation's name says; of a person's nothing."""
    return _NOTHING if person else _row(company_name(name), number)


_PACK_NAME = Struct("<QIIIHBB")
_PACK_PARTY = Struct("<iihHBBH")
_NOTHING = bytes(_PACK_NAME.size)


def _row(name: CompanyName, number: Number) -> bytes:
    lines = 0
    for place, line in enumerate(name.industries[:LINES]):
        lines |= _lines()[line] << 16 * place
    return _PACK_NAME.pack(
        lines, _hash("".join(name.industries)), _hash("\x1f".join(name.numbers)), _hash(name.branch),
        number(name.regions), _forms()[name.form], name.nationwide,
    )  # fmt: skip


def _hash(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogatepass")) or 1 if text else 0


@lru_cache(maxsize=1)
def _lines() -> dict[str, int]:
    """A number from 1 for each line of business."""
    return {line: number for number, line in enumerate(sorted(lexicon().industries), 1)}


def related_lines(name: str, person: bool) -> npt.NDArray[np.bool_]:
    """By the number of each line of business whether it and the lines in a name agree in part; 0 is none."""
    return _related(() if person else company_name(name).industries)


@lru_cache(maxsize=4096)
def _related(lines: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    joined = "".join(lines)
    related = [line in joined or joined in line for line in sorted(lexicon().industries)] if lines else []
    return np.array([False, *related, *([False] * (len(_lines()) - len(related)))], np.bool_)


@lru_cache(maxsize=1)
def _forms() -> dict[str, int]:
    classes = {*lexicon().forms.values(), *lexicon().latin_forms.values()}
    return {name: number for number, name in enumerate(["", *sorted(classes)])}


_GENDERS = {"male": 1, "female": 2}


def party_row(example: PartyExample, number: Number = PLACES.number) -> bytes:
    """Traits of a party."""
    return traits_row(example.id_mask, example.birth_year, example.gender, number(places(example)))


def traits_row(id_mask: str | None, stated_year: int | None, gender: str | None, place: int) -> bytes:
    """The same of each. Of the mask: the last four places as one number and the six of the district, -1 where hidden."""
    if not id_mask:
        return _unmasked(stated_year, gender, place)
    mask = template(id_mask)
    shown = birth_year(id_mask)
    tail = _tail(mask[14:]) if mask else -1
    district = int(mask[:6]) if mask and mask[:6].isdigit() else -1
    year = _year(stated_year or shown)
    return _PACK_PARTY.pack(tail, district, year, place, _GENDERS.get(gender or "", 0), shown is not None, 0)


@lru_cache(maxsize=65536)
def _unmasked(stated_year: int | None, gender: str | None, place: int) -> bytes:
    return _PACK_PARTY.pack(-1, -1, _year(stated_year), place, _GENDERS.get(gender or "", 0), False, 0)


def _year(year: int | None) -> int:
    return year if year and 0 < year < 10_000 else 0


def _tail(last: str) -> int:
    """The last four places, of which the last may be an X, as one number; -1 where one is hidden."""
    if not last[:3].isdigit() or last[3] == "*":
        return -1
    return 11 * int(last[:3]) + (10 if last[3] == "X" else int(last[3]))
