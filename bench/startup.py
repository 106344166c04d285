"""Measures how soon a command answers that lays nothing out, against Python itself and its page engine. See README.md.

usage: startup.py [--runs N]
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bench.decks import make_deck  # noqa: E402
from bench.measuring import spread  # noqa: E402

BUILD = str(ROOT / "build.py")
PYTHON, ENGINE = "`python -c pass`", "`import weasyprint`"
HEAD = f"""| answer | processor ms | of {PYTHON} | of {ENGINE} | wall ms |
|---|---|---|---|---|"""

Case = tuple[list[str], int, str]  # what Python is told, the exit code, what is said


def cases(folder: Path) -> dict[str, Case]:
    """What is measured: what runs, and how it has to end."""
    deck, out = str(folder / "deck"), str(folder / "out")
    return {
        PYTHON: (["-c", "pass"], 0, ""),
        ENGINE: (["-c", "import weasyprint"], 0, ""),
        "`--help`": ([BUILD, "--help"], 0, "Exit codes"),
        "wrong usage": ([BUILD, "biuld"], 2, "invalid choice"),
        "nothing changed": (
            [BUILD, "--only", "screen", "--deck", deck, "--out", out],
            0,
            "nothing changed",
        ),
        "`check`, no such folder": ([BUILD, "check", "--deck", str(folder / "dekc")], 1, "no such folder"),
        "`check`, broken YAML in one card of 28": (
            [BUILD, "check", "--deck", str(folder / "broken")],
            1,
            "1 problem",
        ),
    }


def prepare(folder: Path) -> None:
    """A deck that is built, and one with a card that is no YAML."""
    make_deck(folder / "deck", 28)
    make_deck(folder / "broken", 28)
    card = folder / "broken" / "2.1.yaml"
    card.write_text(card.read_text(encoding="utf-8").replace("quote:", "quote: [", 1), encoding="utf-8")
    command, _, _ = cases(folder)["nothing changed"]
    subprocess.run([sys.executable, *command], env=environment(folder), check=True, capture_output=True)


def environment(folder: Path) -> dict[str, str]:
    """That of this process, with a cache of its own."""
    return os.environ | {"DECKPRESS_CACHE": str(folder / "cache")}


def milliseconds(case: Case, folder: Path) -> tuple[float, float]:
    """What a process takes of a processor, and of time. Raises SystemExit where it doesn't end as it has to."""
    command, code, said = case
    begin, used = time.perf_counter(), processor()
    done = subprocess.run(
        [sys.executable, *command], env=environment(folder), check=False, capture_output=True, text=True
    )
    took = (processor() - used, time.perf_counter() - begin)
    if done.returncode != code or said not in done.stdout + done.stderr:
        raise SystemExit(f"measured something else than was meant: {done.stdout}{done.stderr}")
    return took[0] * 1000, took[1] * 1000


def processor() -> float:
    """Seconds of processor of all processes that this one has waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def ratio(values: Sequence[float], base: Sequence[float]) -> str:
    return f"{statistics.median(values) / statistics.median(base):.2f}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder)
        took: dict[str, list[tuple[float, float]]] = {case: [] for case in cases(folder)}
        for _ in range(runs):
            for title, case in cases(folder).items():
                took[title].append(milliseconds(case, folder))
    print(HEAD)
    used = {title: [cpu for cpu, _ in values] for title, values in took.items()}
    for title, values in used.items():
        ratios = f"{ratio(values, used[PYTHON])} | {ratio(values, used[ENGINE])}"
        print(
            f"| {title} | {spread(values, '.0f')} | {ratios} | {spread([wall for _, wall in took[title]], '.0f')} |"
        )


if __name__ == "__main__":
    main()
