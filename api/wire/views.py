"""Saved views on the wire."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from api.wire.replies import Reply, WithMeta
from api.wire.requests import Text, Wire


class ViewBody(Wire):
    kind: Literal["graph"] = Field("graph", description="What kind of work this is.")
    name: Text = Field(min_length=1, max_length=120, description="For people.", examples=["新岭建材及其关联方"])
    shared: bool = Field(False, description="Whether those of the owner's unit, and of units above it, may open it.")
    content: dict[str, Any] = Field(
        description="Ids, places, filters and notes; never what the graph says of them.",
        examples=[{"nodes": ["aaaaaaaaaaaaaaaaaaaaaaaaaa"]}],
    )


class ViewChange(ViewBody):
    revision: int = Field(ge=1, le=2**31, description="The revision that this was made from.", examples=[1])


class View(Reply):
    id: str
    kind: str
    name: str
    owner: str
    unit: str
    shared: bool
    revision: int
    created_at: str
    updated_at: str


class ViewReply(WithMeta):
    view: View
    content: dict[str, Any]
    mine: bool = Field(description="Whether the one who asks is its owner.")


class ViewsReply(WithMeta):
    views: list[View]
