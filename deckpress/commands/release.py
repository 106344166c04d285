"""`release`: keep what an edition says, so that later only what changed need be printed."""

from __future__ import annotations

import argparse
from pathlib import Path

from deckpress.commands.common import ROOT, Work, add_deck, needed, teller, telling


def add(command: argparse.ArgumentParser) -> None:
    """What it is told."""
    add_deck(command)
    command.add_argument("name", metavar="EDITION", help="its name, as in deck.yaml: 2026.1")


def run(given: argparse.Namespace) -> int:
    """Judge the deck, and keep its texts as an edition."""
    say = teller(given.quiet)

    def prepare() -> Work:
        from deckpress import releasing
        from deckpress.reading import Ready, Request

        request = Request(Path(given.deck), None, Path(ROOT, "templates"), Path(ROOT, "styles"))

        def judge(ready: Ready) -> list[str]:
            with needed():
                from deckpress import pipeline
            return pipeline.build(request, say, ready)

        return lambda: releasing.release(request, given.name, judge)

    return telling(prepare, say)
