"""What requests carry. Replies are the canonical data of ``graph_service.services``."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z2-7]{26}$")]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class When(_Body):
    """The day asked about, and the instant of knowledge."""

    as_of: date | None = Field(None, description="Day of validity; today where absent.", examples=["2026-06-30"])
    as_known_at: str | None = Field(
        None, description="Instant (UTC, ISO): answer from what was known then.", max_length=40
    )
    policy: str = Field("default", description="Exposure policy.", max_length=40)


class SearchQuery(_Body):
    q: str = Field(
        description="Name, pinyin, initials, former name or identifier.",
        min_length=1,
        max_length=200,
        examples=["望川新岭"],
    )
    kind: list[Literal["Enterprise", "Person"]] = Field(default=[], description="Only these kinds.")
    limit: int = Field(20, ge=1, le=100)


class EntityQuery(When):
    pass


class ExposureQuery(When):
    review_date: date | None = Field(
        None, description="In a review: the day whose ended records may be seen, with a purpose."
    )
    max_nodes: int = Field(2000, ge=1, le=20_000, description="Parties searched at most.")
    paths: int = Field(3, ge=0, le=20, description="Further paths shown.")


class RelationshipsQuery(When):
    kind: list[str] = Field(default=[], description="Relationship kinds.", max_length=40)
    direction: Literal["both", "in", "out"] = "both"
    include_ended: bool = False
    limit: int = Field(100, ge=1, le=1000)
    after: str = Field("", max_length=26, description="The ``next`` of the page before.")


class PathsBody(When):
    ids: list[Id] = Field(min_length=2, max_length=20, description="Parties to connect.")
    mode: Literal["all_shortest", "strongest"] = "all_shortest"
    k: int = Field(5, ge=1, le=50)
    max_length: int = Field(6, ge=1, le=10)
    kinds: list[str] = Field(default=[], max_length=40)
    include_ended: bool = False


class SubgraphBody(When):
    ids: list[Id] = Field(min_length=1, max_length=50)
    depth: int = Field(1, ge=1, le=4)
    kinds: list[str] = Field(default=[], max_length=40)
    include_ended: bool = False
    max_nodes: int = Field(500, ge=1, le=3000)


class ExposuresBody(When):
    ids: list[Id] = Field(min_length=1, max_length=1000)


class PairQuery(When):
    a: Id
    b: Id


class PageQuery(_Body):
    limit: int = Field(50, ge=1, le=200)
    skip: int = Field(0, ge=0, le=100_000)


class AuditQuery(_Body):
    after: int = Field(0, ge=0, le=2**53)
    limit: int = Field(100, ge=1, le=1000)


class NoQuery(_Body):
    pass


class MergeBody(_Body):
    survivor: Id
    absorbed: Id
    reason: str = Field(min_length=3, max_length=500)
    evidence: str = Field("", max_length=2000)


class SplitBody(_Body):
    absorbed: Id
    reason: str = Field(min_length=3, max_length=500)
    evidence: str = Field("", max_length=2000)


class PrincipalBody(_Body):
    id: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]{1,60}$")
    unit: str = Field(min_length=1, max_length=120)
    roles: list[str] = Field(min_length=1, max_length=6)
    kind: Literal["person", "service"] = "service"


class CompareBody(When):
    id: Id
    other: str = Field(description="The policy to compare with.", max_length=40)
