"""A file made ready to be loaded: recognized, opened, transformed row by row; and its rejects written back."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from graph_service.loading.assertions import Assertion, SourceDescription
from loaders.cleaning.people import Hasher
from loaders.derive import Deriver
from loaders.mapping import Mapping, read_mapping, recognize, shipped
from loaders.readers import REJECT_COLUMNS, Layout, Row, Table, open_table
from loaders.templates import template_mappings
from loaders.transform import Rejection, Transformer, column_resolver

CHECKED_ROWS = 200


@dataclass(slots=True)
class PreparedFile:
    """A recognized file. Iterate ``assertions`` once; ``read`` and ``rejections`` fill as it goes."""

    path: Path
    mapping: Mapping
    table: Table
    source: SourceDescription
    transformer: Transformer
    deriver: Deriver
    read: int = 0
    rejections: list[Rejection] = field(default_factory=list)
    rejected_rows: list[Row] = field(default_factory=list)

    @property
    def fingerprint(self) -> str:
        """Names content and mapping: the same file loaded again is the same load."""
        digest = hashlib.sha256(f"{self.mapping.id}:{self.mapping.version}:{self.source.observed_on}".encode())
        for path in (self.path, *self.deriver.beside(self.path)):
            with path.open("rb") as file:
                while block := file.read(1 << 20):
                    digest.update(block)
        return digest.hexdigest()

    def assertions(self, limit: int | None = None) -> Iterator[tuple[int, Sequence[Assertion]]]:
        """Line number and assertions of every row that can be loaded."""
        if self.deriver.refers:
            self.deriver.study(self.path, self.table)
            self.deriver.learn(self.table.rows())
        for row in self.table.rows():
            if limit is not None and self.read >= limit:
                return
            self.read += 1
            made = self.transformer.transform(self.deriver(row))
            if isinstance(made, Rejection):
                self.rejections.append(made)
                self.rejected_rows.append(row)
            else:
                yield row.line, made

    def write_rejects(self, path: Path) -> None:
        """The rejected rows as CSV with their reasons: to be corrected and loaded again."""
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            headers = [h for h in self.table.headers if h not in REJECT_COLUMNS]
            writer.writerow([*headers, *REJECT_COLUMNS])
            for row, why in zip(self.rejected_rows, self.rejections, strict=True):
                cells = [row.cells.get(h, "") for h in headers]
                reason = f"{why.column}：{why.zh}" if why.column else why.zh
                writer.writerow([*cells, _both(reason, why.reason), _both(*why.suggestion)])


def _both(zh: str, en: str) -> str:
    """A file goes to whoever corrects it, whatever the language of who loaded it."""
    return zh if zh == en else f"{zh} / {en}"


def prepare(
    path: Path, hasher: Hasher, *, mapping: str | Path | None = None, observed_on: date | None = None,
    snapshot: str | None = None,
) -> PreparedFile:  # fmt: skip
    """Open and recognize a file. ``mapping``: a shipped id or the path of a mapping file.

    Raises ``InvalidFile`` or ``InvalidMapping``.
    """
    chosen = _mapping(path, mapping)
    table = open_table(path, chosen.file.layout())
    _check_columns(chosen, table)
    fixed = observed_on or chosen.observed_on.fixed
    deriver = Deriver(chosen, column_resolver(table.headers))
    day = fixed or _observed_in(table, chosen, deriver)
    source = SourceDescription(
        id=chosen.source.id, zh=chosen.source.zh, en=chosen.source.en, unit=chosen.source.unit, observed_on=day,
        full_snapshot=(snapshot or chosen.snapshot) == "full", scope=chosen.scope, licence=chosen.source.licence,
        url=chosen.source.url,
    )  # fmt: skip
    transformer = Transformer(chosen, (*table.headers, *chosen.made()), hasher, observed_on)
    return PreparedFile(path, chosen, table, source, transformer, deriver)


def check(mapping_path: Path, path: Path, hasher: Hasher) -> list[str]:
    """Faults of a mapping against a file's first rows, in words; empty where there are none."""
    prepared = prepare(path, hasher, mapping=mapping_path)
    loaded = sum(1 for _ in prepared.assertions(limit=CHECKED_ROWS))
    faults = [f"line {r.line}, column {r.column!r}: {r.reason} ({r.value!r})" for r in prepared.rejections[:20]]
    if prepared.read and not loaded:
        faults.insert(0, f"none of the first {prepared.read} rows can be loaded")
    return faults


def _mapping(path: Path, named: str | Path | None) -> Mapping:
    known = {**shipped(), **template_mappings()}
    if named is None:
        return _recognized(path, known)
    if str(named) in known:
        return known[str(named)]
    return read_mapping(Path(named))


def _recognized(path: Path, known: dict[str, Mapping]) -> Mapping:
    """Try the plain layout first, then the layouts that mappings name."""
    layouts = dict.fromkeys([Layout(), *(m.file.layout() for m in known.values())])
    failure: Exception | None = None
    for layout in layouts:
        candidates = [m for m in known.values() if m.file.layout() == layout]
        try:
            table = open_table(path, layout)
            if not layout.header_row and not table.titled:
                candidates = [m for m in candidates if _fits_headless(m, table)]
            elif layout.columns and len(table.head() & set(layout.columns)) < len(layout.columns) // 2 + 1:
                continue
            elif not table.titled:
                candidates = [m for m in candidates if m.file.fits(path) or REJECT_COLUMNS[0] in table.headers]
            return recognize(table.headers, candidates)
        except Exception as error:  # noqa: BLE001 - the first failure, of the plain layout, is the one to tell
            # Without its traceback, which would keep the frames of this search and the files open in them.
            told = error.with_traceback(None)
            failure = failure or told
    assert failure is not None
    raise failure


def _fits_headless(mapping: Mapping, table: Table) -> bool:
    """A file without header is known by its name and by how many cells its first row has."""
    first = table.first()
    return mapping.file.fits(table.path) and first is not None and first.fault is None


def _check_columns(mapping: Mapping, table: Table) -> None:
    recognize(table.headers, [mapping])


def _observed_in(table: Table, mapping: Mapping, deriver: Deriver) -> date | None:
    """The day of a file whose rows state it: that of the first row. Rows of other days keep their own."""
    column = mapping.observed_on.column
    if not column:
        return None
    from graph_service.dates import PartialDate
    from loaders.cleaning.values import clean_date

    with closing(table.rows()) as rows:
        for row in rows:
            text = deriver.derived(row.cells).get(column, "")
            try:
                return PartialDate.parse(clean_date(text)).latest
            except ValueError:
                continue
    return None
