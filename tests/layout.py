"""A PDF's layout as lines of text: what stands where on each page, in whole millimetres from the top left corner."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from deckpress.preflight.seen import TextRun, see_pages
from deckpress.units import pt_to_mm

DEPTH = 15  # of forms within forms


def layout(pdf: bytes) -> str:
    """Each page's number and size, its shapes in the order that they are painted in, and its words."""
    document = pypdfium2.PdfDocument(pdf)
    lines: list[str] = []
    for number, (page, seen) in enumerate(zip(document, see_pages(pdf), strict=True), start=1):
        width, height = page.get_size()
        lines += [f"page {number}: {pt_to_mm(width):.0f} x {pt_to_mm(height):.0f}", *_shapes(page, height)]
        lines += [_text(run, height) for run in seen.runs]
        lines.append("")
    document.close()
    return "\n".join(lines)


def _text(run: TextRun, height: float) -> str:
    return f"  text  {_box((run.left, run.bottom, run.right, run.top), height)}  {run.text}"


def _shapes(page: pypdfium2.PdfPage, height: float) -> Iterator[str]:
    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE], max_depth=DEPTH):
        kind = "path" if drawn.type == raw.FPDF_PAGEOBJ_PATH else "image"
        yield f"  {kind:5} {_box(_bounds(drawn), height)}  {_fill(drawn)}".rstrip()


def _bounds(drawn: pypdfium2.PdfObject) -> tuple[float, float, float, float]:
    """The box of something drawn, in pt from the page's bottom left corner, in whatever form it is drawn."""
    bounds: tuple[float, float, float, float] = drawn.get_bounds()
    form = drawn.container
    while form is not None:
        bounds = form.get_matrix().on_rect(*bounds)
        form = form.container
    return bounds


def _box(bounds: tuple[float, float, float, float], height: float) -> str:
    """Left, top, width and height of a box in mm, the origin at the page's top left corner; its edges are rounded."""
    left, bottom, right, top = bounds
    x, y, right, bottom = (round(pt_to_mm(edge)) for edge in (left, height - top, right, height - bottom))
    return f"{x:4} {y:4} {right - x:4} {bottom - y:4}"


def _fill(drawn: pypdfium2.PdfObject) -> str:
    red, green, blue, alpha = (raw.c_uint() for _ in range(4))
    if drawn.type == raw.FPDF_PAGEOBJ_PATH and raw.FPDFPageObj_GetFillColor(drawn, red, green, blue, alpha):
        return f"#{red.value:02x}{green.value:02x}{blue.value:02x}"
    return ""
