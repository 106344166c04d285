"""Straight quotation marks become those of the language, wherever a text is read."""

from __future__ import annotations

import pytest

from deckpress import markup
from deckpress.words import Words

FRENCH = Words(("Fiche", "Fiches"), ("Volet", "Volets"), (), (), "«»“”", (";:!?»", "«"))
DUTCH = Words(("Fiche", "Fiches"), ("Luik", "Luiken"), ())


def no_link(kind: str, target: str) -> str | None:
    return None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ze zei: \"ja, 'nu'\".", "Ze zei\u202f: «\u202fja, “nu”\u202f»."),
        ("l'eau", "l’eau"),
        ("“zo” en ‘zo’", "“zo” en ‘zo’"),
    ],
)
def test_straight_quotes_become_those_of_the_language(text: str, expected: str) -> None:
    assert markup.plain(text, FRENCH) == expected
    assert markup.plain_blocks(text, FRENCH) == ((0, expected),)
    assert str(markup.inline(text, FRENCH, no_link)) == expected
    assert str(markup.blocks(text, FRENCH, no_link, 3, lambda _: None)) == f"<p>{expected}</p>"


def test_two_languages_do_not_mix() -> None:
    said = [markup.plain('"ja"', words) for words in (FRENCH, DUTCH, FRENCH)]
    assert said == ["«\u202fja\u202f»", "“ja”", "«\u202fja\u202f»"]
