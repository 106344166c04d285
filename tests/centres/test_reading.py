"""Files of centres: what they may hold, and what is said of the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckpress.centres import centre_names, read_centre, with_own
from deckpress.load import load
from deckpress.model import BuildError, Deck, DeckProblems, UsageError
from tests.decks import tiny_deck

GOOD = """\
name: De Regenboog
logo: logo.svg
contact: "[info@regenboog.be](mailto:info@regenboog.be)"
tools:
  "1.1":
    - Onze map
    - text: Het bord
      items: [met foto’s]
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3"><path d="M0 0h9v3z"/></svg>'


@pytest.fixture
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tiny_deck(Path("deck"))
    (folder / "centres").mkdir()
    (folder / "centres" / "de-regenboog.yaml").write_text(GOOD, encoding="utf-8")
    (folder / "centres" / "logo.svg").write_text(LOGO, encoding="utf-8")
    return folder


def whole(folder: Path) -> Deck:
    deck = load(folder).deck
    assert deck
    return deck


def test_a_centre_is_read(deck: Path) -> None:
    assert centre_names(deck) == ["de-regenboog"]
    centre = read_centre(deck, "de-regenboog")
    assert centre.about.name == "De Regenboog"
    assert [item.text for item in centre.own("1.1")] == ["Onze map", "Het bord"]
    assert centre.own("1.2") == ()
    assert centre.logo == (deck / "centres" / "logo.svg").resolve().as_uri()


def test_the_deck_takes_what_it_adds_with_its_places(deck: Path) -> None:
    own = with_own(whole(deck), read_centre(deck, "de-regenboog"))
    assert own.about.publisher == "De Regenboog"
    assert [item.text for item in own.cards[0].tools[-2:]] == ["Onze map", "Het bord"]
    assert own.cards[1].tools == ()
    file = "deck/centres/de-regenboog.yaml"
    assert str(own.places.at("deck", "publisher")) == f"{file}:1:7"
    assert str(own.places.at("card", "1.1", "tools", 3, "items", 0)) == f"{file}:8:15"
    assert str(own.places.at("card", "1.1", "tools", 0)).startswith("deck/1.1.yaml:")


def test_without_centres_there_are_no_names(tmp_path: Path) -> None:
    assert centre_names(tiny_deck(tmp_path / "deck")) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("name: De Regenboog", "naam: De Regenboog", ":1:1: unknown key `naam`: did you mean `name`?"),
        ("name: De Regenboog", f"name: {'x' * 81}", ":1:7: "),
        ("logo: logo.svg", "logo: ../logo.svg", ":2:7: the logo “../logo.svg” "),
        (
            "logo: logo.svg",
            "logo: /etc/passwd",
            ":2:7: the logo “/etc/passwd” is not named from the deck's folder",
        ),
        (
            "logo: logo.svg",
            "logo: logo.png",
            ":2:7: the logo “logo.png” isn't there: did you mean `logo.svg`?",
        ),
        (
            "logo: logo.svg",
            "logo: de-regenboog.yaml",
            ":2:7: the logo “de-regenboog.yaml” is not a PNG, JPEG or SVG",
        ),
        ('"1.1":', '"1.1.1":', ":5:3: "),
        ("- Onze map", "- 12", ":6:7: "),
        ("name: De Regenboog", "name: !!python/object:x y", ":1:7: "),
    ],
)
def test_a_wrong_file_is_told_at_its_place(deck: Path, old: str, new: str, said: str) -> None:
    file = deck / "centres" / "de-regenboog.yaml"
    assert old in GOOD
    file.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(DeckProblems) as caught:
        read_centre(deck, "de-regenboog")
    assert f"{file}{said}" in str(caught.value)


@pytest.mark.parametrize(
    ("logo", "said"),
    [
        (LOGO.replace("<path", "<script>1</script><path"), "holds a <script>"),
        (
            LOGO.replace("<path", '<image href="https://x.example/a.png"/><path'),
            "refers to something outside itself",
        ),
        (LOGO.replace("<path", '<path onload="x()"'), "holds a script (onload)"),
        ("<!DOCTYPE svg [<!ENTITY a 'b'>]>" + LOGO, "holds a DOCTYPE"),
        (LOGO[:40], "is not sound SVG"),
    ],
)
def test_a_hostile_logo_is_refused(deck: Path, logo: str, said: str) -> None:
    (deck / "centres" / "logo.svg").write_text(logo, encoding="utf-8")
    with pytest.raises(DeckProblems) as caught:
        read_centre(deck, "de-regenboog")
    assert said in str(caught.value) and ":2:7: the logo" in str(caught.value)


def test_a_logo_of_a_hundred_megapixels_is_refused(deck: Path) -> None:
    from PIL import Image

    Image.new("1", (10_000, 10_000)).save(deck / "centres" / "logo.png")
    file = deck / "centres" / "de-regenboog.yaml"
    file.write_text(GOOD.replace("logo.svg", "logo.png"), encoding="utf-8")
    with pytest.raises(DeckProblems, match="has more than 50 million pixels"):
        read_centre(deck, "de-regenboog")


@pytest.mark.parametrize("name", ["../1.1", "x" * 300, "", "De Regenboog", "de-regenbog", "CON\0"])
def test_a_name_that_is_no_centre_is_refused(deck: Path, name: str) -> None:
    with pytest.raises(UsageError, match="there is no centre"):
        read_centre(deck, name)


def test_a_link_out_of_the_deck_is_refused(deck: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.yaml").write_text(GOOD, encoding="utf-8")
    (deck / "centres" / "elders.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    with pytest.raises(DeckProblems, match="is outside the deck's folder"):
        read_centre(deck, "elders")


def test_a_file_with_another_kind_of_name_is_told(deck: Path) -> None:
    (deck / "centres" / "De Zon.yml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(BuildError, match="not a centre's name: use small letters"):
        centre_names(deck)


def test_tools_of_a_card_that_is_not_there_are_told(deck: Path) -> None:
    file = deck / "centres" / "de-regenboog.yaml"
    file.write_text(GOOD.replace('"1.1"', '"1.3"'), encoding="utf-8")
    with pytest.raises(
        DeckProblems, match=r"regenboog.yaml:6:5: the deck has no card 1.3: did you mean `1.2`"
    ):
        with_own(whole(deck), read_centre(deck, "de-regenboog"))
