"""Files of their own of what is already laid out: one card, one part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from weasyprint import Document
from weasyprint.document import Page

from deckpress import expect
from deckpress.model import Deck
from deckpress.preflight import Expected, PageSide
from deckpress.render import Renderer


@dataclass(frozen=True)
class Excerpt:
    """Some pages that follow each other: the file's name, its title, and what each page has to be."""

    name: str
    title: str
    document: Document
    pages: Sequence[Page]
    sides: tuple[PageSide, ...]

    def expected(self, deck: Deck, renderer: Renderer) -> Expected:
        """What the file has to be."""
        return expect.whole(deck, renderer, self.sides, self.title)


def parts(deck: Deck, renderer: Renderer, documents: Sequence[Document]) -> Iterator[Excerpt]:
    """Each part with its divider and cards. `documents`: those of the parts, in order."""
    sides = expect.sides(deck, renderer, 0)
    for part, document in zip(deck.about.parts, documents, strict=False):
        title = f"{renderer.called(part)}: {renderer.plain(part.title)}"
        own = tuple(islice(sides, len(document.pages)))
        yield Excerpt(f"parts/{part.number}.pdf", title, document, document.pages, own)


def cards(deck: Deck, renderer: Renderer, documents: Sequence[Document]) -> Iterator[Excerpt]:
    """Each card. `documents`: those of the parts, in order."""
    for part in parts(deck, renderer, documents):
        for at in range(2, len(part.pages), 2):
            card = part.sides[at].id
            title = " ".join(part.sides[at].words)
            pages, sides = part.pages[at : at + 2], part.sides[at : at + 2]
            yield Excerpt(f"cards/{card}.pdf", title, part.document, pages, sides)
