"""Checks on the pictures of the manual: sound files of the deck itself, with words for who can't see them."""

from __future__ import annotations

from collections.abc import Iterator

from deckpress.loaded import Loaded
from deckpress.markup import references
from deckpress.model import Deck, Problem
from deckpress.pictures import picture_fault
from deckpress.texts import quoted, texts
from deckpress.words import Words


def check_images(loaded: Loaded, deck: Deck, words: Words) -> Iterator[Problem]:
    """A problem for each picture of the manual that can't be used, or that has no words for who can't see it."""
    for text in texts(deck):
        for reference in references(text.text, words, block=True) if text.block else ():
            if reference.kind == "image":
                place = text.place(reference.line, reference.target)
                if not reference.text.strip():
                    message = (
                        "the picture has no words: describe it between the brackets, as ![what it shows](…)"
                    )
                    yield Problem(place, message)
                if fault := picture_fault(loaded.folder, reference.target):
                    yield Problem(place, f"the picture {quoted(reference.target)} {fault}")
