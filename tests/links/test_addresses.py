"""Every address of a deck is found once, with all places that it is written at and what names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckpress.anchors import is_placeholder
from deckpress.labels import load_labels
from deckpress.links.addresses import addresses
from deckpress.load import load
from deckpress.markup import Words
from tests.decks import replace_in, tiny_deck

ROOT = Path(__file__).parent.parent.parent
WORDS = Words.from_labels(load_labels(ROOT / "templates", "nl"))
Found = dict[str, list[tuple[str, str, tuple[str, ...]]]]


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    return tiny_deck(tmp_path / "deck")


def found(folder: Path) -> Found:
    """Of each address: the file and line, what is written there, what names it."""
    deck = load(folder).deck
    assert deck
    return {
        address.url: [
            (f"{Path(use.place.file).name}:{use.place.line}", use.written, use.named_by)
            for use in address.uses
        ]
        for address in addresses(deck, WORDS)
    }


def test_the_addresses_of_a_small_deck(deck: Path) -> None:
    site, book = "https://example.org/klein/", "https://example.org/boek"
    assert found(deck) == {
        site: [("deck.yaml:8", site, ("the QR codes",))],
        book: [("resources.yaml:4", book, ("card 1.1",))],
    }


def test_all_that_names_one_is_told(deck: Path) -> None:
    replace_in(deck / "1.2.yaml", "Zie Fiche 1.1.", '"Zie [boek](resource:boek) en [boek](resource:boek)."')
    replace_in(deck / "manual.md", "Voor wie", "[Boek](resource:boek). Voor wie")
    replace_in(deck / "deck.yaml", "Hoe het", "Het [boek](resource:boek). Hoe het")
    replace_in(deck / "glossary.yaml", "Een deel", "Een [boek](resource:boek). Een deel")
    (deck / "examples").mkdir()
    (deck / "examples" / "boek.md").write_text("# Voorbeeld\n\nZie [dit](resource:boek).\n", encoding="utf-8")
    (_, _, names) = found(deck)["https://example.org/boek"][0]
    assert names == ("part 1", "card 1.1", "card 1.2", "the glossary", "the manual", "example boek")


def test_an_address_in_a_text_has_its_place_and_one_in_two_places_is_asked_once(deck: Path) -> None:
    replace_in(deck / "manual.md", "Begin met", "Zie [daar](https://example.org/boek#drie). Begin met")
    replace_in(deck / "1.1.yaml", "Doe iets.", '"Kijk [hier](https://hier.example.org/a)."')
    uses = found(deck)
    assert uses["https://example.org/boek"] == [
        ("manual.md:3", "https://example.org/boek#drie", ("the manual",)),
        ("resources.yaml:4", "https://example.org/boek", ("card 1.1",)),
    ]
    assert uses["https://hier.example.org/a"] == [
        ("1.1.yaml:14", "https://hier.example.org/a", ("card 1.1",))
    ]


def test_mail_and_a_site_that_isnt_there_yet_are_not_asked(deck: Path) -> None:
    replace_in(deck / "deck.yaml", "https://example.org/klein/", "https://klein.example/")
    replace_in(deck / "1.1.yaml", "Doe iets.", '"Mail [ons](mailto:a@example.org)."')
    assert list(found(deck)) == ["https://example.org/boek"]
    assert is_placeholder("https://klein.example/a") and not is_placeholder("https://example.org/.example")


def test_the_addresses_of_our_deck() -> None:
    uses = found(ROOT / "cards" / "nl")
    assert len(uses) > 20
    assert all(place.startswith("resources.yaml:") for used in uses.values() for place, _, _ in used)
    assert all(names for used in uses.values() for _, _, names in used)
