"""The ownership of a day as Parquet: every cap table, declared control and party, in memory bounded by one page.

A folder holds ``holdings`` (holder, company, capital and votes in parts of ``WHOLE``, lower bounds rounded down and upper
ones up), ``declared`` (controller, company, sure), ``capped`` (id: tables read in part), ``parties`` (id, kind) and ``about.json``.
Records of one holding are put together by ``ownership.structure`` alone, so one and all mean the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from graph_service.ownership.forest import WHOLE
from graph_service.ownership.structure import Holding, Structure, structure
from graph_service.reading.reader import GraphReader
from graph_service.shares import Share
from graph_service.wholegraph.export import ABOUT, HUBS, PARTIES, table

PAGE = 2000
OF_EACH = 100_000
"""Holders read of one company; more than a hundred thousand and its table is known in part."""
HOLDINGS = pa.schema([
    ("holder", pa.string()), ("company", pa.string()), ("low", pa.int64()), ("high", pa.int64()),
    ("votes_low", pa.int64()), ("votes_high", pa.int64()),
])  # fmt: skip
DECLARED = pa.schema([("controller", pa.string()), ("company", pa.string()), ("sure", pa.bool_())])

Page = tuple[Structure, Sequence[str]]
"""The structure of some companies, and those of them of whose holders not all were read."""


def pages(reader: GraphReader, companies: Iterable[str], on: date) -> Iterator[Page]:
    """Cap tables of the companies, a page at a time. Cost: one statement for each page."""
    left = iter(companies)
    while ids := list(islice(left, PAGE)):
        found = reader.links("holders", ids, OF_EACH + 1)
        capped = [anchor for anchor, links in found.items() if len(links) > OF_EACH]
        yield structure((r for links in found.values() for r in links[:OF_EACH]), on), capped


def export_holdings(
    found: Iterable[Page], parties: Iterable[tuple[str, str]], folder: Path, about: dict[str, Any],
    progress: Callable[[int], None] = lambda _: None,
) -> None:  # fmt: skip
    """Write the folder. ``progress`` is told how many holdings have been written."""
    folder.mkdir(parents=True, exist_ok=True)
    with table(folder, "parties", PARTIES) as put:
        for party in parties:
            put(party)
    written = 0
    with (
        table(folder, "holdings", HOLDINGS) as holds, table(folder, "declared", DECLARED) as declares,
        table(folder, "capped", HUBS) as caps,
    ):  # fmt: skip
        for held, capped in found:
            for holding in held.holdings:
                holds(_row(holding))
            for link in held.declared:
                declares((link.from_id, link.to_id, True))
            for link in held.doubtful:
                declares((link.from_id, link.to_id, False))
            for company in capped:
                caps((company,))
            written += len(held.holdings)
            progress(written)
    (folder / ABOUT).write_text(json.dumps(about, ensure_ascii=False, indent=1), encoding="utf-8")


def _row(found: Holding) -> tuple[str, str, int, int, int, int]:
    return found.holder, found.company, *_parts(found.capital), *_parts(found.votes)


def _parts(share: Share) -> tuple[int, int]:
    return int(share.minimum * WHOLE), -int(-share.maximum * WHOLE // 1)
