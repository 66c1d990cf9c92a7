"""Tables out, as CSV or Excel by the file's ending. Cells are text: nothing that stands in them is run as a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import typer
import xlsxwriter

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_table(path: Path, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write a table; returns how many rows. Excel holds 1,048,575 of them."""
    if path.suffix.casefold() == ".xlsx":
        return _excel(path, headers, rows)
    if path.suffix.casefold() == ".csv":
        return _csv(path, headers, rows)
    raise typer.BadParameter("the result is written as .xlsx or .csv")


def _excel(path: Path, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for column, text in enumerate(headers):
            sheet.write_string(0, column, text, bold)
        number = 0
        for number, row in enumerate(rows, 1):
            for column, text in enumerate(row):
                sheet.write_string(number, column, text[:32_000])
        return number


def _csv(path: Path, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headers)
        count = 0
        for row in rows:
            writer.writerow([f"'{text}" if text.startswith(_FORMULA) else text for text in row])
            count += 1
        return count
