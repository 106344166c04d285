"""What is folded: which page stands on which half, as pictures. `--` is blank."""

from __future__ import annotations

import pytest

from deckpress.duplex import Flip
from deckpress.folded import SPREAD, booklet, fold
from deckpress.impose import Card, Printing
from deckpress.model import UsageError
from deckpress.slots import SheetSide
from tests.paper import PAGE


def halves(side: SheetSide) -> str:
    """The two halves of a sheet's side, each by its page from 1; on its head with a '."""
    names = ["--", "--"]
    for placed in side.placements:
        names[placed.trim.x > 148] = f"{placed.page + 1}{chr(39) if placed.rotation else ''}"
    return " ".join(names)


@pytest.mark.parametrize(
    ("pages", "flip", "wanted"),
    [
        (4, "short-edge", ["4 1", "2 3"]),
        (4, "long-edge", ["4 1", "3' 2'"]),
        (8, "short-edge", ["8 1", "2 7", "6 3", "4 5"]),
        (1, "short-edge", ["-- 1", "-- --"]),
        (2, "short-edge", ["-- 1", "2 --"]),
        (6, "short-edge", ["-- 1", "2 --", "6 3", "4 5"]),
        (10, "long-edge", ["-- 1", "--  2'".replace("  ", " "), "10 3", "9' 4'", "8 5", "7' 6'"]),
    ],
)
def test_a_booklet(pages: int, flip: Flip, wanted: list[str]) -> None:
    sheets = booklet(range(pages), PAGE, Printing(flip))
    assert [halves(side) for side in sheets.sides] == wanted
    assert sheets.flip == flip


def test_copies_of_a_booklet_follow_each_other() -> None:
    sheets = booklet(range(4), PAGE, Printing("short-edge", copies=2))
    assert [halves(side) for side in sheets.sides] == ["4 1", "2 3", "4 1", "2 3"]


def test_pages_meet_at_the_fold() -> None:
    left, right = booklet(range(4), PAGE, Printing("short-edge")).sides[0].placements
    assert left.trim.x + left.trim.width == right.trim.x == SPREAD.width / 2
    assert left.seen.x + left.seen.width == right.seen.x == SPREAD.width / 2
    assert (left.seen.x, right.seen.x + right.seen.width) == (0, SPREAD.width)


def test_a_folded_card_has_its_front_on_the_left() -> None:
    sheets = fold([Card(0, 1), Card(2, 3), Card(4, None)], PAGE)
    assert [halves(side) for side in sheets.sides] == ["1 2", "3 4", "5 --"]
    assert sheets.flip is None


def test_nothing_to_fold_is_refused() -> None:
    with pytest.raises(UsageError, match="select at least one"):
        fold([], PAGE)
    with pytest.raises(UsageError, match="no pages"):
        booklet([], PAGE, Printing())
