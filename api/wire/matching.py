"""What requests about the matching of all parties carry."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.wire.requests import Wire


class MatchingBody(Wire):
    least: Literal["weak", "medium", "strong"] | None = Field(
        None, description="The grade from which a pair is proposed; absent: GUANLIAN_MATCH_LEAST."
    )
    block_limit: int | None = Field(
        None, ge=2, le=1000, description="Parties of one block that are compared; absent: GUANLIAN_MATCH_BLOCK_LIMIT."
    )
