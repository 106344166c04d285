"""Links lead to what is there, and only where links may lead."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.decks import tiny_deck
from tests.validate.checking import Change, in_manual, said

TEXT = "- Doe iets."
LINKED = "can't be linked: write https://…, mailto:…, card:1.1 or resource:its-id"
HAS_NOT = "which the deck doesn't have"


def tip(words: str) -> Change:
    return "1.1.yaml", TEXT, f'- "{words}"'


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("Zie Fiche 1.7.", f"“Fiche 1.7” leads to card 1.7, {HAS_NOT}: did you mean 1.2?"),
        ("Zie Fiche 4.1.", f"“Fiche 4.1” leads to card 4.1, {HAS_NOT}: no card of part 4 is there"),
        ("[dit](card:een)", f"“dit” leads to card een, {HAS_NOT}: the id of a card looks like 1.1"),
        ("Zie Luik 4.", f"“Luik 4” leads to part 4, {HAS_NOT}: its parts are 1"),
        ("[dit](resource:boekk)", f"“dit” leads to resource boekk, {HAS_NOT}: did you mean `boek`?"),
        ("[dit](resource:xyz)", f"“dit” leads to resource xyz, {HAS_NOT}: add it to resources.yaml"),
        ("[](card:1.2)", "the link to 1.2 has no words: write them between the brackets, as [words](…)"),
        ("[dit](javascript:x)", f"the address “javascript:x” {LINKED}"),
        ("[dit](images/a.png)", f"the address “images/a.png” {LINKED}"),
    ],
)  # fmt: skip
def test_a_link_that_leads_nowhere(deck: Path, words: str, message: str) -> None:
    assert said(deck, tip(words)) == [f"deck/1.1.yaml:14:5: {message}"]


@pytest.mark.parametrize(
    "words",
    [
        "Fiches 1.1 en 1.2",
        "[dit](card:1.2)",
        "Luik 1",
        "[dit](resource:boek)",
        "[dit](https://a.b)",
        "[wij](mailto:a@b.c)",
    ],
)
def test_a_link_that_leads_somewhere(deck: Path, words: str) -> None:
    assert said(deck, tip(words)) == []


def test_of_two_cards_as_near_the_first_is_meant(deck: Path) -> None:
    said(deck)
    (deck / "1.2.yaml").rename(deck / "1.3.yaml")
    changes = [("1.3.yaml", 'id: "1.2"', 'id: "1.3"'), ("1.1.yaml", "Fiche 1.2", "Fiche 1.3")]
    [message] = said(deck, *changes)  # deck.yaml still names Fiche 1.2
    assert message.endswith("did you mean 1.1?")


def test_a_link_in_the_manual_is_told_at_its_line_and_column(deck: Path) -> None:
    assert said(deck, in_manual("Eerst een regel.\nDan [woorden](card:1.9).\n\n- Fiche 1.8")) == [
        f"deck/manual.md:6:20: “woorden” leads to card 1.9, {HAS_NOT}: did you mean 1.2?",
        f"deck/manual.md:8:9: “Fiche 1.8” leads to card 1.8, {HAS_NOT}: did you mean 1.2?",
    ]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (("deck.yaml", "Zie Fiche 1.2.", "Zie Fiche 1.9."), "deck/deck.yaml:14:9"),
        (("1.1.yaml", "Wat zie je?", "Wat zie je op Fiche 1.9?"), "deck/1.1.yaml:11:5"),
        (("1.1.yaml", "      - dat", "      - Fiche 1.9"), "deck/1.1.yaml:18:9"),
        (("1.2.yaml", "Denk even terug.", "Lees Fiche 1.9."), "deck/1.2.yaml:7:9"),
        (("glossary.yaml", "Een deel van het deck.", "Zie Fiche 1.9."), "deck/glossary.yaml:2:12"),
        (("resources.yaml", "Het boek", "Het boek bij Fiche 1.9"), "deck/resources.yaml:2:9"),
        (("manual.md", "# Woorden", "# Fiche 1.9"), "deck/manual.md:7:1"),
    ],
)
def test_links_are_sought_everywhere(deck: Path, change: Change, place: str) -> None:
    [message] = said(deck, change)
    assert message.startswith(f"{place}: “Fiche 1.9” leads to card 1.9")


def test_an_unused_resource(deck: Path) -> None:
    assert said(deck, ("1.1.yaml", "een [boek](resource:boek)", "een boek")) == [
        "deck/resources.yaml:1:3: no text links to `boek`: link to it, as [words](resource:boek), or remove it"
    ]


def test_what_could_not_be_read_is_not_called_dangling_or_unused(deck: Path) -> None:
    said(deck)
    (deck / "1.2.yaml").write_text("'", encoding="utf-8")
    (deck / "resources.yaml").write_text("- {id: boek}\n- {id: los, name: N, kind: k}\n", encoding="utf-8")
    assert said(deck) == []
    (deck / "resources.yaml").write_text("'", encoding="utf-8")
    assert said(deck, tip("[dit](resource:wat-dan-ook)")) == []


def test_a_card_in_a_misnamed_file_is_not_called_dangling(deck: Path) -> None:
    said(deck, tip("Zie Fiche 1.7."))
    (deck / "1-7.yaml").touch()
    assert said(deck) == []


def test_parts_that_could_not_be_read_are_not_called_dangling(deck: Path) -> None:
    assert said(deck, ("deck.yaml", "number: 1", "number: een"), tip("Luik 9")) == []


def test_an_example_without_a_resource_is_told_and_one_with_it_not(deck: Path) -> None:
    tiny_deck(deck)
    (deck / "examples").mkdir()
    (deck / "examples" / "boek.md").write_text("# Een boek\n\nTekst.\n", encoding="utf-8")
    assert said(deck) == []
    (deck / "examples" / "boek.md").rename(deck / "examples" / "boeck.md")
    assert said(deck) == [
        "deck/examples/boeck.md:1:1: no resource has the id `boeck`, so no text can link to this example"
        ": did you mean `boek`?"
    ]
