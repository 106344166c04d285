"""The data itself: messages, places, and what the models take."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckpress.load import load
from deckpress.model import (
    BuildError,
    Card,
    DeckProblems,
    MissingPart,
    Place,
    Places,
    Problem,
    UsageError,
)
from tests.decks import replace_in, tiny_deck


def test_a_problem_is_shown_on_one_line_without_tricks() -> None:
    problem = Problem(Place("a\nb.yaml", 2, 3), "\x1b[2J “x\u202e” \ud800 ’s é 😀\u2028")
    assert str(problem) == "a\\nb.yaml:2:3: \\x1b[2J “x\\u202e” \\ud800 ’s é 😀\\u2028"
    str(problem).encode()


def test_a_place_without_a_line_is_the_file() -> None:
    assert str(Place("deck.yaml")) == "deck.yaml"


def test_the_place_of_a_value_is_that_of_the_nearest_around_it() -> None:
    places = Places(
        {("card", "1.1"): Place("c", 1, 1), ("card", "1.1", "title"): Place("c", 2, 8), (): Place("d")}
    )
    assert places.at("card", "1.1", "title").line == 2
    assert places.at("card", "1.1", "quote", "text").line == 1
    assert str(places.at("card", "9.9")) == "d"


def test_problems_are_in_the_order_of_places_and_told_once() -> None:
    late, early = Problem(Place("f", 10, 1), "a"), Problem(Place("f", 9, 1), "b")
    assert DeckProblems([late, early, late]).problems == [early, late]
    assert str(DeckProblems([late, early])) == "f:9:1: b\nf:10:1: a"
    assert [kind.exit_code for kind in (DeckProblems, UsageError, MissingPart, BuildError)] == [1, 2, 3, 4]


def test_a_card_is_ordered_by_number_not_by_letters() -> None:
    data = {
        "title": "T",
        "quote": {"text": "T", "speaker": "S"},
        "reflect": ("Hoe?",),
        "inspire": ("Doe.", {"text": "Ook", "items": ("a",)}),
    }
    cards = [Card.model_validate({"id": name, **data}) for name in ("1.10", "1.9", "10.1")]
    assert [card.id for card in sorted(cards, key=lambda card: card.order)] == ["1.9", "1.10", "10.1"]
    assert cards[2].part == 10
    assert cards[0].reflect.questions == ("Hoe?",)
    assert [item.items for item in cards[0].inspire] == [(), ("a",)]


def test_a_deck_finds_its_parts_and_their_cards(tmp_path: Path) -> None:
    folder = tiny_deck(tmp_path / "deck")
    replace_in(folder / "deck.yaml", "themes:\n", "  - {number: 12, title: Twaalf, line: L}\nthemes:\n")
    card = (folder / "1.2.yaml").read_text(encoding="utf-8").replace('"1.2"', '"12.1"')
    (folder / "12.1.yaml").write_text(card, encoding="utf-8")
    deck = load(folder).deck
    assert deck
    assert [[card.id for card in deck.cards_of(number)] for number in (1, 12, 2)] == [
        ["1.1", "1.2"],
        ["12.1"],
        [],
    ]
    assert [deck.part(number).title for number in (1, 12)] == ["Eerste luik", "Twaalf"]
    with pytest.raises(KeyError):
        deck.part(2)
