"""Heights that are known bound others; what is laid out is what an answer takes, however wrong the guesses are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckpress.heights import Block, Blocks, Known, Measure, Table, sure


def nothing(block: str, size: float, lines: int) -> float:
    raise AssertionError(f"{block} was measured")


TABLES: dict[str, Table] = {
    "tips": {(9, 0): 90, (11, 0): 110},
    "panel": {(10, 2): 50, (10, 4): 70},
    "title": {},
}


@pytest.mark.parametrize(
    ("block", "size", "lines", "bounds"),
    [
        ("tips", 10, 0, (90, 110)),
        ("tips", 9, 0, (90, 90)),
        ("tips", 8, 0, (0, 90)),
        ("tips", 12, 0, (110, inf)),
        ("panel", 10, 3, (50, 70)),
        ("panel", 9, 3, (0, 70)),
        ("panel", 11, 3, (50, inf)),
        ("panel", 10, 5, (70, inf)),
        ("title", 0, 0, (0, inf)),
    ],
)
def test_a_height_lies_between_those_known(
    block: str, size: float, lines: int, bounds: tuple[float, float]
) -> None:
    known = Known(TABLES.__getitem__, nothing)
    assert (known.at_least(block, size, lines), known.at_most(block, size, lines)) == bounds


def test_what_is_known_is_not_measured_and_all_else_once() -> None:
    asked: list[Block] = []

    def measure(block: str, size: float, lines: int) -> float:
        asked.append((block, size, lines))
        return 100

    known = Known(TABLES.__getitem__, measure)
    assert [known("tips", 9, 0), known("tips", 10, 0), known("tips", 10, 0)] == [90, 100, 100]
    assert asked == list(known.asked) == [("tips", 10, 0)]
    assert known.at_most("tips", 9.5, 0) == 100  # it bounds others from now on
    assert TABLES["tips"] == {(9, 0): 90, (11, 0): 110}


@pytest.mark.parametrize(
    ("limit", "fits", "asked"),
    [
        (200, True, []),  # at 11 pt it would
        (89, False, []),  # at 9 pt it wouldn't
        (105, True, ["tips"]),
        (99, False, ["tips"]),
    ],
)
def test_only_what_bounds_leave_open_is_measured(limit: float, fits: bool, asked: Sequence[str]) -> None:
    known = Known(TABLES.__getitem__, lambda block, size, lines: size * 10)
    assert sure(known, lambda by: by("tips", 10, 0) <= limit, ("tips", 10, 0)) is fits
    assert [name for name, _, _ in known.asked] == asked


def test_a_sum_is_measured_block_by_block_until_it_is_clear() -> None:
    known = Known(TABLES.__getitem__, lambda block, size, lines: 100)
    both = [("tips", 12.0, 0), ("title", 0.0, 0)]
    assert not sure(known, lambda by: sum(by(*block) for block in both) <= 99, *both)
    assert list(known.asked) == []  # the tips are over it by themselves
    assert not sure(known, lambda by: sum(by(*block) for block in both) <= 115, *both)
    assert list(known.asked) == both


def test_a_plain_measure_is_asked_as_it_is() -> None:
    assert sure(lambda block, size, lines: 10, lambda by: by("tips", 1, 0) <= 10, ("tips", 1, 0))


HEIGHTS = st.lists(st.floats(0, 50), min_size=9, max_size=9)


def largest_under(limit: float) -> Callable[[Measure, int | None], int]:
    """A rule: the largest of ten sizes at which the block is not over the limit."""

    def rule(measure: Measure, near: int | None) -> int:
        def fits(size: int) -> bool:
            return sure(measure, lambda by: by("tips", size, 0) <= limit, ("tips", size, 0))

        size = 5 if near is None else near
        while size > 0 and not fits(size):
            size -= 1
        while size < 9 and fits(size + 1):
            size += 1
        return size

    return rule


@given(
    steps=HEIGHTS, guesses=st.lists(st.floats(-100, 600), min_size=10, max_size=10), limit=st.floats(0, 400)
)
def test_no_guess_changes_an_answer(steps: list[float], guesses: list[float], limit: float) -> None:
    real = [sum(steps[:size]) for size in range(10)]  # never lower in larger type
    tables: dict[str, Table] = defaultdict(dict)

    def lay_out(asked: Sequence[Block]) -> None:
        assert asked
        for name, size, lines in asked:
            assert (size, lines) not in tables[name]
            tables[name][size, lines] = real[int(size)]

    blocks = Blocks(tables.__getitem__, lambda block, size, lines: guesses[int(size)], lay_out)
    found = blocks.answer(largest_under(limit), lambda size: [("tips", size, 0)])
    assert found == max(size for size in range(10) if size == 0 or real[size] <= limit)


def test_guesses_that_are_right_take_one_layout() -> None:
    tables: dict[str, Table] = {"tips": {}}
    layouts: list[list[Block]] = []

    def lay_out(asked: Sequence[Block]) -> None:
        layouts.append(list(asked))
        tables["tips"].update({(size, lines): size * 10 for _, size, lines in asked})

    def guess(block: str, size: float, lines: int) -> float:
        return size * 10

    blocks = Blocks(tables.__getitem__, guess, lay_out)
    assert blocks.answer(largest_under(75), lambda size: [("tips", size, 0)]) == 7
    assert layouts == [[("tips", 7, 0), ("tips", 8, 0)]]
    assert blocks.answer(largest_under(75), lambda size: [("tips", size, 0)]) == 7
    assert len(layouts) == 1
    assert blocks.measure("tips", 3, 0) == 30
    assert layouts[1:] == [[("tips", 3, 0)]]
