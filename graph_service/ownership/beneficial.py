"""Beneficial owners by the Chinese rule, per natural person, and by the PSC chain; what is missing where none can be named.

金融机构客户受益所有人识别管理办法 8: a person who meets (1) equity is not asked for (2) or (3); (2) votes and (3) control can
both hold; the person in charge of daily management only where nobody meets any of them. Computed from what is recorded: it
prepares an identification and does not replace it (办法 4(3)). Pure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from graph_service.model import Relationship, Standing
from graph_service.ownership.above import Holders, holders_above
from graph_service.ownership.chains import psc_share
from graph_service.ownership.controllers import controllers_of
from graph_service.ownership.definitions import Version, version_on
from graph_service.ownership.effective import Measured, between
from graph_service.ownership.evidence import Evidence, proven
from graph_service.ownership.structure import HOLDS, Basis, Structure
from graph_service.shares import ONE, ZERO

Limb = Literal["equity", "income_or_votes", "control", "daily_management", "legal_representative"]
Gap = Literal["holders_not_recorded", "rest_not_recorded", "share_unknown", "manager_not_recorded", "inconsistent"]
EXEMPT_TYPES = frozenset({"state_organ", "public_body"})
ROLE_KINDS = ("SENIOR_MANAGER_OF", "PRINCIPAL_OF", "LEGAL_REPRESENTATIVE_OF", "BRANCH_OF")
_MANAGER = re.compile(r"^(总?经理|总裁|首席执行官|general manager|ceo|chief executive( officer)?)$", re.IGNORECASE)
_PIECES = re.compile(r"[、，,;；/兼及和]|\s+and\s+")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rule asks beside holdings: who is a natural person, what kind each organisation is, roles at the company."""

    persons: frozenset[str]
    types: Mapping[str, str] = field(default_factory=dict)
    roles: tuple[Relationship, ...] = ()

    def of(self, kind: str, company: str) -> list[Relationship]:
        return [r for r in self.roles if r.kind == kind and r.to_id == company and not r.identity_disputed]

    @property
    def state_organs(self) -> frozenset[str]:
        return frozenset(i for i, kind in self.types.items() if kind == "state_organ")


@dataclass(frozen=True, slots=True)
class Owner:
    """A person who meets a limb, by which share or proof, and how sure and fresh the needed facts are on the day."""

    party: str
    limb: Limb
    article: str
    share: Measured | None
    proof: tuple[Relationship, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Missing:
    """What is not recorded and might name an owner: ``share`` is the most that it could be of the company."""

    reason: Gap
    at: str
    share: Fraction


@dataclass(frozen=True, slots=True)
class BeneficialOwners:
    """The answer. ``possible``: persons who meet a limb in some completion of what is unknown. ``status``:

    ``named`` (owners under the three limbs), ``fallback`` (nobody meets them: daily management), ``open`` (what is missing
    might hold an owner, so the fallback is not established), ``exempt`` (Article 10), ``not_run`` (no text on that day).
    ``asked_of``: the company whose owners these are (of a branch: its head, Article 9). ``unmeasured``: so many parties
    were left out by a limit of work; none of them holds more than ``bound``.
    """

    company: str
    asked_of: str
    version: Version | None
    status: Literal["named", "fallback", "open", "exempt", "not_run"]
    owners: tuple[Owner, ...] = ()
    possible: tuple[Owner, ...] = ()
    missing: tuple[Missing, ...] = ()
    notes: tuple[str, ...] = ()
    unmeasured: int = 0
    bound: Fraction = ZERO


def beneficial_owners(structure: Structure, company: str, facts: Facts) -> BeneficialOwners:
    """Who is a beneficial owner of ``company`` on the day."""
    version = version_on("beneficial_owner_cn", structure.on)
    asked = _head(company, facts, structure)
    if version is None:
        return BeneficialOwners(company, asked, None, "not_run")
    if facts.types.get(asked) in EXEMPT_TYPES:
        return BeneficialOwners(company, asked, version, "exempt", notes=("article_10",))
    test = _Test(structure, asked, facts, version)
    return test.answer(company)


def _head(company: str, facts: Facts, structure: Structure) -> str:
    heads = [r.to_id for r in facts.roles if r.kind == "BRANCH_OF" and r.from_id == company
             and r.period.standing(structure.on) in HOLDS]  # fmt: skip
    return min(heads) if heads else company


@dataclass(slots=True)
class _Test:
    structure: Structure
    company: str
    facts: Facts
    version: Version

    def answer(self, asked_about: str) -> BeneficialOwners:
        capital = self._shares("capital")
        votes = self._shares("votes") if any(h.votes_stated for h in self.structure.holdings) else Holders({})
        owners, possible = self._by_limbs(capital.shares, votes.shares)
        missing = list(self._missing(capital))
        left = {*capital.unmeasured, *votes.unmeasured}
        simplified = self._legal_representatives() if self._state_controlled() else []
        status: Literal["named", "fallback", "open"] = "named" if owners else "fallback"
        if not owners:
            managers, doubtful = self._managers()
            if possible or missing or left:
                status, possible = "open", [*possible, *managers, *doubtful]
            else:
                owners, possible = managers, doubtful
            if not managers:
                missing.append(Missing("manager_not_recorded", self.company, ZERO))
        notes = ("state_controlled_11_7",) if simplified else ()
        return BeneficialOwners(
            asked_about, self.company, self.version, status, _ordered([*owners, *simplified]), _ordered(possible),
            tuple(missing), notes, len(left), max(capital.bound, votes.bound),
        )  # fmt: skip

    # -- the three limbs -----------------------------------------------------------------------------------

    def _by_limbs(
        self, capital: Mapping[str, Measured], votes: Mapping[str, Measured]
    ) -> tuple[list[Owner], list[Owner]]:
        sure = controllers_of(self.structure, self.company)
        maybe = controllers_of(self.structure, self.company, possible=True)
        owners: list[Owner] = []
        possible: list[Owner] = []
        for party in sorted(self.facts.persons & {*capital, *votes, *sure, *maybe}):
            surely, maybe_equity = self._met(capital.get(party))
            if surely:
                owners.append(self._owner(party, "equity", capital[party]))
                continue
            if maybe_equity:
                possible.append(self._owner(party, "equity", capital[party]))
            surely, maybe_votes = self._met(votes.get(party))
            if surely or maybe_votes:
                (owners if surely else possible).append(self._owner(party, "income_or_votes", votes[party]))
            if party in sure:
                owners.append(self._controller(party, sure.proof(party)))
            elif party in maybe:
                possible.append(self._controller(party, maybe.proof(party)))
        certain = {(o.party, o.limb) for o in owners}
        return owners, [o for o in possible if (o.party, o.limb) not in certain]

    def _shares(self, basis: Basis) -> Holders:
        """Those who may reach the threshold; whoever holds less can neither be an owner nor hide one."""
        assert self.version.threshold is not None
        return holders_above(self.structure, self.company, basis, self.version.threshold)

    def _met(self, share: Measured | None) -> tuple[bool, bool]:
        if share is None or not share.consistent:
            return False, False
        return self.version.met(share.minimum), self.version.met(share.maximum)

    def _owner(self, party: str, limb: Limb, share: Measured) -> Owner:
        region = between(self.structure, party, self.company)
        proof = [
            r for c in sorted(region) for h in self.structure.table(c).holdings
            if h.holder == party or h.holder in region for r in h.basis
        ]  # fmt: skip
        return Owner(party, limb, self.version.article, share, tuple(proof), proven(proof, self.structure.on))

    def _controller(self, party: str, proof: tuple[Relationship, ...]) -> Owner:
        return Owner(party, "control", self.version.article, None, proof, proven(proof, self.structure.on))

    # -- nobody met them -----------------------------------------------------------------------------------

    def _managers(self) -> tuple[list[Owner], list[Owner]]:
        """Persons in charge of daily management as recorded; a principal or an unnamed manager only possibly is."""
        found: dict[bool, list[Owner]] = {True: [], False: []}
        roles = self.facts.of("SENIOR_MANAGER_OF", self.company) + self.facts.of("PRINCIPAL_OF", self.company)
        for role in roles:
            standing = role.period.standing(self.structure.on)
            if standing in (Standing.ENDED, Standing.FUTURE):
                continue
            rests_on = proven((role,), self.structure.on)
            owner = Owner(role.from_id, "daily_management", self.version.article, None, (role,), rests_on)
            manages = in_daily_charge(role)
            if manages is not False:
                found[bool(manages) and standing in HOLDS].append(owner)
        return found[True], found[False]

    def _legal_representatives(self) -> list[Owner]:
        """Article 11(7): of a company that the state holds or controls the legal representative may be named."""
        return [
            Owner(r.from_id, "legal_representative", "第十一条（七）", None, (r,), proven((r,), self.structure.on))
            for r in self.facts.of("LEGAL_REPRESENTATIVE_OF", self.company)
            if r.period.standing(self.structure.on) in HOLDS
        ]

    def _state_controlled(self) -> bool:
        organs = self.facts.state_organs
        return bool(organs) and any(party in organs for party in controllers_of(self.structure, self.company))

    # -- what is missing -----------------------------------------------------------------------------------

    def _missing(self, capital: Holders) -> list[Missing]:
        """Gaps above the company that are large enough to hide an owner."""
        shares = {self.company: Measured(ONE, ONE), **capital.shares}
        found = []
        for party, share in shares.items():
            if not share.consistent and share.reason != "share_above_whole":
                found.append(Missing("inconsistent", share.at[0] if share.at else party, ONE))
            elif party not in self.facts.persons and self.facts.types.get(party) not in EXEMPT_TYPES:
                found += self._gap(party, share)
        return sorted({(m.reason, m.at): m for m in found}.values(), key=lambda m: (-m.share, m.at))

    def _gap(self, party: str, share: Measured) -> list[Missing]:
        table = self.structure.table(party)
        everyone = [h.holder for h in table.holdings]
        surely, possibly = (
            _behind(share, ONE - part) for part in (table.upper(everyone), table.lower(everyone))
        )  # fmt: skip
        if self.version.met(surely):
            reason: Gap = "rest_not_recorded" if everyone else "holders_not_recorded"
            return [Missing(reason, party, surely)]
        if self.version.met(possibly):
            return [Missing("share_unknown", party, possibly)]
        return []


def _behind(share: Measured, rest: Fraction) -> Fraction:
    """The most of the company that lies behind a rest of a party's table. Where a loop through the party takes its share
    above the whole, that may be all of it; behind a complete table there is nothing even then."""
    if share.consistent:
        return share.maximum * rest
    return ONE if rest > 0 else ZERO


def _ordered(owners: list[Owner]) -> tuple[Owner, ...]:
    return tuple(sorted(owners, key=lambda o: (o.party, o.limb)))


def in_daily_charge(role: Relationship) -> bool | None:
    """Whether a role is that of the person in charge of daily management; ``None`` where the record does not say."""
    text = f"{role.values.get('role') or ''} {role.values.get('note') or ''}"
    if "日常经营" in text or "日常管理" in text:
        return True
    stated = str(role.values.get("role") or "").strip()
    if not stated or role.kind == "PRINCIPAL_OF":
        return None
    return any(_MANAGER.match(piece.strip()) for piece in _PIECES.split(stated))


def significant_persons(
    structure: Structure, company: str, persons: frozenset[str]
) -> tuple[tuple[str, Measured], ...]:
    """Persons above the company with their share by the PSC chain, those who reach the threshold in some completion."""
    version = version_on("psc", structure.on)
    assert version is not None
    found = ((p, psc_share(structure, p, company)) for p in structure.above(company) if p in persons)
    return tuple((party, share) for party, share in found if version.met(share.maximum))
