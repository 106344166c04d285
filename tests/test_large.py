"""Every page on a whole A4: content, links and the places they lead to grow together, and it stays PDF/UA-1."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader

from deckpress.large import write_large
from deckpress.sheets import About, Source
from deckpress.units import mm_to_pt
from tests.samples_pdf import good_pdf
from tests.verapdf import validate

ABOUT = About("Een verzonnen deck", "nl")
SCALE = 297 / 210
ACROSS = mm_to_pt((210 - 148 * SCALE) / 2)


@cache
def large() -> bytes:
    return write_large(Source(good_pdf()), ABOUT)


def pages(pdf: bytes) -> list[dict[str, tuple[float, ...]]]:
    """Of each page, where its letters begin, in pt from its bottom left corner. Spaces are the reader's guess."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        left, bottom, _, _ = page.get_mediabox()
        letters = [at for at, letter in enumerate(text.get_text_range()) if letter.isalnum()]
        boxes = [text.get_charbox(at) for at in letters]
        found.append(
            {"x": tuple(box[0] - left for box in boxes), "y": tuple(box[1] - bottom for box in boxes)}
        )
    return found


def number(place: Any, key: str) -> float:
    return float(place[key])


def test_every_page_is_a4() -> None:
    reader = PdfReader(io.BytesIO(large()), strict=True)
    for page in reader.pages:
        assert list(page.mediabox) == pytest.approx([0, 0, mm_to_pt(210), mm_to_pt(297)], abs=1e-3)
        assert page.trimbox == page.mediabox


def test_every_letter_is_one_and_four_tenths_as_far_from_the_corner() -> None:
    for small, big in zip(pages(good_pdf()), pages(large()), strict=True):
        assert big["x"] == pytest.approx([ACROSS + SCALE * x for x in small["x"]], abs=0.05)
        assert big["y"] == pytest.approx([SCALE * y for y in small["y"]], abs=0.05)


def test_links_and_what_they_lead_to_grow_with_the_page() -> None:
    small, big = (PdfReader(io.BytesIO(pdf), strict=True) for pdf in (good_pdf(), large()))
    for one, other in zip(small.pages, big.pages, strict=True):
        links = list(zip(one.get("/Annots", ()), other.get("/Annots", ()), strict=True))
        for link, grown in ((a.get_object(), b.get_object()) for a, b in links):
            wanted = [SCALE * float(n) + (0 if at % 2 else ACROSS) for at, n in enumerate(link["/Rect"])]
            assert list(grown["/Rect"]) == pytest.approx(wanted, abs=0.01)
            assert grown["/Contents"] == link["/Contents"]
    assert set(small.named_destinations) == set(big.named_destinations) != set()
    for name, place in small.named_destinations.items():
        grown = big.named_destinations[name]
        wanted = [SCALE * number(place, "/Left") + ACROSS, SCALE * number(place, "/Top")]
        assert [number(grown, "/Left"), number(grown, "/Top")] == pytest.approx(wanted, abs=0.01)


def test_bookmarks_grow_with_the_page() -> None:
    small, big = (PdfReader(io.BytesIO(pdf), strict=True).outline for pdf in (good_pdf(), large()))
    assert len(small) == len(big) > 0
    assert number(big[0], "/Top") == pytest.approx(SCALE * number(small[0], "/Top"), abs=0.01)


def test_it_keeps_tags_and_what_it_says_of_itself() -> None:
    small, big = (PdfReader(io.BytesIO(pdf), strict=True) for pdf in (good_pdf(), large()))
    assert {"/StructTreeRoot", "/MarkInfo", "/Metadata", "/Outlines"} <= set(big.root_object)
    assert big.root_object["/ViewerPreferences"]["/PrintScaling"] == "/None"  # type: ignore[index]
    assert small.metadata and big.metadata and big.metadata["/Producer"] == small.metadata["/Producer"]


def test_the_same_input_gives_the_same_bytes() -> None:
    assert write_large(Source(good_pdf()), ABOUT) == large()


@pytest.mark.slow
@pytest.mark.verapdf
def test_it_is_still_accessible(tmp_path: Path) -> None:
    file = tmp_path / "large.pdf"
    file.write_bytes(large())
    report = validate([file], "ua1")[file]
    assert report.compliant and not report.failures
