"""Rows as files: CSV that spreadsheet programs read as UTF-8, and Excel. No cell is ever read as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import xlsxwriter
from fastapi import Response

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def file_reply(
    name: str, columns: Sequence[str], rows: Iterable[Mapping[str, object]], form: Literal["csv", "xlsx"]
) -> Response:
    """A download of ``rows`` with the header ``columns``."""
    content = _csv(columns, rows) if form == "csv" else _xlsx(columns, rows)
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return Response(content, media_type=_TYPES[form], headers=headers)


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([_plain(row.get(column)) for column in columns] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _plain(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _xlsx(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, columns, book.add_format({"bold": True}))
    for number, row in enumerate(rows, 1):
        for place, column in enumerate(columns):
            value = row.get(column)
            sheet.write_string(number, place, "" if value is None else str(value))
    book.close()
    return out.getvalue()
