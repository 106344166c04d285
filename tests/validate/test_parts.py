"""Every card is in a part, every part has cards, and cards name only themes and paths that there are."""

from __future__ import annotations

from pathlib import Path

from tests.validate.checking import Change, said

SECOND: Change = ("deck.yaml", "themes:\n", "  - {number: 2, title: T, line: L}\nthemes:\n")
CARD = 'id: "{}"\ntitle: T\nquote: {{text: T, speaker: S}}\nreflect: [Hoe?]\ninspire: [Doe.]\n'


def write_card(deck: Path, name: str) -> None:
    (deck / f"{name}.yaml").write_text(CARD.format(name), encoding="utf-8")


def test_a_card_without_a_part(deck: Path) -> None:
    said(deck)
    write_card(deck, "2.1")
    assert said(deck) == [
        "deck/2.1.yaml:1:5: deck.yaml has no part 2 for this card: add it, or give the card another id"
    ]


def test_a_part_without_cards(deck: Path) -> None:
    assert said(deck, SECOND) == [
        "deck/deck.yaml:17:14: part 2 has no cards: write one, as 2.1.yaml, or remove the part"
    ]


def test_a_gap_between_card_numbers_is_no_problem(deck: Path) -> None:
    said(deck)
    write_card(deck, "1.40")
    assert said(deck) == []


def test_an_unread_card_counts_for_its_part(deck: Path) -> None:
    said(deck, SECOND)
    (deck / "2.1.yaml").write_text("'", encoding="utf-8")
    assert said(deck) == []


def test_a_card_in_a_misnamed_file_counts_for_its_part(deck: Path) -> None:
    said(deck, SECOND)
    (deck / "2-3.yaml").write_text(CARD.format("2.3"), encoding="utf-8")
    assert said(deck) == []


def test_unread_parts_are_not_held_against_cards(deck: Path) -> None:
    said(deck, ("deck.yaml", "title: Eerste luik", "title:"))
    write_card(deck, "2.1")
    assert said(deck) == []


def test_unknown_themes_and_paths(deck: Path) -> None:
    changes = [
        ("1.1.yaml", "themes: [onthaal]", "themes: [onthaal, ontaal, xyz]"),
        ("1.1.yaml", "paths: [team]", "paths: [taem]"),
    ]
    assert said(deck, *changes) == [
        "deck/1.1.yaml:6:19: deck.yaml has no `ontaal` among its themes: did you mean `onthaal`?",
        "deck/1.1.yaml:6:27: deck.yaml has no `xyz` among its themes: add it to the themes of deck.yaml",
        "deck/1.1.yaml:7:9: deck.yaml has no `taem` among its paths: did you mean `team`?",
    ]


def test_unread_themes_are_not_held_against_cards(deck: Path) -> None:
    changes = [("deck.yaml", "onthaal: Onthaal", "onthaal:"), ("1.1.yaml", "paths: [team]", "paths: [taem]")]
    assert said(deck, *changes) == [
        "deck/1.1.yaml:7:9: deck.yaml has no `taem` among its paths: did you mean `team`?"
    ]
