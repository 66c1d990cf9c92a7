"""All parties in arrays: packed, their names as comparable text and as rows of what they say, and their traits."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

from graph_service.identity.evidence import places
from graph_service.identity.party import PartyExample
from graph_service.identity.regions import region_codes
from graph_service.search.directory import FIELD, ITEM, PARTS, VALUES
from graph_service.search.pools import Flat, Pool
from graph_service.search.tokens import comparable
from graph_service.search.traits import NAME, PARTY, PLACES, Rows, name_row, traits_row

AT_ONCE = 5_000
"""Parties that are taken apart at once."""


class Names:
    """Parties in order of their ids with their traits, their names as comparable text and as rows of what they say, and
    which names are whose."""

    def __init__(
        self, packed: Flat, texts: Flat, cores: Flat, persons: npt.NDArray[np.uint8], firsts: npt.NDArray[np.int32],
        rows: Rows, traits: Rows,
    ) -> None:  # fmt: skip
        self.packed, self.texts, self.cores, self.persons, self.firsts = packed, texts, cores, persons, firsts
        self.rows, self.traits = rows, traits

    @classmethod
    def of(cls, parties: Iterable[Sequence[str]]) -> Names:
        """Parties as ``directory.pack`` makes them, some at a time, in order of their ids."""
        made = _Growing()
        waiting: list[str] = []
        for some in parties:
            waiting += some
            if len(waiting) >= AT_ONCE:
                made.add(waiting)
                waiting = []
        if waiting:
            made.add(waiting)
        return cls(
            made.packed.flat(), made.texts.flat(), made.cores.flat(), np.frombuffer(made.persons, np.uint8),
            np.frombuffer(made.firsts, np.int32), np.frombuffer(made.rows, NAME), np.frombuffer(made.traits, PARTY),
        )  # fmt: skip

    @classmethod
    def joined(cls, pieces: Sequence[tuple[Names, int, int]]) -> Names:
        """Parties of several, from a number to before another of each, one after the other."""
        named = [(n, int(n.firsts[first]), int(n.firsts[last])) for n, first, last in pieces]
        sizes = [np.diff(n.firsts[first : last + 1]) for n, first, last in pieces]
        return cls(
            Flat.joined([(n.packed, first, last) for n, first, last in pieces]),
            Flat.joined([(n.texts, first, last) for n, first, last in named]),
            Flat.joined([(n.cores, first, last) for n, first, last in named]),
            np.concatenate([n.persons[first:last] for n, first, last in named]),
            np.cumsum(np.concatenate([np.zeros(1, np.int64), *sizes])).astype(np.int32),
            np.concatenate([n.rows[first:last] for n, first, last in named]),
            np.concatenate([n.traits[first:last] for n, first, last in pieces]),
        )


class _Growing:
    """The arrays while parties are added."""

    def __init__(self) -> None:
        self.packed, self.texts, self.cores = Pool(), Pool(np.uint16), Pool(np.uint16)
        self.persons, self.rows, self.traits = bytearray(), bytearray(), bytearray()
        self.firsts = array("i", [0])

    def add(self, parties: Sequence[str]) -> None:
        self.packed.extend([party.encode("utf-8", "surrogatepass") for party in parties])
        parts = FIELD.join(parties).split(FIELD)
        _, kinds, marks, years, *stated, names = (parts[n::PARTS] for n in range(PARTS))
        counts = np.fromiter(map(len, marks), np.int64, len(parties))
        self.firsts.frombytes((len(self.persons) + np.cumsum(counts)).astype(np.int32).tobytes())
        persons = np.repeat([kind == "Person" for kind in kinds], counts)
        self.persons += persons.astype(np.uint8).tobytes()
        self._named(list(chain.from_iterable(n.split(ITEM) for n in names if n)), persons.tolist())
        of = dict(zip(VALUES, stated, strict=True))
        self.traits += b"".join(map(_traits, kinds, years, of["id_mask"], of["gender"], of["region"], names))

    def _named(self, names: Sequence[str], persons: Sequence[bool]) -> None:
        # Row by row: what a name is taken apart into is remembered for a while.
        said = [
            (*comparable(name, person), name_row(name, person)) for name, person in zip(names, persons, strict=True)
        ]
        self.texts.extend_texts([text for text, _, _ in said])
        self.cores.extend_texts([core for _, core, _ in said])
        self.rows += b"".join(row for _, _, row in said)


def _traits(kind: str, year: str, id_mask: str, gender: str, region: str, names: str) -> bytes:
    codes = region_codes(region)
    if not codes and kind == "Enterprise":
        codes = places(PartyExample(kind, tuple(names.split(ITEM))))
    return traits_row(id_mask, int(year) if year else None, gender, PLACES.number(codes))
