"""Measures `build.py watch`: from the save of a card to the moment that Chromium shows its new side. See README.md.

usage: preview.py [--cards N …] [--saves N]
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bench.decks import change_card, make_deck  # noqa: E402
from bench.tools import no_sandbox  # noqa: E402
from bench.warm import watched  # noqa: E402
from deckpress import system  # noqa: E402

LONG = 600_000  # ms: a deck that nobody fitted yet takes its time
PICTURE = "() => document.querySelector('#sides img:last-of-type')?.dataset.shown"
# Resolves with the time, in ms of the epoch, at which both sides of a card are other ones and were painted.
SEEN = """([leaf, before]) => new Promise((done) => {
  const look = () => {
    const sides = document.getElementById("sides");
    const now = [...sides.querySelectorAll("img")].map((one) => one.dataset.shown || "").join(" ");
    const wanted = [...sides.querySelectorAll("img")].map((one) => one.dataset.wanted || "").join(" ");
    if (sides.dataset.leaf === leaf && now === wanted && now !== before) {
      requestAnimationFrame(() => setTimeout(() => done(Date.now())));
    } else requestAnimationFrame(look);
  };
  look();
})"""
SHOWN = '() => [...document.querySelectorAll("#sides img")].map((one) => one.dataset.shown || "").join(" ")'


def all_laid_out(page: Page) -> None:
    """Wait until everything is as the files say."""
    page.wait_for_function(
        "() => document.querySelectorAll('#list li').length"
        " && !document.querySelector('#list .thumbs:empty') && !document.getElementById('left').textContent",
        timeout=LONG,
    )


def save(page: Page, card: Path) -> float:
    """Save a change of a card; the seconds until its sides are seen."""
    all_laid_out(page)
    time.sleep(0.5)  # the writer reads what was changed
    before = page.evaluate(SHOWN)
    begin = time.time()
    change_card(card)
    return float(page.evaluate(SEEN, [f"card-{card.stem}", before])) / 1000 - begin


def measure(cards: int, saves: int, page: Page) -> None:
    """Print how long a deck of so many cards takes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_deck(folder / "deck", cards)
        begin = time.time()
        with watched(folder / "deck", folder / "cache") as address:
            page.goto(address)
            all_laid_out(page)
            start = time.time() - begin
            took = [save(page, folder / "deck" / "2.1.yaml") for _ in range(saves)]
        low, middle, high = min(took), statistics.median(took), max(took)
        print(f"| {cards} | {start:.1f} | {took[0]:.2f} | {middle:.2f} ({low:.2f}–{high:.2f}) |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, nargs="+", default=[28])
    parser.add_argument("--saves", type=int, default=15)
    given = parser.parse_args()
    print("| cards | all shown, nothing known, s | first save, s | each save, s |\n|---|---|---|---|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=system.chromium(), args=no_sandbox())
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        for cards in given.cards:
            measure(cards, given.saves, page)
        browser.close()


if __name__ == "__main__":
    main()
