"""Builds the same deck by this builder and by other engines, in turn in one run, and compares them. See README.md.

usage: engines.py [--cards N …] [--runs N] [--engines NAME …] [--cases NAME …] [--limit SECONDS]
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench import goals
from bench.comparison import CASES, Asked, Case, Comparison
from bench.measuring import machine, spread
from bench.others import ENGINES

HEAD = """| by | case | wall s | of bare WeasyPrint | processor s | peak MiB | KB |
|---|---|---|---|---|---|---|"""


def rows(compared: Comparison, cases: list[Case]) -> Iterator[str]:
    """The lines of the table of one deck."""
    yield HEAD
    base = compared.costs.get(goals.BARE, [])
    for case in cases:
        costs, size = compared.costs[case.name], compared.sizes[case.name]
        cells = (
            case.by,
            goals.COLD if case.name == case.by else case.name,
            spread([cost.wall for cost in costs], ".2f"),
            goals.ratios(costs, base),
            spread([cost.cpu for cost in costs], ".2f"),
            spread([cost.memory for cost in costs], ".0f"),
            f"{size / 1000:.0f}" if size else "",
        )
        yield f"| {' | '.join(cells)} |"


def asked() -> tuple[list[int], Asked]:
    """What is asked for: the numbers of cards, and the rest."""
    names = [engine.name for engine in ENGINES]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, nargs="+", default=[goals.FEW])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--engines", nargs="*", choices=names, default=names)
    parser.add_argument("--cases", nargs="*", choices=CASES, default=CASES, help="besides cold")
    parser.add_argument("--limit", type=float, default=3600, help="seconds that a process may take")
    given = parser.parse_args()
    return given.cards, Asked(tuple(given.engines), tuple(given.cases), given.runs, given.limit)


def main() -> None:
    sizes, what = asked()
    print(f"{machine()}, load {os.getloadavg()[0]:.1f} at the start", flush=True)
    results: dict[int, goals.Costs] = {}
    for cards in sizes:
        with tempfile.TemporaryDirectory() as name:
            compared = Comparison(Path(name), cards, what)
            cases = compared.measure()
        results[cards] = compared.costs
        print(f"\n### {cards:,} cards\n", *rows(compared, cases), sep="\n")
        print(
            "",
            *(f"- {note}" for note in compared.notes),
            f"- Load at the end: {os.getloadavg()[0]:.1f}",
            sep="\n",
            flush=True,
        )
    print("\n### Goals\n", *goals.table(results), sep="\n")


if __name__ == "__main__":
    main()
