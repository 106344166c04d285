"""`changes`: which words have changed since an edition."""

from __future__ import annotations

import argparse
from pathlib import Path

from deckpress.commands.common import ROOT, Work, add_deck, telling


def add(command: argparse.ArgumentParser) -> None:
    """What it is told."""
    add_deck(command)
    add_since(command)


def add_since(command: argparse.ArgumentParser) -> None:
    """The edition to compare with."""
    command.add_argument("--since", required=True, metavar="EDITION", help="an edition that was released")


def run(given: argparse.Namespace) -> int:
    """Print what has changed since an edition, word by word."""

    def prepare() -> Work:
        from deckpress import releasing
        from deckpress.reading import Request

        request = Request(Path(given.deck), None, Path(ROOT, "templates"), Path(ROOT, "styles"))
        return lambda: releasing.changes(request, given.since)

    return telling(prepare, print)
