"""One load of one source: batches of assertions in, a published data version out.

Cost: a batch of n assertions is a handful of statements whatever the size of the graph: existing facts are
looked up from the end of each relationship that has few of its kind, and only where the source has brought that
kind before. Memory: one integer for each fact written by this load.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import cypher
from graph_service.errors import Conflict, SnapshotLoss
from graph_service.identity.keys import known_in_source_only
from graph_service.loading.aliases import AliasKeeper
from graph_service.loading.assertions import Assertion, Claim, EntityAssertion, SourceDescription
from graph_service.loading.creation import RELATIONSHIPS, STATEMENTS, creation
from graph_service.loading.erasure import Marks
from graph_service.loading.facts import (
    Fact,
    entity_id,
    entity_row,
    observation_properties,
    observed_days,
    relationship_fact,
    statement_fact,
    stored,
)
from graph_service.loading.pipeline import Behind, ahead, batched
from graph_service.loading.redirects import Redirects
from graph_service.loading.relocate import ending_relationships, ending_statements
from graph_service.loading.report import LoadReport
from graph_service.loading.versions import current_version, discard, now, publish, put_load
from graph_service.model import OPEN_VERSION
from graph_service.schema import RELATIONSHIP_KINDS
from graph_service.store.gate import Graph, Write

BATCH_ROWS = 2000
LOSS_LIMIT = 0.2
LOSS_MINIMUM = 20
"""A full snapshot that would end more than this part of what is known, and more than these facts, is not believed."""

_NODE_STATEMENTS = {
    "Enterprise": "load/create_enterprises",
    "Person": "load/create_persons",
    "Project": "load/create_projects",
    "Lot": "load/create_lots",
    "CreditRecord": "load/create_credit_records",
    "ContactPoint": "load/create_contact_points",
}

Row = tuple[int, Sequence[Assertion]]


@dataclass(frozen=True, slots=True)
class _Batch:
    """Facts and claims by id, and for each row the ids of its facts."""

    facts: dict[str, Fact]
    claims: dict[str, Claim]
    owners: list[tuple[str, ...]]


class LoadSession:
    """Writes one source into version V+1. Use: ``begin``, ``write`` for each batch of rows, ``finish``.

    ``fingerprint`` names the content (a digest of the file and the mapping): after a kill a load of the same
    content goes on from what is there, any other first takes it back. A full snapshot that would end more than
    ``loss_limit`` of a kind raises ``SnapshotLoss`` at its end; ``None`` allows any loss.
    """

    def __init__(
        self, graph: Graph, source: SourceDescription, load: str, fingerprint: str, *,
        loss_limit: float | None = LOSS_LIMIT,
    ) -> None:  # fmt: skip
        self._graph = graph
        self._source = source
        self._load = load
        self._fingerprint = fingerprint
        self._loss_limit = loss_limit
        self._seen: set[int] = set()
        self._aliases = AliasKeeper()
        self._coverage: dict[str, tuple[int, str]] = {}
        self._published = current_version(graph)
        self.version = self._published + 1
        self.report = LoadReport(load=load, version=self.version)
        self._redirects = Redirects()
        self._erased = Marks(())
        self._returned: set[str] = set()
        self._fresh_graph = False
        self._brought: frozenset[str] | None = None
        self._writing = Behind()

    def name(self, load: str) -> None:
        """Give the load its id, before it begins."""
        self._load = load
        self.report.load = load

    def begin(self) -> None:
        """Clear or adopt what a killed load left, and record that this one runs."""
        self._settle_unfinished()
        self._redirects = Redirects.at(self._graph, self.version)
        self._erased = Marks.of(self._graph)
        self._fresh_graph = not self._graph.rows(cypher.statement("read/sources"))
        self._brought = None if self.report.resumed else self._kinds_brought()
        properties = {"zh": self._source.zh, "en": self._source.en, "unit": self._source.unit}
        properties |= {"licence": self._source.licence, "url": self._source.url}
        put_load(
            self._graph, self._load, source=self._source.id, unit=self._source.unit, state="running",
            version=self.version, fingerprint=self._fingerprint, started_at=now(),
        )  # fmt: skip
        self._graph.write(cypher.statement("load/put_source"), id=self._source.id, properties=properties)

    def write(self, rows: Iterable[Row]) -> None:
        """Write rows (line number and assertions of that line) in batches; each batch is one transaction.

        Three batches are under way: one is read and turned into facts in a thread of its own, one is compared with
        what is known, and one is written.
        """
        with closing(ahead(map(self._prepared, batched(rows, BATCH_ROWS)))) as batches, self._writing:
            for batch in batches:
                self._write_batch(batch)

    def finish(self) -> LoadReport:
        """Join what a source states to be one party, take the snapshot, publish."""
        joined = self._aliases.settle(self._graph, self._redirects, self.version, self._load)
        self.report.merged, self.report.unmerged = joined.merged, joined.unmerged
        self.report.conflicts.extend(joined.conflicts)
        self._take_snapshot()
        self._warn_of_erased()
        self._put_coverage()
        self.report.published = True
        summary = {name: value for name, value in self.report.as_dict().items() if isinstance(value, int)}
        put_load(self._graph, self._load, **{**summary, "state": "published", "finished_at": now()})
        publish(self._graph, self.version, self._load)
        return self.report

    def abandon(self) -> None:
        """Take back everything that this load wrote."""
        discard(self._graph, self.version)
        put_load(self._graph, self._load, state="abandoned", finished_at=now())

    # -- batches -------------------------------------------------------------------------------------------

    def _prepared(self, rows: Sequence[Row]) -> _Batch:
        """Distinct facts and claims of some rows, and for each row the ids of its facts. Reads nothing."""
        batch = _Batch({}, {}, [])
        for _, assertions in rows:
            # The assertions of a row share its claims: each is named once.
            claims = {id(claim): claim for assertion in assertions for claim in _claims(assertion)}
            ids = {key: entity_id(claim, self._source.id) for key, claim in claims.items()}
            batch.claims.update((ids[key], claim) for key, claim in claims.items())
            row_facts = []
            for assertion in assertions:
                for fact in self._facts_of(assertion, ids):
                    known = batch.facts.setdefault(fact.id, fact)
                    known.days |= fact.days
                    row_facts.append(fact.id)
            batch.owners.append(tuple(row_facts))
        return batch

    def _write_batch(self, batch: _Batch) -> None:
        new = self._new_nodes(batch.claims)
        existing = self._existing(batch.facts, new)
        outcomes: dict[str, str] = {}
        writes = self._node_writes(new)
        for table, group in _by_table(batch.facts).items():
            writes += self._fact_writes(table, group, existing, outcomes)
        self._writing.begin(lambda: self._graph.write_many(writes))
        self._seen.update(_short(identifier) for identifier in batch.facts)
        self._count_rows(batch.owners, outcomes)

    def _facts_of(self, assertion: Assertion, ids: Mapping[int, str]) -> Iterator[Fact]:
        """``ids``: of the row's claims, by identity of the claim."""
        source = self._source.id
        if isinstance(assertion, EntityAssertion):
            self._aliases.note(assertion.claim)
            if not assertion.claim.shared:
                yield statement_fact(assertion, ids[id(assertion.claim)], source)
            return
        yield relationship_fact(assertion, ids[id(assertion.origin)], ids[id(assertion.target)], source)

    def _new_nodes(self, claims: Mapping[str, Claim]) -> dict[str, Claim]:
        """Whoever no load has named yet, this one included."""
        new = {i: c for i, c in claims.items() if _short("node:" + i) not in self._seen}
        if asked := sorted(i for i, claim in new.items() if self._may_exist(claim)):
            for known in self._graph.rows(cypher.statement("load/existing_entities"), ids=asked)[0]["ids"]:
                new.pop(known, None)
        self._seen.update(_short("node:" + identifier) for identifier in claims)
        self.report.nodes_created += len(new)
        return new

    def _may_exist(self, claim: Claim) -> bool:
        """Whether an earlier load may have made the node: who is known within this source only, was made by it."""
        if self._fresh_graph:
            return False
        return self._brought is None or bool(self._brought) or not known_in_source_only(claim)

    def _node_writes(self, new: Mapping[str, Claim]) -> list[Write]:
        if self._erased:
            self._returned |= {i for i, claim in new.items() if claim.kind == "Person" and i in self._erased}
        grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for identifier, claim in new.items():
            grouped[_creation(claim)].append(entity_row(claim, identifier, self.version))
        return [creation(name, rows) for name, rows in sorted(grouped.items())]

    def _existing(self, facts: dict[str, Fact], new: Collection[str]) -> dict[str, list[dict[str, Any]]]:
        """Open facts of this source at the ends concerned, by table; nothing where nothing can be there."""
        chosen = {
            identifier: fact for identifier, fact in facts.items()
            if (self._may_know(fact.table) or _short(identifier) in self._seen) and _anchor(fact) not in new
        }  # fmt: skip
        if chosen:
            self._writing.wait()  # what this load wrote last must be seen
        return {table: self._existing_in(table, group) for table, group in _by_table(chosen).items()}

    def _kinds_brought(self) -> frozenset[str]:
        """Kinds that earlier loads of this source brought: of any other it can have no fact in the graph."""
        rows = self._graph.rows(cypher.statement("read/coverage"), version=self._published)
        return frozenset(row["kind"] for row in rows if row["source"] == self._source.id)

    def _may_know(self, table: str) -> bool:
        """Whether earlier loads of this source, or the one that this resumes, may have written such facts."""
        return self._brought is None or _covered_as(table) in self._brought

    def _existing_in(self, table: str, group: list[Fact]) -> list[dict[str, Any]]:
        parameters: dict[str, Any] = {"source": self._source.id, "open": OPEN_VERSION}
        ids = sorted({self._redirects.resolve(_anchor(fact)) for fact in group})
        read = (
            cypher.statement("load/statements_of")
            if table == "Statement"
            else cypher.statement("load/relationships_at").with_kinds((table,))
        )
        rows = self._graph.rows(read, ids=ids, **parameters)
        return list({found["id"]: found for found in rows[0]["found"]}.values())

    def _fact_writes(
        self,
        table: str,
        group: list[Fact],
        existing: dict[str, list[dict[str, Any]]],
        outcomes: dict[str, str],
    ) -> list[Write]:
        known = {row["id"]: row for row in existing.get(table, ())}
        by_record = _by_record(known.values())
        asserted = {fact.id for fact in group}
        creating: list[dict[str, Any]] = []
        ending: list[dict[str, Any]] = []
        observing: list[dict[str, Any]] = []
        for fact in group:
            row = known.get(fact.id)
            if row is None:
                corrected = [
                    old for old in by_record.get(fact.properties["record"], ()) if _corrects(fact, old, asserted)
                ]
                ending += corrected
                outcomes[fact.id] = "changed" if by_record.get(fact.properties["record"]) else "new"
                self.report.corrected += len(corrected)
                creating.append(self._row(fact))
            elif fact.days <= (days := observed_days(row)):
                outcomes[fact.id] = "unchanged"
            else:
                outcomes[fact.id] = "unchanged"
                fact.days |= days
                self.report.confirmed += 1
                self._observe(fact, row, creating, ending, observing)
        self._count_created(table, creating)
        self._cover(table, group)
        return self._writes(table, creating, _distinct(ending), observing)

    def _observe(
        self, fact: Fact, row: dict[str, Any], creating: list[Any], ending: list[Any], observing: list[Any]
    ) -> None:
        """A further day: in place where this version made the fact, else a new version of it."""
        if row["known_from"] == self.version:
            observing.append({**row, **observation_properties(fact.days)})
        else:
            ending.append(row)
            creating.append({**self._row(fact), "record": row["record"]})

    def _row(self, fact: Fact) -> dict[str, Any]:
        current = tuple(self._redirects.resolve(end) for end in fact.ends)
        return stored(fact, current, self.version, self._load)

    def _writes(self, table: str, creating: list[Any], ending: list[Any], observing: list[Any]) -> list[Write]:
        statement = table == "Statement"
        writes = (
            ending_statements(ending, self.version) if statement else ending_relationships(table, ending, self.version)
        )
        if observing:
            writes.append(self._observation_write(table, observing))
        if creating:
            writes.append(creation(STATEMENTS, creating) if statement else creation(RELATIONSHIPS, creating, table))
        return writes

    def _observation_write(self, table: str, observing: list[dict[str, Any]]) -> Write:
        names = ("id", "observations", "observed_first", "observed_last")
        rows = [{name: row.get(name) for name in names} for row in observing]
        if table == "Statement":
            keyed = [{**row, "entity": old["entity"]} for row, old in zip(rows, observing, strict=True)]
            return cypher.statement("load/observe_statements"), {"rows": keyed, "version": self.version}
        anchor = RELATIONSHIP_KINDS[table].anchor + "_id"
        keyed = [{**row, "anchor": old[anchor]} for row, old in zip(rows, observing, strict=True)]
        observe = cypher.statement("load/observe_relationships").with_kinds((table,))
        return observe, {"rows": keyed, "version": self.version}

    def _count_created(self, table: str, creating: list[Any]) -> None:
        if table == "Statement":
            self.report.statements_created += len(creating)
        else:
            self.report.relationships_created += len(creating)

    def _cover(self, table: str, group: list[Fact]) -> None:
        for fact in group:
            kind = _covered_as(table)
            count, last = self._coverage.get(kind, (0, ""))
            self._coverage[kind] = (count + 1, max(last, *fact.days, ""))

    def _count_rows(self, owners: list[tuple[str, ...]], outcomes: dict[str, str]) -> None:
        """A row is changed if its record said something else before, new if all it says is new."""
        for facts in owners:
            found = {outcomes.get(identifier, "unchanged") for identifier in facts}
            self.report.read += 1
            if "changed" in found:
                self.report.changed += 1
            elif "new" in found:
                self.report.new += 1
            else:
                self.report.unchanged += 1

    # -- begin and end -------------------------------------------------------------------------------------

    def _settle_unfinished(self) -> None:
        for row in self._graph.rows(cypher.statement("load/unfinished_loads")):
            if row["version"] <= self._published:
                put_load(self._graph, row["id"], state="published")
            elif row["fingerprint"] == self._fingerprint:
                self.report.resumed = True
                if row["id"] != self._load:
                    put_load(self._graph, row["id"], state="resumed", resumed_by=self._load)
            else:
                discard(self._graph, row["version"])
                put_load(self._graph, row["id"], state="abandoned", finished_at=now())

    def _put_coverage(self) -> None:
        statement, of_load = cypher.statement("load/put_coverage"), {"source": self._source.id, "version": self.version}
        self._graph.write_many([
            (statement, {**of_load, "kind": kind, "count": count, "observed_last": last or None})
            for kind, (count, last) in sorted(self._coverage.items())
        ])  # fmt: skip

    def _take_snapshot(self) -> None:
        if not self._source.full_snapshot:
            return
        if self._source.observed_on is None:
            raise Conflict(
                "a full snapshot needs the day on which it was taken (observed_on)",
                "全量快照必须注明数据日期（observed_on）",
            )
        day = self._source.observed_on.isoformat()
        for kind in self._source.scope:
            total, missing = self._loss(kind, day)
            if self._loss_limit is not None and missing > max(LOSS_MINIMUM, self._loss_limit * total):
                raise _snapshot_loss(kind, total, missing, self._loss_limit)
            self.report.closed += missing
            parameters: dict[str, Any] = {
                "source": self._source.id,
                "kind": kind,
                "on": day,
                "version": self.version,
            }
            self._graph.write(cypher.statement("load/put_snapshot"), **parameters)

    def _warn_of_erased(self) -> None:
        """Sources go on sending whom they have: a person who was erased and is back must be seen by someone."""
        if count := len(self._returned):
            self.report.warnings.append({
                "code": "erased_returned",
                "en": f"{count} persons who had been erased are back with this load; tell the source, or erase them again",
                "zh": f"本次加载重新带入 {count} 名已依法删除的自然人；请通知来源单位，或再次删除",
            })  # fmt: skip

    def _loss(self, kind: str, day: str) -> tuple[int, int]:
        read = cypher.statement("load/snapshot_loss").with_kinds((kind,))
        row = self._graph.rows(read, source=self._source.id, open=OPEN_VERSION, on=day)[0]
        return int(row["total"]), int(row["missing"] or 0)


def _snapshot_loss(kind: str, total: int, missing: int, limit: float) -> SnapshotLoss:
    return SnapshotLoss(
        f"this full snapshot would end {missing} of {total} {kind}, more than {limit:.0%}: nothing was loaded; check that "
        "the file is whole, load it as a partial file, or allow the loss (--allow-loss)",
        f"该全量快照将终止 {kind} 共 {total} 条中的 {missing} 条，超过 {limit:.0%}，未加载任何内容；"
        "请核对文件是否完整，或按部分文件加载，或明确允许（--allow-loss）",
        kind=kind, total=total, missing=missing,
    )  # fmt: skip


def _covered_as(table: str) -> str:
    """Under which kind the coverage counts facts of a table."""
    return "CreditRecord" if table == "SUBJECT_OF" else table


def _claims(assertion: Assertion) -> tuple[Claim, ...]:
    return (assertion.claim,) if isinstance(assertion, EntityAssertion) else (assertion.origin, assertion.target)


def _anchor(fact: Fact) -> str:
    """Where a fact is looked up: the entity itself, of a relationship the end that has few of its kind."""
    at_target = fact.table != "Statement" and RELATIONSHIP_KINDS[fact.table].anchor != "from"
    return fact.ends[1 if at_target else 0]


def _creation(claim: Claim) -> str:
    if claim.kind == "CreditRecord" and claim.negative:
        return "load/create_sanctions"
    return _NODE_STATEMENTS[claim.kind]


def _by_table(facts: dict[str, Fact]) -> dict[str, list[Fact]]:
    grouped: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts.values():
        grouped[fact.table].append(fact)
    return grouped


def _by_record(rows: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        grouped[row["record"]].append(row)
    return grouped


def _corrects(fact: Fact, old: dict[str, Any], batch: Collection[str]) -> bool:
    """The same record, seen again for the same day, says something else: the later load is a correction.

    Without days on either side the record is simply replaced. A row that this batch (ids of its facts) also asserts stays.
    """
    if old["id"] in batch:
        return False
    asserted = old.get("asserted")
    if asserted is not None and asserted != fact.ends[0]:
        return False
    return observed_days(old) == fact.days


def _distinct(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({row["id"]: row for row in rows}.values())


def _short(identifier: str) -> int:
    """64 bits of an identifier: what the session remembers of a fact it has written."""
    return hash(identifier)
