"""Checks on what texts refer to: cards, parts and resources that are there, addresses that may be linked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from deckpress.loaded import Loaded
from deckpress.markup import Reference, references
from deckpress.model import CARD_ID, Deck, Problem
from deckpress.near import did_you_mean
from deckpress.texts import quoted, texts
from deckpress.words import Words


def check_links(loaded: Loaded, deck: Deck, words: Words) -> Iterator[Problem]:
    """A problem for each link that leads nowhere, or where it may not, or that has no words."""
    for text in texts(deck):
        for reference in references(text.text, words, block=text.block):
            if message := _message(reference, loaded, deck):
                yield Problem(text.place(reference.line, reference.target), message)


def check_resources_used(loaded: Loaded, deck: Deck, words: Words) -> Iterator[Problem]:
    """A problem for each resource that no text links to. Where something is unread, nobody knows, and there is none."""
    used = {
        reference.target
        for text in texts(deck)
        for reference in references(text.text, words, block=text.block)
        if reference.kind == "resource"
    }
    for name in deck.resources:
        if name not in used and not loaded.unread:
            message = f"no text links to `{name}`: link to it, as [words](resource:{name}), or remove it"
            yield Problem(deck.places.at("resources", name), message)


def check_examples(loaded: Loaded, deck: Deck) -> Iterator[Problem]:
    """A problem for each example document that no resource stands for, as then no text can link to it."""
    for example in deck.examples:
        if example.id not in deck.resources and not loaded.is_unread("resources"):
            advice = (
                did_you_mean(example.id, deck.resources) or f": add `- id: {example.id}` to resources.yaml"
            )
            message = f"no resource has the id `{example.id}`, so no text can link to this example{advice}"
            yield Problem(deck.places.at("example", example.id), message)


def _message(reference: Reference, loaded: Loaded, deck: Deck) -> str | None:
    """What is wrong with a link; None where it is right, or no link."""
    kind, target, said = reference.kind, reference.target, reference.text
    if kind == "unsafe":
        return f"the address {quoted(target)} can't be linked: write https://…, mailto:…, card:1.1 or resource:its-id"
    advice = _advice(kind, target, loaded, deck)
    if advice is not None:
        return f"{quoted(said)} leads to {kind} {target[:60]}, which the deck doesn't have{advice}"
    if kind in ("card", "part", "resource", "web", "mail") and not said.strip():
        return f"the link to {target[:60]} has no words: write them between the brackets, as [words](…)"
    return None


def _advice(kind: str, target: str, loaded: Loaded, deck: Deck) -> str | None:
    """What to write for a target that isn't there; None where it is, or may be in what couldn't be read."""
    if kind == "card" and not loaded.is_unread("card", target):
        return _advice_on_card(target, [card.id for card in deck.cards])
    if kind == "part" and not loaded.is_unread("deck", "parts"):
        numbers = [str(part.number) for part in deck.about.parts]
        return None if target in numbers else f": its parts are {', '.join(numbers)}"
    if kind == "resource" and not loaded.is_unread("resources", target) and target not in deck.resources:
        return did_you_mean(target, deck.resources) or ": add it to resources.yaml"
    return None


def _advice_on_card(target: str, ids: Iterable[str]) -> str | None:
    ids = list(ids)
    if target in ids:
        return None
    if not CARD_ID.fullmatch(target):
        return ": the id of a card looks like 1.1"
    part, number = target.split(".")
    near = [int(other.split(".")[1]) for other in ids if other.split(".")[0] == part]
    if not near:
        return f": no card of part {part} is there"
    return f": did you mean {part}.{min(near, key=lambda other: (abs(other - int(number)), other))}?"
