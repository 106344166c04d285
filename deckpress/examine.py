"""A deck's folder read and checked: the deck, its labels, and all that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deckpress.contrast import check_contrast
from deckpress.labels import load_labels
from deckpress.load import load
from deckpress.loaded import Loaded
from deckpress.markup import Words
from deckpress.model import Deck, DeckProblems, Problem
from deckpress.theme import Theme
from deckpress.validate import validate

ANY_LANGUAGE = "nl"


@dataclass(frozen=True)
class Examined:
    """A deck with its labels. Where there are problems, "…" stands for what could not be read, as `loaded` says."""

    deck: Deck
    labels: Mapping[str, Any]
    loaded: Loaded
    problems: list[Problem]


def examine(folder: Path, templates: Path, theme: Theme) -> Examined:
    """Read a deck, and find all that is wrong with it and with the theme's colours.

    Raises DeckProblems where there is no deck at all.
    """
    loaded = load(folder)
    if loaded.deck is None:
        raise DeckProblems(list(loaded.problems))
    problems = list(loaded.problems) + check_contrast(theme.contrasts())
    asked_at = loaded.deck.places.at("deck", "language")
    try:
        labels = load_labels(templates, loaded.deck.about.language, asked_at)
    except DeckProblems as error:
        problems += error.problems
        labels = load_labels(templates, ANY_LANGUAGE)  # so that all else is checked in the same pass
    problems += validate(loaded, Words.from_labels(labels), theme.glyphs, theme.rules.type.family)
    return Examined(loaded.deck, labels, loaded, problems)
