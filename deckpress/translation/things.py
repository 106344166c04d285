"""A deck as the things that are translated: cards, parts, terms, the manual …, each with its texts in order.

A thing has the same key in every language, and each of its texts the same path: a text of a translation is the one with
the path of its source.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from deckpress.anchors import slug
from deckpress.model import Deck, Place, Section, Term
from deckpress.texts import inline_texts
from deckpress.translation.blocks import blocks

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Text:
    """One text of a thing: its path in it, its Markdown, where it stands."""

    path: Path
    text: str
    place: Place


@dataclass(frozen=True)
class Thing:
    """What is translated as one: its key ("card-1.1"), the file that it is in, where it stands, its texts."""

    key: str
    file: str
    place: Place
    texts: tuple[Text, ...]

    @property
    def called(self) -> str:
        """What to call it in messages: "card 1.1"."""
        return self.key.replace("-", " ", 1) if self.key not in ("deck", "manual") else f"the {self.key}"

    def place_of(self, path: Path) -> Place:
        """Where the text at a path stands, or else what is nearest: the list that it would be in, or the thing."""
        for length in range(len(path), 0, -1):
            for text in self.texts:
                if text.path[:length] == path[:length]:
                    return text.place
        return self.place


def fingerprint(text: str) -> str:
    """What tells a text from another, however its lines are broken: the first 8 digits of its SHA-256."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:8]


def fingerprints(thing: Thing) -> str:
    """The fingerprints of all texts of a thing, as `translated.yaml` keeps them."""
    return " ".join(fingerprint(text.text) for text in thing.texts)


def things(deck: Deck) -> dict[str, Thing]:
    """Everything of a deck that is translated, by its key, in the order of its files."""
    found: dict[str, list[tuple[Path, Text]]] = {}
    for path, text in [*inline_texts(deck), *_names(deck)]:
        if text and path != ("deck", "edition"):
            depth = 1 if path[0] == "deck" and path[1] != "parts" else 3 if path[0] == "deck" else 2
            key = _key(deck, path)
            found.setdefault(key, []).append((path[:depth], Text(path[depth:], text, deck.places.at(*path))))
    made = [
        Thing(key, _file(key), deck.places.at(*texts[0][0]), tuple(text for _, text in texts))
        for key, texts in found.items()
    ]
    return {thing.key: thing for thing in [*made, *_sections(deck)]}


def _names(deck: Deck) -> Iterator[tuple[Path, str]]:
    """What is the same in every language, but has to be there: themes and paths of cards, addresses of resources."""
    for card in deck.cards:
        for key in ("themes", "paths"):
            yield from ((("card", card.id, key, name), name) for name in sorted(getattr(card, key)))
    for resource in deck.resources.values():
        yield ("resources", resource.id, "url"), resource.url or ""


def _key(deck: Deck, path: Path) -> str:
    """The key of the thing that the text at a path of the deck is of."""
    if path[0] == "deck":
        index = path[2] if path[1] == "parts" else None
        return "deck" if index is None else f"part-{deck.about.parts[int(index)].number}"
    if path[0] == "glossary":
        return f"term-{term_id(deck.glossary[int(path[1])])}"
    return f"{'card' if path[0] == 'card' else 'resource'}-{path[1]}"


def term_id(term: Term) -> str:
    """What a term is called in all languages: its id, or what its words make."""
    return term.id or slug(term.term) or fingerprint(term.term)


def _file(key: str) -> str:
    """The file of a deck that a thing is in."""
    kind, _, name = key.partition("-")
    others = {"card": f"{name}.yaml", "resource": "resources.yaml", "term": "glossary.yaml"}
    return others.get(kind, "deck.yaml")


def _sections(deck: Deck) -> Iterator[Thing]:
    """The manual as one thing, since its sections have no names of their own; each example."""
    if deck.manual:
        parts = ((("sections", index), section) for index, section in enumerate(deck.manual))
        texts = [text for root, section in parts for text in _texts(deck, "manual", root, section)]
        yield Thing("manual", "manual.md", Place(texts[0].place.file), tuple(texts))
    for example in deck.examples:
        made = tuple(_texts(deck, "example", (), example))
        yield Thing(f"example-{example.id}", f"examples/{example.id}.md", made[0].place, made)


def _texts(deck: Deck, name: str, root: Path, section: Section) -> Iterable[Text]:
    """The texts of a section: its title, and its blocks, counted by kind."""
    title = deck.places.at(name, section.id)
    made = [Text((*root, "title"), section.title, title)]
    counts: dict[str, int] = {}
    for block in blocks(section.body):
        number = counts.get(block.kind, 0)
        counts[block.kind] = number + 1
        place = Place(title.file, section.line + 1 + block.line, 1)
        made.append(Text((*root, block.kind, number), block.text, place))
    return made
