"""From what is given to roles and bids: who stands where, and which rows are one bid. Pure; resolving is passed in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from graph_service.identity.keys import digest_id
from graph_service.identity.names import key as name_key
from graph_service.tender.cast import Identity, Role, Unit
from graph_service.tender.model import Bid, Party, Tender

_FIELDS = (
    ("team", "team"), ("contact", "contact"), ("operator", "operator"), ("document_author", "author"),
    ("deposit_payer", "payer"), ("contains_material_of", "mixed_in"),
)  # fmt: skip
_PERSONS = frozenset({"team", "contact", "expert"})
_UNITS = frozenset({"bidder", "member", "buyer", "agency", "supervisor", "mixed_in"})
_UNIT_WORDS = (
    "公司",
    "中心",
    "局",
    "院",
    "所",
    "厂",
    "社",
    "部",
    "委",
    "会",
    "银行",
    "集团",
    "商行",
    "店",
    "ltd",
    "inc",
    "co.",
    "corp",
    "llc",
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who a given party is: ``key`` identifies it in this review, ``party`` is its id where the graph has it."""

    key: str | None
    party: str | None
    identity: Identity


Resolver = Callable[[Party], Resolved]


def roles_of(tender: Tender, resolve: Resolver) -> tuple[tuple[Role, ...], tuple[Unit, ...]]:
    """Every role, and the bids: rows of one consortium, or of one bidder, are one bid."""
    rows: dict[str, list[tuple[Role, Bid]]] = defaultdict(list)
    roles = list(_beside(tender, resolve))
    for bid in tender.bids:
        bidder = _role(bid.bidder, "member" if bid.consortium else "bidder", resolve)
        unit = f"consortium {name_key(bid.consortium)}" if bid.consortium else f"bidder {bidder.key}"
        bidder = replace(bidder, unit=unit)
        rows[unit].append((bidder, bid))
        roles += [bidder, *_named(bid, bidder, resolve)]
    units = tuple(
        Unit(unit, tuple(r.key for r, _ in found), tuple(bid for _, bid in found))
        for unit, found in sorted(rows.items())
    )
    return tuple(dict.fromkeys(roles)), units


def parties_given(tender: Tender) -> Iterator[tuple[Party, str]]:
    """Every party that is given, with its role."""
    for role, given in (("buyer", tender.buyer), ("agency", tender.agency), ("supervisor", tender.supervisor)):
        if given is not None:
            yield with_kind(given, role), role
    for expert in tender.experts:
        yield with_kind(expert, "expert"), "expert"
    for bid in tender.bids:
        yield with_kind(bid.bidder, "bidder"), "bidder"
        for given, role in _people(bid):
            yield with_kind(given, role), role


def with_kind(given: Party, role: str) -> Party:
    """The party with its kind: what the role says, else what the name looks like."""
    if given.kind is not None:
        return given
    if role in _PERSONS or given.id_hmac:
        return given.model_copy(update={"kind": "Person"})
    looks_like_unit = bool(given.code) or any(word in (given.name or "").casefold() for word in _UNIT_WORDS)
    unit = role in _UNITS or looks_like_unit or len(given.name or "") > 6
    return given.model_copy(update={"kind": "Enterprise" if unit else "Person"})


def _beside(tender: Tender, resolve: Resolver) -> Iterator[Role]:
    for role, given in (("buyer", tender.buyer), ("agency", tender.agency), ("supervisor", tender.supervisor)):
        if given is not None:
            yield _role(given, role, resolve)
    for expert in tender.experts:
        yield _role(expert, "expert", resolve)


def _named(bid: Bid, bidder: Role, resolve: Resolver) -> Iterator[Role]:
    for given, role in _people(bid):
        yield replace(_role(given, role, resolve, scope=bidder.key), of=bidder.key, unit=bidder.unit)


def _people(bid: Bid) -> Iterator[tuple[Party, str]]:
    for name, role in _FIELDS:
        value = getattr(bid, name)
        for given in value if isinstance(value, tuple) else (value,):
            if given is not None:
                yield given, role


def _role(given: Party, role: str, resolve: Resolver, scope: str = "") -> Role:
    """A person known by name only is another one in each bid; a unit of one name is one."""
    given = with_kind(given, role)
    found = resolve(given)
    key = found.key
    if key is None:
        apart = given.local or (scope if given.kind == "Person" else "")
        key = "given-" + digest_id(
            ("given", given.kind or "", name_key(given.name or given.code or ""), apart, given.id_mask or "")
        )
    return Role(key, role, given, found.party, found.identity)
