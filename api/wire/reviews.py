"""Tender reviews on the wire: what is sent, and what comes back."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from api.wire.replies import Reply, WithMeta
from api.wire.requests import Cursor, Id, Purposeful, Text, Wire

RoleKey = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f]{1,120}$"), Field(examples=["b1"])]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$"), Field(examples=["0" * 64])]
FindingId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._:-]{1,120}$")]
Regime = Literal["bidding", "works", "goods", "procurement"]
Verdict = Literal["ground", "deemed", "indication"]
Reason = Annotated[
    str,
    StringConstraints(pattern=r"^[^\x00]*$", strip_whitespace=True, min_length=3, max_length=2000),
    Field(examples=["已核对登记档案"]),
]
Values = dict[str, Any]
CHANNELS = ("credit_china", "ccgp", "court_enforcement", "gsxt", "other")


class PartyRef(Wire):
    """Who is meant: an id, a name, a code; at least one."""

    id: Id | None = None
    name: Text | None = Field(None, max_length=200, examples=["样例甲建设有限公司"])
    code: Text | None = Field(None, max_length=40, description="统一社会信用代码 or another identifier.")
    key: RoleKey | None = Field(None, description="How this review calls it; made up where absent.")


Ref = Annotated[
    Id | PartyRef | Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00]*$")],
    Field(description="An id, a name or code, or an object with these."),
]


class Machine(Wire):
    """Traces of the machine that the bid was made on."""

    mac: Text | None = Field(None, max_length=200)
    cpu: Text | None = Field(None, max_length=200)
    disk: Text | None = Field(None, max_length=200)
    ip: Text | None = Field(None, max_length=200)
    tool_key: Text | None = Field(None, max_length=200)


class BidBody(Wire):
    """One row of a bid: a bidder, or one member of a consortium."""

    bidder: Ref
    consortium: Text | None = Field(None, max_length=80, description="Bidders with the same mark bid together.")
    price: Decimal | None = Field(
        None, ge=0, max_digits=20, decimal_places=4, description="In yuan.", examples=["4695074.68"]
    )
    submitted_at: AwareDatetime | None = None
    team: list[Ref] = Field(default=[], max_length=200)
    contact: Ref | None = None
    contact_phone: Text | None = Field(None, max_length=100, description="Compared, never shown.")
    operator: Ref | None = None
    operator_phone: Text | None = Field(None, max_length=100, description="Compared, never shown.")
    document_author: Ref | None = None
    deposit_payer: Ref | None = None
    deposit_account: Text | None = Field(None, max_length=100, description="Compared, never shown.")
    machine: Machine | None = None
    brand: Text | None = Field(None, max_length=200)
    claims_sme: bool = False


class TenderBody(Wire):
    """A lot: whose, when, under which law, who takes part in it."""

    title: Text | None = Field(None, max_length=200, examples=["样例路面养护工程一标段"])
    regime: Regime = Field(
        description="bidding 招标投标法, works 工程施工, goods 工程货物, procurement 政府采购法.", examples=["bidding"]
    )
    submission_deadline: AwareDatetime = Field(examples=["2026-06-30T09:30:00+08:00"])
    credit_check_at: AwareDatetime | None = Field(
        None, description="When credit is checked; the deadline where absent."
    )
    buyer: Ref | None = None
    agency: Ref | None = None
    supervisor: Ref | None = None
    experts: list[Ref] = Field(default=[], max_length=50)
    document_terms: list[Annotated[Text, Field(max_length=500)]] = Field(default=[], max_length=100)
    bids: list[BidBody] = Field(min_length=1, max_length=500)


class ReviewBody(TenderBody, Purposeful):
    as_of: None = Field(None, description="A review has its days in the tender; not to be given.")


class BatchBody(Wire):
    tenders: list[TenderBody] = Field(min_length=1, max_length=10_000)
    purpose: Text | None = Field(None, min_length=2, max_length=200, description="Why persons are looked at; recorded.")


class ReviewsQuery(Wire):
    limit: int = Field(50, ge=1, le=1000, description="Reviews per page.")
    cursor: Cursor = None


class FindingsQuery(Wire):
    verdict: Verdict | None = None
    rule: Text | None = Field(None, max_length=40, examples=["R1"])
    party: RoleKey | None = Field(None, description="Only findings about this role.")
    decided: bool | None = Field(
        None, description="Only findings that a decision in force settles, or only the others."
    )
    limit: int = Field(100, ge=1, le=1000)
    cursor: Cursor = None


class Attachment(Wire):
    sha256: Sha256
    name: Text = Field("", max_length=200)


class DecisionBody(Wire):
    finding: FindingId
    verdict: Literal["confirmed", "explained", "dismissed"] = Field(description="属实 / 已说明 / 排除.")
    reason: Reason
    explanation_received: Text = Field("", max_length=4000, description="What the bidder said, and by which document.")
    attachments: list[Attachment] = Field(default=[], max_length=50, description="By hash; the files stay with you.")


class SecondBody(Wire):
    agree: bool
    reason: Reason


class OfficialQueryBody(Wire):
    key: RoleKey
    channel: Literal["credit_china", "ccgp", "court_enforcement", "gsxt", "other"] = Field(
        description="信用中国, 中国政府采购网, 中国执行信息公开网, 国家企业信用信息公示系统, or another named in note."
    )
    checked_at: AwareDatetime
    outcome: Literal["nothing_found", "found"]
    screenshot_sha256: Sha256
    checked_by: Text | None = Field(None, max_length=60, description="Who looked, where it is not who writes this.")
    note: Text = Field("", max_length=1000)


class IdentityBody(Wire):
    key: RoleKey
    party: Id | None = Field(description="Who it is; null: none of those in the graph.")
    reason: Reason
    evidence: Text = Field("", max_length=2000, description="What was seen: document and place in the file.")


class AttestationBody(Wire):
    pairs: list[Annotated[list[RoleKey], Field(min_length=2, max_length=2)]] = Field(
        min_length=1, max_length=2000, examples=[[["b1", "b2"]]]
    )


class WhatIfBody(Wire):
    known: Literal["then", "now"] | None = Field(None, description="As known at the deadline, or now.")
    as_known_at: AwareDatetime | None = Field(None, description="As known at this instant.")
    regime: Regime | None = Field(None, description="Under the other law.")


class ReportQuery(Wire):
    format: Literal["pdf", "xlsx"] = Field("pdf")
    masked: bool = Field(False, description="Names of persons masked, for those outside the file.")


class LettersQuery(Wire):
    format: Literal["pdf", "md"] = Field("pdf")


class RunReply(Reply):
    number: int
    cause: Literal["created", "identity", "refreshed"]
    at: str
    principal: str
    hash: Sha256 = Field(description="SHA-256 over the canonical JSON of the result.")
    data_version: int


class DecisionReply(Reply):
    """The decision that counts for a finding."""

    number: int
    verdict: Literal["confirmed", "explained", "dismissed"]
    standing: Literal["in_force", "pending", "refused"]
    evidence_changed: bool = Field(description="The finding rests on other evidence now, or is gone.")
    reason: str
    principal: str
    at: str


class ReviewSummary(Reply):
    id: str
    title: str
    unit: str
    state: Literal["open", "sealed"]
    principal: str
    created_at: str
    updated_at: str
    run: RunReply
    summary: Values


class ReviewsReply(WithMeta):
    reviews: list[ReviewSummary]
    next_cursor: str | None


class ReviewReply(WithMeta, ReviewSummary):
    purpose: str
    request: Values
    result: Values = Field(description="The evaluation as it was answered.")
    decisions: dict[str, DecisionReply] = Field(description="By finding, also of findings that are gone.")
    events: list[Values] = Field(description="Everything done, oldest first.")


class FindingsReply(WithMeta):
    review: str
    run: int
    data_version: int
    findings: list[Values]
    total: int
    next_cursor: str | None


class EventReply(WithMeta):
    review: str
    event: Values


class ReplayReply(WithMeta):
    equal: bool
    hash: Sha256
    replayed_hash: Sha256
    rules: Values
    differences: list[Values]


class WhatIfReply(WithMeta):
    base: Values
    variant: Values
    differences: list[Values] = Field(description="Each with its cause: data, rule or identity.")
    result: Values


class TrustedKeysReply(Reply):
    format: str
    issuer: str
    keys: list[Values]
