"""The words that the layout prints, per language: `templates/labels/<language>.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from deckpress.model import DeckProblems, Place, Problem


def load_labels(templates: Path, language: str, asked_at: Place | None = None) -> Mapping[str, Any]:
    """The labels of a language, which the deck asks for at `asked_at`. Raises DeckProblems where there are none."""
    file = templates / "labels" / f"{language}.yaml"
    try:
        labels = yaml.safe_load(file.read_bytes())
    except FileNotFoundError as error:
        known = ", ".join(sorted(path.stem for path in file.parent.glob("*.yaml")))
        message = f"templates/labels has no words for the language {language}: write {file.name} there, or use {known}"
        raise DeckProblems([Problem(asked_at or Place(str(file)), message)]) from error
    except yaml.YAMLError as error:
        raise DeckProblems([Problem(Place(str(file)), f"can't be read: {error}")]) from error
    assert isinstance(labels, dict)
    return labels
