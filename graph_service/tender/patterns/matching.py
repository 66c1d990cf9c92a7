"""What patterns share: pairs of rivals, pairs of mentions that may be one person, the best hit of each set of parties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

from graph_service.tender.docket import Docket
from graph_service.tender.facts import Hit
from graph_service.tender.rules import STRENGTH


def rival_pairs(docket: Docket, parties: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of these that stand behind different bids."""
    for a, b in combinations(sorted(set(parties)), 2):
        if docket.rivals(a, b):
            yield a, b


def matching(docket: Docket, items: list[Any], key: Any) -> Iterator[tuple[Any, Any]]:
    """Pairs of items whose persons are one node or share a name; each pair once."""
    by_name: dict[str, list[Any]] = defaultdict(list)
    for item in items:
        person = key(item)
        if not docket.is_nobody(person):
            by_name[docket.name_key(person)].append(item)
    by_node: dict[str, list[Any]] = defaultdict(list)
    for item in items:
        by_node[key(item)].append(item)
    for group in by_name.values():
        yield from combinations(group, 2)
    for group in by_node.values():
        for one, two in combinations(group, 2):
            if docket.name_key(key(one)) != docket.name_key(key(two)):
                yield one, two


def best_hits(hits: Iterable[Hit]) -> Iterator[Hit]:
    """For each set of parties the strongest hit, with the fewest doubts; its equals are further proof of it."""
    grouped: dict[tuple[str, ...], list[Hit]] = defaultdict(list)
    for hit in hits:
        grouped[hit.parties].append(hit)
    for parties in sorted(grouped):
        ordered = sorted(grouped[parties], key=lambda h: (-_strength(h), len(h.doubts), h.trails, h.evidence))
        best = ordered[0]
        same = [h for h in ordered if (_strength(h), len(h.doubts)) == (_strength(best), len(best.doubts))]
        trails = tuple(dict.fromkeys(t for h in same for t in h.trails))
        evidence = tuple(dict.fromkeys(e for h in same for e in h.evidence))
        yield Hit(parties, trails, best.at_most, evidence, best.doubts, best.note, best.judged)


def _strength(hit: Hit) -> int:
    return STRENGTH["indication" if hit.doubts else hit.at_most]
