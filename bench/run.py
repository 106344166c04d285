"""Measures builds as whole processes: wall time, processor time, peak memory. See README.md.

usage: run.py [--cards N …] [--runs N]
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bench.builder import NOTHING, Bench  # noqa: E402
from bench.decks import make_deck  # noqa: E402
from bench.measuring import Cost, machine, spread  # noqa: E402

FEW = 100  # cards; a larger deck is built cold once, as that takes minutes


COLD = "cold, nothing known"
CASES: dict[str, Callable[[Bench], Cost]] = {
    COLD: Bench.cold,
    "cold, fit known": Bench.warm,
    "one card changed": Bench.one_changed,
    NOTHING: Bench.nothing_changed,
}


HEAD = """| case | wall s | of cold | wall ms a card | processor s | peak MiB |
|---|---|---|---|---|---|"""


def laying(bench: Bench, whose: str) -> float:
    """Seconds to lay the pages out, measured inside a process of its own."""
    command = [sys.executable, str(ROOT / "bench" / "laying.py"), whose, str(bench.deck)]
    environment = os.environ | {"DECKPRESS_CACHE": str(bench.folder / "cache")}
    return float(
        subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout.split()[0]
    )


def measure(cards: int, runs: int) -> None:
    """Print the table of one deck: each case's median with its least and most, over interleaved runs."""
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name), cards)
        make_deck(bench.deck, cards)
        costs: dict[str, list[Cost]] = {case: [] for case in CASES}
        costs[COLD].append(bench.cold())
        laid: dict[str, list[float]] = {"ours": [], "bare": []}
        for _ in range(runs):
            for case, run in CASES.items():
                if case != COLD or cards <= FEW:
                    costs[case].append(run(bench))
            for whose, seconds in laid.items():
                seconds.append(laying(bench, whose))
        print(f"\n### {cards} cards\n\n{HEAD}")
        cold = statistics.median(c.wall for c in costs[COLD])
        for case, found in costs.items():
            print(f"| {case} | {' | '.join(cells(found, cold, cards))} |")
        ratios = [mine / theirs for mine, theirs in zip(laid["ours"], laid["bare"], strict=True)]
        print(f"\nLaying the pages out: {spread(laid['ours'], '.2f')} s", end=", ")
        print(f"bare WeasyPrint {spread(laid['bare'], '.2f')} s, ratio {spread(ratios, '.2f')}", flush=True)


def cells(found: Sequence[Cost], cold: float, cards: int) -> list[str]:
    """A row of the table; `cold`: what a cold build of this deck takes, in seconds."""
    wall = statistics.median(c.wall for c in found)
    return [
        spread([c.wall for c in found], ".2f"),
        f"{wall / cold:.3f}",
        f"{wall / cards * 1000:.1f}",
        spread([c.cpu for c in found], ".2f"),
        spread([c.memory for c in found], ".0f"),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, nargs="+", default=[28, 280, 1120])
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    print(machine(), flush=True)
    for cards in given.cards:
        measure(cards, given.runs)


if __name__ == "__main__":
    main()
