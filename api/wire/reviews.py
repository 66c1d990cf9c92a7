"""Tender reviews on the wire: what is sent, and what comes back."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints, model_validator

from api.wire.patterns import NO_NUL
from api.wire.replies import Brief, Echo, Reply, WithMeta
from api.wire.requests import Cursor, Id, Purposeful, Text, When, Wire
from graph_service.tender.model import MAX_BIDS, Bid, RegimeAsked, Tender

RoleKey = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f]{1,120}$"), Field(examples=["b1"])]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$"), Field(examples=["0" * 64])]
FindingId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._:-]{1,120}$")]
Verdict = Literal["ground", "deemed", "indication"]
Reason = Annotated[
    str,
    StringConstraints(pattern=NO_NUL, strip_whitespace=True, min_length=3, max_length=2000),
    Field(examples=["已核对登记档案"]),
]
Values = dict[str, Any]
CHANNELS = ("credit_china", "ccgp", "court_enforcement", "gsxt", "other")


def _in_calendar(at: datetime) -> datetime:
    if not 1950 <= at.year <= 2200:
        raise ValueError("lies outside the years 1950 to 2200 / 应在1950年至2200年之间")
    return at


class TenderBody(Tender):
    """A tender: a lot's title, law and deadline, and who takes part in it."""

    submission_deadline: Annotated[datetime, AfterValidator(_in_calendar)] = Field(
        examples=["2026-06-30T09:30:00+08:00"]
    )
    credit_check_at: Annotated[datetime, AfterValidator(_in_calendar)] | None = Field(
        None, description="When credit is checked; the deadline where absent."
    )
    bids: tuple[Bid, ...] = Field(
        min_length=1,
        max_length=MAX_BIDS,
        examples=[[{"bidder": {"name": "样例甲建设有限公司"}, "price": "4695074.68"}]],
    )


class LotBody(Wire):
    """What is said about a lot of the graph where the graph does not say it, or says it wrong."""

    title: Text | None = Field(None, max_length=200)
    regime: RegimeAsked | None = None
    submission_deadline: AwareDatetime | None = Field(None, examples=["2026-06-30T09:30:00+08:00"])
    credit_check_at: AwareDatetime | None = None


class PairJudgement(Wire):
    a: RoleKey
    b: RoleKey
    answer: Literal["same", "different"]


class ReviewBody(Purposeful):
    """Either a tender, or a lot of the graph, with what is to be added to it."""

    tender: TenderBody | None = None
    lot: Id | None = None
    of_lot: LotBody | None = Field(None, description="Only with `lot`.")
    judgements: list[PairJudgement] = Field(default=[], max_length=500, description="For this review only.")
    include_unverified: bool = Field(False, description="Also rules whose text is not at hand: indications at most.")
    indicative: bool = Field(True, description="With indicative exposure (L3), apart.")

    @model_validator(mode="after")
    def _one(self) -> ReviewBody:
        if (self.tender is None) == (self.lot is None) or (self.of_lot is not None and self.lot is None):
            raise ValueError(
                "give a tender, or a lot and what is to be added to it / 请提供招标信息（tender），或标段编号（lot）及补充内容"
            )
        return self


class BatchBody(Wire):
    tenders: list[TenderBody] = Field(default=[], max_length=10_000)
    lots: list[Id] = Field(default=[], max_length=10_000, description="Lots of the graph.")
    of_lots: LotBody | None = Field(None, description="Only with `lots`: what is said about each of them.")
    indicative: bool = Field(True, description="With indicative exposure (L3), apart.")
    purpose: Text | None = Field(None, min_length=2, max_length=200, description="Why persons are looked at; recorded.")

    @model_validator(mode="after")
    def _some(self) -> BatchBody:
        if not self.tenders and not self.lots:
            raise ValueError("give tenders or lots / 请提供招标信息（tenders）或标段编号（lots）")
        if self.of_lots is not None and not self.lots:
            raise ValueError("of_lots goes with lots / of_lots 须与 lots 同时提供")
        return self


class LotsQuery(When):
    q: Text | None = Field(None, max_length=100, description="Stands in the name, the code or the project's code.")
    min_bidders: int = Field(0, ge=0, le=MAX_BIDS, description="Lots on which at least so many bid.")
    limit: int = Field(50, ge=1, le=1000, description="Lots per page.")
    cursor: Cursor = None


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
    party: Id | None = Field(None, description="Who it is, in the graph.")
    code: Text | None = Field(None, max_length=40, description="Or its code, also where the graph has nothing of it.")
    reason: Reason
    evidence: Text = Field("", max_length=2000, description="What was seen: document and place in the file.")

    @model_validator(mode="after")
    def _one(self) -> IdentityBody:
        if (self.party is None) == (not self.code):
            raise ValueError("give a party or a code / 请提供主体编号或代码之一")
        return self


class JudgementBody(PairJudgement):
    reason: Reason
    evidence: Text = Field("", max_length=2000, description="What was seen: document and place in the file.")


class AttestationBody(Wire):
    pairs: list[Annotated[list[RoleKey], Field(min_length=2, max_length=2)]] = Field(
        min_length=1, max_length=2000, examples=[[["b1", "b2"]]]
    )


class WhatIfBody(Wire):
    known: Literal["then", "now"] | None = Field(None, description="As known at the deadline, or now.")
    as_known_at: AwareDatetime | None = Field(None, description="As known at this instant.")
    rules: Literal["then", "now"] = Field("then", description="By the rules of the review, or those of now.")
    regime: RegimeAsked | None = Field(None, description="Under the other law.")


class ReportQuery(Wire):
    format: Literal["pdf", "xlsx"] = Field("pdf")
    masked: bool = Field(
        False, description="Names of persons masked, for those outside the file; always so for whoever is no reviewer."
    )


class LettersQuery(Wire):
    format: Literal["pdf", "md"] = Field("pdf")


class LotReply(Reply):
    id: str
    name: str
    lot_code: str | None
    project_code: str | None
    regime: str | None = Field(description="Where a source states it; else it is given with the review.")
    submission_deadline: str | None
    deadline_from: Literal["lot", "bids"] | None = Field(description="`bids`: only the last day that a bid is dated.")
    bidders: int
    buyer: str | None


class LotsReply(Echo):
    effective: Values
    lots: list[LotReply]
    next_cursor: str | None = Field(description="A page may hold fewer than `limit` and still have a next one.")
    parties: dict[str, Brief]


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
    replayed_by: Literal["then", "now"] = Field(description="The rules of then; of now where those were not kept.")
    rules: Values = Field(description="Version and digest of the rules, then and now.")
    standards: Values = Field(description="Digests of rules, numbers and policy of exposure, then and now.")
    differences: list[Values] = Field(description="Each with its cause and an explanation.")


class WhatIfReply(WithMeta):
    base: Values
    variant: Values
    differences: list[Values] = Field(
        description="Each with its cause (data, rule, identity, program) and an explanation."
    )
    result: Values


class TendersReply(WithMeta):
    tenders: list[Values] = Field(description="Each as `POST /reviews` takes it, as far as the file says.")
    repeated: int = Field(description="Rows that were one bid with another row.")
    ignored: list[str] = Field(description="Headers that name nothing here.")
    faults: list[Values] = Field(description="Cells that were not understood: line, column and what to write instead.")


class TrustedKeysReply(Reply):
    format: str
    issuer: str
    keys: list[Values]
