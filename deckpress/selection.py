"""Chosen cards, laid out with a cover of their own, in the order in which they were chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path

from weasyprint import Document

from deckpress import expect, preflight
from deckpress.job import Job
from deckpress.model import Card, DeckProblems, Part, Problem
from deckpress.options import UNNAMED, Choice, stem_of
from deckpress.plan import Plan
from deckpress.preflight import PageSide
from deckpress.press import Fits, Press, numbers
from deckpress.render import Renderer
from deckpress.select import chosen
from deckpress.typeset import write_excerpt

MOST_OF_NAME = 60  # characters that a cover has room for


@dataclass(frozen=True)
class Pack(Job):
    """Some cards and dividers laid out as one document, behind pages of an even number that say what they are."""

    things: tuple[Card | Part, ...] = ()
    name: str = ""

    @property
    def stem(self) -> str:
        """What the names of the files begin with."""
        return stem_of(self.name)

    @property
    def title(self) -> str:
        """What the PDF is called."""
        return title_of(self.renderer, self.name)

    @property
    def chosen(self) -> tuple[Card, ...]:
        """The cards that are made."""
        return tuple(thing for thing in self.things if isinstance(thing, Card))

    @property
    def folios(self) -> dict[str, int]:
        """The number of the page in the file that each card's front is on, by its id."""
        pages = fronts(self.things, self.cover)
        return {card.id: pages[f"card-{card.id}"] for card in self.chosen}

    @property
    def cover(self) -> int:
        """How many pages stand before the first thing."""
        return self.pages - 2 * len(self.things)

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
        things = chain.from_iterable(expect.sides_of(thing, self.renderer) for thing in self.things)
        return expect.whole(self.deck, self.renderer, (*self.before(), *things), self.title)

    def before(self) -> Iterator[PageSide]:
        """What each page before the first thing has to be."""
        yield PageSide("cover", words=(self.name,))
        yield from [PageSide("manual")] * (self.cover - 1)

    def write(self, target: Path) -> None:
        """Write the PDF for the screen; links to what isn't in it lead to the site. Raises DeckProblems."""
        document = self.documents[0]
        write_excerpt(document, document.pages, target, self.expected.title, self.renderer.elsewhere)


@dataclass(frozen=True)
class Selected(Pack):
    """Chosen cards: their cover and list, which has a QR code, and the cards."""

    def before(self) -> Iterator[PageSide]:
        """The cover, then the list."""
        address, scan = self.renderer.selection_address(self.chosen), numbers(self.documents[0])["scan"]
        for page, side in enumerate(super().before(), 1):
            yield replace(side, qr=address) if page == scan else side


def lay_out(press: Press, plan: Plan, choice: Choice) -> Selected:
    """The cards of a choice, laid out. Raises SelectionError, DeckProblems for cards that don't fit."""
    cards, name = chosen(press.deck, choice), called(choice)
    fits = press.fits()
    return Selected(
        press, fits, [document(press, fits, cards, name)], Path(), press.say, plan, None, cards, name
    )


def document(press: Press, fits: Fits, cards: Sequence[Card], name: str) -> Document:
    """The cover, the list and the cards. Raises DeckProblems where a card is not two pages after all."""
    made = press.typesetter.lay_out(_html(press, fits, cards, name, {}), name)
    cover = len(made.pages) - 2 * len(cards)
    notes = bool(cover % 2)
    folios = fronts(cards, cover + notes)
    made = press.typesetter.lay_out(_html(press, fits, cards, name, folios, notes), name)
    refuse_other_pages(press, made, cards, name)
    return made


def fronts(things: Sequence[Card | Part], cover: int) -> dict[str, int]:
    """The number of the page that each front is on behind a cover of so many pages, by its anchor."""
    anchors = [f"card-{thing.id}" if isinstance(thing, Card) else f"part-{thing.number}" for thing in things]
    return {anchor: cover + 1 + 2 * at for at, anchor in enumerate(anchors)}


def refuse_other_pages(press: Press, made: Document, things: Sequence[Card | Part], name: str) -> None:
    """Raises DeckProblems where a card or divider takes more than its two pages."""
    found = numbers(made)
    wanted = fronts(things, len(made.pages) - 2 * len(things))
    if any(found.get(anchor) != number for anchor, number in wanted.items()):
        message = f"the cards of {name} don't take two pages each: shorten their texts"
        raise DeckProblems([Problem(press.place(things[0]), message)])


def _html(
    press: Press,
    fits: Fits,
    cards: Sequence[Card],
    name: str,
    folios: Mapping[str, int],
    notes: bool = False,
) -> str:
    """Chosen cards with a cover called `name`, in their order; `folios` as far as they are known."""
    about = {"cards": cards, "name": name, "title": title_of(press.renderer, name)}
    address = press.renderer.selection_address(cards)
    return press.renderer.fill(
        "selection.html.j2", fits=fits, folios=folios, notes=notes, address=address, **about
    )


def title_of(renderer: Renderer, name: str) -> str:
    """The title of a file of chosen cards."""
    return f"{name} · {renderer.plain(renderer.deck.about.title)}"


def handout(press: Press, cards: Sequence[Card], name: str) -> Document:
    """The questions of cards with room to write, as sheets of A4."""
    title = f"{title_of(press.renderer, name)}, {press.renderer.look.labels['handout']}"
    html = press.renderer.fill("handout.html.j2", cards=cards, name=name, title=title)
    return press.typesetter.lay_out(html, name)


def called(choice: Choice) -> str:
    """What a choice is called on its cover."""
    return " ".join((choice.name or UNNAMED).split())[:MOST_OF_NAME]
