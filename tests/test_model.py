"""The data itself: messages, places, and what the models take."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckpress.loaded import Loaded, leads_out
from deckpress.model import (
    Card,
    DeckProblems,
    MissingPart,
    Place,
    Places,
    Problem,
    UsageError,
    did_you_mean,
)


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


@pytest.mark.parametrize(
    ("name", "message"),
    [("titel", ": did you mean `title`?"), ("quote", ": did you mean `quote`?"), ("xyz", "")],
)
def test_a_name_near_a_known_one(name: str, message: str) -> None:
    assert did_you_mean(name, {"title", "quote", "tools"}) == message


def test_problems_are_in_the_order_of_places_and_told_once() -> None:
    late, early = Problem(Place("f", 10, 1), "a"), Problem(Place("f", 9, 1), "b")
    assert DeckProblems([late, early, late]).problems == [early, late]
    assert str(DeckProblems([late, early])) == "f:9:1: b\nf:10:1: a"
    assert [kind.exit_code for kind in (DeckProblems, UsageError, MissingPart)] == [1, 2, 3]


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


def test_what_lies_within_something_unread_is_unread() -> None:
    loaded = Loaded(Path(), None, unread=frozenset({("resources",), ("card", "1.1", "tools")}))
    assert loaded.is_unread("resources")
    assert loaded.is_unread("resources", "boek")
    assert loaded.is_unread("card", "1.1", "tools", 0)
    assert not loaded.is_unread("card", "1.1")
    assert not loaded.is_unread("card", "1.1", "title")


def test_where_a_path_ends(tmp_path: Path) -> None:
    deck = tmp_path / "deck"
    (deck / "images").mkdir(parents=True)
    (deck / "a.png").touch()
    (deck / "in.png").symlink_to("a.png")
    (deck / "out.png").symlink_to("/etc/hostname")
    (deck / "outside").symlink_to(tmp_path)
    ends_outside = {
        name: leads_out(deck / name, deck)
        for name in ("a.png", "in.png", "gone.png", "images/../a.png", "../a.png", "out.png", "outside/x.png")
    }
    assert [name for name, outside in ends_outside.items() if outside] == [
        "../a.png",
        "out.png",
        "outside/x.png",
    ]
    assert not leads_out(deck / "a.png", deck / "images" / "..")
