"""Measures what each output costs, against laying out and writing the screen PDF, in one process. See README.md.

usage: outputs.py [--runs N]
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from deckpress import laying, outputs  # noqa: E402
from deckpress.job import Job  # noqa: E402
from deckpress.options import PrintOptions  # noqa: E402
from deckpress.plan import Plan  # noqa: E402
from deckpress.press import Press  # noqa: E402
from deckpress.reading import Request, read_deck  # noqa: E402
from deckpress.render import Look, Renderer  # noqa: E402
from deckpress.theme import load_theme  # noqa: E402


def job(folder: Path) -> Job:
    """The deck laid out, its fits from the cache."""
    request = Request(ROOT / "cards" / "nl", folder, ROOT / "templates", ROOT / "styles")
    theme = load_theme(request.styles)
    deck, labels = read_deck(request, theme)
    renderer = Renderer(deck, Look(theme, labels, request.templates), request.deck)
    press = Press(deck, renderer, request.styles, request.deck, lambda line: None)
    plan = Plan.of(PrintOptions(), request.styles, theme.rules.page)
    made = Job(press, *laying.laid_out(press), folder, lambda line: None, plan)
    press.kept.save()
    return made


def measured() -> dict[str, float]:
    """Seconds of processor: of laying out, and of each output, the screen's first, as others are made of it."""
    took = {}
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        laid = job(Path(folder))
        took["laying out"] = time.process_time() - start
        for name, make in outputs.OUTPUTS.items():
            start = time.process_time()
            make(laid)
            took[name] = time.process_time() - start
    return took


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    if sys.platform == "linux":
        os.sched_setaffinity(
            0, {min(os.sched_getaffinity(0))}
        )  # or a process aside would do half of it, uncounted
    measured()  # fits and fonts into the caches
    all_took = defaultdict(list)
    for _ in range(runs):
        for name, seconds in measured().items():
            all_took[name].append(seconds)
    base = statistics.median(map(sum, zip(all_took["laying out"], all_took["screen"], strict=True)))
    print("| output | processor s | of laying out and screen |\n|---|---|---|")
    for name, seconds in all_took.items():
        middle = statistics.median(seconds)
        print(f"| {name} | {middle:.2f} ({min(seconds):.2f}–{max(seconds):.2f}) | {middle / base:.2f} |")


if __name__ == "__main__":
    main()
