"""50 % rules of foreign lists against their definitions, on random holdings with ranges and unknown shares."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_service.model import Period
from graph_service.ownership import Structure, structure
from graph_service.ownership.cascade import REGIMES, Regime, cascade
from tests.property.test_exposure import ON, PARTIES
from tests.property.test_exposure_control import completed, holdings

HALF = Fraction(1, 2)


def blocked(held: Structure, regime: Regime, listed: Collection[str]) -> set[str]:
    """OFAC: at least half, added up, ownership only. EU: the same, and declared control. UK: more than half, each alone, or
    declared control. What is blocked counts whole for the next company."""
    seeds = [set(listed)] if regime != "UK" else [{party} for party in listed]
    found: set[str] = set()
    for members in seeds:
        group = set(members)
        while True:
            more = {c for c in set(PARTIES) - group if _met(held, regime, group, c)}
            if not more:
                break
            group |= more
        found |= group
    return found - set(listed)


def _met(held: Structure, regime: Regime, group: set[str], company: str) -> bool:
    share = sum((h.capital.minimum for h in held.table(company).holdings if h.holder in group), Fraction(0))
    declared = regime != "OFAC" and any(r.from_id in group for r in held.declared if r.to_id == company)
    return declared or (share > HALF if regime == "UK" else share >= HALF)


@pytest.mark.parametrize("regime", REGIMES)
@given(data=holdings(), random=st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_cascades_are_what_each_rule_says(regime: Regime, data: Any, random: Any) -> None:
    relationships, listed, _ = data
    held = structure(relationships, ON)
    found = cascade(held, regime, listed)
    sure = {b.company for b in found.blocked}
    assert sure == blocked(held, regime, listed)
    for caught in (*found.blocked, *found.possible):
        assert caught.listed
        assert set(caught.listed) <= set(listed)
        assert caught.group.proof(caught.company)
        assert regime != "OFAC" or caught.by == "ownership"
    once = {(r.from_id, r.to_id): replace(r, period=Period(observed=(ON,))) for r in relationships}
    sound = [r for r in once.values() if r.to_id not in structure(once.values(), ON).inconsistent]
    again = cascade(structure(sound, ON), regime, listed)
    truth = blocked(structure(completed(sound, random), ON), regime, listed)
    surely, maybe = ({b.company for b in caught} for caught in (again.blocked, again.possible))
    assert surely <= truth <= surely | maybe
