"""Rows out of files, one at a time: CSV, TSV, Excel, JSON, JSON lines, Parquet; plain, .gz or a .zip with one file.

Reading is dumb: cells are text, judgement comes later. A file that cannot be read as a whole raises
``InvalidFile`` before any row is taken from it. Memory does not grow with the file (Excel and JSON documents apart).
"""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import zipfile
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from graph_service.errors import InvalidFile
from loaders.json_files import json_items, json_lines
from loaders.opening import binary

MAX_LINE = 1_000_000
MAX_COLUMNS = 2_000
SNIFF = 1 << 20
_END_OF_FILE = "\x1a"  # some old programs end a text file with it
REJECT_COLUMNS = ("拒绝原因", "建议")
"""Columns that a file of rejected rows carries; they are left out when it is loaded again."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in the file (the header is line 1 of a plain file), cells by header, and a fault if any."""

    line: int
    cells: Mapping[str, str]
    fault: str | None = None
    parts: Mapping[str, Sequence[Mapping[str, str]]] = field(default_factory=dict)
    """The cells as each part of a split sees them, by split."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the header stands, which sheet, where the items lie in a JSON document and how they are made flat."""

    header_row: int = 1
    sheet: str | int = 0
    columns: tuple[str, ...] = ()
    json_path: str = ""
    expand: tuple[str, ...] = ()
    lookup: tuple[tuple[str, str], ...] = ()
    null: tuple[str, ...] = ()


class Table:
    """A file as headers and rows. Use ``open_table``."""

    def __init__(self, path: Path, layout: Layout, form: str) -> None:
        self.path = path
        self.layout = layout
        self.form = form
        self.encoding = ""
        self.titled = False
        """Whether a file of a form without header has one all the same, as files of rejected rows do."""
        self.headers = self._headers()

    def rows(self) -> Generator[Row, None, None]:
        """Every row after the header."""
        null = frozenset(self.layout.null)
        for line, cells in self._records(skip=self.layout.header_row + self.titled):
            yield _row(line, [_said(c, null) for c in cells] if null else cells, self.headers)

    def head(self) -> set[str]:
        """The texts of the lines above the first row: what tells files apart whose headers are not one line."""
        with closing(self._records(skip=0)) as records:
            lines = itertools.takewhile(lambda entry: entry[0] <= self.layout.header_row, records)
            return {str(cell).strip() for _, cells in lines for cell in cells}

    def first(self) -> Row | None:
        """The first row, if there is one."""
        with closing(self.rows()) as rows:
            return next(rows, None)

    def _first_cells(self, skip: int) -> Sequence[str]:
        with closing(self._records(skip)) as records:
            return next((cells for _, cells in records), ())

    def _headers(self) -> tuple[str, ...]:
        if self.layout.columns:
            first: Sequence[str] = ()
            if not self.layout.header_row and self.form in ("csv", "tsv", "xlsx"):
                first = self._first_cells(skip=0)
            self.titled = set(self.layout.columns) <= {str(cell).strip() for cell in first}
            return _checked_headers(self.path, [str(c).strip() for c in first]) if self.titled else self.layout.columns
        if self.form in ("json", "jsonl", "parquet"):
            return self._keys()
        found = self._first_cells(skip=self.layout.header_row - 1)
        if not found or not any(str(c).strip() for c in found):
            raise _empty(self.path)
        return _checked_headers(self.path, [str(c).strip() for c in found])

    def _keys(self) -> tuple[str, ...]:
        with closing(self._objects()) as objects:
            first = list(itertools.islice(objects, 200))
        if not first:
            raise _empty(self.path)
        return tuple(dict.fromkeys(k for entry in first for k in entry))

    def _records(self, skip: int) -> Generator[tuple[int, Sequence[str]], None, None]:
        if self.form in ("csv", "tsv"):
            yield from self._csv(skip)
        elif self.form == "xlsx":
            yield from self._excel(skip)
        else:
            for line, entry in enumerate(self._objects(), 1):
                yield line, [_text(entry.get(h)) for h in self.headers]

    def _csv(self, skip: int) -> Iterator[tuple[int, Sequence[str]]]:
        with binary(self.path) as raw:
            self.encoding = self.encoding or _encoding(self.path)
            text = io.TextIOWrapper(raw, encoding=self.encoding, newline="")
            csv.field_size_limit(MAX_LINE)
            reader = csv.reader(_lines(self.path, text), delimiter="\t" if self.form == "tsv" else ",")
            try:
                for cells in reader:
                    if reader.line_num > skip and cells and cells != [_END_OF_FILE]:
                        yield reader.line_num, cells
            except UnicodeDecodeError as error:
                raise _bad_encoding(self.path) from error
            except csv.Error as error:
                raise _too_long(self.path, reader.line_num + 1) from error

    def _excel(self, skip: int) -> Iterator[tuple[int, Sequence[str]]]:
        import openpyxl

        try:
            book = openpyxl.load_workbook(self.path, read_only=True, data_only=False)
        except (zipfile.BadZipFile, KeyError, OSError, ValueError) as error:
            raise InvalidFile(
                f"{self.path.name} is not an Excel workbook (.xlsx); save it as .xlsx or .csv",
                f"{self.path.name} 不是有效的 Excel 工作簿，请另存为 .xlsx 或 .csv",
            ) from error
        try:
            sheet = (
                book.worksheets[self.layout.sheet] if isinstance(self.layout.sheet, int) else book[self.layout.sheet]
            )
            # Some programs write a wrong extent into the sheet; rows are read as far as they really go.
            sheet.reset_dimensions()
            for line, cells in enumerate(sheet.iter_rows(values_only=True), 1):
                if line > skip and any(c is not None for c in cells):
                    yield line, [_text(c) for c in cells]
        finally:
            book.close()

    def _objects(self) -> Generator[dict[str, Any], None, None]:
        if self.form == "parquet":
            yield from _parquet(self.path)
        elif self.form == "jsonl":
            yield from json_lines(self.path)
        else:
            yield from json_items(self.path, self.layout.json_path, self.layout.expand, dict(self.layout.lookup))


def open_table(path: Path, layout: Layout | None = None) -> Table:
    """A file ready to be read. ``InvalidFile`` where it cannot be: missing, empty, broken, headers twice …"""
    if not path.is_file():
        raise InvalidFile(f"there is no file {path}", f"找不到文件 {path}")
    if path.stat().st_size == 0:
        raise _empty(path)
    return Table(path, layout or Layout(), _form(path))


def _form(path: Path) -> str:
    suffixes = [s.lower() for s in path.suffixes if s.lower() not in (".gz", ".zip")]
    form = {".csv": "csv", ".txt": "csv", ".tsv": "tsv", ".xlsx": "xlsx", ".json": "json", ".jsonl": "jsonl",
            ".ndjson": "jsonl", ".parquet": "parquet"}.get(suffixes[-1] if suffixes else "")  # fmt: skip
    if form is None:
        raise InvalidFile(
            f"{path.name}: only .csv, .tsv, .xlsx, .json, .jsonl and .parquet are read, plain, .gz or .zip",
            f"{path.name}：仅支持 .csv、.tsv、.xlsx、.json、.jsonl、.parquet，可用 .gz 或 .zip 压缩",
        )
    return form


def _said(cell: str, null: frozenset[str]) -> str:
    return "" if str(cell).strip() in null else cell


def _row(line: int, cells: Sequence[str], headers: tuple[str, ...]) -> Row:
    if len(cells) != len(headers) and any(str(c).strip() for c in cells[len(headers) :]):
        return Row(line, dict(zip(headers, cells, strict=False)), "cell_count")
    padded = [*cells, *[""] * (len(headers) - len(cells))]
    kept = {h: c for h, c in zip(headers, padded, strict=False) if h not in REJECT_COLUMNS}
    return Row(line, kept, "missing_cells" if len(cells) < len(headers) - 1 and len(headers) > 2 else None)


def _checked_headers(path: Path, headers: list[str]) -> tuple[str, ...]:
    headers = [h.removeprefix("\ufeff") for h in headers]
    while headers and not headers[-1]:
        headers.pop()
    if len(headers) > MAX_COLUMNS:
        raise InvalidFile(
            f"{path.name}: {len(headers)} columns, at most {MAX_COLUMNS} are read",
            f"{path.name}：共 {len(headers)} 列，最多 {MAX_COLUMNS} 列",
        )
    named = [h for h in headers if h]
    twice = sorted({h for h in named if named.count(h) > 1})
    if twice:
        raise InvalidFile(
            f"{path.name}: the header {twice[0]!r} stands twice; rename or remove one column",
            f"{path.name}：表头“{twice[0]}”重复，请改名或删除其中一列",
        )
    return tuple(h or f"column_{i}" for i, h in enumerate(headers, 1))


def _lines(path: Path, text: IO[str]) -> Iterator[str]:
    number = 0
    while line := text.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE:
            raise _too_long(path, number)
        if "\0" in line:
            raise InvalidFile(
                f"{path.name}, line {number}: a NUL byte; the file is damaged or is no text, export it again",
                f"{path.name} 第 {number} 行含有 NUL 字节，文件已损坏或不是文本，请重新导出",
            )
        yield line


def _encoding(path: Path) -> str:
    """UTF-8 (with or without a mark) or GB18030, by what decodes."""
    with binary(path) as file:
        sample = file.read(SNIFF)
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    for encoding in ("utf-8-sig", "gb18030"):
        # The last character of a longer file's sample may be cut; a decoder that expects more bears that.
        decoder = codecs.getincrementaldecoder(encoding)()
        with suppress(UnicodeDecodeError):
            decoder.decode(sample, final=len(sample) < SNIFF)
            return encoding
    raise _bad_encoding(path)


def _parquet(path: Path) -> Iterator[dict[str, Any]]:
    import pyarrow.lib
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(path)
    except (pyarrow.lib.ArrowInvalid, OSError) as error:
        raise InvalidFile(f"{path.name} is not a Parquet file", f"{path.name} 不是有效的 Parquet 文件") from error
    for batch in file.iter_batches(batch_size=2000):
        yield from batch.to_pylist()


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _empty(path: Path) -> InvalidFile:
    return InvalidFile(f"{path.name} is empty: it has no header row", f"{path.name} 是空文件，没有表头")


def _bad_encoding(path: Path) -> InvalidFile:
    return InvalidFile(
        f"{path.name} is neither UTF-8 nor GB18030 text; save it as UTF-8",
        f"{path.name} 既不是 UTF-8 也不是 GB18030 编码，请另存为 UTF-8",
    )


def _too_long(path: Path, line: int) -> InvalidFile:
    return InvalidFile(
        f"{path.name}, line {line}: longer than {MAX_LINE} characters; a quotation mark may be left open",
        f"{path.name} 第 {line} 行超过 {MAX_LINE} 个字符，可能缺少结束引号",
    )
