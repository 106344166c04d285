"""What a user asks of a build besides the deck itself. The standard library only, and little of it."""

from __future__ import annotations

import re
from typing import NamedTuple

from deckpress.anchors import slug

# What a build makes, in the order in which it is made.
OUTPUTS = ("screen", "examples", "parts", "cards", "press", "duplex", "fold", "large", "booklet", "site")
OF_CENTRE = OUTPUTS[:-1]  # what a build for a centre can make; the site is the deck's own
OF_SELECTION = ("screen", "press", "duplex", "fold", "large")  # what a build of chosen cards makes

EVERY = "all"  # for `--centre`: each of them
EDITIONS = "editions"  # the folder of a deck in which what was released is kept
REPRINT = "herdruk"  # begins the names of what is made of changed cards only
_EDITION = re.compile(r"[0-9A-Za-z]+([._-][0-9A-Za-z]+)*")

UNNAMED = "Selectie"  # chosen cards without a name


def stem_of(name: str | None) -> str:
    """What the files of chosen cards are called: "Avond Gent" becomes avond-gent."""
    return slug(name or UNNAMED) or UNNAMED.lower()


def is_edition(name: str) -> bool:
    """Whether an edition can be released under a name, which is also that of a file: "2026.1"."""
    return len(name) <= 40 and _EDITION.fullmatch(name) is not None


class Choice(NamedTuple):
    """Which cards, as it was typed: an expression, or so many by chance from one; what the choice is called.

    `handout`: whether sheets with their questions are made too.
    """

    select: str | None = None
    random: int | None = None
    source: str | None = None  # `--from`
    seed: int | None = None
    name: str | None = None
    handout: bool = False

    @property
    def is_made(self) -> bool:
        """Whether it is a choice at all, and not the whole deck."""
        return self.select is not None or self.random is not None


class PrintOptions(NamedTuple):
    """How it will be printed, as it was typed; None is the printer's own, or the usual.

    `sheet` names a layout in `styles/sheets`, `printer` a calibrated printer, `pdfx` a variant of PDF/X.
    """

    sheet: str = "a4-2up"
    flip: str | None = None
    copies: int = 1
    order: str = "duplex"
    printer: str | None = None
    marks: bool = False
    pdfx: str = "x-4"
