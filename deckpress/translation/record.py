"""`translated.yaml`: from which texts a deck was translated, as a fingerprint of each.

It stands beside the deck's files, and not in them, so that they hold nothing but what readers see, are never rewritten
by a program, and a comma in a card's own file is all that a comma changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from deckpress.explain import held
from deckpress.loaded import leads_out
from deckpress.model import DeckProblems, Place, Problem
from deckpress.newfolder import replace_file
from deckpress.yamlfile import read

NAME = "translated.yaml"
HEAD = """\
# From which texts this deck was translated: a fingerprint of each text of the source, in order.
# Written by `build.py translate`; `build.py check --translations` compares it with the source as it is now, and with
# `--accept` keeps that you have looked at what changed.
"""

Fingerprints = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}( [0-9a-f]{8})*$")]


class Record(BaseModel):
    """The source's language, and the fingerprints of the texts that each thing was translated from, by its key."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
    texts: dict[str, Fingerprints] = Field(default_factory=dict)


def load_record(deck: Path, shown_as: str) -> Record | None:
    """The record of a deck; None where it has none. Raises DeckProblems for one that can't be read."""
    file = deck / NAME
    if not file.exists() and not file.is_symlink():
        return None
    place = Place(f"{shown_as}/{NAME}")
    if leads_out(file, deck):
        raise DeckProblems(
            [Problem(place, "a link that leads out of the deck's folder: put the file itself here")]
        )
    return held(read(file, str(place)), Record, "the file")


def record_text(language: str, texts: Mapping[str, str]) -> str:
    """A record as the text of its file; the lines of a long one are folded, as YAML allows."""
    lines = [f"{HEAD}language: {language}", "texts:"]
    for key, value in texts.items():
        words = value.split(" ")
        rows = [" ".join(words[at : at + 12]) for at in range(0, len(words), 12)]
        lines += [f"  {key}: >-", *(f"    {row}" for row in rows)]
    return "\n".join([*lines, ""])


def save_record(deck: Path, language: str, texts: Mapping[str, str]) -> None:
    """Write the record of a deck, whole or not at all. Raises OSError."""
    replace_file(deck / NAME, record_text(language, texts).encode())
