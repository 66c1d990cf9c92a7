"""What requests and replies of screening carry."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from api.wire.patterns import KEY, NO_NUL
from api.wire.replies import Brief, Echo, Reply
from api.wire.requests import Id, Purposeful, Text, When, Wire

Value = Annotated[str, StringConstraints(max_length=500, pattern=NO_NUL)]
Values = Annotated[list[Value], Field(max_length=50)]
Key = Annotated[str, StringConstraints(pattern=KEY)]
Part = Literal["own", "reach", "exposure"]
EXAMPLE = {"key": "1", "kind": "Enterprise", "name": "望川新岭建材有限公司"}


class ScreeningOptions(Wire):
    threshold: float | None = Field(None, ge=0, le=1, description="Least score; absent: every possible candidate.")
    limit: int | None = Field(None, ge=1, le=50, description="Candidates of each party at most; 5 where absent.")
    kinds: list[Literal["Enterprise", "Person"]] | None = Field(None, max_length=2, description="Kinds of candidates.")
    lists: list[Text] | None = Field(
        None, max_length=50, description="Only candidates with an active record of one of these kinds.",
        examples=[["world_bank_debarment", "失信被执行人"]],
    )  # fmt: skip
    dismissed: Literal["hide", "show"] | None = Field(
        None, description="Matches that your unit dismissed: left out (as is the rule), or shown and marked."
    )
    changed_since: AwareDatetime | None = Field(
        None, description="Only candidates of which something was learned after this instant."
    )


class ScreeningParty(Wire):
    """Plain fields, or a FollowTheMoney entity (`schema` and `properties`); not both."""

    key: Key | None = Field(None, description="Your name for it; its number in the request where absent.")
    kind: list[Literal["Enterprise", "Person"]] | Literal["Enterprise", "Person"] | None = Field(
        None, description="Absent: it may be either."
    )
    name: Value | None = None
    former_names: Values | None = None
    aliases: Values | None = None
    uscc: Value | None = Field(None, description="Unified social credit code.")
    org_code: Value | None = None
    registration_number: Value | None = None
    lei: Value | None = None
    id_number: Value | None = Field(None, description="Resident ID number: hashed at once, never kept or shown.")
    id_mask: Value | None = None
    birth_year: int | None = Field(None, ge=1850, le=2100)
    gender: Literal["male", "female"] | None = None
    region: Value | None = None
    country: Value | None = None
    addresses: Values | None = None
    phones: Values | None = None
    officers: Values | None = Field(None, description="Names of the people in office.")
    schema_: str | None = Field(
        None, alias="schema", max_length=40, description="A FollowTheMoney schema.", examples=["Company"]
    )
    properties: dict[str, Values] | None = Field(None, max_length=80, description="FollowTheMoney properties.")
    options: ScreeningOptions | None = Field(None, description="For this party; otherwise those of the request.")

    @model_validator(mode="after")
    def _one_form(self) -> ScreeningParty:
        plain = self.model_fields_set - {"key", "options", "schema_", "properties"}
        if self.schema_ is None and self.properties is not None:
            raise ValueError("properties need a schema, e.g. Company or Person")
        if self.schema_ is not None and plain:
            raise ValueError(
                f"a party has either plain fields or a schema with properties, not both: {sorted(plain)[0]}"
            )
        return self

    def described(self) -> dict[str, Any]:
        """The fields that describe the party."""
        found = self.model_dump(exclude={"key", "options", "schema_"}, exclude_none=True)
        return {**found, "schema": self.schema_} if self.schema_ is not None else found


class ScreeningBody(Purposeful):
    parties: list[ScreeningParty] = Field(
        min_length=1, description="Up to the limit of the service (10,000).", examples=[[EXAMPLE]]
    )
    options: ScreeningOptions = Field(default=ScreeningOptions(), description="For every party that has none.")
    include: list[Part] = Field(default=[], max_length=3, description="What to add to each candidate.")


class DismissalBody(Wire):
    party: ScreeningParty = Field(description="As it was screened.")
    candidate: Id
    reason: Text = Field(
        min_length=3, max_length=500, description="Why it is not this one.", examples=["住所与行业均不同"]
    )


class DismissalsQuery(Wire):
    limit: int = Field(200, ge=1, le=1000, description="Newest dismissals shown.")


class ScreeningQuery(When):
    pass


class Evidence(Reply):
    code: str
    weight: float
    value: float
    contribution: float
    zh: str
    en: str
    direction: str


class CandidateReply(Reply):
    id: str
    score: float
    answer: str = Field(description="same or possible.")
    grade: str | None
    features: list[Evidence]
    name_bearers: int | None = Field(
        description="How many parties of the graph bear the name (of companies its core); of the two names the commoner. "
        "Not counted in the score."
    )
    name_region: str | None = Field(description="The region where they were counted; null: everywhere.")
    name_region_name: str | None = Field(description="That region in words.", examples=["山东省临沂市"])


class ScreeningResult(Reply):
    key: str
    outcome: str = Field(description="same, possible, dismissed, none or rejected.")
    candidates: list[CandidateReply]
    dismissed: int = Field(description="Candidates left out because your unit dismissed them.")
    truncated: bool = Field(
        description="There are more candidates than `limit`; none of them scores above those shown."
    )
    notes: list[dict[str, str]] = Field(
        description="In words: what of the party was not used, candidates that agree equally well, candidates not shown."
    )
    fault: dict[str, str] | None


class ListedAs(Reply):
    record_kind: str = Field(examples=["失信被执行人"])
    listed_on: str | None = Field(description="The day from which it acts; null where no source says.")


class ScreenedParty(Brief):
    """Who a candidate is: what tells it apart from others of its name."""

    uscc: str | None = Field(description="Its unified social credit code.")
    status: str | None = Field(description="Registration status of an organisation.", examples=["active"])
    region_name: str | None = Field(description="The region in words.", examples=["山东省临沂市"])
    records: list[ListedAs] = Field(
        default=[], description="Records that act against this party itself on the day; absent where none does."
    )


class ScreeningReply(Echo):
    include: list[str]
    results: list[ScreeningResult]
    counts: dict[str, int]
    parties: dict[str, ScreenedParty]
    effective: dict[str, Any]


class DismissalShown(Reply):
    id: str
    candidate: str
    principal: str
    at: str
    reason: str
    version: int
    withdrawn_at: str | None


class DismissalsReply(Reply):
    dismissals: list[DismissalShown]
