"""Two editions, both a stranger's and both whole: what has changed is told, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from deckpress.editions import files
from deckpress.editions.compare import compare
from deckpress.editions.content import Content, Key, normalised
from deckpress.editions.form import Edition, written
from deckpress.editions.telling import told
from deckpress.labels import load_labels
from tests.fuzz.ground import documented, scratch

TEMPLATES = Path(__file__).parent.parent.parent / "templates"
SEPARATOR = "\n===\n"


def target(data: bytes) -> None:
    """What stands before the separator is the old edition's, the rest the new one's: texts, one a line."""
    folder = scratch() / "of-changes"
    before, _, after = data.decode("utf-8", "replace").partition(SEPARATOR)
    (folder / "editions").mkdir(parents=True, exist_ok=True)
    editions = []
    with documented():
        for text in before, after:
            (folder / "editions" / "2026.1.json").write_bytes(written(_edition(text)))
            editions.append(files.read(folder, "2026.1").contents)
        lines = told(compare(*editions), "2026.1", "2026.2", _labels())
        assert not any("\n" in line for line in lines)


def _edition(text: str) -> Edition:
    """An edition with the lines as the manual's, and ten of them a card."""
    lines = [line for line in map(normalised, text.split("\n")) if line]
    cards = [lines[at : at + 10] for at in range(0, min(len(lines), 1000), 10)]
    found = {
        Key("card", f"1.{number}"): Content({"title": card[0], "reflect": tuple(card)})
        for number, card in enumerate(cards, start=1)
    }
    found[Key("manual")] = Content({"title": "".join(lines[:1]), "text": tuple(lines)})
    return Edition("2026.1", "https://a.example/", found)


@cache
def _labels() -> Mapping[str, object]:
    return load_labels(TEMPLATES, "nl")
