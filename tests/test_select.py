"""What an expression names, in which order; and what is said where it names nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckpress.load import load
from deckpress.model import Deck
from deckpress.select import SelectionError, draw, select

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def deck() -> Deck:
    found = load(ROOT / "cards" / "nl").deck
    assert found
    return found


def ids(deck: Deck, expression: str) -> str:
    return " ".join(card.id for card in select(deck, expression))


@pytest.mark.parametrize(
    ("expression", "chosen"),
    [
        ("3.2", "3.2"),
        ("3.2, 1.1,6.4", "3.2 1.1 6.4"),
        ("2.*", "2.1 2.2 2.3"),
        ("luik:5, 1.1", "5.1 5.2 1.1"),
        ("Luik: 5", "5.1 5.2"),
        ("luik:Positieve kijk op kinderen", "2.1 2.2 2.3"),
        ("5.2, 5.*, 5.1", "5.2 5.1"),
        ("3.*, -3.5, -3.1", "3.2 3.3 3.4"),
        ("5.1, -5.1, 5.2", "5.2"),
        ("-1.*, -2.*, -3.*, -4.*, -6.*", "5.1 5.2"),
    ],
)
def test_what_is_named_is_chosen_in_its_order(deck: Deck, expression: str, chosen: str) -> None:
    assert ids(deck, expression) == chosen


def test_themes_and_paths_go_by_id_or_name_in_any_case(deck: Deck) -> None:
    by_id = ids(deck, "thema:meertaligheid")
    assert by_id.split() == [card.id for card in deck.cards if "meertaligheid" in card.themes]
    assert ids(deck, f"THEMA: {deck.about.themes['meertaligheid'].upper()}") == by_id
    assert ids(deck, "pad:lerend-netwerk") == ids(deck, "path:Lerend netwerk".replace("Lerend", "lerend"))
    assert len(ids(deck, "*").split()) == 28


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("", "names no card"),
        (" , ", "names no card"),
        ("1.99", "there is no card `1.99`: did you mean `1.9`?"),
        ("fiche", "there is no card `fiche`: choose from 1.1, 1.2"),
        ("luik:9", "there is no part `9`: choose from 1, 2, 3, 4, 5, 6"),
        ("9.*", "there is no part `9`"),
        ("thema:meertaligheit", "there is no thema `meertaligheit`: did you mean `meertaligheid`?"),
        ("pad:nergens", "there is no pad `nergens`: choose from "),
        ("thma:x", "`thma:` can't be chosen by: did you mean `thema`?"),
        ("1.1, -1.1", "leaves no card"),
        ("1.1," * 1000, "names no card"),
    ],
)
def test_what_names_nothing_is_told_with_the_nearest(deck: Deck, expression: str, said: str) -> None:
    with pytest.raises(SelectionError) as caught:
        select(deck, expression)
    assert said in str(caught.value) and caught.value.exit_code == 1


def test_a_draw_repeats_by_its_seed_and_takes_no_card_twice(deck: Deck) -> None:
    cards = select(deck, "luik:1")
    drawn = draw(cards, 5, 7)
    assert drawn == draw(cards, 5, 7) and len(set(drawn)) == 5 and set(drawn) <= set(cards)
    assert {draw(cards, 5, seed) for seed in range(20)} != {drawn}
    assert set(draw(cards, 9, 1)) == set(cards)


@pytest.mark.parametrize("count", [0, 10, -1])
def test_more_than_there_are_can_t_be_drawn(deck: Deck, count: int) -> None:
    with pytest.raises(SelectionError, match=f"can't draw {count} of 9 cards: draw from 1 to 9"):
        draw(select(deck, "luik:1"), count, None)
