"""Control by group fixpoint: exact, against a brute-force reading of the definition."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from graph_service.model import Relationship
from graph_service.reach.control import controlled_by, controllers_of
from tests.unit.record_values import share, tie

ON = date(2025, 6, 1)
NODES = "pabcde"

SHARES = st.dictionaries(
    st.tuples(st.sampled_from(NODES), st.sampled_from(NODES[1:])).filter(lambda pair: pair[0] != pair[1]),
    st.sampled_from(["0.1", "0.25", "0.3", "0.5", "0.51", "0.6"]),
    max_size=14,
)
DECLARED = st.sets(st.sampled_from([("p", "a"), ("a", "d"), ("d", "e")]))


def _oracle(controller: str, holdings: dict[tuple[str, str], str], declared: set[tuple[str, str]]) -> set[str]:
    """The least set closed under: more than half held by the group, or declared control by a member."""
    group = {controller}
    while True:
        new = {company for company in NODES if company not in group and (
            sum((Fraction(v) for (h, c), v in holdings.items() if c == company and h in group), Fraction(0))
            > Fraction(1, 2) or any((member, company) in declared for member in group))}  # fmt: skip
        if not new:
            return group - {controller}
        group |= new


@settings(max_examples=200)
@given(SHARES, DECLARED)
def test_control_is_the_group_fixpoint(holdings: dict[tuple[str, str], str], declared: set[tuple[str, str]]) -> None:
    links: list[Relationship] = [share(h, c, value) for (h, c), value in holdings.items()]
    links += [tie("CONTROLS", h, c, "2015-01-01") for h, c in declared]
    found = controlled_by("p", links, ON)
    assert set(found) == _oracle("p", holdings, declared)
    by_id = {link.id: link for link in links}
    assert all(by_id[basis[-1]].to_id == company for company, basis in found.items())
    for company in found:
        assert "p" in controllers_of(company, links, ON)


def test_exact_halves_and_rounding_do_not_control() -> None:
    parts = [share("p", f"m{i}", "0.6") for i in range(4)]
    parts += [share(f"m{i}", "t", value) for i, value in enumerate(("0.033", "0.033", "0.034", "0.4"))]
    assert "t" not in controlled_by("p", parts, ON)


def test_two_records_of_one_holding_are_one_and_the_lesser_counts() -> None:
    twice = [share("p", "a", "0.3", "2015-01-01"), share("p", "a", "0.55", "2016-01-01")]
    assert controlled_by("p", twice, ON) == {}


def test_what_is_over_or_disputed_does_not_control() -> None:
    over = tie("CONTROLS", "p", "a", "2015-01-01", "2025-06-01")
    disputed = tie("CONTROLS", "p", "b", "2015-01-01", disputed="identity")
    assert controlled_by("p", [over, disputed], ON) == {}
