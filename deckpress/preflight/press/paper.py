"""The pages of a press file as paper: their boxes, one in the other, and nothing on them that is only for screens."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pypdf import PageObject

from deckpress.model import Problem
from deckpress.preflight.finished import as_array, as_dictionary, resolved
from deckpress.preflight.pdf import check_nothing_acts
from deckpress.preflight.press.opened import PressPdf
from deckpress.units import pt_to_mm

_TOLERANCE_MM = 0.05
_NESTED = ("/MediaBox", "/BleedBox", "/TrimBox")
_EDGES = ("left", "bottom", "right", "top")
Box = tuple[float, float, float, float]


def check_boxes(pdf: PressPdf) -> list[Problem]:
    """The trim is the card, the bleed as deep as asked all round, each box within the next (ISO 15930-7, 6.8)."""
    return [
        pdf.problem(f"{fault}. Make the file anew from its screen PDF.", number)
        for number, page in enumerate(pdf.pages, 1)
        for fault in _box_faults(pdf, page)
    ]


def _box_faults(pdf: PressPdf, page: PageObject) -> Iterator[str]:
    boxes = {key: _box(page, key) for key in _NESTED}
    missing = [key for key, box in boxes.items() if box is None]
    yield from (f"has no {key[1:]}" for key in missing)
    if "/ArtBox" in page:
        yield "has both a TrimBox and an ArtBox"
    if resolved(page.get("/Rotate")) not in (None, 0) or resolved(page.get("/UserUnit")) not in (None, 1):
        yield "is turned or scaled by the PDF"
    found = [box for box in boxes.values() if box is not None]
    if not missing:
        yield from _size_faults(pdf, found[1], found[2])
        yield from _nesting_faults(found)
        if (crop := _box(page, "/CropBox")) and not _holds(crop, found[1]):
            yield "its CropBox hides a part of the bleed"


def _size_faults(pdf: PressPdf, bleed: Box, trim: Box) -> Iterator[str]:
    width, height = pt_to_mm(trim[2] - trim[0]), pt_to_mm(trim[3] - trim[1])
    wanted = pdf.wanted
    if abs(width - wanted.width) > _TOLERANCE_MM or abs(height - wanted.height) > _TOLERANCE_MM:
        yield f"its TrimBox is {width:.1f} × {height:.1f} mm where the card is {wanted.width:g} × {wanted.height:g} mm"
    for edge, one, other in zip(_EDGES, bleed, trim, strict=True):
        if abs(abs(pt_to_mm(one - other)) - wanted.bleed) > _TOLERANCE_MM:
            yield f"its bleed is {abs(pt_to_mm(one - other)):.1f} mm at the {edge}, not {wanted.bleed:g} mm"


def _nesting_faults(boxes: list[Box]) -> Iterator[str]:
    for (outer, around), (inner, within) in pairwise(zip(_NESTED, boxes, strict=True)):
        if not _holds(around, within):
            yield f"its {inner[1:]} goes beyond its {outer[1:]}"


def _holds(outer: Box, inner: Box) -> bool:
    near = 0.01  # pt
    return (
        outer[0] <= inner[0] + near
        and outer[1] <= inner[1] + near
        and outer[2] >= inner[2] - near
        and outer[3] >= inner[3] - near
    )


def _box(page: PageObject, key: str) -> Box | None:
    values = [float(value) for value in as_array(page.get(key))]
    if len(values) != 4:
        return None
    left, bottom, right, top = values
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def check_only_paper(pdf: PressPdf) -> list[Problem]:
    """No link, note, form field, layer, action, script or other file: paper has none (ISO 15930-7, 6.10)."""
    notes = [
        pdf.problem(f"has {count} links or notes, which paper has not. Take them out.", number)
        for number, page in enumerate(pdf.pages, 1)
        if (count := len(as_array(page.get("/Annots"))))
    ]
    hidden = [
        pdf.problem(f"holds {name}. Take it out.")
        for key, name in (("/OCProperties", "layers"), ("/AcroForm", "a form"))
        if as_dictionary(pdf.catalog.get(key))
    ]
    if pdf.reader.is_encrypted:
        hidden.append(pdf.problem("is locked by a password. Take it off."))
    return [*notes, *hidden, *check_nothing_acts(pdf)]
