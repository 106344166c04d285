"""What a user asks of a build besides the deck itself. The standard library only, and little of it."""

from __future__ import annotations

from typing import NamedTuple

# What a build makes, in the order in which it is made.
OUTPUTS = ("screen", "examples", "parts", "cards", "press", "duplex", "fold", "large", "booklet")


class PrintOptions(NamedTuple):
    """How it will be printed, as it was typed; None is the printer's own, or the usual.

    `sheet` names a layout in `styles/sheets`, `printer` a calibrated printer, `pdfx` a variant of PDF/X.
    """

    sheet: str = "a4-2up"
    flip: str | None = None
    copies: int = 1
    order: str = "duplex"
    printer: str | None = None
    marks: bool = False
    pdfx: str = "x-4"
