"""Who is who: candidates for a party by example, and whether two parties of the graph are one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, replace
from typing import Any

from graph_service.errors import NotFound
from graph_service.identity.match import Candidate, compare
from graph_service.identity.party import PartyExample, example_of
from graph_service.model import Relationship
from graph_service.reading.reader import GraphReader
from graph_service.search.matcher import Matcher
from graph_service.services.context import Context, Question, Viewer

OFFICER_KINDS = ("LEGAL_REPRESENTATIVE_OF", "PRINCIPAL_OF", "DIRECTOR_OF", "SUPERVISOR_OF", "SENIOR_MANAGER_OF")
EVIDENCE_CAP = 200


class IdentityAnswers(Context):
    """Matching, at one data version."""

    def match(
        self, example: PartyExample, question: Question, viewer: Viewer, *, limit: int = 5,
        threshold: float | None = None, kinds: Collection[str] = (),
    ) -> dict[str, Any]:  # fmt: skip
        """Candidates for a party by example, best first, each with its evidence. Nobody is joined by this.

        Raises ``InvalidInput`` for an example beyond the limits.
        """
        asked = self._asked(question)
        matcher = Matcher(self._index_at(asked.reader), asked.reader)
        found = matcher.candidates(example, limit=limit, threshold=threshold, kinds=kinds)
        return {
            **self._echo(asked, question),
            "candidates": [candidate_reply(c) for c in found],
            "parties": self._briefs(asked, [c.id for c in found if c.id], viewer),
        }

    def same_party(self, a: str, b: str, question: Question) -> dict[str, Any]:
        """Whether two parties are one, with the evidence for and against."""
        asked = self._asked(question)
        ids = [asked.reader.survivor(i) or i for i in (a, b)]
        examples = examples_of(asked.reader, ids)
        for identifier in ids:
            if identifier not in examples:
                raise NotFound(f"nothing has the id {identifier}", f"没有编号为 {identifier} 的主体", id=identifier)
        result = compare(examples[ids[0]], examples[ids[1]])
        reply = candidate_reply(result)
        features = reply.pop("features")
        return {
            **self._echo(asked, question),
            **{name: value for name, value in reply.items() if name != "id"},
            "reasons_for": [f for f in features if f["direction"] == "for"],
            "reasons_against": [f for f in features if f["direction"] == "against"],
        }


def candidate_reply(found: Candidate) -> dict[str, Any]:
    """A candidate as plain data."""
    return {
        "id": found.id, "score": found.score, "answer": found.answer, "grade": found.grade,
        "weights_version": found.weights,
        "features": [{"code": f.feature, **asdict(f), "direction": f.direction} for f in found.features],
    }  # fmt: skip


def examples_of(reader: GraphReader, ids: Collection[str]) -> dict[str, PartyExample]:
    """Parties as the graph describes them, with their contact points and the names of those in office.

    Cost: four statements. Of each party at most 200 relationships of these kinds are read.
    """
    entities = reader.entities(ids)
    touching = reader.touching(entities, ("USES", *OFFICER_KINDS), cap=EVIDENCE_CAP).relationships
    others = reader.entities({r.other(e) for e in entities for r in touching if e in (r.from_id, r.to_id)})
    found = {}
    for identifier, entity in entities.items():
        mine = [r for r in touching if identifier in (r.from_id, r.to_id)]
        points = [others[r.to_id] for r in mine if r.kind == "USES" and r.to_id in others]
        found[identifier] = replace(
            example_of(entity),
            addresses=tuple(sorted(str(p.get("value")) for p in points if p.get("contact") == "address")),
            phones=tuple(sorted(str(p.get("value")) for p in points if p.get("contact") == "phone")),
            officers=tuple(sorted(_officers(identifier, mine, {i: e.name for i, e in others.items()}))),
        )
    return found


def _officers(identifier: str, relationships: Collection[Relationship], names: dict[str, str]) -> set[str]:
    """Names of those in office at an enterprise. (Those of a person's fellows would need a further step.)"""
    ends = {r.from_id for r in relationships if r.kind in OFFICER_KINDS and r.to_id == identifier}
    return {names[end] for end in ends if names.get(end)}
