"""A card with fewer words, to find by trying how many characters a side must lose."""

from __future__ import annotations

from collections.abc import Sequence

from deckpress.model import Card, Item


def length(card: Card, side: str) -> int:
    """How many characters of this side ("front" or "back") can go: its questions, or its tips and tools."""
    return sum(map(len, _texts(card, side)))


def without(card: Card, side: str, characters: int) -> Card:
    """The card with this many characters gone from the end of the side; a text that is gone goes from the list.

    A back loses its tips first and its tools after them. The first question or tip keeps one character.
    """
    if side == "front":
        questions = _cut(card.reflect.questions, characters)
        return card.model_copy(update={"reflect": card.reflect.model_copy(update={"questions": questions})})
    tips = sum(map(len, _item_texts(card.inspire)))
    return card.model_copy(
        update={
            "inspire": _cut_items(card.inspire, min(characters, tips)),
            "tools": _cut_items(card.tools, max(characters - tips, 0), keep_one=False),
        }
    )


def _texts(card: Card, side: str) -> list[str]:
    if side == "front":
        return list(card.reflect.questions)
    return _item_texts(card.inspire) + _item_texts(card.tools)


def _item_texts(items: Sequence[Item]) -> list[str]:
    return [text for item in items for text in (item.text, *item.items)]


def _cut(texts: Sequence[str], characters: int, keep_one: bool = True) -> tuple[str, ...]:
    kept = list(texts)
    while characters > 0 and kept:
        last = kept.pop()
        if characters < len(last):
            kept.append(last[: len(last) - characters])
        characters -= len(last)
    return tuple(kept) or ((texts[0][:1],) if keep_one and texts else ())


def _cut_items(items: Sequence[Item], characters: int, keep_one: bool = True) -> tuple[Item, ...]:
    kept = list(items)
    while characters > 0 and kept:
        last = kept.pop()
        size = len(last.text) + sum(map(len, last.items))
        if characters < size:
            points = _cut(last.items, characters, keep_one=False)
            left = characters - sum(map(len, last.items))
            kept.append(
                Item(text=last.text[: len(last.text) - left] if left > 0 else last.text, items=points)
            )
        characters -= size
    return tuple(kept) or ((Item(text=items[0].text[:1]),) if keep_one and items else ())
