"""The glance at candidates: never below what the comparison finds, in any manner in which names agree."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import numpy as np
import pytest

from graph_service.identity.evidence import evidence, log_odds
from graph_service.identity.match import compare
from graph_service.identity.party import PartyExample
from graph_service.identity.weights import weights
from graph_service.search.directory import Known, pack
from graph_service.search.index import NameIndex
from graph_service.search.matcher import SURE, Matcher
from graph_service.search.names import Names
from graph_service.search.traits import MOST_PLACES, PLACES, party_row
from tests.unit.party_names import changed, companies, latin, people

LEAST = math.log(weights().grades["weak"] / (1 - weights().grades["weak"])) - SURE


def index_of(*examples: PartyExample) -> NameIndex:
    named = [(f"{n:026d}", e) for n, e in enumerate(examples)]
    return NameIndex(1, Names.of([[pack(Known(i, replace(e, id=i), "p" * len(e.names))) for i, e in named]]))


def glances(example: PartyExample, index: NameIndex) -> list[tuple[PartyExample, float]]:
    """Every party that is near to the example's name, with its log-odds at a glance."""
    names, odds = index.weighed(example.names[0], example, len(index.persons))
    return [(index.directory[p].example, float(o)) for p, o in zip(index.parties_with(names), odds, strict=True)]


def glance(asked: PartyExample, stored: PartyExample) -> float:
    return max(odds for _, odds in glances(asked, index_of(stored)))


@pytest.mark.parametrize(("kind", "make"), [("Enterprise", companies), ("Enterprise", latin), ("Person", people)])
def test_whoever_is_possible_passes_at_a_glance(kind: str, make: object) -> None:
    pick = random.Random(3)
    names = [make(pick) for _ in range(600)]  # type: ignore[operator]
    index = index_of(*(PartyExample(kind, (name,)) for name in names))
    possible = 0
    for name in pick.sample(names, 30):
        asked = PartyExample(kind, (changed(pick, name),)).checked()
        for other, odds in glances(asked, index):
            found = compare(asked, other)
            if found.answer == "possible":
                possible += 1
                assert odds >= LEAST, (asked.names, other.names, [f.feature for f in found.features])
    assert possible > 20


@pytest.mark.parametrize(("kind", "make"), [("Enterprise", companies), ("Person", people)])
def test_of_chinese_names_the_glance_says_what_the_comparison_says(kind: str, make: object) -> None:
    pick = random.Random(4)
    names = [make(pick) for _ in range(600)]  # type: ignore[operator]
    index = index_of(*(PartyExample(kind, (name,)) for name in names))
    said = equal = 0
    for name in pick.sample(names, 30):
        asked = PartyExample(kind, (changed(pick, name),)).checked()
        for other, odds in glances(asked, index):
            if odds > -50:
                said += 1
                equal += abs(odds - log_odds(evidence(asked, other))) < 0.01
    assert said > 40
    assert equal / said > 0.98


@pytest.mark.parametrize(
    ("kind", "asked", "stored"),
    [
        ("Person", "Abd al-Rahman Example Sample", "Abdulrahman Example Sample"),  # run together
        ("Person", "Jean Marie Example Sampleson", "Jean Example"),  # words left out
        ("Person", "Aleksandr Exampleov", "Alexander Exampleof"),  # transliterations
        ("Person", "J. Example", "Jean Example"),  # initials
        ("Person", "单样安", "Yangan Shan"),
        ("Person", "欧阳样远", "Yangyuan OUYANG"),
        ("Enterprise", "Exampleo Northwind Trading", "Exampleo Northwind Overseas Shipping Trading Company Ltd"),
        ("Enterprise", "Northwind Exampleline Ltd", "North Wind Example Line Ltd"),
        ("Enterprise", "Zavod Eksampelski", "Zavod Exampelskiy"),
        ("Enterprise", "大连虚舟通信集团有限公司", "DALIAN XUZHOU COMMUNICATION GROUP CO LTD"),
        ("Enterprise", "上舟集团", "上海国际虚舟(集团)股份有限公司"),
        ("Enterprise", "大连墟洲贸易有限公司", "大连虚舟贸易有限公司"),
    ],
)
def test_each_manner_of_agreeing_passes(kind: str, asked: str, stored: str) -> None:
    for one, other in ((asked, stored), (stored, asked)):
        example, party = PartyExample(kind, (one,)).checked(), PartyExample(kind, (other,)).tidied()
        exact = log_odds(evidence(example, party))
        assert exact > weights().prior, "the comparison sees nothing alike in the two"
        assert glance(example, party) >= exact - SURE


TOLD = {
    "birth_year": 1970, "gender": "female", "region": "370100", "id_mask": "3701011970****1234",
}  # fmt: skip


@pytest.mark.parametrize("asked", [{}, {"birth_year": 1970}, {"region": "370000"}, {"gender": "male"}, TOLD])
@pytest.mark.parametrize(
    "stored",
    [
        {}, {"birth_year": 1970}, {"birth_year": 1971}, {"birth_year": 1980}, {"region": "370102"}, {"region": "110000"},
        {"id_mask": "1970****1234"}, {"id_mask": "370101********123X"}, TOLD, TOLD | {"gender": "male"},
    ],
)  # fmt: skip
def test_traits_count_as_in_the_comparison(asked: dict[str, object], stored: dict[str, object]) -> None:
    one, other = (PartyExample("Person", ("慕容样平",), **said) for said in (asked, stored))  # type: ignore[arg-type]
    exact, seen = compare(one, other), glance(one, other)
    if exact.decided == "mask_conflict":
        assert seen < LEAST
    else:
        assert seen == pytest.approx(log_odds(exact.findings), abs=0.01)


def test_of_many_namesakes_the_one_told_by_its_traits_is_found() -> None:
    pick = random.Random(6)
    others = [PartyExample("Person", ("王样",), birth_year=pick.randint(1950, 1969)) for _ in range(1200)]
    told = PartyExample("Person", ("王样",), birth_year=1990, region="370100")
    index = index_of(*others, told, *others)
    asked = PartyExample("Person", ("王样",), birth_year=1990)
    found = Matcher(index, None).candidates(asked, limit=1)  # type: ignore[arg-type]
    assert [f.id for f in found] == [f"{len(others):026d}"]


def test_what_is_asked_leaves_nothing_behind_in_the_index() -> None:
    index = index_of(PartyExample("Person", ("王样",), region="370100"))
    known = len(PLACES.first(MOST_PLACES))
    for code in range(100):
        Matcher(index, None).candidates(PartyExample("Person", ("王样",), region=f"99{code:04d}"))  # type: ignore[arg-type]
    assert len(PLACES.first(MOST_PLACES)) == known


@pytest.mark.parametrize("mask", [None, "", "x", "370101********12**", "37010119700101123X", "*" * 18, "1970****123X"])
def test_odd_masks_make_rows(mask: str | None) -> None:
    row = party_row(PartyExample("Person", ("样一",), id_mask=mask, birth_year=-5))
    assert len(row) == len(party_row(PartyExample("Person", ("样一",))))
    assert not np.frombuffer(row, np.uint8)[-2:].any()
