"""The name index at one data version: every party as matching sees it, and which names share parts with a query.

Built from the graph; immutable afterwards. The cost of a look-up is bounded, whatever the number of parties.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

import numpy as np
import numpy.typing as npt
import structlog

from graph_service.reading.reader import GraphReader
from graph_service.search.directory import PRESENT, Directory, Known, parties_of
from graph_service.search.hashing import Hashes
from graph_service.search.pools import Pool
from graph_service.search.postings import Postings
from graph_service.search.tokens import comparable, core_tokens, tokens_of
from graph_service.store.gate import Graph

log = structlog.get_logger(__name__)


OWN = 0.1
"""How much the rest of a name counts against it where cores are looked for."""


class Abandoned(Exception):
    """The index is not wanted any more."""


class NameIndex:
    """Names of enterprises and persons at ``version``. Build with ``build``. Thread-safe."""

    def __init__(self, version: int, parties: Iterable[Known]) -> None:
        """``parties`` in order of their ids."""
        self.version = version
        texts, cores, persons = Pool(), Pool(), bytearray()
        firsts = [0]

        def taken() -> Iterable[Known]:
            for known in parties:
                person = known.example.kind == "Person"
                for name in known.example.names:
                    text, core = comparable(name, person)
                    texts.append(text.encode("utf-16-le", "surrogatepass"))
                    cores.append(core.encode("utf-16-le", "surrogatepass"))
                    persons.append(person)
                firsts.append(len(persons))
                yield known

        self.directory = Directory(taken())
        self.texts, self.cores = texts.texts(), cores.texts()
        self.persons = np.frombuffer(bytes(persons), np.uint8)
        self._firsts = np.array(firsts, np.int32)
        self._parties = np.repeat(np.arange(len(firsts) - 1, dtype=np.int32), np.diff(self._firsts))
        self._postings = Postings(self.texts, self.cores, self.persons)

    @classmethod
    def build(cls, reader: GraphReader, graph: Graph, given_up: Callable[[], bool] = lambda: False) -> NameIndex:
        """Read every party at the reader's version. Cost: one statement, linear in what is said of parties.

        Raises ``Abandoned`` soon after ``given_up`` says so.
        """
        started = time.perf_counter()
        index = cls(reader.version, _unless(given_up, parties_of(graph, reader.version)))
        log.info(
            "name index built", parties=len(index.directory), names=len(index.persons), version=index.version,
            seconds=round(time.perf_counter() - started, 1), megabytes=round(index.nbytes / 1e6),
        )  # fmt: skip
        return index

    @property
    def nbytes(self) -> int:
        """Memory of the packed parties and the arrays, in bytes."""
        arrays = (self.persons, self._firsts, self._parties)
        parts = (self.directory, self.texts, self.cores, self._postings)
        return sum(a.nbytes for a in arrays) + sum(p.nbytes for p in parts)

    def near(self, tokens: Hashes, count: int, persons: bool | None = None) -> npt.NDArray[np.int32]:
        """Numbers of the names that share the most with the tokens, best first; of one kind if given."""
        return self._postings.near(tokens, count, persons)

    def near_name(self, text: str, core: str, person: bool, count: int) -> npt.NDArray[np.int32]:
        """Numbers of the names that share the most with a (comparable) name of that kind, or of an organisation with
        its core alone; each once."""
        near = self.near(tokens_of(text, core, person), count, person)
        if person or not core:
            return near
        return np.unique(np.concatenate([near, self._postings.near(core_tokens(core), count, person, OWN)]))

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


def _unless(given_up: Callable[[], bool], parties: Iterable[Known]) -> Iterable[Known]:
    for known in parties:
        if given_up():
            raise Abandoned
        yield known
