"""Sheets as pictures: `3a` is the front of card 3, `3b` its back, `3b'` its back on its head, `--` an empty place.

Each line is a sheet: its front as it is printed, then its back as its page stands in the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import pytest

from deckpress.duplex import Flip, Offset
from deckpress.impose import Card, Order, Printing, Sheets, impose, order_named
from deckpress.layouts import Gutter, Marks, SheetLayout
from deckpress.model import UsageError
from deckpress.slots import SheetSide, slots_of
from tests.paper import PAGE

LANDSCAPE = SheetLayout(title="A4", width=297, height=210, columns=2, rows=1, gutter=Gutter(x=1))
PORTRAIT = SheetLayout(title="A3", width=297, height=420, columns=2, rows=2, gutter=Gutter(x=1))


def deck(count: int) -> list[Card]:
    return [Card(2 * at, 2 * at + 1) for at in range(count)]


def picture(side: SheetSide, layout: SheetLayout) -> str:
    """The side's places, row by row."""
    there = {}
    for placed in side.placements:
        number, is_back = divmod(placed.page, 2)
        name = f"{number + 1}{'ab'[is_back]}{chr(39) if placed.rotation else ''}"
        there[round(placed.trim.x, 3), round(placed.trim.y, 3)] = name
    slots = [(round(slot.trim.x, 3), round(slot.trim.y, 3)) for slot in slots_of(layout, PAGE)]
    assert set(there) <= set(slots)
    names = [there.get(slot, "--") for slot in slots]
    rows = [names[at : at + layout.columns] for at in range(0, len(names), layout.columns)]
    return " / ".join(" ".join(row) for row in rows)


def pictures(sheets: Sheets, layout: SheetLayout) -> list[str]:
    sides = [picture(side, layout) for side in sheets.sides]
    return [f"{front} | {back}" for front, back in zip(sides[::2], sides[1::2], strict=True)]


@pytest.mark.parametrize(
    ("count", "copies", "flip", "wanted"),
    [
        (1, 1, "long-edge", ["1a -- | 1b' --"]),
        (1, 1, "short-edge", ["1a -- | -- 1b"]),
        (2, 1, "long-edge", ["1a 2a | 1b' 2b'"]),
        (2, 1, "short-edge", ["1a 2a | 2b 1b"]),
        (3, 1, "long-edge", ["1a 3a | 1b' 3b'", "2a -- | 2b' --"]),
        (3, 1, "short-edge", ["1a 3a | 3b 1b", "2a -- | -- 2b"]),
        (3, 2, "short-edge", ["1a 1a | 1b 1b", "2a 2a | 2b 2b", "3a 3a | 3b 3b"]),
        (1, 3, "long-edge", ["1a 1a | 1b' 1b'", "1a -- | 1b' --"]),
        (
            3,
            3,
            "long-edge",
            [
                "1a 3a | 1b' 3b'",
                "2a 1a | 2b' 1b'",
                "3a 2a | 3b' 2b'",
                "1a 3a | 1b' 3b'",
                "2a -- | 2b' --",
            ],
        ),
    ],
)
def test_two_cards_on_a_landscape_sheet(count: int, copies: int, flip: Flip, wanted: list[str]) -> None:
    sheets = impose(deck(count), LANDSCAPE, PAGE, Printing(flip, copies=copies))
    assert pictures(sheets, LANDSCAPE) == wanted
    assert sheets.flip == flip


@pytest.mark.parametrize(
    ("count", "flip", "wanted"),
    [
        (4, "long-edge", ["1a 2a / 3a 4a | 2b 1b / 4b 3b"]),
        (4, "short-edge", ["1a 2a / 3a 4a | 3b' 4b' / 1b' 2b'"]),
        (5, "long-edge", ["1a 3a / 5a -- | 3b 1b / -- 5b", "2a 4a / -- -- | 4b 2b / -- --"]),
        (5, "short-edge", ["1a 3a / 5a -- | 5b' -- / 1b' 3b'", "2a 4a / -- -- | -- -- / 2b' 4b'"]),
        (
            7,
            "long-edge",
            ["1a 3a / 5a 7a | 3b 1b / 7b 5b", "2a 4a / 6a -- | 4b 2b / -- 6b"],
        ),
    ],
)
def test_four_cards_on_a_portrait_sheet(count: int, flip: Flip, wanted: list[str]) -> None:
    assert pictures(impose(deck(count), PORTRAIT, PAGE, Printing(flip)), PORTRAIT) == wanted


@pytest.mark.parametrize("layout", [LANDSCAPE, PORTRAIT], ids=["2-up", "4-up"])
@pytest.mark.parametrize("copies", [1, 2, 3])
@pytest.mark.parametrize("count", range(1, 12))
def test_the_cut_stacks_put_on_one_another_are_the_decks_in_order(
    count: int, copies: int, layout: SheetLayout
) -> None:
    sheets = impose(deck(count), layout, PAGE, Printing(copies=copies)).sides[::2]
    slots = slots_of(layout, PAGE)
    stacks = [
        [placed.page // 2 for side in sheets for placed in side.placements if placed.trim == slot.trim]
        for slot in slots
    ]
    assert list(chain.from_iterable(stacks)) == list(range(count)) * copies


def test_all_fronts_then_all_backs_in_the_same_places() -> None:
    fronts_and_backs = impose(deck(3), LANDSCAPE, PAGE, Printing("short-edge")).sides
    apart = impose(deck(3), LANDSCAPE, PAGE, Printing("short-edge", order="fronts-then-backs"))
    assert [picture(side, LANDSCAPE) for side in apart.sides] == ["1a 3a", "2a --", "3b 1b", "-- 2b"]
    assert apart.sides == fronts_and_backs[::2] + fronts_and_backs[1::2]
    assert apart.flip is None


@pytest.mark.parametrize(
    ("flip", "moved"),
    [("short-edge", (-1.5, -0.5)), ("long-edge", (1.5, 0.5))],
    ids=["vertical", "horizontal"],
)
def test_an_offset_moves_backs_and_their_marks_alone(flip: Flip, moved: Sequence[float]) -> None:
    layout = LANDSCAPE.model_copy(update={"marks": Marks(length=17, place="gutter"), "bleed": 0.5})
    exact = impose(deck(2), layout, PAGE, Printing(flip)).sides
    front, back = impose(deck(2), layout, PAGE, Printing(flip, Offset(1.5, -0.5))).sides
    assert front == exact[0]
    for one, other in zip(back.placements, exact[1].placements, strict=True):
        for box, unmoved in ((one.trim, other.trim), (one.seen, other.seen)):
            assert (box.x - unmoved.x, box.y - unmoved.y) == pytest.approx(moved)
            assert (box.width, box.height) == (unmoved.width, unmoved.height)
    for mark, unmoved_mark in zip(back.marks, exact[1].marks, strict=True):
        assert (mark.x1 - unmoved_mark.x1, mark.y1 - unmoved_mark.y1) == pytest.approx(moved)
        assert (mark.x2 - unmoved_mark.x2, mark.y2 - unmoved_mark.y2) == pytest.approx(moved)


def test_a_blank_side_leaves_its_place_empty() -> None:
    sheets = impose([Card(0, None), Card(2, 3)], LANDSCAPE, PAGE, Printing("short-edge"))
    assert pictures(sheets, LANDSCAPE) == ["1a 2a | 2b --"]


def test_no_cards_are_refused() -> None:
    with pytest.raises(UsageError, match="select at least one"):
        impose([], LANDSCAPE, PAGE, Printing())


@pytest.mark.parametrize("copies", [0, -1, 501])
def test_a_number_of_copies_out_of_bounds_is_refused(copies: int) -> None:
    with pytest.raises(UsageError, match=f"{copies} copies: ask for 1 to 500"):
        Printing(copies=copies)


@pytest.mark.parametrize("order", ["duplex", "fronts-then-backs"])
def test_an_order_is_known_by_its_name(order: Order) -> None:
    assert order_named(order) == order


@pytest.mark.parametrize(
    ("name", "said"), [("dupleks", "did you mean `duplex`"), ("x", "use duplex or fronts-then-backs")]
)
def test_an_unknown_order_is_refused(name: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        order_named(name)
