"""Screening: many parties by example at one data version, with what is recorded against the candidates."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import cypher
from graph_service.errors import GuanlianError, NotFound, PurposeRequired
from graph_service.identity.evidence import how_common
from graph_service.identity.match import Candidate
from graph_service.identity.regions import region_name
from graph_service.loading.versions import version_at
from graph_service.reading.reader import ALL_KINDS
from graph_service.records.kinds import canonical_name
from graph_service.screening.parties import Described, described, fingerprint, from_ftm
from graph_service.screening.request import MAX_CANDIDATES, Dismissed, Item, Memory, NoMemory, Options
from graph_service.search.index import NameIndex
from graph_service.search.matcher import Matcher, Wanted
from graph_service.services import wire
from graph_service.services.context import Asked, Question, Viewer
from graph_service.services.identity import IdentityAnswers, candidate_reply
from graph_service.services.risk import RiskAnswers

CHANGE_KINDS = tuple(kind for kind in ALL_KINDS if kind != "POSSIBLY_SAME_AS")
BATCH = 500
TOGETHER = 50
"""Parties that are looked for at once: what identifiers lead to is read in one go."""
Progress = Callable[[int], None]


@dataclass(slots=True)
class _Found:
    """Candidates of one item on their way to the reply."""

    item: Item
    candidates: list[Candidate]
    dismissed: dict[str, Dismissed] = field(default_factory=dict)
    again: set[str] = field(default_factory=set)
    truncated: bool = False
    alike: int = 0

    def cut(self) -> None:
        """Keep as many as are wanted; remember whether there were more, and how many agree as well as the best."""
        best = self.candidates[0] if self.candidates else None
        if best and best.answer != "same":
            self.alike = sum(1 for c in self.candidates if c.score == best.score)
        self.truncated = len(self.candidates) > self.item.options.limit
        self.candidates = self.candidates[: self.item.options.limit]

    def notes(self) -> list[dict[str, str]]:
        """What a reader has to know of the party as described and of its candidates."""
        found = [dict(note) for note in self.item.notes]
        if self.alike > 1:
            more = self.truncated and self.alike > len(self.candidates)
            found.append({
                "en": f"{'at least ' if more else ''}{self.alike} candidates agree equally well: what was told does not tell them apart",
                "zh": f"{'至少' if more else ''}有 {self.alike} 个候选同样相符，凭所给信息不能区分",
            })  # fmt: skip
        if self.truncated:
            limit = self.item.options.limit
            found.append({
                "en": f"there are further candidates: only the best {limit} are shown (limit)",
                "zh": f"还有其他候选未列出：只列匹配分最高的 {limit} 个（limit）",
            })  # fmt: skip
        return found


class ScreeningAnswers(IdentityAnswers, RiskAnswers):
    """Are these parties known, and what is recorded against them?"""

    def screening_item(self, key: str, party: Mapping[str, Any], options: Options) -> Item:
        """One item from plain fields, or from ``schema`` and ``properties`` (FollowTheMoney).

        A party that cannot be compared becomes an item with a fault; ``InvalidInput`` only for wrong options.
        """
        checked = options.checked()
        try:
            found = self._described(party)
        except GuanlianError as error:
            return Item(key, (), checked, fault={"code": error.code, "en": error.en, "zh": error.zh})
        return Item(key, found.examples, checked, fingerprint(found), found.notes)

    def screen(
        self, items: Sequence[Item], question: Question, viewer: Viewer, *, include: Collection[str] = (),
        memory: Memory | None = None, progress: Progress = lambda done: None,
    ) -> dict[str, Any]:  # fmt: skip
        """Candidates of each party, best first, with evidence; nobody is joined by this.

        ``include``: ``own``, ``reach``, ``exposure`` of each candidate. All at one data version.
        """
        if not viewer.purpose:
            raise PurposeRequired(
                "screening needs a purpose, for persons may be among the parties: send purpose or X-Purpose",
                "批量筛查可能涉及自然人，须注明用途：请提供 purpose 或 X-Purpose",
            )
        asked = self._asked(question)
        index = self._index_at(asked.reader)
        matcher = Matcher(index, asked.reader)
        results: list[dict[str, Any]] = []
        parties: dict[str, Any] = {}
        for start in range(0, len(items), BATCH):
            batch = items[start : start + BATCH]
            found = self._screened(asked, matcher, batch, viewer, memory or NoMemory(), lambda n: progress(start + n))  # noqa: B023
            results += [self._result(one, index, question, viewer, include) for one in found]
            parties |= self._parties(asked, {c.id for one in found for c in one.candidates if c.id}, viewer)
        return {
            **self._echo(asked, question),
            "include": sorted(include),
            "results": results,
            "counts": _counts(results),
            "parties": parties,
        }

    def _parties(self, asked: Asked, ids: Collection[str], viewer: Viewer) -> dict[str, Any]:
        """Who the candidates are, and each record that acts against them on the day, with the day from which it does."""
        shown = self._briefs(asked, ids, viewer, wire.candidate)
        listed = self._neighbourhood(asked, viewer).listings(asked.on)
        for identifier in shown.keys() & listed.keys():
            records = {(v.record_kind, v.listed_on.isoformat() if v.listed_on else None) for v in listed[identifier]}
            rows = sorted(records, key=lambda row: (row[0], row[1] or ""))
            shown[identifier]["records"] = [{"record_kind": kind, "listed_on": day} for kind, day in rows]
        return shown

    def _described(self, party: Mapping[str, Any]) -> Described:
        if "schema" in party:
            return from_ftm(str(party["schema"]), party.get("properties") or {}, self.hash_number)
        return described(party, self.hash_number)

    def _screened(
        self, asked: Asked, matcher: Matcher, items: Sequence[Item], viewer: Viewer, memory: Memory, progress: Progress
    ) -> list[_Found]:
        listed = self._neighbourhood(asked, viewer).listings(asked.on)
        kept = [() if item.fault else memory.recall(item.fingerprint) for item in items]
        found = []
        for number in range(0, len(items), TOGETHER):
            together = slice(number, number + TOGETHER)
            found += _candidates(matcher, items[together], [len(of) for of in kept[together]])
            progress(len(found))
        for one in found:
            wanted = {canonical_name(name) for name in one.item.options.lists}
            if wanted:
                one.candidates = [
                    c for c in one.candidates if any(v.record_kind in wanted for v in listed.get(c.id or "", ()))
                ]
        self._only_changed(asked, found)
        self._recall(asked, found, kept)
        for one in found:
            one.cut()
        return found

    def _only_changed(self, asked: Asked, found: Iterable[_Found]) -> None:
        """Leave out candidates of which nothing was learned since the instant that an item names."""
        by_instant: dict[str, list[_Found]] = {}
        for one in found:
            if one.item.options.changed_since:
                by_instant.setdefault(one.item.options.changed_since, []).append(one)
        for instant, group in by_instant.items():
            ids = {c.id for one in group for c in one.candidates if c.id}
            changed = self._changed(asked, ids, self._version_before(instant))
            for one in group:
                one.candidates = [c for c in one.candidates if c.id in changed]

    def _version_before(self, instant: str) -> int:
        try:
            return version_at(self.engine.graph, instant)
        except NotFound:  # nothing was known yet: everything is new
            return 0

    def _recall(self, asked: Asked, found: Iterable[_Found], dismissed: Sequence[Sequence[Dismissed]]) -> None:
        """Take out what was dismissed before, but for candidates of which something was learned since then."""
        everyone = {d.candidate for of in dismissed for d in of}
        now = asked.reader.survivors(everyone) if everyone else {}
        for one, of in zip(found, dismissed, strict=True):
            kept = {now.get(d.candidate, d.candidate): d for d in of}
            here = {c.id: kept[c.id] for c in one.candidates if c.id in kept}
            for identifier, dismissal in here.items():
                if identifier and self._changed(asked, {identifier}, dismissal.version):
                    one.again.add(identifier)
                one.dismissed[str(identifier)] = dismissal
            hidden = here.keys() - one.again if one.item.options.dismissed == "hide" else set()
            one.candidates = [c for c in one.candidates if c.id not in hidden]

    def _changed(self, asked: Asked, ids: Collection[str], since: int) -> set[str]:
        """Those of the parties of which anything was learned after a version. Cost: one statement."""
        if not ids or since >= asked.reader.version:
            return set()
        read = cypher.statement("read/changed_since").with_kinds(CHANGE_KINDS)
        rows = self.engine.graph.rows(read, ids=sorted(ids), since=since, version=asked.reader.version)
        return {row["id"] for row in rows}

    def _result(
        self, one: _Found, index: NameIndex, question: Question, viewer: Viewer, include: Collection[str]
    ) -> dict[str, Any]:
        shown = [
            {**self._candidate(c, one, question, viewer, include), **_bearers(c, one.item, index)}
            for c in one.candidates
        ]
        hidden = len(one.dismissed.keys() - {c.id for c in one.candidates})
        return {
            "key": one.item.key,
            "outcome": _outcome(one, hidden),
            "candidates": shown,
            "dismissed": hidden,
            "truncated": one.truncated,
            "notes": one.notes(),
            "fault": dict(one.item.fault) if one.item.fault else None,
        }

    def _candidate(
        self, found: Candidate, one: _Found, question: Question, viewer: Viewer, include: Collection[str]
    ) -> dict[str, Any]:
        reply = candidate_reply(found)
        if (dismissal := one.dismissed.get(found.id or "")) is not None:
            reply["dismissed"] = {
                "principal": dismissal.principal, "at": dismissal.at, "reason": dismissal.reason,
                "changed_since": found.id in one.again,
            }  # fmt: skip
        if include and found.id:
            reply |= _parts(self.exposure(found.id, question, viewer), include)
        return reply


def _candidates(matcher: Matcher, items: Sequence[Item], dismissed: Sequence[int]) -> list[_Found]:
    """Of every kind that each party may be, each candidate once, best first; more than wanted where some may go."""
    asked = [
        (place, Wanted(example, _depth(item.options, dismissed[place]), item.options.threshold))
        for place, item in enumerate(items) if not item.fault for example in item.examples
        if not item.options.kinds or example.kind in item.options.kinds
    ]  # fmt: skip
    best: list[dict[str | None, Candidate]] = [{} for _ in items]
    for (place, _), candidates in zip(asked, matcher.screened([wanted for _, wanted in asked]), strict=True):
        for candidate in candidates:
            known = best[place].get(candidate.id)
            if known is None or candidate.score > known.score:
                best[place][candidate.id] = candidate
    return [
        _Found(item, sorted(of.values(), key=lambda c: (c.answer != "same", -c.score, c.id or "")))
        for item, of in zip(items, best, strict=True)
    ]


def _bearers(found: Candidate, item: Item, index: NameIndex) -> dict[str, Any]:
    """How many parties of the index bear the name, the candidate among them: an equal name says little where many do."""
    place = index.directory.find(found.id or "")
    other = index.directory[place].example if place is not None else None
    asked = next((e for e in item.examples if other and e.kind == other.kind), None)
    if other is None or asked is None or not (asked.real_names and other.real_names):
        return {"name_bearers": None, "name_region": None, "name_region_name": None}
    count, regions = how_common(asked, other, index.commonness)
    region = min(regions, default=None)
    return {"name_bearers": count, "name_region": region, "name_region_name": region_name(region)}


def _depth(options: Options, dismissed: int) -> int:
    """How many candidates to find so that as many as are wanted are left, and one more where there are more."""
    left_out = bool(options.lists or options.changed_since)
    return MAX_CANDIDATES if left_out else min(MAX_CANDIDATES, options.limit + dismissed + 1)


def _outcome(one: _Found, hidden: int) -> str:
    if one.item.fault:
        return "rejected"
    if any(c.answer == "same" for c in one.candidates):
        return "same"
    return "possible" if one.candidates else "dismissed" if hidden else "none"


def _counts(results: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    found = dict.fromkeys(("same", "possible", "dismissed", "none", "rejected"), 0)
    for result in results:
        found[result["outcome"]] += 1
    return found


def _parts(exposure: Mapping[str, Any], include: Collection[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "own" in include:
        found["own"] = {"records": exposure["own"], "withheld": exposure["withheld"]}
    if "reach" in include:
        found["reach"] = {n: exposure[n] for n in ("lawful_reach", "rules_not_applied")}
    if "exposure" in include:
        found["exposure"] = {n: exposure[n] for n in ("indicative", "patterns", "truncated", "bound")}
    return found
