"""What the browser prints: as many pages of the right size as there should be, each side whole on its own page."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pypdf
import pypdfium2
import pytest
import zxingcpp

from deckpress.units import mm_to_pt
from tests.paper import through_the_paper
from tests.site.conftest import ids, visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.tools, pytest.mark.slow, pytest.mark.xdist_group("site")]
THREE = ["6.5", "1.1", "3.2"]
A5, A4 = (148, 210), (297, 210)  # mm


def printed(page: Page, form: str) -> bytes:
    """The PDF that the browser makes of a form of the choice."""
    page.evaluate("window.print = () => undefined")
    page.check(f"input[value={form}]")
    page.click("#press button[type=submit]")
    page.wait_for_selector("#print .slot", state="attached")
    data = page.pdf(prefer_css_page_size=True)
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("#print > *").count() == 0
    return data


def sizes(data: bytes) -> list[tuple[int, int]]:
    """Each page's width and height in whole mm."""
    boxes = [page.mediabox for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    return [(round(float(box.width) / mm_to_pt(1)), round(float(box.height) / mm_to_pt(1))) for box in boxes]


def halves(data: bytes) -> list[tuple[str, str]]:
    """The words of each page's left and right half."""
    found = []
    for page in pypdfium2.PdfDocument(data):
        width, height = page.get_size()
        text = page.get_textpage()
        left = text.get_text_bounded(0, 0, width / 2, height)
        found.append((left, text.get_text_bounded(width / 2, 0, width, height)))
    return found


def codes(data: bytes, number: int, axis: str | None = None) -> list[str]:
    """The ids in a page's QR codes, from left to right; `axis`: as seen through the paper, from its front."""
    drawn = pypdfium2.PdfDocument(data)[number].render(scale=150 / 72, grayscale=True).to_pil()
    if axis:
        drawn = through_the_paper(drawn, axis)  # type: ignore[arg-type]
    found = zxingcpp.read_barcodes(drawn)
    return [code.text.split("#")[1] for code in sorted(found, key=lambda code: code.position.top_left.x)]


def test_each_side_of_a_card_is_a_page_of_a5(shown: Page, site: Path) -> None:
    every = ids(shown, ".card")
    visit(shown, site, "kaarten=" + ",".join(every))
    words = {
        name: [
            shown.locator(f'.card[data-id="{name}"] .{side} :is(.words, .speaker, li)').evaluate_all(
                "all => all.map((one) => (one.firstChild.textContent + '').trim())"
            )
            for side in ("front", "back")
        ]
        for name in every
    }
    data = printed(shown, "a5")
    assert set(sizes(data)) == {A5}
    pages = [squeezed(page.get_textpage().get_text_bounded()) for page in pypdfium2.PdfDocument(data)]
    assert len(pages) == 2 * len(every)
    for at, name in enumerate(every):
        for side in (0, 1):
            missing = [text for text in words[name][side] if squeezed(text) not in pages[2 * at + side]]
            assert missing == [], name
        assert codes(data, 2 * at + 1) == [name]


def squeezed(text: str) -> str:
    """A text without blanks and line ends."""
    return re.sub(r"[\s\u00a0\u202f￾\u0002-]+", "", text)


def test_no_side_had_to_give_way(shown: Page, site: Path) -> None:
    """In the browser for which the page was made, each side is as the deck's own PDF has it."""
    every = ids(shown, ".card")
    visit(shown, site, "kaarten=" + ",".join(every))
    styles = "all => all.map((one) => one.getAttribute('style'))"
    as_fitted = shown.locator(".card .side").evaluate_all(styles)
    shown.evaluate("window.print = () => undefined")
    shown.check("input[value=a5]")
    shown.click("#press button[type=submit]")
    assert shown.locator("#print .side").evaluate_all(styles) == as_fitted


def test_a_side_that_is_too_long_is_made_to_fit(shown: Page, site: Path) -> None:
    visit(shown, site, "kaarten=1.1")
    shown.evaluate(
        """() => { for (const list of document.querySelectorAll('[data-id="1.1"] :is(.questions, .tips)'))
             for (let n = 0; n < 6; n += 1) list.append(list.lastElementChild.cloneNode(true)) }"""
    )
    data = printed(shown, "a5")
    assert sizes(data) == [A5, A5]
    back = pypdfium2.PdfDocument(data)[1].get_textpage()
    assert back.get_text_bounded().count("Volg de ouders daarin.") == 7
    assert codes(data, 1) == ["1.1"]


@pytest.mark.parametrize(("form", "axis"), [("long", "horizontal"), ("short", "vertical")])
def test_two_cards_a_sheet_have_their_backs_behind_them(
    shown: Page, site: Path, form: str, axis: str
) -> None:
    visit(shown, site, "kaarten=" + ",".join(THREE))
    data = printed(shown, form)
    assert sizes(data) == [A4] * 4
    fronts = [[half.split()[-1] for half in pair if half.strip()] for pair in halves(data)[::2]]
    assert fronts == [["6.5", "3.2"], ["1.1"]]  # the left pile first, then the right one
    assert [codes(data, 1, axis), codes(data, 3, axis)] == fronts


def test_a_folded_card_has_its_front_left_and_its_back_right(shown: Page, site: Path) -> None:
    visit(shown, site, "kaarten=" + ",".join(THREE))
    data = printed(shown, "fold")
    assert sizes(data) == [A4] * 3
    for name, number, (left, right) in zip(THREE, range(3), halves(data), strict=True):
        assert "Reflecteren" in left and "Inspireren" in right and left.split()[-1] == name
        assert codes(data, number) == [name]


def test_the_browsers_own_print_takes_what_is_shown(shown: Page, site: Path) -> None:
    for anchor, cards in (("2.2", 1), ("kaarten=1.1,6.6", 2), ("luik-4", 3)):
        visit(shown, site, anchor)
        shown.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        assert sizes(shown.pdf(prefer_css_page_size=True)) == [A5] * 2 * cards
        shown.evaluate("window.dispatchEvent(new Event('afterprint'))")
