"""Editions from end to end: another look of the same words is no other edition."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from deckpress import releasing
from deckpress.editions import files
from deckpress.press import Press
from deckpress.reading import Request, read
from deckpress.render import Look, Renderer
from tests.decks import replace_in, tiny_deck

ROOT = Path(__file__).parent.parent
NOTHING = ["Er is niets veranderd sinds editie 2026.1."]
FONTS = "AtkinsonHyperlegibleNext_"


@pytest.fixture
def request_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Request:
    """A deck that was released, with templates and styles of its own."""
    monkeypatch.setenv("DECKPRESS_CACHE", str(tmp_path / "cache"))
    for name in ("templates", "styles"):
        shutil.copytree(ROOT / name, tmp_path / name)
    deck = tiny_deck(tmp_path / "deck")
    request = Request(deck, tmp_path / "out", tmp_path / "templates", tmp_path / "styles", since="2026.1")
    files.record(deck, releasing.edition_of(read(request)))
    return request


def keys(request: Request) -> dict[str, str]:
    """What the fit of each card depends on: its look too."""
    ready = read(request)
    look = Look(ready.theme, ready.labels, request.templates)
    press = Press(ready.deck, Renderer(ready.deck, look, request.deck), request.styles, request.deck, print)
    return {card.id: press.card_key(card) for card in ready.deck.cards}


LOOKS: dict[str, Callable[[Request], object]] = {
    "a comma in a template": lambda request: replace_in(
        request.templates / "blocks.html.j2",
        "<p>{{ labels.own_tools }}</p>",
        "<p>{{ labels.own_tools }},</p>",
    ),
    "a comma in a heading": lambda request: replace_in(
        request.templates / "labels" / "nl.yaml", "reflect: Reflecteren", "reflect: Denk na, samen"
    ),
    "a style": lambda request: replace_in(request.styles / "deck.css", ".lead { ", ".lead { color: black; "),
    "a font": lambda request: shutil.copy(
        request.styles / "fonts" / f"{FONTS}600SemiBold.ttf",
        request.styles / "fonts" / f"{FONTS}400Regular.ttf",
    ),
}


@pytest.mark.parametrize("change", LOOKS.values(), ids=LOOKS.keys())
def test_another_look_changes_no_card(request_: Request, change: Callable[[Request], object]) -> None:
    before = keys(request_)
    change(request_)
    after = keys(request_)
    assert all(after[card] != key for card, key in before.items())  # so it is a look that every card has
    assert releasing.changes(request_, "2026.1") == NOTHING
    said = releasing.reprint_since(request_, lambda ready, found: [f"made {found}"])
    assert said == ["nothing changed since edition 2026.1: there is nothing to print"]
    assert request_.out and not request_.out.exists()


def test_a_comma_in_a_question_changes_that_card(request_: Request) -> None:
    replace_in(request_.deck / "1.1.yaml", "- Wat zie je?", "- Wat zie, je?")
    said = releasing.changes(request_, "2026.1")
    assert said[2:] == ["Fiche 1.1 · De eerste kaart · veranderd", "  vragen: Wat zie{+,+} je?"]
