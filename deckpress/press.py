"""One deck, laid out: the fit of each side, then the pages in order. Fit results are kept between builds."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import asdict
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from weasyprint import Document

from deckpress import fit
from deckpress.cache import Cache
from deckpress.model import Card, Deck, DeckProblems, Part, Place, Problem, SideFit
from deckpress.render import Renderer
from deckpress.toolong import too_long
from deckpress.typeset import Typesetter

SIDES = ("front", "back")
Say = Callable[[str], None]
ANCHOR = re.compile(r"(card|part)-[\d.]+$")  # of the front of a card or divider


class Press:
    """Lays out one deck: fits its sides, sets its pages. `say` is told what is going on."""

    def __init__(self, deck: Deck, renderer: Renderer, styles: Path, folder: Path, say: Say) -> None:
        self.deck, self.renderer, self.say = deck, renderer, say
        self.folders = [styles, folder]
        self.room = fit.Room(renderer.look.theme.rules.page.flow_height_pt, renderer.look.theme.rules.type)
        self.keys: dict[tuple[str, str], str] = {}
        self.guesses: dict[str, float] = {}  # by side, and by card or part and side
        self.heights: dict[bytes, float] = {}  # of blocks, in pt, by the hash of their HTML
        fonts = b"".join(path.read_bytes() for path in renderer.look.theme.font_files)
        self.engine = f"weasyprint {version('weasyprint')} {hashlib.sha256(fonts).hexdigest()}"

    def like(self, renderer: Renderer, other: Sequence[Card]) -> Press:
        """A press for the same deck by another renderer, which makes other blocks of these cards only.

        What is known of all else, and what lays pages out, is shared.
        """
        assert self.kept and self.typesetter and self.measurer  # made once, for all that share them
        press = copy(self)
        changed = {called(card) for card in other}
        press.renderer = renderer
        press.keys = {key: known for key, known in self.keys.items() if key[0] not in changed}
        return press

    @cached_property
    def kept(self) -> Cache:
        """What is known of fits, and of the pages of the manual."""
        return Cache("fit")

    @cached_property
    def typesetter(self) -> Typesetter:
        """What lays out pages."""
        return Typesetter(self.renderer.stylesheet, self.folders)

    @cached_property
    def measurer(self) -> Typesetter:
        """What lays out blocks to see how high they are; not there where every fit is known."""
        return Typesetter(self.renderer.measuring_stylesheet, self.folders)

    def key(self, *parts: str) -> str:
        """A hash of these and of all else that a block's height depends on: the engine, the stylesheet, the room."""
        text = "\0".join((self.engine, self.renderer.measuring_stylesheet, repr(self.room), *parts))
        return hashlib.sha256(text.encode()).hexdigest()

    def measure(self, thing: Card | Part) -> fit.Measure:
        """Lays out one block of a card, or of a part's divider, at a size in pt; the answer is its height in pt."""

        def height(block: str, size: float, lines: int) -> float:
            html = self.renderer.block(thing, block, size, lines)
            key = hashlib.sha256(html.encode()).digest()
            if key not in self.heights:
                self.heights[key] = self.measurer.height(html, f"{called(thing)}, {block}")
            return self.heights[key]

        return height

    def card_key(self, card: Card) -> str:
        """What the fit of a card depends on."""
        return self.key(*(self.side_key(card, side) for side in SIDES))

    def side_key(self, thing: Card | Part, side: str) -> str:
        """What the fit of a side depends on: its blocks as rendered, at any one size."""
        name = (called(thing), side)
        if name not in self.keys:
            self.keys[name] = self.key(*(self.renderer.block(thing, block, 0) for block in fit.BLOCKS[side]))
        return self.keys[name]

    def sizes(self) -> list[tuple[float, float]]:
        """The largest type size in pt of each card's front and back. Raises DeckProblems for what fits at none."""
        found, problems = [], []
        for card in self.deck.cards:
            pair = [self.largest(card, side) for side in SIDES]
            problems += [
                self.too_long(card, side) for side, size in zip(SIDES, pair, strict=True) if size is None
            ]
            found.append((pair[0] or 0.0, pair[1] or 0.0))
        if problems:
            raise DeckProblems(problems)
        return found

    def largest(self, thing: Card | Part, side: str) -> float | None:
        """The largest size at which a side fits, from the cache or by measuring; None where none does."""
        key = self.key("size", side, self.side_key(thing, side))
        kept = self.kept.get(key)
        name = f"{called(thing)}, {side}"
        if kept is None:
            self.say(f"fitting {name}")
            # A side is often like it was before, and the next card's like this one's.
            guess = self.guesses.get(name, self.guesses.get(side, self.room.rules.max))
            kept = fit.largest_size(self.measure(thing), self.room, side, guess) or 0.0
            self.kept.put(key, kept)
        self.guesses[name] = self.guesses[side] = kept or self.room.rules.min
        return float(kept) or None

    def too_long(self, card: Card, side: str) -> Problem:
        """What to say of a side that is too long at the smallest size."""
        return too_long(self.deck, self.room, self.measure, card, side)

    def filled(self, card: Card, side: str, size: float) -> SideFit:
        """A side of a card at a type size in pt, with its spare room given away."""
        key = self.key("fill", side, f"{size}", self.side_key(card, side))
        kept = self.kept.get(key)
        if kept is None:
            fill = fit.fill_front if side == "front" else fit.fill_back
            texts = len(card.reflect.questions if side == "front" else card.inspire)
            kept = asdict(fill(self.measure(card), self.room, size, texts))
            self.kept.put(key, kept)
        return SideFit(**kept)

    def fits(self) -> dict[str, tuple[SideFit, SideFit]]:
        """How each card's front and back are set, by card id."""
        sizes = self.sizes()
        agreed = iter(fit.agree([size for pair in sizes for size in pair], self.room.rules))
        return {
            card.id: (self.filled(card, "front", next(agreed)), self.filled(card, "back", next(agreed)))
            for card in self.deck.cards
        }

    def dividers(self, *parts: Part) -> dict[int, tuple[SideFit, SideFit]]:
        """How the dividers of these parts (none: of all) are set, by part number. Raises DeckProblems."""
        found, problems = {}, []
        for part in parts or self.deck.about.parts:
            front, back = (self.largest(part, side) for side in fit.DIVIDER)
            if front is None:
                message = "too many cards for its divider: make two parts of it, or shorten titles"
                problems.append(Problem(self.place(part), f"part {part.number} has {message}"))
            if back is None:
                message = f"the divider of part {part.number} is too long: shorten `purpose` or `together`"
                problems.append(Problem(self.place(part), message))
            found[part.number] = (SideFit(front or 0.0), SideFit(back or 0.0))
        if problems:
            raise DeckProblems(problems)
        return found

    def folios(self, first: int) -> dict[str, int]:
        """The page number of each divider's and card's front, the first divider on page `first`."""
        numbers: dict[str, int] = {}
        for part in self.deck.about.parts:
            names = [f"part-{part.number}", *(f"card-{card.id}" for card in self.deck.cards_of(part.number))]
            for name in names:
                numbers[name], first = first, first + 2
        return numbers

    def front_matter(self) -> tuple[Document, dict[str, int]]:
        """Cover, contents and manual, an even number of pages, and the page number of every anchor.

        The contents name pages that are known only once they are laid out, so it is laid out until they agree.
        """
        key = self.key("manual", self.renderer.stylesheet, self.renderer.manual({}, notes=False))
        kept = self.kept.get(key) or {"folios": self.folios(3), "notes": False}
        examples = self.example_pages()
        for _ in range(4):
            html = self.renderer.manual(kept["folios"], kept["notes"])
            document = self.typesetter.lay_out(html, "manual.md")
            pages = len(document.pages)
            found = numbers(document)
            notes = kept["notes"] != bool(pages % 2)
            last = self.last_before_examples(pages + pages % 2)
            behind = {name: last + number for name, number in examples.items()}
            agreed = {"folios": self.folios(pages + 1 + pages % 2) | behind | found, "notes": notes}
            if agreed == kept:
                break
            kept = agreed
        self.kept.put(key, kept)
        return document, kept["folios"]

    def documents(self, fits: Mapping[str, tuple[SideFit, SideFit]]) -> Iterator[Document]:
        """Every page of the deck in order. Raises DeckProblems where a side is not one page after all."""
        front_matter, folios = self.front_matter()
        yield front_matter
        dividers = self.dividers()
        for part in self.deck.about.parts:
            html = self.renderer.part(part, fits, dividers[part.number], folios)
            yield self.in_pairs(self.typesetter.lay_out(html, called(part)), part)
        if self.deck.examples:
            yield self.examples(self.last_before_examples(len(front_matter.pages)))

    def examples(self, last: int) -> Document:
        """The example documents, behind page number `last`."""
        return self.typesetter.lay_out(self.renderer.examples(last), "examples")

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

    def place(self, thing: Card | Part) -> Place:
        """Where a card or part was read."""
        if isinstance(thing, Card):
            return self.deck.places.at("card", thing.id)
        return self.deck.places.at("deck", "parts", self.deck.about.parts.index(thing))


def numbers(document: Document) -> dict[str, int]:
    """The number of the page that each anchor of a document is on."""
    return {name: number for number, page in enumerate(document.pages, 1) for name in page.anchors}


def called(thing: Card | Part) -> str:
    """What a card or part is called in messages."""
    return f"card {thing.id}" if isinstance(thing, Card) else f"part {thing.number}"
