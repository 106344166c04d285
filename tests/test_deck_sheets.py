"""The deck in cards/nl on sheets: every back behind the front of its own card, as its QR code tells."""

from __future__ import annotations

import json
from pathlib import Path

import pypdf
import pypdfium2
import pytest
import zxingcpp

from deckpress.duplex import FLIPS, Flip, axis_of
from deckpress.impose import Card, Printing, cut_and_stack, impose
from deckpress.large import write_large
from deckpress.layouts import layout_names, load_layout
from deckpress.sheets import About, Source, write_sheets
from deckpress.slots import Box, slots_of
from deckpress.theme import load_theme
from deckpress.units import mm_to_pt, pt_to_mm
from tests import verapdf
from tests.paper import through_the_paper

ROOT = Path(__file__).parent.parent
SHEETS = ROOT / "styles" / "sheets"
PAGE = load_theme(ROOT / "styles").rules.page
ABOUT = About("Verbinden met ouders", "nl", PAGE.bleed)
DPI = 150
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("deck")]


@pytest.fixture(scope="session")
def out(built: Path) -> Path:
    return built


@pytest.fixture(scope="module")
def source(out: Path) -> Source:
    return Source((out / "verbinden-met-ouders.pdf").read_bytes())


@pytest.fixture(scope="module")
def cards(out: Path) -> list[Card]:
    about = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["cards"]
    return [
        Card(front - 1, back - 1, name) for name, (front, back) in ((n, c["pages"]) for n, c in about.items())
    ]


def words_in(page: pypdfium2.PdfPage, box: Box, height: float) -> str:
    """The words in a box of a page, which is `height` mm high."""
    left, right = mm_to_pt(box.x), mm_to_pt(box.x + box.width)
    top, bottom = mm_to_pt(height - box.y), mm_to_pt(height - box.y - box.height)
    return str(page.get_textpage().get_text_bounded(left, bottom, right, top))


def codes(back: pypdfium2.PdfPage, slots: list[Box], axis: str) -> list[str]:
    """For each slot of the front, the id in the QR code that lies behind it; "" where there is none."""
    picture = through_the_paper(back.render(scale=DPI / 72, grayscale=True).to_pil(), axis)  # type: ignore[arg-type]
    found = []
    for slot in slots:
        crop = [round(mm / 25.4 * DPI) for mm in (slot.x, slot.y, slot.x + slot.width, slot.y + slot.height)]
        read = zxingcpp.read_barcodes(picture.crop((crop[0], crop[1], crop[2], crop[3])))
        found.append(read[0].text.split("#")[1] if read else "")
    return found


@pytest.mark.parametrize("flip", FLIPS)
@pytest.mark.parametrize("name", layout_names(SHEETS))
def test_each_card_has_its_own_back(name: str, flip: Flip, source: Source, cards: list[Card]) -> None:
    layout = load_layout(SHEETS, name, PAGE)
    few = cards[:5]
    sheets = pypdfium2.PdfDocument(write_sheets(source, impose(few, layout, PAGE, Printing(flip)), ABOUT))
    slots = [slot.trim for slot in slots_of(layout, PAGE)]
    axis = axis_of(flip, layout.width, layout.height)
    for sheet, wanted in enumerate(cut_and_stack(few, layout.places)):
        front, back = sheets[2 * sheet], sheets[2 * sheet + 1]
        assert codes(back, slots, axis) == [card.label if card else "" for card in wanted]
        for slot, card in zip(slots, wanted, strict=True):
            words = words_in(front, slot, layout.height).split()
            assert (card.label in words) if card else not words


def test_art_bleeds_as_far_as_the_layout_lets_it(source: Source, cards: list[Card]) -> None:
    layout = load_layout(SHEETS, "sra3-4up", PAGE)
    pdf = write_sheets(source, impose(cards[:1], layout, PAGE, Printing()), ABOUT)
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=300 / 72, grayscale=True).to_pil()
    trim = slots_of(layout, PAGE)[0].trim
    across = round((trim.x + 60) / 25.4 * 300)
    column = picture.crop((across, 0, across + 1, round((trim.y + 5) / 25.4 * 300))).tobytes()
    first = next(at for at, grey in enumerate(column) if grey < 200)
    assert first / 300 * 25.4 == pytest.approx(trim.y - 3, abs=0.1)


def test_all_sheets_take_no_more_than_the_deck_itself(source: Source, cards: list[Card]) -> None:
    """Each page is in a file once, each font too."""
    layout = load_layout(SHEETS, "a4-2up", PAGE)
    once = write_sheets(source, impose(cards, layout, PAGE, Printing()), ABOUT)
    assert len(once) < len(source.pdf)
    assert len(write_sheets(source, impose(cards, layout, PAGE, Printing(copies=3)), ABOUT)) < 1.1 * len(once)


@pytest.mark.verapdf
def test_the_large_deck_is_accessible_and_leads_where_it_did(source: Source, tmp_path: Path) -> None:
    file = tmp_path / "large.pdf"
    file.write_bytes(write_large(source, ABOUT))
    report = verapdf.validate([file], "ua1")[file]
    assert report.compliant and not report.failures
    large = pypdf.PdfReader(file, strict=True)
    small = source.reader
    assert len(large.named_destinations) == len(small.named_destinations)
    assert {round(pt_to_mm(float(page.mediabox.height)), 2) for page in large.pages} == {297}
    assert file.stat().st_size < 2_500_000
