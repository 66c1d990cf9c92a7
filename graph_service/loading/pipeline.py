"""Work ahead: the next items are made while the present one is used."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

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
