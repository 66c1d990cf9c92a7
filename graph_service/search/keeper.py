"""The name indexes that are in memory: that of the published version, made before anyone asks, and one of the past.

All go when another version is published, by whichever process: it may be that of a lawful erasure. While one is being
made, a question of its version waits for it; it is never answered by another version's names.
"""

from __future__ import annotations

import threading

import structlog

from graph_service.engine import Engine
from graph_service.errors import GuanlianError
from graph_service.loading.versions import current_version
from graph_service.reading.reader import GraphReader
from graph_service.search.index import Abandoned, NameIndex

log = structlog.get_logger(__name__)

LOOK_SECONDS = 1.0
"""Between looks whether a version was published: one small statement each."""


class NameIndexes:
    """Thread-safe. ``start`` keeps the published version's index ready in a thread of its own until ``stop``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._published: NameIndex | None = None
        self._past: NameIndex | None = None
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def at(self, version: int) -> NameIndex:
        """The names at a version, at once where they are ready."""
        for ready in (self._published, self._past):
            if ready is not None and ready.version == version:
                return ready
        with self._lock:
            for ready in (self._published, self._past):
                if ready is not None and ready.version == version:
                    return ready
            return self._made(version)

    def published(self, version: int) -> None:
        """Drop what was made under another published version than this one."""
        if self._published is not None and self._published.version != version:
            self._published = None
        self._past = None

    def _made(self, version: int) -> NameIndex:
        graph = self._engine.graph
        past = version < current_version(graph)
        self._past = None
        if not past:
            self._published = None  # before its successor is made: two of them need twice the memory
        index = NameIndex.build(GraphReader(graph, version), graph, self._ended.is_set)
        if past:
            self._past = index
        else:
            self._published = index
        return index

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
        while not self._ended.is_set():
            try:
                self._look()
            except Abandoned:
                return
            except GuanlianError as error:  # the engine is away: whoever asks is told so, this looks again
                log.warning("name index not built", code=error.code)
            self._ended.wait(LOOK_SECONDS)

    def _look(self) -> None:
        version = current_version(self._engine.graph)
        if version and (self._published is None or self._published.version != version):
            self.published(version)
            self.at(version)
