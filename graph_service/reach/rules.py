"""The rules of lawful reach (L1) as data: whom a listing reaches beyond the listed party, by which article.

Adding a rule is adding an entry to ``rules.yaml``. A rule whose text in force is not at hand is ``unverified`` and off.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from graph_service.schema import RELATIONSHIP_KINDS

Effect = Literal[
    "restricted_consumption", "office_ban", "listed_itself", "rating_d", "no_new_registration", "industry_ban",
    "asset_freeze", "published_with",
]  # fmt: skip


class Via(BaseModel):
    """One way of being reached: by a role to the subject, by being named, as the subject, or as controlled."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    roles: tuple[str, ...] = ()
    as_of: Literal["now", "event"] = "now"
    event: tuple[str, ...] = ()
    capacities: tuple[str, ...] = ()
    responsible: bool = False
    responsible_unless_false: bool = False
    breach_of_duty: bool = False
    by_final_judgment: bool = False
    sanctions: tuple[str, ...] = ()
    subject: bool = False
    controlled: bool = False

    @model_validator(mode="after")
    def _one_way(self) -> Via:
        if sum(map(bool, (self.roles, self.capacities, self.subject, self.controlled))) != 1:
            raise ValueError("name exactly one of roles, capacities, subject, controlled")
        if self.as_of == "event" and not self.event:
            raise ValueError("as_of: event needs the fields that date the event")
        if unknown := set(self.roles) - RELATIONSHIP_KINDS.keys():
            raise ValueError(f"not relationship kinds: {sorted(unknown)}")
        return self


class ReachRule(BaseModel):
    """One rule. ``start``: fields of the record, the first filled one is the event from which the effect runs;
    ``runs_from``: the period of ``years`` runs from here instead, and is open until that day is known;
    ``while_acting``: the effect ends with the record. Without ``years`` and ``while_acting`` it has no end."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    version: int
    record_kinds: tuple[str, ...]
    subject_kind: Literal["Enterprise", "Person"] | None = None
    text: str
    article: str
    wording: str
    valid_from: date | None = None
    valid_to: date | None = None
    verified: bool
    effect: Effect
    while_acting: bool = False
    released: bool = False
    conditions: tuple[str, ...] = ()
    start: tuple[str, ...] = ("listed_on", "decided_on")
    runs_from: tuple[str, ...] = ()
    years: int | None = None
    via: tuple[Via, ...] = Field(min_length=1)
    note: str = ""

    @model_validator(mode="after")
    def _verified_has_text(self) -> ReachRule:
        if self.verified and not (self.text and self.wording and self.valid_from):
            raise ValueError(f"{self.id}: a verified rule names its text, wording and first day in force")
        return self

    def in_force(self, on: date) -> bool:
        return (self.valid_from is None or on >= self.valid_from) and (self.valid_to is None or on < self.valid_to)


@lru_cache(maxsize=1)
def reach_rules() -> tuple[ReachRule, ...]:
    """Every rule, in the order of the file."""
    rows = yaml.safe_load((Path(__file__).parent / "rules.yaml").read_text(encoding="utf-8"))
    return tuple(ReachRule.model_validate(row) for row in rows)


def needed_kinds() -> tuple[str, ...]:
    """Relationship kinds that a reader must bring for these rules."""
    roles = {kind for rule in reach_rules() for via in rule.via for kind in via.roles}
    return tuple(sorted(roles | {"SUBJECT_OF", "NAMED_IN", "CONTROLS", "SHAREHOLDER_OF"}))
