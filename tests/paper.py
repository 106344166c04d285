"""Sheets of paper for the tests: a PDF whose pages say who they are, printed, turned over and measured at 300 dpi."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from PIL import Image, ImageChops, ImageOps
from pypdf import PageObject, PdfWriter
from pypdf.generic import NameObject, RectangleObject, StreamObject

from deckpress.duplex import Axis
from deckpress.slots import Box
from deckpress.theme import PageRules
from deckpress.units import mm_to_pt, mm_to_px

DPI = 300
INSET, THICK, CELL, BITS = 12.0, 4.0, 6.0, 6  # mm; of the frame on a page, and of the cells of its number
PAGE = PageRules(
    width=148, height=210, bleed=3, safe=5, left=0, right=0, flow_top=0, flow_bottom=0,
    band=0, tab_width=0, tab_height=0, tab_top=0, tab_bottom=0,
)  # fmt: skip


def numbered_pdf(cards: int) -> bytes:
    """For each card two pages with its number (from 1) in black and white cells, and a frame 12 mm inside the trim.

    Their boxes don't start at (0, 0), and colour goes on into the bleed.
    """
    writer = PdfWriter()
    for number in (card for card in range(1, cards + 1) for _ in range(2)):
        page = PageObject.create_blank_page(width=100, height=100)
        left, bottom = -20.0, 30.0
        box = RectangleObject((left, bottom, left + mm_to_pt(148), bottom + mm_to_pt(210)))
        page[NameObject("/MediaBox")] = page[NameObject("/TrimBox")] = box
        stream = StreamObject()
        stream.set_data("\n".join(_drawn(number, left, bottom)).encode())
        writer.add_page(page)[NameObject("/Contents")] = writer._add_object(stream)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _drawn(number: int, left: float, bottom: float) -> Iterator[str]:
    scale = mm_to_pt(1)
    yield f"{scale} 0 0 {-scale} {left} {bottom + mm_to_pt(210)} cm"
    yield ".9 g -3 -3 154 216 re f 0 g"  # art as far as the bleed
    width, height = 148 - 2 * INSET, 210 - 2 * INSET
    yield f"{INSET} {INSET} {width} {height} re"
    yield f"{INSET + THICK} {INSET + THICK} {width - 2 * THICK} {height - 2 * THICK} re f*"
    for bit in range(BITS):
        if number >> bit & 1 or bit == BITS - 1:  # the last cell is always black: it tells up from down
            yield f"{20 + CELL * bit} 20 {CELL} {CELL} re f"


def printed(pdf: bytes) -> list[Image.Image]:
    """Each page in grey at 300 dpi."""
    pages = pypdfium2.PdfDocument(pdf)
    return [pages[at].render(scale=DPI / 72, grayscale=True).to_pil() for at in range(len(pages))]


def through_the_paper(back: Image.Image, axis: Axis, miss: tuple[float, float] = (0, 0)) -> Image.Image:
    """A back as it lies behind its front, seen from there, the printer missing by mm to the right and down."""
    turned = ImageOps.mirror(back) if axis == "vertical" else ImageOps.flip(back)
    return ImageChops.offset(turned, *(round(mm_to_px(by, DPI)) for by in miss))


@dataclass(frozen=True)
class Found:
    """A card on paper: its trim in mm, as its frame shows it, and its number; 0 where it isn't upright."""

    trim: tuple[float, float, float, float]
    number: int


def measured(picture: Image.Image, slot: Box, scale: float, is_back: bool) -> Found | None:
    """What there is near a slot of a front, or of a back seen through the paper. None where there is no card."""
    crop = [mm_to_px(n, DPI) for n in (slot.x, slot.y, slot.x + slot.width, slot.y + slot.height)]
    card = picture.crop((round(crop[0]), round(crop[1]), round(crop[2]), round(crop[3])))
    across = _edges(card.crop((0, card.height // 2, card.width, card.height // 2 + 1)))
    down = _edges(card.crop((card.width // 2, 0, card.width // 2 + 1, card.height)))
    if not across or not down:
        return None
    inset = INSET * scale
    trim = (
        slot.x + _mm(across[0]) - inset,
        slot.y + _mm(down[0]) - inset,
        slot.x + _mm(across[1]) + inset,
        slot.y + _mm(down[1]) + inset,
    )
    return Found(trim, _number(ImageOps.mirror(card) if is_back else card, scale))


def _mm(pixels: float) -> float:
    return pixels / DPI * 25.4


def _edges(strip: Image.Image) -> tuple[int, int] | None:
    """The first dark pixel and the one after the last."""
    dark = [at for at, grey in enumerate(strip.tobytes()) if grey < 100]
    return (dark[0], dark[-1] + 1) if dark else None


def _number(card: Image.Image, scale: float) -> int:
    cells = [(20 + CELL * (bit + 0.5), 20 + CELL / 2) for bit in range(BITS)]
    dark = [card.getpixel(tuple(round(mm_to_px(n * scale, DPI)) for n in cell)) < 128 for cell in cells]  # type: ignore[operator,arg-type]
    return sum(1 << bit for bit in range(BITS - 1) if dark[bit]) if dark[-1] else 0
