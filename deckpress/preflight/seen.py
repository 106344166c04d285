"""The pages of a PDF as a reader meets them: their text and where it stands, their fonts, their QR codes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

import pypdfium2
import zxingcpp
from PIL import Image
from pypdfium2.raw import FPDF_PAGEOBJ_TEXT

from deckpress.units import MM_PER_INCH, PT_PER_INCH

DPI = 150
QUIET_MODULES = 4
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCodeModel2)
_LIGHT = 200
_FORM_DEPTH = 15


@dataclass(frozen=True)
class TextRun:
    """Text of one line and font, and the box of its ink in pt from the PDF's origin (bottom left)."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class QrCode:
    """A QR code that could be read: its text, its shortest edge in mm, and whether its quiet zone is free.

    `box`: with its quiet zone, in pixels of the page as drawn, from its top left corner: left, top, right, bottom.
    """

    text: str
    edge: float
    quiet: bool
    box: tuple[float, float, float, float] = (0, 0, 0, 0)


Drawn = Mapping[int, tuple[QrCode, ...]]
"""The codes on pages, by the pages' numbers from 1."""


@dataclass(frozen=True)
class SeenPage:
    """What is on one page; `fonts` are the names that the PDF gives to the fonts that text is set in."""

    text: str
    runs: tuple[TextRun, ...]
    fonts: frozenset[str]
    codes: tuple[QrCode, ...]
    hidden: tuple[str, ...] = ()  # text under a code or its quiet zone


def see_pages(data: bytes, drawn: Drawn | None = None) -> tuple[SeenPage, ...]:
    """Every page of the PDF, in order. Raises pypdfium2's PdfiumError where it can't be read or drawn.

    `drawn`: the codes of pages, by their numbers, that are known to look as they did; these are not drawn again.
    """
    document = pypdfium2.PdfDocument(data)
    try:
        return tuple(_see(page, (drawn or {}).get(number)) for number, page in enumerate(document, 1))
    finally:
        document.close()


def _see(page: pypdfium2.PdfPage, codes: tuple[QrCode, ...] | None) -> SeenPage:
    text_page = page.get_textpage()
    boxes = [text_page.get_rect(at) for at in range(text_page.count_rects())]
    runs = tuple(TextRun(text_page.get_text_bounded(*box).strip(), *box) for box in boxes)
    objects = page.get_objects(filter=[FPDF_PAGEOBJ_TEXT], max_depth=_FORM_DEPTH)
    fonts = frozenset(text.get_font().get_base_name() for text in objects)
    if codes is None:
        codes = read_codes(page.render(scale=DPI / PT_PER_INCH, grayscale=True, draw_annots=False).to_pil())
    hidden = _under(codes, runs, page.get_mediabox())
    seen = SeenPage(text_page.get_text_bounded(), runs, fonts, codes, hidden)
    page.close()
    return seen


def _under(
    codes: Iterable[QrCode], runs: Iterable[TextRun], media: tuple[float, float, float, float]
) -> tuple[str, ...]:
    """The text that a code or its quiet zone covers. `media`: the page's box in pt, as runs are."""
    pt = PT_PER_INCH / DPI
    found = []
    for left, top, right, bottom in (code.box for code in codes):
        across = media[0] + left * pt + 1, media[0] + right * pt - 1
        down = media[3] - bottom * pt + 1, media[3] - top * pt - 1
        found += [
            run.text
            for run in runs
            if run.text
            and run.left < across[1]
            and run.right > across[0]
            and run.bottom < down[1]
            and run.top > down[0]
        ]
    return tuple(found)


def read_codes(page: Image.Image) -> tuple[QrCode, ...]:
    """The QR codes, dark on light, on a page drawn in grey at `DPI`."""
    found = zxingcpp.read_barcodes(page, formats=_QR, try_invert=False)
    return tuple(_measure(page, code) for code in found)


def _measure(page: Image.Image, code: zxingcpp.Barcode) -> QrCode:
    at = code.position
    corners = [(point.x, point.y) for point in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)]
    edge = min(math.dist(corners[turn - 1], corners[turn]) for turn in range(4))
    # ISO/IEC 18004: version 1 has 21 modules a side, each further version 4 more
    module = edge / (17 + 4 * int(cast(dict[str, str], code.extra)["Version"]))
    across, down = zip(*corners, strict=True)
    room = QUIET_MODULES * module
    box = (min(across) - room, min(down) - room, max(across) + room, max(down) + room)
    return QrCode(code.text, edge / DPI * MM_PER_INCH, _is_quiet(page, corners, module), box)


def _is_quiet(page: Image.Image, corners: Iterable[tuple[int, int]], module: float) -> bool:
    """Whether `QUIET_MODULES` around the code are light; a pixel on each side is left to anti-aliasing."""
    across, down = zip(*corners, strict=True)
    inner = (min(across) - 2, min(down) - 2, max(across) + 2, max(down) + 2)
    room = round(QUIET_MODULES * module) - 1
    outer = (min(across) - room, min(down) - room, max(across) + room, max(down) + room)
    left, top, right, bottom = outer
    strips = (
        (left, top, right, inner[1]),
        (left, inner[3], right, bottom),
        (left, top, inner[0], bottom),
        (inner[2], top, right, bottom),
    )
    return all(min(page.crop(strip).tobytes(), default=_LIGHT) >= _LIGHT for strip in strips)
