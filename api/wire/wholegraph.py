"""What requests about every party at once carry."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.wire.requests import Purposeful


class AllExposuresBody(Purposeful):
    persons: bool = Field(False, description="Persons too, not enterprises alone; needs a purpose.")


class AllOwnershipBody(Purposeful):
    format: Literal["parquet", "csv"] = Field("parquet", description="Form of the tables.")
