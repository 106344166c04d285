"""Measures the own editions of centres against a full build, with memory. See README.md.

usage: centres.py [--centres N]

Each centre has a name, a contact and a tool of its own on one card.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent


def timed(*words: str) -> tuple[float, float]:
    """Run a build; its seconds by the clock and of processor, its workers' too."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run([sys.executable, str(ROOT / "build.py"), "--quiet", *words], cwd=ROOT, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.monotonic() - start, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def write_centres(folder: Path, count: int) -> None:
    """So many centres."""
    folder.mkdir()
    for number in range(count):
        text = (
            f"name: Kinderdagverblijf nummer {number}\ncontact: info{number}@example.org\n"
            f'tools:\n  "{number % 6 + 1}.1": [Ons eigen boek {number}]\n'
        )
        (folder / f"centrum-{number}.yaml").write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--centres", type=int, default=20)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        deck, out = Path(name) / "deck", str(Path(name) / "output")
        os.environ["DECKPRESS_CACHE"] = str(Path(name) / "cache")
        shutil.copytree(ROOT / "cards" / "nl", deck)
        full = timed("--deck", str(deck), "--out", out)
        print(f"full build, nothing known: {full[0]:.1f} s, processor {full[1]:.1f} s", flush=True)
        write_centres(deck / "centres", asked.centres)
        many = timed("--deck", str(deck), "--out", out, "--centre", "all")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        for kind, one, whole in zip(("clock", "processor"), many, full, strict=True):
            each = one / asked.centres
            print(
                f"{asked.centres} centres, {kind}: {one:.1f} s, each {each:.2f} s, {each / whole:.3f} of a full build"
            )
        print(f"largest process: {peak:.0f} MB")


if __name__ == "__main__":
    main()
