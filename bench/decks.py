"""Decks of any number of cards for measuring: the cards of cards/nl again and again, under new ids."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "cards" / "nl"


def make_deck(folder: Path, cards: int) -> Path:
    """A deck of this many cards in `folder`, spread over the parts as the cards of cards/nl are."""
    originals = sorted(SOURCE.glob("[1-9]*.[1-9]*.yaml"))
    shutil.copytree(SOURCE, folder, ignore=shutil.ignore_patterns("[1-9]*.[1-9]*.yaml"))
    used: dict[str, int] = {}
    for number in range(cards):
        original = originals[number % len(originals)]
        part = original.stem.split(".")[0]
        used[part] = used.get(part, 0) + 1
        identity = f"{part}.{used[part]}"
        text = original.read_text(encoding="utf-8")
        text = re.sub(r'^id: ".*"', f'id: "{identity}"', text, count=1, flags=re.MULTILINE)
        (folder / f"{identity}.yaml").write_text(text, encoding="utf-8")
    return folder
