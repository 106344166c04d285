"""A document is what it was before only where it is made of just the same."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from deckpress import fresh, laidbefore
from deckpress.laidbefore import LaidBefore
from deckpress.packing import packed
from deckpress.press import Layout
from tests.decks import replace_in, tiny_deck
from tests.presses import STYLES, a_press
from tests.test_painted import PAGE, both

LAYOUT = Layout("<p>Wat zie je?", "part 1")
Change = Callable[[Path], object]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A deck with a picture, and styles of its own."""
    monkeypatch.setenv("DECKPRESS_CACHE", str(tmp_path / "cache"))
    (tiny_deck(tmp_path / "deck") / "images").mkdir()
    (tmp_path / "deck" / "images" / "a.svg").write_text("<svg/>", encoding="utf-8")
    shutil.copytree(STYLES, tmp_path / "styles")
    return tmp_path


def before(home: Path) -> LaidBefore:
    return LaidBefore(a_press(home / "deck", home / "styles"))


def keep(home: Path) -> None:
    before(home).put(LAYOUT, packed(both(PAGE)[1]))


def add(folder: Path, pattern: str, what: str) -> None:
    file = next(folder.rglob(pattern))
    file.write_bytes(file.read_bytes() + what.encode())


SAME: dict[str, Change] = {
    "nothing": lambda home: None,
    "the text of a card, which stands in its HTML": lambda home: replace_in(
        home / "deck" / "1.1.yaml", "Wat zie je?", "Wat hoor je?"
    ),
    "what an editor leaves": lambda home: (home / "deck" / ".1.1.yaml.swp").write_text("", encoding="utf-8"),
}
OTHER: dict[str, Change] = {
    "a picture": lambda home: (home / "deck" / "images" / "a.svg").write_text("<svg />", encoding="utf-8"),
    "a picture more": lambda home: (home / "deck" / "images" / "b.png").write_bytes(b""),
    "a picture less": lambda home: (home / "deck" / "images" / "a.svg").unlink(),
    "a font": lambda home: add(home / "styles", "*400Regular.ttf", "\0"),
    "the stylesheet": lambda home: add(home / "styles", "deck.css", "p { color: #111 }"),
}


@pytest.mark.parametrize("name", SAME)
def test_what_changes_nothing_of_it_is_passed_over(name: str, home: Path) -> None:
    keep(home)
    SAME[name](home)
    assert before(home).get(LAYOUT)


@pytest.mark.parametrize("name", OTHER)
def test_whatever_it_is_made_of_makes_it_another(name: str, home: Path) -> None:
    keep(home)
    OTHER[name](home)
    assert before(home).get(LAYOUT) is None


def test_other_html_is_another(home: Path) -> None:
    keep(home)
    assert before(home).get(LAYOUT._replace(html="<p>Wat hoor je?")) is None
    assert before(home).get(LAYOUT._replace(name="what it is called in messages"))


def test_in_another_place_it_is_another(home: Path) -> None:
    """The stylesheet and pictures are named by their places."""
    keep(home)
    shutil.copytree(home / "styles", home / "other" / "styles")
    shutil.copytree(home / "deck", home / "other" / "deck")
    assert before(home / "other").get(LAYOUT) is None


@pytest.mark.parametrize(("name", "value"), [("_harfbuzz", lambda: [99, 0, 0]), ("__file__", __file__)])
def test_another_builder_makes_another(
    name: str, value: object, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(home)
    monkeypatch.setattr(laidbefore, name, value)  # what shapes text; the code
    assert before(home).get(LAYOUT) is None


@pytest.mark.parametrize("file", ["1.1.yaml", "images/a.svg"])
def test_of_a_deck_that_is_saved_meanwhile_nothing_is_kept(file: str, home: Path) -> None:
    """It may have been laid out of either."""
    now, whole = before(home), (home / "deck" / file).read_bytes()
    (home / "deck" / file).write_bytes(whole + b" ")
    now.put(LAYOUT, packed(both(PAGE)[1]))
    (home / "deck" / file).write_bytes(whole)
    assert before(home).get(LAYOUT) is None


def test_where_a_file_cant_be_read_nothing_is_kept(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fresh, "LARGEST", 5)
    keep(home)
    assert before(home).get(LAYOUT) is None and not (home / "cache" / "pages").exists()
