"""Only the cards and dividers that changed since an edition, behind a page that says what to do with an old set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from weasyprint import Document

from deckpress.editions.compare import Change
from deckpress.editions.swap import steps
from deckpress.editions.telling import between
from deckpress.model import Card, Deck, Part
from deckpress.options import REPRINT
from deckpress.plan import Plan
from deckpress.press import Fits, Press
from deckpress.selection import Pack, refuse_other_pages, title_of


@dataclass(frozen=True)
class Reprinted(Pack):
    """A reprint: its first pages, the cards, then the dividers. Each is set, and numbered, as in the whole deck."""

    since: str = ""

    @property
    def stem(self) -> str:
        """What the names of the files begin with."""
        return f"{REPRINT}-{self.since}"


def lay_out(changes: Sequence[Change], since: str, press: Press, plan: Plan) -> Reprinted:
    """What changed, laid out. Raises DeckProblems for what doesn't fit."""
    labels = press.renderer.look.labels
    name = between(since, press.renderer.plain(press.deck.about.edition), labels)
    things, fits = printed(press.deck, changes), press.fits()
    words = {"name": name, "since": since, "steps": steps(changes, labels)}
    made = document(press, fits, things, words)
    return Reprinted(press, fits, [made], Path(), press.say, plan, None, things, name, since)


def printed(deck: Deck, changes: Sequence[Change]) -> tuple[Card | Part, ...]:
    """The cards and then the dividers that are other than they were, in the order of the deck."""
    keys = {change.now for change in changes}
    cards = [card for card in deck.cards if ("card", card.id) in keys]
    return (*cards, *(part for part in deck.about.parts if ("part", str(part.number)) in keys))


def document(press: Press, fits: Fits, things: Sequence[Card | Part], words: Mapping[str, Any]) -> Document:
    """The first pages, of an even number, with these words, then what is printed. Raises DeckProblems."""
    name = words["name"]
    values = {
        **words,
        "title": title_of(press.renderer, name),
        "cards": [thing for thing in things if isinstance(thing, Card)],
        "dividers": [thing for thing in things if isinstance(thing, Part)],
        "fits": fits,
        "divider_fits": press.dividers(),
        "folios": press.front_matter()[1],
    }
    made = press.typesetter.lay_out(press.renderer.fill("reprint.html.j2", notes=False, **values), name)
    if len(made.pages) % 2:
        made = press.typesetter.lay_out(press.renderer.fill("reprint.html.j2", notes=True, **values), name)
    refuse_other_pages(press, made, things, name)
    return made
