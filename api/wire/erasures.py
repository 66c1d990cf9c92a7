"""What requests and replies about lawful erasure carry."""

from __future__ import annotations

from pydantic import Field

from api.wire.replies import Reply
from api.wire.requests import Id, Text, Wire


class ErasureBody(Wire):
    id: Id = Field(description="A natural person.")
    reason: Text = Field(
        min_length=3, max_length=500, description="Ground and document of the request; no name, no number.",
        examples=["个人信息保护法第四十七条，申请单 2026-017"],
    )  # fmt: skip


class ErasureReply(Reply):
    hashes: list[str] = Field(description="All that is left: a salted hash of each id that was joined in this person.")
    data_version: int = Field(description="The data version from which on nothing of the person is there.")
    statements: int
    relationships: int
    records: int = Field(description="Records of which this person was the only subject.")
    contact_points: int = Field(description="Contact points that nobody else used.")
