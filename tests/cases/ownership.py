"""Cases on ownership and control, each measure by its own definition."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from graph_service.services import Question
from tests.cases.adapter import CaseRun
from tests.cases.registry import Entry, ask

NEAR = Fraction(1, 10**9)


def _near(expected: Entry, found: Entry) -> bool:
    """Shares are compared as numbers up to 10^-9; absent fields match anything."""
    for name, value in expected.items():
        given = found.get(name)
        if name in ("min", "max"):
            if given is None or abs(Fraction(given) - Fraction(value)) > NEAR:
                return False
        elif given != value:
            return False
    return True


def _whole_set(expected: Entry, found: Entry) -> bool:
    return set(expected["blocked"]) == set(found["blocked"])


def _one_at_a_time(unwanted: Entry, found: Entry) -> bool:
    return bool(set(unwanted["blocked"]) & set(found["blocked"]))


@ask("ownership", "measure holder company", "min max reported", match=_near)
def ownership(run: CaseRun, question: Entry) -> list[Entry]:
    """One measure of one holder in one company."""
    found = _pair(run, question, question["holder"])["shares"][question["measure"]]
    if found["reported"]:
        return [{"reported": found["reported"]}]
    return [{"min": found["share"]["min"], "max": found["share"]["max"]}]


@ask("control", "controller company basis", "value")
def control(run: CaseRun, question: Entry) -> list[Entry]:
    """Yes, no or possible by one definition."""
    return [{"value": _pair(run, question, question["controller"])["control"][question["basis"]]["value"]}]


def _pair(run: CaseRun, question: Entry, holder: str) -> dict[str, Any]:
    viewer = run.viewer(question, "reader")
    reply = run.services.ownership(run.id_of(question["company"]), Question(run.on), viewer, holder=run.id_of(holder))
    found: dict[str, Any] = reply["pair"]
    return found


@ask("cascade", "regime listed", "blocked", match=_whole_set, unwanted=_one_at_a_time)
def cascade(run: CaseRun, question: Entry) -> list[Entry]:
    """The companies caught, as one set."""
    listed = [run.id_of(key) for key in question["listed"]]
    viewer = run.viewer(question, "reader")
    reply = run.services.cascades(listed, [question["regime"]], Question(run.on), viewer)
    (found,) = reply["cascades"]
    return [{"blocked": [run.key_of(b["company"]) for b in found["blocked"]]}]


@ask("beneficial_owners", "company", "party limb")
def beneficial_owners(run: CaseRun, question: Entry) -> list[Entry]:
    """Persons with the limb that applied."""
    reply = run.services.beneficial_owners(
        run.id_of(question["company"]), Question(run.on), run.viewer(question, "reader")
    )
    owners = reply["beneficial_owners"]["owners"]
    return [{"party": run.key_of(o["party"]), "limb": o["limb"]} for o in owners]
