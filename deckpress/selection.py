"""Chosen cards, laid out with a cover of their own, in the order in which they were chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from weasyprint import Document

from deckpress import expect, preflight
from deckpress.job import Fits, Job
from deckpress.model import Card, Deck, DeckProblems, Problem
from deckpress.options import UNNAMED, Choice, stem_of
from deckpress.preflight import PageSide
from deckpress.press import Press, numbers
from deckpress.render import Renderer
from deckpress.select import draw, select
from deckpress.typeset import write_excerpt

MOST_OF_NAME = 60  # characters that a cover has room for


@dataclass(frozen=True)
class Selected(Job):
    """A selection laid out as one document: its cover and list, an even number of pages, and then its cards."""

    cards: tuple[Card, ...] = ()
    name: str = ""

    @property
    def stem(self) -> str:
        """What the names of the files begin with."""
        return stem_of(self.name)

    @property
    def chosen(self) -> tuple[Card, ...]:
        """The cards that are made."""
        return self.cards

    @property
    def folios(self) -> dict[str, int]:
        """The page number of each card's front, by its id."""
        return {card.id: self.cover + 1 + 2 * at for at, card in enumerate(self.cards)}

    @property
    def cover(self) -> int:
        """How many pages cover and list take."""
        return self.pages - 2 * len(self.cards)

    @property
    def front(self) -> int:
        """No manual: the cover is the first card of the set."""
        return 0

    @property
    def sheets(self) -> int:
        """Sheets of paper with two sides, the cover's too."""
        return self.pages // 2

    @cached_property
    def expected(self) -> preflight.Expected:
        """What the PDF for the screen has to be."""
        title = title_of(self.renderer, self.name)
        return expect.whole(self.deck, self.renderer, tuple(self._sides()), title)

    def write(self, target: Path) -> None:
        """Write the PDF for the screen; links to what wasn't chosen lead to the site. Raises DeckProblems."""
        document = self.documents[0]
        write_excerpt(document, document.pages, target, self.expected.title, self.renderer.elsewhere)

    def _sides(self) -> Iterator[PageSide]:
        yield PageSide("cover", words=(self.name,))
        address = self.renderer.selection_address(self.cards)
        scan = numbers(self.documents[0])["scan"]
        for page in range(2, self.cover + 1):
            yield PageSide("manual", qr=address if page == scan else None)
        for card in self.cards:
            yield from expect.card_sides(card, self.renderer)


def lay_out(press: Press, fits: Fits, cards: Sequence[Card], name: str) -> Document:
    """The chosen cards laid out. Raises DeckProblems where a card is not two pages after all."""
    document = press.typesetter.lay_out(_html(press, fits, cards, name, {}), name)
    cover = len(document.pages) - 2 * len(cards)
    notes = bool(cover % 2)
    folios = {f"card-{card.id}": cover + notes + 1 + 2 * at for at, card in enumerate(cards)}
    document = press.typesetter.lay_out(_html(press, fits, cards, name, folios, notes), name)
    if any(numbers(document).get(anchor) != number for anchor, number in folios.items()):
        place = press.deck.places.at("card", cards[0].id)
        message = f"the cards of {name} don't take two pages each: shorten their texts"
        raise DeckProblems([Problem(place, message)])
    return document


def _html(
    press: Press,
    fits: Fits,
    cards: Sequence[Card],
    name: str,
    folios: Mapping[str, int],
    notes: bool = False,
) -> str:
    """Chosen cards with a cover called `name`, in their order; `folios` as far as they are known."""
    renderer = press.renderer
    about = {"cards": cards, "name": name, "title": title_of(renderer, name), "top": renderer.top}
    address = renderer.selection_address(cards)
    return renderer.fill("selection.html.j2", fits=fits, folios=folios, notes=notes, address=address, **about)


def title_of(renderer: Renderer, name: str) -> str:
    """The title of a file of chosen cards."""
    return f"{name} · {renderer.plain(renderer.deck.about.title)}"


def handout(press: Press, cards: Sequence[Card], name: str) -> Document:
    """The questions of cards with room to write, as sheets of A4."""
    title = f"{title_of(press.renderer, name)}, {press.renderer.look.labels['handout']}"
    html = press.renderer.fill("handout.html.j2", cards=cards, name=name, title=title)
    return press.typesetter.lay_out(html, name)


def chosen(deck: Deck, choice: Choice) -> tuple[Card, ...]:
    """The cards of a choice, in its order. Raises SelectionError."""
    if choice.random is not None:
        return draw(select(deck, choice.source or "*"), choice.random, choice.seed)
    return select(deck, choice.select or "*")


def called(choice: Choice) -> str:
    """What a choice is called on its cover."""
    return " ".join((choice.name or UNNAMED).split())[:MOST_OF_NAME]
