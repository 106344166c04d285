"""Placements → PDF, by pypdf. The pages of the screen PDF are drawn as they are, and each is in the file once.

They end at their trim, but are painted on into the bleed: as form XObjects (ISO 32000-1, 8.10) with a larger box this
comes into sight, once the form in each that is its art is opened as well. Nothing that a screen needs is taken along:
no tags, links or bookmarks.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    ContentStream,
    DictionaryObject,
    IndirectObject,
    NameObject,
    RectangleObject,
    StreamObject,
    TextStringObject,
)

from deckpress.duplex import Flip
from deckpress.impose import Sheets
from deckpress.slots import HAIRLINE_PT, Box, Mark, Placement, SheetSide
from deckpress.units import mm_to_pt, px_to_pt

PRODUCER = "deckpress, pypdf"
DUPLEX: dict[Flip | None, str] = {
    "long-edge": "/DuplexFlipLongEdge",
    "short-edge": "/DuplexFlipShortEdge",
    None: "/Simplex",
}


@dataclass(frozen=True)
class About:
    """What a file says of itself: its title and its language (BCP 47); and how far pages are painted beyond their
    trim, in mm."""

    title: str
    language: str
    bleed: float = 3.0


class Source:
    """The finished screen PDF, read once for all the files that are made of it. Raises pypdf's errors if it is none."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        self.reader = PdfReader(io.BytesIO(pdf), strict=True)
        self.pages = list(self.reader.pages)
        self.hash = hashlib.sha256(pdf).digest()


def write_sheets(source: Source, sheets: Sheets, about: About) -> bytes:
    """The sheets as a PDF that prints at its own size, with the printer's flip set: same input, same bytes."""
    writer = PdfWriter()
    forms = _Forms(source, writer, about.bleed)
    width, height = mm_to_pt(sheets.width), mm_to_pt(sheets.height)
    for side in sheets.sides:
        page = PageObject.create_blank_page(width=round(width, 4), height=round(height, 4))
        for box in ("/TrimBox", "/BleedBox", "/ArtBox"):
            page.pop(NameObject(box), None)
        names = {placed.page: forms.form(placed.page) for placed in side.placements}
        page[NameObject("/Resources")] = _resources(names)
        stream = StreamObject()
        stream.set_data("\n".join(_drawing(side, height, forms)).encode("ascii"))
        added = writer.add_page(page)
        added[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    describe(writer, about, sheets.flip)
    made_of = repr((source.hash, sheets, about)).encode()
    return written(writer, made_of)


class _Forms:
    """The pages of the source as form XObjects of a writer, each made when it is first asked for."""

    def __init__(self, source: Source, writer: PdfWriter, bleed: float) -> None:
        self.source, self.writer, self.bleed = source, writer, mm_to_pt(bleed)
        self.made: dict[int, IndirectObject] = {}

    def trim(self, number: int) -> tuple[float, float, float, float]:
        """Where the trim of a page is in its own coordinates, in pt; not always at (0, 0)."""
        left, bottom, right, top = map(float, self.source.pages[number].trimbox)
        return left, bottom, right, top

    def form(self, number: int) -> IndirectObject:
        """The page as a form XObject."""
        if number not in self.made:
            self.made[number] = self._make(number)
        return self.made[number]

    def _make(self, number: int) -> IndirectObject:
        page = self.source.pages[number]
        left, bottom, right, top = self.trim(number)
        bleed = self.bleed
        form = _content(page)
        form[NameObject("/Type")] = NameObject("/XObject")
        form[NameObject("/Subtype")] = NameObject("/Form")
        form[NameObject("/BBox")] = RectangleObject(
            (left - bleed, bottom - bleed, right + bleed, top + bleed)
        )
        shared = page.raw_get("/Resources")  # pages share theirs: cloned once, as it is one object
        resources = shared.clone(self.writer)
        form[NameObject("/Resources")] = resources
        open_art(resources.get_object(), right - left, top - bottom, bleed)
        return self.writer._add_object(form)


def open_art(resources: Any, width: float, height: float, bleed: float) -> None:
    """Let the art of pages of this size be seen to the end of the bleed; lengths in pt.

    The typesetter draws it as a form as large as the page, in px, which clips at the trim what is painted beyond it.
    """
    whole = [0.0, 0.0, width / px_to_pt(1), height / px_to_pt(1)]
    for form in (each.get_object() for each in resources.get("/XObject", {}).values()):
        if "/BBox" in form and all(abs(a - b) < 0.01 for a, b in zip(form["/BBox"], whole, strict=True)):
            by = bleed / px_to_pt(1)
            form[NameObject("/BBox")] = RectangleObject((-by, -by, whole[2] + by, whole[3] + by))


def _content(page: PageObject) -> StreamObject:
    """What draws a page, as compressed as it was where that can be."""
    contents = page["/Contents"].get_object()
    form = StreamObject()
    if isinstance(contents, StreamObject) and not isinstance(contents, ContentStream):
        form._data = contents._data
        if "/Filter" in contents:
            form[NameObject("/Filter")] = contents["/Filter"]
        return form
    drawn = page.get_contents()
    form.set_data(drawn.get_data() if drawn else b"")
    return form.flate_encode()


def _resources(forms: dict[int, IndirectObject]) -> DictionaryObject:
    named = {NameObject(f"/P{number}"): form for number, form in forms.items()}
    return DictionaryObject({NameObject("/XObject"): DictionaryObject(named)})


def _drawing(side: SheetSide, height: float, forms: _Forms) -> Iterator[str]:
    """The operators that draw a side; `height` of the sheet in pt."""
    for placed in side.placements:
        matrix = _numbers(*_matrix(placed, height, forms.trim(placed.page)))
        yield f"q {_rectangle(placed.seen, height)} re W n {matrix} cm /P{placed.page} Do Q"
    if side.marks:
        yield f"q {HAIRLINE_PT} w 0 G"
        yield from (_line(mark, height) for mark in side.marks)
        yield "S Q"


def _matrix(
    placed: Placement, height: float, trim: tuple[float, float, float, float]
) -> tuple[float, float, float, float, float, float]:
    """What takes a page's own coordinates to the sheet's, in pt from its bottom left corner."""
    left, bottom = mm_to_pt(placed.trim.x), height - mm_to_pt(placed.trim.y + placed.trim.height)
    scale = placed.scale
    if placed.rotation == 0:
        return scale, 0, 0, scale, left - scale * trim[0], bottom - scale * trim[1]
    return -scale, 0, 0, -scale, left + scale * trim[2], bottom + scale * trim[3]


def _rectangle(box: Box, height: float) -> str:
    return _numbers(
        mm_to_pt(box.x), height - mm_to_pt(box.y + box.height), mm_to_pt(box.width), mm_to_pt(box.height)
    )


def _line(mark: Mark, height: float) -> str:
    start = _numbers(mm_to_pt(mark.x1), height - mm_to_pt(mark.y1))
    return f"{start} m {_numbers(mm_to_pt(mark.x2), height - mm_to_pt(mark.y2))} l"


def _numbers(*values: float) -> str:
    """Numbers as PDF writes them: to a thousandth of a thousandth of a point, never with an exponent."""
    return " ".join(f"{value:.6f}".rstrip("0").rstrip(".") for value in values)


def describe(
    writer: PdfWriter, about: About, flip: Flip | None, info: Mapping[str, str] | None = None
) -> None:
    """Say what the file is, and ask of programs that print it: at its own size, the paper turned this way.

    `info`: what was said of the file that it is a copy of.
    (ISO 32000-1, 12.2, table 150: ViewerPreferences.)
    """
    writer.metadata = {"/Producer": PRODUCER, **(info or {}), "/Title": about.title}
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject(about.language)
    preferences = root.setdefault(NameObject("/ViewerPreferences"), DictionaryObject()).get_object()
    preferences[NameObject("/DisplayDocTitle")] = BooleanObject(True)
    preferences[NameObject("/PrintScaling")] = NameObject("/None")
    preferences[NameObject("/Duplex")] = NameObject(DUPLEX[flip])


def ask_of_printer(pdf: bytes, about: About, flip: Flip | None) -> bytes:
    """A PDF as it is, but asking to be printed at its own size, the paper turned this way."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    describe(writer, about, flip, said_of(writer))
    return written(writer, pdf + repr((about, flip)).encode())


def said_of(writer: PdfWriter) -> dict[str, str]:
    """What a file's information dictionary holds."""
    return {key: str(value) for key, value in (writer.metadata or {}).items()}


def written(writer: PdfWriter, made_of: bytes) -> bytes:
    """The file's bytes, with an /ID that depends on what it was made of alone (ISO 32000-1, 14.4)."""
    identity = ByteStringObject(hashlib.sha256(made_of).digest()[:16])
    writer._ID = ArrayObject([identity, identity])
    writer.pdf_header = "%PDF-1.7"
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()
