"""`watch`: the deck on a page beside the editor, as it is saved."""

from __future__ import annotations

import argparse
from pathlib import Path

from deckpress.commands.common import ROOT, Work, add_deck, needed, teller, telling


def add(command: argparse.ArgumentParser) -> None:
    """What it is told."""
    add_deck(command)
    command.add_argument("--port", type=port, metavar="N", help="where to serve it (default: the first free)")


def run(given: argparse.Namespace) -> int:
    """Watch a deck's folder and serve what it looks like, until Ctrl-C."""
    say = teller(given.quiet)

    def prepare() -> Work:
        from deckpress.load import require_folder

        root, folder = Path(ROOT), Path(given.deck)

        def work() -> list[str]:
            require_folder(folder)
            with needed():
                from deckpress import watching
                from deckpress.warmdeck import Asked
            return watching.watch(Asked(folder, root / "templates", root / "styles"), given.port, say)

        return work

    return telling(prepare, say)


def port(text: str) -> int:
    """A port's number."""
    if not text.isascii() or not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text} is no port: write a number up to 65535")
    return int(text)
