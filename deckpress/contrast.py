"""How well two colours can be told apart: WCAG 2.2, relative luminance and contrast ratio."""

from __future__ import annotations

import re
from collections.abc import Iterable

from deckpress.model import Place, Problem

Pair = tuple[str, str, str, float]
"""What is shown ("running text"), its colour and its background's (#rrggbb), the least ratio it needs."""

THEME = Place("styles/theme.yaml")
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def relative_luminance(colour: str) -> float:
    """How light `colour` (#rrggbb, sRGB) is: 0 black, 1 white (WCAG 2.2, "relative luminance").

    Raises ValueError where the colour isn't written as #rrggbb.
    """
    if not _HEX.fullmatch(colour):
        raise ValueError(f"{colour!r} is not a colour: write it as #rrggbb")
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def contrast_ratio(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white), whichever comes first (WCAG 2.2, "contrast ratio")."""
    dark, light = sorted((relative_luminance(one), relative_luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def check_contrast(pairs: Iterable[Pair], place: Place = THEME) -> list[Problem]:
    """A Problem at `place` for each pair below its minimum ratio.

    WCAG 2.2 asks 4.5 of text, 3 of large text and of shapes (AA), 7 of text at level AAA.
    A ratio isn't rounded before it is compared: 4.499 is not 4.5.
    """
    return [
        Problem(place, _too_weak(name, foreground, background, minimum))
        for name, foreground, background, minimum in pairs
        if contrast_ratio(foreground, background) < minimum
    ]


def _too_weak(name: str, foreground: str, background: str, minimum: float) -> str:
    rounded_down = int(contrast_ratio(foreground, background) * 100) / 100
    return (
        f"{name}: {foreground} on {background} has a contrast of {rounded_down:.2f}:1 "
        f"and needs {minimum:g}:1. Make the darker colour darker or the lighter one lighter."
    )
