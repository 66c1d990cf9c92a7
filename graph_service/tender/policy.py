"""The numbers that the law leaves open, as data: each with its reason, one version, one digest."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from graph_service.canonical import digest


class _Number(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    reason: str


class _Whole(_Number):
    value: int


class _Part(_Number):
    value: Fraction


class _Limits(_Number):
    value: dict[str, int]


class TenderPolicy(BaseModel):
    """``confirmation_window_days``: how long before the deadline a role may have been confirmed last."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    version: int
    confirmation_window_days: _Whole
    common_holder_share: _Part
    contact_limits: _Limits
    device_traces_deemed: _Whole
    price_run: _Whole
    price_run_precise: _Whole
    together_lots: _Whole
    together_part: _Part

    @property
    def digest(self) -> str:
        return digest(self.model_dump(mode="json"))


@lru_cache(maxsize=1)
def tender_policy() -> TenderPolicy:
    """The policy in ``policy.yaml``."""
    text = (Path(__file__).parent / "policy.yaml").read_text(encoding="utf-8")
    return TenderPolicy.model_validate(yaml.safe_load(text))
