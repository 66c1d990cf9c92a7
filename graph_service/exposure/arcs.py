"""From relationships to weighted arcs under a policy: the one place that prices a step.

Pure. An arc runs the way risk flows, from ``tail`` to ``head``. What transmits nothing becomes a cut with its
reason, so that an answer can say what was not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from graph_service.exposure.neighbourhood import holds
from graph_service.exposure.policy import NEVER, CompiledPolicy
from graph_service.model import Relationship, Standing

if TYPE_CHECKING:
    from graph_service.exposure.control import ControlLink


@dataclass(frozen=True, slots=True)
class Arc:
    """One priced step. Crossing a contact point is priced on the way in; leaving it costs nothing.

    ``link``: where the step is computed control; then ``relationship`` is computed too, and the link has its proof.
    """

    tail: str
    head: str
    cost: int
    relationship: Relationship
    standing: Standing
    link: ControlLink | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """What was not counted: at which party or contact point, why, and by which relationship."""

    at: str
    reason: str
    relationship: str = ""
    beyond: str = ""


def arcs_of(
    relationships: Iterable[Relationship], policy: CompiledPolicy, on: date, users: Mapping[str, int]
) -> tuple[list[Arc], list[Cut]]:
    """Both directions of every relationship that holds on the day, priced; and what was cut."""
    arcs: list[Arc] = []
    cuts: list[Cut] = []
    for relationship in relationships:
        if relationship.from_id == relationship.to_id:
            continue
        reason = _suspended(relationship, policy, on)
        if reason == "":
            arcs.extend(_arcs(relationship, policy, on, users))
            if relationship.kind == "USES" and _over_limit(relationship, policy, users):
                cuts.append(Cut(relationship.to_id, "contact_above_limit", relationship.id))
        elif reason is not None:
            cuts.append(Cut(relationship.from_id, reason, relationship.id))
    return arcs, cuts


def _suspended(relationship: Relationship, policy: CompiledPolicy, on: date) -> str | None:
    """``""`` where it counts, a reason where it was cut, ``None`` where it simply does not hold on the day."""
    if not holds(relationship, on):
        return "identity_disputed" if relationship.identity_disputed else None
    return "stale" if weight(relationship, policy, on) == 0 else ""


def weight(relationship: Relationship, policy: CompiledPolicy, on: date) -> float:
    """1 while fresh, the policy's factor when last confirmed long ago, 0 when too long ago."""
    last = relationship.period.last_confirmed
    if last is None or relationship.period.standing(on) is Standing.CONFIRMED:
        return 1.0
    age = (on - last).days
    rule = policy.policy.staleness
    if age > rule.ends_after_days:
        return 0.0
    return 1.0 if age <= rule.fresh_days else rule.factor


def _over_limit(relationship: Relationship, policy: CompiledPolicy, users: Mapping[str, int]) -> bool:
    rule = policy.policy.contacts.get(str(relationship.values.get("contact")))
    return rule is not None and users.get(relationship.to_id, 0) > rule.limit


def _arcs(relationship: Relationship, policy: CompiledPolicy, on: date, users: Mapping[str, int]) -> Iterator[Arc]:
    standing = relationship.period.standing(on)
    forward, backward = _costs(relationship, policy, weight(relationship, policy, on), users)
    if forward != NEVER:
        yield Arc(relationship.from_id, relationship.to_id, forward, relationship, standing)
    if backward != NEVER:
        yield Arc(relationship.to_id, relationship.from_id, backward, relationship, standing)


def _costs(
    relationship: Relationship, policy: CompiledPolicy, weight: float, users: Mapping[str, int]
) -> tuple[int, int]:
    if relationship.kind == "USES":
        crossing = policy.contact_cost(str(relationship.values.get("contact")), users.get(relationship.to_id, 2))
        # The crossing is charged once: on the way in. Leaving the contact point is free.
        return (crossing, 0) if crossing != NEVER else (NEVER, NEVER)
    if relationship.kind == "SHAREHOLDER_OF":
        share = relationship.share
        forward = policy.holding_cost(share, forward=True, weight=weight)
        return forward, policy.holding_cost(share, forward=False, weight=weight)
    costs = policy.costs.get(relationship.kind, (NEVER, NEVER))
    return tuple(_weighted(cost, policy, weight) for cost in costs)  # type: ignore[return-value]


def _weighted(cost: int, policy: CompiledPolicy, weight: float) -> int:
    if cost == NEVER or weight == 1.0:
        return cost
    return cost + policy.cost(weight)
