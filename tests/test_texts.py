"""No text of a deck is forgotten, and each has its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckpress.load import load
from deckpress.texts import DeckText, quoted, texts
from tests.decks import tiny_deck

LEFT_OUT = {
    "id",
    "slug",
    "language",
    "site_url",
    "url",
    "scope",
    "seen",
    "checked",
    "number",
    "themes",
    "paths",
    "line",
}


def words_in(data: object, key: str = "") -> list[str]:
    """Every text in some data, but those that are names, addresses and choices."""
    if isinstance(data, dict):
        return [
            text for name, value in data.items() if name not in LEFT_OUT for text in words_in(value, name)
        ]
    if isinstance(data, (list, tuple)):
        return [text for value in data for text in words_in(value, key)]
    return [data] if isinstance(data, str) else []


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[DeckText]:
    monkeypatch.chdir(tmp_path)
    deck = load(tiny_deck(Path("deck"))).deck
    assert deck
    listed = list(texts(deck))
    expected = words_in(deck.about.model_dump())
    for card in deck.cards:
        expected += words_in(card.model_dump())
    expected += [part.line for part in deck.about.parts]
    expected += [*deck.about.themes.values(), *deck.about.paths.values()]
    expected += [text for resource in deck.resources.values() for text in words_in(resource.model_dump())]
    expected += [text for term in deck.glossary for text in words_in(term.model_dump())]
    expected += [text for section in deck.manual for text in (section.title, section.body)]
    assert sorted(expected) == sorted(text.text for text in listed if text.text)
    return listed


def test_each_text_of_yaml_has_its_place(found: list[DeckText]) -> None:
    places = {text.text: str(text.place(0)) for text in found if not text.block}
    assert places["Klein deck"] == "deck/deck.yaml:2:8"
    assert places["Samen met het team"] == "deck/deck.yaml:20:9"
    assert places["dat"] == "deck/1.1.yaml:18:9"
    assert places["Wat doe je?"] == "deck/1.1.yaml:12:5"
    assert places["Denk even terug."] == "deck/1.2.yaml:7:9"
    assert places["Het boek"] == "deck/resources.yaml:2:9"
    assert places["Een deel van het deck."] == "deck/glossary.yaml:2:12"
    assert places["Woorden"] == "deck/manual.md:7:1"


def test_words_of_the_manual_have_a_line_and_column(found: list[DeckText]) -> None:
    body = next(text for text in found if text.block)
    assert str(body.place(1, "Fiche 1.1")) == "deck/manual.md:3:34"
    assert str(body.place(1, "niet daar")) == "deck/manual.md:3:1"
    assert str(body.place(3, "@parts")) == "deck/manual.md:5:1"


def test_long_words_are_cut_in_messages() -> None:
    assert quoted("x" * 60) == f"“{'x' * 60}”"
    assert quoted("x" * 61) == f"“{'x' * 59}…”"
