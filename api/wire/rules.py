"""Wire models of the rules of tender review."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from api.wire.replies import WithMeta
from graph_service.tender.model import RegimeAsked


class TenderRulesQuery(BaseModel):
    model_config = ConfigDict(extra="forbid")

    regime: RegimeAsked | None = Field(
        None, description="bidding 招标投标法, works 30号令, goods 27号令, procurement 政府采购法; absent: all.",
        examples=["bidding"],
    )  # fmt: skip


class TenderRulesReply(WithMeta):
    version: int = Field(description="Grows with every change of a rule.", examples=[55])
    digest: str = Field(description="Of everything in the rules that decides an answer.")
    policy: dict[str, Any] = Field(description="The numbers that the law leaves open, each with its reason.")
    rules: list[dict[str, Any]] = Field(
        description="id, item, version, title, regimes, text, article, wording, valid_from, valid_to, verified, "
        "pattern, needs, verdict (ground, deemed, indication), consequence, settles, note.",
    )
