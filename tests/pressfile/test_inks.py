"""Screen colours → ink."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from deckpress.colour import srgb
from deckpress.pressfile.inks import MOST_INK, inks_of, limited
from tests.samples_press import PROFILE, THEME

INKS = inks_of(THEME)
BYTE = st.integers(0, 255)


def rgb(name: str) -> list[float]:
    return [value / 255 for value in bytes.fromhex(name[1:])]


@pytest.mark.parametrize("name", THEME.palette)
def test_a_colour_of_the_theme_is_its_own_ink(name: str) -> None:
    colour = THEME.palette[name]
    twins = [other.cmyk for other in THEME.palette.values() if other.srgb == colour.srgb]
    assert INKS.of(rgb(colour.srgb)) == twins[0]
    assert colour.cmyk in twins


def test_digits_that_the_typesetter_leaves_off_make_no_difference() -> None:
    assert INKS.of([round(value, 6) for value in rgb(THEME.palette["part-1"].srgb)]) == (15, 85, 85, 36)


@pytest.mark.parametrize(("grey", "black"), [("#000000", 100), ("#ffffff", 0), ("#202122", 99)])
def test_greys_are_black_alone(grey: str, black: int) -> None:
    assert INKS.of(rgb(grey)) == (0, 0, 0, black)


@given(BYTE)
def test_a_grey_prints_as_it_looks(value: int) -> None:
    cyan, magenta, yellow, black = INKS.of([value / 255] * 3)
    assert cyan == magenta == yellow == 0
    shown = int(srgb([(0, 0, 0, black)], PROFILE)[0][3:5], 16)
    assert abs(shown - value) <= 2 or value < 0x1F  # no ink alone is darker than that


@given(BYTE, BYTE, BYTE)
def test_no_colour_takes_more_ink_than_the_paper(red: int, green: int, blue: int) -> None:
    ink = INKS.of([red / 255, green / 255, blue / 255])
    assert sum(ink) <= MOST_INK + 1e-6 and all(0 <= value <= 100 for value in ink)


def test_a_colour_of_a_picture_prints_as_it_looks() -> None:
    shown = srgb([INKS.of(rgb("#9a6642"))], PROFILE)[0]
    assert all(abs(one - other) < 0.03 for one, other in zip(rgb(shown), rgb("#9a6642"), strict=True))


@given(st.tuples(BYTE, BYTE, BYTE, BYTE))
def test_a_pixel_with_too_much_ink_gives_up_colour_and_keeps_black(pixel: tuple[int, int, int, int]) -> None:
    after = limited(Image.new("CMYK", (1, 1), pixel)).tobytes()
    assert after[3] == pixel[3] and sum(after) <= 765
    if sum(pixel) <= 765:
        assert tuple(after) == pixel
    else:
        assert sum(after) >= 762


@pytest.mark.parametrize(
    ("mode", "colour", "becomes"),
    [
        ("RGB", (90, 91, 92), "L"),
        ("RGB", (200, 30, 30), "CMYK"),
        ("L", 7, "L"),
        ("CMYK", (1, 2, 3, 4), "CMYK"),
    ],
)
def test_a_picture_becomes_grey_or_ink(mode: str, colour: int | tuple[int, ...], becomes: str) -> None:
    assert INKS.picture(Image.new(mode, (2, 2), colour)).mode == becomes
