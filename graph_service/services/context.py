"""What every answer shares: who asks, when is asked about, one data version, audit of looks, names of those mentioned."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph_service.dates import today
from graph_service.engine import Engine
from graph_service.errors import PurposeRequired
from graph_service.exposure.policy import CompiledPolicy, load_policy
from graph_service.identity.hmac import HashedId
from graph_service.loading.versions import current_version, version_at
from graph_service.model import Entity, Relationship
from graph_service.reading import lasting
from graph_service.reading.memory import Glance, VersionMemory
from graph_service.reading.neighbourhood import EngineNeighbourhood, ListingIndex
from graph_service.reading.reader import ALL_KINDS, GraphReader
from graph_service.records.lifecycle import ENTITLED, Visibility, visible
from graph_service.relations.coverage import coverage
from graph_service.search.index import NameIndex
from graph_service.search.keeper import NameIndexes
from graph_service.services import wire
from graph_service.units import within

COVERAGE_KINDS = (
    "LEGAL_REPRESENTATIVE_OF", "SHAREHOLDER_OF", "DIRECTOR_OF", "SUPERVISOR_OF", "SENIOR_MANAGER_OF", "EMPLOYED_BY",
    "CONTROLS", "BRANCH_OF", "RELATIVE_OF", "GUARANTEES", "USES", "BID_ON", "CreditRecord",
)  # fmt: skip

KEPT_VERSIONS = 3


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks: roles decide what is shown, the purpose is recorded with every look at a person.

    ``unit``: whose auditor or administrator this is; empty for those bound to none (this machine's own user).
    """

    principal: str = "local"
    roles: frozenset[str] = frozenset({"reader"})
    purpose: str | None = None
    unit: str = ""

    def answers_for(self, record: Entity) -> bool:
        """Whether the viewer's unit answers for a record: its own, one below it, or a record that names no unit."""
        owner = record.get("owning_unit")
        return not (self.unit and owner) or within(owner, self.unit)

    @property
    def entitled(self) -> bool:
        """May see ended records and masks."""
        return bool(self.roles & ENTITLED)

    @property
    def role(self) -> str:
        """The role that decides what is shown of records."""
        for role in ("admin", "auditor", "reviewer", "investigator"):
            if role in self.roles:
                return role
        return "reader"


@dataclass(frozen=True, slots=True)
class Question:
    """When is asked about: a day of validity, and optionally an instant of knowledge (UTC, ISO)."""

    as_of: date | None = None
    as_known_at: str | None = None
    policy: str = "default"
    review_date: date | None = None
    max_nodes: int = 2000
    paths: int = 3


@dataclass(slots=True)
class Asked:
    """A question on one data version: its reader, its day, its policy."""

    reader: GraphReader
    on: date
    policy: CompiledPolicy


class Context:
    """Base of all answers on one engine. Thread-safe. ``clock`` gives the present day (tests set it)."""

    def __init__(
        self, engine: Engine, *, clock: Callable[[], date] = today, hub_cap: int = 500,
        hash_number: Callable[[str], HashedId] | None = None,
    ) -> None:  # fmt: skip
        self.engine = engine
        self.clock = clock
        self.hash_number = hash_number
        """Hashes ID numbers that callers send; without it they are not used."""
        self._hub_cap = hub_cap
        self._memories: OrderedDict[int, VersionMemory] = OrderedDict()
        self._published = 0
        self.names = NameIndexes(engine)
        self._lock = threading.Lock()

    def _asked(self, question: Question, policy: CompiledPolicy | None = None) -> Asked:
        """``policy``: instead of the shipped one that the question names."""
        graph = self.engine.graph
        published = current_version(graph)
        version = version_at(graph, question.as_known_at) if question.as_known_at else published
        reader = GraphReader(graph, version, self._memory(version, published))
        return Asked(reader, question.as_of or self.clock(), policy or load_policy(question.policy))

    def _echo(self, asked: Asked, question: Question) -> dict[str, Any]:
        return {
            "as_of": asked.on.isoformat(),
            "as_known_at": question.as_known_at,
            "data_version": asked.reader.version,
            "policy": {"id": question.policy, "version": asked.policy.policy.version, "digest": asked.policy.digest},
        }

    def _look(self, found: Entity, viewer: Viewer) -> None:
        """A look at a person needs a purpose (个人信息保护法 6; 征信业管理条例 22)."""
        if found.kind == "Person" and not viewer.purpose:
            raise PurposeRequired(
                "a look at a person needs a purpose; send it with the request",
                "查询自然人须注明用途，请随请求提供查询用途",
            )

    def _seen(self, found: Entity, subject: Relationship | None, question: Question, viewer: Viewer) -> Visibility:
        """Whether the viewer may see a record as that party's own, today or in the review that is asked about."""
        return visible(
            found, subject, today=self.clock(), role=viewer.role, purpose=viewer.purpose,
            review_date=question.review_date if viewer.role in ("reviewer", "auditor", "admin") else None,
            answers=viewer.answers_for(found),
        )  # fmt: skip

    def _briefs(
        self, asked: Asked, ids: Iterable[str], viewer: Viewer, shape: Callable[[Entity], dict[str, Any]] = wire.brief
    ) -> dict[str, Any]:
        """Who is mentioned, with the kinds of record that act against them on the day (L0, never what others carry)."""
        shown = {}
        listed = self._neighbourhood(asked, viewer).listings(asked.on)
        for identifier, found in sorted(asked.reader.entities(set(ids)).items()):
            shown[identifier] = shape(found)
            if found.kind == "ContactPoint" and found.get("contact") not in ("address",) and not viewer.entitled:
                shown[identifier]["name"] = ""
            if identifier in listed:
                shown[identifier]["listed"] = sorted({v.record_kind for v in listed[identifier]})
        return shown

    def _known_of(
        self, identifier: str, asked: Asked, kinds: Collection[str] = ALL_KINDS
    ) -> tuple[list[Relationship] | list[Glance], bool]:
        """What of these kinds touches a party, at a glance where it is much; and whether even that was cut."""
        around, chosen = asked.reader.around([identifier])[identifier], frozenset(kinds)
        if around.complete:
            return [r for r in around.relationships if r.kind in chosen], False
        register = asked.reader.register(identifier)
        if register is not None:
            return [g for g in register if g.kind in chosen], False
        touching = asked.reader.touching([identifier], tuple(kinds), cap=self._hub_cap * 100)
        return list(touching.relationships), bool(touching.capped)

    def _coverage(self, asked: Asked, relationships: Iterable[Relationship | Glance]) -> list[dict[str, Any]]:
        return wire.coverage(coverage(COVERAGE_KINDS, relationships, asked.reader.brought()))

    def _neighbourhood(self, asked: Asked, viewer: Viewer) -> EngineNeighbourhood:
        index = self._listing_index(asked.reader)
        shown_on = None if viewer.entitled and not viewer.unit else self.clock()
        answering = viewer.unit if viewer.entitled else None
        return EngineNeighbourhood(asked.reader, index, self._hub_cap, shown_on=shown_on, answering=answering)

    def _listing_index(self, reader: GraphReader) -> ListingIndex:
        return reader.memory.once("listings", lambda: ListingIndex(self.engine.graph, reader.version))

    def _memory(self, version: int, published: int) -> VersionMemory:
        """What is kept of a version; of the three asked about last.

        All is dropped when another version is published, by whichever process: it may be that of a lawful erasure,
        which takes facts out of earlier versions too.
        """
        with self._lock:
            if published != self._published:
                if self._memories:
                    lasting.give_back()
                self._memories.clear()
                self._published = published
                self.names.published(published)
            memory = self._memories.setdefault(version, VersionMemory())
            self._memories.move_to_end(version)
            while len(self._memories) > KEPT_VERSIONS:
                self._memories.popitem(last=False)
            return memory

    def _index_at(self, reader: GraphReader) -> NameIndex:
        """The names of one data version: a question about the past must find by the names of then."""
        return self.names.at(reader.version)

    def _index(self) -> NameIndex:
        return self.names.at(current_version(self.engine.graph))
