"""What a finished PDF has to be, side by side."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from deckpress import expect
from deckpress.labels import load_labels
from deckpress.load import load
from deckpress.model import Deck
from deckpress.render import Look, Renderer
from deckpress.theme import load_theme
from tests.decks import tiny_deck

ROOT = Path(__file__).parent.parent


@pytest.fixture
def deck(tmp_path: Path) -> Deck:
    loaded = load(tiny_deck(tmp_path / "deck"))
    assert loaded.deck and not loaded.problems
    return loaded.deck


def a_renderer(deck: Deck) -> Renderer:
    templates = ROOT / "templates"
    return Renderer(deck, Look(load_theme(ROOT / "styles"), load_labels(templates, "nl"), templates), Path())


def test_what_is_expected_of_each_page(deck: Deck) -> None:
    expected = expect.expected(deck, a_renderer(deck), 4)
    assert [(str(side), side.words, side.anchor, side.qr) for side in expected.sides] == [
        ("cover", ("Klein deck",), None, None),
        ("manual", (), None, None),
        ("manual", (), None, None),
        ("manual", (), None, None),
        ("part 1, divider front", ("Eerste luik",), "part-1", None),
        ("part 1, divider back", ("Luik 1 · Eerste luik",), None, None),
        ("card 1.1 front", ("1.1", "De eerste kaart"), "card-1.1", None),
        ("card 1.1 back", ("1.1 · De eerste kaart",), None, "https://example.org/klein/#1.1"),
        ("card 1.2 front", ("1.2", "De tweede kaart"), "card-1.2", None),
        ("card 1.2 back", ("1.2 · De tweede kaart",), None, "https://example.org/klein/#1.2"),
    ]


def test_what_is_expected_of_the_whole(deck: Deck) -> None:
    expected = expect.expected(deck, a_renderer(deck), 2)
    assert (expected.title, expected.language) == ("Klein deck", "nl")
    assert expected.anchors == ("waarvoor-dient-dit", "woorden")
    assert expected.families == ("Atkinson Hyperlegible Next",)
    assert (expected.width, expected.height, expected.safe) == (148, 210, 5)


def test_what_is_expected_of_titles_is_without_markup(deck: Deck) -> None:
    card = deck.cards[0].model_copy(update={"title": "De *baby's* en Fiche 1.2"})
    [front, back] = expect.expected(replace(deck, cards=(card,)), a_renderer(deck), 1).sides[3:]
    assert front.words == ("1.1", "De baby’s en Fiche\u00a01.2")
    assert back.words == ("1.1 · De baby’s en Fiche\u00a01.2",)
