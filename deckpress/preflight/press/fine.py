"""What is too fine for a press: thin lines, small type, and art that stops at the cut."""

from __future__ import annotations

import pypdfium2
from PIL import Image, ImageChops

from deckpress.model import Problem
from deckpress.preflight.press.colours import REGISTRATION
from deckpress.preflight.press.opened import PressPdf
from deckpress.units import PT_PER_INCH, mm_to_pt

_ROUNDING = 0.01  # pt
_DPI = 72.0
_UNLIKE = 48  # of 255: two pixels that no longer look alike
_EDGE_PIXELS = 6  # where a colour starts and ends along an edge, a pixel may be of both


def check_lines(pdf: PressPdf) -> list[Problem]:
    """No line, nor bar that is filled, is thinner than a press prints whole."""
    least = pdf.wanted.min_line
    return [
        pdf.problem(f"has a line of {size:g} pt. Make it {least:g} pt or thicker.", number)
        for number, page in enumerate(pdf.painted, 1)
        for size in sorted({paint.size for paint in page.paints if paint.kind in ("line", "area")})
        if size < least - _ROUNDING
    ]


def check_type_size(pdf: PressPdf) -> list[Problem]:
    """No type is smaller than a press prints legibly."""
    least = pdf.wanted.min_text
    return [
        pdf.problem(f"has text of {size:.1f} pt. Make it {least:g} pt or larger.", number)
        for number, page in enumerate(pdf.painted, 1)
        for size in sorted({paint.size for paint in page.paints if paint.kind == "text"})
        if size < least - _ROUNDING
    ]


def check_bleed_filled(pdf: PressPdf) -> list[Problem]:
    """What touches the cut goes on to the end of the bleed: a cut that goes astray then shows no white edge.

    Compares a row of pixels just inside the cut with one just inside the bleed's end, on each edge.
    """
    document = pypdfium2.PdfDocument(pdf.data)
    try:
        return [
            pdf.problem(
                f"its art stops at the {edge} edge. Paint it on {pdf.wanted.bleed:g} mm beyond.", number
            )
            for number, page in enumerate(document, 1)
            for edge in _stops(_as_bled(page, pdf.wanted.bleed), pdf.wanted.bleed)
        ]
    finally:
        document.close()


def _as_bled(page: pypdfium2.PdfPage, bleed: float) -> Image.Image:
    """The page drawn, cut off at the end of its bleed."""
    left, bottom, right, top = page.get_trimbox()
    by = mm_to_pt(bleed)
    page.set_cropbox(left - by, bottom - by, right + by, top + by)
    drawn: Image.Image = page.render(scale=_DPI / PT_PER_INCH).to_pil().convert("RGB")
    return drawn


def _stops(drawn: Image.Image, bleed: float) -> list[str]:
    """The edges at which a row inside the cut isn't as the row at the end of the bleed."""
    width, height = drawn.size
    out, into = 1, round(mm_to_pt(bleed)) + 1  # pixels from the end of the bleed
    rows = {
        "top": ((0, out, width, out + 1), (0, into, width, into + 1)),
        "bottom": ((0, height - out - 1, width, height - out), (0, height - into - 1, width, height - into)),
        "left": ((out, 0, out + 1, height), (into, 0, into + 1, height)),
        "right": ((width - out - 1, 0, width - out, height), (width - into - 1, 0, width - into, height)),
    }
    return [edge for edge, (far, near) in rows.items() if _unlike(drawn.crop(far), drawn.crop(near))]


def _unlike(one: Image.Image, other: Image.Image) -> bool:
    differences = ImageChops.difference(one, other).convert("L").histogram()
    return sum(differences[_UNLIKE:]) > _EDGE_PIXELS


def check_crop_marks(pdf: PressPdf) -> list[Problem]:
    """Eight crop marks a page in registration colour, all outside the bleed; or none at all."""
    if not pdf.wanted.marks:
        return []
    return [
        pdf.problem(f"{fault}. Make the file anew with --marks.", number)
        for number in range(1, len(pdf.pages) + 1)
        if (fault := _mark_fault(pdf, number))
    ]


def _mark_fault(pdf: PressPdf, number: int) -> str:
    marks = [paint.box for paint in pdf.painted[number - 1].paints if paint.space == REGISTRATION]
    if len(marks) != 8 or None in marks:
        return f"has {len(marks)} crop marks in registration colour where 8 have to be"
    trim, by = pdf.pages[number - 1].trimbox, mm_to_pt(pdf.wanted.bleed)
    left, bottom = float(trim.left) - by, float(trim.bottom) - by
    right, top = float(trim.right) + by, float(trim.top) + by
    inside = any(
        box and box[0] < right and box[2] > left and box[1] < top and box[3] > bottom for box in marks
    )
    return "has a crop mark in the bleed" if inside else ""
