"""The words that the layout prints, per language: `templates/labels/<language>.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from deckpress.model import DeckProblems, Place, Problem


def load_labels(templates: Path, language: str) -> Mapping[str, Any]:
    """The labels of a language. Raises DeckProblems where there is no such file, naming the languages there are."""
    file = templates / "labels" / f"{language}.yaml"
    try:
        labels = yaml.safe_load(file.read_bytes())
    except FileNotFoundError as error:
        known = ", ".join(sorted(path.stem for path in file.parent.glob("*.yaml")))
        message = f"no labels for the language {language!r}: write this file, or use one of {known}"
        raise DeckProblems([Problem(Place(str(file)), message)]) from error
    except yaml.YAMLError as error:
        raise DeckProblems([Problem(Place(str(file)), f"can't be read: {error}")]) from error
    assert isinstance(labels, dict)
    return labels
