"""All checks are made, on all there is."""

from __future__ import annotations

from pathlib import Path

from deckpress.load import load
from deckpress.validate import validate
from tests.validate.checking import GLYPHS, WORDS, in_manual, said


def test_a_whole_deck_has_no_problems(deck: Path) -> None:
    assert said(deck) == []


def test_where_there_is_no_deck_there_is_nothing_to_say(deck: Path) -> None:
    assert validate(load(deck), WORDS, GLYPHS, "Deze letter") == []


def test_a_made_up_site_is_no_problem(deck: Path) -> None:
    assert said(deck, ("deck.yaml", "https://example.org/klein/", "https://klein.example/")) == []


def test_every_check_in_one_pass_in_the_order_of_the_files(deck: Path) -> None:
    changes = [
        ("1.1.yaml", "title: De eerste kaart", "title: De <b>eerste</b>"),
        ("1.1.yaml", "themes: [onthaal]", "themes: [ontaal]"),
        ("1.1.yaml", "- Wat zie je?", "- Wat zie je op Fiche 1.9?"),
        ("1.1.yaml", "- Wat doe je?", "- Wat ☃ je?"),
        ("1.1.yaml", "een [boek](resource:boek)", "een boek"),
        ("deck.yaml", "themes:\n", "  - {number: 2, title: T, line: L}\nthemes:\n"),
        in_manual("@xyz\n\n![](x.png)"),
    ]
    places = [message.split(": ")[0] for message in said(deck, *changes)]
    assert places == [
        "deck/1.1.yaml:2:8",
        "deck/1.1.yaml:2:8",
        "deck/1.1.yaml:6:10",
        "deck/1.1.yaml:11:5",
        "deck/1.1.yaml:12:5",
        "deck/deck.yaml:17:14",
        "deck/manual.md:5:1",
        "deck/manual.md:7:5",
        "deck/manual.md:7:5",
        "deck/resources.yaml:1:3",
    ]
