"""The rules of lawful reach (L1) as data: whom a listing reaches beyond the listed party, by which article.

Adding a rule is adding an entry to ``rules.yaml``. A rule whose text is not at hand is ``unverified`` and off.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from graph_service.reach.conditions import CONDITIONS
from graph_service.records.kinds import kind_of
from graph_service.schema import RELATIONSHIP_KINDS

Effect = Literal[
    "restricted_consumption", "office_ban", "listed_itself", "rating_d", "no_new_registration", "industry_ban",
    "asset_freeze", "published_with",
]  # fmt: skip
AsOf = Literal["now", "event", "conduct", "former"]


class Via(BaseModel):
    """One way of being reached.

    ``roles``: a role to the subject, ``now``, at the ``event``, during the ``conduct``, or ``former``: held on some day
    since the event and no longer. ``capacities``: named in the record in one of them, with the findings wanted.
    ``candidates``: roles whose holders at the event would be reached if the record said more: named as open.
    ``controllers``: who actually controls the subject now; ``controlled``: what the subject controls now.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    roles: tuple[str, ...] = ()
    as_of: AsOf = "now"
    event: tuple[str, ...] = ()
    capacities: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    responsible: bool = False
    responsible_unless_false: bool = False
    breach_of_duty: bool = False
    by_final_judgment: bool = False
    sanctions: tuple[str, ...] = ()
    not_sanctions: tuple[str, ...] = ()
    unless_other_found: bool = False
    subject: bool = False
    controlled: bool = False
    controllers: bool = False

    @model_validator(mode="after")
    def _one_way(self) -> Via:
        ways = (self.roles, self.capacities, self.subject, self.controlled, self.controllers)
        if sum(map(bool, ways)) != 1:
            raise ValueError("name exactly one of roles, capacities, subject, controlled, controllers")
        if (self.as_of != "now" or self.candidates) and not self.event:
            raise ValueError("a role that does not count now needs the fields that date the event")
        if unknown := {*self.roles, *self.candidates} - RELATIONSHIP_KINDS.keys():
            raise ValueError(f"not relationship kinds: {sorted(unknown)}")
        return self


class ReachRule(BaseModel):
    """One rule. ``start``: the first filled field of the record is the day from which the effect runs;
    ``runs_from``: the period of ``years`` is counted from here, and is open until that day is known.
    ``lasts``: ``acting`` ends with the record, ``years`` by law, ``life`` never, ``stated`` as the decision on the
    person says. ``valid_to`` is the first day on which the text is no longer in force. ``events_from``: what happened
    before that day stays under its own text (行政处罚法 37). ``not_types``: enterprise types that the text does not mean.
    ``unpublished``: the effect follows from the decision, also where the law keeps the record from publication.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    version: int
    record_kinds: tuple[str, ...] = Field(min_length=1)
    subject_kind: Literal["Enterprise", "Person"] | None = None
    not_types: tuple[str, ...] = ()
    text: str
    article: str = Field(min_length=1)
    wording: str
    text_source: Literal["mirror"] = "mirror"
    valid_from: date | None = None
    valid_to: date | None = None
    events_from: date | None = None
    verified: bool
    effect: Effect
    lasts: Literal["acting", "years", "life", "stated"] = "acting"
    unpublished: bool = False
    released: bool = False
    conditions: tuple[str, ...] = ()
    start: tuple[str, ...] = ("listed_on", "decided_on")
    runs_from: tuple[str, ...] = ()
    years: int | None = None
    via: tuple[Via, ...] = Field(min_length=1)
    note: str = ""

    @model_validator(mode="after")
    def _sound(self) -> ReachRule:
        if self.verified and not (self.text and self.wording and self.valid_from):
            raise ValueError(f"{self.id}: a verified rule names its text, wording and first day in force")
        if (self.lasts == "years") != (self.years is not None):
            raise ValueError(f"{self.id}: years and lasts: years go together")
        if unknown := [name for name in self.record_kinds if kind_of(name) is None]:
            raise ValueError(f"{self.id}: no such record kinds: {unknown}")
        if unknown := sorted(set(self.conditions) - CONDITIONS.keys()):
            raise ValueError(f"{self.id}: no such conditions: {unknown}")
        return self

    def in_force(self, on: date) -> bool:
        return (self.valid_from is None or on >= self.valid_from) and (self.valid_to is None or on < self.valid_to)


@lru_cache(maxsize=1)
def reach_rules() -> tuple[ReachRule, ...]:
    """Every rule, in the order of the file."""
    rows = yaml.safe_load((Path(__file__).parent / "rules.yaml").read_text(encoding="utf-8"))
    return tuple(ReachRule.model_validate(row) for row in rows)


@lru_cache(maxsize=256)
def rules_for(kind: str) -> tuple[ReachRule, ...]:
    """The rules for a record kind by its Chinese name."""
    return tuple(rule for rule in reach_rules() if kind in rule.record_kinds)


@lru_cache(maxsize=1)
def needed_relationships() -> tuple[str, ...]:
    """Relationship kinds that a reader must bring for these rules."""
    ways = [via for rule in reach_rules() for via in rule.via]
    roles = {kind for via in ways for kind in (*via.roles, *via.candidates)}
    control = {"CONTROLS", "SHAREHOLDER_OF"} if any(via.controlled or via.controllers for via in ways) else set()
    return tuple(sorted(roles | control | {"SUBJECT_OF", "NAMED_IN"}))


needed_kinds = needed_relationships
