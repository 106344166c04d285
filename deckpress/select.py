"""An expression such as `1.1, 3.*, thema:meertaligheid, -3.5` → cards, in the order in which they are named."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Mapping, Sequence

from deckpress.model import BuildError, Card, Deck
from deckpress.near import did_you_mean
from deckpress.options import Choice

# The kinds of terms, by the words for them; a deck in another language is chosen from with the English ones.
KINDS = {
    "luik": "part",
    "part": "part",
    "thema": "theme",
    "theme": "theme",
    "pad": "path",
    "path": "path",
}
MOST = 2000  # characters of an expression


class SelectionError(BuildError):
    """An expression that names nothing, or something that the deck doesn't have."""

    exit_code = 1


def select(deck: Deck, expression: str) -> tuple[Card, ...]:
    """The cards that an expression names, each once, in its order; within a term in the deck's order.

    A term is a card's id, `3.*`, `*`, `luik:6`, `thema:` or `pad:` with an id or a name; `-` before it takes cards
    away, from all cards where nothing was named before. Raises SelectionError, naming the nearest.
    """
    expression = expression.encode(
        "utf-8", "backslashreplace"
    ).decode()  # bytes that are no text can't be printed
    terms = [term.strip() for term in expression[: MOST + 1].split(",") if term.strip()]
    if not terms or len(expression) > MOST:
        raise SelectionError(
            "the selection names no card: write for example `1.1, 3.*, thema:meertaligheid, -3.5`"
        )
    chosen = dict.fromkeys(deck.cards) if all(term.startswith("-") for term in terms) else {}
    for term in terms:
        found = cards_of(deck, term.removeprefix("-").strip())
        if term.startswith("-"):
            chosen = {card: None for card in chosen if card not in found}
        else:
            chosen |= dict.fromkeys(card for card in found if card not in chosen)
    if not chosen:
        raise SelectionError(f"the selection `{expression}` leaves no card: take something out of it")
    return tuple(chosen)


def chosen(deck: Deck, choice: Choice) -> tuple[Card, ...]:
    """The cards of a choice, in its order. Raises SelectionError."""
    if choice.random is not None:
        return draw(select(deck, choice.source or "*"), choice.random, choice.seed)
    return select(deck, "*" if choice.select is None else choice.select)


def draw(cards: Sequence[Card], count: int, seed: int | None) -> tuple[Card, ...]:
    """So many cards by chance, none twice; the same seed draws the same cards. Raises SelectionError."""
    if not 1 <= count <= len(cards):
        raise SelectionError(f"can't draw {count} of {len(cards)} cards: draw from 1 to {len(cards)}")
    return tuple(random.Random(seed).sample(list(cards), count))


def cards_of(deck: Deck, term: str) -> tuple[Card, ...]:
    """The cards that one term names, in the deck's order. Raises SelectionError."""
    kind, colon, name = (word.strip() for word in term.partition(":"))
    if colon:
        return _of_kind(deck, kind, name)
    if term == "*":
        return deck.cards
    if found := re.fullmatch(r"([1-9][0-9]?)\.\*", term):
        return _of_part(deck, found[1])
    ids = {card.id: card for card in deck.cards}
    if term not in ids:
        raise SelectionError(f"there is no card `{term}`{did_you_mean(term, ids) or _known(ids)}")
    return (ids[term],)


def _of_kind(deck: Deck, kind: str, name: str) -> tuple[Card, ...]:
    known = KINDS.get(kind.casefold())
    if known is None:
        raise SelectionError(f"`{kind}:` can't be chosen by{did_you_mean(kind, KINDS) or _known(KINDS)}")
    if known == "part":
        return _of_part(deck, name)
    names = deck.about.themes if known == "theme" else deck.about.paths
    found = _named(kind, name, names)
    return tuple(card for card in deck.cards if found in (card.themes if known == "theme" else card.paths))


def _of_part(deck: Deck, name: str) -> tuple[Card, ...]:
    numbers = {str(part.number): part.number for part in deck.about.parts}
    numbers |= {_plain(part.title): part.number for part in deck.about.parts}
    if _plain(name) not in numbers:
        known = [str(part.number) for part in deck.about.parts]
        raise SelectionError(f"there is no part `{name}`{_known(known)}")
    return deck.cards_of(numbers[_plain(name)])


def _named(kind: str, name: str, names: Mapping[str, str]) -> str:
    """The id of what is called so, by id or by name."""
    ids = {_plain(key): key for key in names} | {_plain(text): key for key, text in names.items()}
    if _plain(name) not in ids:
        raise SelectionError(f"there is no {kind} `{name}`{did_you_mean(_plain(name), ids) or _known(names)}")
    return ids[_plain(name)]


def _plain(name: str) -> str:
    """A name without case, accents and marks: two that look alike are the same."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join(
        re.sub(r"[^a-z0-9]+", " ", "".join(c for c in letters if not unicodedata.combining(c))).split()
    )


def _known(names: Sequence[str] | Mapping[str, object]) -> str:
    shown = list(names)[:12]
    return f": choose from {', '.join(shown)}{', …' if len(names) > len(shown) else ''}"
