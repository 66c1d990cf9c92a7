"""The compiled kernels of search and screening, made ready before anyone asks: ``python -m graph_service.search.warm``.

The first use on a machine compiles them (some 25 s of one core); they are kept beside the code, or where that cannot be
written in ``NUMBA_CACHE_DIR`` or the user's cache. Later starts read them in about a second.
"""

from __future__ import annotations

import time

from graph_service.identity.party import PartyExample
from graph_service.search.directory import Known, pack
from graph_service.search.index import NameIndex
from graph_service.search.names import Names
from graph_service.search.query import search

_NAMES = (("Enterprise", "虚舟贸易有限公司"), ("Enterprise", "Example Trading Ltd"), ("Person", "样一"))


def warm() -> float:
    """Compile or read what search and screening run. Returns the seconds that it took."""
    started = time.perf_counter()
    named = [(f"{n:026d}", kind, name) for n, (kind, name) in enumerate(_NAMES)]
    parties = [Known(i, PartyExample(kind, (name,), id=i), "p") for i, kind, name in named]
    index = NameIndex(1, Names.of([[pack(party) for party in parties]]))
    for kind, name in _NAMES:
        index.weighed(name, PartyExample(kind, (name,)), 10)
        search(index, name, persons=True)
    search(index, "xuzhou")
    return time.perf_counter() - started


if __name__ == "__main__":
    print(f"search is ready after {warm():.1f} s")
