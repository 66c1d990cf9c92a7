"""The measures of ownership and control as data: what each means, by which text, from which share, between which days.

``Threshold.met`` is the one place that compares a share with a threshold: 以上 includes the number, 超过 does not
(民法典 1259).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, field_validator

Measure = Literal[
    "effective_share", "majority_control", "controlling_shareholder", "actual_controller", "state_exclusion",
    "cascade_ofac", "cascade_eu", "cascade_uk", "beneficial_owner_cn", "psc", "tax_2016_42", "close_links",
]  # fmt: skip


class Version(BaseModel):
    """One text of a measure. ``valid_from`` inclusive, ``valid_to`` exclusive; absent where not known or open.

    ``text``: ``mirror`` (read in a public copy of the official text), ``paper``, ``summary`` (public summaries),
    ``unread``. ``aggregate``: listed parties are added up; ``control``: declared control counts;
    ``not_shareholder``: a shareholder is excluded by definition; ``link_threshold``: of each link of a chain.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    source: str = Field(min_length=1)
    article: str = ""
    wording: str = ""
    threshold: Fraction | None = None
    inclusive: bool = True
    link_threshold: Fraction | None = None
    aggregate: bool = True
    control: bool = False
    not_shareholder: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    text: Literal["mirror", "paper", "summary", "unread"]
    note: str = ""

    @field_validator("threshold", "link_threshold", mode="before")
    @classmethod
    def _exact(cls, value: object) -> Fraction | None:
        return None if value is None else Fraction(str(value))

    def met(self, share: Fraction) -> bool:
        """Whether a share reaches the threshold, the number itself included or not as the text says."""
        assert self.threshold is not None, f"{self.id} has no threshold"
        return share >= self.threshold if self.inclusive else share > self.threshold

    def in_force(self, on: date) -> bool:
        return (self.valid_from is None or on >= self.valid_from) and (self.valid_to is None or on < self.valid_to)


class Definition(BaseModel):
    """A measure with its versions, in the order of their days."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    measure: Measure
    zh: str
    en: str
    definition: str
    versions: tuple[Version, ...] = Field(min_length=1)

    def on(self, day: date) -> Version | None:
        """The text in force on the day; ``None`` where none is known: the measure is then not run."""
        return next((version for version in self.versions if version.in_force(day)), None)


@lru_cache(maxsize=1)
def definitions() -> Mapping[str, Definition]:
    """All measures by name. Raises ``ValidationError`` where the file is wrong: a defect of ours."""
    path = Path(__file__).with_name("definitions.yaml")
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    found = [Definition.model_validate(row) for row in rows]
    return {definition.measure: definition for definition in found}


def version_on(measure: Measure, day: date) -> Version | None:
    return definitions()[measure].on(day)
