"""What requests carry. Bounds that are settings are checked by ``api.bounds``; these are the widest ever allowed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from api.wire.patterns import NO_NUL

PARTY = "aaaabbbbccccddddeeeeffff22"
OTHER = "aaaabbbbccccddddeeeeffff33"
Id = Annotated[str, StringConstraints(pattern=r"^[a-z2-7]{26}$"), Field(description="An opaque id.", examples=[PARTY])]
Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$")]
Cursor = Annotated[
    str | None, Field(description="`next_cursor` of the page before; the other parameters unchanged.", max_length=400)
]
Kind = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z_]{1,40}$"), Field(examples=["SHAREHOLDER_OF"])]
Share = Annotated[Decimal, Field(ge=0, le=1, description="Only holdings of at least this share.", examples=["0.25"])]
Text = Annotated[str, StringConstraints(pattern=NO_NUL)]
# Wide enough for every record, narrow enough that terms can be counted from any day without leaving the calendar.
Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2200, 12, 31))]


class Wire(BaseModel):
    """Unknown keys are refused."""

    model_config = ConfigDict(extra="forbid")


class When(Wire):
    """The day asked about, the instant of knowledge, and the policy."""

    as_of: Day | None = Field(None, description="Day of validity; today where absent.", examples=["2026-06-30"])
    as_known_at: AwareDatetime | None = Field(
        None, description="Instant: answer from what was known then.", examples=["2026-06-30T16:00:00Z"]
    )
    policy: Name | None = Field(None, description="Exposure policy; the setting where absent.", examples=["default"])


class Purposeful(When):
    """A body may carry the purpose that otherwise stands in `X-Purpose`."""

    purpose: Text | None = Field(
        None, min_length=2, max_length=200, description="Why persons are looked at; recorded.", examples=["投标审查"]
    )


class SearchQuery(Wire):
    q: Text = Field(
        description="Name, pinyin, initials, former name or identifier.", min_length=1, max_length=200,
        examples=["望川新岭"],
    )  # fmt: skip
    kind: list[Literal["Enterprise", "Person"]] = Field(default=[], description="Only these kinds.", max_length=2)
    limit: int = Field(20, ge=1, le=1000, description="Hits per page.")
    cursor: Cursor = None


class EntityQuery(When):
    pass


class RecordQuery(When):
    review_date: Day | None = Field(
        None, description="In a review: the day whose ended records may be seen, with a purpose."
    )


class ExposureQuery(RecordQuery):
    max_nodes: int = Field(2000, ge=1, description="Parties searched at most.")
    paths: int = Field(3, ge=0, le=20, description="Further paths shown.")


class RelationshipsQuery(When):
    kind: list[Kind] = Field(default=[], description="Only these kinds.", max_length=40)
    direction: Literal["both", "in", "out"] = Field("both", description="As seen from this party.")
    include_ended: bool = Field(False, description="Also what no longer holds on that day.")
    limit: int = Field(100, ge=1, le=1000, description="Relationships per page.")
    cursor: Cursor = None


class SummaryQuery(When):
    include_ended: bool = Field(False, description="Also what no longer holds on that day.")


class PathsBody(Purposeful):
    ids: list[Id] = Field(min_length=2, max_length=20, description="Parties to connect.", examples=[[PARTY, OTHER]])
    mode: Literal["all_shortest", "strongest"] = Field("all_shortest", description="All shortest, or k best.")
    k: int = Field(5, ge=1, le=50, description="Paths per pair in mode `strongest`.")
    max_length: int = Field(6, ge=1, description="Steps that a path may have.")
    kinds: list[Kind] = Field(default=[], max_length=40, description="Only these kinds.")
    min_share: Share | None = None
    include_ended: bool = Field(False, description="Also what no longer holds on that day.")


class SubgraphBody(Purposeful):
    ids: list[Id] = Field(
        min_length=1, max_length=3000, description="Where to begin; more than 50 only with depth 0.", examples=[[PARTY]]
    )
    depth: int = Field(1, ge=0, description="Steps from there; 0: only what connects the given ones.")
    kinds: list[Kind] = Field(default=[], max_length=40, description="Only these kinds.")
    min_share: Share | None = None
    include_ended: bool = Field(False, description="Also what no longer holds on that day.")
    limit_nodes: int = Field(500, ge=1, description="Parties shown at most, nearest first.")


class ExposuresBody(Purposeful):
    ids: list[Id] = Field(min_length=1, max_length=100_000, description="Parties to screen.", examples=[[PARTY, OTHER]])
    max_nodes: int = Field(2000, ge=1, description="Parties searched at most for each.")


class PairQuery(When):
    a: Id
    b: Id


class CompareBody(Purposeful):
    id: Id
    other: Name = Field(description="The policy to compare with.", examples=["strict"])


class PolicyBody(Wire):
    text: Text = Field(
        min_length=1, max_length=200_000, description="The policy file (YAML).", examples=["id: mine\nversion: 1"]
    )


class RecordsQuery(When):
    kind: Text | None = Field(
        None,
        max_length=100,
        description="Record kind: its id or its Chinese or English name.",
        examples=["失信被执行人"],
    )
    authority: Text | None = Field(None, max_length=200, description="Deciding authority.", examples=["样例县人民法院"])
    owning_unit: Text | None = Field(
        None, max_length=200, description="The unit that answers for the record.", examples=["样例县/住建局"]
    )
    state: (
        Literal["proposed", "active", "repairable", "repaired", "expired", "revoked", "quashed", "disputed"] | None
    ) = Field(None, description="State on the day asked.", examples=["active"])
    listed_from: Day | None = Field(None, description="Listed on or after this day.")
    listed_to: Day | None = Field(None, description="Listed on or before this day.")
    subject: Id | None = Field(None, description="Records of this party.")
    limit: int = Field(50, ge=1, le=1000, description="Records per page.")
    cursor: Cursor = None


class PageQuery(Wire):
    limit: int = Field(50, ge=1, le=1000, description="Entries per page.")
    cursor: Cursor = None


class JobsQuery(Wire):
    limit: int = Field(50, ge=1, le=200, description="Newest jobs shown.")


class TemplateQuery(Wire):
    format: Literal["csv", "xlsx"] = Field("csv", description="File format.")
    lang: Literal["zh", "en"] = Field("zh", description="Language of the headers.")


class AuditQuery(Wire):
    after: int = Field(0, ge=0, le=2**53, description="Entries after this number.")
    limit: int = Field(100, ge=1, le=1000, description="Entries per page.")
    principal: Name | None = Field(None, description="Only of this principal.")
    subject: Id | None = Field(None, description="Only about this id.")


class MergeBody(Wire):
    survivor: Id
    absorbed: Id
    reason: Text = Field(min_length=3, max_length=500, description="Why the two are one.", examples=["已核对两份证件"])
    evidence: Text = Field("", max_length=2000, description="What was seen: document and place in the file.")


class SplitBody(Wire):
    absorbed: Id
    reason: Text = Field(min_length=3, max_length=500, description="Why the two are not one.", examples=["系同名"])
    evidence: Text = Field("", max_length=2000, description="What was seen: document and place in the file.")


class PrincipalBody(Wire):
    unit: Text = Field(
        min_length=1, max_length=180, description="County/department/township.", examples=["样例县/住建局"]
    )
    roles: list[Literal["reader", "reviewer", "investigator", "loader", "auditor", "admin"]] = Field(
        min_length=1, max_length=6, description="What it may do.", examples=[["reader", "reviewer"]]
    )
    kind: Literal["person", "service"] = Field("service", description="Who acts.")


class KeyBody(Wire):
    days: int | None = Field(None, ge=1, le=3650, description="Days until it ends; absent: until revoked.")
