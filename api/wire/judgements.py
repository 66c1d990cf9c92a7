"""What requests and replies about judgements carry."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from api.wire.replies import Brief, Echo, Reply
from api.wire.requests import Cursor, Id, Name, Text, When, Wire

Case = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$"),
    Field(description="The id of a review; the judgement counts in it alone.", examples=["tender-2026-031"]),
]  # fmt: skip
Document = Annotated[
    str, StringConstraints(pattern=r"^[0-9a-f]{64}$"), Field(description="SHA-256 of the document seen.")
]
JUDGEMENT_EXAMPLE = "aaaabbbbccccddddeeeeffff44"


class Grounds(Wire):
    reason: Text = Field(min_length=3, max_length=500, description="Why.", examples=["两份证件号码一致"])
    evidence: Text = Field(
        "", max_length=2000, description="What was seen: document and place in the file.", examples=["卷一第3页"]
    )
    document: Document | None = None


class JudgementBody(Grounds):
    a: Id = Field(description="Where the two are joined, this id survives.")
    b: Id
    decision: Literal["same", "different", "unsure"]
    scope: Literal["case", "everywhere"] = Field(description="A case never joins anything in the graph.")
    case: Case | None = None


class JudgementsQuery(When):
    state: Literal["proposed", "in_force", "superseded", "undone", "rejected"] | None = Field(
        None, description="Only in this state."
    )
    case: Case | None = None
    party: list[Id] = Field(default=[], max_length=2, description="About this party; twice: the history of a pair.")
    limit: int = Field(50, ge=1, le=1000, description="Judgements per page.")
    cursor: Cursor = None


class QueueQuery(When):
    case: Case | None = None
    kind: list[Literal["Enterprise", "Person"]] = Field(default=[], description="Only these kinds.", max_length=2)
    limit: int = Field(50, ge=1, le=1000, description="Pairs per page.")
    cursor: Cursor = None


class JudgementWritten(Reply):
    judgement: str
    state: str = Field(description="`proposed` until a second person confirms; `in_force` otherwise.")
    data_version: int = Field(description="The data version that this act published.")


class ActReply(Reply):
    id: str
    act: Name = Field(description="decide, undo, confirm or reject.", examples=["decide"])
    principal: str
    at: str
    reason: str
    evidence: str
    document: str
    version: int


class JudgementShown(Reply):
    id: str
    act: str = Field(description="decide or undo.")
    a: str
    b: str
    a_now: str = Field(description="The id under which `a` lives at this data version.")
    b_now: str
    decision: str | None
    scope: str
    case: str | None
    state: str
    effective_from_version: int | None
    four_eyes: bool
    undoes: str | None
    acts: list[ActReply]


class JudgementReply(Echo):
    judgement: JudgementShown
    parties: dict[str, Brief]


class JudgementsReply(Echo):
    judgements: list[JudgementShown]
    parties: dict[str, Brief]
    next_cursor: str | None
    effective: dict[str, Any]


class WouldChange(Reply):
    rank: int = Field(description="1 comes first.")
    code: str = Field(examples=["listing_meets_connections"])
    en: str
    zh: str
    records: int
    lots: int
    links: int


class PairEvidence(Reply):
    code: str = Field(examples=["core"])
    contribution: float = Field(description="What it adds to the log-odds: for (positive) or against.")
    en: str
    zh: str


class QueuedPair(Reply):
    a: str
    b: str
    grade: str | None
    score: str | None = Field(description="Of the comparison, 0 to 0.99; absent where a source says it.")
    reasons_for: list[str]
    reasons_against: list[str]
    evidence: list[PairEvidence]
    name_bearers: int | None = Field(description="How many parties bear the (commoner) name of the two.")
    name_region: str | None = Field(description="The region in which they were counted; absent: everywhere.")
    name_region_name: str | None = Field(description="That region in words, as far as its code is assigned.")
    relationship: str
    would_change: WouldChange


class QueueReply(Echo):
    case: str | None
    pairs: list[QueuedPair]
    weighed: int
    truncated: bool = Field(description="More pairs exist than were weighed; those with a listed party come first.")
    bound: dict[str, int]
    parties: dict[str, Brief]
    next_cursor: str | None
    effective: dict[str, Any]
