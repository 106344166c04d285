"""The page for everyone: axe-core on every view, small and large screens, no scripts, keyboard only, less motion."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pypdf
import pytest

from tests.site.conftest import ids, visit, watch

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.tools, pytest.mark.slow, pytest.mark.xdist_group("site")]
VIEWS = ("", "1.1", "3.1", "kaarten=1.1,3.2,6.5", "keuze", "links", "voorbeeld-kindportret", "9.9")
MOST_BYTES = 1_000_000
TARGET = 24  # px, WCAG 2.2, 2.5.8


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_has_nothing_to_say(shown: Page, site: Path, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    shown.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    for view in VIEWS:
        visit(shown, site, view)
        if not view:
            shown.fill("#q", "ouders")
            shown.click("#what summary")
        assert faults(Axe().run(shown, options=options).response) == [], view


def faults(found: dict[str, list[dict[str, object]]]) -> list[tuple[object, object]]:
    return [(one["id"], one["nodes"]) for one in found["violations"]]


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_nothing_is_wider_than_the_screen(shown: Page, site: Path, width: int) -> None:
    shown.set_viewport_size({"width": width, "height": 800})
    for view in VIEWS:
        visit(shown, site, view)
        assert shown.evaluate("document.documentElement.scrollWidth") <= width, view


def test_what_is_pressed_is_large_enough(shown: Page, site: Path) -> None:
    for view in VIEWS:
        visit(shown, site, view)
        small = shown.locator("button:visible, select:visible, input:visible, nav a:visible").evaluate_all(
            f"all => all.map((one) => one.getBoundingClientRect()).filter((box) => box.height < {TARGET})"
        )
        assert [box for box in small if box["height"]] == [], view


def test_without_scripts_all_is_there_in_order(site: Path, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    wrong: list[str] = []
    watch(page, wrong)
    page.goto(site.as_uri())
    assert ids(page, ".card:visible")[:3] == ["1.1", "1.2", "1.3"]
    assert len(ids(page, ".card:visible")) == page.locator(".reflect:visible").count() == 28
    assert page.locator(".example:visible").count() == 10
    assert page.locator("input:visible, button:visible").count() == 0
    target = site.parent / "unscripted.pdf"
    page.pdf(path=str(target), prefer_css_page_size=True)
    assert len(pypdf.PdfReader(target).pages) == 56
    context.close()
    assert wrong == []


def test_a_card_is_found_and_chosen_with_the_keyboard_alone(shown: Page) -> None:
    shown.keyboard.press("Tab")
    assert shown.evaluate("document.activeElement.className") == "skip"
    shown.keyboard.press("Enter")
    for _ in range(3):
        shown.keyboard.press("Tab")
        if shown.evaluate("document.activeElement.id") == "q":
            break
    shown.keyboard.type("volzet")
    for _ in range(30):
        shown.keyboard.press("Tab")
        if shown.evaluate("document.activeElement.className") == "choose":
            break
    shown.keyboard.press("Space")
    assert shown.inner_text("#count") == "1"
    assert shown.inner_text("#say") == "Fiche 1.1 zit in je keuze."


def test_who_wants_less_motion_gets_none(shown: Page) -> None:
    smooth = "getComputedStyle(document.documentElement).scrollBehavior"
    assert shown.evaluate(smooth) == "smooth"
    shown.emulate_media(reduced_motion="reduce")
    assert shown.evaluate(smooth) == "auto"


def test_it_can_be_sent(site: Path) -> None:
    assert site.stat().st_size < MOST_BYTES
