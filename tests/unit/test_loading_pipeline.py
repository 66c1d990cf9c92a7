"""Work ahead keeps order, raises where the fault lies, stays bounded and ends when it is closed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.loading.pipeline import Behind, ahead, batched


@given(st.lists(st.integers(), max_size=50), st.integers(1, 7), st.integers(1, 4))
def test_everything_comes_in_order(items: list[int], size: int, depth: int) -> None:
    batches = list(ahead(batched(items, size), depth))
    assert [item for batch in batches for item in batch] == items
    assert all(len(batch) == size for batch in batches[:-1])
    assert all(batches)


def test_a_fault_comes_after_what_was_made_before_it() -> None:
    def items() -> Iterator[int]:
        yield from (1, 2)
        raise ValueError("line 3")

    numbers = ahead(items())
    assert [next(numbers), next(numbers)] == [1, 2]
    with pytest.raises(ValueError, match="line 3"):
        next(numbers)


def test_no_more_than_the_depth_is_made_and_closing_ends_the_thread() -> None:
    made: list[int] = []

    def items() -> Iterator[int]:
        for number in range(1000):
            made.append(number)
            yield number

    before = threading.active_count()
    with closing(ahead(items(), depth=2)) as numbers:
        assert next(numbers) == 0
        assert next(numbers) == 1
    assert len(made) <= 2 + 2
    assert threading.active_count() == before


def test_work_behind_runs_one_after_the_other_and_is_waited_for() -> None:
    done: list[int] = []
    entered, go = threading.Event(), threading.Event()

    def first() -> None:
        entered.set()
        go.wait(10)
        done.append(1)

    with Behind() as behind:
        behind.begin(first)
        assert entered.wait(10)
        assert done == []  # it runs while the caller goes on
        go.set()
        behind.begin(lambda: done.append(2))
    assert done == [1, 2]


@pytest.mark.parametrize("later", [True, False])
def test_a_fault_behind_is_told_at_the_next_step_or_at_the_end(later: bool) -> None:
    done: list[int] = []

    def failing() -> None:
        raise ValueError("the engine is gone")

    def work() -> None:
        with Behind() as behind:
            behind.begin(failing)
            if later:
                behind.begin(lambda: done.append(1))

    with pytest.raises(ValueError, match="engine is gone"):
        work()
    assert done == []


def test_a_fault_of_the_caller_is_told_before_one_behind() -> None:
    def work() -> None:
        with Behind() as behind:
            behind.begin(lambda: 1 / 0)
            raise KeyError("mine")

    with pytest.raises(KeyError):
        work()
