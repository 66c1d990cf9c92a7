"""The evidence for and against two parties being one: features with their values. Pure and symmetric."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from graph_service.identity.company import CompanyName, company_name
from graph_service.identity.countries import differ
from graph_service.identity.lexicon import lexicon
from graph_service.identity.masks import FULL, birth_year, compare_masks
from graph_service.identity.party import PartyExample
from graph_service.identity.person import person_name
from graph_service.identity.regions import region_codes, relation
from graph_service.identity.scripts import branches_differ
from graph_service.identity.similarity import Alike, company_core, person
from graph_service.identity.weights import weights

FORMER = 0.9
COMMON_LOG = 3.0
"""Decades over which commonness grows: a name that a thousand have counts as fully common."""


class Finding(NamedTuple):
    """One feature: its id, its value in [0, 1], the manner or count behind it."""

    feature: str
    value: float
    detail: str = ""

    @property
    def contribution(self) -> float:
        """What it adds to the log-odds."""
        return self.value * weights().features[self.feature].weight


class Commonness(Protocol):
    """How many parties have a name, in a region where one is given (the most of its codes), else everywhere."""

    def cores(self, core: str, regions: frozenset[str]) -> int: ...

    def persons(self, name: str, regions: frozenset[str]) -> int: ...


def evidence(a: PartyExample, b: PartyExample, commonness: Commonness | None = None) -> list[Finding]:
    """Every feature that can be told of the two, names first. Both are of one kind and have real names."""
    found = _names(a, b, commonness)
    placed = any(f.feature.startswith("name_region") for f in found)
    return [*found, *_traits(a, b), *_places(a, b, placed), *_contacts(a, b)]


def how_common(a: PartyExample, b: PartyExample, commonness: Commonness) -> tuple[int, frozenset[str]]:
    """How many parties bear the commoner of the two present names, and where they were counted: the region of both;
    empty: everywhere. Both have real names."""
    names = (a.real_names[0], b.real_names[0])
    if a.kind == "Person":
        where = places(a) & places(b)
        return max(commonness.persons(person_name(name).text, where) for name in names), where
    first, second = map(company_name, names)
    where = (first.regions & second.regions) or (places(a) & places(b))
    return max(commonness.cores(name.core, where) for name in (first, second)), where


def log_odds(findings: Iterable[Finding]) -> float:
    known = weights()
    return known.prior + sum(f.value * known.features[f.feature].weight for f in findings)


def score_of(findings: Iterable[Finding]) -> float:
    """Between 0 and the ceiling."""
    return min(weights().ceiling, 1 / (1 + math.exp(-log_odds(findings))))


# -- names -----------------------------------------------------------------------------------------------------


def _names(a: PartyExample, b: PartyExample, commonness: Commonness | None) -> list[Finding]:
    """The findings of the pair of names that fits best; other than present names count a little less."""
    compare = _companies if a.kind == "Enterprise" else _persons
    where = places(a) & places(b) if commonness is not None else frozenset()
    if len(a.real_names) == len(b.real_names) == 1:
        return compare(a.real_names[0], b.real_names[0], commonness, where)
    best: list[Finding] = []
    best_key: tuple[float, str] = (-math.inf, "")
    for i, first in enumerate(a.real_names):
        for j, second in enumerate(b.real_names):
            found = compare(first, second, commonness, where)
            if (i or j) and found[0].value > 0 and found[0].contribution > 0:
                found[0] = found[0]._replace(value=found[0].value * FORMER)
            rank = (sum(f.contribution for f in found), repr(found))
            if rank > best_key:
                best, best_key = found, rank
    return best


def _companies(first: str, second: str, commonness: Commonness | None, where: frozenset[str]) -> list[Finding]:
    a, b = company_name(first), company_name(second)
    alike = company_core(a, b)
    found = [_named("core", "core_differs", alike)]
    if alike[0] > 0:
        if a.text == b.text:
            found.append(Finding("whole_name", 1.0))
        if commonness is not None:
            found += _common_core(a, b, commonness, where)
    return [*found, *_parts(a, b)]


def _named(feature: str, opposite: str, alike: Alike) -> Finding:
    return Finding(feature, alike[0], alike[1]) if alike[0] > 0 else Finding(opposite, 1.0)


def _common_core(a: CompanyName, b: CompanyName, commonness: Commonness, where: frozenset[str]) -> list[Finding]:
    regions = (a.regions & b.regions) or where
    count = max(commonness.cores(name.core, regions) for name in (a, b))
    return _common("common_core", count)


def _common(feature: str, count: int) -> list[Finding]:
    if count <= 1:
        return []
    return [Finding(feature, min(1.0, math.log10(count) / COMMON_LOG), str(count))]


def _parts(a: CompanyName, b: CompanyName) -> Iterator[Finding]:
    if industry := _industry(a, b):
        yield industry
    yield from _name_region(a, b)
    if a.form and b.form and a.latin == b.latin:
        # Latin forms of two countries are translations of each other as often as not.
        if a.form == b.form:
            yield Finding("form", 1.0)
        elif not a.latin:
            yield Finding("form_differs", 1.0)
    if a.numbers != b.numbers and a.latin == b.latin and ((a.numbers and b.numbers) or (a.form and b.form)):
        yield Finding("number_differs", 1.0)
    if a.latin != b.latin:
        if branches_differ(*((b, a) if a.latin else (a, b))):
            yield Finding("branch_differs", 1.0)
    elif a.branch or b.branch:
        yield Finding("branch" if a.branch == b.branch else "branch_differs", 1.0)


def _industry(a: CompanyName, b: CompanyName) -> Finding | None:
    if a.latin and b.latin:
        return None
    if a.latin or b.latin:
        return _translated(a, b) if b.latin else _translated(b, a)
    if not a.industries or not b.industries:
        return None
    first, second = "".join(a.industries), "".join(b.industries)
    if first == second:
        return Finding("industry", 1.0)
    if set(a.industries) & set(b.industries) or first in second or second in first:
        return Finding("industry", 0.5)
    return Finding("industry_differs", 1.0)


def _translated(chinese: CompanyName, latin: CompanyName) -> Finding | None:
    """The share of the lines of business that stand in the Latin name in English."""
    if not chinese.industries:
        return None
    words = frozenset(latin.words)
    known = [any(words.issuperset(p.split()) for p in lexicon().industries[i]) for i in chinese.industries]
    if any(known):
        return Finding("industry", sum(known) / len(known))
    return Finding("industry_differs", 0.5) if words & lexicon().english else None


def _name_region(a: CompanyName, b: CompanyName) -> Iterator[Finding]:
    if a.nationwide and b.nationwide:
        yield Finding("name_region", 1.0)
    found = relation(a.regions, b.regions)
    if found in ("same", "within"):
        yield Finding("name_region", 1.0 if found == "same" else 0.7)
    elif found:
        yield Finding("name_region_near" if found == "near" else "name_region_apart", 1.0)


def _persons(first: str, second: str, commonness: Commonness | None, where: frozenset[str]) -> list[Finding]:
    a, b = person_name(first), person_name(second)
    found = [_named("person_name", "person_name_differs", person(a, b))]
    if found[0].feature == "person_name" and commonness is not None:
        found += _common("common_name", max(commonness.persons(name.text, where) for name in (a, b)))
    return found


# -- the rest --------------------------------------------------------------------------------------------------


def _traits(a: PartyExample, b: PartyExample) -> Iterator[Finding]:
    masks = compare_masks(a.id_mask, b.id_mask)
    if masks and not masks.conflict:
        full = masks.agreeing >= FULL
        yield Finding("id_mask" if full else "id_mask_partial", 1.0 if full else min(1.0, masks.agreeing / 8))
    years = (a.birth_year or birth_year(a.id_mask), b.birth_year or birth_year(b.id_mask))
    if years[0] and years[1]:
        apart = abs(years[0] - years[1])
        if apart == 0 and not (masks and birth_year(a.id_mask) and birth_year(b.id_mask)):
            yield Finding("birth_year", 1.0)
        elif apart > 1:
            yield Finding("birth_year_differs", min(1.0, apart / 5 + 0.4))
    if a.gender and b.gender and a.gender != b.gender:
        yield Finding("gender_differs", 1.0)
    numbers = (a.registration_number, b.registration_number)
    if all(numbers) and numbers[0] != numbers[1]:
        yield Finding("number_alone", 1.0)


def _places(a: PartyExample, b: PartyExample, named: bool) -> Iterator[Finding]:
    if differ(a.country, b.country):
        yield Finding("country_differs", 1.0)
    if named:
        return
    found = relation(places(a), places(b))
    if found in ("same", "within"):
        yield Finding("region", 1.0 if found == "same" else 0.7)
    elif found == "apart":
        yield Finding("region_apart", 1.0)


def places(party: PartyExample) -> frozenset[str]:
    """Where a party is said to be; failing that, what its name says."""
    if stated := region_codes(party.region):
        return stated
    if party.kind == "Enterprise" and party.real_names:
        return company_name(party.real_names[0]).regions
    return frozenset()


def _contacts(a: PartyExample, b: PartyExample) -> Iterator[Finding]:
    if a.phones and b.phones and a.phone_keys & b.phone_keys:
        yield Finding("phone", 1.0)
    if a.addresses and b.addresses and a.address_keys & b.address_keys:
        yield Finding("address", 1.0)
    if a.officers and b.officers and (shared := len(a.officer_keys & b.officer_keys)):
        yield Finding("officers", min(1.0, 0.5 + shared / 4), str(shared))
