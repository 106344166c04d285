"""Places and crop marks on a sheet's front."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckpress.layouts import Marks, SheetLayout, layout_names, load_layout
from deckpress.slots import Box, Mark, crop_marks, slots_of
from tests.paper import PAGE

SHEETS = Path(__file__).parent.parent / "styles" / "sheets"
NAMES = pytest.mark.parametrize("name", layout_names(SHEETS))


def shipped(name: str) -> SheetLayout:
    return load_layout(SHEETS, name, PAGE)


def box(mark: Mark) -> tuple[float, float, float, float]:
    return min(mark.x1, mark.x2), min(mark.y1, mark.y2), max(mark.x1, mark.x2), max(mark.y1, mark.y2)


def test_two_cards_take_all_of_a4_but_the_strip_between_them() -> None:
    left, right = slots_of(shipped("a4-2up"), PAGE)
    assert (left.trim, right.trim) == (Box(0, 0, 148, 210), Box(149, 0, 148, 210))
    assert left.seen.x + left.seen.width == right.seen.x == 148.5


@NAMES
def test_places_are_in_the_middle_and_of_the_cards_size(name: str) -> None:
    layout = shipped(name)
    trims = [slot.trim for slot in slots_of(layout, PAGE)]
    for trim in trims:
        assert (trim.width, trim.height) == pytest.approx((148 * layout.scale, 210 * layout.scale))
    assert trims[0].x == pytest.approx(layout.width - trims[-1].x - trims[-1].width, abs=1e-9)
    assert trims[0].y == pytest.approx(layout.height - trims[-1].y - trims[-1].height, abs=1e-9)


@NAMES
def test_no_card_sees_into_another(name: str) -> None:
    slots = slots_of(shipped(name), PAGE)
    for one in slots:
        for other in (slot for slot in slots if slot is not one):
            apart = (
                one.seen.x + one.seen.width <= other.seen.x + 1e-9
                or other.seen.x + other.seen.width <= one.seen.x + 1e-9
                or one.seen.y + one.seen.height <= other.seen.y + 1e-9
                or other.seen.y + other.seen.height <= one.seen.y + 1e-9
            )
            assert apart


@NAMES
def test_marks_are_on_the_sheet_and_outside_every_trim(name: str) -> None:
    layout = shipped(name)
    marks = crop_marks(layout, PAGE)
    assert marks
    for left, top, right, bottom in map(box, marks):
        assert left >= 0 and top >= 0 and right <= layout.width + 1e-9 and bottom <= layout.height + 1e-9
        for trim in (slot.trim for slot in slots_of(layout, PAGE)):
            inside_x = left < trim.x + trim.width - 1e-6 and right > trim.x + 1e-6
            inside_y = top < trim.y + trim.height - 1e-6 and bottom > trim.y + 1e-6
            assert not (inside_x and inside_y)


@NAMES
def test_every_cut_inside_the_sheet_has_marks_at_both_its_ends(name: str) -> None:
    """Cuts that are the sheet's own edges need none."""
    layout = shipped(name)
    lines = [box(mark) for mark in crop_marks(layout, PAGE)]
    trims = [slot.trim for slot in slots_of(layout, PAGE)]
    for cut in {round(x, 6) for trim in trims for x in (trim.x, trim.x + trim.width)}:
        if 1e-6 < cut < layout.width - 1e-6:
            along = [line for line in lines if abs(line[0] - cut) < 0.06 and abs(line[2] - cut) < 0.06]
            assert len(along) == 2
    for cut in {round(y, 6) for trim in trims for y in (trim.y, trim.y + trim.height)}:
        if 1e-6 < cut < layout.height - 1e-6:
            along = [line for line in lines if abs(line[1] - cut) < 0.06 and abs(line[3] - cut) < 0.06]
            assert len(along) == (1 if layout.gutter.y == 0 and layout.rows > 1 else 2)


@NAMES
def test_marks_outside_stay_clear_of_the_art(name: str) -> None:
    layout = shipped(name)
    assert layout.marks
    if layout.marks.place == "outside":
        assert layout.marks.distance >= layout.bleed


def test_where_there_is_no_room_there_is_no_mark() -> None:
    tight = SheetLayout(
        title="T", width=148, height=220, columns=1, rows=1, marks=Marks(length=3, distance=1)
    )
    assert {(mark.x1, mark.x2) for mark in crop_marks(tight, PAGE)} == {(0, 0), (148, 148)}
    assert crop_marks(tight.model_copy(update={"marks": None}), PAGE) == ()
