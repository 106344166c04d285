"""Every page of the screen PDF on a whole A4, with its tags, links and bookmarks: still PDF/UA-1.

Content, boxes, links and the places that links and bookmarks lead to are all scaled by the same matrix.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pypdf import PageObject, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    RectangleObject,
    StreamObject,
)

from deckpress.sheets import About, Source, describe, open_art, said_of, written
from deckpress.units import mm_to_pt

WIDTH, HEIGHT = 210.0, 297.0  # mm

Matrix = tuple[float, float, float]  # scale, then right and up in pt


def write_large(source: Source, about: About) -> bytes:
    """The whole file on A4, as large as the page takes, centred: A5 becomes 1.41 times as large."""
    writer = PdfWriter(clone_from=source.reader)
    matrices = {
        page.indirect_reference.idnum: _matrix(page) for page in writer.pages if page.indirect_reference
    }
    streams: dict[Matrix, tuple[IndirectObject, IndirectObject]] = {}
    for page in writer.pages:
        assert page.indirect_reference
        matrix = matrices[page.indirect_reference.idnum]
        if matrix not in streams:
            streams[matrix] = _around(writer, matrix)
        trim = page.trimbox
        open_art(page["/Resources"], float(trim.width), float(trim.height), mm_to_pt(about.bleed))
        _enlarge(page, matrix, streams[matrix])
    for destination in _destinations(writer):
        _move(destination, matrices)
    describe(writer, about, "long-edge", said_of(writer))
    return written(writer, source.hash + repr(about).encode() + b"large")


def _matrix(page: PageObject) -> Matrix:
    left, bottom, right, top = map(float, page.trimbox)
    width, height = mm_to_pt(WIDTH), mm_to_pt(HEIGHT)
    scale = min(width / (right - left), height / (top - bottom))
    across, up = (width - scale * (right + left)) / 2, (height - scale * (top + bottom)) / 2
    return scale, across, up


def _around(writer: PdfWriter, matrix: Matrix) -> tuple[IndirectObject, IndirectObject]:
    """What stands before and after the content of each page."""
    scale, across, up = (f"{value:.6f}" for value in matrix)
    before, after = StreamObject(), StreamObject()
    before.set_data(f"q {scale} 0 0 {scale} {across} {up} cm\n".encode("ascii"))
    after.set_data(b"\nQ")
    return writer._add_object(before), writer._add_object(after)


def _enlarge(page: PageObject, matrix: Matrix, around: tuple[IndirectObject, IndirectObject]) -> None:
    contents = page.raw_get("/Contents")
    inner = contents.get_object()
    middle = list(inner) if isinstance(inner, ArrayObject) else [contents]
    page[NameObject("/Contents")] = ArrayObject([around[0], *middle, around[1]])
    paper = RectangleObject((0, 0, round(mm_to_pt(WIDTH), 4), round(mm_to_pt(HEIGHT), 4)))
    for box in ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
        if box in page:
            page[NameObject(box)] = paper
    for annotation in page.get("/Annots", ()):
        for key in ("/Rect", "/QuadPoints"):
            if key in (described := annotation.get_object()):
                described[NameObject(key)] = _scaled(described[key], matrix)


def _scaled(points: Any, matrix: Matrix) -> ArrayObject:
    """Coordinates x, y, x, y … on the large page."""
    scale, *shifts = matrix
    return ArrayObject(FloatObject(f"{scale * float(n) + shifts[at % 2]:.4f}") for at, n in enumerate(points))


def _destinations(writer: PdfWriter) -> Iterator[ArrayObject]:
    """Every place that a name, a bookmark or a link leads to (ISO 32000-1, 12.3.2): [page /XYZ left top zoom]."""
    for thing in writer._objects:
        yield from _arrays(thing)


def _arrays(thing: Any) -> Iterator[ArrayObject]:
    """The destinations in an object, at any depth, other objects that it refers to left aside."""
    if isinstance(thing, ArrayObject):
        if len(thing) >= 4 and thing[1] == "/XYZ" and isinstance(thing[0], IndirectObject):
            yield thing
            return
        for each in thing:
            yield from _arrays(each)
    elif isinstance(thing, DictionaryObject):
        for each in thing.values():
            yield from _arrays(each)


def _move(destination: ArrayObject, matrices: dict[int, Matrix]) -> None:
    page = destination[0]
    assert isinstance(page, IndirectObject)
    if matrix := matrices.get(page.idnum):
        # A coordinate that is null stays as it is when the link is followed.
        for at, shift in ((2, matrix[1]), (3, matrix[2])):
            if isinstance(destination[at], int | float):
                destination[at] = FloatObject(f"{matrix[0] * float(destination[at]) + shift:.4f}")
