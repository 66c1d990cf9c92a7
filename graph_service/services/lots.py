"""A lot of the graph as a tender: bidders, tenderer, agency, supervisor, experts and teams, as far as sources say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from graph_service.errors import InvalidInput
from graph_service.identity.names import key
from graph_service.model import Entity, Relationship
from graph_service.reading.reader import GraphReader

AT_LOT = (
    "BID_ON", "TENDERED_BY", "AGENT_FOR", "SUPERVISES", "EVALUATES", "PREPARED_BID", "BID_TEAM_MEMBER", "PART_OF",
)  # fmt: skip
_BESIDE = {"TENDERED_BY": "buyer", "AGENT_FOR": "agency", "SUPERVISES": "supervisor"}
_OF_BIDS = {"PREPARED_BID": "document_author", "BID_TEAM_MEMBER": "team"}
CAP = 1000


def tender_of_lot(reader: GraphReader, identifier: str, given: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The tender as data for ``parse_tender``, and what must be remarked on it (codes of ``tender.notices``).

    ``given`` fills and overrides what the graph has (regime, deadline …). ``InvalidInput`` where it is no lot, nobody
    bid on it, or law or deadline are known from nowhere.
    """
    lot = reader.entity(identifier)
    if lot.kind != "Lot":
        raise InvalidInput("a review is of a lot", "只能对标段（合同项）进行审查", id=identifier)
    at_lot = list(reader.touching([identifier], AT_LOT, cap=CAP).relationships)
    projects = [r.to_id for r in at_lot if r.kind == "PART_OF"]
    at_projects = list(reader.touching(projects, AT_LOT, cap=CAP).relationships) if projects else []
    found = [r for r in (*at_lot, *at_projects) if r.kind != "PART_OF" and not r.identity_disputed]
    bids = [r for r in found if r.kind == "BID_ON" and r.to_id == identifier]
    if not bids:
        raise InvalidInput(
            f"no bids are known on the lot {identifier}", f"标段 {identifier} 没有投标数据", id=identifier
        )
    names = reader.entities({r.from_id for r in bids})
    deadline, source = deadline_of(lot, bids)
    currency = _currency(bids)
    data: dict[str, Any] = {
        "title": lot.name or lot.get("lot_code"), "regime": lot.get("regime") or None, "submission_deadline": deadline,
        "currency": currency, "lot": identifier,
        "project": projects[0] if projects else None,
        **_beside(found), "experts": [{"id": i} for i in sorted({r.from_id for r in found if r.kind == "EVALUATES"})],
        "bids": _bids(bids, currency, [r for r in found if r.kind in _OF_BIDS], names),
    }  # fmt: skip
    data |= {name: value for name, value in given.items() if value is not None and name != "bids"}
    _check_known(data, identifier)
    remarks = ["deadline_assumed"] if source == "bids" and not given.get("submission_deadline") else []
    if any(_in_other_currency(bid, currency) for bid in bids):
        remarks.append("other_currencies")
    return {name: value for name, value in data.items() if value is not None}, remarks


def deadline_of(lot: Entity, bids: Iterable[Relationship]) -> tuple[str | None, str | None]:
    """The deadline that sources state (``lot``), else the end of the last day on which a bid is dated (``bids``)."""
    if stated := lot.get("submission_deadline") or lot.get("opened_at"):
        return str(stated), "lot"
    days = [bid.period.valid_from.latest for bid in bids if bid.period.valid_from]
    return (f"{max(days)}T23:59:59+08:00", "bids") if days else (None, None)


def _check_known(data: Mapping[str, Any], identifier: str) -> None:
    """Law and deadline decide everything: they are asked for, never guessed."""
    for name, en, zh in (
        ("regime", "under which law", "适用的法律制度"), ("submission_deadline", "until when bids were taken for", "投标截止时间"),
    ):  # fmt: skip
        if not data.get(name):
            raise InvalidInput(
                f"the graph does not say {en} the lot {identifier} was put to tender; give {name} with the lot",
                f"图中未载明标段 {identifier} {zh}，请随标段提供 {name}", id=identifier, parameter=name,
            )  # fmt: skip


def _currency(bids: Iterable[Relationship]) -> str | None:
    """That of the most prices; amounts in others cannot be compared with them."""
    found = Counter(str(bid.values["price_currency"]) for bid in bids if bid.values.get("price_currency"))
    return min(found, key=lambda currency: (-found[currency], currency)) if found else None


def _in_other_currency(bid: Relationship, currency: str | None) -> bool:
    return str(bid.values.get("price_currency") or currency) != str(currency)


def _beside(found: Iterable[Relationship]) -> dict[str, Any]:
    """The lot's own party before that of its project (relationships of the lot come first)."""
    beside: dict[str, Any] = {}
    for r in found:
        if r.kind in _BESIDE:
            beside.setdefault(_BESIDE[r.kind], {"id": r.to_id if r.kind == "TENDERED_BY" else r.from_id})
    return beside


def _bids(
    bids: list[Relationship], currency: str | None, people: list[Relationship], names: Mapping[str, Entity]
) -> list[dict[str, Any]]:
    by_bidder: dict[str, list[Relationship]] = defaultdict(list)
    for person in people:
        by_bidder[_words(person.values.get("bidder"))].append(person)
    rows = {}
    for bid in sorted(bids, key=lambda r: (r.from_id, str(r.values.get("consortium") or ""), r.id)):
        row = _row(bid, currency, _of_bidder(names.get(bid.from_id), by_bidder))
        rows[repr(row)] = row  # several records of one bid are one bid
    return list(rows.values())


def _of_bidder(bidder: Entity | None, by_bidder: Mapping[str, list[Relationship]]) -> list[Relationship]:
    if bidder is None:
        return []
    said = {_words(bidder.get(name)) for name in ("name", "uscc", "org_code")} - {""}
    return [r for word in sorted(said) for r in by_bidder.get(word, ())]


def _row(bid: Relationship, currency: str | None, people: list[Relationship]) -> dict[str, Any]:
    named = ("price", "consortium", "brand", "claims_sme", "submitted_at")
    row: dict[str, Any] = {name: bid.values[name] for name in named if bid.values.get(name) not in (None, "")}
    if _in_other_currency(bid, currency):
        row.pop("price", None)
    row["bidder"] = {"id": bid.from_id}
    if team := sorted({r.from_id for r in people if r.kind == "BID_TEAM_MEMBER"}):
        row["team"] = [{"id": i, "kind": "Person"} for i in team]
    if authors := sorted({r.from_id for r in people if r.kind == "PREPARED_BID"}):
        row["document_author"] = {"id": authors[0]}
    return row


def _words(text: object) -> str:
    return key(str(text)) if text else ""
