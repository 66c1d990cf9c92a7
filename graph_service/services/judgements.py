"""Judgements of people about pairs of parties: what was decided, deciding, and what to look at next."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import cypher
from graph_service.errors import NotFound
from graph_service.identity.judgements import CaseJudgements, Judged, Judgements
from graph_service.identity.match import words_of
from graph_service.identity.queue import Side, effect, order
from graph_service.identity.regions import region_name
from graph_service.loading import judgements as writing
from graph_service.loading.judgements import Decision, Judgement, Written
from graph_service.model import Relationship
from graph_service.reading.judgements import judgements_for, read_judgements
from graph_service.reading.reader import ALL_KINDS
from graph_service.services import wire
from graph_service.services.context import Asked, Context, Question, Viewer

PAIRS_READ = 20_000
"""Pairs that bid on one lot, and others, that a queue looks at, of each kind the best grade first; pairs with a listed
party are all looked at, up to the hub cap."""
PAIRS_WEIGHED = 2000
LINKS_READ = 50
_NOT_LINKS = frozenset({"POSSIBLY_SAME_AS", "SUBJECT_OF", "USES"})
_LINK_KINDS = tuple(kind for kind in ALL_KINDS if kind not in _NOT_LINKS)


@dataclass(frozen=True, slots=True)
class JudgementFilter:
    """Which judgements: every value that is given must hold. ``parties``: one id, or both of a pair."""

    state: str | None = None
    case: str | None = None
    parties: tuple[str, ...] = ()


class JudgementAnswers(Context):
    """Who decided what about whom; and the queue of what is undecided."""

    def case_judgements(self, asked: Asked, case: str | None) -> CaseJudgements:
        """The overlay that a review of this case applies to what it reads (``CaseJudgements``)."""
        return judgements_for(self.engine.graph, asked.reader.version, case)

    def judgements(
        self, chosen: JudgementFilter, question: Question, viewer: Viewer, *, limit: int = 50, before: int | None = None
    ) -> dict[str, Any]:
        """Judgements, newest first; ``next`` is the version before which the next page begins."""
        asked = self._asked(question)
        found = [j for j in self._read(asked).all()[::-1] if _chosen(j, chosen)]
        page = [j for j in found if before is None or j.opened.version < before]
        shown = page[:limit]
        return {
            **self._echo(asked, question),
            "judgements": [_shown(j, asked) for j in shown],
            "next": shown[-1].opened.version if len(page) > limit else None,
            "parties": self._stated(asked, shown, viewer),
        }

    def judgement(self, identifier: str, question: Question, viewer: Viewer) -> dict[str, Any]:
        """One judgement with every act about it."""
        asked = self._asked(question)
        found = self._one(asked, identifier)
        return {
            **self._echo(asked, question),
            "judgement": _shown(found, asked),
            "parties": self._stated(asked, [found], viewer),
        }

    def case_of(self, identifier: str) -> str | None:
        """The case in which alone a judgement counts; ``None``: everywhere."""
        return self._one(self._asked(Question()), identifier).case or None

    def judge(self, wanted: Decision, by: Judgement, *, four_eyes: bool) -> Written:
        return writing.decide(self.engine.graph, wanted, by, four_eyes=four_eyes)

    def confirm_judgement(self, identifier: str, by: Judgement) -> Written:
        return writing.confirm(self.engine.graph, identifier, by)

    def reject_judgement(self, identifier: str, by: Judgement) -> Written:
        return writing.reject(self.engine.graph, identifier, by)

    def undo_judgement(self, identifier: str, by: Judgement, *, four_eyes: bool) -> Written:
        return writing.undo(self.engine.graph, identifier, by, four_eyes=four_eyes)

    def identity_queue(
        self, question: Question, viewer: Viewer, *, case: str | None = None, kinds: Collection[str] = (),
        limit: int = 50, skip: int = 0,
    ) -> dict[str, Any]:  # fmt: skip
        """Pairs that may be one party and that nobody decided, by what a decision would change.

        ``truncated`` where more pairs exist than were weighed; pairs with a listed party are weighed first.
        """
        asked = self._asked(question)
        listed = self._neighbourhood(asked, viewer).listings(asked.on)
        pairs, more = self._pairs(asked, case, listed)
        entities = asked.reader.entities({end for r in pairs for end in (r.from_id, r.to_id)})
        wanted = [r for r in pairs if not kinds or entities[r.from_id].kind in kinds]
        sides = self._sides(asked, wanted, listed)
        rows = sorted(
            ((effect(sides[r.from_id], sides[r.to_id]), r) for r in wanted),
            key=lambda row: order(row[0], row[1].values.get("grade"), (row[1].from_id, row[1].to_id)),
        )
        page = rows[skip : skip + limit]
        shown = {end for _, r in page for end in (r.from_id, r.to_id)}
        for end in sorted(shown):
            self._look(entities[end], viewer)
        return {
            **self._echo(asked, question),
            "case": case,
            "pairs": [_pair(found, r) for found, r in page],
            "weighed": len(rows),
            "truncated": more,
            "bound": {"pairs_read": PAIRS_READ, "pairs_weighed": PAIRS_WEIGHED, "links_read": LINKS_READ},
            "next": skip + limit if len(rows) > skip + limit else None,
            "parties": self._briefs(asked, shown, viewer),
        }

    def _one(self, asked: Asked, identifier: str) -> Judged:
        found = self._read(asked).get(identifier)
        if found is None:
            raise NotFound(f"there is no judgement {identifier}", f"没有认定 {identifier}", id=identifier)
        return found

    def _read(self, asked: Asked) -> Judgements:
        return read_judgements(self.engine.graph, asked.reader.version)

    def _stated(self, asked: Asked, shown: Iterable[Judged], viewer: Viewer) -> dict[str, Any]:
        ids = {_home(asked, end) for j in shown for end in (j.opened.a, j.opened.b)}
        for found in asked.reader.entities(ids).values():
            self._look(found, viewer)
        return self._briefs(asked, ids, viewer)

    def _pairs(
        self, asked: Asked, case: str | None, listed: Mapping[str, Any]
    ) -> tuple[list[Relationship], bool]:  # fmt: skip
        """Undecided pairs, those with a listed party first, then those in one lot, then by grade; whether any were
        left out."""
        rows = self._read_pairs(asked, "read/possible_pairs_in_lots")
        bidding = {row["id"] for row in rows}
        best = self._read_pairs(asked, "read/possible_pairs")
        found = {row["id"]: row for row in (*rows[:PAIRS_READ], *best[:PAIRS_READ])}
        pairs = {i: asked.reader.relationship("POSSIBLY_SAME_AS", row) for i, row in found.items()}
        touching = asked.reader.touching(sorted(listed), ("POSSIBLY_SAME_AS",), cap=self._hub_cap)
        pairs |= {r.id: r for r in touching.relationships}
        overlay = self.case_judgements(asked, case)
        undecided = {
            frozenset((r.from_id, r.to_id)): r
            for _, r in sorted(pairs.items())
            if r.from_id != r.to_id and overlay.decided(r.from_id, r.to_id) in (None, "unsure")
        }
        ranked = sorted(
            undecided.values(),
            key=lambda r: (not {r.from_id, r.to_id} & listed.keys(), r.id not in bidding, _grade(r), r.id),
        )
        cut = max(len(rows), len(best)) > PAIRS_READ or len(ranked) > PAIRS_WEIGHED or bool(touching.capped)
        return ranked[:PAIRS_WEIGHED], cut

    def _read_pairs(self, asked: Asked, statement: str) -> list[dict[str, Any]]:
        read = cypher.statement(statement)
        rows = self.engine.graph.rows(read, version=asked.reader.version, cap=PAIRS_READ + 1, timeout=60)
        return [row["relationship"] for row in rows]

    def _sides(self, asked: Asked, pairs: Iterable[Relationship], listed: Mapping[str, Any]) -> dict[str, Side]:
        ids = sorted({end for r in pairs for end in (r.from_id, r.to_id)})
        touching = asked.reader.touching(ids, _LINK_KINDS, cap=LINKS_READ)
        links: dict[str, set[str]] = {i: set() for i in ids}
        lots: dict[str, set[str]] = {i: set() for i in ids}
        for r in touching.relationships:
            for end in {r.from_id, r.to_id} & links.keys():
                links[end].add(r.id)
                if r.kind == "BID_ON":
                    lots[end].add(r.to_id)
        return {
            i: Side(
                frozenset(listing.record for listing in listed.get(i, ())), frozenset(lots[i]),
                len(links[i]), i in touching.capped,
            )
            for i in ids
        }  # fmt: skip


def _chosen(found: Judged, chosen: JudgementFilter) -> bool:
    return (
        (chosen.state is None or found.state == chosen.state)
        and (chosen.case is None or found.case == chosen.case)
        and found.pair.issuperset(chosen.parties)
    )


def _shown(found: Judged, asked: Asked) -> dict[str, Any]:
    """``a_now``, ``b_now``: the ids under which the two live at the data version asked about."""
    opened = found.opened
    return {
        "id": found.id, "act": opened.act, "a": opened.a, "b": opened.b,
        "a_now": _home(asked, opened.a), "b_now": _home(asked, opened.b), "decision": opened.decision or None,
        "scope": "case" if opened.case else "everywhere", "case": opened.case or None, "state": found.state,
        "effective_from_version": found.effective, "four_eyes": opened.four_eyes, "undoes": opened.undoes or None,
        "acts": [_act(act) for act in found.acts],
    }  # fmt: skip


def _home(asked: Asked, identifier: str) -> str:
    return asked.reader.survivor(identifier) or identifier


def _act(act: Any) -> dict[str, Any]:
    names = ("id", "act", "principal", "at", "reason", "evidence", "document", "version")
    return {name: getattr(act, name) for name in names}


def _pair(found: Any, r: Relationship) -> dict[str, Any]:
    changed = asdict(found)
    return {
        "a": r.from_id, "b": r.to_id, "grade": r.values.get("grade"),
        "reasons_for": list(r.values.get("reasons_for") or ()),
        "reasons_against": list(r.values.get("reasons_against") or ()),
        "score": r.values.get("score"), "evidence": list(map(_evidence, r.values.get("evidence") or ())),
        "name_bearers": r.values.get("name_bearers"), "name_region": r.values.get("name_region"),
        "name_region_name": region_name(r.values.get("name_region")),
        "relationship": r.id, "source": wire.source(r.source), "would_change": changed,
    }  # fmt: skip


def _evidence(kept: str) -> dict[str, Any]:
    """One feature of a comparison as it was kept, in words."""
    code, _, contribution = kept.partition("=")
    en, zh = words_of(code)
    return {"code": code, "contribution": float(contribution or 0), "en": en, "zh": zh}


def _grade(r: Relationship) -> int:
    return {"strong": 0, "medium": 1, "weak": 2}.get(str(r.values.get("grade")), 3)
