"""From assertions to the rows that are stored. Pure.

A fact's id is derived from all that is asserted: source, record, ends, valid time and values, but not the days on
which it was observed. The same assertion is therefore the same fact in every graph and in every order of
files, and further observations only extend the set of days.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from graph_service.identity.keys import digest_id, primary_key
from graph_service.loading.assertions import Claim, EntityAssertion, RelationshipAssertion
from graph_service.model import OPEN_VERSION
from graph_service.schema import PARTY_KINDS, RELATIONSHIP_KINDS

STATED_PER_RECORD = frozenset({"CreditRecord", "Project", "Lot"})
"""Kinds whose statements belong to one record; other nodes are mentioned by many records of a source."""

_IDENTITY = ("uscc", "org_code", "registration_number", "lei", "id_hmac", "id_key", "id_mask")
PERIOD_FIELDS = ("valid_from", "valid_to")
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_text = json.encoder.encode_basestring
OBSERVATION_FIELDS = ("observations", "observed_first", "observed_last")


@dataclass(slots=True)
class Fact:
    """A fact on its way to the graph: ``properties`` as stored, without versions, current ends and observations."""

    id: str
    table: str
    properties: dict[str, Any]
    ends: tuple[str, ...]
    days: set[str] = field(default_factory=set)


@lru_cache(maxsize=16384)
def entity_id(claim: Claim, source: str) -> str:
    """The id under which this claim is asserted."""
    return digest_id(primary_key(claim, source))


def entity_row(claim: Claim, identifier: str, version: int) -> dict[str, Any]:
    """The node itself. A contact point is what it is: its content stands on the node."""
    row: dict[str, Any] = {"id": identifier, "kind": claim.kind, "known_from": version}
    if claim.shared and claim.local:
        row |= json.loads(claim.local)
    return row


def contact_local(contact: str, value: str) -> str:
    """The ``local`` of a contact point's claim: canonical JSON of its kind and normalized value."""
    return f'{{"contact": {_text(contact)}, "value": {_text(value)}}}'


def statement_fact(assertion: EntityAssertion, asserted: str, source: str) -> Fact:
    """What a record says of an entity. ``ends`` is the entity."""
    values = {key: value for key, value in assertion.values.items() if value is not None}
    values |= _identity_values(assertion.claim)
    record = assertion.record if assertion.claim.kind in STATED_PER_RECORD else ""
    identifier = digest_id(("statement", asserted, source, record, canonical(values)))
    properties = {
        "id": identifier,
        "asserted": asserted,
        "source": source,
        "record": assertion.record,
        **values,
    }
    if assertion.claim.kind in PARTY_KINDS:
        properties["party"] = assertion.claim.kind
    return Fact(identifier, "Statement", properties, (asserted,), _days(assertion.observed_on))


def relationship_fact(assertion: RelationshipAssertion, origin: str, target: str, source: str) -> Fact:
    """What a record says of two entities. ``ends`` are origin and target; symmetric kinds are put in order."""
    if RELATIONSHIP_KINDS[assertion.kind].symmetric and target < origin:
        origin, target = target, origin
    values = {key: value for key, value in assertion.values.items() if value is not None}
    if assertion.kind == "USES" and assertion.target.local:
        # Which kind of contact point it is decides what a shared one means: known without reading the node.
        values["contact"] = json.loads(assertion.target.local)["contact"]
    payload = canonical({**values, "valid_from": assertion.valid_from, "valid_to": assertion.valid_to})
    identifier = digest_id((assertion.kind, origin, target, source, assertion.record, payload))
    properties: dict[str, Any] = {
        "id": identifier, "source": source, "record": assertion.record,
        "asserted_from": origin, "asserted_to": target, **values,
    }  # fmt: skip
    for name in PERIOD_FIELDS:
        if (value := getattr(assertion, name)) is not None:
            properties[name] = value
    days = _days(assertion.observed_on) | _days(assertion.observed_first)
    return Fact(identifier, assertion.kind, properties, (origin, target), days)


def stored(fact: Fact, current: tuple[str, ...], version: int, load: str) -> dict[str, Any]:
    """The row to create: known from ``version`` on, at the entities where the asserted ones live now."""
    row = {**fact.properties, **observation_properties(fact.days), "load": load}
    row |= {"known_from": version, "known_to": OPEN_VERSION}
    if fact.table == "Statement":
        row["entity"] = current[0]
    else:
        row["from_id"], row["to_id"] = current
    return row


def observation_properties(days: set[str]) -> dict[str, Any]:
    """The observation days as stored: the list where there are several, first and last always."""
    if not days:
        return {}
    ordered = sorted(days)
    row: dict[str, Any] = {"observed_first": ordered[0], "observed_last": ordered[-1]}
    if len(ordered) > 1:
        row["observations"] = ordered
    return row


def observed_days(row: Mapping[str, Any]) -> set[str]:
    """The observation days of a stored row."""
    days = row.get("observations") or [row.get("observed_first"), row.get("observed_last")]
    return {day for day in days if day}


def canonical(values: Mapping[str, Any]) -> str:
    """Canonical JSON: sorted keys, nothing that is absent.

    Nearly all values are texts, and there are millions: they are put together here, the rest is left to the encoder.
    """
    present = [
        f"{_text(name)}:{_text(value) if type(value) is str else _encode(value)}"
        for name, value in sorted(values.items())
        if value is not None
    ]
    return f"{{{','.join(present)}}}"


def _identity_values(claim: Claim) -> dict[str, Any]:
    found = {name: value for name in _IDENTITY if (value := getattr(claim, name))}
    if claim.name and not claim.shared:
        found["name"] = claim.name
    return found


def _days(day: date | None) -> set[str]:
    return {day.isoformat()} if day else set()
