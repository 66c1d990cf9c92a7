"""Structures at their extremes: long, wide, closed, unknown, contradictory. Each gets a clear answer in bounded time.

Times are bounds against quadratic growth, an order of magnitude above what is measured.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from fractions import Fraction

import pytest

from graph_service.model import Standing
from graph_service.ownership import Structure, control, controlled_by, controllers_of, structure, ultimate
from graph_service.ownership.above import holders_above
from graph_service.ownership.beneficial import Facts, beneficial_owners, significant_persons
from graph_service.ownership.cascade import cascade
from graph_service.ownership.control import Verdict
from graph_service.ownership.effective import effective_share, shares_below
from graph_service.ownership.loops import loops
from graph_service.ownership.structure import Holding
from graph_service.ownership.tree import tree
from graph_service.shares import Share
from tests.unit.record_values import share, tie

ON = date(2026, 6, 1)
LENGTHS = [5000, pytest.param(100_000, marks=pytest.mark.large)]


@contextmanager
def within(seconds: float) -> Iterator[None]:
    started = time.process_time()
    yield
    assert time.process_time() - started < seconds


def holding(holder: str, company: str, low: str, high: str | None = None) -> Holding:
    """A holding without records: so many are made here that records would only take memory."""
    part = Share.between(low, high if high is not None else low)
    return Holding(holder, company, part, part, False, Standing.CONFIRMED, ())


def chain(length: int, part: str = "0.6", broken_at: int | None = None, side: bool = False) -> Structure:
    """c0 ← c1 ← … ← c(length): each holds a part of the one before; at ``broken_at`` only a minority."""
    links = [
        holding(f"c{n + 1}", f"c{n}", "0.4" if n == broken_at else part) for n in range(length)
    ]  # fmt: skip
    if side:  # each also holds a little of the one next but two, and of a company that nobody controls
        links += [holding(f"c{n + 3}", f"c{n}", "0.05") for n in range(length - 2)]
        links += [holding(f"c{n}", "wide", str(Fraction(1, 10 * length))) for n in range(length)]
        links += [holding("wide", "c0", "0.01")]
    return Structure(ON, tuple(links))


# -- long ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("side", [False, True])
def test_everyone_on_a_long_chain_controls_its_end_and_its_head_is_ultimate(side: bool, length: int) -> None:
    held = chain(length, side=side)
    with within(60):
        found = controllers_of(held, "c0")
        assert len(found) == length
        assert ultimate(found, held) == (f"c{length}",)
        assert len(controlled_by(held, f"c{length}").steps) == length


@pytest.mark.parametrize("side", [False, True])
@pytest.mark.parametrize("possible", [False, True])
@pytest.mark.parametrize("length", LENGTHS)
def test_a_long_chain_broken_near_its_end_is_not_walked_again_for_each_member(
    side: bool, possible: bool, length: int
) -> None:
    held = chain(length, broken_at=3, side=side)
    with within(60):
        found = controllers_of(held, "c0", possible=possible)
    assert set(found) == {"c1", "c2", "c3"}


@pytest.mark.parametrize("length", LENGTHS)
def test_shares_along_a_long_chain_are_enclosed_and_the_tree_has_no_recursion_limit(length: int) -> None:
    held = chain(length)
    with within(100):
        found = effective_share(held, f"c{length}", "c0")
        assert found.minimum <= Fraction(3, 5) ** 200
        assert not found.exact
        assert found.minimum >= 0
        assert effective_share(held, "c20", "c0").minimum == Fraction(3, 5) ** 20
        drawn = tree(held, "c0", "up", layers=3)
        assert drawn.children[0].children[0].children[0].unopened == 1
        assert len(shares_below(held, "c30")) == 30


@pytest.mark.parametrize("length", LENGTHS)
def test_a_cascade_runs_down_a_long_chain(length: int) -> None:
    with within(60):
        found = cascade(chain(length), "OFAC", {f"c{length}"})
    assert len(found.blocked) == length


# -- wide ----------------------------------------------------------------------------------------------------


def test_a_star_of_many_holders() -> None:
    count = 5000
    part = str(Fraction(1, 2 * count))
    held = Structure(ON, (holding("p", "a", "0.5"), *(holding(f"q{n}", "a", part) for n in range(count))))
    with within(30):
        assert held.table("a").minimum() == 1
        assert controllers_of(held, "a").parties == ()
        shares = holders_above(held, "a").shares
        assert (len(shares), shares["p"].minimum) == (count + 1, Fraction(1, 2))
        everyone = frozenset(h.holder for h in held.holdings)
        found = beneficial_owners(held, "a", Facts(everyone))
        assert [(o.party, o.limb) for o in found.owners] == [("p", "equity")]
        assert [p for p, _ in significant_persons(held, "a", everyone)] == ["p"]
        assert all(control(held, f"q{n}", "a").value is Verdict.NO for n in range(100))


@pytest.mark.large
def test_a_star_of_a_million_holders() -> None:
    count = 1_000_000
    part = str(Fraction(1, 2 * count))
    held = Structure(ON, (holding("p", "a", "0.51"), *(holding(f"q{n}", "a", part) for n in range(count - 20_000))))
    with within(120):
        assert controllers_of(held, "a").parties == ("p",)
        assert len(holders_above(held, "a").shares) == count - 19_999


def test_a_holder_of_many_companies() -> None:
    count = 5000
    held = Structure(ON, tuple(holding("p", f"a{n}", "0.6") for n in range(count)))
    with within(30):
        assert len(controlled_by(held, "p").steps) == count
        assert controllers_of(held, "a7").parties == ("p",)
        assert len(shares_below(held, "p")) == count


# -- loops ---------------------------------------------------------------------------------------------------


def ring(length: int, part: str = "0.6", outside: str = "0.2") -> Structure:
    links = [holding(f"c{n}", f"c{(n + 1) % length}", part) for n in range(length)]
    return Structure(ON, (*links, *(holding(f"p{n}", f"c{n}", outside) for n in range(length))))


def test_a_giant_closed_loop_is_named_once() -> None:
    length = 3000
    held = ring(length)
    with within(60):
        (loop,) = loops(held).shown
        assert (len(loop.companies), len(loop.mutual_control), loop.closed) == (length, length, True)
        found = controllers_of(held, "c0")
        assert len(found) == length - 1
        assert len(ultimate(found, held)) == length - 1
        share_of_p = effective_share(held, "p0", "c0")
        assert share_of_p.minimum <= Fraction(1, 5) / (1 - Fraction(3, 5) ** length) <= share_of_p.maximum


def test_control_in_a_giant_loop_is_checked_with_declarations_and_contradictions() -> None:
    length = 2000
    held = ring(length)
    outside = tie("CONTROLS", "boss", "c7", "2015-01-01")
    declared = Structure(ON, held.holdings, (outside,))
    over = Structure(ON, (*held.holdings, holding("x", "c9", "0.9")))
    with within(60):
        (loop,) = loops(declared).shown
        assert loop.checked
        assert (len(loop.mutual_control), loop.outside_controllers, loop.closed) == (length, ("boss",), False)
        (loop,) = loops(over).shown
        assert loop.checked
        assert (len(loop.mutual_control), loop.outside_controllers) == (length, ("x",))


def test_a_large_loop_in_which_nobody_controls_anybody_is_checked_at_once() -> None:
    held = ring(3000, "0.3", "0.2")
    declared = Structure(ON, held.holdings, (tie("CONTROLS", "boss", "c7", "2015-01-01"),))
    with within(30):
        (loop,) = loops(declared).shown
    assert (loop.checked, loop.mutual_control, loop.outside_controllers) == (True, (), ())


def test_a_dense_group_of_unknown_shares_says_what_it_did_not_measure() -> None:
    count = 30
    links = [holding(f"c{a}", f"c{b}", "0", "1") for a in range(count) for b in range(a + 1, count)]
    held = Structure(ON, (*links, *(holding(f"p{n}", f"c{n}", "0", "1") for n in range(count))))
    with within(60):
        shares = holders_above(held, f"c{count - 1}", max_work=200)
        assert shares.unmeasured
        assert shares.bound == 1
        assert len(shares.shares) + len(shares.unmeasured) == 2 * count - 1
        found = beneficial_owners(held, f"c{count - 1}", Facts(frozenset(f"p{n}" for n in range(count))))
    assert found.status == "open"
    assert {o.party for o in found.possible} <= {f"p{n}" for n in range(count)}


def test_beneficial_owners_say_when_persons_were_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    from graph_service.ownership import above, beneficial

    links = [holding(f"h{n}", "a", "0", "1") for n in range(200)]
    held = Structure(ON, (*links, *(holding(f"p{n}", f"h{n}", "1") for n in range(200))))
    persons = Facts(frozenset(f"p{n}" for n in range(200)))
    whole = beneficial_owners(held, "a", persons)
    assert (whole.unmeasured, len(whole.possible), whole.status) == (0, 400, "open")
    measure = above.holders_above
    monkeypatch.setattr(beneficial, "holders_above", lambda *a: measure(*a, max_work=50))
    cut = beneficial_owners(held, "a", persons)
    assert cut.unmeasured > 300
    assert (cut.bound, cut.status) == (1, "open")


# -- contradictions ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "links",
    ["a a 1", "a b 1, b a 1", "a b 1, b c 1, c a 1", "a b .5, c b .5, b a 1, a c 1"],
)  # fmt: skip
def test_who_holds_himself_wholly_has_no_solution_and_is_reported(links: str) -> None:
    parts = [share(*link.split()) for link in (*links.split(", "), "p x .5", "a x .5")]
    held = structure(parts, ON)
    assert effective_share(held, "a", "x").reason == "closed_loop"
    assert effective_share(held, "a", "a").reason == "closed_loop"
    assert effective_share(held, "p", "x").minimum == Fraction(1, 2)
    found = holders_above(held, "x").shares
    assert found["p"].minimum == Fraction(1, 2)
    assert {found[c].reason for c in found if c != "p"} == {"closed_loop"}


def test_a_table_above_the_whole_spoils_only_what_passes_it() -> None:
    held = structure([share("p", "a", ".8"), share("q", "a", ".8"), share("a", "x", ".5"), share("r", "x", ".5")], ON)
    found = holders_above(held, "x").shares
    assert {p: (m.reason, m.minimum) for p, m in found.items() if not m.reason} == {
        "a": ("", Fraction(1, 2)), "r": ("", Fraction(1, 2)),
    }  # fmt: skip
    assert {p: m.at for p, m in found.items() if m.reason == "above_whole"} == {"p": ("a",), "q": ("a",)}


def test_with_all_shares_unknown_nobody_surely_and_everybody_possibly_controls() -> None:
    length = 1000
    held = Structure(ON, tuple(holding(f"c{n + 1}", f"c{n}", "0", "1") for n in range(length)))
    with within(60):
        assert controllers_of(held, "c0").parties == ()
        assert len(controllers_of(held, "c0", possible=True)) == length
        found = holders_above(held, "c0")
    measured = next(iter(found.shares.values()))
    assert (measured.minimum, measured.maximum, measured.exact) == (0, 1, True)
    assert len(found.shares) + len(found.unmeasured) == length
