"""The sides of one deck, fitted: their type sizes, quotes, gaps and lines. What is found is kept between builds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from deckpress import fit
from deckpress.cache import Cache
from deckpress.heights import Blocks, Measure
from deckpress.measuring import Heights, blocks_of, hash_of, texts
from deckpress.model import Card, Deck, DeckProblems, Part, Place, Problem, SideFit
from deckpress.render import Renderer
from deckpress.toolong import too_long
from deckpress.typeset import Typesetter

SIDES = ("front", "back")
Say = Callable[[str], None]


class Fitting:
    """Fits the sides of one deck. `say` is told what is going on."""

    def __init__(self, deck: Deck, renderer: Renderer, styles: Path, folder: Path, say: Say) -> None:
        self.deck, self.renderer, self.say = deck, renderer, say
        self.folders = [styles, folder]
        self.places = [f"{each.resolve().as_uri()}/" for each in self.folders]  # as pages name them
        self.room = fit.Room(renderer.look.theme.rules.page.flow_height_pt, renderer.look.theme.rules.type)
        self.keys: dict[tuple[str, str], str] = {}  # hashes of blocks, by card or part and block
        self.smallest = self.room.rules.max  # of the cards' sizes found so far, in pt: a guess at the deck's
        self.heights = Heights()
        fonts = b"".join(path.read_bytes() for path in renderer.look.theme.font_files)
        self.engine = f"weasyprint {version('weasyprint')} {hashlib.sha256(fonts).hexdigest()}"

    @cached_property
    def kept(self) -> Cache:
        """What is known of fits, and of the pages of the manual."""
        return Cache("fit")

    @cached_property
    def measurer(self) -> Typesetter:
        """What lays out blocks to see how high they are; not there where every fit is known."""
        return Typesetter(self.renderer.measuring_stylesheet, self.folders)

    def key(self, *parts: str) -> str:
        """A hash of these and of all else that a block's height depends on: the engine, the stylesheet, the room.

        Where the folders are that fonts and pictures are read from is no part of it.
        """
        digest = self._base.copy()
        digest.update("\0".join(map(self._placeless, parts)).encode())
        return digest.hexdigest()

    @cached_property
    def _base(self) -> hashlib._Hash:
        """What all keys begin with."""
        about = (self.engine, self.renderer.measuring_stylesheet, repr(self.room), "")
        return hashlib.sha256("\0".join(map(self._placeless, about)).encode())

    def _placeless(self, text: str) -> str:
        for place in self.places:
            text = text.replace(place, "")
        return text

    def blocks(self, thing: Card | Part) -> Blocks:
        """The blocks of a card, or of a part's divider, with what is known of their heights."""
        return self._blocks(thing, lambda block: self.hash_of(thing, block))

    def measure(self, thing: Card | Part) -> Measure:
        """The height in pt of a block of a card, or of a part's divider, at a size in pt. The deck need not hold it."""
        return self._blocks(thing, lambda block: hash_of(thing, block, self.renderer)).measure

    def _blocks(self, thing: Card | Part, hashed: Callable[[str], str]) -> Blocks:
        name = called(thing)
        return blocks_of(
            thing, self.renderer, hashed, self.heights, lambda *of: self.measurer.heights(name, *of)
        )

    def card_key(self, card: Card) -> str:
        """What the fit of a card depends on."""
        return self.key(*(self.side_key(card, side) for side in SIDES))

    def side_key(self, thing: Card | Part, side: str) -> str:
        """What the fit of a side depends on: its blocks as rendered, at any one size."""
        return self.key(*(self.hash_of(thing, block) for block in fit.BLOCKS[side]))

    def hash_of(self, thing: Card | Part, block: str) -> str:
        """The hash of a block of the deck as rendered, at any one size."""
        name = (called(thing), block)
        if name not in self.keys:
            self.keys[name] = hash_of(thing, block, self.renderer)
        return self.keys[name]

    def size_key(self, thing: Card | Part, side: str) -> str:
        """What the size of a side depends on."""
        return self.key("size", side, self.side_key(thing, side))

    def sizes(self, cards: Sequence[Card] | None = None) -> list[tuple[float, float]]:
        """The largest type size in pt of the front and back of these cards (None: of all).

        Raises DeckProblems for all that fits at none.
        """
        cards = self.deck.cards if cards is None else cards
        found = [(self.largest(card, "front"), self.largest(card, "back")) for card in cards]
        problems = [
            too_long(self.deck, self.room, self.measure, card, side)
            for card, pair in zip(cards, found, strict=True)
            for side, size in zip(SIDES, pair, strict=True)
            if size is None
        ]
        if problems:
            raise DeckProblems(problems)
        return [(front or 0.0, back or 0.0) for front, back in found]

    @property
    def things(self) -> list[Card | Part]:
        """All that has sides: the cards, then the parts with their dividers."""
        return [*self.deck.cards, *self.deck.about.parts]

    def is_known(self, thing: Card | Part) -> bool:
        """Whether the sizes of both sides are in the cache."""
        return all(self.kept.get(self.size_key(thing, side)) is not None for side in sides_of(thing))

    def largest(self, thing: Card | Part, side: str) -> float | None:
        """The largest size at which a side fits, from the cache or by measuring; None where none does."""
        if self.kept.get(self.size_key(thing, side)) is None:
            self.find(thing)
        kept = float(self.kept.get(self.size_key(thing, side)))
        if kept and isinstance(thing, Card):
            self.smallest = min(self.smallest, kept)
        return kept or None

    def find(self, thing: Card | Part) -> None:
        """Put the largest size of each side that is not in the cache into it, 0 where none fits."""
        unknown = [side for side in sides_of(thing) if self.kept.get(self.size_key(thing, side)) is None]
        for side in unknown:
            self.say(f"fitting {called(thing)}, {side}")
        wanted = {side: texts(thing, side) for side in unknown}
        most = fit.ceiling([self.smallest], self.room.rules)
        for side, size in fit.largest_sizes(self.blocks(thing), self.room, wanted, most).items():
            self.kept.put(self.size_key(thing, side), size or 0.0)

    def filled(self, card: Card, side: str, size: float) -> SideFit:
        """A side of a card at a type size in pt, with its spare room given away."""
        key = self.key("fill", side, f"{size}", self.side_key(card, side))
        kept = self.kept.get(key)
        if kept is None:
            kept = asdict(fit.filled(self.blocks(card), self.room, side, size, texts(card, side)))
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

    def place(self, thing: Card | Part) -> Place:
        """Where a card or part was read."""
        if isinstance(thing, Card):
            return self.deck.places.at("card", thing.id)
        return self.deck.places.at("deck", "parts", self.deck.about.parts.index(thing))


def sides_of(thing: Card | Part) -> tuple[str, ...]:
    """The names of the sides of a card or a divider."""
    return SIDES if isinstance(thing, Card) else fit.DIVIDER


def called(thing: Card | Part) -> str:
    """What a card or part is called in messages."""
    return f"card {thing.id}" if isinstance(thing, Card) else f"part {thing.number}"
