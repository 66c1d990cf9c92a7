"""Puts the implementation-neutral cases to the product: facts are loaded as any source's, questions asked of ``Services``.

A field of a case that has no home, in the schema or in the question, is an error, for it may decide the case.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from graph_service.engine import Engine
from graph_service.identity.contacts import normalized
from graph_service.identity.hmac import HashedId, IdNumberHasher
from graph_service.identity.names import is_placeholder
from graph_service.loading.assertions import Assertion, Claim, EntityAssertion, RelationshipAssertion, SourceDescription
from graph_service.loading.facts import contact_local, entity_id
from graph_service.loading.session import LoadSession
from graph_service.loading.versions import current_version
from graph_service.records.kinds import canonical_name, is_negative
from graph_service.schema import NODE_KINDS, RELATIONSHIP_KINDS
from graph_service.services import Services, Viewer
from graph_service.shares import decimal_text
from loaders.cleaning.codes import clean_lei, clean_org_code, clean_registration_number, clean_uscc
from loaders.cleaning.people import clean_id_number
from tests.cases.registry import ASKS, FACTS

SOURCE = SourceDescription("case", "案例", "Case", "case")
HASHER = IdNumberHasher("test", b"only for tests")
LOADED_HERE = {"parties", "relationships", "records"}
IGNORED_PARTY = {"key", "bad_code", "id_number", "id_mask"}
OF_CASE = {"id", "title", "area", "source", "why", "as_of", "facts", "ask", "expect"}
CONTACTS = {"address", "phone", "email", "bank_account", "machine_trace"}
PURPOSE = "案例复核"


class CaseRun:
    """One case, loaded into an empty graph, by one load or cut into several."""

    def __init__(self, case: dict[str, Any], engine: Engine, loads: int = 1) -> None:
        _no_other("a case", case, OF_CASE)
        _no_other("expect", case.get("expect", {}), {"must", "must_not"})
        _no_other("facts", case["facts"], LOADED_HERE | FACTS.keys())
        self.case = case
        self.on = date.fromisoformat(case["as_of"])
        self.services = Services(engine, clock=lambda: self.on)
        self.claims: dict[str, Claim] = {p["key"]: _claim(p) for p in case["facts"]["parties"]}
        self.records: dict[str, Claim] = {r["key"]: _record_claim(r) for r in case["facts"].get("records", [])}
        rows = [tuple(row) for row in self._rows()]
        for part in range(loads):
            session = LoadSession(engine.graph, SOURCE, f"case-{current_version(engine.graph)}", str(random.random()))
            session.begin()
            session.write(enumerate(rows[part::loads]))
            session.finish()

    def id_of(self, key: str) -> str:
        return entity_id({**self.claims, **self.records}[key], SOURCE.id)

    def key_of(self, identifier: str) -> str:
        for key in (*self.claims, *self.records):
            if self.id_of(key) == identifier:
                return key
        return identifier

    # -- facts ---------------------------------------------------------------------------------------------

    def _rows(self) -> Iterator[list[Assertion]]:
        facts = self.case["facts"]
        for party in facts["parties"]:
            yield [EntityAssertion(self.claims[party["key"]], _party_values(party), f"party-{party['key']}", self.on)]
        nobody = {p["key"] for p in facts["parties"] if p.get("placeholder") or is_placeholder(p["name"])}
        for number, relationship in enumerate(facts.get("relationships", [])):
            ends = (relationship["from"], relationship["to"])
            if not any(_is_nobody(end, nobody) for end in ends):  # as every loader reads 无, N/A
                yield self._relationship(relationship, f"relationship-{number}")
        for record in facts.get("records", []):
            yield from self._record(record)
        for section in sorted(facts.keys() - LOADED_HERE):
            yield from FACTS[section](self, facts[section])

    def _relationship(self, row: dict[str, Any], record: str) -> list[Assertion]:
        kind = row["kind"]
        target, extra = self._end(row["to"])
        origin, more = self._end(row["from"])
        observed = {name: row[name] for name in ("observed_first", "observed_last") if row.get(name)}
        last = date.fromisoformat(observed["observed_last"]) if "observed_last" in observed else self.on
        first = date.fromisoformat(observed["observed_first"]) if "observed_first" in observed else None
        left = set(row) - {
            "kind",
            "from",
            "to",
            "valid_from",
            "valid_to",
            "observed_first",
            "observed_last",
            "share",
            "votes",
        }
        values = {name: row[name] for name in left}
        for name in ("share", "votes"):
            if name in row:
                values |= _share(name, row[name])
        _known(values, kind, {p.name for p in RELATIONSHIP_KINDS[kind].properties})
        return [*extra, *more, RelationshipAssertion(
            kind, origin, target, record, values, row.get("valid_from"), row.get("valid_to"), last, first
        )]  # fmt: skip

    def _end(self, end: Any) -> tuple[Claim, list[Assertion]]:
        if isinstance(end, str):
            return self.claims[end], []
        _no_other("a contact point", end, {"contact", "value"})
        value = normalized(end["contact"], end["value"])
        claim = Claim("ContactPoint", local=contact_local(end["contact"], str(value)), shared=True)
        return claim, [EntityAssertion(claim, {}, "contact")]

    def _record(self, row: dict[str, Any]) -> Iterator[list[Assertion]]:
        claim = self.records[row["key"]]
        left = set(row) - {"key", "subject", "named_persons", "court_order", "ends_on"}
        values = {name: row[name] for name in left if row[name] is not None}
        values["record_kind"] = canonical_name(row["record_kind"])
        if row.get("ends_on"):
            values["ends_on"] = row["ends_on"]
        order = row.get("court_order") or {}
        _known(order, "court_order", {"kind", "on", "released"})
        values |= {f"court_order_{n}": order[n] for n in ("kind", "on") if order.get(n)}
        _known(values, "CreditRecord", {p.name for p in NODE_KINDS["CreditRecord"].properties})
        subject = self.claims[row["subject"]]
        yield [
            EntityAssertion(claim, values, row["key"], self.on),
            RelationshipAssertion("SUBJECT_OF", subject, claim, row["key"], observed_on=self.on),
        ]
        for entry in order.get("released", []):
            _no_other("a release", entry, {"party", "on"})
        released = {entry["party"]: entry["on"] for entry in order.get("released", [])}
        named = {entry["party"]: entry for entry in row.get("named_persons", [])}
        for key in {**named, **released}:
            yield [self._named(claim, key, named.get(key, {}), released.get(key), row["key"])]

    def _named(self, claim: Claim, key: str, entry: dict[str, Any], released: str | None, record: str) -> Assertion:
        values = {n: v for n, v in entry.items() if n != "party" and v is not None}
        if released:
            values["released_on"] = released
        _known(values, "NAMED_IN", {p.name for p in RELATIONSHIP_KINDS["NAMED_IN"].properties})
        return RelationshipAssertion(
            "NAMED_IN", self.claims[key], claim, f"{record}-{key}", values, observed_on=self.on
        )

    # -- questions -----------------------------------------------------------------------------------------

    def answer(self) -> list[dict[str, Any]]:
        ask, how = self.case["ask"], ASKS[self.case["ask"]["kind"]]
        _no_other("ask", ask, {"kind", "role", "purpose", *how.parameters})
        for entry in (*self.case["expect"].get("must", []), *self.case["expect"].get("must_not", [])):
            _no_other("an entry of expect", entry, how.fields)
        return how.answer(self, ask)

    def viewer(self, ask: dict[str, Any], default: str, purpose: str | None = PURPOSE) -> Viewer:
        """Who asks: the role and purpose beside the question, else these."""
        return Viewer("case", frozenset({ask.get("role", default)}), ask.get("purpose", purpose))


def _claim(party: dict[str, Any]) -> Claim:
    kind, name = party["kind"], party["name"]
    if kind == "Person":
        hashed = _valid_number(party.get("id_number"))
        if hashed:
            return Claim(kind, name, id_hmac=hashed.hmac, id_key=hashed.key_id, id_mask=hashed.mask)
        return Claim(kind, name, id_mask=party.get("id_mask"), local=party["key"])
    return Claim(
        kind, name, uscc=_valid(clean_uscc, party.get("uscc")), org_code=_valid(clean_org_code, party.get("org_code")),
        registration_number=_valid(clean_registration_number, party.get("registration_number")), lei=_valid(clean_lei, party.get("lei")),
        local=party["key"],
    )  # fmt: skip


def _is_nobody(end: Any, nobody: set[str]) -> bool:
    """A placeholder party, or a contact point whose value says nothing."""
    if isinstance(end, str):
        return end in nobody
    assert end["contact"] in CONTACTS, f"no contact point of kind {end['contact']}"
    return normalized(end["contact"], end["value"]) is None


def _no_other(where: str, given: Iterable[str], known: Collection[str]) -> None:
    assert set(given) <= set(known), f"{where} has no home for {sorted(set(given) - set(known))}"


def _valid_number(text: str | None) -> HashedId | None:
    """Cleaned as any loaded file's number; one that fails its check is no key."""
    try:
        return clean_id_number(text, HASHER.hash).hashed if text else None
    except ValueError:
        return None


def _valid(clean: Any, text: str | None) -> str | None:
    try:
        return str(clean(text)) if text else None
    except ValueError:
        return None


def _party_values(party: dict[str, Any]) -> dict[str, Any]:
    values = {
        n: v for n, v in party.items() if n not in IGNORED_PARTY | {"kind", "uscc", "org_code", "registration_number"}
    }
    _known(values, party["kind"], {p.name for p in NODE_KINDS[party["kind"]].properties})
    return values


def _record_claim(row: dict[str, Any]) -> Claim:
    return Claim("CreditRecord", local=row["key"], negative=is_negative(row["record_kind"]))


def _share(name: str, value: Any) -> dict[str, str]:
    if value == "unknown":
        return {}
    if isinstance(value, dict):
        _no_other(name, value, {"min", "max"})
    low, high = (value.get("min", "0"), value.get("max", "1")) if isinstance(value, dict) else (value, value)
    return {f"{name}_min": decimal_text(Fraction(str(low))), f"{name}_max": decimal_text(Fraction(str(high)))}


def _known(values: dict[str, Any], kind: str, names: set[str]) -> None:
    unknown = {n for n in values if n.removesuffix("_min").removesuffix("_max") not in names}
    if unknown:
        raise AssertionError(f"{kind}: the schema has no home for {sorted(unknown)}")
