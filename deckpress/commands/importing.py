"""`import`: make a deck's folder of a publication."""

from __future__ import annotations

import argparse
from pathlib import Path

from deckpress.commands.common import ROOT, Work, telling


def add(command: argparse.ArgumentParser) -> None:
    """What it is told."""
    command.add_argument("source", metavar="SOURCE", help="the publication, as .txt or .pdf")
    command.add_argument("--to", required=True, metavar="DIR", help="the folder to write")
    command.add_argument("--force", action="store_true", help="replace what is in the folder")
    command.add_argument("--strict", action="store_true", help="repair nothing inside words")


def run(given: argparse.Namespace) -> int:
    """Make a deck's folder of a publication."""

    def prepare() -> Work:
        from deckpress.publication.reading import Import, import_publication

        resources = Path(ROOT) / "cards" / "nl" / "resources.yaml"
        asked = Import(Path(given.source), Path(given.to), resources, given.force, given.strict)
        return lambda: import_publication(asked, print)

    return telling(prepare, print)
