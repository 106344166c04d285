"""The words that the layout prints, per language: `templates/labels/<language>.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from deckpress.model import DeckProblems, Place, Problem
from deckpress.words import Words
from deckpress.yamlfile import own

SIGNS = ("quotes", "thin_before", "thin_after")


def load_labels(templates: Path, language: str, asked_at: Place | None = None) -> Mapping[str, Any]:
    """The labels of a language, which the deck asks for at `asked_at`. Raises DeckProblems where there are none."""
    file = templates / "labels" / f"{language}.yaml"
    try:
        labels = own(file)
    except FileNotFoundError as error:
        known = ", ".join(sorted(path.stem for path in file.parent.glob("*.yaml")))
        message = f"templates/labels has no words for the language {language}: write {file.name} there, or use {known}"
        raise DeckProblems([Problem(asked_at or Place(str(file)), message)]) from error
    except yaml.YAMLError as error:
        raise DeckProblems([Problem(Place(str(file)), f"can't be read: {error}")]) from error
    assert isinstance(labels, dict)
    thinned: Mapping[str, Any] = _each(labels, Words.from_labels(labels)) if _has_words(labels) else labels
    return thinned


def _has_words(labels: Mapping[str, Any]) -> bool:
    return bool(labels.get("thin_before") or labels.get("thin_after"))


def _each(value: Any, words: Words) -> Any:
    """Labels with the spaces that the language has by some signs; the signs themselves stay as they are."""
    if isinstance(value, dict):
        return {key: each if key in SIGNS else _each(each, words) for key, each in value.items()}
    return words.thinned(value) if isinstance(value, str) else value
