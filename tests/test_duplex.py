from __future__ import annotations

import pytest

from deckpress.duplex import Axis, Flip, Offset, axis_of, flip_named, offset_from
from deckpress.model import UsageError


@pytest.mark.parametrize(
    ("flip", "width", "height", "axis"),
    [
        ("long-edge", 210, 297, "vertical"),
        ("short-edge", 210, 297, "horizontal"),
        ("long-edge", 297, 210, "horizontal"),
        ("short-edge", 297, 210, "vertical"),
    ],
)
def test_a_sheet_turns_about_the_edge_that_was_named(
    flip: Flip, width: float, height: float, axis: Axis
) -> None:
    assert axis_of(flip, width, height) == axis


def test_an_offset_is_seen_from_the_front() -> None:
    """A book's page turned shows right as left; a calendar's shows down as up."""
    assert Offset(1.5, -0.5).on_the_back("vertical") == (-1.5, -0.5)
    assert Offset(1.5, -0.5).on_the_back("horizontal") == (1.5, 0.5)


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("1.5,-0.5", Offset(1.5, -0.5)),
        (" +2 , 0 ", Offset(2, 0)),
        ("10,-10", Offset(10, -10)),
        ("0.25,0.125", Offset(0.25, 0.125)),
    ],
)
def test_an_offset_is_read(text: str, offset: Offset) -> None:
    assert offset_from(text) == offset


@pytest.mark.parametrize("text", ["", "1.5", "1,5,2", "a,b", "1;2", "nan,0", "1e3,0", "١,٢", "1,2\n3"])
def test_what_is_no_offset_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"is not two numbers in mm, such as 1\.5,-0\.5"):
        offset_from(text)


@pytest.mark.parametrize(("text", "axis", "value"), [("10.1,0", "x", "10.1"), ("0,-11", "y", "-11")])
def test_an_offset_over_10_mm_is_refused(text: str, axis: str, value: str) -> None:
    with pytest.raises(UsageError, match=f"back offset {axis} is {value} mm, and 10 mm is the most"):
        offset_from(text)


def test_an_offset_must_be_a_number() -> None:
    with pytest.raises(UsageError):
        Offset(float("nan"), 0)


def test_a_flip_is_known_by_its_name() -> None:
    assert [flip_named("long-edge"), flip_named("short-edge")] == ["long-edge", "short-edge"]


@pytest.mark.parametrize(
    ("name", "said"),
    [("long-egde", "did you mean `long-edge`"), ("book", "use long-edge or short-edge")],
)
def test_an_unknown_flip_is_refused(name: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        flip_named(name)
