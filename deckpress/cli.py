"""What was typed → a command, and the exit code."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from deckpress.commands import (
    build,
    calibrate,
    changes,
    check,
    importing,
    mail,
    release,
    reprint,
    translate,
    watch,
)
from deckpress.commands.common import FAULT, STOPPED

# Name: what adds its options, what does it, what it is for.
COMMANDS = {
    "build": (build.add, build.run, "build the deck into the output folder (what happens without a command)"),
    "check": (check.add, check.run, "build the deck, judge it and write nothing; --links asks its addresses"),
    "import": (importing.add, importing.run, "make a deck's folder of a publication's .txt or .pdf"),
    "watch": (watch.add, watch.run, "show the deck on a page that follows what you save"),
    "calibrate": (calibrate.add, calibrate.run, "make backs land on their fronts, on your printer"),
    "release": (release.add, release.run, "keep what an edition says, to print only what changes after it"),
    "changes": (changes.add, changes.run, "the words that have changed since an edition"),
    "reprint": (
        reprint.add,
        reprint.run,
        "only the cards that changed since an edition, in every form of print",
    ),
    "translate": (translate.add, translate.run, "a folder to fill in, to have the deck in another language"),
    "mail": (mail.add, mail.run, "an e-mail with the PDF for each centre of a list: drafts, or send"),
}
MAY_BE_NEGATIVE = ("--back-offset",)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; the exit code says how it went."""
    given = parse(sys.argv[1:] if argv is None else argv)
    try:
        return COMMANDS[given.command][1](given)
    except KeyboardInterrupt:
        print("stopped: nothing was written", file=sys.stderr)
        return STOPPED
    except Exception:
        import traceback  # here, as it takes a fifth of the time of a start

        traceback.print_exc()
        print(
            "this is a fault of the builder; nothing was written. Please report it with the lines above",
            file=sys.stderr,
        )
        return FAULT


def parse(words: Sequence[str]) -> argparse.Namespace:
    """What was typed; `build` is what happens without a command. Ends the process with 2 where it is wrong usage."""
    given = list(words)
    if not given or (given[0].startswith("-") and given[0] not in ("-h", "--help")):
        given.insert(0, "build")
    return parser().parse_args(joined(given))


def joined(words: Sequence[str]) -> list[str]:
    """The words with `--back-offset -1,2` made one, as argparse would take its value for an option."""
    made: list[str] = []
    for word in words:
        if made and made[-1] in MAY_BE_NEGATIVE:
            made[-1] += f"={word}"
        else:
            made.append(word)
    return made


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = argparse.ArgumentParser(
        prog="build.py",
        description="Makes a print-ready, accessible deck of cards of a folder of YAML.",
        epilog="Exit codes: 0 done, 1 problems in the deck, 2 wrong usage, 3 something missing on this machine, "
        "4 a fault of the builder.",
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    for name, (add, _, purpose) in COMMANDS.items():
        add(commands.add_parser(name, help=purpose))
    return top
