"""Checks on what stands in texts: no HTML, no template marks, no pictures on cards, no character without a glyph."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from deckpress.markup import Reference, plain, plain_blocks, references
from deckpress.model import Deck, Problem
from deckpress.texts import DeckText, quoted, texts
from deckpress.words import Words

# Drawn by no font: the line end, the space, and the soft hyphen, which shows only where a word is broken.
_WITHOUT_GLYPH = {ord("\n"), ord(" "), 0xAD}


def check_marks(deck: Deck, words: Words) -> Iterator[Problem]:
    """A problem for HTML and template marks, and for pictures outside the manual."""
    for text in texts(deck):
        for reference in references(text.text, words, block=text.block):
            if message := _message(reference, text.block):
                yield Problem(text.place(reference.line, reference.target), message)


def check_glyphs(deck: Deck, words: Words, glyphs: frozenset[int], font_name: str) -> Iterator[Problem]:
    """A problem for each text with characters that are not among the code points of the font."""
    good = glyphs | _WITHOUT_GLYPH
    for text in texts(deck):
        for line, said in _plain_lines(text, words):
            lacking = [char for char in dict.fromkeys(said) if ord(char) not in good]
            if lacking:
                names = ", ".join(
                    f"“{char}” (U+{ord(char):04X} {unicodedata.name(char, 'without a name')})"
                    for char in lacking
                )
                message = f"{font_name} has no {names}: write it with other characters"
                yield Problem(text.place(line, lacking[0]), message)


def _plain_lines(text: DeckText, words: Words) -> list[tuple[int, str]]:
    return plain_blocks(text.text, words) if text.block else [(0, plain(text.text, words))]


def _message(reference: Reference, block: bool) -> str | None:
    mark = reference.target
    if reference.kind == "html" and mark.lower().startswith("<http"):
        return f"`{mark}` can't be linked so: write [words](https://…)"
    if reference.kind == "html":
        return (
            f"`{mark}` is HTML, which texts don't hold: write **bold** for bold, and \\< to show the sign <"
        )
    if reference.kind == "template":
        return f"`{mark}` is a template mark, which texts don't hold: write \\{mark} to show it"
    if reference.kind == "image" and not block:
        return f"the picture {quoted(mark)} can't stand here: only the manual holds pictures"
    return None
