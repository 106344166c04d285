"""Checks on what stands in texts: no HTML, no template marks, no pictures on cards."""

from __future__ import annotations

from collections.abc import Iterator

from deckpress.markup import Reference, references
from deckpress.model import Deck, Problem
from deckpress.texts import quoted, texts
from deckpress.words import Words


def check_marks(deck: Deck, words: Words) -> Iterator[Problem]:
    """A problem for HTML and template marks, and for pictures outside the manual."""
    for text in texts(deck):
        for reference in references(text.text, words, block=text.block):
            if message := _message(reference, text.block):
                yield Problem(text.place(reference.line, reference.target), message)


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
