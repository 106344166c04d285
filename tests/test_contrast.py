"""WCAG's numbers, from the standard's own formulas and from well-known pairs."""

from __future__ import annotations

import pytest

from deckpress.contrast import check_contrast, contrast_ratio, relative_luminance
from deckpress.model import Place


@pytest.mark.parametrize(
    ("colour", "luminance"),
    [
        ("#000000", 0.0),
        ("#ffffff", 1.0),
        ("#ff0000", 0.2126),
        ("#00ff00", 0.7152),
        ("#0000FF", 0.0722),
        ("#0a0a0a", 10 / 255 / 12.92),
        ("#0b0b0b", ((11 / 255 + 0.055) / 1.055) ** 2.4),
    ],
)
def test_relative_luminance(colour: str, luminance: float) -> None:
    assert relative_luminance(colour) == pytest.approx(luminance, abs=1e-9)


@pytest.mark.parametrize("colour", ["#fff", "white", "ffffff", "#fffffff", "#ggggff", ""])
def test_a_colour_is_written_as_rrggbb(colour: str) -> None:
    with pytest.raises(ValueError, match="write it as #rrggbb"):
        relative_luminance(colour)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#9a3825", "#9a3825", 1),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.00),
        ("#0000ff", "#ffff00", 8.00),
    ],
)
def test_contrast_ratio(one: str, other: str, ratio: float) -> None:
    assert contrast_ratio(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast_ratio(other, one) == contrast_ratio(one, other)


def test_enough_contrast_is_no_problem() -> None:
    assert check_contrast([("text", "#767676", "#ffffff", 4.5), ("shape", "#949494", "#ffffff", 3)]) == []


def test_too_little_contrast_names_the_pair_and_both_numbers() -> None:
    grey, red = check_contrast(
        [
            ("text", "#777777", "#ffffff", 4.5),
            ("fine", "#000000", "#ffffff", 7),
            ("link", "#ff0000", "#fff5f5", 7),
        ],
        Place("theme.yaml"),
    )
    assert str(grey) == (
        "theme.yaml: text: #777777 on #ffffff has a contrast of 4.47:1 and needs 4.5:1. "
        "Make the darker colour darker or the lighter one lighter."
    )
    assert "link: #ff0000 on #fff5f5 has a contrast of 3." in red.message


def test_a_ratio_is_not_rounded_up() -> None:
    one, other = "#4c5b3a", "#c5d18f"
    assert 4.499 < contrast_ratio(one, other) < 4.5
    [problem] = check_contrast([("text", one, other, 4.5)])
    assert "4.49:1" in problem.message
