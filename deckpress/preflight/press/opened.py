"""A press file, opened again: what it should be beside its sides, and what its pages paint."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from deckpress.preflight.finished import Expected, Finished, open_finished
from deckpress.preflight.press.paint import PaintedPage
from deckpress.preflight.press.painted import painted_pages

CONDITION = "FOGRA39"


@dataclass(frozen=True)
class PressExpected(Expected):
    """What a press file has to be: sides in page order, lengths in mm, its PDF/X version, crop marks or none.

    `profile`: the ICC profile of the press. `most_ink`: percent, of all inks on one spot. `min_line`,
    `min_text`: pt.
    """

    profile: Path = Path("styles/icc/FOGRA39L_coated.icc")
    x_version: str = "PDF/X-4"
    marks: bool = False
    bleed: float = 3.0
    most_ink: float = 300.0
    min_line: float = 0.25
    min_text: float = 6.0


@dataclass(frozen=True)
class PressPdf(Finished):
    """An opened press file. `wanted`: `expected`, with what only press files have; `objects`: all that it holds."""

    wanted: PressExpected
    painted: tuple[PaintedPage, ...]
    objects: pikepdf.Pdf


def open_press(name: str, data: bytes, expected: PressExpected) -> PressPdf:
    """Opens a press file strictly, looks at each page and at what paints it.

    Raises PyPdfError, PdfiumError or PdfError where it can't be read.
    """
    base = open_finished(name, data, expected)
    objects = pikepdf.open(io.BytesIO(data))
    return PressPdf(
        name,
        expected,
        data,
        base.reader,
        base.pages,
        base.seen,
        (),
        expected,
        painted_pages(objects),
        objects,
    )
