"""Control by group fixpoint and by the texts of law: exact, against a brute-force reading of the definitions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_service.model import Relationship, SourceRef, Standing
from graph_service.ownership import (
    Verdict,
    common_control,
    control,
    controlled_by,
    controllers_of,
    structure,
    ultimate,
    version_on,
)
from graph_service.ownership.evidence import NOTHING, Evidence, proven
from graph_service.services.ownership import companies_below
from tests.unit.record_values import share, tie

ON = date(2025, 6, 1)
NODES = "pabcde"
HALF = Fraction(1, 2)
PAIRS = st.tuples(st.sampled_from(NODES), st.sampled_from(NODES[1:])).filter(lambda pair: pair[0] != pair[1])
SHARES = st.dictionaries(PAIRS, st.sampled_from(["0.1", "0.25", "0.3", "0.5", "0.51", "0.6"]), max_size=14)
DECLARED = st.sets(st.sampled_from([("p", "a"), ("a", "d"), ("d", "e")]))
RANGES = st.dictionaries(PAIRS, st.sampled_from([(0, 1), (1, 2), (0, 4), (2, 2), (1, 3), (3, 4)]), max_size=7)


def _closure(controller: str, held: dict[tuple[str, str], Fraction], declared: Iterable[tuple[str, str]]) -> set[str]:
    """The least set closed under: more than half held by the group, or declared control by a member."""
    group = {controller}
    while True:
        new = {company for company in NODES if company not in group and (
            sum((v for (h, c), v in held.items() if c == company and h in group), Fraction(0)) > HALF
            or any((member, company) in declared for member in group))}  # fmt: skip
        if not new:
            return group - {controller}
        group |= new


@settings(max_examples=200)
@given(SHARES, DECLARED)
def test_control_is_the_group_fixpoint(holdings: dict[tuple[str, str], str], declared: set[tuple[str, str]]) -> None:
    links: list[Relationship] = [share(h, c, value) for (h, c), value in holdings.items()]
    links += [tie("CONTROLS", h, c, "2015-01-01") for h, c in declared]
    held = structure(links, ON)
    found = controlled_by(held, "p")
    expected = {x: _closure(x, {k: Fraction(v) for k, v in holdings.items()}, declared) for x in NODES}
    assert set(found.steps) == expected["p"]
    assert all(found.proof(company)[-1].to_id == company for company in found.steps)
    for company in NODES[1:]:
        above = controllers_of(held, company)
        assert set(above) == {x for x in NODES if company in expected[x] and x != company}
        for party in above:
            alone = structure(above.proof(party), ON)
            assert company in controlled_by(alone, party).steps, "the proof alone must prove it"


def _columns(ranges: dict[tuple[str, str], tuple[int, int]]) -> Iterable[dict[tuple[str, str], Fraction]]:
    """Every completion in quarters with each company's sum at most 1."""

    def extend(
        keys: list[tuple[str, str]], chosen: dict[tuple[str, str], Fraction]
    ) -> Iterable[dict[tuple[str, str], Fraction]]:
        if not keys:
            yield dict(chosen)
            return
        key, rest = keys[0], keys[1:]
        for quarters in range(ranges[key][0], ranges[key][1] + 1):
            used = sum((v for (_, c), v in chosen.items() if c == key[1]), Fraction(0))
            if used + Fraction(quarters, 4) <= 1:
                yield from extend(rest, {**chosen, key: Fraction(quarters, 4)})

    yield from extend(sorted(ranges), {})  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(RANGES)
def test_ranges_give_yes_possible_and_no_as_all_completions_do(ranges: dict[tuple[str, str], tuple[int, int]]) -> None:
    links = [
        tie("SHAREHOLDER_OF", h, c, "2015-01-01", share_min=str(Fraction(a, 4)), share_max=str(Fraction(b, 4)))
        for (h, c), (a, b) in ranges.items()
    ]
    outcomes = [_closure("p", completion, ()) for completion in _columns(ranges)]
    if not outcomes:
        return  # the table contradicts itself
    held = structure(links, ON)
    for company in NODES[1:]:
        seen = {company in outcome for outcome in outcomes}
        expected = Verdict.POSSIBLE if len(seen) == 2 else Verdict.YES if True in seen else Verdict.NO
        assert control(held, "p", company).value is expected


def test_exact_halves_and_rounding_do_not_control() -> None:
    parts = [share("p", f"m{i}", "0.6") for i in range(4)]
    parts += [share(f"m{i}", "t", value) for i, value in enumerate(("0.033", "0.033", "0.034", "0.4"))]
    assert control(structure(parts, ON), "p", "t").value is Verdict.NO


@pytest.mark.parametrize(
    ("day", "part", "expected"),
    [
        (date(2024, 6, 30), "0.5", "yes"), (date(2024, 6, 30), "0.4999", "no"), (date(2024, 7, 1), "0.5", "no"),
        (date(2024, 7, 1), "0.5001", "yes"), (date(2018, 10, 26), "0.5", "yes"),
    ],
)  # fmt: skip
def test_the_controlling_shareholder_changes_at_exactly_half_on_2024_07_01(day: date, part: str, expected: str) -> None:
    found = control(structure([share("p", "a", part)], day), "p", "a", "controlling_shareholder")
    assert found.value == expected
    assert found.version is not None
    assert found.version.in_force(day)


def test_before_the_texts_at_hand_nothing_is_decided_by_them() -> None:
    found = control(structure([share("p", "a", "1")], date(2018, 10, 25)), "p", "a", "controlling_shareholder")
    assert (found.value, found.version, found.note) == (Verdict.NO, None, "no_text_in_force")


def test_stated_votes_decide_majority_and_only_the_second_limb_of_the_shareholder() -> None:
    held = structure(
        [tie("SHAREHOLDER_OF", "p", "a", "2015-01-01", share_min="0.4", share_max="0.4", votes_min="0.6", votes_max="0.6")],
        ON,
    )  # fmt: skip
    assert control(held, "p", "a").value is Verdict.YES
    found = control(held, "p", "a", "controlling_shareholder")
    assert (found.value, found.note) == (Verdict.NO, "votes_decide")


@pytest.mark.parametrize(("day", "expected"), [(date(2024, 6, 30), "no"), (date(2024, 7, 1), "yes")])
def test_a_shareholder_could_not_be_the_actual_controller_until_2024_06_30(day: date, expected: str) -> None:
    held = structure([share("p", "a", "0.6"), share("a", "b", "0.6")], day)
    assert control(held, "p", "a", "actual").value == expected
    assert control(held, "p", "b", "actual").value is Verdict.YES


def test_declared_control_reaches_down_the_chain_and_doubtful_control_only_possibly() -> None:
    declared = [tie("CONTROLS", "p", "a", "2015-01-01"), share("a", "b", "0.65")]
    assert control(structure(declared, ON), "p", "b", "actual").value is Verdict.YES
    assert control(structure(declared, ON), "p", "b", "majority").value is Verdict.NO
    later = [tie("CONTROLS", "p", "a", observed=(date(2025, 7, 1),)), share("a", "b", "0.65")]
    assert control(structure(later, ON), "p", "b", "actual").value is Verdict.POSSIBLE


def test_what_is_over_or_disputed_does_not_control() -> None:
    over = tie("CONTROLS", "p", "a", "2015-01-01", "2025-06-01")
    disputed = tie("CONTROLS", "p", "b", "2015-01-01", disputed="identity")
    held = structure([over, disputed], ON)
    assert controlled_by(held, "p").steps == {}
    assert held.set_aside == (disputed,)


def _from(relationship: Relationship, source: str, identifier: str) -> Relationship:
    return replace(relationship, id=identifier, source=SourceRef(source, identifier))


def test_one_fact_from_two_sources_counts_once() -> None:
    links = [_from(share("p", "a", "0.3"), source, source) for source in ("x", "y")]
    (holding,) = structure(links, ON).holdings
    assert (holding.capital.minimum, holding.capital.maximum) == (Fraction(3, 10), Fraction(3, 10))
    assert holding.ids == ("x", "y")


def test_sources_that_differ_give_the_range_that_covers_them_and_say_so() -> None:
    links = [_from(share("p", "a", "0.3"), "x", "1"), _from(share("p", "a", "0.55"), "y", "2")]
    (holding,) = structure(links, ON).holdings
    assert holding.conflict
    assert control(structure(links, ON), "p", "a").value is Verdict.POSSIBLE


def test_a_precise_statement_within_a_range_is_no_conflict() -> None:
    wide = tie("SHAREHOLDER_OF", "p", "a", "2015-01-01", share_min="0.25", share_max="0.5")
    links = [_from(wide, "x", "1"), _from(share("p", "a", "0.3"), "y", "2"), _from(share("p", "a", None), "z", "3")]
    (holding,) = structure(links, ON).holdings
    assert (holding.capital.minimum, holding.conflict) == (Fraction(3, 10), False)


def test_within_one_source_the_latest_showing_stands() -> None:
    first, second = date(2025, 1, 1), date(2025, 4, 1)
    old = tie("SHAREHOLDER_OF", "p", "a", observed=(first,), share_min="0.6", share_max="0.6")
    new = tie("SHAREHOLDER_OF", "p", "a", None, None, (second,), share_min="0.2", share_max="0.2", note="2")
    links = [_from(old, "x", "1"), _from(new, "x", "2")]
    (holding,) = structure(links, ON).holdings
    assert [r.id for r in holding.superseded] == ["1"]
    assert control(structure(links, ON), "p", "a").value is Verdict.NO
    assert control(structure(links, second - timedelta(days=1)), "p", "a").value is Verdict.YES


def test_a_holding_first_seen_later_may_or_may_not_have_been() -> None:
    later = tie("SHAREHOLDER_OF", "p", "a", observed=(date(2025, 7, 1),), share_min="0.6", share_max="0.6")
    found = control(structure([later], ON), "p", "a")
    assert (found.value, found.evidence.standing) == (Verdict.POSSIBLE, Standing.UNKNOWN)


def test_the_weakest_needed_fact_dates_the_finding() -> None:
    fresh = tie("SHAREHOLDER_OF", "p", "a", None, None, (date(2025, 6, 1),), share_min="1", share_max="1")
    stale = tie("SHAREHOLDER_OF", "a", "b", None, None, (date(2020, 1, 1),), share_min="1", share_max="1")
    found = control(structure([fresh, stale], ON), "p", "b")
    assert (found.evidence.standing, found.evidence.last_confirmed) == (Standing.PRESUMED, date(2020, 1, 1))


def test_of_several_records_of_one_fact_the_surest_and_latest_counts() -> None:
    records = [
        _from(tie("SHAREHOLDER_OF", "p", "a", observed=(day,), share_min="1", share_max="1"), source, source)
        for source, day in (("register", date(2025, 6, 1)), ("report", date(2025, 3, 1)))
    ]
    below = _from(
        tie("SHAREHOLDER_OF", "a", "b", observed=(date(2025, 5, 1),), share_min="1", share_max="1"), "register", "c"
    )
    found = proven([*records, below], ON)
    assert found == Evidence(Standing.PRESUMED, date(2025, 5, 1), frozenset({"register", "report"}))
    assert proven(records, ON) == Evidence(Standing.CONFIRMED, ON, frozenset({"register", "report"}))
    never = tie("CONTROLS", "p", "a", "2015-01-01")
    assert proven([*records, never], ON).last_confirmed is None
    assert proven([], ON) == NOTHING


def test_a_table_above_the_whole_is_computed_and_flagged() -> None:
    found = control(structure([share("p", "a", "0.6"), share("q", "a", "0.6")], ON), "p", "a")
    assert (found.value, found.inconsistent) == (Verdict.YES, ("a",))


def test_common_state_control_is_set_apart() -> None:
    held = structure(
        [share("organ", "g", "1"), share("g", "a", "1"), share("g", "b", "1"), share("organ", "c", "1")], ON
    )
    assert common_control(held, "a", "b", {"organ"}).counted == ("g",)
    apart = common_control(held, "a", "c", {"organ"})
    assert (apart.counted, apart.state_organs) == ((), ("organ",))


def test_ultimate_controllers_end_at_whom_nobody_controls_or_at_a_closed_loop() -> None:
    held = structure([share("p", "a", "0.6"), share("a", "b", "0.6")], ON)
    assert ultimate(controllers_of(held, "b"), held) == ("p",)
    loop = structure([share("b", "a", "0.85"), share("a", "b", "0.8"), share("a", "c", "0.9")], ON)
    assert set(ultimate(controllers_of(loop, "c"), loop)) == {"a", "b"}


VADALOG = [
    ("1", "2", ".9"), ("2", "3", "1"), ("3", "2", ".1"), ("3", "4", ".9"), ("4", "5", "1"), ("5", "1", ".1"),
    ("1", "6", ".9"), ("6", "5", "1"), ("5", "10", ".9"), ("10", "20", "1"), ("20", "1", ".5"), ("1", "10", ".9"),
    ("19", "5", "1"), ("10", "19", ".5"),
]  # fmt: skip


def test_the_51_control_pairs_of_the_company_control_manual() -> None:
    held = structure([share(h, c, v) for h, c, v in VADALOG], ON)
    found = {x: set(controlled_by(held, x).steps) for x in sorted(held.parties)}
    ring = {"1", "2", "3", "4", "5", "6", "10", "20"}
    for x in ("1", "2", "3", "4", "5", "6"):
        assert found[x] == ring - {x}
    assert found["10"] == {"20"}
    assert found["20"] == set()
    assert found["19"] == ring
    assert sum(map(len, found.values())) == 51
    assert held.table("5").minimum() == 3
    assert "5" in held.inconsistent


def test_shares_through_four_companies_add_up() -> None:
    links = [("s", "c1", "1"), ("s", "c2", "1"), ("s", "c3", "1"), ("c1", "c4", ".3"), ("c2", "c4", ".3"),
             ("c4", "t", ".3"), ("c3", "t", ".3")]  # fmt: skip
    held = structure([share(*link) for link in links], ON)
    assert set(controlled_by(held, "s").steps) == {"c1", "c2", "c3", "c4", "t"}
    assert control(held, "s", "t").share.minimum == Fraction(3, 5)


def test_what_is_possibly_controlled_by_declaration_alone_is_listed_below_too() -> None:
    half_known = tie("SHAREHOLDER_OF", "p", "a", "2015-01-01", share_min="0.4", share_max="0.6")
    others = share("q", "a", "0.4"), share("p", "d", "0.2"), share("q", "d", "0.8")
    held = structure(
        [half_known, *others, tie("CONTROLS", "a", "b", "2015-01-01"), tie("CONTROLS", "p", "e", "2015-01-01")], ON
    )
    page = companies_below(held, "p", 10)
    assert (page.more, page.controlled) == (0, 1)
    assert [(row.company, row.share.maximum, row.control) for row in page.rows] == [
        ("a", Fraction(3, 5), "possible"), ("d", Fraction(1, 5), "no"), ("b", 0, "possible"), ("e", 0, "yes"),
    ]  # fmt: skip


def test_every_measure_has_a_text_and_versions_do_not_overlap() -> None:
    from graph_service.ownership import definitions

    for definition in definitions().values():
        assert definition.definition
        ordered = definition.versions
        for before, after in zip(ordered, ordered[1:], strict=False):
            assert before.valid_to == after.valid_from
    found = version_on("beneficial_owner_cn", date(2026, 1, 20))
    assert found is not None
    assert found.article == "第八条"
