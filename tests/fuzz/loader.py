"""A deck with one file replaced: loading and checking it ends in problems that can be shown."""

from __future__ import annotations

import shutil

from deckpress.load import load
from deckpress.validate import validate
from tests.decks import tiny_deck
from tests.fuzz.ground import GLYPHS, WORDS, scratch, shown

FILES = ("1.1.yaml", "deck.yaml", "resources.yaml", "glossary.yaml", "manual.md", "examples/boek.md")


def target(data: bytes) -> None:
    """The first line names the file, the rest is what stands in it; any other first line is taken as one of them."""
    first, _, rest = data.partition(b"\n")
    name = first.decode("latin-1")
    name = name if name in FILES else FILES[sum(first) % len(FILES)]
    folder = scratch() / "deck"
    try:
        file = tiny_deck(folder) / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(rest)
        loaded = load(folder)
        shown([*loaded.problems, *validate(loaded, WORDS, GLYPHS, "Deze letter")])
    finally:
        shutil.rmtree(folder, ignore_errors=True)
