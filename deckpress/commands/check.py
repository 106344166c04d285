"""`check`: the deck judged, nothing written; its addresses asked; a translation held against its source."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from deckpress.commands import build, translate
from deckpress.commands.common import DONE, MISSING, PROBLEMS, ROOT, add_deck, lacking, needed, teller


def add(check: argparse.ArgumentParser) -> None:
    """What it is told."""
    add_deck(check)
    check.add_argument(
        "--links",
        action="store_true",
        help="ask every web address of the deck whether it still answers, instead of laying out its pages",
    )
    translate.add_to_check(check)


def run(given: argparse.Namespace) -> int:
    """Judge the deck, its links, or what is translated of it."""
    if given.translations or given.accept:
        return translate.run_check(given)
    return links(given) if given.links else build.run(given)


def links(given: argparse.Namespace) -> int:
    """Ask the deck's addresses: 1 where one is dead, 3 where without a network nothing is known of one."""
    try:
        from deckpress.reading import Request, read_deck
        from deckpress.theme import load_theme
        from deckpress.words import Words
    except (ImportError, OSError) as error:
        return lacking(error)
    from deckpress.model import BuildError

    say, root = teller(given.quiet), Path(ROOT)
    request = Request(Path(given.deck), None, root / "templates", root / "styles")
    try:
        deck, labels = read_deck(request, load_theme(request.styles))
        with needed():
            from deckpress import linkcheck
        checked = linkcheck.check_links(request.deck, deck, Words.from_labels(labels), given.quiet)
    except BuildError as error:
        print(error, file=sys.stderr)
        if error.exit_code == PROBLEMS:
            print("mend the deck first: no address was asked", file=sys.stderr)
        return error.exit_code
    for line in (*checked.before, *checked.report.notes):
        say(str(line))
    for problem in (*checked.report.dead, *checked.report.unknown):
        print(problem, file=sys.stderr)
    for line in (checked.report.totals, *checked.after):
        say(line)
    return PROBLEMS if checked.report.dead else MISSING if checked.report.unknown else DONE
