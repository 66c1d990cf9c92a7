"""Work ahead and behind: the next items are made while the present one is used, and the last one is put away."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Any, Self, TypeVar

T = TypeVar("T")
DEPTH = 2


def batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of ``size`` items, the last one shorter."""
    iterator = iter(items)
    while batch := list(itertools.islice(iterator, size)):
        yield batch


def ahead(items: Iterator[T], depth: int = DEPTH) -> Generator[T, None, None]:
    """The same items in the same order; up to ``depth`` of them are made beforehand, in one thread of their own.

    What making an item raises is raised where that item would have come. Close it to stop early.
    """
    end = object()
    with ThreadPoolExecutor(1, thread_name_prefix="load-ahead") as pool:
        waiting = deque(pool.submit(next, items, end) for _ in range(depth))
        while (item := waiting.popleft().result()) is not end:
            waiting.append(pool.submit(next, items, end))
            yield item  # type: ignore[misc]


class Behind:
    """One piece of work at a time in a thread of its own; leaving the ``with`` block waits for the last one.

    What a piece of work raises is raised by the next ``begin``, by ``wait`` or at the end of the block.
    """

    def __init__(self) -> None:
        self._pool: ThreadPoolExecutor | None = None
        self._running: Future[Any] | None = None

    def __enter__(self) -> Self:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="load-behind")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        assert self._pool is not None
        self._pool.shutdown()
        running, self._running = self._running, None
        if error is None and running is not None:
            running.result()

    def begin(self, work: Callable[[], Any]) -> None:
        """Start this as soon as the work before it has ended."""
        self.wait()
        assert self._pool is not None, "used outside its with block"
        self._running = self._pool.submit(work)

    def wait(self) -> None:
        """Return when nothing is under way."""
        running, self._running = self._running, None
        if running is not None:
            running.result()
