"""The ownership structure of a day: every company's cap table, out of relationships. Pure.

Several records of one holding are one holding. Within a source its latest showing stands; between sources a fact
confirmed for the day stands before one only presumed. Where what then stands still differs, the holding is the
range that covers all of it, so that nothing is counted twice and nothing is decided by a choice of ours. A fact
that may or may not hold on the day counts from nothing up to what it says.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Literal

from graph_service.model import Relationship, Standing
from graph_service.shares import ONE, ZERO, Share, total

Basis = Literal["capital", "votes"]
HOLDS = (Standing.CONFIRMED, Standing.PRESUMED)
NOT_ON_THE_DAY = (Standing.ENDED, Standing.FUTURE)
KINDS = ("SHAREHOLDER_OF", "CONTROLS")


@dataclass(frozen=True, slots=True)
class Holding:
    """What ``holder`` holds of ``company`` on the day, out of every record of it.

    ``votes`` is the voting share: as stated, else the capital share (公司法 65: 按照出资比例行使表决权).
    ``basis``: the relationships that say so, in the order of their ids. ``superseded``: others of the same holding
    that later showings replaced. ``conflict``: what stands differs by more than precision, so the share is a range.
    """

    holder: str
    company: str
    capital: Share
    votes: Share
    votes_stated: bool
    standing: Standing
    basis: tuple[Relationship, ...]
    superseded: tuple[Relationship, ...] = ()
    conflict: bool = False

    def share(self, basis: Basis) -> Share:
        return self.capital if basis == "capital" else self.votes

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(r.id for r in self.basis)

    @property
    def last_confirmed(self) -> date | None:
        """The day on which a record of it was last shown, by whichever source."""
        days = [r.period.last_confirmed for r in self.basis if r.period.last_confirmed]
        return max(days) if days else None


@dataclass(frozen=True)
class CapTable:
    """All holdings of one company. ``minimum``: what is surely held; above 1 the table contradicts itself."""

    company: str
    holdings: tuple[Holding, ...]

    @cached_property
    def by_holder(self) -> Mapping[str, Holding]:
        return {h.holder: h for h in self.holdings}

    @cached_property
    def _minimum(self) -> Mapping[Basis, Fraction]:
        return {
            "capital": total(h.capital.minimum for h in self.holdings),
            "votes": total(h.votes.minimum for h in self.holdings),
        }

    def minimum(self, basis: Basis = "capital") -> Fraction:
        return self._minimum[basis]

    def over(self, basis: Basis = "capital") -> bool:
        """More than the whole is surely held: reported, never scaled down."""
        return self.minimum(basis) > ONE

    def most(self, holding: Holding, basis: Basis = "capital") -> Fraction:
        """The most that one holding may be, what others surely hold being theirs; above the whole, what is recorded."""
        share = holding.share(basis)
        return share.maximum if self.over(basis) else min(share.maximum, share.minimum + ONE - self.minimum(basis))

    def upper(self, holders: Collection[str], basis: Basis = "capital") -> Fraction:
        """The most that ``holders`` may hold together, what others surely hold being theirs."""
        low = self.lower(holders, basis)
        most = total(h.share(basis).maximum for h in self._of(holders))
        return max(low, min(most, ONE - (self.minimum(basis) - low)))

    def lower(self, holders: Collection[str], basis: Basis = "capital") -> Fraction:
        """The least that ``holders`` hold together. Cost: the smaller of both."""
        return total(h.share(basis).minimum for h in self._of(holders))

    def _of(self, holders: Collection[str]) -> Iterator[Holding]:
        """The holdings of these holders, each once."""
        chosen = set(holders)
        if len(chosen) > len(self.holdings):
            return (h for h in self.holdings if h.holder in chosen)
        return (self.by_holder[holder] for holder in chosen if holder in self.by_holder)


@dataclass(frozen=True)
class Structure:
    """Cap tables and declared control on the day ``on``.

    ``declared`` holds ``CONTROLS`` relationships that hold on the day; ``doubtful`` those that may. ``set_aside``:
    holdings and control suspended by a dispute about identity.
    """

    on: date
    holdings: tuple[Holding, ...]
    declared: tuple[Relationship, ...] = ()
    doubtful: tuple[Relationship, ...] = ()
    set_aside: tuple[Relationship, ...] = ()

    @cached_property
    def by_holder(self) -> Mapping[str, tuple[Holding, ...]]:
        return _grouped(self.holdings, "holder")

    @cached_property
    def tables(self) -> Mapping[str, CapTable]:
        return {company: CapTable(company, held) for company, held in _grouped(self.holdings, "company").items()}

    def table(self, company: str) -> CapTable:
        return self.tables.get(company) or CapTable(company, ())

    def held_by(self, holder: str) -> tuple[Holding, ...]:
        return self.by_holder.get(holder, ())

    @cached_property
    def declared_from(self) -> Mapping[str, tuple[Relationship, ...]]:
        return _grouped_links(self.declared)

    @cached_property
    def doubtful_from(self) -> Mapping[str, tuple[Relationship, ...]]:
        return _grouped_links(self.doubtful)

    @cached_property
    def declared_to(self) -> Mapping[str, tuple[Relationship, ...]]:
        """Declared control by the company controlled, doubtful declarations included."""
        return _grouped_links((*self.declared, *self.doubtful), "to_id")

    def above(self, company: str) -> tuple[str, ...]:
        """Everyone on a chain of holdings or declarations down to the company, nearest first; not itself."""
        return tuple(self.climb(company))

    def climb(self, company: str) -> Iterator[str]:
        """``above`` one after the other, so that who has found whom he seeks reads no further."""
        seen, queue = {company}, deque([company])
        while queue:
            low = queue.popleft()
            holders = [h.holder for h in self.table(low).holdings]
            holders += [r.from_id for r in self.declared_to.get(low, ())]
            for holder in holders:
                if holder not in seen:
                    seen.add(holder)
                    queue.append(holder)
                    yield holder

    @cached_property
    def parties(self) -> frozenset[str]:
        ends = {end for h in self.holdings for end in (h.holder, h.company)}
        return frozenset(ends | {end for r in (*self.declared, *self.doubtful) for end in (r.from_id, r.to_id)})

    @cached_property
    def surely_held(self) -> Mapping[Basis, Mapping[str, Fraction]]:
        """By company what is surely held of it, by capital and by votes: summed once where no votes differ."""
        capital = self._sums("capital")
        same = all(h.votes is h.capital or h.votes == h.capital for h in self.holdings)
        return {"capital": capital, "votes": capital if same else self._sums("votes")}

    def _sums(self, basis: Basis) -> Mapping[str, Fraction]:
        return {
            company: total(h.share(basis).minimum for h in table.holdings) for company, table in self.tables.items()
        }

    @cached_property
    def inconsistent(self) -> frozenset[str]:
        """Companies of which more than the whole is surely held."""
        return frozenset(company for company, held in self.surely_held["capital"].items() if held > ONE)


def structure(relationships: Iterable[Relationship], on: date) -> Structure:
    """The ownership structure of the day. Cost: linear in the relationships; other kinds are passed over."""
    pairs: dict[tuple[str, str], list[Relationship]] = defaultdict(list)
    standings: dict[tuple[str, str], Standing] = {}
    control: dict[bool, list[Relationship]] = {True: [], False: []}
    set_aside: list[Relationship] = []
    for relationship in sorted(relationships, key=lambda r: r.id):
        standing = relationship.period.standing(on)
        if relationship.kind not in KINDS or standing in NOT_ON_THE_DAY:
            continue
        if relationship.identity_disputed:
            set_aside.append(relationship)
        elif relationship.kind == "CONTROLS":
            control[standing in HOLDS].append(relationship)
        else:
            pair = relationship.from_id, relationship.to_id
            pairs[pair].append(relationship)
            standings[pair] = standing
    holdings = tuple(
        _holding(records, standings[pair]) if len(records) == 1 else _agreed_holding(records, on)
        for pair, records in sorted(pairs.items())
    )
    return Structure(on, holdings, tuple(control[True]), tuple(control[False]), tuple(set_aside))


def _agreed_holding(records: Sequence[Relationship], on: date) -> Holding:
    """One holding out of several records of it."""
    stand = _standing_records(records, on)
    superseded = tuple(r for r in records if r not in stand)
    return _holding(stand, best_standing(stand, on), superseded)


def _holding(stand: Sequence[Relationship], standing: Standing, superseded: tuple[Relationship, ...] = ()) -> Holding:
    """The holding that records which stand say; mostly there is one."""
    capital, differs = _agreed([r.share for r in stand])
    stated = [_votes(r) for r in stand if "votes_min" in r.values]
    votes, split = _agreed(stated) if stated else (capital, False)
    if standing is Standing.UNKNOWN:
        capital, votes = _from_nothing(capital), _from_nothing(votes)
    return Holding(
        stand[0].from_id, stand[0].to_id, capital, votes, bool(stated), standing, tuple(stand), superseded,
        differs or split,
    )  # fmt: skip


def _votes(record: Relationship) -> Share:
    return Share.from_text(record.values.get("votes_min"), record.values.get("votes_max"))


def _from_nothing(share: Share) -> Share:
    return Share(ZERO, share.maximum, known=False)


def _standing_records(records: Sequence[Relationship], on: date) -> list[Relationship]:
    """Of each source what it showed last; of those what is best known to hold on the day and says how much."""
    by_source: dict[str, list[Relationship]] = defaultdict(list)
    for record in records:
        by_source[record.source.source].append(record)
    latest = [r for said in by_source.values() for r in _last_shown(said, on)]
    holding = [r for r in latest if r.period.standing(on) in HOLDS] or latest
    telling = [r for r in holding if r.share.known] or holding
    best = best_standing(telling, on)
    return sorted((r for r in telling if r.period.standing(on) is best), key=lambda r: r.id)


def _last_shown(said: Sequence[Relationship], on: date) -> Iterator[Relationship]:
    """What one source showed last up to the day; what it dates itself without showing stands beside it."""
    holding = [r for r in said if r.period.standing(on) in HOLDS] or list(said)
    shown = {r.id: max((d for d in r.period.observed if d <= on), default=date.min) for r in holding}
    last = max(shown.values())
    for record in holding:
        if shown[record.id] == last or shown[record.id] == date.min:
            yield record


def best_standing(records: Iterable[Relationship], on: date) -> Standing:
    """Of several records of one fact that are of the day: the surest standing."""
    found = {r.period.standing(on) for r in records}
    return next(s for s in (Standing.CONFIRMED, Standing.PRESUMED, Standing.UNKNOWN) if s in found)


def _agreed(shares: Sequence[Share]) -> tuple[Share, bool]:
    """One share out of several statements of it: what all allow, else the range that covers them all (a conflict)."""
    known = [share for share in shares if share.known]
    if not known:
        return Share.unknown(), False
    if len(known) == 1:
        return known[0], False
    low, high = max(s.minimum for s in known), min(s.maximum for s in known)
    if low <= high:
        return Share(low, high), False
    return Share(min(s.minimum for s in known), max(s.maximum for s in known)), True


def _grouped(holdings: Iterable[Holding], end: Literal["holder", "company"]) -> dict[str, tuple[Holding, ...]]:
    found: dict[str, list[Holding]] = defaultdict(list)
    for holding in holdings:
        found[holding.holder if end == "holder" else holding.company].append(holding)
    return {key: tuple(held) for key, held in found.items()}


def _grouped_links(
    links: Iterable[Relationship], end: Literal["from_id", "to_id"] = "from_id"
) -> dict[str, tuple[Relationship, ...]]:
    found: dict[str, list[Relationship]] = defaultdict(list)
    for link in links:
        found[link.from_id if end == "from_id" else link.to_id].append(link)
    return {key: tuple(held) for key, held in found.items()}
