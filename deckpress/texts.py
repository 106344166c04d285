"""Every text of a deck, with the place that it was read at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from deckpress.model import Card, Deck, DeckFile, Place, Section

Path = tuple[str | int, ...]

UNTRANSLATED = "???"  # what stands in a new translation in place of each text


@dataclass(frozen=True)
class DeckText:
    """One text: its Markdown, where it starts, and whether it has paragraphs and lists, as the manual."""

    text: str
    start: Place
    block: bool = False

    def place(self, line: int, words: str = "") -> Place:
        """The place of words on a line of the text, counted from 0; of a YAML value only its start is known."""
        if not self.block:
            return self.start
        column = _lines(self.text)[line].find(words) + 1
        return Place(self.start.file, self.start.line + line, max(column, 1))


@lru_cache(maxsize=4)  # a text has many places
def _lines(text: str) -> list[str]:
    return text.split("\n")


def quoted(words: str) -> str:
    """Words of an author in a message, in quotes, and cut where they are long."""
    return f"“{words[:59]}…”" if len(words) > 60 else f"“{words}”"


def listed(names: Sequence[str], most: int) -> str:
    """The first of these names, at most so many, and how many more there are: "a, b and 3 more"."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def texts(deck: Deck) -> Iterator[DeckText]:
    """Every text of the deck that is inline Markdown or, in the manual and the examples, Markdown."""
    for path, text in inline_texts(deck):
        yield DeckText(text, deck.places.at(*path))
    for title, section in sections(deck):
        yield DeckText(section.title, title)
        yield DeckText(section.body, Place(title.file, section.line + 1), block=True)


def sections(deck: Deck) -> Iterator[tuple[Place, Section]]:
    """Each section of the manual and each example, and where it starts."""
    for name, found in (("manual", deck.manual), ("example", deck.examples)):
        yield from ((deck.places.at(name, section.id), section) for section in found)


def inline_texts(deck: Deck) -> Iterator[tuple[Path, str]]:
    """The path and the text of every text but those of the manual and the examples."""
    yield from _texts_of_deck(deck.about)
    for card in deck.cards:
        yield from ((("card", card.id, *path), text) for path, text in _texts_of_card(card))
    for resource in deck.resources.values():
        for key, text in (
            ("name", resource.name),
            ("organisation", resource.organisation),
            ("kind", resource.kind),
        ):
            yield ("resources", resource.id, key), text or ""
    for number, term in enumerate(deck.glossary):
        yield ("glossary", number, "term"), term.term
        yield ("glossary", number, "meaning"), term.meaning


def _texts_of_deck(about: DeckFile) -> Iterator[tuple[Path, str]]:
    for key in ("title", "subtitle", "edition", "publisher", "contact"):
        yield ("deck", key), getattr(about, key)
    for key in ("themes", "paths"):
        yield from ((("deck", key, name), text) for name, text in getattr(about, key).items())
    for index, part in enumerate(about.parts):
        yield ("deck", "parts", index, "title"), part.title
        yield ("deck", "parts", index, "line"), part.line
        for key in ("purpose", "together"):
            yield from (
                (("deck", "parts", index, key, number), text)
                for number, text in enumerate(getattr(part, key))
            )


def _texts_of_card(card: Card) -> Iterator[tuple[Path, str]]:
    yield ("title",), card.title
    yield ("quote", "text"), card.quote.text
    yield ("quote", "speaker"), card.quote.speaker
    yield ("reflect", "lead"), card.reflect.lead or ""
    yield from ((("situations", number), text) for number, text in enumerate(card.situations))
    yield from (
        (("reflect", "questions", number), text) for number, text in enumerate(card.reflect.questions)
    )
    for key in ("inspire", "tools"):
        for number, item in enumerate(getattr(card, key)):
            yield (key, number, "text"), item.text
            yield from (((key, number, "items", inner), text) for inner, text in enumerate(item.items))
