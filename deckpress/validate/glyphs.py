"""A check on characters that can't be printed: the font has no glyph for them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from deckpress.markup import plain, plain_blocks
from deckpress.model import Deck, Place, Problem
from deckpress.texts import DeckText, listed, texts
from deckpress.words import THIN, Words

# Drawn by no font: the line end, the spaces, and the soft hyphen, which shows only where a word is broken. The thin
# space is made of the font's own space where it has none.
_WITHOUT_GLYPH = {ord("\n"), ord(" "), ord(THIN), 0xAD}

FEW = 5  # letters of another script that may be a name in a text; with more of them, texts are in that script
MOST_NAMED = 60

Lack = tuple[Place, list[str]]  # where a text has characters that the font lacks


def check_glyphs(deck: Deck, words: Words, glyphs: frozenset[int], font_name: str) -> Iterator[Problem]:
    """A problem for each text with characters that are not among the code points of the font.

    Where the deck is in a script that the font doesn't have, one problem for that script, with all its characters.
    """
    lacks = list(_lacks(deck, words, glyphs | _WITHOUT_GLYPH))
    scripts = _scripts({char for _, chars in lacks for char in chars})
    for script, letters in scripts.items():
        yield _problem_of_script(deck, script, letters, lacks, font_name)
    told = {char for chars in scripts.values() for char in chars}
    for place, chars in lacks:
        if left := [char for char in chars if char not in told]:
            message = f"{font_name} has no {_names(left)}: write it with other characters"
            yield Problem(place, message)


def _lacks(deck: Deck, words: Words, good: frozenset[int]) -> Iterator[Lack]:
    for text in texts(deck):
        for line, said in _plain_lines(text, words):
            if lacking := [char for char in dict.fromkeys(said) if ord(char) not in good]:
                yield text.place(line, lacking[0]), lacking


def _plain_lines(text: DeckText, words: Words) -> tuple[tuple[int, str], ...]:
    return plain_blocks(text.text, words) if text.block else ((0, plain(text.text, words)),)


def _scripts(chars: Iterable[str]) -> Mapping[str, set[str]]:
    """The characters of each script that the deck has more than a few letters of."""
    found: dict[str, set[str]] = {}
    for char in chars:
        if unicodedata.category(char)[0] in "LM":
            script = unicodedata.name(char, "other").split(" ")[0]
            found.setdefault(script if script == "CJK" else script.capitalize(), set()).add(char)
    return {script: letters for script, letters in found.items() if len(letters) > FEW}


def _problem_of_script(
    deck: Deck, script: str, chars: set[str], lacks: Iterable[Lack], font_name: str
) -> Problem:
    """What to say of a script: which characters, where they are, and how to get them."""
    files = dict.fromkeys(place.file for place, lacking in lacks if chars & set(lacking))
    where = ", ".join(files)
    message = (
        f"{font_name} lacks {len(chars)} {script} letters, which stand in {where}: {_names(sorted(chars))}. "
        "Put a font that has them in styles/fonts, and name it in styles/theme.yaml"
    )
    return Problem(deck.places.at("deck", "language"), message)


def _names(chars: list[str]) -> str:
    """Characters with their code points and names; of very many the first."""
    names = [f"“{char}” (U+{ord(char):04X} {unicodedata.name(char, 'without a name')})" for char in chars]
    return listed(names, MOST_NAMED)
