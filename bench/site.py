"""Measures the site in Chromium: until it can be used, and how long a search takes. See README.md.

usage: site.py [--cards N] [--runs N]

Type sizes play no part, so cards aren't fitted: the page is made with one size for all.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Page, sync_playwright  # noqa: E402

from bench.decks import make_deck  # noqa: E402
from deckpress import system, webpage  # noqa: E402
from deckpress.labels import load_labels  # noqa: E402
from deckpress.load import load  # noqa: E402
from deckpress.model import SideFit  # noqa: E402
from deckpress.render import Look, Renderer  # noqa: E402
from deckpress.theme import load_theme  # noqa: E402

WORDS = ("o", "ou", "oud", "ouders", "ouders kind", "ouders kind telefoon", "xyzzy", "")
FIT = (SideFit(11, 13, 2), SideFit(10, 0, 1, 3))

SEARCH = """word => {
  const field = document.getElementById('q');
  const start = performance.now();
  field.value = word;
  field.dispatchEvent(new Event('input', {bubbles: true}));
  const found = performance.now();
  document.body.offsetHeight;
  return [found - start, performance.now() - start];
}"""
OPENED = """() => {
  const load = performance.getEntriesByType('navigation')[0];
  return [load.domInteractive, load.domContentLoadedEventEnd];
}"""


def site(folder: Path, cards: int) -> Path:
    """The page of a deck of so many cards."""
    deck = load(make_deck(folder / "deck", cards)).deck
    assert deck
    labels = load_labels(ROOT / "templates", "nl")
    look = Look(load_theme(ROOT / "styles"), labels, ROOT / "templates")
    html = webpage.page(
        Renderer(deck, look, folder / "deck"), {card.id: FIT for card in deck.cards}, bool, "deck"
    )
    (folder / "index.html").write_text(html, encoding="utf-8")
    return folder / "index.html"


def measured(page: Page, file: Path) -> dict[str, float]:
    """Milliseconds: until the page could be used, the slowest search, and the slowest with its layout."""
    page.goto("about:blank")
    page.goto(file.as_uri())
    usable = float(page.evaluate(OPENED)[1])
    first = page.evaluate(SEARCH, "a")
    searches = [page.evaluate(SEARCH, word) for word in WORDS]
    return {
        "usable": usable,
        "first search": first[1],
        "slowest search": max(one[0] for one in searches),
        "with its layout": max(one[1] for one in searches),
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--cards", type=int, default=28)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        file = site(Path(name), asked.cards)
        print(f"{asked.cards} cards, {file.stat().st_size / 1000:.0f} KB")
        browser = playwright.chromium.launch(executable_path=system.chromium(), args=["--no-sandbox"])
        page = browser.new_page()
        runs = [measured(page, file) for _ in range(asked.runs)]
        for what in runs[0]:
            values = [run[what] for run in runs]
            print(f"{what}: {statistics.median(values):.1f} ms ({min(values):.1f}-{max(values):.1f})")
        browser.close()


if __name__ == "__main__":
    main()
