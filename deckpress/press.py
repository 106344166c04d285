"""One deck, laid out: the fit of each side, then the pages in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property
from typing import NamedTuple, Protocol, TypeVar

from weasyprint import Document
from weasyprint.document import Page

from deckpress.fitting import Fitting, called
from deckpress.model import Card, DeckProblems, Part, Problem, SideFit
from deckpress.render import Renderer
from deckpress.typeset import Typesetter

Fits = Mapping[str, tuple[SideFit, SideFit]]  # of cards' fronts and backs, by id
FrontMatter = tuple[Document, dict[str, int]]  # cover and manual, and the page of every anchor

ANCHOR = re.compile(r"(card|part)-[\d.]+$")  # of the front of a card or divider


class Layout(NamedTuple):
    """A document of the deck to lay out: its HTML, what it is called in messages, the part of the deck that it is."""

    html: str
    name: str
    part: Part | None = None


class Paged(Protocol):
    """Pages, however they were come by: each tells its anchors."""

    @property
    def pages(self) -> Sequence[Page]:
        """In their order."""


AnyPages = TypeVar("AnyPages", bound=Paged)


class Press(Fitting):
    """Lays out one deck: fits its sides, sets its pages. `say` is told what is going on."""

    def like(self, renderer: Renderer, other: Sequence[Card]) -> Press:
        """A press for the same deck by another renderer, which makes other blocks of these cards only.

        What is known of all else, and what lays pages out, is shared.
        """
        assert self.kept and self.typesetter and self.measurer  # made once, for all that share them
        press = copy(self)
        changed = {called(card) for card in other}
        press.renderer = renderer
        vars(press).pop("_base", None)  # of the other renderer's stylesheet
        press.keys = {key: known for key, known in self.keys.items() if key[0] not in changed}
        return press

    @cached_property
    def typesetter(self) -> Typesetter:
        """What lays out pages."""
        return Typesetter(self.renderer.stylesheet, self.folders)

    def folios(self, first: int) -> dict[str, int]:
        """The page number of each divider's and card's front, the first divider on page `first`."""
        numbers: dict[str, int] = {}
        for part in self.deck.about.parts:
            names = [f"part-{part.number}", *(f"card-{card.id}" for card in self.deck.cards_of(part.number))]
            for name in names:
                numbers[name], first = first, first + 2
        return numbers

    def front_matter(self) -> FrontMatter:
        """Cover, contents and manual, an even number of pages, and the page number of every anchor."""
        return self.front_matter_by(self.lay_out)

    def front_matter_by(self, lay: Callable[[Layout], AnyPages]) -> tuple[AnyPages, dict[str, int]]:
        """Cover, contents and manual as `lay` gives them, and the page number of every anchor.

        The contents name pages that are known only once they are laid out, so it is laid out until they agree.
        """
        key = self.key("manual", self.renderer.stylesheet, self.renderer.manual({}, notes=False))
        kept = self.kept.get(key) or {"folios": self.folios(3), "notes": False}
        examples = self.example_pages()
        for _ in range(4):
            made = lay(Layout(self.renderer.manual(kept["folios"], kept["notes"]), "manual.md"))
            pages = len(made.pages)
            found = numbers(made)
            notes = kept["notes"] != bool(pages % 2)
            last = self.last_before_examples(pages + pages % 2)
            behind = {name: last + number for name, number in examples.items()}
            agreed = {"folios": self.folios(pages + 1 + pages % 2) | behind | found, "notes": notes}
            if agreed == kept:
                break
            kept = agreed
        self.kept.put(key, kept)
        return made, kept["folios"]

    def documents(self, fits: Fits) -> Iterator[Document]:
        """Every page of the deck in order. Raises DeckProblems where a side is not one page after all."""
        front_matter, folios = self.front_matter()
        yield front_matter
        for layout in self.layouts(fits, front_matter, folios):
            yield self.lay_out(layout)

    def layouts(self, fits: Fits, front_matter: Paged, folios: Mapping[str, int]) -> Iterator[Layout]:
        """Each part and the examples, which can be laid out in any order."""
        dividers = self.dividers()
        for part in self.deck.about.parts:
            html = self.renderer.part(part, fits, dividers[part.number], folios)
            yield Layout(html, called(part), part)
        if self.deck.examples:
            last = self.last_before_examples(len(front_matter.pages))
            yield Layout(self.renderer.examples(last), "examples")

    def lay_out(self, layout: Layout) -> Document:
        """Its pages. Raises DeckProblems where a side is not one page after all."""
        document = self.typesetter.lay_out(layout.html, layout.name)
        return self.in_pairs(document, layout.part) if layout.part else document

    def examples(self, last: int) -> Document:
        """The example documents, behind page number `last`."""
        return self.lay_out(Layout(self.renderer.examples(last), "examples"))

    def example_pages(self) -> dict[str, int]:
        """The page of each anchor among the example documents, counted from their first page on."""
        if not self.deck.examples:
            return {}
        key = self.key("examples", self.renderer.stylesheet, self.renderer.examples(0))
        kept = self.kept.get(key)
        if kept is None:
            kept = numbers(self.examples(0))
            self.kept.put(key, kept)
        return dict(kept)

    def last_before_examples(self, pages: int) -> int:
        """The number of the last card's back, where cover and manual take so many pages."""
        return pages + 2 * (len(self.deck.about.parts) + len(self.deck.cards))

    def in_pairs(self, document: Document, part: Part) -> Document:
        """The pages of a part, if its divider and each card have two. Raises DeckProblems for the first other."""
        things: list[Card | Part] = [part, *self.deck.cards_of(part.number)]
        starts = [at for at, page in enumerate(document.pages) if any(map(ANCHOR.match, page.anchors))]
        ends = [*starts[1:], len(document.pages)]
        for thing, start, end in zip(things, starts, ends, strict=True):
            if end - start != 2:
                message = f"{called(thing)} takes {end - start} pages, not 2: shorten its texts"
                raise DeckProblems([Problem(self.place(thing), message)])
        return document


def numbers(document: Paged) -> dict[str, int]:
    """The number of the page that each anchor of a document is on."""
    return {name: number for number, page in enumerate(document.pages, 1) for name in page.anchors}
