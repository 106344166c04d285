"""Measures each target of tests/fuzz on inputs of 1 MB of one thing again and again. See README.md.

usage: hostile.py [--targets NAME …] [--seconds N] [--slowest N]

Each input gets a process of its own, which is stopped after so many seconds.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.fuzz.pathological import inputs
from tests.fuzz.targets import NAMES, kept, target


def measured(name: str, data: bytes, seconds: float) -> float:
    """Seconds of processor time that a target takes; more than `seconds` where it is stopped."""
    took = multiprocessing.get_context("fork").Value("d", seconds)

    def run() -> None:
        start = time.process_time()
        target(name)(data)
        took.value = time.process_time() - start

    process = multiprocessing.get_context("fork").Process(target=run)
    process.start()
    process.join(seconds)
    if process.is_alive():
        process.kill()
        process.join()
    elif process.exitcode:
        sys.exit(f"{name} stopped with {process.exitcode}")
    return float(took.value)


def table(name: str, took: Mapping[str, float], slowest: int) -> None:
    worst = sorted(took, key=lambda label: -took[label])[:slowest]
    said = ", ".join(f"`{label!r}` {took[label]:.2f}" for label in worst)
    print(f"| {name} | {len(took)} | {max(took.values()):.2f} | {said} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--targets", nargs="*", choices=NAMES, default=NAMES)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--slowest", type=int, default=3)
    asked = parser.parse_args()
    print("| target | inputs | slowest, processor s | which |\n|---|---|---|---|")
    for name in asked.targets:
        target(name)(kept(name)[0].read_bytes())  # what is imported and kept for all is there
        made = inputs(name)
        table(
            name, {label: measured(name, data, asked.seconds) for label, data in made.items()}, asked.slowest
        )


if __name__ == "__main__":
    main()
