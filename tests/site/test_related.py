"""Which cards go together: references both ways first, then shared themes, and never the card itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from deckpress.load import load
from deckpress.model import Card, Deck
from deckpress.site.links import alphabetical, per_card
from deckpress.site.related import MOST, related
from deckpress.uses import named_by, used_by
from tests.decks import tiny_deck
from tests.htmls import renderer

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def real() -> Deck:
    deck = load(ROOT / "cards" / "nl").deck
    assert deck
    return deck


@pytest.fixture
def tiny(tmp_path: Path) -> Deck:
    deck = load(tiny_deck(tmp_path / "deck")).deck
    assert deck
    return deck


def with_cards(deck: Deck, **themes: tuple[str, ...]) -> Deck:
    """The deck with cards that say nothing, by their number, with these themes."""
    plain = {"inspire": deck.cards[0].inspire[:1], "tools": ()}
    cards = [
        deck.cards[0].model_copy(update={"id": f"1.{name[1:]}", "themes": own, **plain})
        for name, own in themes.items()
    ]
    return replace(deck, cards=tuple(cards))


def test_references_are_read_both_ways(tiny: Deck) -> None:
    assert named_by(tiny, renderer(tiny).words) == {"1.1": frozenset({"1.2"}), "1.2": frozenset({"1.1"})}
    (one,) = related(tiny, renderer(tiny).words)["1.1"]
    assert (one.card.id, one.named, one.names, one.themes) == ("1.2", True, True, ())


def test_two_shared_themes_make_cards_related_and_more_come_first(tiny: Deck) -> None:
    deck = with_cards(tiny, c1=("a", "b", "c"), c2=("a",), c3=("b", "a"), c4=("c", "b", "a"))
    found = related(deck, renderer(deck).words)["1.1"]
    assert [(one.card.id, one.themes) for one in found] == [("1.4", ("a", "b", "c")), ("1.3", ("a", "b"))]


def test_no_card_has_itself_or_too_many(real: Deck) -> None:
    found = related(real, renderer(real).words)
    assert set(found) == {card.id for card in real.cards}
    for name, others in found.items():
        assert name not in [one.card.id for one in others] and len(others) <= MOST


def test_who_is_named_says_so(real: Deck) -> None:
    found = related(real, renderer(real).words)
    for name, others in found.items():
        for one in others:
            back = next((back for back in found[one.card.id] if back.card.id == name), None)
            assert back is None or (back.named, back.names) == (one.names, one.named)


def test_links_are_in_the_order_of_the_alphabet_and_complete(real: Deck) -> None:
    users = used_by(real, renderer(real).words)
    links = alphabetical(real, users)
    names = [link.resource.name.casefold() for link in links]
    assert [name[0] for name in names] == sorted(name[0] for name in names)
    assert {link.resource.id for link in links} == {name for name, cards in users.items() if cards}
    own = per_card(links)
    assert own["3.1"] and all(_has(link.cards, "3.1") for link in own["3.1"])
    assert sum(map(len, own.values())) == sum(len(link.cards) for link in links)


def _has(cards: tuple[Card, ...], name: str) -> bool:
    return any(card.id == name for card in cards)
