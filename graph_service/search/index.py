"""The name index at one data version: every party as matching sees it, and which names share parts with a query.

Built from the graph; immutable afterwards. The cost of a look-up is bounded, whatever the number of parties.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt
import structlog

from graph_service.identity.party import PartyExample
from graph_service.reading.reader import GraphReader
from graph_service.search.agreed import parties_of
from graph_service.search.commonness import IndexedCounts
from graph_service.search.directory import PRESENT, Directory
from graph_service.search.names import Names
from graph_service.search.parts import Hashes, Units
from graph_service.search.tokens import comparable, units
from graph_service.store.gate import Graph

log = structlog.get_logger(__name__)


class Abandoned(Exception):
    """The index is not wanted any more."""


class NameIndex:
    """Names of enterprises and persons at ``version``: ``build``, or ``updated`` from an earlier one. Thread-safe."""

    def __init__(self, version: int, names: Names) -> None:
        self.version = version
        self._names = names
        self.directory = Directory(names.packed)
        self.texts, self.cores, self.persons = names.texts, names.cores, names.persons
        self._firsts = names.firsts
        self._parties = np.repeat(np.arange(len(names.firsts) - 1, dtype=np.int32), np.diff(names.firsts))
        # These load the compiler: not at the start of a service.
        from graph_service.search.postings import Postings
        from graph_service.search.weighing import Known as Columns
        from graph_service.search.weighing import chinese_names

        self._postings = Postings(names.texts, names.cores, names.persons)
        self._columns = Columns(
            chinese_names(names.texts.starts, names.texts.units),
            names.texts.units, names.texts.starts, names.cores.units, names.cores.starts, names.rows, self._parties,
            names.traits,
        )  # fmt: skip

    @classmethod
    def build(cls, reader: GraphReader, graph: Graph, given_up: Callable[[], bool] = lambda: False) -> NameIndex:
        """Read every party at the reader's version. Cost: one statement, linear in what is said of parties.

        Raises ``Abandoned`` soon after ``given_up`` says so.
        """
        started = time.perf_counter()
        index = cls(reader.version, Names.of(_unless(given_up, parties_of(graph, reader.version))))
        index._report("built", started)
        return index

    def updated(self, version: int, ids: Collection[str], parties: Iterable[Sequence[str]]) -> NameIndex:
        """The index of a later version, where only of ``ids`` something else is said: ``parties`` are these, as
        ``Names.of`` takes them, but for those that are gone. Cost: the arrays are made anew, no other party is read."""
        started = time.perf_counter()
        fresh = Names.of(parties)
        numbers = {i: n for n, i in enumerate(Directory(fresh.packed).ids())}
        pieces, done = [], 0
        for identifier in sorted({*ids, *numbers}):
            place = self.directory.place(identifier)
            pieces.append((self._names, done, place))
            done = place + (self.directory.find(identifier) is not None)
            if (number := numbers.get(identifier)) is not None:
                pieces.append((fresh, number, number + 1))
        index = NameIndex(version, Names.joined([*pieces, (self._names, done, len(self.directory))]))
        index._report("updated", started)
        return index

    def _report(self, how: str, started: float) -> None:
        log.info(
            "name index ready", how=how, parties=len(self.directory), names=len(self.persons), version=self.version,
            seconds=round(time.perf_counter() - started, 1), megabytes=round(self.nbytes / 1e6),
        )  # fmt: skip

    @property
    def nbytes(self) -> int:
        """Memory of the packed parties and the arrays, in bytes."""
        arrays = (self.persons, self._firsts, self._parties, self._names.rows, self._names.traits)
        parts = (self._names.packed, self.texts, self.cores, self._postings)
        return sum(a.nbytes for a in arrays) + sum(p.nbytes for p in parts)

    @cached_property
    def commonness(self) -> IndexedCounts:
        """How many parties bear a name. Cost: linear in the names, once."""
        return IndexedCounts(self.texts, self.cores, self.persons, self._parties, self._names.traits)

    def near(self, tokens: Hashes, count: int) -> npt.NDArray[np.int32]:
        """Numbers of the names that share the most with the tokens, in no order."""
        return self._postings.near(tokens, count)

    def weighed(
        self, name: str, example: PartyExample, count: int
    ) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]:
        """Names of the example's kind that are near to one of its names (``count`` for each way of being near), by
        number, and the log-odds at a glance that these parties are one. Cost: bounded."""
        text, core = written(name, example)
        names = self._postings.near_name(text, core, example.kind == "Person", count)
        return names, self._at_a_glance(name, example, text, core, names)

    def glance(self, name: str, example: PartyExample, names: npt.NDArray[np.int32]) -> npt.NDArray[np.float32]:
        """Log-odds at a glance of names with these numbers, of the example's kind. Cost: about a microsecond for each."""
        return self._at_a_glance(name, example, *written(name, example), names)

    def _at_a_glance(
        self, name: str, example: PartyExample, text: Units, core: Units, names: npt.NDArray[np.int32]
    ) -> npt.NDArray[np.float32]:
        from graph_service.search.weighing import question, weighed

        return weighed(text, core, example.kind == "Person", question(name, example), names, self._columns)

    def party_of(self, name: int) -> int:
        """The number of the party that has the name."""
        return int(self._parties[name])

    def parties_with(self, names: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
        """Numbers of the parties that have the names."""
        return self._parties[names]

    def name(self, name: int) -> tuple[str, bool]:
        """A name as written, and whether it is a present one."""
        party = self.party_of(name)
        known, place = self.directory[party], name - int(self._firsts[party])
        return known.example.names[place], known.marks[place] == PRESENT


def written(name: str, example: PartyExample) -> tuple[Units, Units]:
    """The text and the core of one of the example's names, as the index compares them."""
    text, core = comparable(name, example.kind == "Person")
    return units(text), units(core)


def _unless(given_up: Callable[[], bool], parties: Iterable[Sequence[str]]) -> Iterable[Sequence[str]]:
    for some in parties:
        if given_up():
            raise Abandoned
        yield some
