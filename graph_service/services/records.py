"""Lists of records: filtered, in the order of ids, each shown by the same rules as a party's own records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import cypher
from graph_service.errors import NotFound
from graph_service.model import Entity, Relationship
from graph_service.records.kinds import canonical_name
from graph_service.records.lifecycle import RecordStanding, standing
from graph_service.schema.nodes import RECORD_STATES
from graph_service.services import wire
from graph_service.services.context import Asked, Context, Question, Viewer

BATCH = 250
MAX_READ = 5000
"""Records that one page may look at; a rare filter then goes on at the next page."""
SUBJECT_CAP = 50


@dataclass(frozen=True, slots=True)
class RecordFilter:
    """Which records: every value that is given must hold. Days bound the day of listing, both included.

    ``state`` is the state on the day asked: a record whose term has ended is expired, whatever its source still says.
    """

    kind: str | None = None
    authority: str | None = None
    owning_unit: str | None = None
    state: str | None = None
    listed_from: date | None = None
    listed_to: date | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """A record, its tie to its subject, how it stands on the day asked, and whether the subject is a person."""

    record: Entity
    subject: Relationship | None
    stands: RecordStanding
    of_person: bool


class RecordLists(Context):
    """Records as such."""

    def records(
        self, chosen: RecordFilter, question: Question, viewer: Viewer, *, limit: int = 50, after: str = ""
    ) -> dict[str, Any]:
        """Records that match and that the viewer may see, after the id ``after``; ``next`` where there may be more.

        Looks at no more than ``MAX_READ`` records: a page may hold fewer than ``limit`` and still have a next one.
        Without a purpose the records of persons are not shown but counted as ``withheld``.
        """
        asked = self._asked(question)
        page: list[_Found] = []
        withheld, following = 0, None
        for batch, whole in self._batches(asked, chosen, viewer, after):
            for found in self._found(asked, batch, chosen, question, viewer):
                if found.of_person and not viewer.purpose:
                    withheld += 1
                elif len(page) < limit:
                    page.append(found)
                else:
                    return self._page(asked, question, viewer, page, withheld, page[-1].record.id)
            following = None if whole else batch[-1]
        return self._page(asked, question, viewer, page, withheld, following)

    def _page(
        self, asked: Asked, question: Question, viewer: Viewer, page: list[_Found], withheld: int, following: str | None
    ) -> dict[str, Any]:
        return {
            **self._echo(asked, question),
            "records": [wire.record(f.record, f.subject, f.stands) for f in page],
            "next": following,
            "withheld": withheld,
            "truncated": False,
            "parties": self._briefs(asked, {f.subject.from_id for f in page if f.subject}, viewer),
        }

    def _batches(
        self, asked: Asked, chosen: RecordFilter, viewer: Viewer, after: str
    ) -> Iterator[tuple[list[str], bool]]:
        """Ids in order, batch by batch up to the bound, and whether that was the last there is."""
        if chosen.subject:
            ids = [i for i in self._records_of(asked, chosen.subject, viewer) if i > after]
            yield ids, True
            return
        for _ in range(MAX_READ // BATCH):
            ids = self._ids(asked, chosen, after)
            yield ids, len(ids) < BATCH
            if len(ids) < BATCH:
                return
            after = ids[-1]

    def _ids(self, asked: Asked, chosen: RecordFilter, after: str) -> list[str]:
        parameters: dict[str, Any] = {"version": asked.reader.version, "after": after, "limit": BATCH}
        read = cypher.statement("read/records")
        if chosen.kind:
            read = cypher.statement("read/records_of_kind")
            parameters["kind"] = canonical_name(chosen.kind)
        return [row["id"] for row in self.engine.graph.rows(read, **parameters)]

    def _records_of(self, asked: Asked, party: str, viewer: Viewer) -> list[str]:
        identifier = asked.reader.survivor(party) or party
        found = asked.reader.entities([identifier])
        if identifier not in found:
            raise NotFound(f"nothing has the id {party}", f"没有编号为 {party} 的主体", id=party)
        self._look(found[identifier], viewer)
        ties = asked.reader.touching([identifier], ("SUBJECT_OF",), cap=MAX_READ).relationships
        return sorted({tie.to_id for tie in ties})

    def _found(
        self, asked: Asked, ids: list[str], chosen: RecordFilter, question: Question, viewer: Viewer
    ) -> Iterator[_Found]:
        """Those of the batch that match and that the viewer may see, in order."""
        records = asked.reader.entities(ids)
        ties: dict[str, list[Relationship]] = defaultdict(list)
        for tie in asked.reader.touching(ids, ("SUBJECT_OF",), cap=SUBJECT_CAP).relationships:
            ties[tie.to_id].append(tie)
        persons = self._persons(asked, (tie.from_id for some in ties.values() for tie in some))
        ended_shown = viewer.entitled or question.review_date is not None
        for record in (records[i] for i in ids if i in records):
            subject = _subject(ties[record.id], chosen.subject)
            if not self._seen(record, subject, question, viewer).shown:
                continue
            stands = standing(record, subject, asked.on)
            if (stands.acting or ended_shown) and _matches(record, stands, chosen):
                yield _Found(record, subject, stands, any(tie.from_id in persons for tie in ties[record.id]))

    def _persons(self, asked: Asked, ids: Iterable[str]) -> set[str]:
        return {i for i, found in asked.reader.entities(set(ids)).items() if found.kind == "Person"}


def _subject(ties: Sequence[Relationship], wanted: str | None) -> Relationship | None:
    """The tie to the party that is asked about, else the first in the order of ids."""
    return next((tie for tie in ties if tie.from_id == wanted), ties[0] if ties else None)


def _matches(record: Entity, stands: RecordStanding, chosen: RecordFilter) -> bool:
    stated = stands.mark if stands.mark in RECORD_STATES else record.get("state") or "active"
    wanted = (
        (canonical_name(chosen.kind) if chosen.kind else None, record.get("record_kind")),
        (chosen.authority, record.get("authority")),
        (chosen.owning_unit, record.get("owning_unit")),
        (chosen.state, stated),
    )
    return all(want is None or want == has for want, has in wanted) and _listed_within(record, chosen)


def _listed_within(record: Entity, chosen: RecordFilter) -> bool:
    """Partial dates count where they may lie within; a record without a day matches only an open question."""
    if chosen.listed_from is None and chosen.listed_to is None:
        return True
    day = record.date("listed_on") or record.date("decided_on")
    if day is None:
        return False
    not_before = chosen.listed_from is None or day.latest >= chosen.listed_from
    return not_before and (chosen.listed_to is None or day.earliest <= chosen.listed_to)
