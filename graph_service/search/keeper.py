"""The name indexes that are in memory: that of the published version, made before anyone asks, and one of the past.

None is asked any more when another version is published, by whichever process: it may be that of a lawful erasure, and
then all parties are read anew; else only those of which something else is said. While an index is being made, a question
of its version waits for it, and is told so where that takes long; it is never answered by another version's names.
"""

from __future__ import annotations

import threading

import structlog

import cypher
from graph_service.engine import Engine
from graph_service.errors import GuanlianError, NamesNotReady
from graph_service.loading.versions import current_version
from graph_service.reading.reader import GraphReader
from graph_service.search.agreed import some_parties_of
from graph_service.search.index import Abandoned, NameIndex
from graph_service.search.warm import warm

log = structlog.get_logger(__name__)

LOOK_SECONDS = 1.0
"""Between looks whether a version was published: one small statement each."""

READ_SECONDS = 120.0
"""That the search for changed parties may take: it looks at every statement once."""
PATIENCE = 20.0
"""Seconds that a question waits for an index that another thread makes."""
UPDATED_PART = 0.2
"""Where more parties than this part changed, all are read again."""


class NameIndexes:
    """Thread-safe. ``start`` keeps the published version's index ready in a thread of its own until ``stop``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._published: NameIndex | None = None
        self._replaced: NameIndex | None = None
        """What the next one is made from; nothing is answered from it."""
        self._past: NameIndex | None = None
        self._known = 0
        """The version that is published, as far as anyone said."""
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def at(self, version: int) -> NameIndex:
        """The names at a version, at once where they are ready. ``NamesNotReady`` where another thread is at it for long."""
        if (ready := self._ready(version)) is not None:
            return ready
        if not self._lock.acquire(timeout=PATIENCE):
            raise NamesNotReady(
                "the names of this data version are being prepared for search; ask again in a moment",
                "正在为该数据版本准备名称检索，请稍后重试",
            )
        try:
            return self._ready(version) or self._made(version)
        finally:
            self._lock.release()

    def _ready(self, version: int) -> NameIndex | None:
        return next((i for i in (self._published, self._past) if i is not None and i.version == version), None)

    def published(self, version: int) -> None:
        """Drop what was made under another published version than this one."""
        self._known = version  # first: what is being made meanwhile looks at it last
        if self._published is not None and self._published.version != version:
            self._replaced, self._published = self._published, None
        self._past = None

    def _made(self, version: int) -> NameIndex:
        graph, known = self._engine.graph, self._known
        past = version < current_version(graph)
        before, self._past = self._published or self._replaced, None
        index = None if past or before is None else self._updated(before, version)
        if not past:
            self._published = self._replaced = None
        if index is None:
            del before  # before another is read from the graph: two of them need twice the memory
            index = NameIndex.build(GraphReader(graph, version), graph, self._ended.is_set)
        if past:
            self._past = index
        else:
            self._published = index
        if self._known not in (known, version):  # published meanwhile, and perhaps something was erased
            self.published(self._known)
        return index

    def _updated(self, before: NameIndex, version: int) -> NameIndex | None:
        """The index from that of an earlier version; ``None`` where too much changed, or something was erased."""
        graph, since = self._engine.graph, before.version
        if since > version or graph.rows(cypher.statement("read/erasures"), since=since, version=version):
            return None
        rows = graph.rows(cypher.statement("read/restated"), since=since, version=version, timeout=READ_SECONDS)
        ids = {row["entity"] for row in rows}
        if len(ids) > UPDATED_PART * len(before.directory):
            return None
        return before.updated(version, ids, some_parties_of(graph, version, ids))

    def start(self) -> None:
        """Begin to keep the index of the published version ready."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._keep, name="name-index", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Return when the thread has ended; an index that it is at is given up."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()

    def _keep(self) -> None:
        with self._lock:  # whoever asks meanwhile waits, rather than compile the same
            log.info("search is compiled", seconds=round(warm(), 1))
        while not self._ended.is_set():
            try:
                self._look()
            except Abandoned:
                return
            except NamesNotReady:
                pass  # whoever asked first is making it
            except GuanlianError as error:  # the engine is away: whoever asks is told so, this looks again
                log.warning("name index not built", code=error.code)
            self._ended.wait(LOOK_SECONDS)

    def _look(self) -> None:
        version = current_version(self._engine.graph)
        if version and (self._published is None or self._published.version != version):
            self.published(version)
            self.at(version)
