"""A deck as one centre has it: laid out once for all centres, and anew only what this one changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from weasyprint.document import Page

from deckpress import preflight
from deckpress.centre import Centre
from deckpress.centres import with_own
from deckpress.feet import with_feet
from deckpress.job import Job, refuse
from deckpress.loaded import Loaded
from deckpress.model import Card, DeckProblems, Problem, SideFit
from deckpress.preflight import Drawn
from deckpress.press import Fits, Press, numbers
from deckpress.render import Renderer
from deckpress.validate import validate

CARD = re.compile(r"card ([1-9][0-9]*\.[1-9][0-9]*)")


@dataclass(frozen=True)
class Centred(Job):
    """The deck of a centre, laid out: the deck's own pages with the centre's foot, its cover, and its cards."""

    centre: Centre | None = None
    drawn: Drawn | None = None  # the codes on the pages that it has in common with the deck

    def judge(self, name: str, expected: preflight.Expected) -> None:
        """Raises DeckProblems for what preflight finds in a file of the folder, under the file's own name."""
        whole = name == f"{self.stem}.pdf"
        refuse(name, preflight.preflight(self.folder / name, expected, self.drawn if whole else None))

    @property
    def name(self) -> str:
        """What it is called."""
        return title_of(self.renderer)

    @cached_property
    def expected(self) -> preflight.Expected:
        """What the PDF for the screen has to be."""
        whole = super().expected
        assert self.centre
        cover, *others = whole.sides
        cover = replace(cover, words=(*cover.words, self.renderer.plain(self.centre.about.name)))
        named = [replace(side, words=(*side.words, self.renderer.foot)) for side in others]
        return replace(whole, title=self.name, sides=(cover, *named))


def title_of(renderer: Renderer) -> str:
    """What the deck of a centre is called."""
    assert renderer.centre
    return f"{renderer.plain(renderer.deck.about.title)} · {renderer.plain(renderer.centre.about.name)}"


def lay_out(base: Job, codes: Drawn, centre: Centre) -> Centred:
    """The deck of a centre, from the deck laid out. Raises DeckProblems, with places in the centre's file.

    `codes`: the QR codes on the deck's own pages, as they were judged.
    """
    judge(base, centre)
    press = base.press.like(
        renderer_for(base, centre), [card for card in base.deck.cards if centre.own(card.id)]
    )
    changed = [card for card in base.deck.cards if centre.own(card.id)]
    with told_of(centre):
        fits = {**base.fits, **own_fits(press, base.fits, changed)}
        made = own_pages(press, fits, changed, base.folios)
    feet = press.typesetter.lay_out(press.renderer.fill("feet.html.j2"), "feet")
    numbered = iter(range(1, base.pages + 1))
    documents = []
    for document in base.documents:
        pages = [made.get(number, page) for page, number in zip(document.pages, numbered, strict=False)]
        documents.append(document.copy(with_feet(pages, feet)))
    documents[0].metadata = copy(documents[0].metadata)
    documents[0].metadata.title = title_of(press.renderer)
    drawn = {number: codes for number, codes in codes.items() if number not in made}
    return Centred(press, fits, documents, Path(), base.say, base.plan, None, centre, drawn)


def judge(base: Job, centre: Centre) -> None:
    """Raises DeckProblems for what the deck's own checks find in what the centre adds."""
    look = base.renderer.look
    deck = with_own(base.deck, centre)
    loaded = Loaded(base.renderer.folder, deck)
    found = validate(loaded, base.renderer.words, look.theme.glyphs, look.theme.rules.type.family)
    file = centre.places[("name",)].file
    if problems := [problem for problem in found if problem.place.file == file]:
        raise DeckProblems(problems)


def renderer_for(base: Job, centre: Centre) -> Renderer:
    """What renders the deck as the centre's."""
    renderer = base.renderer
    return Renderer(base.deck, renderer.look, renderer.folder, renderer.top, renderer.anchor, centre)


@contextmanager
def told_of(centre: Centre) -> Iterator[None]:
    """A card that the centre's tools make too long is told at those tools. Raises DeckProblems."""
    try:
        yield
    except DeckProblems as error:
        raise DeckProblems([_placed(problem, centre) for problem in error.problems]) from None


def _placed(problem: Problem, centre: Centre) -> Problem:
    found = CARD.search(problem.message)
    place = centre.places.get(("tools", found[1])) if found else None
    advice = f" (with the centre's own tools; {problem.place})"
    return Problem(place, problem.message + advice) if place else problem


def own_fits(press: Press, fits: Fits, cards: Sequence[Card]) -> dict[str, tuple[SideFit, SideFit]]:
    """How a centre's own cards are set, by their ids. All others stay as the deck has them, also where one of these
    needs so small a type that they would come down with it in a deck of their own. Raises DeckProblems.
    """
    rules = press.room.rules
    most = min(side.size for pair in fits.values() for side in pair) + rules.spread
    found = {}
    for card, sizes in zip(cards, press.sizes(cards), strict=True):
        front, back = (min(size, most) for size in sizes)
        found[card.id] = (press.filled(card, "front", front), press.filled(card, "back", back))
    return found


def own_pages(press: Press, fits: Fits, cards: Sequence[Card], folios: Mapping[str, int]) -> dict[int, Page]:
    """The pages that a centre changes, by their numbers in the deck: its cover, its cards. Raises DeckProblems."""
    fronts = {f"card-{card.id}": folios[card.id] for card in cards}
    words = {"cards": cards, "fits": fits, "folios": fronts, "title": title_of(press.renderer)}
    document = press.typesetter.lay_out(press.renderer.fill("centre.html.j2", **words), "the centre's pages")
    wanted = [1, *(number for card in cards for number in (folios[card.id], folios[card.id] + 1))]
    found = numbers(document)
    if len(document.pages) != len(wanted) or any(
        found[f"card-{card.id}"] != 2 * at for at, card in enumerate(cards, 1)
    ):
        raise DeckProblems([too_much(press)])
    return dict(zip(wanted, document.pages, strict=True))


def too_much(press: Press) -> Problem:
    """What to say of a cover that takes more than its page."""
    centre = press.renderer.centre
    assert centre
    place = centre.places.get(("contact",), centre.places[("name",)])
    return Problem(place, "name, logo and contact take more room than the cover has: shorten them")
