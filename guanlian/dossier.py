"""Reviews as files: what the api is given to print them with."""

from __future__ import annotations

from typing import Any, Literal

from api.ports import Download
from guanlian.report.excel import workbook
from guanlian.report.letters import letters_markdown, letters_pdf
from guanlian.report.pdf import pdf

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class DossierFiles:
    """Reports and letters."""

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
