"""What a deck says, in plain words: what is compared after an import."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deckpress.labels import load_labels
from deckpress.markup import plain
from deckpress.model import Deck, Item
from deckpress.words import Words

ROOT = Path(__file__).parent.parent.parent
WORDS = Words.from_labels(load_labels(ROOT / "templates", "nl"))


def said(text: str) -> str:
    """A text as it is read, on one line."""
    return " ".join(plain(text, WORDS).replace("\u00a0", " ").split())


def rows(deck: Deck) -> Mapping[str, Any]:
    """Each card's id, and all that it says, list by list."""
    return {
        card.id: {
            "title": said(card.title),
            "quote": (said(card.quote.text), said(card.quote.speaker)),
            "lead": said(card.reflect.lead or ""),
            "questions": [said(question) for question in card.reflect.questions],
            "tips": [_item(item) for item in card.inspire],
            "tools": [_item(item) for item in card.tools],
        }
        for card in deck.cards
    }


def _item(item: Item) -> tuple[str, list[str]]:
    return said(item.text), [said(point) for point in item.items]
