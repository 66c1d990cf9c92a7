"""Tables out, as CSV or Excel by the file's ending. Cells are text: nothing that stands in them is run as a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import typer
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from guanlian.language import say

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Layout:
    """How an Excel table is laid out. ``widths`` of columns in characters, ``width`` of those that have none; texts wrap.

    ``about``: rows for a second sheet, read when the table is written.
    """

    title: str = "Sheet1"
    widths: Mapping[str, int] = field(default_factory=dict)
    width: int = 18
    about_title: str = ""
    about: Iterable[Sequence[str]] = ()


PLAIN = Layout()


def write_table(path: Path, headers: Sequence[str], rows: Iterable[Sequence[str]], layout: Layout = PLAIN) -> int:
    """Write a table; returns how many rows. Excel holds 1,048,575 of them. A CSV file has the table alone."""
    if path.suffix.casefold() == ".xlsx":
        return _excel(path, headers, rows, layout)
    if path.suffix.casefold() == ".csv":
        return _csv(path, headers, rows)
    raise typer.BadParameter(say("结果只能写为 .xlsx 或 .csv 文件", "the result is written as .xlsx or .csv"))


def _excel(path: Path, headers: Sequence[str], rows: Iterable[Sequence[str]], layout: Layout) -> int:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet(layout.title)
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        cell = book.add_format({"text_wrap": True, "valign": "top"})
        sheet.freeze_panes(1, 0)
        for column, text in enumerate(headers):
            sheet.set_column(column, column, layout.widths.get(text, layout.width))
            sheet.write_string(0, column, text, bold)
        number = 0
        for number, row in enumerate(rows, 1):
            for column, text in enumerate(row):
                sheet.write_string(number, column, text[:32_000], cell)
        sheet.autofilter(0, 0, number, max(len(headers) - 1, 0))
        if layout.about_title:
            _about(book.add_worksheet(layout.about_title), layout.about, bold, cell)
        return number


def _about(sheet: Worksheet, rows: Iterable[Sequence[str]], bold: Format, cell: Format) -> None:
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 90)
    for number, (name, text) in enumerate(rows):
        sheet.write_string(number, 0, name, bold)
        sheet.write_string(number, 1, text[:32_000], cell)


def _csv(path: Path, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headers)
        count = 0
        for row in rows:
            writer.writerow([f"'{text}" if text.startswith(_FORMULA) else text for text in row])
            count += 1
        return count
