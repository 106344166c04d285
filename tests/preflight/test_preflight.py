"""Preflight as a whole: silent on a sound PDF, and no check is left out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from deckpress.preflight import CHECKS, preflight
from tests.samples_pdf import (
    CARD_TITLE,
    SITE,
    changed,
    edited,
    good_pdf,
    sample_expected,
    sample_html,
    sample_pdf,
)


def judge(folder: Path, pdf: bytes) -> list[str]:
    path = folder / "deck.pdf"
    path.write_bytes(pdf)
    problems = preflight(path, sample_expected())
    assert all(problem.place.file == str(path) for problem in problems)
    return [problem.message for problem in problems]


def test_a_sound_deck_has_no_problem(tmp_path: Path) -> None:
    assert judge(tmp_path, good_pdf()) == []


def test_a_sound_deck_of_more_parts_and_cards_has_no_problem(tmp_path: Path) -> None:
    path = tmp_path / "deck.pdf"
    path.write_bytes(sample_pdf(sample_html(parts=2, cards=2)))
    assert preflight(path, sample_expected(parts=2, cards=2)) == []


def _turn(writer: PdfWriter) -> None:
    writer.pages[0][NameObject("/Rotate")] = NumberObject(90)


def _forget_unicode(writer: PdfWriter) -> None:
    for font in writer.pages[0]["/Resources"]["/Font"].values():  # type: ignore[index]
        del font.get_object()["/ToUnicode"]


def _break_link(writer: PdfWriter) -> None:
    link = writer.pages[1]["/Annots"][0].get_object()  # type: ignore[index]
    link[NameObject("/Dest")] = TextStringObject("card-1.2")


def _no_title_bar(writer: PdfWriter) -> None:
    preferences = {NameObject("/DisplayDocTitle"): BooleanObject(False)}
    writer.root_object[NameObject("/ViewerPreferences")] = DictionaryObject(preferences)


# One fault for each check, and what it says.
FAULTS: dict[str, tuple[Callable[[], bytes], str]] = {
    "check_page_count": (lambda: changed(lambda writer: writer.add_blank_page()), "has 7 pages where"),
    "check_page_sizes": (lambda: changed(_turn), "page 1 (cover): is turned"),
    "check_words": (
        lambda: edited(f"<p>1.1 {CARD_TITLE}", "<p>1.1 Een titel van"),
        f"page 6 (card 1.1 back): '{CARD_TITLE}' isn't on the page",
    ),
    "check_safe_area": (
        lambda: edited("<p>Voor wie", "<p style='margin-left: -9mm'>Voor wie"),
        "page 1 (cover): 'Voor wie begeleidt.' is 3.0 mm from the trim",
    ),
    "check_fonts": (lambda: changed(_forget_unicode), "doesn't tell which character"),
    "check_glyphs": (
        lambda: edited("Voor wie", "Voor \ue9f5"),
        "page 1 (cover): the character '\\ue9f5' (U+E9F5)",
    ),
    "check_links": (lambda: changed(_break_link), "the link 'Fiche 1.1' leads nowhere"),
    "check_anchors": (lambda: edited("id='manual'", "id='guide'"), "the PDF has no destination 'manual'"),
    "check_bookmarks": (lambda: edited("<style>", "<style>* { bookmark-level: none }"), "has no bookmarks"),
    "check_metadata": (lambda: changed(_no_title_bar), "a reader shows the file's name"),
    "check_nothing_acts": (
        lambda: changed(lambda writer: writer.add_attachment("more.txt", b"more")),
        "holds an embedded file",
    ),
    "check_qr_codes": (
        lambda: edited("<path d", "<path fill='#fff' d"),
        f"page 6 (card 1.1 back): no QR code with '{SITE}#1.1' can be read",
    ),
    "check_pdfua": (lambda: edited("<li>Hoe", "<li><p>Hoe"), "isn't accessible (PDF/UA-1)"),
}


@pytest.mark.parametrize("check", FAULTS)
def test_a_fault_is_told(check: str, tmp_path: Path) -> None:
    make, told = FAULTS[check]
    assert [message for message in judge(tmp_path, make()) if told in message]


def test_sides_out_of_order_are_told(tmp_path: Path) -> None:
    path = tmp_path / "deck.pdf"
    path.write_bytes(good_pdf())
    expected = sample_expected()
    front, back = expected.sides[4:]
    problems = preflight(path, replace(expected, sides=(*expected.sides[:4], back, front)))
    assert any(
        "page 6 (card 1.1 front): a front is on an even page" in problem.message for problem in problems
    )


def test_every_check_has_its_fault_here() -> None:
    assert {check.__name__ for check in CHECKS} == {*FAULTS, "check_pairs"}


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: b"", id="empty"),
        pytest.param(lambda: b"<html>not a PDF</html>" * 50, id="not a PDF"),
        pytest.param(lambda: good_pdf()[:-200], id="cut off"),
        pytest.param(lambda: b"junk" + good_pdf(), id="junk before"),
    ],
)
def test_what_is_no_pdf_is_one_problem(make: Callable[[], bytes], tmp_path: Path) -> None:
    [message] = judge(tmp_path, make())
    assert message.startswith("the PDF can't be opened: ")


def test_a_damaged_part_keeps_no_check_from_the_rest(tmp_path: Path) -> None:
    def change(writer: PdfWriter) -> None:
        _turn(writer)
        for font in writer.pages[0]["/Resources"]["/Font"].values():  # type: ignore[index]
            descriptor = font.get_object()["/DescendantFonts"][0]["/FontDescriptor"]
            descriptor["/FontFile2"].set_data(b"no font")

    told = judge(tmp_path, changed(change))
    assert any(message.startswith("the PDF can't be read by check_glyphs: ") for message in told)
    assert any("page 1 (cover): is turned" in message for message in told)


def test_what_pypdf_mends_quietly_is_a_problem(tmp_path: Path) -> None:
    pdf = changed(lambda writer: None)
    assert judge(tmp_path, pdf) == []
    [message] = judge(tmp_path, pdf.replace(b"xref\n0 ", b"xref\n1 "))
    assert message.startswith("the PDF isn't well formed: Xref table not zero-indexed.")


@pytest.fixture
def silenced() -> Iterator[logging.Logger]:
    """pypdf, of whose warnings somebody in this process wants to hear nothing."""
    logger = logging.getLogger("pypdf")
    logger.setLevel(logging.CRITICAL)
    yield logger
    logger.setLevel(logging.NOTSET)


def test_it_hears_what_others_had_silenced(tmp_path: Path, silenced: logging.Logger) -> None:
    pdf = changed(lambda writer: None).replace(b"xref\n0 ", b"xref\n1 ")
    assert len(judge(tmp_path, pdf)) == 1
    assert silenced.level == logging.CRITICAL


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        preflight(tmp_path / "none.pdf", sample_expected())
