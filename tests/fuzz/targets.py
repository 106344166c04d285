"""The targets by their names, and the inputs that are kept for each in `corpus/<name>/`."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path

NAMES = (
    "loader", "inline", "selection", "importer", "spelling", "pdf", "centre", "edition", "changes", "mailing",
    "translated", "picture",
)  # fmt: skip
CORPUS = Path(__file__).parent / "corpus"


def target(name: str) -> Callable[[bytes], None]:
    """The function of a target."""
    found: Callable[[bytes], None] = importlib.import_module(f"tests.fuzz.{name}").target
    return found


def kept(name: str) -> list[Path]:
    """The files of a target's corpus."""
    return sorted((CORPUS / name).iterdir())
