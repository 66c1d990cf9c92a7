"""Every party as matching sees it, packed: names, codes and traits of all parties at one data version, in order of ids.

Kept in memory so that candidates are compared without a read of the graph. No hash of an ID number is kept: whoever
compares by one reads the few parties that it is compared with. Memory: the bytes of the values and eight for each party.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graph_service.identity.party import PartyExample
from graph_service.search.pools import Flat

UNPACKED = 4096
"""Parties that are kept unpacked: those compared last."""
PRESENT, FORMER, OTHER = "pfo"
_CODES = ("uscc", "org_code", "registration_number", "lei", "id_mask")
_TRAITS = ("gender", "region", "country")
VALUES = (*_CODES, *_TRAITS)
FIELD, ITEM = "\x1f", "\x1e"
"""What stands between the values of a packed text, and between several of one value."""
PARTS = 4 + len(VALUES) + 1
"""Parts of a packed party: id, kind, marks of its names, birth year, ``VALUES``, its names."""


@dataclass(frozen=True, slots=True)
class Known:
    """A party of the graph: what it is compared by, and of each of its names whether a source calls it so now (p),
    did before (f), or calls it so beside its name (o)."""

    id: str
    example: PartyExample
    marks: str


class Directory:
    """Parties by number, in order of their ids. Immutable; thread-safe."""

    def __init__(self, packed: Flat) -> None:
        self.packed = packed
        self._unpacked = lru_cache(maxsize=UNPACKED)(lambda number: unpack(packed[number]))

    def __len__(self) -> int:
        return len(self.packed)

    def __getitem__(self, number: int) -> Known:
        return self._unpacked(number)

    def ids(self) -> Iterator[str]:
        """Every id, in order."""
        return (_identifier(self.packed[number]) for number in range(len(self)))

    def find(self, identifier: str) -> int | None:
        """The number of a party by its id. Cost: a binary search."""
        number = self.place(identifier)
        return number if number < len(self) and _identifier(self.packed[number]) == identifier else None

    def place(self, identifier: str) -> int:
        """How many parties have a lesser id."""
        return bisect_left(range(len(self)), identifier, key=lambda n: _identifier(self.packed[n]))


def pack(known: Known) -> str:
    """A party as one text."""
    example = known.example
    values = [getattr(example, name) or "" for name in VALUES]
    return pack_parts(known.id, example.kind, known.marks, str(example.birth_year or ""), values, example.names)


def pack_parts(identifier: str, kind: str, marks: str, year: str, values: Sequence[str], names: Sequence[str]) -> str:
    """The same of its parts; ``values`` are ``VALUES``, empty where nothing is known."""
    written = ITEM.join(names)
    if written.count(ITEM) >= len(names) > 0:
        written = ITEM.join(name.replace(ITEM, " ") for name in names)
    parts = (identifier, kind, marks, year, *values, written)
    text = FIELD.join(parts)
    return text if text.count(FIELD) < PARTS else FIELD.join(part.replace(FIELD, " ") for part in parts)


def unpack(content: bytes) -> Known:
    """The party that ``pack`` made a text of, in UTF-8."""
    return unpacked(content.decode("utf-8", "surrogatepass"))


def unpacked(text: str) -> Known:
    """The party that ``pack`` made a text of."""
    identifier, kind, marks, year, *stated, names = text.split(FIELD)
    values: dict[str, Any] = {n: v for n, v in zip(VALUES, stated, strict=True) if v}
    found = tuple(names.split(ITEM)) if names else ()
    example = PartyExample(kind, found, birth_year=int(year) if year else None, id=identifier, **values)
    return Known(identifier, example, marks)


def _identifier(content: bytes) -> str:
    return content[: content.index(0x1F)].decode()
