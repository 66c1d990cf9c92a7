"""Which ids live under which: a pure function of what sources state together and of what people judged.

Because the forest is computed afresh from the joins in force, undoing one gives what there would be had it never
been made, whatever was joined after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

IDENTIFIER, JUDGEMENT = "identifier", "judgement"


@dataclass(frozen=True, slots=True)
class Join:
    """``absorbed`` lives under ``survivor``, because sources state both identifiers together or by a judgement."""

    absorbed: str
    survivor: str
    reason: str
    judgement: str = ""


def resolve(joins: Mapping[str, Join], identifier: str) -> str:
    """Where an id lives: the end of its chain of joins."""
    while (join := joins.get(identifier)) is not None:
        identifier = join.survivor
    return identifier


def forest(identifiers: Mapping[str, str], judged: Iterable[tuple[str, str, str]]) -> dict[str, Join]:
    """The join of every absorbed id. ``identifiers``: absorbed to owner, as sources state it.

    ``judged``: (survivor, absorbed, judgement id) in the order in which the judgements came into force. What is
    one party already is not joined again, so chains never form a cycle.
    """
    found: dict[str, Join] = {}
    for absorbed, owner in sorted(identifiers.items()):
        if resolve(found, owner) != absorbed:
            found[absorbed] = Join(absorbed, owner, IDENTIFIER)
    for survivor, absorbed, judgement in judged:
        above, below = resolve(found, survivor), resolve(found, absorbed)
        if above != below:
            found[below] = Join(below, above, JUDGEMENT, judgement)
    return found
