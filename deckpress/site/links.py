"""Everything that the cards point at, for one page: per card, and in the order of the alphabet."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from deckpress.model import Card, Deck, Resource


@dataclass(frozen=True)
class Link:
    """A resource, its own example document (its anchor's name) if it has one, and the cards that use it."""

    resource: Resource
    example: str | None
    cards: tuple[Card, ...]

    @property
    def leads(self) -> bool:
        """Whether there is something to open."""
        return bool(self.example or self.resource.url)


def alphabetical(deck: Deck, users: Mapping[str, tuple[Card, ...]]) -> tuple[Link, ...]:
    """All resources that cards use, by name. `users`: for each resource's id the cards that link to it."""
    examples = {example.id for example in deck.examples}
    links = [
        Link(resource, name if name in examples else None, users[name])
        for name, resource in deck.resources.items()
        if users.get(name)
    ]
    return tuple(sorted(links, key=lambda link: (_sorted_as(link.resource.name), link.resource.id)))


def per_card(links: tuple[Link, ...]) -> dict[str, tuple[Link, ...]]:
    """For each card's id its links, in the order of the alphabet; without the cards that have none."""
    found: dict[str, list[Link]] = {}
    for link in links:
        for card in link.cards:
            found.setdefault(card.id, []).append(link)
    return {name: tuple(own) for name, own in found.items()}


def _sorted_as(name: str) -> str:
    """A name as it is sorted: without accents, case and quotes."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in letters if letter.isalnum() or letter == " ").casefold()
