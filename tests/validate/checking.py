"""What the checks say of the small deck after some changes."""

from __future__ import annotations

from pathlib import Path

from deckpress.load import load
from deckpress.markup import Words
from deckpress.validate import validate
from tests.decks import replace_in, tiny_deck

WORDS = Words(("Fiche", "Fiches"), ("Luik", "Luiken"), (",", "en"))
GLYPHS = frozenset([*range(0x21, 0x7F), *map(ord, "’‘“”…éë–\u00a0")])

Change = tuple[str, str, str]  # a file, what stands in it, what is put in its place


def said(folder: Path, *changes: Change) -> list[str]:
    """What the checks say of the deck in `folder`, written there if it is not, after the changes."""
    if not folder.exists():
        tiny_deck(folder)
    for name, old, new in changes:
        replace_in(folder / name, old, new)
    return [str(problem) for problem in validate(load(folder), WORDS, GLYPHS, "Deze letter")]


def in_manual(new: str) -> Change:
    """A change of the manual: its fifth line becomes `new`."""
    return "manual.md", "@parts", new
