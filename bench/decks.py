"""Decks of any number of cards for measuring: the cards of cards/nl again and again, under new ids."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

# Up to where a card's first question begins, and the number that a change put there.
QUESTION = re.compile(r"(^reflect:\n.*?^ +- (?:>-\n +)?\"?)(?:\((\d+)\) )?", re.MULTILINE | re.DOTALL)
SOURCE = Path(__file__).parent.parent / "cards" / "nl"


def make_deck(folder: Path, cards: int) -> Path:
    """A deck of this many cards in `folder`; a large one gets more parts, with some ten cards each."""
    originals = sorted(SOURCE.glob("[1-9]*.[1-9]*.yaml"))
    if cards == len(originals):
        shutil.copytree(SOURCE, folder)
        return folder
    shutil.copytree(SOURCE, folder, ignore=shutil.ignore_patterns("[1-9]*.[1-9]*.yaml"))
    parts = min(96, cards // 9)  # the texts refer to cards up to 1.9
    add_parts(folder / "deck.yaml", parts)
    for number in range(cards):
        identity = f"{number % parts + 1}.{number // parts + 1}"
        text = originals[number % len(originals)].read_text(encoding="utf-8")
        text = re.sub(r'^id: ".*"', f'id: "{identity}"', text, count=1, flags=re.MULTILINE)
        (folder / f"{identity}.yaml").write_text(text, encoding="utf-8")
    return folder


def add_parts(file: Path, parts: int) -> None:
    """Give the deck this many parts, the first six again and again."""
    head, _, body = file.read_text(encoding="utf-8").partition("\nparts:\n")
    originals = body.split("  - number: ")[1:]
    texts = [originals[at % len(originals)].partition("\n")[2] for at in range(parts)]
    numbered = "".join(f"  - number: {at}\n{text.rstrip()}\n" for at, text in enumerate(texts, start=1))
    file.write_text(f"{head}\nparts:\n{numbered}", encoding="utf-8")


def change_card(card: Path) -> str:
    """Change a card's first question, each time to what was never there, so that nothing of it is known yet.

    What it begins with now. Raises SystemExit for a card without questions.
    """
    text = card.read_text(encoding="utf-8")
    found = QUESTION.search(text)
    if not found:
        raise SystemExit(f"{card} asks nothing: there is nothing to change")
    word = f"({int(found[2] or 0) + 1})"
    card.write_text(f"{text[: found.end(1)]}{word} {text[found.end() :]}", encoding="utf-8")
    return word
