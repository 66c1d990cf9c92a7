"""What is wrong or thin in the recorded holdings of all companies, source by source and page by page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import cypher
from graph_service.errors import InvalidInput
from graph_service.ownership.quality import Fault, faults
from graph_service.services import ownership_wire as out
from graph_service.services.context import Asked, Context, Question, Viewer

BATCH = 500
MAX_SCANNED = 2000
"""Companies that one page looks at; a rare fault then goes on at the next page."""
OF_EACH = 1000
"""Holders and holdings of one company read at most."""
SHOWN_OF_EACH = 50
"""Faults of one company listed at most; the rest is counted."""


class QualityAnswers(Context):
    """Data quality as an answer."""

    def holding_faults(
        self, question: Question, viewer: Viewer, *, source: str | None = None, problem: str | None = None,
        limit: int = 100, after: str = "",
    ) -> dict[str, Any]:  # fmt: skip
        """Faults of cap tables on the day, and of periods whatever the day, company by company in the order of ids after
        ``after``; ``next`` where there may be more.

        ``by_source`` counts what was found in the companies looked at, before ``limit`` and filters of the list. Cost:
        three statements for each 500 companies; no more than ``MAX_SCANNED`` companies for a page. Raises ``InvalidInput``
        for a source that nothing was loaded from.
        """
        asked = self._asked(question)
        if source is not None:
            self._check(source)
        shown: list[Fault] = []
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        capped: list[str] = []
        scanned, following = 0, None
        for company, found, cut in self._companies(asked, after):
            chosen = [f for f in found if problem in (None, f.problem) and (source is None or source in f.sources)]
            if scanned == MAX_SCANNED or len(shown) >= limit:
                following = after
                break
            scanned, after = scanned + 1, company
            shown += chosen[:SHOWN_OF_EACH]
            capped += [company] if cut or len(chosen) > SHOWN_OF_EACH else []
            for fault in found:
                for name in fault.sources:
                    counts[name][fault.problem] += 1
        return {
            **self._echo(asked, question),
            "faults": [out.fault(f) for f in shown],
            "by_source": {name: dict(sorted(counts[name].items())) for name in sorted(counts)},
            "scanned": scanned,
            "capped": capped,
            "next": following,
            "parties": self._briefs(asked, {f.company for f in shown}, viewer),
        }

    def _check(self, source: str) -> None:
        known = [str(row["source"]["id"]) for row in self.engine.graph.rows(cypher.statement("read/sources"))]
        if source not in known:
            raise InvalidInput(
                f"nothing was loaded from a source {source}; there are: {', '.join(known)}",
                f"没有来源 {source} 的资料；现有来源：{'、'.join(known)}", source=source,
            )  # fmt: skip

    def _companies(self, asked: Asked, after: str) -> Iterator[tuple[str, Sequence[Fault], bool]]:
        """Every enterprise in the order of ids with its faults, and whether not all its holdings were read."""
        while True:
            read = cypher.statement("read/enterprises_after")
            rows = self.engine.graph.rows(read, version=asked.reader.version, after=after, limit=BATCH)
            ids = [row["id"] for row in rows]
            yield from self._faults(asked, ids)
            if len(ids) < BATCH:
                return
            after = ids[-1]

    def _faults(self, asked: Asked, ids: list[str]) -> Iterator[tuple[str, Sequence[Fault], bool]]:
        around = [asked.reader.links("holders", ids, OF_EACH + 1), asked.reader.links("holdings", ids, OF_EACH + 1)]
        found: dict[str, list[Fault]] = defaultdict(list)
        # Tables of companies beyond the batch are known in part only: nothing is said of them here.
        for fault in faults({r.id: r for links in around for some in links.values() for r in some}.values(), asked.on):
            found[fault.company].append(fault)
        for company in ids:
            yield company, found[company], any(len(links.get(company, ())) > OF_EACH for links in around)
