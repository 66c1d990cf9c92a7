"""What loaders hand over: typed assertions of one source. Pure values; nothing here touches an engine.

A loader turns each row into assertions or a rejection. An assertion says who is meant (``Claim``), what is
said (``values``), by which record of the source, and on which day the source showed it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Claim:
    """Who or what a row means: the kind and every identifier that the row gives, already checked and normalized.

    Enterprises: ``uscc``, ``org_code``, ``registration_number``, ``lei``. Persons: ``id_hmac`` (with
    ``id_key``, the key's id) and ``id_mask``; the number itself never comes this far. ``local`` is the
    identity within the source where there is no strong identifier: a source's own id, or source record and
    role and name. Contact points: ``local`` is kind and normalized value and ``shared`` is true, since the
    same value is the same point whoever states it. ``name`` is what the row calls it.
    """

    kind: str
    name: str = ""
    uscc: str | None = None
    org_code: str | None = None
    registration_number: str | None = None
    lei: str | None = None
    id_hmac: str | None = None
    id_key: str | None = None
    id_mask: str | None = None
    local: str | None = None
    shared: bool = False
    negative: bool = False


@dataclass(frozen=True, slots=True)
class EntityAssertion:
    """A record of the source says ``values`` of ``claim`` (keys and stored forms as the schema declares)."""

    claim: Claim
    values: Mapping[str, Any]
    record: str
    observed_on: date | None = None


@dataclass(frozen=True, slots=True)
class RelationshipAssertion:
    """A record of the source says that ``origin`` is related to ``target``.

    ``valid_from``/``valid_to`` are ISO texts (possibly partial), ``values`` the schema's properties in stored
    form (a share as ``share_min``/``share_max``).
    """

    kind: str
    origin: Claim
    target: Claim
    record: str
    values: Mapping[str, Any] = field(default_factory=dict)
    valid_from: str | None = None
    valid_to: str | None = None
    observed_on: date | None = None
    observed_first: date | None = None


Assertion = EntityAssertion | RelationshipAssertion


@dataclass(frozen=True, slots=True)
class SourceDescription:
    """The source of a load: a stable id, names, and how it reports.

    ``full_snapshot``: the load shows everything that the source has on ``observed_on`` for the kinds in
    ``scope``, so what it no longer shows has ended by then.
    """

    id: str
    zh: str
    en: str
    unit: str
    observed_on: date | None = None
    full_snapshot: bool = False
    scope: tuple[str, ...] = ()
    licence: str = ""
    url: str = ""
