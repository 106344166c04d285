"""What could not be read is known, and so is a link that leads out of the deck."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckpress.load import load
from deckpress.loaded import MOST_TOLD, Loaded, few, leads_out, twice
from deckpress.model import Place, Problem
from deckpress.validate import validate
from tests.decks import tiny_deck
from tests.fuzz.ground import GLYPHS, WORDS

UNREAD = frozenset({("card", "1.2"), ("card", "1.1", "tools"), ("resources",), ("deck", "parts")})


@pytest.mark.parametrize(
    ("path", "unread"),
    [
        (("card", "1.2"), True),
        (("card", "1.2", "title"), True),
        (("card", "1.1"), False),
        (("card", "1.1", "tools"), True),
        (("card", "1.1", "tools", 0, "text"), True),
        (("card", "1.1", "title"), False),
        (("card",), False),
        (("card", "1.22"), False),
        (("resources", "boek"), True),
        (("deck",), False),
        (("deck", "parts", 0), True),
        (("glossary",), False),
    ],
)
def test_what_is_in_something_unread_is_unread(path: tuple[str | int, ...], unread: bool) -> None:
    assert Loaded(Path("deck"), None, unread=UNREAD).is_unread(*path) is unread


def test_where_all_was_read_nothing_is_unread() -> None:
    assert not Loaded(Path("deck"), None).is_unread("card", "1.1")


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A folder with a file in it, and beside it another folder whose name starts the same."""
    for name in ("deck", "deck-other"):
        (tmp_path / name / "images").mkdir(parents=True)
        (tmp_path / name / "a.yaml").touch()
    return tmp_path / "deck"


@pytest.mark.parametrize(
    ("name", "out"),
    [
        ("a.yaml", False),
        ("images/../a.yaml", False),
        ("not-there.yaml", False),
        ("../deck/a.yaml", False),
        ("../deck-other/a.yaml", True),
        ("images/../../deck-other/a.yaml", True),
        ("..", True),
        ("/etc/passwd", True),
    ],
)
def test_a_path_that_leads_out(deck: Path, name: str, out: bool) -> None:
    assert leads_out(deck / name, deck) is out


def test_links_are_followed_to_their_end(deck: Path) -> None:
    (deck / "in").symlink_to("images")
    (deck / "out").symlink_to("../deck-other")
    (deck / "back").symlink_to("out/back")
    (deck.parent / "deck-other" / "back").symlink_to(deck / "a.yaml")
    out = [name for name in ("in/x", "out", "out/a.yaml", "back") if leads_out(deck / name, deck)]
    assert out == ["out", "out/a.yaml"]


def test_a_deck_reached_by_a_link_is_its_own_folder(deck: Path) -> None:
    (deck.parent / "link").symlink_to(deck)
    assert not leads_out(deck.parent / "link" / "a.yaml", deck.parent / "link")
    assert not leads_out(deck.parent / "link" / "a.yaml", deck)


@pytest.mark.parametrize("error", [RuntimeError, OSError])
def test_a_link_that_goes_round_in_a_circle_leads_nowhere(
    deck: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def refuse(_: Path) -> Path:
        raise error

    monkeypatch.setattr(Path, "resolve", refuse)  # which Pythons raise what differs
    assert leads_out(deck / "a.yaml", deck)


def test_of_very_many_problems_the_first_are_told_and_no_more_looked_for() -> None:
    many = (Problem(Place("f", line, 1), "a") for line in range(1, 1_000))
    found = list(few(many))
    assert [str(problem) for problem in found[99:]] == [
        "f:100:1: a", "f:101:1: more is wrong from here on: mend the 100 before it first",
    ]  # fmt: skip
    assert next(many).place.line == 102
    assert len(list(few(found[:100]))) == MOST_TOLD


def test_of_very_many_links_that_lead_nowhere_the_first_are_told(tmp_path: Path) -> None:
    deck = tiny_deck(tmp_path / "deck")
    (deck / "manual.md").write_text("# Titel\n\n" + "[a](card:9.9)\n\n" * 1_000, encoding="utf-8")
    found = validate(load(deck), WORDS, GLYPHS, "Deze letter")
    assert len(found) == MOST_TOLD + 1 and "more is wrong" in found[-1].message


def test_a_name_that_stands_twice_is_told_where() -> None:
    named = [("a", Place("f", 1, 1)), ("b", Place("f", 2, 1)), ("a", Place("f", 3, 1))]
    assert [str(problem) for problem in twice("term", named)] == [
        "f:3:1: the term `a` is also at f:1:1: keep one of them"
    ]
