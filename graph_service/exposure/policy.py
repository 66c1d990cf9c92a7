"""Exposure policies: data files, validated, compiled to integer cost tables.

A policy says how strongly each kind of relationship transmits a listing, in which direction, and from which score
down nothing is said any more. Compiled: cost = max(1, round(-ln f * 2^k)), so that every engine and machine adds
the same integers; the score of a path is exp(-sum / 2^k).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from graph_service.canonical import digest
from graph_service.errors import InvalidPolicy, NotFound
from graph_service.schema import RELATIONSHIP_KINDS
from graph_service.shares import Share

MAX_FACTOR = 0.95
NEVER = -1
"""The cost of what does not transmit."""

_NEVER_TRANSMIT = ("POSSIBLY_SAME_AS", "SUBJECT_OF", "NAMED_IN")


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(_Data):
    zh: str
    en: str


Reason = Text | Annotated[str, Field(min_length=5)]
"""Why a number is what it is: in both languages, or in the one that its author writes."""


class Number(_Data):
    """A factor with the reason for it."""

    value: float = Field(ge=0, le=MAX_FACTOR)
    reason: Reason


class Floor(_Data):
    value: float = Field(gt=0.01, lt=1)
    reason: Reason


class Factor(_Data):
    """``forward``: from the relationship's start to its end (person to company); ``backward``: the other way."""

    forward: float = Field(ge=0, le=MAX_FACTOR)
    backward: float = Field(ge=0, le=MAX_FACTOR)
    reason: Reason


class Holdings(_Data):
    """Piecewise linear in the share: points of [share, factor], shares rising from 0 to 1.

    A range counts with its lower end (what is certain); an unknown share has factors of its own.
    """

    forward: list[tuple[float, float]]
    backward: list[tuple[float, float]]
    unknown_forward: float = Field(ge=0, le=MAX_FACTOR)
    unknown_backward: float = Field(ge=0, le=MAX_FACTOR)
    reason: Reason

    @field_validator("forward", "backward")
    @classmethod
    def _rising(cls, points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        shares = [share for share, _ in points]
        if shares != sorted(set(shares)) or not shares or shares[0] != 0 or shares[-1] != 1:
            raise ValueError("shares must rise from 0 to 1")
        if any(not 0 <= factor <= MAX_FACTOR for _, factor in points):
            raise ValueError(f"every factor must lie between 0 and {MAX_FACTOR}")
        return points


class Control(_Data):
    """Computed control of or by a listed party as one step: ``forward`` from the controller to the company."""

    forward: float = Field(ge=0, le=MAX_FACTOR)
    backward: float = Field(ge=0, le=MAX_FACTOR)
    reason: Reason


class ContactFactor(_Data):
    """Crossing a contact point that two use costs ``factor``; with d users it falls to factor * (2/d)^falloff;
    above ``limit`` users nothing passes."""

    factor: float = Field(ge=0, le=MAX_FACTOR)
    falloff: float = Field(ge=0, le=3)
    limit: int = Field(ge=2, le=1000)
    reason: Reason


class Staleness(_Data):
    """What was last confirmed longer ago transmits less (``factor``), and after ``ends_after_days`` not at all."""

    fresh_days: int = Field(ge=0)
    factor: float = Field(gt=0, le=1)
    ends_after_days: int = Field(gt=0)
    reason: Reason


class Level(_Data):
    id: Literal["high", "medium", "low"]
    from_score: float = Field(gt=0, lt=1)
    zh: str
    en: str


class Successor(_Data):
    """When a firm looks like the successor of a listed one."""

    window_days: int = Field(gt=0, le=3660)
    independent_links: int = Field(ge=2)
    reason: Reason


class Policy(_Data):
    """A policy as its file says it."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_-]*$")
    version: int = Field(ge=1)
    title: Text
    scale_bits: int = Field(ge=6, le=16)
    floor: Floor
    severity: dict[str, Number]
    other_severity: Number
    factors: dict[str, Factor]
    holdings: Holdings
    control: Control | None = None
    contacts: dict[str, ContactFactor]
    staleness: Staleness
    levels: list[Level]
    successor: Successor
    hubs: list[str] = Field(default_factory=list)

    @model_validator(mode="after")
    def _known_kinds(self) -> Policy:
        for kind in self.factors:
            if kind not in RELATIONSHIP_KINDS or kind == "SHAREHOLDER_OF":
                raise ValueError(f"factors.{kind}: not a relationship kind with a plain factor")
            if kind in _NEVER_TRANSMIT and self.factors[kind].forward + self.factors[kind].backward > 0:
                raise ValueError(f"factors.{kind}: never transmits (design: propagation does not cross it)")
        if [level.from_score for level in self.levels] != sorted((v.from_score for v in self.levels), reverse=True):
            raise ValueError("levels must fall from high to low")
        return self


@dataclass(frozen=True, slots=True)
class CompiledPolicy:
    """A policy as integers. ``digest`` is quoted by every answer that used it."""

    policy: Policy
    digest: str
    scale: int
    floor_cost: int
    severity_costs: Mapping[str, int]
    other_severity_cost: int
    costs: Mapping[str, tuple[int, int]]

    def cost(self, factor: float) -> int:
        """The integer cost of a factor; ``NEVER`` for 0."""
        return NEVER if factor <= 0 else max(1, round(-math.log(factor) * self.scale))

    def score(self, cost: int) -> float:
        """The score of a summed cost."""
        return math.exp(-cost / self.scale)

    def severity_cost(self, record_kind: str) -> int:
        return self.severity_costs.get(record_kind, self.other_severity_cost)

    @property
    def least_severity_cost(self) -> int:
        return min(c for c in (*self.severity_costs.values(), self.other_severity_cost) if c != NEVER)

    def holding_cost(self, share: Share, *, forward: bool, weight: float = 1.0) -> int:
        """A range counts with its lower end: only that much is certain."""
        holdings = self.policy.holdings
        if not share.known:
            factor = holdings.unknown_forward if forward else holdings.unknown_backward
        else:
            factor = interpolate(holdings.forward if forward else holdings.backward, float(share.minimum))
        return self.cost(factor * weight)

    def control_cost(self, *, forward: bool, weight: float = 1.0) -> int:
        """What one step of computed control costs; ``NEVER`` where the policy does not count it."""
        control = self.policy.control
        if control is None:
            return NEVER
        return self.cost((control.forward if forward else control.backward) * weight)

    def contact_cost(self, contact: str, degree: int) -> int:
        """What one crossing of a contact point with ``degree`` users costs."""
        rule = self.policy.contacts.get(contact)
        if rule is None or degree > rule.limit:
            return NEVER
        return self.cost(rule.factor * (2 / max(degree, 2)) ** rule.falloff)

    @property
    def contact_limit(self) -> int:
        return max((rule.limit for rule in self.policy.contacts.values()), default=2)

    def level(self, score: float) -> Level | None:
        return next((level for level in self.policy.levels if score >= level.from_score), None)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds that transmit in some direction."""
        plain = [kind for kind, costs in self.costs.items() if max(costs) > 0]
        return (*sorted(plain), "SHAREHOLDER_OF", "USES")


def interpolate(points: list[tuple[float, float]], share: float) -> float:
    """The piecewise linear value at ``share``."""
    for (left, low), (right, high) in zip(points, points[1:], strict=False):
        if left <= share <= right:
            return low + (high - low) * (share - left) / (right - left)
    return points[-1][1]


def compile_policy(policy: Policy) -> CompiledPolicy:
    """Integer tables and the digest of the canonical content."""
    scale = 1 << policy.scale_bits

    def cost(factor: float) -> int:
        return NEVER if factor <= 0 else max(1, round(-math.log(factor) * scale))

    return CompiledPolicy(
        policy=policy, digest=digest(policy.model_dump(mode="json")), scale=scale,
        floor_cost=math.floor(-math.log(policy.floor.value) * scale),
        severity_costs={kind: cost(number.value) for kind, number in policy.severity.items()},
        other_severity_cost=cost(policy.other_severity.value),
        costs={kind: (cost(f.forward), cost(f.backward)) for kind, f in policy.factors.items()},
    )  # fmt: skip


def parse_policy(text: str) -> Policy:
    """A policy from YAML. ``InvalidPolicy`` names each key at fault and its bound."""
    try:
        content: Any = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise InvalidPolicy(f"not YAML: {error}", f"不是有效的 YAML：{error}") from error
    try:
        return Policy.model_validate(content)
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, e['loc'])) or 'policy'}: {e['msg']}" for e in error.errors()]
        raise InvalidPolicy("; ".join(faults), "策略有误：" + "；".join(faults), errors=faults) from error


def policy_folder() -> Path:
    """Where the shipped policies lie: in the wheel beside this module, in a checkout at its top."""
    packaged = Path(__file__).parent / "policies"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "policies"


@lru_cache(maxsize=32)
def load_policy(name: str) -> CompiledPolicy:
    """A shipped policy by id. ``NotFound`` lists those that there are."""
    path = policy_folder() / f"{name}.yaml"
    if name not in policy_names():
        known = ", ".join(policy_names())
        raise NotFound(f"no policy {name!r}; there are: {known}", f"没有策略 {name!r}；现有：{known}", id=name)
    return compile_policy(parse_policy(path.read_text(encoding="utf-8")))


def policy_names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in policy_folder().glob("*.yaml")))
