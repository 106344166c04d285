"""`translate`: a folder to fill in, in another language; `check --translations`: what of it is missing or stale."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from deckpress.commands.common import ROOT, USAGE, Work, teller, telling

SOURCE = "cards/nl"


def add(command: argparse.ArgumentParser) -> None:
    """What it is told."""
    command.add_argument("language", metavar="LANGUAGE", help="two letters, as in fr")
    command.add_argument(
        "--deck", default=SOURCE, metavar="DIR", help="the deck to translate (default: %(default)s)"
    )
    command.add_argument(
        "--to", metavar="DIR", help="the folder to write (default: beside the deck, as cards/fr)"
    )


def run(given: argparse.Namespace) -> int:
    """Write the folder of a translation."""

    def prepare() -> Work:
        from deckpress import translating

        source = Path(given.deck)
        target = Path(given.to) if given.to else source.parent / given.language
        return lambda: translating.translate(source, given.language, target, Path(ROOT) / "templates")

    return telling(prepare, print)


def add_to_check(check: argparse.ArgumentParser) -> None:
    """What `check` is told about translations."""
    group = check.add_argument_group("translations")
    group.add_argument(
        "--translations",
        action="store_true",
        help="compare the deck with the one that it was translated from, or all translations beside that",
    )
    group.add_argument(
        "--source", default=SOURCE, metavar="DIR", help="the deck translated from (default: %(default)s)"
    )
    group.add_argument(
        "--accept",
        type=names_in,
        default=(),
        metavar="NAMES",
        help="keep that you looked at these since the source changed: such as 1.1,part-2 or all",
    )


def run_check(given: argparse.Namespace) -> int:
    """Say what is missing, stale or too much in a translation."""
    if given.accept and not given.translations:
        print("--accept is about translations: add --translations", file=sys.stderr)
        return USAGE

    def prepare() -> Work:
        from deckpress import translating

        asked = translating.Asked(Path(given.deck), Path(given.source), given.accept)
        return lambda: translating.check(asked, Path(ROOT) / "templates")

    return telling(prepare, teller(given.quiet))


def names_in(text: str) -> tuple[str, ...]:
    """The names in "1.1, part-2"."""
    return tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
