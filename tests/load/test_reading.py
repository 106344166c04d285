"""A folder becomes a deck, in order and with its places; all that is wrong with its files is told in one pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckpress.load import load
from deckpress.loaded import Loaded
from deckpress.model import Deck, Place, Section
from tests.decks import replace_in
from tests.load.folders import write_card


def whole(loaded: Loaded) -> Deck:
    assert loaded.problems == ()
    assert loaded.unread == frozenset()
    assert loaded.deck
    return loaded.deck


def told(deck: Path) -> list[str]:
    return [str(problem) for problem in load(deck).problems]


def test_a_deck_is_read(deck: Path) -> None:
    read = whole(load(deck))
    assert read.about.slug == "klein"
    assert [card.id for card in read.cards] == ["1.1", "1.2"]
    assert read.cards[0].inspire[1].items == ("dit", "dat")
    assert read.cards[1].reflect.lead == "Denk even terug."
    assert list(read.resources) == ["boek"]
    assert [term.term for term in read.glossary] == ["Luik"]
    assert [section.id for section in read.manual] == ["waarvoor-dient-dit", "woorden"]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("deck", "parts", 0, "purpose", 0), "deck/deck.yaml:14:9"),
        (("card", "1.1", "title"), "deck/1.1.yaml:2:8"),
        (("card", "1.1", "reflect", "questions", 1), "deck/1.1.yaml:12:5"),
        (("card", "1.2", "reflect", "questions", 0), "deck/1.2.yaml:9:7"),
        (("card", "1.2", "reflect", "questions"), "deck/1.2.yaml:9:5"),
        (("card", "1.1", "inspire", 0, "text"), "deck/1.1.yaml:14:5"),
        (("card", "1.1", "inspire", 1, "items", 1), "deck/1.1.yaml:18:9"),
        (("resources", "boek", "url"), "deck/resources.yaml:4:8"),
        (("glossary", 0, "meaning"), "deck/glossary.yaml:2:12"),
        (("manual", "woorden"), "deck/manual.md:7:1"),
        (("card", "9.9"), "deck/deck.yaml"),
    ],
)
def test_every_value_has_its_place(deck: Path, path: tuple[str | int, ...], place: str) -> None:
    assert str(whole(load(deck)).places.at(*path)) == place


def test_cards_are_in_the_order_of_the_parts_and_then_by_number(deck: Path) -> None:
    part = "  - {number: 2, title: T, line: L}\n"
    replace_in(deck / "deck.yaml", "parts:\n", f"parts:\n{part}")
    for name in ("1.10", "2.1", "1.9"):
        write_card(deck, name)
    assert [card.id for card in whole(load(deck)).cards] == ["2.1", "1.1", "1.2", "1.9", "1.10"]


def test_only_the_deck_and_its_cards_must_be_there(deck: Path) -> None:
    for name in ("resources.yaml", "glossary.yaml", "manual.md"):
        (deck / name).unlink()
    read = whole(load(deck))
    assert (dict(read.resources), read.glossary, read.manual) == ({}, (), ())


def test_subfolders_and_other_files_are_left_alone(deck: Path) -> None:
    for name in ("drafts", "images"):
        (deck / name).mkdir()
        (deck / name / "x.yaml").write_text("{", encoding="utf-8")
    (deck / "README.txt").touch()
    whole(load(deck))


def test_examples_are_read_by_the_name_of_their_file(deck: Path) -> None:
    (deck / "examples").mkdir()
    (deck / "examples" / "een-gids.md").write_text("# Een gids\n\nTekst.\n\n## Kop\n", encoding="utf-8")
    read = whole(load(deck))
    assert read.examples == (Section(id="een-gids", title="Een gids", body="\nTekst.\n\n## Kop\n", line=1),)
    assert read.places.at("example", "een-gids") == Place("deck/examples/een-gids.md", 1, 1)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("twee.md", "# Een\n\n# Twee\n", ":3:1: an example is one document, with one title: write `## `"),
        ("geen.md", "Tekst.\n", ":1:1: no title before this text"),
        ("Hoofd letter.md", "# Een\n", ": not the name of an example: name it `<id of its resource>.md`"),
        ("los.txt", "# Een\n", ": not the name of an example"),
        ("leeg.md", "", ": the file is empty"),
    ],
)
def test_an_example_that_is_none_is_told(deck: Path, name: str, text: str, message: str) -> None:
    (deck / "examples").mkdir()
    (deck / "examples" / name).write_text(text, encoding="utf-8")
    [problem] = told(deck)
    assert problem.startswith(f"deck/examples/{name}{message}")


def test_an_absolute_path_is_shown_from_here(deck: Path) -> None:
    (deck / "1.1.yaml").write_text("", encoding="utf-8")
    assert told(deck.absolute()) == ["deck/1.1.yaml: the file is empty: write its text, or remove it"]


def test_a_folder_that_is_no_deck_is_one_problem() -> None:
    loaded = load(Path("not-there"))
    assert loaded.deck is None
    assert len(loaded.problems) == 1


def test_the_rest_of_a_broken_card_is_there_to_be_checked(deck: Path) -> None:
    replace_in(deck / "1.1.yaml", 'id: "1.1"', "id: 1.1")
    replace_in(deck / "1.1.yaml", "title: De", "titel: De")
    loaded = load(deck)
    assert len(loaded.problems) == 2
    assert loaded.deck
    card = loaded.deck.cards[0]
    assert (card.id, card.title, card.quote.speaker) == ("1.1", "…", "een moeder")
    assert loaded.is_unread("card", "1.1", "title")
    assert not loaded.is_unread("card", "1.1")


def test_a_card_that_can_be_read_with_its_faults_is_not_unread(deck: Path) -> None:
    replace_in(deck / "1.2.yaml", "quote:", "title: Weer\nquote:")
    loaded = load(deck)
    assert len(loaded.problems) == 1
    assert loaded.unread == frozenset()


def test_a_card_that_is_no_yaml_is_unread(deck: Path) -> None:
    (deck / "1.2.yaml").write_text("title: 'x", encoding="utf-8")
    loaded = load(deck)
    assert loaded.is_unread("card", "1.2")
    assert loaded.is_unread("card", "1.2", "title")
    assert not loaded.is_unread("card", "1.1")


def test_a_broken_deck_file_leaves_the_cards_to_be_checked(deck: Path) -> None:
    replace_in(deck / "deck.yaml", "language: nl", "language: Nederlands")
    loaded = load(deck)
    assert loaded.deck
    assert (loaded.deck.about.slug, loaded.deck.about.language) == ("klein", "nl")
    assert loaded.is_unread("deck", "language")
    (deck / "deck.yaml").write_text("- a", encoding="utf-8")
    loaded = load(deck)
    assert loaded.deck
    assert len(loaded.deck.cards) == 2
    assert loaded.is_unread("deck", "themes")


def test_a_good_entry_beside_a_bad_one_keeps_its_place(deck: Path) -> None:
    (deck / "glossary.yaml").write_text("- {term: A}\n- {term: B, meaning: M}\n", encoding="utf-8")
    loaded = load(deck)
    assert loaded.deck
    assert [term.term for term in loaded.deck.glossary] == ["B"]
    assert str(loaded.deck.places.at("glossary", 0, "term")) == "deck/glossary.yaml:2:10"


def test_an_id_that_a_misnamed_file_claims_counts_as_unread(deck: Path) -> None:
    write_card(deck, "1.3", **{'"1.3"': '"1.7"'})
    (deck / "2-1.yaml").touch()
    loaded = load(deck)
    assert {("card", "1.7"), ("card", "2.1")} <= loaded.unread
    assert loaded.deck
    assert [card.id for card in loaded.deck.cards] == ["1.1", "1.2", "1.3"]


def test_a_link_within_the_deck_is_followed(deck: Path) -> None:
    (deck / "texts").mkdir()
    (deck / "1.2.yaml").rename(deck / "texts" / "two.yaml")
    (deck / "1.2.yaml").symlink_to("texts/two.yaml")
    whole(load(deck))


def test_a_link_in_a_circle_is_refused(deck: Path) -> None:
    (deck / "1.3.yaml").symlink_to("1.3.yaml")
    [message] = told(deck)
    assert message.startswith("deck/1.3.yaml: ")


def test_a_deck_folder_that_is_a_link_is_read(deck: Path) -> None:
    Path("nl").symlink_to(deck)
    assert len(whole(load(Path("nl"))).cards) == 2
