"""Sheets as PDF: what is in the file, what it asks of printers, and what other programs say of it."""

from __future__ import annotations

import io
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader

from deckpress.duplex import Flip
from deckpress.folded import booklet, fold
from deckpress.impose import Card, Printing, impose
from deckpress.large import write_large
from deckpress.layouts import load_layout
from deckpress.sheets import About, Source, ask_of_printer, write_sheets
from deckpress.units import mm_to_pt
from tests.paper import PAGE, numbered_pdf, printed
from tests.samples_pdf import good_pdf

SHEETS = Path(__file__).parent.parent / "styles" / "sheets"
ABOUT = About("Verbinden met ouders", "nl")
A4 = load_layout(SHEETS, "a4-2up", PAGE)


@cache
def source(cards: int) -> Source:
    return Source(numbered_pdf(cards))


def sheets_of(count: int, **printing: Any) -> bytes:
    cards = [Card(2 * at, 2 * at + 1) for at in range(count)]
    return write_sheets(source(count), impose(cards, A4, PAGE, Printing(**printing)), ABOUT)


@pytest.mark.parametrize(
    ("flip", "wanted"), [("long-edge", "/DuplexFlipLongEdge"), ("short-edge", "/DuplexFlipShortEdge")]
)
def test_it_asks_for_its_own_size_and_its_flip(flip: Flip, wanted: str) -> None:
    root: Any = PdfReader(io.BytesIO(sheets_of(3, flip=flip)), strict=True).root_object
    assert root["/ViewerPreferences"] == {
        "/DisplayDocTitle": True,
        "/PrintScaling": "/None",
        "/Duplex": wanted,
    }
    assert root["/Lang"] == "nl"


def test_paper_that_is_turned_by_hand_is_printed_on_one_side() -> None:
    for pdf in (
        sheets_of(3, order="fronts-then-backs"),
        write_sheets(source(1), fold([Card(0, 1)], PAGE), ABOUT),
    ):
        root: Any = PdfReader(io.BytesIO(pdf)).root_object
        assert root["/ViewerPreferences"]["/Duplex"] == "/Simplex"


def test_it_says_its_title_and_no_time() -> None:
    reader = PdfReader(io.BytesIO(sheets_of(1)), strict=True)
    assert reader.metadata == {"/Title": "Verbinden met ouders", "/Producer": "deckpress, pypdf"}
    assert reader.pdf_header == "%PDF-1.7"


def test_pages_are_sheets_of_their_own_size() -> None:
    for page in PdfReader(io.BytesIO(sheets_of(3)), strict=True).pages:
        assert list(page.mediabox) == pytest.approx([0, 0, mm_to_pt(297), mm_to_pt(210)], abs=1e-3)
        assert "/Rotate" not in page


def test_each_page_is_in_the_file_once_however_many_copies() -> None:
    one, three = sheets_of(4), sheets_of(4, copies=3)
    forms = [sum("/BBox" in (each or {}) for each in _objects(pdf)) for pdf in (one, three)]
    assert forms == [8, 8]


def _objects(pdf: bytes) -> list[Any]:
    reader = PdfReader(io.BytesIO(pdf))
    return [reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1)]


def test_nothing_for_a_screen_is_taken_along() -> None:
    cards = Card(4, 5)
    source = Source(good_pdf())
    made = PdfReader(
        io.BytesIO(write_sheets(source, impose([cards], A4, PAGE, Printing()), ABOUT)), strict=True
    )
    assert any("/Annots" in page for page in source.pages)
    assert not any("/Annots" in page or "/StructParents" in page for page in made.pages)
    assert not {"/Outlines", "/StructTreeRoot", "/MarkInfo", "/Names", "/Metadata"} & set(made.root_object)


def test_the_words_of_a_card_can_still_be_read_on_the_sheet() -> None:
    pdf = write_sheets(Source(good_pdf()), impose([Card(4, 5)], A4, PAGE, Printing()), ABOUT)
    assert "Een titel van een fiche" in pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()


def test_art_goes_on_to_the_middle_of_the_strip_and_no_further() -> None:
    side = printed(sheets_of(1, flip="short-edge"))[0]
    row = side.height * 3 // 4
    at = [side.getpixel((round(mm / 25.4 * 300), row)) for mm in (147.9, 148.4, 148.6, 200)]
    assert at[0] == at[1] != 255
    assert at[2] == at[3] == 255


def test_marks_are_hairlines_in_the_strip() -> None:
    side = printed(sheets_of(2))[0]
    strip = side.crop((round(148 / 25.4 * 300) - 2, 60, round(149 / 25.4 * 300) + 2, 61))
    dark = [grey < 160 for grey in strip.tobytes()]
    assert 2 <= sum(dark) <= 4 and not dark[len(dark) // 2]


def test_the_same_input_gives_the_same_bytes_and_another_another_id() -> None:
    assert sheets_of(3) == sheets_of(3)
    files = [sheets_of(3, flip=flip) for flip in ("long-edge", "short-edge")]
    trailers: list[Any] = [PdfReader(io.BytesIO(pdf)).trailer for pdf in files]
    assert trailers[0]["/ID"][0] == trailers[0]["/ID"][1] != trailers[1]["/ID"][0]


def test_a_finished_pdf_is_made_to_ask_of_the_printer() -> None:
    made = PdfReader(io.BytesIO(ask_of_printer(good_pdf(), ABOUT, "short-edge")), strict=True)
    root: Any = made.root_object
    assert root["/ViewerPreferences"]["/Duplex"] == "/DuplexFlipShortEdge"
    assert "/StructTreeRoot" in root


def made_files() -> dict[str, bytes]:
    source = Source(good_pdf())
    cards = [Card(2, 3), Card(4, 5)]
    files = {
        name: write_sheets(source, impose(cards, load_layout(SHEETS, name, PAGE), PAGE, Printing()), ABOUT)
        for name in ("a4-2up", "a3-4up", "letter-2up", "sra3-4up")
    }
    files["fold"] = write_sheets(source, fold(cards, PAGE), ABOUT)
    files["booklet"] = write_sheets(source, booklet(range(6), PAGE, Printing()), ABOUT)
    files["large"] = write_large(source, ABOUT)
    return files


@pytest.mark.slow
@pytest.mark.tools
def test_other_programs_read_them_without_a_word(tmp_path: Path) -> None:
    commands = [
        ["qpdf", "--check", "{}"],
        ["pdftoppm", "-r", "20", "{}", "{}.ppm"],
        ["mutool", "draw", "-q", "-r", "20", "-o", "{}.%d.png", "{}"],
        ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dPDFSTOPONWARNING", "-sDEVICE=nullpage", "{}"],
    ]
    for name, pdf in made_files().items():
        (tmp_path / name).write_bytes(pdf)
        for command in commands:
            arguments = [part.format(tmp_path / name) for part in command]
            done = subprocess.run(arguments, capture_output=True, text=True, check=True)
            # Debian's MuPDF says of itself, whatever it opens, that it was built without colour profiles.
            said = done.stderr.replace("warning: ICC support is not available\n", "")
            assert said == "", f"{command[0]} {name}"
            assert command[0] == "qpdf" or done.stdout == "", f"{command[0]} {name}"
