"""What stands in for a deck or a card that couldn't be read, so that all else is still checked in the same pass."""

from __future__ import annotations

from deckpress.model import Card, DeckFile, Item, Part, Quote, Reflect

DECK_STAND_IN = DeckFile(
    slug="unread",
    title="…",
    subtitle="…",
    language="nl",
    edition="…",
    publisher="…",
    contact="…",
    site_url="https://unread.example/",
    parts=(Part(number=1, title="…", line="…"),),
)
CARD_STAND_IN = Card(
    id="1.1",
    title="…",
    quote=Quote(text="…", speaker="…"),
    reflect=Reflect(questions=("…",)),
    inspire=(Item(text="…"),),
)
