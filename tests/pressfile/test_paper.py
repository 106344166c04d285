"""Boxes and crop marks."""

from __future__ import annotations

import pytest

from deckpress.pressfile.paper import Paper, paper_of
from deckpress.units import mm_to_pt, mm_to_px, pt_to_mm
from tests.samples_press import THEME

PLAIN, MARKED = (paper_of(THEME.rules.page, marks) for marks in (False, True))


def in_mm(box: tuple[float, ...]) -> list[float]:
    return [round(pt_to_mm(value), 3) for value in box]


@pytest.mark.parametrize("paper", [PLAIN, MARKED])
def test_the_trim_is_a5_and_the_bleed_3_mm_round_it(paper: Paper) -> None:
    assert in_mm(paper.trim_box) == [0, 0, 148, 210]
    assert in_mm(paper.bleed_box) == [-3, -3, 151, 213]


def test_the_page_ends_with_the_bleed_or_has_room_for_marks() -> None:
    assert PLAIN.media_box == PLAIN.bleed_box
    assert in_mm(MARKED.media_box) == [-10, -10, 158, 220]


def test_crop_marks_are_in_line_with_the_cuts_and_off_the_bleed() -> None:
    left, bottom, right, top = MARKED.bleed_box
    lines = MARKED.crop_marks()
    assert len(lines) == 8 and len(set(lines)) == 8
    for x, y, to_x, to_y in lines:
        upright = x == to_x
        assert x in (0, MARKED.width) if upright else y in (0, MARKED.height)
        ends = (y, to_y) if upright else (x, to_x)
        low, high = (bottom, top) if upright else (left, right)
        assert all(end < low for end in ends) or all(end > high for end in ends)
        assert abs(ends[1] - ends[0]) == pytest.approx(mm_to_pt(5))
    assert PLAIN.crop_marks() == []


def test_a_form_as_large_as_the_page_is_opened_to_the_bleed_and_no_other() -> None:
    width, height = mm_to_px(148), mm_to_px(210)
    assert PLAIN.opened([0, 0, round(width, 6), round(height, 6)]) == pytest.approx(
        [-mm_to_px(3), -mm_to_px(3), mm_to_px(151), mm_to_px(213)]
    )
    assert PLAIN.opened([0, 0, width, height - 1]) == [0, 0, width, height - 1]
