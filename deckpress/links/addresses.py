"""The web addresses of a deck: where each is written, and which cards, sections and examples name it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urldefrag

from deckpress.anchors import is_placeholder
from deckpress.markup import Reference, references
from deckpress.model import Deck, Place
from deckpress.texts import DeckText, inline_texts
from deckpress.words import Words


@dataclass(frozen=True)
class Use:
    """One place at which an address is written: as it stands there, and what names it, as "card 1.1"."""

    place: Place
    written: str
    named_by: tuple[str, ...]


@dataclass(frozen=True)
class Address:
    """A web address without its fragment, which no server is told, and all its uses in the deck's order."""

    url: str
    uses: tuple[Use, ...]


def addresses(deck: Deck, words: Words) -> list[Address]:
    """Every web address of the deck once. A `site_url` that is a placeholder isn't one."""
    found: dict[str, list[Use]] = {}
    for use in _uses(deck, words):
        found.setdefault(urldefrag(use.written).url, []).append(use)
    return [Address(url, tuple(uses)) for url, uses in found.items()]


def _uses(deck: Deck, words: Words) -> Iterator[Use]:
    if not is_placeholder(deck.about.site_url):
        yield Use(deck.places.at("deck", "site_url"), deck.about.site_url, ("the QR codes",))
    named: dict[str, dict[str, None]] = {name: {} for name in deck.resources}
    for name, text, reference in _references(deck, words):
        if reference.kind == "web":
            yield Use(text.place(reference.line, reference.target), reference.target, (name,))
        elif reference.kind == "resource" and reference.target in named:
            named[reference.target][name] = None
    yield from _uses_of_resources(deck, named)


def _uses_of_resources(deck: Deck, named: Mapping[str, Mapping[str, None]]) -> Iterator[Use]:
    for resource in deck.resources.values():
        if resource.url:
            yield Use(
                deck.places.at("resources", resource.id, "url"), resource.url, tuple(named[resource.id])
            )


def _references(deck: Deck, words: Words) -> Iterator[tuple[str, DeckText, Reference]]:
    """All that the deck's texts refer to: what the text is called, the text, the reference."""
    for name, text in _texts(deck):
        for reference in references(text.text, words, block=text.block):
            yield name, text, reference


def _texts(deck: Deck) -> Iterator[tuple[str, DeckText]]:
    for path, text in inline_texts(deck):
        yield _called(deck, path), DeckText(text, deck.places.at(*path))
    for kind, sections in (("manual", deck.manual), ("example", deck.examples)):
        for section in sections:
            name = "the manual" if kind == "manual" else f"example {section.id}"
            title = deck.places.at(kind, section.id)
            yield name, DeckText(section.title, title)
            yield name, DeckText(section.body, Place(title.file, section.line + 1), block=True)


def _called(deck: Deck, path: tuple[str | int, ...]) -> str:
    """What the owner of an inline text is called."""
    root, *rest = path
    if root == "card":
        return f"card {rest[0]}"
    if root == "deck" and rest[0] == "parts":
        return f"part {deck.about.parts[int(rest[1])].number}"
    return {"glossary": "the glossary", "resources": "resources.yaml"}.get(str(root), "deck.yaml")
