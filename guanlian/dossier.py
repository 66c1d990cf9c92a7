"""Reviews as files: what the api is given to read bidders from and to print reports with."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from api.ports import Download
from guanlian.report.excel import workbook
from guanlian.report.letters import letters_markdown, letters_pdf
from guanlian.report.pdf import pdf
from loaders.cleaning.people import Hasher
from loaders.tenders.sheets import read_tender_sheets

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class DossierFiles:
    """Lists of bidders in; reports and letters out."""

    def __init__(self, hasher: Hasher) -> None:
        self._hasher = hasher

    def tenders(self, path: Path) -> dict[str, Any]:
        sheet = read_tender_sheets([path], self._hasher)
        return {
            "tenders": [{"title": code, **tender} if code else tender for code, tender in sheet.tenders.items()],
            "ignored": sorted({header for headers in sheet.ignored.values() for header in headers}),
            "repeated": sheet.repeated,
            "faults": [
                {"line": fault.line, "column": fault.column, "zh": fault.zh, "en": fault.en} for fault in sheet.faults
            ],
        }

    def report(self, document: dict[str, Any], form: Literal["pdf", "xlsx"]) -> Download:
        name = f"review-{document['head']['id']}.{form}"
        if form == "xlsx":
            return Download(name, XLSX, workbook(document))
        return Download(name, "application/pdf", pdf("review.typ", document, document["head"]["updated_at"]))

    def letters(self, document: dict[str, Any], form: Literal["pdf", "md"]) -> Download:
        name = f"letters-{document['head']['id']}.{form}"
        if form == "md":
            return Download(name, "text/markdown; charset=utf-8", letters_markdown(document))
        return Download(name, "application/pdf", letters_pdf(document))
