"""Every party as its sources agree on it, packed, in order of ids: what the name index is made from.

Many parties at a time and without an object for each: most have one name in all that is said of them, and then what is
said last counts, value by value. Where names differ the agreed view of the graph decides (``reading.agree``).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import Any

import cypher
from graph_service.identity.keys import BASE32
from graph_service.identity.names import is_placeholder, tidy
from graph_service.identity.party import MAX_NAME, example_of, scripts
from graph_service.reading.agree import view
from graph_service.search.directory import FORMER, OTHER, PRESENT, VALUES, Known, pack, pack_parts
from graph_service.store.gate import Graph

Stated = list[Any]
"""A statement as ``read/names`` gives it: the id and kind of its party, then ``_STATED``."""
_STATED = ("observed_last", "fullness", "source", "id", "birth_year", *VALUES, "name", "former_names", "aliases")
_PARTY = itemgetter(0, 1)
_BIRTH_YEAR = 2 + _STATED.index("birth_year")
_NAME = 2 + _STATED.index("name")
AT_ONCE = 1_000_000
"""Statements that the engine looks through at once: it holds what the index needs of them, under a kilobyte of each."""
_PLAIN = re.compile(r"[\u4e00-\u9fff]{1,500}")
"""A name that is tidy and in one script as it stands."""


def parties_of(graph: Graph, version: int) -> Iterator[list[str]]:
    """Every party that a source says something of, packed, some hundred at a time, in order of ids. ``directory`` unpacks.

    Cost and memory: see ``in_parts``, of statements.
    """
    return _agreed(in_parts(graph, cypher.statement("read/names"), version))


def in_parts(graph: Graph, statement: cypher.Statement, version: int) -> Iterator[dict[str, Any]]:
    """Rows of a read that collects what belongs to ids that begin with one of ``beginnings``: all of it, in parts.

    Cost: one run for each ``AT_ONCE`` statements of the graph, each a look at all that it chooses from; memory: one part.
    """
    count = graph.rows(cypher.statement("read/statement_count"))[0]["statements"]
    beginnings = sorted(BASE32)
    size = -(-len(beginnings) // (1 + count // AT_ONCE))
    for first in range(0, len(beginnings), size):
        yield from graph.stream(statement, version=version, beginnings=beginnings[first : first + size])


def some_parties_of(graph: Graph, version: int, ids: Collection[str]) -> Iterator[list[str]]:
    """The same of those of ``ids`` of which something is said."""
    return _agreed(graph.stream(cypher.statement("read/names_of"), version=version, ids=sorted(ids)))


def _agreed(rows: Iterable[Mapping[str, Any]]) -> Iterator[list[str]]:
    for row in rows:
        yield [agreed(list(said)) for _, said in groupby(sorted(row["stated"], key=_PARTY), _PARTY)]


def agreed(said: list[Stated]) -> str:
    """The party of which all of this is said, packed. Names that other sources give it count as present ones too."""
    if len(said) > 1:
        said.sort(key=precedence)
    values = said[-1]
    name = values[_NAME]
    for earlier in said[-2::-1]:
        values = [later or before for later, before in zip(values, earlier, strict=True)]
        name = name or earlier[_NAME]
        if earlier[_NAME] and earlier[_NAME] != name:
            return pack(_viewed(said))
    if values[-1] or values[-2]:
        return pack(_viewed(said))
    names = (name,) if name and _PLAIN.fullmatch(name) else _written(name or "")
    year = values[_BIRTH_YEAR]
    return pack_parts(
        values[0], values[1], (PRESENT + OTHER * 2)[: len(names)], str(year) if year else "",
        [value or "" for value in values[_BIRTH_YEAR + 1 : _NAME]], names,
    )  # fmt: skip


def _written(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(written for written in scripts(tidy(name[:MAX_NAME])) if written))


def precedence(stated: Stated) -> tuple[str, int, str, str]:
    """Of what is stated of one party, as far as the first four of ``_STATED``, the greater counts (``reading.agree``)."""
    return (stated[2] or "", *stated[3:6])


def _viewed(said: Sequence[Stated]) -> Known:
    """The same by the agreed view of the graph; of two statements the later counts."""
    identifier, kind = _PARTY(said[0])
    statements: list[Mapping[str, Any]] = [
        {"record": "", **{n: v for n, v in zip(_STATED, s[2:], strict=True) if v}} for s in said
    ]
    entity = view({"id": identifier, "kind": kind}, statements)
    example = example_of(entity)
    former = {tidy(name[:MAX_NAME]) for name in entity.get("former_names") or ()}
    present = {tidy(s["name"][:MAX_NAME]) for s in statements if s.get("name")} - former
    marks = {n: PRESENT if n in present else FORMER if n in former else OTHER for n in example.names}
    marks |= {n: PRESENT for n in sorted(present - marks.keys()) if not is_placeholder(n)}
    return Known(identifier, replace(example, names=tuple(marks)), "".join(marks.values()))
