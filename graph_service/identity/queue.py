"""In which order people should look at pairs that may be one party: by what a decision would change. Pure.

A pair is weighed by what would come together if it were one party: records of the one with connections of the
other, bids of both in one lot, two neighbourhoods. The weight says nothing about whether they are one.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

GRADES = ("strong", "medium", "weak")


@dataclass(frozen=True, slots=True)
class Side:
    """What stands at one of the two: active negative records, lots that it bid on, further relationships.

    ``more``: relationships beyond those that were read.
    """

    records: frozenset[str]
    lots: frozenset[str]
    links: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class Effect:
    """What a decision that the two are one would change. ``rank``: 1 comes first."""

    rank: int
    code: str
    en: str
    zh: str
    records: int
    lots: int
    links: int


def effect(a: Side, b: Side) -> Effect:
    """The gravest thing that would come together, and how much of it."""
    brought = a.records ^ b.records
    counted = (len(brought), len(a.lots & b.lots), a.links + b.links)
    if brought and ((a.records - b.records and _connected(b)) or (b.records - a.records and _connected(a))):
        return _effect(1, counted)
    if a.lots & b.lots:
        return _effect(2, counted)
    if brought:
        return _effect(3, counted)
    if _connected(a) and _connected(b):
        return _effect(4, counted)
    return _effect(5, counted)


def order(found: Effect, grade: str | None, pair: Collection[str]) -> tuple[object, ...]:
    """The sort key of a pair: gravest effect, most records, lots and relationships, best grade; then ids."""
    known = GRADES.index(grade) if grade in GRADES else len(GRADES)
    return (found.rank, -found.records, -found.lots, -found.links, known, *sorted(pair))


def _connected(side: Side) -> bool:
    return bool(side.lots or side.links or side.more)


def _effect(rank: int, counted: tuple[int, int, int]) -> Effect:
    code, en, zh = _WORDS[rank]
    records, lots, links = counted
    numbers = {"records": records, "lots": lots, "links": links}
    return Effect(rank, code, en.format(**numbers), zh.format(**numbers), records, lots, links)


_WORDS = {
    1: ("listing_meets_connections",
        "{records} active negative record(s) of the one would stand against the connections ({links}) of the other",
        "一方的 {records} 条有效负面记录将及于另一方及其 {links} 项关系"),
    2: ("bids_in_one_lot", "both bid on {lots} lot(s): they would be one bidder", "双方在 {lots} 个标段中同时投标，将成为同一投标人"),
    3: ("records_come_together", "{records} active negative record(s) would come to one party that has no other relation",
        "{records} 条有效负面记录将归于同一主体，未见其他关系"),
    4: ("neighbourhoods_meet", "two neighbourhoods with {links} relationships would meet; no record is concerned",
        "双方共 {links} 项关系将连通，不涉及负面记录"),
    5: ("little_known", "nothing but the pair itself is known of one of them", "其中一方除本条外无其他信息"),
}  # fmt: skip
