"""What people decided about findings, and whether it still stands on the evidence that they saw.

The machine stores no verdict: a finding is open until someone decides it. Decisions are appended; the last one of a
finding counts. Where two persons are asked for, a decision counts once another one agreed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph_service.canonical import digest
from graph_service.errors import Conflict, Forbidden, NotFound
from graph_service.operations.reviews import Event, Run

VERDICTS = ("confirmed", "explained", "dismissed")
FOUR_EYES = {"none": frozenset(), "dismissed": frozenset({"explained", "dismissed"}), "all": frozenset(VERDICTS)}
_CLOCKS = frozenset({"last_confirmed", "observed_last", "source_last_observed"})
_EVIDENCE = ("rule_key", "rule_version", "verdict", "parties", "paths", "evidence", "identity", "freshness", "notes")


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision that counts for a finding. ``standing``: in_force, pending (a second person is asked for), refused.

    ``evidence_changed``: the finding rests on other evidence now, or there is no such finding any more.
    """

    event: Event
    second: Event | None
    standing: str
    evidence_changed: bool


def evidence_hash(finding: Mapping[str, Any]) -> str:
    """Names what a finding rests on. That the same facts were confirmed again later does not change it."""
    return digest(_without_clocks({name: finding.get(name) for name in _EVIDENCE}))


def find(run: Run, finding: str) -> Mapping[str, Any]:
    """A finding of a run. ``NotFound`` where it has none of that id."""
    for found in run.result["findings"]:
        if found["id"] == finding:
            return dict(found)
    raise NotFound(
        "this review has no such finding; it may have gone with its evidence",
        "该审查没有这项发现，可能已随依据变化而消失",
    )


def decided(run: Run, events: Sequence[Event]) -> dict[str, Decided]:
    """The decision that counts, by finding: also of findings that are gone."""
    now = {found["id"]: evidence_hash(found) for found in run.result["findings"]}
    seconds = {event.content["decision"]: event for event in events if event.kind == "second"}
    last = {event.content["finding"]: event for event in events if event.kind == "decision"}
    return {
        finding: Decided(
            event, seconds.get(event.number), _standing(event, seconds.get(event.number)),
            now.get(finding) != event.content["evidence"],
        )
        for finding, event in last.items()
    }  # fmt: skip


def may_second(decision: int, principal: str, events: Iterable[Event]) -> Event:
    """The decision that this person may agree to or refuse: another's, waiting, and still the last of its finding."""
    held = list(events)
    found = next((event for event in held if event.kind == "decision" and event.number == decision), None)
    if found is None:
        raise NotFound("this review has no such decision", "该审查没有这项处理意见")
    if found.principal == principal:
        raise Forbidden(
            "a second person must do this: this decision is your own", "须由另一人复核：该处理意见由您本人作出"
        )
    answered = any(event.kind == "second" and event.content["decision"] == decision for event in held)
    later = any(
        e.kind == "decision" and e.content["finding"] == found.content["finding"] and e.number > decision for e in held
    )
    if answered or later or not found.content["needs_second"]:
        raise Conflict("this decision does not wait for a second person", "该处理意见无需或已完成复核")
    return found


def _standing(event: Event, second: Event | None) -> str:
    if not event.content["needs_second"]:
        return "in_force"
    if second is None:
        return "pending"
    return "in_force" if second.content["agree"] else "refused"


def _without_clocks(content: Any) -> Any:
    if isinstance(content, Mapping):
        return {name: _without_clocks(value) for name, value in content.items() if name not in _CLOCKS}
    if isinstance(content, list):
        return [_without_clocks(value) for value in content]
    return content
