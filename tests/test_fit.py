"""Fit is arithmetic over block heights: here a block is as high as a formula says."""

from __future__ import annotations

import pytest

from deckpress import fit
from deckpress.heights import Measure
from deckpress.model import SideFit
from deckpress.theme import TypeRules

RULES = TypeRules(
    family="Any",
    max=12,
    min=8,
    step=0.25,
    spread=2,
    leading=1.4,
    quote_max=15,
    quote_min_ratio=1.1,
    line_height=8,
    lines_min=2,
    lines_max=6,
    gap_max=10,
)


def blocks(text: float, quote: float = 5, panel: float = 60) -> Measure:
    """A card whose running text is `text` lines, its quote `quote` lines, its panel `panel` pt without lines."""

    def measure(block: str, size: float, lines: int) -> float:
        return {
            "title": 40.0,
            "quote": quote * size * 1.4,
            "reflect": text * size * 1.4,
            "inspire": text * size * 1.4,
            "panel": panel + 24 * lines,
        }[block]

    return measure


ROOM = fit.Room(500, RULES)


@pytest.mark.parametrize("guess", [8, 9.5, 11, 12])
@pytest.mark.parametrize("limit", [7, 8, 8.25, 9.9, 10, 11.75, 12, 99])
def test_largest_is_the_largest_step_that_fits(limit: float, guess: float) -> None:
    expected = max((size for size in ROOM.sizes if size <= limit), default=None)
    assert fit.largest(ROOM.sizes, lambda size: size <= limit, guess) == expected


def test_largest_needs_few_tries_near_the_guess() -> None:
    tried: list[float] = []

    def fits(size: float) -> bool:
        tried.append(size)
        return size <= 11

    assert fit.largest(ROOM.sizes, fits, guess=11) == 11
    assert tried == [11, 11.25]


def test_sizes_are_the_steps_of_the_theme() -> None:
    assert ROOM.sizes[0] == 8
    assert ROOM.sizes[-1] == 12
    assert len(ROOM.sizes) == 17


@pytest.mark.parametrize(("side", "text"), [("front", 22), ("back", 25)])
def test_one_step_more_would_not_fit(side: str, text: float) -> None:
    measure = blocks(text)
    size = fit.largest_size(measure, ROOM, side, 11)
    assert size is not None and 8 < size < 12
    assert fit.fits_on(measure, ROOM, side, size)
    assert not fit.fits_on(measure, ROOM, side, size + 0.25)


def test_a_side_that_never_fits_has_no_size() -> None:
    assert fit.largest_size(blocks(text=60), ROOM, "back", 11) is None


def test_no_side_is_set_far_above_the_smallest() -> None:
    assert fit.agree([12, 9.5, 11.75, 11], RULES) == [11.5, 9.5, 11.5, 11]


def front_total(measure: Measure, side: SideFit, questions: int) -> float:
    slots = fit.QUOTE_SHARE + fit.HEADING_SHARE + questions - 1
    quote, text = measure("quote", side.quote_size, 0), measure("reflect", side.size, 0)
    return measure("title", 0, 0) + quote + text + side.gap * slots


@pytest.mark.parametrize("text", [10, 16, 20, 24])
def test_a_front_is_filled_and_not_overfilled(text: float) -> None:
    measure = blocks(text)
    size = fit.largest_size(measure, ROOM, "front", 11)
    assert size is not None
    side = fit.fill_front(measure, ROOM, size, questions=6)
    assert 0 <= ROOM.height - front_total(measure, side, 6) < 1.5
    assert side.quote_size <= RULES.quote_max


def test_spare_room_makes_the_quote_grow_before_the_gaps() -> None:
    roomy, tight = fit.fill_front(blocks(10), ROOM, 11, 6), fit.fill_front(blocks(22), ROOM, 11, 6)
    assert roomy.quote_size == RULES.quote_max
    assert roomy.gap > tight.gap
    assert tight.quote_size < roomy.quote_size


@pytest.mark.parametrize("text", [5, 12, 18, 21])
def test_a_back_is_not_overfilled_and_has_its_lines(text: float) -> None:
    measure = blocks(text)
    size = fit.largest_size(measure, ROOM, "back", 11)
    assert size is not None
    side = fit.fill_back(measure, ROOM, size, tips=8)
    total = measure("inspire", size, 0) + side.gap * 7 + fit.BETWEEN + measure("panel", size, side.lines)
    assert total <= ROOM.height
    assert side.lines >= RULES.lines_min
    assert side.gap <= RULES.gap_max


def test_spare_room_on_a_back_becomes_writing_lines() -> None:
    assert fit.fill_back(blocks(5), ROOM, 11, 8).lines > fit.fill_back(blocks(20), ROOM, 11, 8).lines


@pytest.mark.parametrize("over", [1, 2, 37, 99, 100])
def test_characters_over_is_the_least_that_makes_it_fit(over: int) -> None:
    assert fit.characters_over(lambda gone: gone >= over, 100) == over
