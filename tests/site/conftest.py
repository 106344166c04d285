"""The site of the deck in cards/nl, and a browser that notices what it should not do."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page, built by the command that users type."""
    folder = tmp_path_factory.mktemp("site")
    environment = os.environ | {"DECKPRESS_CACHE": str(folder / "cache")}
    command = [sys.executable, "build.py", "--quiet", "--only", "site", "--out", str(folder / "output")]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    return folder / "output" / "site" / "index.html"


@pytest.fixture
def shown(page: Page, site: Path) -> Iterator[Page]:
    """The page opened from disk. The test fails if it asked for anything else, or wrote an error in the console."""
    wrong: list[str] = []
    watch(page, wrong)
    page.goto(site.as_uri())
    yield page
    assert wrong == []


def watch(page: Page, wrong: list[str]) -> None:
    """Note each request that leaves the page and each error in the console."""
    inside = ("file:", "data:", "blob:", "about:")
    page.on("request", lambda asked: None if asked.url.startswith(inside) else wrong.append(asked.url))
    page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    page.context.set_offline(True)


def visit(page: Page, site: Path, anchor: str) -> None:
    """Open the page anew at an anchor, as from a link."""
    page.goto("about:blank")
    page.goto(f"{site.as_uri()}#{anchor}")


def follow(page: Page, link: str) -> None:
    """Click a link within the page, and wait until the page has followed it, which it does in its own time."""
    told = "addEventListener('hashchange', () => done(), { once: true })"  # after the page's own listener
    page.evaluate(f"() => {{ window.followed = new Promise((done) => {told}) }}")
    page.click(link)
    page.evaluate("() => window.followed")


def ids(page: Page, selector: str) -> list[str]:
    """The ids of the cards that an element of the page stands for."""
    found = page.locator(selector).evaluate_all("all => all.map((one) => one.dataset.id)")
    return [str(name) for name in found]
