"""A real browser for tests: `chromium` runs for the session, `page` is a fresh window of it for each test.

A test that asks for one of them is marked `tools`. The browser is the system's own, driven by Playwright.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from deckpress import system

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

PHONE: ViewportSize = {"width": 390, "height": 844}  # px
DESK: ViewportSize = {"width": 1280, "height": 900}
PATIENCE = 20_000  # ms that a page may take for anything; a busy machine is slow, a fault never ends


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    from playwright.sync_api import sync_playwright

    # Its sandbox needs rights that root in a container does not have.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    arguments.append("--disable-dev-shm-usage")  # in a container that memory may be too small for a page
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=system.chromium(), args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page as large as a desk's, with nothing stored, that speaks Dutch.

    The test fails at its end if a script of the page threw, or the page's security policy blocked something.
    """
    context = chromium.new_context(viewport=DESK, locale="nl-BE")
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE)
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
    yield opened
    context.close()
    assert wrong == []
