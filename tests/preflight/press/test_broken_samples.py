"""A broken sample for each rule of print preflight: the rule is seen to fail, with the page and card side named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from deckpress.preflight.finished import PageSide
from deckpress.preflight.press import PressExpected
from deckpress.units import mm_to_pt
from tests.samples_press import (
    faults,
    form,
    good_press,
    judged,
    letters,
    paint,
    picture,
    press_expected,
)

Change = Callable[[Pdf], object]
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("press-samples")]

FRONT = "page 3 (card 1.1 front): "
BLACK = "0 0 0 1 k"


@pytest.mark.parametrize("marks", [False, True])
@pytest.mark.parametrize("variant", ["x-4", "x-3", "x-1a"])
def test_a_sound_press_file_passes(variant: str, marks: bool) -> None:
    assert judged(good_press(variant, marks), press_expected(variant, marks)) == []


def page_key(key: str, value: object, page: int = 2) -> Change:
    def change(pdf: Pdf) -> None:
        pdf.pages[page].obj[key] = value

    return change


def no_page_key(key: str) -> Change:
    def change(pdf: Pdf) -> None:
        del pdf.pages[2].obj[key]

    return change


def box(left: float, bottom: float, right: float, top: float) -> Array:
    """A box by how far it is outside the A5 trim on each side, in mm."""
    edges = (-left, -bottom, 148 + right, 210 + top)
    return Array([round(mm_to_pt(edge), 4) for edge in edges])


BOXES = {
    "no-trim": (no_page_key("/TrimBox"), "has no TrimBox"),
    "no-bleed": (no_page_key("/BleedBox"), "has no BleedBox"),
    "trim-size": (page_key("/TrimBox", box(0, 0, 0, 2)), "its TrimBox is 148.0 × 212.0 mm"),
    "bleed-size": (page_key("/BleedBox", box(3, 3, 2, 3)), "its bleed is 2.0 mm at the right, not 3 mm"),
    "nesting": (page_key("/MediaBox", box(1, 3, 3, 3)), "its BleedBox goes beyond its MediaBox"),
    "crop": (page_key("/CropBox", box(0, 0, 0, 0)), "its CropBox hides a part of the bleed"),
    "art": (page_key("/ArtBox", box(0, 0, 0, 0)), "has both a TrimBox and an ArtBox"),
    "turned": (page_key("/Rotate", 90), "is turned or scaled"),
    "unit": (page_key("/UserUnit", 2), "is turned or scaled"),
}


@pytest.mark.parametrize("name", BOXES)
def test_boxes(name: str) -> None:
    change, message = BOXES[name]
    found = faults(change)
    assert any(fault.startswith(FRONT) and message in fault for fault in found), found


def test_a_page_is_missing() -> None:
    found = faults(lambda pdf: pdf.pages.__delitem__(5))
    assert any("has 5 pages where the deck has 6 sides" in fault for fault in found), found


def test_two_backs_have_changed_places() -> None:
    def swap(pdf: Pdf) -> None:
        first, second = pdf.pages[3], pdf.pages[5]
        del pdf.pages[5], pdf.pages[3]
        pdf.pages.insert(3, second)
        pdf.pages.append(first)

    found = faults(swap)
    assert any(fault.startswith("page 4 (card 1.1 back): '1.1") for fault in found), found
    assert any(fault.startswith("page 6 (card 1.2 back)") and "QR code" in fault for fault in found), found


def test_a_back_that_its_front_does_not_precede() -> None:
    wanted = press_expected()
    swapped = (*wanted.sides[:3], wanted.sides[5], wanted.sides[4], wanted.sides[3])
    found = judged(good_press(), replace(wanted, sides=swapped))
    assert "page 3 (card 1.1 front): its back isn't the next page. Put it there." in found


def _link(pdf: Pdf) -> None:
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(S=Name.URI, URI="x")
    )
    pdf.pages[2].obj.Annots = Array([pdf.make_indirect(link)])


def root(key: str, value: Callable[[Pdf], object]) -> Change:
    def change(pdf: Pdf) -> None:
        pdf.Root[key] = value(pdf)

    return change


ONLY_PAPER = {
    "link": (_link, FRONT + "has 1 links or notes"),
    "script": (
        root("/OpenAction", lambda pdf: Dictionary(S=Name.JavaScript, JS="1")),
        "holds an action of the kind JavaScript",
    ),
    "layers": (root("/OCProperties", lambda pdf: Dictionary(OCGs=Array())), "holds layers"),
    "form": (root("/AcroForm", lambda pdf: Dictionary(Fields=Array())), "holds a form"),
    "attached": (
        root("/Names", lambda pdf: Dictionary(EmbeddedFiles=Dictionary(Names=Array()))),
        "holds an embedded file",
    ),
    "page-action": (page_key("/AA", Dictionary()), FRONT + "holds an action that starts by itself"),
}


@pytest.mark.parametrize("name", ONLY_PAPER)
def test_nothing_for_screens(name: str) -> None:
    change, message = ONLY_PAPER[name]
    found = faults(change)
    assert any(fault.startswith(message) for fault in found), found


def test_a_file_that_is_no_pdf() -> None:
    assert judged(b"no pdf", press_expected())[0].startswith("the PDF can't be opened")


def test_an_unembedded_font() -> None:
    def change(pdf: Pdf) -> None:
        for each in pdf.objects:
            if isinstance(each, Dictionary) and "/FontFile2" in each:
                del each.FontFile2

    found = faults(change)
    assert any(fault.startswith("page 1 (") and "isn't embedded" in fault for fault in found), found


def test_words_near_the_cut() -> None:
    found = faults(lambda pdf: letters(pdf, 12, mm_to_pt(2), mm_to_pt(100)))
    assert any(fault.startswith(FRONT) and "mm from the trim. Keep 5 mm." in fault for fault in found), found


def code(change: str) -> Change:
    """Paint over or around the QR code of card 1.1's back, which stands in the lower right corner of its panel."""
    return lambda pdf: paint(pdf, change, page=3)


def test_a_qr_code_that_is_covered() -> None:
    found = faults(code(f"\n0 0 0 0 k 0 0 {mm_to_pt(148):g} {mm_to_pt(80):g} re f"))
    assert any("page 4 (card 1.1 back): no QR code" in fault for fault in found), found


def test_a_qr_code_that_is_too_small() -> None:
    def change(pdf: Pdf) -> None:
        page = pdf.pages[3].obj
        page.Contents = pdf.make_stream(b"q .5 0 0 .5 100 100 cm " + page.Contents.read_bytes() + b" Q")

    found = faults(change)
    assert any("page 4 (card 1.1 back): its QR code is" in fault for fault in found), found


def test_expected_sides_may_name_no_side() -> None:
    wanted: PressExpected = press_expected()
    blank = replace(wanted, sides=(*wanted.sides, PageSide("manual")))
    assert any("has 6 pages where the deck has 7 sides" in fault for fault in judged(good_press(), blank))


def test_helpers_paint_what_they_say() -> None:
    """The good file with sound paint added stays sound: the faults above and below are those of what they paint."""

    def change(pdf: Pdf) -> None:
        letters(pdf, 12, 100, 300)
        cmyk = picture(pdf, Name.DeviceCMYK, bytes([255, 255, 0, 0]))
        paint(pdf, "\n/Pic Do /Fm Do", XObject=Dictionary(Pic=cmyk, Fm=form(pdf, "0 1 0 0 k 90 90 9 9 re f")))

    assert faults(change) == []
