"""Decks on the press, for tests to look at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from deckpress.fitting import Fitting
from deckpress.labels import load_labels
from deckpress.load import load
from deckpress.press import Press
from deckpress.render import Look, Renderer
from deckpress.theme import load_theme
from deckpress.typeset import Typesetter

ROOT = Path(__file__).parent.parent
STYLES = ROOT / "styles"


def a_press(folder: Path, styles: Path = STYLES, say: Callable[[str], None] = lambda line: None) -> Press:
    """A press for the deck in a folder, which has no problems."""
    loaded = load(folder)
    assert loaded.deck and not loaded.problems
    look = Look(load_theme(styles), load_labels(ROOT / "templates", "nl"), ROOT / "templates")
    return Press(loaded.deck, Renderer(loaded.deck, look, folder), styles, folder, say)


def a_fitting(folder: Path, styles: Path = STYLES) -> Fitting:
    """What fits the sides of the deck in a folder, and doesn't set its pages."""
    press = a_press(folder, styles)
    return Fitting(press.deck, press.renderer, styles, folder, press.say)


def laid_out_names(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of all that is laid out from now on, in order."""
    names: list[str] = []
    lay_out = Typesetter.lay_out

    def counted(self: Typesetter, html: str, name: str) -> object:
        names.append(name)
        return lay_out(self, html, name)

    monkeypatch.setattr(Typesetter, "lay_out", counted)
    return names
