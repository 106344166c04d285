"""The whole of a deck that is kept laid out: what names a state of it, and that askers wait for it."""

from __future__ import annotations

import threading
from typing import cast

import pytest
from weasyprint import Document

from deckpress.preview.app import WholePdf
from deckpress.wholedeck import WholeDeck


@pytest.fixture
def deck() -> WholeDeck:
    made = WholeDeck()
    for key in ("a", "b", "c"):
        made.put(key, cast(Document, f"document {key}"))
    return made


def settled(deck: WholeDeck, *keys: str, slug: str = "deck") -> WholePdf | None:
    deck.settle(slug, keys)
    return deck.pdf(0)


def test_a_state_has_one_tag(deck: WholeDeck) -> None:
    tags = []
    for keys, slug in ((("a", "b"), "deck"), (("b", "a"), "deck"), (("a",), "deck"), (("a", "b"), "other")):
        found = settled(deck, *keys, slug=slug)
        assert found and found.name == f"{slug}.pdf"
        tags.append(found.tag)
    again = settled(deck, "a", "b")
    assert len(set(tags)) == 4 and again and again.tag == tags[0]


def test_there_is_none_with_problems(deck: WholeDeck) -> None:
    assert settled(deck, "a") and settled(deck) is None


def test_what_is_no_more_is_forgotten(deck: WholeDeck) -> None:
    deck.keep({"a"})
    with pytest.raises(KeyError):
        deck.settle("deck", ["a", "b"])


def test_an_asker_waits_until_it_is_settled(deck: WholeDeck) -> None:
    with pytest.raises(TimeoutError):
        deck.pdf(0.01)  # nothing was ever laid out
    settled(deck, "a")
    deck.begin()
    with pytest.raises(TimeoutError):
        deck.pdf(0.01)
    got: list[WholePdf | None] = []
    asker = threading.Thread(target=lambda: got.append(deck.pdf(60)))
    asker.start()
    deck.settle("deck", ["b"])
    asker.join(60)
    assert got == [deck.pdf(0)] and got[0]
