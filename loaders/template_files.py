"""Templates as files to fill in: CSV (UTF-8 with a mark, so that Excel reads it) or an Excel workbook."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Any

import xlsxwriter

from graph_service.errors import NotFound
from graph_service.schema import NODE_KINDS, RELATIONSHIP_KINDS
from loaders.templates import LANGUAGES, template_csv

_MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A file by its name, its media type and its bytes."""

    name: str
    media_type: str
    content: bytes


def template_list() -> list[dict[str, Any]]:
    """Every kind that has a template: names, whether it is a node or a relationship, and the columns by language."""
    found = []
    for of, kinds in (("node", NODE_KINDS), ("relationship", RELATIONSHIP_KINDS)):
        for name, kind in kinds.items():
            columns = {language: _rows(name, language)[0] for language in LANGUAGES}
            found.append({"kind": name, "of": of, "zh": kind.zh, "en": kind.en, "columns": columns})
    return found


def template_file(kind: str, form: str, language: str) -> TemplateFile:
    """The template of a kind with one fictional example row. ``NotFound`` for a kind that there is not."""
    if kind not in NODE_KINDS and kind not in RELATIONSHIP_KINDS:
        kinds = ", ".join([*NODE_KINDS, *RELATIONSHIP_KINDS])
        raise NotFound(f"there is no template {kind}; there are: {kinds}", f"没有模板 {kind}；可用：{kinds}")
    content = _excel(kind, language) if form == "xlsx" else template_csv(kind, language).encode("utf-8-sig")
    return TemplateFile(f"{kind.lower()}.{language}.{form}", _MEDIA_TYPES[form], content)


def _rows(kind: str, language: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(template_csv(kind, language))))


def _excel(kind: str, language: str) -> bytes:
    """Every cell as text: codes keep their zeros, dates stay as they are written."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet, text = book.add_worksheet(), book.add_format({"num_format": "@"})
    bold = book.add_format({"bold": True, "num_format": "@"})
    for number, row in enumerate(_rows(kind, language)):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, cell, bold if number == 0 else text)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 60, 18, text)
    book.close()
    return file.getvalue()
