"""What could not be read is known, and so is a link that leads out of the deck."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckpress.loaded import Loaded, leads_out

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
