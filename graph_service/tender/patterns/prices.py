"""Equal prices, and prices in arithmetic or geometric progression. Arithmetic is exact; whether it is the pattern that
the article means is for the reviewer. Brands stand here too: a rule of counting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import Any

from graph_service.tender.cast import Unit
from graph_service.tender.docket import Docket
from graph_service.tender.facts import Doubt, Evidence, Hit, Outcome, Trail, merged_doubts
from graph_service.tender.patterns.documents import without

Options = Mapping[str, Any]
Priced = tuple[Decimal, Unit]


def prices(docket: Docket, options: Options) -> Iterator[Outcome]:
    """Equal prices of two bids, and runs of neighbouring prices in progression. Cost: sorting the prices."""
    yield from without(docket, "price")
    priced = _priced(docket)
    yield from _equal(docket, priced)
    single = _distinct(priced)
    covered: set[tuple[str, ...]] = set()
    for hit, parties in _runs(docket, single, _arithmetic, "等差", lambda one, two: two[0] - one[0]):
        covered.add(parties)
        yield hit
    for hit, parties in _runs(docket, single, _geometric, "等比", lambda one, two: two[0] / one[0]):
        if parties not in covered:
            yield hit


def _priced(docket: Docket) -> list[Priced]:
    """One price for each bid: rows of a consortium state the same one; several different ones are left out."""
    found = []
    for unit in docket.units.values():
        stated = {row.price for row in unit.rows if row.price}
        if len(stated) == 1:
            found.append((stated.pop(), unit))
    return sorted(found, key=lambda entry: (entry[0], entry[1].key))


def _equal(docket: Docket, priced: list[Priced]) -> Iterator[Hit]:
    by_price: dict[Decimal, list[Unit]] = defaultdict(list)
    for price, unit in priced:
        by_price[price].append(unit)
    for price, units in sorted(by_price.items()):
        members = _members(units)
        if len(units) > 1 and len(members) > 1:
            evidence = (Evidence("报价相同", f"{price.normalize():f}，{len(units)} 份投标"),)
            yield Hit(members, (Trail(members),), "indication", evidence, note="报价完全相同")


def _members(units: list[Unit]) -> tuple[str, ...]:
    return tuple(sorted({member for unit in units for member in unit.members}))


def _distinct(priced: list[Priced]) -> list[Priced]:
    seen: dict[Decimal, Priced] = {}
    for entry in priced:
        seen.setdefault(entry[0], entry)
    return list(seen.values())


def _arithmetic(a: Decimal, b: Decimal, c: Decimal) -> bool:
    return b - a == c - b


def _geometric(a: Decimal, b: Decimal, c: Decimal) -> bool:
    """Within the rounding of each price to its last decimal; an arithmetic run is not geometric too."""
    unit = Fraction(1, 100)
    slack = unit * (Fraction(a) + 2 * Fraction(b) + Fraction(c)) / 2
    return not _arithmetic(a, b, c) and abs(Fraction(b) ** 2 - Fraction(a) * Fraction(c)) <= slack


def _runs(
    docket: Docket, priced: list[Priced], fits: Any, word: str, step: Any
) -> Iterator[tuple[Hit, tuple[str, ...]]]:
    """Longest runs of neighbouring prices that progress evenly, long enough to be no chance."""
    start = 0
    while start < len(priced) - 1:
        end = start + 1
        while end + 1 < len(priced) and fits(*(price for price, _ in priced[end - 1 : end + 2])):
            end += 1
        run = priced[start : end + 1]
        if len(run) >= _least(docket, run, telling=word == "等比" or len(run) == len(priced)):
            yield _run(run, word, step(run[0], run[1]))
        start = end


def _run(run: list[Priced], word: str, step: Decimal) -> tuple[Hit, tuple[str, ...]]:
    members = _members([unit for _, unit in run])
    told = "、".join(f"{price.normalize():f}" for price, _ in run)
    by = f"公差 {step.normalize():f}" if word == "等差" else f"公比 {step:.6f}"
    note = f"{len(run)} 份报价成{word}数列（{by}）"
    return Hit(members, (Trail(members),), "indication", (Evidence("报价", told),), note=note), members


def _least(docket: Docket, run: list[Priced], *, telling: bool) -> int:
    """``telling``: one ratio, or every price of the lot in the run."""
    precise = all(len(price.normalize().as_tuple().digits) >= 6 for price, _ in run)
    return docket.policy.price_run_precise.value if precise or telling else docket.policy.price_run.value


def same_brand(docket: Docket, options: Options) -> Iterator[Outcome]:
    """Bids with one brand, where the document's method is (or may be) that of the rule."""
    method = _method(docket)
    if method not in options.get("method", ()):
        return
    yield from without(docket, "brand")
    by_brand: dict[str, list[Unit]] = defaultdict(list)
    for unit in docket.units.values():
        for brand in sorted({row.brand.strip().casefold() for row in unit.rows if row.brand}):
            by_brand[brand].append(unit)
    open_method = (
        () if method else (Doubt("method", "采购文件载明的评标方法", "the method of evaluation in the documents"),)
    )
    for brand, units in sorted(by_brand.items()):
        for one, two in combinations(units, 2):
            for a, b in ((a, b) for a in one.members for b in two.members if docket.rivals(a, b)):
                doubts = merged_doubts(open_method, docket.identity_doubts(a), docket.identity_doubts(b))
                yield Hit(tuple(sorted((a, b))), (Trail((a, b)),), "ground", (Evidence("产品品牌相同", brand),), doubts)


def _method(docket: Docket) -> str:
    terms = " ".join(docket.tender.document_terms)
    return next((word for word in ("最低评标价", "综合评分") if word in terms), "")
