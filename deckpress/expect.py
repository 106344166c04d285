"""What the finished screen PDF of a deck has to be, told to preflight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from weasyprint import Document

from deckpress.model import Card, Deck, Part
from deckpress.preflight import Expected, PageSide
from deckpress.render import Renderer


def sides(deck: Deck, renderer: Renderer, pages: int) -> Iterator[PageSide]:
    """Each page up to the last card's back, cover and manual taking `pages` of them."""
    yield from [PageSide("cover", words=(renderer.plain(deck.about.title),)), *[PageSide("manual")] * pages][
        :pages
    ]
    for part in deck.about.parts:
        yield from sides_of(part, renderer)
        for card in deck.cards_of(part.number):
            yield from sides_of(card, renderer)


def sides_of(thing: Card | Part, renderer: Renderer) -> Iterator[PageSide]:
    """Both pages of a card, or of a part's divider."""
    if isinstance(thing, Part):
        number, title = str(thing.number), renderer.plain(thing.title)
        yield PageSide("divider-front", number, words=(title,), anchor=f"part-{number}")
        yield PageSide("divider-back", number, words=(renderer.band(thing),))
    else:
        words = (thing.id, renderer.plain(thing.title))
        yield PageSide("card-front", thing.id, words=words, anchor=f"card-{thing.id}")
        yield PageSide("card-back", thing.id, qr=renderer.address(thing), words=(renderer.card_band(thing),))


def example_sides(document: Document) -> Iterator[PageSide]:
    """Each page of the example documents."""
    for page in document.pages:
        anchors = [anchor for anchor in page.anchors if anchor.startswith("example")]
        yield PageSide("example", anchor=anchors[0] if anchors else None)


def expected(deck: Deck, renderer: Renderer, pages: int, behind: tuple[PageSide, ...] = ()) -> Expected:
    """What the PDF has to be; `pages`: how many cover and manual take; `behind`: the sides after the last card."""
    found = (*sides(deck, renderer, pages), *behind)
    return whole(
        deck, renderer, found, renderer.plain(deck.about.title), [section.id for section in deck.manual]
    )


def whole(
    deck: Deck, renderer: Renderer, sides: tuple[PageSide, ...], title: str, anchors: Sequence[str] = ()
) -> Expected:
    """What a PDF of sides of the deck has to be."""
    rules = renderer.look.theme.rules
    return Expected(
        sides=sides,
        title=title,
        language=deck.about.language,
        anchors=tuple(anchors),
        families=(rules.type.family,),
        width=rules.page.width,
        height=rules.page.height,
        safe=rules.page.safe,
    )


def expected_sheet(deck: Deck, renderer: Renderer, title: str) -> Expected:
    """What an example's sheet of A4 has to be."""
    title = renderer.plain(title)
    sheet = whole(deck, renderer, (PageSide("example", words=(title,)),), title)
    return replace(sheet, width=210, height=297)


def expected_handout(deck: Deck, renderer: Renderer, document: Document) -> Expected:
    """What the sheets with the questions of cards have to be."""
    sides = tuple(PageSide("example") for _ in document.pages)
    return replace(whole(deck, renderer, sides, document.metadata.title), width=210, height=297)
