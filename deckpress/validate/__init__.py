"""What must hold of a deck that each of its files by itself is right about."""

from __future__ import annotations

from deckpress.loaded import Loaded, few
from deckpress.model import Problem
from deckpress.validate.glyphs import check_glyphs
from deckpress.validate.images import check_images
from deckpress.validate.links import check_examples, check_links, check_resources_used
from deckpress.validate.manual import check_manual
from deckpress.validate.marks import check_marks
from deckpress.validate.parts import check_names, check_parts
from deckpress.validate.untranslated import check_translated
from deckpress.words import Words


def validate(loaded: Loaded, words: Words, glyphs: frozenset[int], font_name: str) -> list[Problem]:
    """All that is wrong with what was read of a deck, in the order of its files.

    `glyphs`: the code points that the font called `font_name` has. Nothing is said of what the loader already refused.
    """
    deck = loaded.deck
    if deck is None:
        return []
    unfinished = list(few(check_translated(deck, words)))
    checks = [
        check_parts(loaded, deck),
        check_names(loaded, deck),
        check_links(loaded, deck, words),
        # Where a text is not translated, its links may still have to come.
        [] if unfinished else check_resources_used(loaded, deck, words),
        check_examples(loaded, deck),
        check_marks(deck, words),
        check_glyphs(deck, words, glyphs, font_name),
        check_manual(deck, words),
        check_images(loaded, deck, words),
    ]
    return sorted({*unfinished, *(problem for check in checks for problem in few(check))})
