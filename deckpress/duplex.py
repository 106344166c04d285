"""How a printer turns the paper between a sheet's front and its back, and by how much its backs miss."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal, get_args

from deckpress.model import UsageError
from deckpress.near import did_you_mean

Flip = Literal["long-edge", "short-edge"]
Axis = Literal["vertical", "horizontal"]

FLIPS: tuple[Flip, ...] = get_args(Flip)
MOST_OFFSET = 10.0  # mm; a printer that misses by more needs a mechanic


@dataclass(frozen=True)
class Offset:
    """How far backs are moved to land on their fronts, in mm, seen through the paper from the front.

    `x` is to the right, `y` is down. Seen so, it is the same whichever way the paper was turned.
    """

    x: float = 0.0
    y: float = 0.0

    def __post_init__(self) -> None:
        for name, value in (("x", self.x), ("y", self.y)):
            if not math.isfinite(value) or abs(value) > MOST_OFFSET:
                raise UsageError(
                    f"the back offset {name} is {value:g} mm, and {MOST_OFFSET:g} mm is the most: "
                    "read it from the calibration sheet again"
                )

    def on_the_back(self, axis: Axis) -> tuple[float, float]:
        """How far this is to the right and down on the page of the back, in mm."""
        return (-self.x, self.y) if axis == "vertical" else (self.x, -self.y)


def flip_named(name: str) -> Flip:
    """The flip with this name. Raises UsageError."""
    for flip in FLIPS:
        if name == flip:
            return flip
    advice = did_you_mean(name, FLIPS) or f": use {' or '.join(FLIPS)}"
    raise UsageError(f"the flip `{name}` is not known{advice}")


def offset_from(text: str) -> Offset:
    """The offset that "1.5,-0.5" is. Raises UsageError."""
    number = r"\s*([+-]?\d{1,3}(?:\.\d{1,3})?)\s*"
    if not (found := re.fullmatch(f"{number},{number}", text, re.ASCII)):
        raise UsageError(f"the back offset `{text[:40]}` is not two numbers in mm, such as 1.5,-0.5")
    return Offset(float(found[1]), float(found[2]))


def axis_of(flip: Flip, width: float, height: float) -> Axis:
    """The axis about which a sheet is turned, as its pages stand: a landscape sheet's long edge lies flat.

    A square sheet turns as a portrait one does. (IPP `two-sided-long-edge`, PDF DuplexFlipLongEdge: the edge of the
    sheet as it is read.)
    """
    return "vertical" if (flip == "long-edge") == (width <= height) else "horizontal"
