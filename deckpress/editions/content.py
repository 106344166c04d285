"""What counts as content: the words that a reader reads on a card, a divider, an example document or in the manual.

Not what they look like (fonts, templates, bold, where lines end), nor what isn't printed (themes, paths, situations,
where links lead), nor what the layout adds (headings, page numbers, the foot, lists of contents). One list that it adds
counts: that of a part's cards on its divider, a sheet of the set that would be wrong with a card added or withdrawn.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple

from deckpress.markup import Words, plain, plain_blocks, split_directives
from deckpress.model import Card, Deck, Item, Part, Section
from deckpress.textfile import UNPRINTABLE

Kind = Literal["card", "part", "manual", "example"]
KINDS: tuple[Kind, ...] = ("card", "part", "manual", "example")
Point = str | tuple[str, ...]  # of a list; with points under it: itself, then those
Value = str | tuple[Point, ...]

# The fields that texts are kept under, each of which has a label `field_…`.
FIELDS = (
    *("title", "quote", "speaker", "lead", "reflect", "inspire", "tools"),
    *("line", "purpose", "together", "cards", "subtitle", "publisher", "text"),
)

# Where a line may end, in which direction it runs, and what would act on a terminal: no reader sees these.
_UNSEEN = re.compile(
    rf"{UNPRINTABLE.pattern}|[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)


class Key(NamedTuple):
    """What a content is of: a card by its id, a part by its number, an example by its name, the manual by nothing."""

    kind: Kind
    id: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.id}".strip()

    @property
    def order(self) -> tuple[int, list[int], str]:
        """What sorts keys: cards first, 1.10 after 1.9, then parts, the manual, examples."""
        if self.kind in ("card", "part"):
            return KINDS.index(self.kind), [int(number) for number in self.id.split(".")], ""
        return KINDS.index(self.kind), [], self.id


@dataclass(frozen=True)
class Content:
    """The texts of one thing by their fields, as they are read: plain, in one Unicode form, on one line each."""

    texts: Mapping[str, Value]

    @property
    def title(self) -> str:
        """What it is called."""
        return str(self.texts.get("title", ""))

    @property
    def is_whole(self) -> bool:
        """Whether the texts are in the form in which they are compared, as those that were read of a deck are."""
        return all(line == normalised(line) for value in self.texts.values() for line in _lines(value))

    @cached_property
    def sha256(self) -> str:
        """A hash of the texts and of nothing else: the same texts have the same hash in every edition and version."""
        return hash_of(self.texts)


def contents(deck: Deck, words: Words) -> dict[Key, Content]:
    """The content of everything in a deck, in its order."""
    reader = _Reader(deck, words)
    return {
        **{Key("card", card.id): reader.card(card) for card in deck.cards},
        **{Key("part", str(part.number)): reader.part(part) for part in deck.about.parts},
        Key("manual"): reader.manual(),
        **{Key("example", example.id): reader.example(example) for example in deck.examples},
    }


def hash_of(data: Any) -> str:
    """The SHA-256 of plain data, the order of whose keys makes no difference."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def normalised(text: str) -> str:
    """A plain text in the form in which it is compared: NFC, one space between words, nothing that can't be seen."""
    return " ".join(unicodedata.normalize("NFC", _UNSEEN.sub("", text)).split())


def _lines(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for point in value:
            yield from _lines(point)


class _Reader:
    """Reads one deck's texts."""

    def __init__(self, deck: Deck, words: Words) -> None:
        self.deck, self.words = deck, words

    def text(self, text: str | None) -> str:
        return normalised(plain(text or "", self.words))

    def texts(self, texts: Sequence[str]) -> tuple[str, ...]:
        return tuple(map(self.text, texts))

    def point(self, item: Item) -> Point:
        return (self.text(item.text), *self.texts(item.items)) if item.items else self.text(item.text)

    def card(self, card: Card) -> Content:
        return _content(
            title=self.text(card.title),
            quote=self.text(card.quote.text),
            speaker=self.text(card.quote.speaker),
            lead=self.text(card.reflect.lead),
            reflect=self.texts(card.reflect.questions),
            inspire=tuple(map(self.point, card.inspire)),
            tools=tuple(map(self.point, card.tools)),
        )

    def part(self, part: Part) -> Content:
        cards = self.deck.cards_of(part.number)
        return _content(
            title=self.text(part.title),
            line=self.text(part.line),
            purpose=self.texts(part.purpose),
            together=self.texts(part.together),
            cards=tuple(f"{card.id} {self.text(card.title)}" for card in cards),
        )

    def manual(self) -> Content:
        about = self.deck.about
        return _content(
            title=self.text(about.title),
            subtitle=self.text(about.subtitle),
            publisher=self.text(about.publisher),
            text=tuple(line for section in self.deck.manual for line in self.section(section)),
        )

    def example(self, example: Section) -> Content:
        title, *text = self.section(example)
        return _content(title=title, text=tuple(text))

    def section(self, section: Section) -> Iterator[str]:
        """Its title, and each heading, paragraph and point in it; the glossary where it prints that."""
        yield self.text(section.title)
        for piece in split_directives(section.body):
            if isinstance(piece, str):
                yield from (normalised(text) for _, text in plain_blocks(piece, self.words))
            elif piece.name == "glossary":
                for entry in self.deck.glossary:
                    yield f"{self.text(entry.term)}: {self.text(entry.meaning)}"


def _content(**texts: Value) -> Content:
    """Of the fields that hold something."""
    return Content({field: value for field, value in texts.items() if value})
