"""Sheets printed at 300 dpi, turned as the printer turns the paper: each back behind its own front, trim on trim."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from deckpress.duplex import FLIPS, Axis, Flip, Offset, axis_of
from deckpress.folded import SPREAD, booklet, fold
from deckpress.impose import Card, Printing, cut_and_stack, impose
from deckpress.layouts import SheetLayout, layout_names, load_layout
from deckpress.sheets import About, Source, write_sheets
from deckpress.slots import slots_of
from tests.paper import DPI, PAGE, Found, measured, numbered_pdf, printed, through_the_paper

SHEETS = Path(__file__).parent.parent / "styles" / "sheets"
ABOUT = About("Een deck", "nl")
NEAR = 0.1  # mm
OFFSETS = [Offset(), Offset(1.5, -0.5)]


@cache
def source(cards: int) -> Source:
    return Source(numbered_pdf(cards))


def deck(count: int) -> list[Card]:
    return [Card(2 * at, 2 * at + 1, str(at + 1)) for at in range(count)]


def pairs(
    pdf: bytes, layout: SheetLayout, axis: Axis, miss: Offset
) -> list[tuple[Found | None, Found | None]]:
    """For each slot of each sheet, what is on its front and what lies behind it. The printer misses by `miss`."""
    sides = printed(pdf)
    found = []
    for front, back in zip(sides[::2], sides[1::2], strict=True):
        behind = through_the_paper(back, axis, (miss.x, miss.y))
        for slot in slots_of(layout, PAGE):
            on_front = measured(front, slot.trim, layout.scale, is_back=False)
            found.append((on_front, measured(behind, slot.trim, layout.scale, is_back=True)))
    return found


def assert_registered(front: Found | None, back: Found | None, at: str) -> None:
    assert (front is None) == (back is None), at
    if front and back:
        assert front.number == back.number != 0, at
        assert back.trim == pytest.approx(front.trim, abs=NEAR), at


@pytest.mark.slow
@pytest.mark.parametrize("offset", OFFSETS, ids=["exact", "offset"])
@pytest.mark.parametrize("flip", FLIPS)
@pytest.mark.parametrize("name", layout_names(SHEETS))
@pytest.mark.parametrize(("count", "copies"), [(1, 1), (3, 1), (5, 2), (3, 3)])
def test_every_back_lies_behind_its_front(
    name: str, flip: Flip, offset: Offset, count: int, copies: int
) -> None:
    layout = load_layout(SHEETS, name, PAGE)
    sheets = impose(deck(count), layout, PAGE, Printing(flip, offset, copies))
    pdf = write_sheets(source(count), sheets, ABOUT)
    axis = axis_of(flip, layout.width, layout.height)
    found = pairs(pdf, layout, axis, Offset(-offset.x, -offset.y))
    for at, (front, back) in enumerate(found):
        assert_registered(front, back, f"slot {at}")
    wanted = [
        int(card.label) if card else None
        for sheet in cut_and_stack(deck(count) * copies, layout.places)
        for card in sheet
    ]
    assert [front.number if front else None for front, _ in found] == wanted
    slots = [slot.trim for _ in range(len(found) // layout.places) for slot in slots_of(layout, PAGE)]
    for slot, (front, _) in zip(slots, found, strict=True):
        if front:
            box = (slot.x, slot.y, slot.x + slot.width, slot.y + slot.height)
            assert front.trim == pytest.approx(box, abs=NEAR)


@pytest.mark.parametrize(("flip", "other"), [("long-edge", "vertical"), ("short-edge", "horizontal")])
def test_the_wrong_flip_is_seen(flip: Flip, other: Axis) -> None:
    layout = load_layout(SHEETS, "a4-2up", PAGE)
    pdf = write_sheets(source(3), impose(deck(3), layout, PAGE, Printing(flip)), ABOUT)
    front, back = pairs(pdf, layout, other, Offset())[0]
    assert front and (back is None or back.number != front.number)


def test_an_offset_that_is_not_corrected_is_seen() -> None:
    layout = load_layout(SHEETS, "a4-2up", PAGE)
    pdf = write_sheets(source(1), impose(deck(1), layout, PAGE, Printing("long-edge")), ABOUT)
    front, back = pairs(pdf, layout, "horizontal", Offset(0.3, 0))[0]
    assert front and back and front.number == back.number
    assert back.trim[0] - front.trim[0] == pytest.approx(0.3, abs=NEAR)


@pytest.mark.slow
@pytest.mark.parametrize("offset", OFFSETS, ids=["exact", "offset"])
@pytest.mark.parametrize("flip", FLIPS)
def test_the_leaves_of_a_booklet_lie_on_each_other(flip: Flip, offset: Offset) -> None:
    pdf = write_sheets(source(5), booklet(range(10), PAGE, Printing(flip, offset)), ABOUT)
    axis = axis_of(flip, 297, 210)
    found = pairs(pdf, SPREAD, axis, Offset(-offset.x, -offset.y))
    # Pages 1 … 10 of 12 carry the numbers 1 1 2 2 …; leaves are pages (12 11) (1 2), (10 9) (3 4), (8 7) (5 6).
    numbers = [(front.number if front else 0, back.number if back else 0) for front, back in found]
    assert numbers == [(0, 0), (1, 1), (5, 5), (2, 2), (4, 4), (3, 3)]
    for front, back in found:
        assert_registered(front, back, "a leaf")


def test_a_folded_card_has_its_back_behind_its_front() -> None:
    [side] = printed(write_sheets(source(1), fold(deck(1), PAGE), ABOUT))
    middle = side.width / 2
    assert middle / DPI * 25.4 == pytest.approx(148.5, abs=NEAR)
    left, right = (measured(side, slot.trim, 1, is_back=False) for slot in slots_of(SPREAD, PAGE))
    assert left and right and left.number == right.number == 1
    # Folded at the middle, what is x mm right of it comes to lie x mm left of it.
    folded = (297 - right.trim[2], right.trim[1], 297 - right.trim[0], right.trim[3])
    assert folded == pytest.approx(left.trim, abs=NEAR)
