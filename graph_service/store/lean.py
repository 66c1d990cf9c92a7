"""Importing a library without what it would import along if it were there."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without(*names: str) -> Iterator[None]:
    """While it lasts these modules cannot be imported, as if they were not installed; one that is loaded stays loaded.

    For imports at start, on one thread: what others import meanwhile is refused too.
    """
    hidden = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None: the import system's own way to refuse
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
