"""A check on what `translate` left to fill in: texts that are still its mark."""

from __future__ import annotations

from collections.abc import Iterator

from deckpress.markup import plain_blocks
from deckpress.model import Deck, Problem
from deckpress.texts import UNTRANSLATED, DeckText, texts
from deckpress.words import Words


def check_translated(deck: Deck, words: Words) -> Iterator[Problem]:
    """A problem for each text that is not translated yet."""
    message = f"not translated yet: write it in {deck.about.language} in place of {UNTRANSLATED}"
    for text in texts(deck):
        yield from (Problem(text.place(line, UNTRANSLATED), message) for line in _marked(text, words))


def _marked(text: DeckText, words: Words) -> Iterator[int]:
    """The lines of a text, from 0, that hold nothing but the mark."""
    if UNTRANSLATED not in text.text:
        return
    if not text.block:
        yield from [0] * (text.text.strip() == UNTRANSLATED)
        return
    yield from (line for line, said in plain_blocks(text.text, words) if said == UNTRANSLATED)
