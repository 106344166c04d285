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
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from decks import make_deck

ROOT = Path(__file__).parent.parent


FEW = 100  # cards; a larger deck is built cold once, as that takes minutes


@dataclass(frozen=True)
class Cost:
    """What one process took: seconds, seconds of processor, peak memory in MiB."""

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True)
class Bench:
    """A deck of so many cards in a folder of its own, with a cache and an output folder of its own."""

    folder: Path
    cards: int

    @property
    def deck(self) -> Path:
        return self.folder / "deck"

    def build(self) -> Cost:
        command = [sys.executable, str(ROOT / "build.py"), "--quiet", "--deck", str(self.deck)]
        return cost([*command, "--out", str(self.folder / "out")], self.folder / "cache")

    def forget(self, *names: str) -> None:
        for name in names:
            subprocess.run(["rm", "-rf", str(self.folder / name)], check=True)

    def cold(self) -> Cost:
        self.forget("out", "cache")
        return self.build()

    def warm(self) -> Cost:
        self.forget("out")
        return self.build()

    def one_changed(self) -> Cost:
        card = self.deck / "2.1.yaml"
        text = card.read_text(encoding="utf-8")
        old, new = (
            ("speaker: een", "speaker: Een") if "speaker: een" in text else ("speaker: Een", "speaker: een")
        )
        card.write_text(text.replace(old, new, 1), encoding="utf-8")
        return self.build()


CASES: dict[str, Callable[[Bench], Cost]] = {
    "cold, nothing known": Bench.cold,
    "cold, fit known": Bench.warm,
    "one card changed": Bench.one_changed,
    "nothing changed": Bench.build,
}


def cost(command: Sequence[str], cache: Path) -> Cost:
    """Run a command to its end, and ask the system what it took. Raises SystemExit where it fails."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, env=os.environ | {"DECKPRESS_CACHE": str(cache)}, cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return Cost(time.perf_counter() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def laying(bench: Bench, whose: str) -> float:
    """Seconds to lay the pages out, measured inside a process of its own."""
    command = [sys.executable, str(ROOT / "bench" / "laying.py"), whose, str(bench.deck)]
    environment = os.environ | {"DECKPRESS_CACHE": str(bench.folder / "cache")}
    return float(
        subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout.split()[0]
    )


def spread(values: Sequence[float], form: str) -> str:
    """The median, and the least and most."""
    low, middle, high = min(values), statistics.median(values), max(values)
    return f"{middle:{form}} ({low:{form}}–{high:{form}})"


def measure(cards: int, runs: int) -> None:
    """Print the table of one deck: each case's median with its least and most, over interleaved runs."""
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name), cards)
        make_deck(bench.deck, cards)
        costs: dict[str, list[Cost]] = {case: [] for case in CASES}
        costs["cold, nothing known"].append(bench.cold())
        laid: dict[str, list[float]] = {"ours": [], "bare": []}
        for _ in range(runs):
            for case, run in CASES.items():
                if case != "cold, nothing known" or cards <= FEW:
                    costs[case].append(run(bench))
            for whose, seconds in laid.items():
                seconds.append(laying(bench, whose))
        print(f"\n### {cards} cards\n\n| case | wall s | processor s | peak MiB |\n|---|---|---|---|")
        for case, found in costs.items():
            cells = (
                spread([c.wall for c in found], ".2f"),
                spread([c.cpu for c in found], ".2f"),
                spread([c.memory for c in found], ".0f"),
            )
            print(f"| {case} | {' | '.join(cells)} |")
        ratios = [mine / theirs for mine, theirs in zip(laid["ours"], laid["bare"], strict=True)]
        print(
            f"\nLaying out only: {spread(laid['ours'], '.2f')} s, bare WeasyPrint {spread(laid['bare'], '.2f')} s, ",
            end="",
        )
        print(f"ratio {spread(ratios, '.2f')}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, nargs="+", default=[28, 280, 1120])
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    for cards in given.cards:
        measure(cards, given.runs)


if __name__ == "__main__":
    main()
