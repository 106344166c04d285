"""Runs a target by coverage: new inputs that take new ways through the code, until one makes it stop.

usage: python -m tests.fuzz.run TARGET [--seconds N]

It needs atheris 3.0.0, which is in no list of packages, as only Linux has it: `pip install atheris==3.0.0`.
"""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path

from tests.fuzz.targets import CORPUS, NAMES, target

FOUND = Path(".cache") / "fuzz"  # inputs that took new ways stay there; those that crash, too


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("target", choices=NAMES)
    parser.add_argument("--seconds", type=int, default=60)
    asked = parser.parse_args()
    try:
        import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]
    except ImportError:
        sys.exit("no atheris on this machine: type `.venv/bin/pip install atheris==3.0.0`")
    with atheris.instrument_imports(
        include=["deckpress", "tests.fuzz", "yaml", "markdown_it", "csv", "pypdf"]
    ):
        run = target(asked.target)
        run(b"")  # what is read once, is read before the time of an input runs
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it says much of a damaged file
    found = FOUND / asked.target
    found.mkdir(parents=True, exist_ok=True)
    options = [
        f"-max_total_time={asked.seconds}",
        "-timeout=10",  # seconds an input
        "-rss_limit_mb=2048",
        "-max_len=8192",
        f"-artifact_prefix={found.parent}/{asked.target}-",
    ]
    atheris.Setup([sys.argv[0], *options, str(found), str(CORPUS / asked.target)], run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
