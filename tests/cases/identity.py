"""Cases on whether two parties are one."""

from __future__ import annotations

from graph_service.services import Question
from tests.cases.adapter import CaseRun
from tests.cases.registry import Entry, ask


@ask("same_party", "a b", "answer")
def same_party(run: CaseRun, question: Entry) -> list[Entry]:
    """``same``, ``possible`` or ``different``."""
    reply = run.services.same_party(run.id_of(question["a"]), run.id_of(question["b"]), Question(run.on))
    return [{"answer": reply["answer"]}]
