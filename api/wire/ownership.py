"""Ownership and control on the wire."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.wire.replies import Brief, Day, Echo, Relationship, Reply, Values
from api.wire.requests import Cursor, Id, Purposeful, Share, When
from graph_service.ownership.quality import Problem

Limit = Annotated[int, Field(ge=1, le=1000, description="Rows shown at most; the rest is counted as `more`.")]
MaxParties = Annotated[int, Field(ge=1, le=20_000, description="Parties read at most; then `truncated`.")]


class OwnershipQuery(When):
    holder: Id | None = Field(None, description="All measures of this one holder side by side, and what makes them up.")
    chains: int = Field(10, ge=1, le=100, description="Chains shown of a holder.")
    limit: Limit = 100
    max_parties: MaxParties = 5000


class ControllersQuery(When):
    limit: Limit = 100
    max_parties: MaxParties = 5000


class OwnersQuery(When):
    max_parties: MaxParties = 5000


class HoldingsQuery(When):
    limit: Limit = 100
    min_share: Share | None = Field(None, description="Only companies of which at least this may be held.")
    max_parties: MaxParties = 5000


class TreeQuery(When):
    direction: Literal["up", "down"] = Field("up", description="`up` to the holders, `down` to what is held.")
    layers: int = Field(6, ge=1, le=30, description="Layers opened.")
    floor: Share = Field(0, description="Holdings surely below this are counted, not drawn.", validate_default=True)
    width: int = Field(20, ge=1, le=200, description="Children drawn of one party; the rest is `more`.")
    max_parties: MaxParties = 2000


class GroupFileQuery(When):
    format: Literal["csv", "xlsx"] = "csv"
    max_parties: MaxParties = 5000


class CascadesBody(Purposeful):
    listed: list[Id] = Field(min_length=1, max_length=200, description="The listed parties.")
    regimes: list[Literal["OFAC", "EU", "UK"]] = Field(["OFAC", "EU", "UK"], min_length=1, max_length=3)
    max_parties: MaxParties = 5000


class Span(Reply):
    min: str = Field(description="Exact: a decimal, or a fraction p/q.", examples=["0.4705"])
    max: str = Field(examples=["12/365"])
    percent: list[float] = Field(description="Both, as rounded percent, for people.", examples=[[47.05, 47.05]])


class EffectiveSpan(Span):
    attained: bool = Field(description="Whether both bounds occur in some completion of what is unknown.")


class Measured(Reply):
    reported: Literal["inconsistent"] | None = Field(description="Instead of a number where none is one.")
    reason: str | None = Field(
        examples=["above_whole"],
        description="above_whole: a cap table on the way exceeds 100 %; closed_loop: companies on the way hold each other wholly; share_above_whole: a loop through the holder counts the same part several times.",
    )
    at: list[str] = Field(description="The companies that are meant.")
    share: EffectiveSpan | None


class LawText(Reply):
    id: str = Field(examples=["company_law_2023"])
    source: str
    article: str | None
    wording: str | None
    threshold: str | None = Field(examples=["0.5"])
    inclusive: bool | None = Field(description="Whether the number itself is included (以上) or not (超过).")
    valid_from: Day | None
    valid_to: Day | None = Field(description="First day on which it is no longer in force.")
    text_status: str = Field(description="mirror, paper, summary or unread.")


class Held(Reply):
    holder: str
    company: str
    share: Span
    votes: Span
    standing: str
    last_confirmed: Day | None
    differs: bool = Field(description="Sources differ: the share is the range that covers them.")
    relationships: list[Relationship]
    superseded: list[str] = Field(description="Records of the same holding that later showings replaced.")


class CapTable(Reply):
    company: str
    holdings: list[Held]
    more: int
    known_sum: Span
    above_whole: bool


class RestsOn(Reply):
    standing: str | None = Field(description="Of the least sure holding or declaration that is needed.")
    last_confirmed: Day | None = Field(description="Of the one confirmed longest ago; nothing where one never was.")
    sources: list[str] = Field(description="All sources of what is needed.")


class Verdict(RestsOn):
    value: Literal["yes", "possible", "no"]
    share: Span = Field(description="Of the company itself, held by the controller and what it controls.")
    declared: bool
    proof: list[Relationship] = Field(description="From the controller down, nearest last.")
    unsettled: list[str] = Field(description="Holdings whose share, once known, would decide.")
    inconsistent: list[str]
    text: LawText | None
    note: str | None


class Chain(Reply):
    nodes: list[str]
    share: Span
    holdings: list[Held]


class Chains(Reply):
    chains: list[Chain]
    sum: str
    complete: bool


class Difference(Reply):
    code: str = Field(examples=["controls_with_less_than_half"])
    en: str
    zh: str


class MeasuredByText(Measured):
    text: LawText | None = Field(description="The definition applied; nothing where none was in force.")


class Pair(Reply):
    holder: str
    company: str
    shares: dict[str, MeasuredByText] = Field(description="By measure, each with its text.")
    control: dict[str, Verdict] = Field(description="majority, controlling_shareholder, actual.")
    made_up_of: Chains
    differences: list[Difference]


class Loop(Reply):
    companies: list[str]
    count: int
    circle: list[Held]
    mutual_control: list[str]
    outside_controllers: list[str]
    closed: bool = Field(description="They control each other and nobody outside does.")
    control_checked: bool


class CapTableFault(Reply):
    problem: str = Field(examples=["above_whole"])
    company: str
    share: str | None
    relationships: list[str]
    sources: list[str]
    shown_first: Day | None = Field(description="The earliest of the days on which one of these was last shown.")
    shown_last: Day | None = Field(description="The latest of them: days far apart explain sums above the whole.")


class HoldingFaultsQuery(When):
    source: str | None = Field(None, max_length=100, description="Only faults in which this source has a part.")
    problem: Problem | None = Field(None, description="Only this kind of fault.")
    limit: int = Field(100, ge=1, le=1000, description="Faults per page; those of one company stay together.")
    cursor: Cursor = None


class HoldingFaultsReply(Echo):
    effective: Values
    faults: list[CapTableFault]
    by_source: dict[str, dict[str, int]] = Field(description="Of the companies that this page looked at, unfiltered.")
    scanned: int = Field(description="Companies that this page looked at.")
    capped: list[str] = Field(
        description="Companies of which not every holding was read, or not every fault is listed."
    )
    next_cursor: str | None = Field(description="A page may hold fewer than `limit` and still have a next one.")
    parties: dict[str, Brief]


class OwnerAbove(Measured, RestsOn):
    party: str
    layer: int | None
    last_layer: bool = Field(description="Nobody is recorded above it.")


class Bounded(Echo):
    truncated: bool
    bound: Values = Field(
        description="How many parties were read and not followed, which tables were capped; how many parties above were not measured, and the share that none of these exceeds."
    )
    parties: dict[str, Brief]


class OwnershipReply(Bounded):
    party: str
    table: CapTable
    pair: Pair | None = None
    owners: list[OwnerAbove] = Field(default=[], description="Everyone above by effective share, largest first.")
    more: int = 0
    loops: list[Loop]
    more_loops: int = Field(description="Further loops, not shown.")
    faults: list[CapTableFault]
    faults_by_source: dict[str, dict[str, int]]


class Controller(RestsOn):
    party: str
    ultimate: bool
    declared: bool
    reaches_through: str = Field(description="The company, or the known controller of it, that this party controls.")
    share_there: str
    inconsistent: list[str] = Field(description="Companies on the way of which more than the whole is recorded.")
    proof: list[Relationship]


class PartyVerdict(Verdict):
    party: str


class ControllersReply(Bounded):
    party: str
    controllers: list[Controller]
    more: int
    possible: list[Controller]
    ultimate: list[str]
    controlling_shareholders: list[PartyVerdict]
    actual_controllers: list[PartyVerdict]
    state_organs: list[str] = Field(description="Controllers that are organs of the state: that alone relates nobody.")
    loops: list[Loop]
    more_loops: int = Field(description="Further loops, not shown.")


class Owner(RestsOn):
    party: str
    limb: str = Field(examples=["equity"])
    article: str | None
    share: EffectiveSpan | None
    proof: list[Relationship]


class Missing(Reply):
    reason: str = Field(examples=["rest_not_recorded"])
    at: str
    share: str
    en: str = Field(description="What is missing, and the document that would settle it.")
    zh: str


class Owners(Reply):
    company: str
    asked_of: str
    status: str = Field(description="named, fallback, open, exempt or not_run.", examples=["named"])
    owners: list[Owner]
    possible: list[Owner]
    missing: list[Missing]
    notes: list[str]
    text: LawText | None


class Significant(Measured):
    party: str


class BeneficialOwnersReply(Bounded):
    party: str
    beneficial_owners: Owners
    psc: list[Significant]
    psc_text: LawText | None


class HoldingBelow(Measured, RestsOn):
    company: str
    layer: int | None
    control: Literal["yes", "possible", "no"]
    direct: Span | None


class HoldingsReply(Bounded):
    party: str
    holdings: list[HoldingBelow]
    more: int
    controlled: int
    loops: list[Loop]
    more_loops: int = Field(description="Further loops, not shown.")


class Branch(Reply):
    party: str
    layer: int
    holding: Held | None
    effective: Span = Field(description="Product of the shares of this chain alone.")
    shown_before: bool
    more: int
    below_floor: int
    unopened: int
    children: list[Branch]


class TreeReply(Bounded):
    party: str
    direction: str
    layers: int
    tree: Branch


class Caught(Reply):
    company: str
    by: Literal["ownership", "control"]
    listed: list[str]
    share: str
    proof: list[Relationship]


class Cascade(Reply):
    regime: str = Field(description="Whose rule this is: no finding of Chinese law.", examples=["OFAC"])
    run: bool
    text: LawText | None
    blocked: list[Caught]
    possible: list[Caught]


class CascadesReply(Bounded):
    listed: list[str]
    cascades: list[Cascade]
