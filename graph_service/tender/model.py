"""What is given of a tender: frozen values, checked when they are made; every fault says which field and how to mend it.

Sources: a platform's tables, a spreadsheet, a lot in the graph. Nothing here reads a graph. ID numbers are no field
here: whoever reads them hashes them first (``id_hmac``, ``id_key``, ``id_mask``).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from graph_service.dates import SHANGHAI
from graph_service.errors import InvalidInput, LimitExceeded, said
from graph_service.tender.words import regime_of

MAX_BIDS = 500
MAX_EXPERTS = 100
REGIMES = ("bidding", "works", "goods", "procurement")

Regime = Literal["bidding", "works", "goods", "procurement"]
# As it is asked for: the names of the laws are understood too.
RegimeAsked = Annotated[Regime, BeforeValidator(regime_of)]
Text = Annotated[str, Field(min_length=1, max_length=500)]
Short = Annotated[str, Field(min_length=1, max_length=100)]


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Party(_Value):
    """Who is meant: the id of a party in the graph, a checked code, a hashed ID number, or only a name.

    ``judged``: a reviewer chose this id among the candidates, in this review. ``local``: how the source tells two
    parties of one name apart (a row number, a platform's own id); parties of one ``local`` are one.
    """

    kind: Literal["Enterprise", "Person"] | None = None
    id: Short | None = None
    name: Text | None = None
    code: Short | None = None
    id_hmac: Short | None = None
    id_key: Short | None = None
    id_mask: Short | None = None
    local: Short | None = None
    judged: bool = False

    @model_validator(mode="after")
    def _somebody(self) -> Party:
        if not (self.id or self.name or self.code or self.id_hmac):
            raise ValueError(
                "name, code or id is needed: a party that is not named cannot be reviewed / 须提供名称、代码或编号"
            )
        return self


def _party(value: Any) -> Any:
    """A plain text is a name."""
    return {"name": value} if isinstance(value, str) else value


GivenParty = Annotated[Party, BeforeValidator(_party)]


class Machine(_Value):
    """Traces of the machine that made or uploaded a bid, as the platform recorded them. Compared as given."""

    mac: Short | None = None
    cpu: Short | None = None
    disk: Short | None = None
    ip: Short | None = None
    tool_key: Short | None = None


class Bid(_Value):
    """One row of a bid: one bidder, or one member of a consortium (rows of one ``consortium`` are one bid).

    ``price`` is in yuan or the tender's currency, exact. ``contains_material_of``: bidders whose names, seals or
    people were found in this bid's documents. ``deposit_account`` is compared and never shown.
    """

    bidder: GivenParty
    consortium: Text | None = None
    price: Annotated[Decimal, Field(ge=0, max_digits=30, decimal_places=8)] | None = None
    submitted_at: datetime | None = None
    team: tuple[GivenParty, ...] = Field((), max_length=200)
    contact: GivenParty | None = None
    contact_phone: Short | None = None
    operator: GivenParty | None = None
    operator_phone: Short | None = None
    document_author: GivenParty | None = None
    deposit_payer: GivenParty | None = None
    deposit_account: Short | None = None
    machine: Machine | None = None
    brand: Short | None = None
    claims_sme: bool | None = None
    contains_material_of: tuple[GivenParty, ...] | None = Field(None, max_length=100)


class Tender(_Value):
    """A tender as it is reviewed. Times carry a zone (Asia/Shanghai where none is given).

    ``regime``: ``bidding`` (招标投标法), ``works`` (30号令), ``goods`` (27号令) or ``procurement`` (政府采购法).
    ``credit_check_at`` is when the documents say that credit is checked; absent: the submission deadline.
    """

    title: Text | None = None
    regime: RegimeAsked
    submission_deadline: datetime
    credit_check_at: datetime | None = None
    currency: Short | None = None
    lot: Short | None = None
    project: Short | None = None
    buyer: GivenParty | None = None
    agency: GivenParty | None = None
    supervisor: GivenParty | None = None
    experts: tuple[GivenParty, ...] = Field((), max_length=MAX_EXPERTS)
    document_terms: tuple[Annotated[str, Field(max_length=2000)], ...] = Field((), max_length=100)
    single_source: bool = False
    bids: tuple[Bid, ...] = Field(min_length=1)

    @property
    def deadline(self) -> date:
        """The day of the deadline in Asia/Shanghai: roles and holdings count on it."""
        return _day(self.submission_deadline)

    @property
    def credit_day(self) -> date:
        """The day on which listings count."""
        return _day(self.credit_check_at or self.submission_deadline)


def parse_tender(data: Mapping[str, Any]) -> Tender:
    """A tender from JSON-able data. ``InvalidInput`` names every faulty field; ``LimitExceeded`` the limit."""
    bids = data.get("bids")
    if isinstance(bids, list | tuple) and len(bids) > MAX_BIDS:
        raise LimitExceeded(
            f"{len(bids)} bids; one review takes at most {MAX_BIDS}: review each lot by itself",
            f"共 {len(bids)} 份投标，一次审查最多 {MAX_BIDS} 份，请按标段分别审查", limit=MAX_BIDS,
        )  # fmt: skip
    try:
        return Tender.model_validate(data)
    except ValidationError as error:
        raise _fault(error) from None


def _day(instant: datetime) -> date:
    zoned = instant if instant.tzinfo else instant.replace(tzinfo=SHANGHAI)
    return zoned.astimezone(SHANGHAI).date()


_ZH = {
    "missing": "缺少该项", "extra_forbidden": "没有这一项", "too_short": "内容为空", "too_long": "条目过多",
    "datetime_parsing": "时间格式应如 2026-05-20T09:30:00+08:00",
    "datetime_from_date_parsing": "时间格式应如 2026-05-20T09:30:00+08:00", "decimal_parsing": "报价应为数字",
    "decimal_type": "报价应为数字", "greater_than_equal": "报价不能为负数", "string_too_long": "文字过长",
    "string_too_short": "文字为空",
}  # fmt: skip


def _fault(error: ValidationError) -> InvalidInput:
    """Field and fault, never the value: it may be personal."""
    faults = [(".".join(map(str, f["loc"])), f["type"], f["msg"].removeprefix("Value error, ")) for f in error.errors()]
    en = "; ".join(f"{where}: {said(message, 'en')}" for where, _, message in faults[:10])
    zh = "；".join(f"{where}：{_ZH.get(kind, said(message, 'zh'))}" for where, kind, message in faults[:10])
    return InvalidInput(f"the tender cannot be read: {en}", f"招标信息有误：{zh}", faults=len(faults))
