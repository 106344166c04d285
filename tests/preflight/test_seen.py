"""What a page shows: its text, where that stands, its fonts, its QR codes."""

from __future__ import annotations

import pytest
import qrcode
from PIL import Image, ImageOps

from deckpress.preflight.seen import DPI, read_codes, see_pages
from deckpress.units import mm_to_pt, mm_to_px
from tests.samples_pdf import QR_MM, SITE, edited, good_pdf

ADDRESS = "https://deck.example.org/#6.2"
MODULES = 29  # a side of a code of version 3


def drawn(edge: float, around: int = 255, quiet: float = 4) -> Image.Image:
    """A page 60 mm square with a QR code of `edge` mm in its middle, `quiet` modules from a grey frame."""
    code = qrcode.QRCode(border=0, version=3)
    code.add_data(ADDRESS)
    assert len(code.get_matrix()) == MODULES
    size, page_size = round(mm_to_px(edge, DPI)), round(mm_to_px(60, DPI))
    page = Image.new("L", (page_size, page_size), 255)
    room = size + 2 * round(quiet * size / MODULES)
    frame = Image.new("L", (room + 20, room + 20), around)
    frame.paste(255, (10, 10, room + 10, room + 10))
    symbol = code.make_image().get_image().convert("L").resize((size, size), Image.Resampling.BOX)
    frame.paste(symbol, ((room + 20 - size) // 2, (room + 20 - size) // 2))
    page.paste(frame, ((page_size - frame.width) // 2, (page_size - frame.height) // 2))
    return page


@pytest.mark.parametrize("edge", [12, 14, 20, 30])
def test_a_code_is_read_and_measured(edge: float) -> None:
    [code] = read_codes(drawn(edge))
    assert code.text == ADDRESS
    assert code.edge == pytest.approx(edge, abs=0.26)
    assert code.quiet


def test_a_tinted_panel_around_the_code_is_quiet() -> None:
    assert read_codes(drawn(18, around=230, quiet=1))[0].quiet


@pytest.mark.parametrize(("quiet", "free"), [(4.2, True), (3, False), (2, False)])
def test_the_quiet_zone_is_four_modules(quiet: float, free: bool) -> None:
    assert read_codes(drawn(18, around=0, quiet=quiet))[0].quiet is free


@pytest.mark.parametrize("edge", ["left", "top", "right", "bottom"])
def test_each_side_of_the_quiet_zone_counts(edge: str) -> None:
    page = drawn(18)
    size, start = round(mm_to_px(18, DPI)), round(mm_to_px(21, DPI))
    middle, after, before = start + size // 2, start + size + 6, start - 8
    at = {
        "left": (before, middle),
        "top": (middle, before),
        "right": (after, middle),
        "bottom": (middle, after),
    }[edge]
    page.paste(0, (*at, at[0] + 2, at[1] + 2))
    assert not read_codes(page)[0].quiet


def test_a_code_at_the_very_edge_of_the_page_has_no_quiet_zone() -> None:
    page = drawn(18)
    start = round(mm_to_px(21, DPI))
    assert not read_codes(page.crop((start - 6, 0, page.width, page.height)))[0].quiet


def test_a_light_code_on_dark_is_not_read() -> None:
    assert read_codes(ImageOps.invert(drawn(18))) == ()


def test_a_page_without_code() -> None:
    assert read_codes(Image.new("L", (200, 200), 255)) == ()


def test_the_pages_of_a_pdf() -> None:
    pages = see_pages(good_pdf())
    assert [bool(page.codes) for page in pages] == [False] * 5 + [True]
    [code] = pages[5].codes
    assert code.text == f"{SITE}#1.1"
    assert code.edge == pytest.approx(QR_MM, abs=0.2)
    assert code.quiet
    assert "Voor wie begeleidt." in pages[0].text
    assert {name.split("+")[1] for name in pages[0].fonts} == {
        "Atkinson-Hyperlegible-Next",
        "Atkinson-Hyperlegible-Next-Bold",
    }


def test_the_box_of_a_run_is_its_ink() -> None:
    cover = see_pages(good_pdf())[0]
    [run] = [run for run in cover.runs if run.text == "Voor wie begeleidt."]
    assert run.left == pytest.approx(mm_to_pt(12), abs=1)
    assert 6 < run.top - run.bottom < 12
    assert run.right > run.left + 60


def test_the_fonts_of_a_drawn_group_are_seen() -> None:
    grouped = edited("<p>Voor", "<p style='opacity: .5'>Voor")
    assert see_pages(grouped)[0].fonts == see_pages(good_pdf())[0].fonts
