"""Lots of the graph as a list: what each is called, how many bid on it, and what a review of it still needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import cypher
from graph_service.identity.names import key
from graph_service.model import Entity, Relationship
from graph_service.services.context import Asked, Context, Question, Viewer
from graph_service.services.lots import deadline_of

BATCH = 250
MAX_READ = 5000
"""Lots that one page may look at; a rare filter then goes on at the next page."""
BIDS_CAP = 500


@dataclass(frozen=True, slots=True)
class LotFilter:
    """Which lots: ``q`` stands in the name, code or project; at least ``min_bidders`` bid on it."""

    q: str | None = None
    min_bidders: int = 0


class LotLists(Context):
    """Lots as such."""

    def lots(
        self, chosen: LotFilter, question: Question, viewer: Viewer, *, limit: int = 50, after: str = ""
    ) -> dict[str, Any]:
        """Lots that match, after the id ``after``; ``next`` where there may be more.

        Cost: two statements for each 250 lots, at most ``MAX_READ`` lots for a page, which may hold fewer than
        ``limit`` and still have a next one.
        """
        asked = self._asked(question)
        rows: list[dict[str, Any]] = []
        following: str | None = None
        for _ in range(MAX_READ // BATCH):
            ids = self._lot_ids(asked, after)
            for row in self._lot_rows(asked, ids, chosen):
                if len(rows) == limit:
                    return self._lots_page(asked, question, viewer, rows, rows[-1]["id"])
                rows.append(row)
            if len(ids) < BATCH:
                return self._lots_page(asked, question, viewer, rows, None)
            after = following = ids[-1]
        return self._lots_page(asked, question, viewer, rows, following)

    def _lot_ids(self, asked: Asked, after: str) -> list[str]:
        rows = self.engine.graph.rows(
            cypher.statement("read/lots"), version=asked.reader.version, after=after, limit=BATCH
        )
        return [str(row["id"]) for row in rows]

    def _lot_rows(self, asked: Asked, ids: list[str], chosen: LotFilter) -> Iterable[dict[str, Any]]:
        found = asked.reader.entities(ids)
        ties: dict[str, list[Relationship]] = defaultdict(list)
        for tie in asked.reader.touching(ids, ("BID_ON", "TENDERED_BY"), cap=BIDS_CAP).relationships:
            ties[tie.to_id if tie.kind == "BID_ON" else tie.from_id].append(tie)
        for identifier in ids:
            if (lot := found.get(identifier)) is None:
                continue
            row = _row(lot, ties[identifier])
            if row["bidders"] >= chosen.min_bidders and _says(lot, chosen.q):
                yield row

    def _lots_page(
        self, asked: Asked, question: Question, viewer: Viewer, rows: list[dict[str, Any]], following: str | None
    ) -> dict[str, Any]:
        buyers = {row["buyer"] for row in rows if row["buyer"]}
        return {
            **self._echo(asked, question), "lots": rows, "next": following,
            "parties": self._briefs(asked, buyers, viewer),
        }  # fmt: skip


def _row(lot: Entity, ties: Iterable[Relationship]) -> dict[str, Any]:
    """``submission_deadline`` is what a review takes; ``deadline_from``: the lot, or only the days of its bids."""
    ties = list(ties)
    bids = [tie for tie in ties if tie.kind == "BID_ON"]
    deadline, source = deadline_of(lot, bids)
    return {
        "id": lot.id, "name": lot.name or lot.get("lot_code") or "", "lot_code": lot.get("lot_code"),
        "project_code": lot.get("project_code"), "regime": lot.get("regime"), "submission_deadline": deadline,
        "deadline_from": source, "bidders": len({bid.from_id for bid in bids}),
        "buyer": next((tie.to_id for tie in ties if tie.kind == "TENDERED_BY"), None),
    }  # fmt: skip


def _says(lot: Entity, q: str | None) -> bool:
    wanted = key(q or "")
    return not wanted or any(wanted in key(str(lot.get(n) or "")) for n in ("name", "lot_code", "project_code"))
