"""Blocking keys: two parties are compared where they share one. Pure.

A key is what two descriptions of one party are likely to share; whether they are one is for the comparison. Broad keys
(a core, a name) make blocks that may be cut; the narrower ones beside them (with a region, an officer, an address)
still bring the likely pairs of a cut block together.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from graph_service.identity.company import CompanyName, company_name
from graph_service.identity.lexicon import lexicon
from graph_service.identity.masks import birth_year, template
from graph_service.identity.names import is_placeholder, key
from graph_service.identity.party import PartyExample, address_key, phone_key
from graph_service.identity.person import person_name
from graph_service.identity.pinyin import letters, reading
from graph_service.identity.regions import region_codes

BLOCKS = (
    "code", "name", "pinyin", "core", "core_region", "core_head", "words", "officers", "officer", "mask", "birth_year",
    "address", "phone", "region",
)  # fmt: skip
"""Kinds of key, as reports name them. Of persons ``birth_year``, ``address``, ``phone``, ``officer`` and ``region`` go
with the name as it sounds."""
OFFICERS = 6
"""Officers of one enterprise that make keys, the first in order of their names."""
CONTACTS = 10
Key = tuple[str, str]


def keys_of(party: PartyExample) -> Iterator[Key]:
    """Kind of key and value; a value may come twice. Cost: linear in names and contact points."""
    yield from _codes(party)
    for name in party.names:
        if not is_placeholder(name):
            yield "name", key(name)
    yield from _person(party) if party.kind == "Person" else _enterprise(party)


def _codes(party: PartyExample) -> Iterator[Key]:
    for kind, value in (("org", party.org), ("reg", party.registration_number), ("lei", party.lei)):
        if value:
            yield "code", f"{kind} {value}"
    if party.id_hmac:
        yield "code", f"id {party.id_key} {party.id_hmac}"


# -- enterprises -----------------------------------------------------------------------------------------------


def _enterprise(party: PartyExample) -> Iterator[Key]:
    stated = region_codes(party.region)
    officers = _officers(party)
    for name in party.names:
        if not is_placeholder(name):
            yield from _company(company_name(name), stated, officers)
    for first, second in combinations(officers, 2):
        yield "officers", f"{first}|{second}"
    for address in _addresses(party):
        yield "address", address
    for phone in _phones(party):
        yield "phone", phone


def _company(name: CompanyName, stated: frozenset[str], officers: list[str]) -> Iterator[Key]:
    if not name.core:
        return
    yield "core", name.core
    yield "pinyin", letters("".join(name.words)) if name.latin else reading(name.core)
    for region in name.regions or stated:
        yield "core_region", f"{name.core} {region[:4]}"
        if not name.latin:
            yield "core_head", f"{name.core[:2]} {region[:4]}"
    for officer in officers:
        yield "officer", f"{name.core[:2]} {officer}"
    if name.latin:
        telling = sorted((w for w in name.words if w not in lexicon().latin_common and len(w) > 2), key=_telling)[:2]
        yield "words", " ".join(sorted(telling))


def _telling(word: str) -> tuple[bool, int, str]:
    """Long words that name no trade come first."""
    return word in lexicon().english, -len(word), word


# -- persons ---------------------------------------------------------------------------------------------------


def _person(party: PartyExample) -> Iterator[Key]:
    yield from _masks(party.id_mask)
    year = party.birth_year or birth_year(party.id_mask)
    regions = sorted({code[:4] for code in region_codes(party.region)})
    for name in party.names:
        if is_placeholder(name):
            continue
        for sound in sorted(person_name(name).romanized):
            yield "pinyin", sound
            if year:
                yield "birth_year", f"{sound} {year}"
            for kind, values in (
                ("address", _addresses(party)), ("phone", _phones(party)), ("officer", _officers(party)), ("region", regions),
            ):  # fmt: skip
                for value in values:
                    yield kind, f"{sound} {value}"


def _masks(mask: str | None) -> Iterator[Key]:
    """What a mask shows beside the last four: birth year, region."""
    placed = template(mask)
    if placed is None or "*" in placed[14:]:
        return
    for part in (placed[6:10], placed[:6]):
        if "*" not in part:
            yield "mask", f"{part} {placed[14:]}"


# -- what both have --------------------------------------------------------------------------------------------


def _officers(party: PartyExample) -> list[str]:
    return sorted({key(name) for name in party.officers if not is_placeholder(name)})[:OFFICERS]


def _addresses(party: PartyExample) -> list[str]:
    return sorted({a for text in party.addresses if len(a := address_key(text)) >= 5})[:CONTACTS]


def _phones(party: PartyExample) -> list[str]:
    return sorted({p for text in party.phones if len(p := phone_key(text)) >= 7})[:CONTACTS]
