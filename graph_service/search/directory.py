"""Every party as matching sees it, packed: names, codes and traits of all parties at one data version, in order of ids.

Kept in memory so that candidates are compared without a read of the graph. No hash of an ID number is kept: whoever
compares by one reads the few parties that it is compared with. Memory: the bytes of the values and eight for each party.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import itemgetter
from typing import Any

import cypher
from graph_service.identity.names import is_placeholder, tidy
from graph_service.identity.party import MAX_NAME, PartyExample, example_of, scripts
from graph_service.reading.agree import view
from graph_service.search.pools import Flat, Pool
from graph_service.store.gate import Graph

UNPACKED = 4096
"""Parties that are kept unpacked: those compared last."""
PRESENT, FORMER, OTHER = "pfo"
_CODES = ("uscc", "org_code", "registration_number", "lei", "id_mask")
_TRAITS = ("gender", "region", "country")
_VALUES = (*_CODES, *_TRAITS, "birth_year")
_FIELD, _ITEM = "\x1f", "\x1e"
_STATED = (
    "id",
    "source",
    "observed_last",
    "name",
    *_CODES,
    *_TRAITS,
    "fullness",
    "birth_year",
    "former_names",
    "aliases",
)
"""What ``read/names`` says of a statement after the kind of its party, in this order."""
_LISTS = frozenset({"former_names", "aliases"})


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
        self._unpacked = lru_cache(maxsize=UNPACKED)(lambda number: _unpacked(packed[number]))

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


def parties_of(graph: Graph, version: int) -> Iterator[Known]:
    """Every party that a source says something of, as its sources agree on it, in order of ids.

    Cost: one statement, linear in what is said of parties; memory: what is said, packed.
    """
    return _agreed(graph.stream(cypher.statement("read/names"), version=version))


def some_parties_of(graph: Graph, version: int, ids: Collection[str]) -> Iterator[Known]:
    """The same of those of ``ids`` of which something is said."""
    return _agreed(graph.stream(cypher.statement("read/names_of"), version=version, ids=sorted(ids)))


def _agreed(rows: Iterable[Mapping[str, Any]]) -> Iterator[Known]:
    by_letter: dict[str, Pool] = defaultdict(Pool)
    for row in rows:
        by_letter[row["entity"][:1]].append(_stated(row))
    for letter in sorted(by_letter):
        said: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        pool = by_letter.pop(letter).flat()
        for number in range(len(pool)):
            identifier, kind, statement = _statement(pool[number])
            said[(identifier, kind)].append(statement)
        for (identifier, kind), statements in sorted(said.items(), key=itemgetter(0)):
            yield known_of(identifier, kind, statements)


def known_of(identifier: str, kind: str, statements: Sequence[Mapping[str, Any]]) -> Known:
    """The party that the statements are about; names that other sources give it count as present ones too."""
    if len(statements) == 1 and not _LISTS & statements[0].keys():
        return _single(identifier, kind, statements[0])
    ordered = sorted(statements, key=_precedence)
    entity = view({"id": identifier, "kind": kind}, ordered)
    example = example_of(entity)
    former = {tidy(name) for name in entity.get("former_names") or ()}
    present = {tidy(s["name"]) for s in ordered if s.get("name")} - former
    marks = {n: PRESENT if n in present else FORMER if n in former else OTHER for n in example.names}
    marks |= {n: PRESENT for n in sorted(present - marks.keys()) if not is_placeholder(n)}
    return Known(identifier, replace(example, names=tuple(marks)), "".join(marks.values()))


def _single(identifier: str, kind: str, said: Mapping[str, Any]) -> Known:
    """The same of what one source says in one statement: nothing is to be agreed on."""
    name = tidy(said.get("name", ""))[:MAX_NAME]
    names = tuple(dict.fromkeys(written for written in scripts(name) if written))
    values = {field: said[field] for field in _VALUES if field in said}
    return Known(identifier, PartyExample(kind, names, id=identifier, **values), (PRESENT + OTHER * 2)[: len(names)])


def _precedence(statement: Mapping[str, Any]) -> tuple[str, int, str, str]:
    return (statement.get("observed_last") or "", int(statement["fullness"]), statement["source"], statement["id"])


def _stated(row: Mapping[str, Any]) -> bytes:
    lists = [_ITEM.join(map(_plain, row[name])) if row[name] else "" for name in ("former_names", "aliases")]
    return _joined([row["entity"], *[value or "" for value in row["stated"]], *lists])


def _statement(packed: bytes) -> tuple[str, str, dict[str, Any]]:
    identifier, kind, *values = packed.decode("utf-8", "surrogatepass").split(_FIELD)
    said: dict[str, Any] = {"record": "", **{n: v for n, v in zip(_STATED, values, strict=True) if v}}
    for name in _LISTS & said.keys():
        said[name] = said[name].split(_ITEM)
    if "birth_year" in said:
        said["birth_year"] = int(said["birth_year"])
    return identifier, kind, said


def pack(known: Known) -> bytes:
    example = known.example
    codes = [getattr(example, name) or "" for name in (*_CODES, *_TRAITS)]
    names = _ITEM.join(map(_plain, example.names))
    return _joined([known.id, example.kind, known.marks, str(example.birth_year or ""), *codes, names])


def _unpacked(packed: bytes) -> Known:
    identifier, kind, marks, year, *codes, names = packed.decode("utf-8", "surrogatepass").split(_FIELD)
    values: dict[str, Any] = {n: v for n, v in zip((*_CODES, *_TRAITS), codes, strict=True) if v}
    found = tuple(names.split(_ITEM)) if names else ()
    example = PartyExample(kind, found, birth_year=int(year) if year else None, id=identifier, **values)
    return Known(identifier, example, marks)


def _identifier(packed: bytes) -> str:
    return packed[: packed.index(0x1F)].decode()


def _joined(values: Sequence[str]) -> bytes:
    text = _FIELD.join(values)
    if text.count(_FIELD) != len(values) - 1:
        text = _FIELD.join(value.replace(_FIELD, " ") for value in values)
    return text.encode("utf-8", "surrogatepass")


def _plain(text: str) -> str:
    return text.replace(_ITEM, " ") if _ITEM in text else text
