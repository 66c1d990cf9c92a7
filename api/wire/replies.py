"""What replies look like: documentation of the canonical data, held to it by the fuzz tests.

The data are made in ``graph_service.services.wire``; they are not put through these models again on their way out.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Day = str
Values = dict[str, Any]


class Reply(BaseModel):
    """Base: documented for callers, open to additions."""

    model_config = ConfigDict(extra="allow")


class Meta(Reply):
    """Clock times, timings and counters: all that may differ between equal answers."""

    answered_at: str = Field(description="When this was answered (UTC).", examples=["2026-06-30T16:00:00.000+00:00"])
    seconds: float | None = Field(description="How long it took.", examples=[0.012])


class WithMeta(Reply):
    meta: Meta


class Fault(Reply):
    location: str = Field(examples=["query.as_off"])
    message: str = Field(examples=["此处没有这个参数；是否指 as_of？"])
    kind: str = Field(examples=["extra_forbidden"])
    nearest: str | None = Field(None, description="The valid name that was probably meant.")


class Problem(Reply):
    """RFC 9457. Programs test `code`; `request_id` leads to the log."""

    type: str = Field(examples=["urn:guanlian:problem:not_found"])
    title: str = Field(examples=["未找到"])
    status: int = Field(examples=[404])
    detail: str = Field(description="What happened and what to do about it.", examples=["没有这个任务"])
    code: str = Field(examples=["not_found"])
    request_id: str = Field(examples=["9f2c4e1a7b3d5f60"])
    errors: list[Fault] = Field(default=[], description="Of an invalid request: each fault with its place.")
    parameter: str | None = Field(None, description="The parameter that is meant.")
    nearest: str | None = Field(None, description="The valid parameter that was probably meant.")
    limit: int | None = Field(None, description="The limit that was exceeded.")
    role: str | None = Field(None, description="The role that is needed.")
    survivor: str | None = Field(None, description="Where a merged id lives now.")


class PolicyMark(Reply):
    id: str = Field(examples=["default"])
    version: int | str = Field(examples=[1])
    digest: str = Field(description="Of every number in the policy.")


class Echo(WithMeta):
    """What the question was understood as."""

    as_of: Day = Field(description="Day of validity.", examples=["2026-06-30"])
    as_known_at: str | None = Field(description="Instant of knowledge; null: now.")
    data_version: int = Field(description="The one data version that all of this was read from.", examples=[12])
    policy: PolicyMark


class Brief(Reply):
    id: str
    kind: str = Field(examples=["Enterprise"])
    name: str = Field(examples=["望川新岭建材有限公司"])
    listed: list[str] = Field(
        default=[], description="Kinds of record that act against this party itself on the day; absent where none does.",
    )  # fmt: skip


class SourceMark(Reply):
    source: str
    record: str


class Conflicting(Reply):
    property: str
    values: Values = Field(description="What each source says.")


class Entity(Brief):
    values: Values
    region_name: str | None = Field(
        description="The region's code in words, by GB/T 2260, as far as the code is assigned.",
        examples=["山东省临沂市"],
    )
    identity: str = Field(description="How sure it is who this is.", examples=["credit_code"])
    sources: list[SourceMark]
    conflicts: list[Conflicting]
    last_confirmed: Day | None


class Share(Reply):
    known: bool
    min: str | float | None
    max: str | float | None


class Relationship(Reply):
    id: str
    kind: str = Field(examples=["SHAREHOLDER_OF"])
    from_: str = Field(alias="from")
    to: str
    values: Values
    source: SourceMark
    valid_from: str | None = Field(description="Partial dates as given.")
    valid_to: str | None
    first_observed: Day | None
    last_confirmed: Day | None
    absent_from: Day | None
    standing: str = Field(description="confirmed, presumed, unknown or ended on the day asked.", examples=["confirmed"])
    share: Share | None = None


class CoverageSource(Reply):
    source: str
    count: int
    last_confirmed: Day | None
    source_last_observed: Day | None


class Coverage(Reply):
    """Which relation kinds have data, from whom, how old. A blank is not clean."""

    kind: str
    has: str = Field(description="found, none_found or no_data.")
    sources: list[CoverageSource]


class Note(Reply):
    code: str
    zh: str
    en: str


class Hit(Brief):
    score: float
    matched: str = Field(description="What matched.", examples=["pinyin"])
    text: str


class SearchReply(WithMeta):
    data_version: int
    query: str
    hits: list[Hit]
    more: int = Field(description="Further hits.")
    notes: list[Note] = Field(description="What was withheld or not understood.")
    next_cursor: str | None


class EntityReply(Echo):
    entity: Entity
    coverage: list[Coverage]
    capped: dict[str, int]


class RelationshipsReply(Echo):
    effective: Values = Field(description="The parameters as they were understood.")
    relationships: list[Relationship]
    counts: dict[str, int] = Field(description="All that match, by kind.")
    more: int
    next_cursor: str | None
    truncated: bool
    parties: dict[str, Brief]


class SummaryReply(Echo):
    id: str
    counts: dict[str, int]
    total: int
    truncated: bool


class SubgraphReply(Echo):
    effective: Values
    relationships: list[Relationship]
    parties: dict[str, Brief]
    truncated: bool
    capped: dict[str, int] = Field(description="Hubs of which not all was read, and how much was.")


class PathStep(Reply):
    from_: str = Field(alias="from")
    to: str
    relationships: list[Relationship]


class PartyPath(Reply):
    ends: list[str]
    length: int
    strength: float | None
    steps: list[PathStep]


class PathsReply(Echo):
    effective: Values
    mode: str
    kinds: list[str]
    max_length: int
    paths: list[PartyPath]
    unconnected: list[list[str]] = Field(description="Pairs without a path within `complete_to` steps.")
    complete_to: int
    truncated: bool
    parties: dict[str, Brief]


class ComparisonReply(Echo):
    answer: str
    grade: str | int | float | None
    score: float = Field(description="Between 0 and 1; at most 0.99 unless a full identifier decides.")
    weights_version: int = Field(description="The version of the published weights of the features.")
    reasons_for: list[Values]
    reasons_against: list[Values]


class Record(Reply):
    id: str
    subject: str | None
    values: Values
    acting: bool
    mark: str | None
    acts_from: Day | None
    first_free_day: Day | None
    term_article: str | None
    sources: list[SourceMark]
    last_confirmed: Day | None


class RuleMark(Reply):
    id: str
    version: int | str
    article: str
    wording: str


class Reached(Reply):
    """L1: one dated fact of lawful reach."""

    party: str
    record: str
    effect: str
    from_: Day | None = Field(alias="from")
    to: Day | None
    capacity: str | None
    as_of_role: str
    standing: str
    rule: RuleMark
    proof: list[Relationship]


class RecordReply(Echo):
    record: Record
    lawful_reach: list[Reached]
    rules_not_applied: list[Values]
    truncated: bool
    parties: dict[str, Brief]


class RecordsReply(Echo):
    effective: Values
    records: list[Record]
    next_cursor: str | None = Field(description="A page may hold fewer than `limit` and still have a next one.")
    withheld: int = Field(description="Records of persons that need a purpose to be shown.")
    truncated: bool
    parties: dict[str, Brief]


class RiskPath(Reply):
    source: str
    record: str
    record_kind: str
    severity: float
    nodes: list[str]
    steps: list[Values]
    cost: int
    score: float = Field(ge=0, le=1)


class Indicative(Reply):
    """L3: a bounded score with its witness. Never a statement of law."""

    score: float = Field(ge=0, le=1)
    level: str | None
    best: RiskPath | None
    from_other_sources: list[RiskPath]
    further_paths: list[RiskPath]
    corroboration: int = Field(description="Edge-disjoint links.")
    cut_set: Values | None
    not_counted: list[Values]
    to_be_confirmed: list[Values]
    truncated: bool
    bound: float = Field(description="Nothing missed scores above this.")


class RegimeRecord(Reply):
    party: str
    record: str
    record_kind: str
    listed_on: Day | None


class PartHeld(Reply):
    known: bool
    min: str = Field(description="Exact: a decimal, or a fraction p/q.", examples=["0.25"])
    max: str
    percent: list[float]


class RegimeHolding(Reply):
    holder: str
    share: PartHeld


class RegimeStep(Reply):
    company: str
    share: str = Field(description="What its holders here make together, exact.")
    declared: bool = Field(description="Taken by declared control, not by a share.")
    holders: list[RegimeHolding]


class RegimeProof(Reply):
    by: Literal["ownership", "control"]
    listed: list[str]
    records: list[RegimeRecord]
    share: str = Field(description="The sum that takes the party itself, exact.")
    steps: list[RegimeStep] = Field(description="Company by company the holdings that add up, the party itself last.")
    steps_more: int
    proof: list[Relationship]
    contradicted: list[str] = Field(description="Companies on the way of which more than the whole is recorded.")


class RegimeText(Reply):
    """The text applied."""

    id: str
    source: str
    article: str | None
    wording: str | None
    threshold: str | None
    inclusive: bool | None = Field(description="Whether the number itself is included.")
    valid_from: Day | None
    valid_to: Day | None
    text_status: str = Field(description="mirror, paper, summary or unread.")
    note: str | None


class RegimeReach(Reply):
    """A foreign list's own ownership rule. Never a finding of Chinese law, never part of a score."""

    regime: str = Field(examples=["OFAC"])
    label: dict[str, str] = Field(description="By language.", examples=[{"zh": "美国财政部 50% 规则"}])
    text: RegimeText | None
    status: Literal["blocked", "possible", "not_reached", "no_list", "not_run", "not_applicable"] = Field(
        description="`possible`: in some completion of unknown shares. `no_list`: no list of this authority is loaded."
    )
    listed_itself: list[str] = Field(description="Records by which the party itself is on a list of this authority.")
    listed_known: int = Field(description="Parties on a list of this authority that are known on the day.")
    reached: RegimeProof | None
    truncated: bool
    bound: dict[str, int] = Field(description="How many parties above were read, and how many were not followed.")


class ExposureReply(Echo):
    effective: Values
    party: Brief
    coverage: list[Coverage]
    own: list[Record] = Field(description="L0: what is recorded against this party itself.")
    withheld: int = Field(description="Ended records that this viewer may not see.")
    lawful_reach: list[Reached]
    rules_not_applied: list[Values]
    indicative: Indicative
    patterns: list[Values] = Field(
        description="Listed firms whose successor the party may be. Never part of the score."
    )
    successors: list[Values] = Field(description="Where the party is listed: firms that may be its successor.")
    successors_not_looked_at: int = Field(description="Firms linked to a listed party beyond how many are looked at.")
    patterns_capped: dict[str, int] = Field(description="Hubs not read whole on the way to patterns, and how much was.")
    cascades: list[RegimeReach] = Field(description="Ownership rules of foreign lists, each under its own label.")
    truncated: bool
    bound: float
    parties: dict[str, Brief]


class CompareReply(WithMeta):
    id: str
    policies: dict[str, Values]


class StatusReply(WithMeta):
    version: str
    data_version: int
    engine: str = Field(examples=["embedded"])
    counts: dict[str, int]
    sources: list[Values]
    coverage: list[Values] = Field(description="How fresh each source is, by kind.")


class DigestReply(WithMeta):
    digest: str
    data_version: int
    sections: dict[str, Values]


class SchemaReply(WithMeta):
    nodes: list[Values]
    relationships: list[Values]
    record_kinds: list[Values] = Field(description="Names of record kinds, their nature and whose regime.")


class PoliciesReply(WithMeta):
    policies: list[Values]


class PolicyReply(WithMeta):
    id: str
    version: int | str
    digest: str


class PolicyCheckReply(WithMeta):
    valid: bool
    id: str | None
    digest: str | None
    faults: list[str] = Field(description="Each with the key and the bound.")


class RulesReply(WithMeta):
    rules: list[Values]


class LoadsReply(WithMeta):
    loads: list[Values]
    next_cursor: str | None


class LoadReply(WithMeta):
    load: Values


class MappingsReply(WithMeta):
    mappings: list[Values]


class MappingCheckReply(WithMeta):
    valid: bool
    faults: list[str] = Field(description="In words, from the first rows.")


class TemplatesReply(WithMeta):
    templates: list[Values]


class JobStarted(Reply):
    job: str = Field(examples=["2b6f0cc904d137be2e1730235f5664094b831186"])
    state: str = Field(examples=["queued"])
    url: str = Field(examples=["/api/v1/jobs/2b6f0cc904d137be"])


class JobReply(Reply):
    id: str
    kind: str = Field(examples=["exposures"])
    state: Literal["queued", "running", "done", "failed", "cancelled", "interrupted"]
    progress: int
    error: Values | None
    result: Any = Field(None, description="Here where it is small, else at `result_url`.")
    result_url: str | None
    created_at: str
    updated_at: str


class JobsReply(Reply):
    jobs: list[JobReply]


class MergeReply(Reply):
    survivor: str
    absorbed: str
    data_version: int


class SplitReply(Reply):
    absorbed: str
    data_version: int


class PrincipalReply(Reply):
    id: str
    unit: str
    roles: list[str]
    kind: str


class PrincipalsReply(Reply):
    principals: list[PrincipalReply]
    units: list[str]


class KeyMade(Reply):
    key: str = Field(description="Shown this once.", examples=["glk_1a2b3c4d_…"])
    principal: str


class KeyReply(Reply):
    id: str
    principal: str
    created_at: str
    expires_at: str | None
    revoked_at: str | None
    last_used_at: str | None


class KeysReply(Reply):
    keys: list[KeyReply]


class AuditEntry(Reply):
    number: int
    at: str
    principal: str
    unit: str
    action: str
    subjects: str = Field(description="Ids, separated by spaces.")
    purpose: str | None
    request_id: str
    outcome: str
    previous: str
    hash: str


class AuditReply(Reply):
    entries: list[AuditEntry]
    next_after: int | None


class VerificationReply(Reply):
    holds: bool
    entries: int
    head: str = Field(description="Hash of the last entry; note it elsewhere to prove the log later.")
    first_broken: int | None
