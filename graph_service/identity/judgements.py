"""What people judged about pairs of parties: append-only acts, and what follows from them at a data version. Pure.

A judgement is proposed or takes effect at once, is confirmed or rejected by a second principal where four eyes are
needed, and is undone by a judgement of its own. Nothing is changed or removed: states are folded from the acts.

Scope *everywhere*: ``same`` joins the two in the graph. Scope *a case* (the id of one review): nothing is joined in
the graph; ``CaseJudgements`` is an overlay that this review applies to what it reads.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from graph_service.identity.joins import Join, forest, resolve
from graph_service.model import Subgraph

SAME, DIFFERENT, UNSURE = "same", "different", "unsure"
DECISIONS = (SAME, DIFFERENT, UNSURE)
DECIDE, UNDO, CONFIRM, REJECT = "decide", "undo", "confirm", "reject"
PROPOSED, IN_FORCE, SUPERSEDED, UNDONE, REJECTED = "proposed", "in_force", "superseded", "undone", "rejected"
STATES = (PROPOSED, IN_FORCE, SUPERSEDED, UNDONE, REJECTED)


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that someone did about a pair, as stored. ``of``: the judgement concerned, its own id for a new one.

    ``case``: the review in which alone it counts; empty: everywhere. ``a`` survives where the two are joined.
    ``undoes``: the judgement that an undo takes back. ``document``: SHA-256 of the evidence, where one was given.
    ``version``: the data version that this act published.
    """

    id: str
    act: str
    of: str
    a: str
    b: str
    principal: str
    at: str
    reason: str
    version: int
    decision: str = ""
    case: str = ""
    evidence: str = ""
    document: str = ""
    undoes: str = ""
    four_eyes: bool = False

    @classmethod
    def of_row(cls, row: Mapping[str, Any]) -> Act:
        values = {name: row[name] for name in cls.__slots__ if name != "version" and row.get(name) is not None}
        return cls(version=int(row["known_from"]), **values)


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement as it stands: what opened it, every act about it in order, its state, since which data version."""

    opened: Act
    acts: tuple[Act, ...]
    state: str
    effective: int | None

    @property
    def id(self) -> str:
        return self.opened.id

    @property
    def decision(self) -> str:
        return self.opened.decision

    @property
    def case(self) -> str:
        return self.opened.case

    @property
    def in_force(self) -> bool:
        return self.state == IN_FORCE

    @property
    def pair(self) -> frozenset[str]:
        return frozenset((self.opened.a, self.opened.b))


class Judgements:
    """Every judgement known at a data version. Build from acts in any order."""

    def __init__(self, acts: Iterable[Act], version: int = 0) -> None:
        self.version = version
        self._found = _fold(sorted(acts, key=lambda act: (act.version, act.at, act.id)))

    def all(self) -> tuple[Judged, ...]:
        """In the order in which they were opened, undos among them."""
        return tuple(self._found.values())

    def get(self, identifier: str) -> Judged | None:
        return self._found.get(identifier)

    def of_pair(self, a: str, b: str) -> tuple[Judged, ...]:
        """The history of a pair of stated ids, oldest first."""
        return tuple(j for j in self._found.values() if j.pair == {a, b})

    def in_force(self, case: str | None = None) -> tuple[Judged, ...]:
        """Decisions in force in this order: everywhere, then those of the case where one is given."""
        standing = [j for j in self._found.values() if j.in_force and j.opened.act == DECIDE]
        standing.sort(key=lambda j: (j.effective or 0, j.id))
        return tuple(j for j in standing if not j.case) + tuple(j for j in standing if case and j.case == case)

    def joins(self) -> list[tuple[str, str, str]]:
        """Survivor, absorbed and judgement of everything that is joined everywhere, in order of effect."""
        return [(j.opened.a, j.opened.b, j.id) for j in self.in_force() if j.decision == SAME]

    def for_case(self, case: str | None, where: Callable[[str], str] = lambda i: i) -> CaseJudgements:
        """What one review applies. ``where`` says under which id a stated one lives in the graph now."""
        return CaseJudgements(case or "", self.version, self.in_force(case), where)


class CaseJudgements:
    """The overlay of one review: which parties it treats as one, which as different, which are open.

    ``party`` gives the id under which a party counts in this case, ``applied`` a subgraph with its relationships
    under those ids. The graph itself is not changed. ``case`` empty: only what holds everywhere.
    """

    def __init__(self, case: str, version: int, judged: tuple[Judged, ...], where: Callable[[str], str]) -> None:
        self.case = case
        self.version = version
        self.judged = judged
        self._where = where
        own = [(where(j.opened.a), where(j.opened.b), j.id) for j in judged if j.case and j.decision == SAME]
        self._joins: dict[str, Join] = forest({}, own)

    def party(self, identifier: str) -> str:
        """The id under which this party counts in the case."""
        return resolve(self._joins, self._where(identifier))

    def between(self, a: str, b: str) -> Judged | None:
        """The decision in force about two parties; one of the case comes before one that holds everywhere."""
        return self._by_pair.get(frozenset((self._where(a), self._where(b))))

    def decided(self, a: str, b: str) -> str | None:
        """``same``, ``different`` or ``unsure``; ``None`` where nobody decided."""
        if self.party(a) == self.party(b):
            return SAME
        found = self.between(a, b)
        return found.decision if found else None

    def contradictions(self) -> tuple[Judged, ...]:
        """Judgements of difference about parties that are one all the same, through other joins: to be settled."""
        return tuple(
            j for j in self.judged if j.decision == DIFFERENT and self.party(j.opened.a) == self.party(j.opened.b)
        )

    def applied(self, graph: Subgraph) -> Subgraph:
        """The subgraph as this case sees it: relationships at the ids under which parties count, no loops of one."""
        if not self._joins:
            return graph
        moved = (replace(r, from_id=self.party(r.from_id), to_id=self.party(r.to_id)) for r in graph.relationships)
        return Subgraph(graph.version, graph.entities, tuple(r for r in moved if r.from_id != r.to_id))

    @cached_property
    def _by_pair(self) -> dict[frozenset[str], Judged]:
        return {frozenset((self._where(j.opened.a), self._where(j.opened.b))): j for j in self.judged}


def _fold(acts: list[Act]) -> dict[str, Judged]:
    about: dict[str, list[Act]] = defaultdict(list)
    for act in acts:
        about[act.of].append(act)
    found = {of: _opened(tuple(same)) for of, same in about.items()}
    for undo in [j for j in found.values() if j.opened.act == UNDO and j.in_force]:
        found[undo.opened.undoes] = replace(found[undo.opened.undoes], state=UNDONE)
    return {j.id: j for j in _superseded(found.values())}


def _opened(acts: tuple[Act, ...]) -> Judged:
    """Proposed, in force or rejected, from the acts about one judgement alone."""
    opened, later = acts[0], acts[1:]
    if any(act.act == REJECT for act in later):
        return Judged(opened, acts, REJECTED, None)
    if not opened.four_eyes:
        return Judged(opened, acts, IN_FORCE, opened.version)
    confirmed = next((a for a in later if a.act == CONFIRM and a.principal != opened.principal), None)
    if confirmed is None:
        return Judged(opened, acts, PROPOSED, None)
    return Judged(opened, acts, IN_FORCE, confirmed.version)


def _superseded(judged: Iterable[Judged]) -> list[Judged]:
    """Of several decisions in force about one pair in one scope the latest counts."""
    latest: dict[tuple[frozenset[str], str], Judged] = {}
    everything = list(judged)
    for one in everything:
        if one.in_force and one.opened.act == DECIDE:
            before = latest.get((one.pair, one.case))
            if before is None or (before.effective or 0) < (one.effective or 0):
                latest[(one.pair, one.case)] = one
    standing = {j.id for j in latest.values()}
    return [
        replace(j, state=SUPERSEDED) if j.in_force and j.opened.act == DECIDE and j.id not in standing else j
        for j in everything
    ]
