"""Who stands in a tender and how sure that is: roles, bids, judgements, and what was read around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph_service.model import Subgraph
from graph_service.tender.model import Bid, Party

STRONG = frozenset({"code", "id_number", "judged"})
PRINCIPALS = ("LEGAL_REPRESENTATIVE_OF", "PRINCIPAL_OF")
OFFICES = (*PRINCIPALS, "DIRECTOR_OF", "SUPERVISOR_OF", "SENIOR_MANAGER_OF")


@dataclass(frozen=True, slots=True)
class Identity:
    """How sure it is who is meant. ``confidence``: code, id_number, judged, name_only, absent or ambiguous.

    ``candidates``: id and name of parties that may be meant; ``zh``, ``en``: what would settle it.
    """

    confidence: str
    candidates: tuple[tuple[str, str], ...] = ()
    zh: str = ""
    en: str = ""

    @property
    def strong(self) -> bool:
        return self.confidence in STRONG


@dataclass(frozen=True, slots=True)
class Role:
    """A party in a role. ``key``: the graph's id, or one made from what was given; ``of``: whose bid names it."""

    key: str
    role: str
    given: Party
    party: str | None
    identity: Identity
    of: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """One bid: a bidder, or a consortium; ``rows`` are its rows as given, ``bidders`` the party of each row."""

    key: str
    bidders: tuple[str, ...]
    rows: tuple[Bid, ...]

    @property
    def members(self) -> tuple[str, ...]:
        return tuple(sorted(set(self.bidders)))


@dataclass(frozen=True, slots=True)
class Judgement:
    """A reviewer's answer inside this review: two parties are the same, or different."""

    a: str
    b: str
    answer: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What was read: the subgraph, users of contact points, and what was loaded at all."""

    graph: Subgraph
    contact_users: Mapping[str, int] = field(default_factory=dict)
    loaded: frozenset[str] = frozenset()
    state_organs: frozenset[str] = frozenset()
