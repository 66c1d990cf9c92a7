"""Cases on records, lawful reach and exposure."""

from __future__ import annotations

from datetime import date
from typing import Any

from graph_service.services import Question
from tests.cases.adapter import PURPOSE, CaseRun
from tests.cases.registry import Entry, ask


@ask("reach", "records", "party record effect from to")
def reach(run: CaseRun, question: Entry) -> list[Entry]:
    """Whom the records reach; a record that this viewer may not see reaches nobody."""
    found = []
    for key in question["records"]:
        try:
            reply = run.services.record(run.id_of(key), Question(run.on), run.viewer(question, "auditor"))
        except Exception as error:
            if getattr(error, "code", "") != "not_found":
                raise
            continue
        found += [_reached(run, key, row) for row in reply["lawful_reach"]]
    return found


def _reached(run: CaseRun, record: str, row: dict[str, Any]) -> Entry:
    dates = {"from": row["from"], "to": row["to"]}
    return {"party": run.key_of(row["party"]), "record": record, "effect": row["effect"], **dates}


@ask("own", "party review_date", "record shown mark")
def own(run: CaseRun, question: Entry) -> list[Entry]:
    """Which of the records the role is shown."""
    review = date.fromisoformat(question["review_date"]) if question.get("review_date") else None
    viewer = run.viewer(question, "reader", None if review else PURPOSE)
    reply = run.services.exposure(run.id_of(question["party"]), Question(run.on, review_date=review), viewer)
    shown = {run.key_of(r["id"]): r["mark"] for r in reply["own"]}
    return [{"record": key, "shown": key in shown, "mark": shown.get(key)} for key in run.records]


@ask("exposure", "party", "exposed source witness not_counted reason pattern greater")
def exposure(run: CaseRun, question: Entry) -> list[Entry]:
    """Whether exposed, along which witnesses, what was not counted, and which of two is more exposed."""
    reply = _exposure(run, question, question["party"])
    indicative = reply["indicative"]
    paths = [indicative["best"], *indicative["from_other_sources"], *indicative["further_paths"]]
    return [
        {"exposed": indicative["best"] is not None},
        *({"source": run.key_of(p["source"]), "witness": [run.key_of(n) for n in p["nodes"]]} for p in paths if p),
        *({"not_counted": run.key_of(c["at"]), "reason": c["reason"]} for c in indicative["not_counted"]),
        *({"pattern": p["pattern"]} for p in reply["patterns"]),
        *_comparisons(run, question),
    ]


def _comparisons(run: CaseRun, question: Entry) -> list[Entry]:
    wanted = [*run.case["expect"].get("must", []), *run.case["expect"].get("must_not", [])]
    return [{"greater": w["greater"]} for w in wanted if "greater" in w and _greater(run, question, *w["greater"])]


def _greater(run: CaseRun, question: Entry, party: str, than: str) -> bool:
    first, second = (_exposure(run, question, key)["indicative"]["score"] for key in (party, than))
    return bool(first > second)


def _exposure(run: CaseRun, question: Entry, party: str) -> dict[str, Any]:
    return run.services.exposure(run.id_of(party), Question(run.on), run.viewer(question, "reader"))
