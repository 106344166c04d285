from __future__ import annotations

import pytest

from deckpress.model import Card
from deckpress.shorten import length, without

CARD = Card.model_validate(
    {
        "id": "1.1",
        "title": "Titel",
        "quote": {"text": "Woorden", "speaker": "een ouder"},
        "reflect": ["Een?", "Twee?"],
        "inspire": ["Eerste", {"text": "Tweede", "items": ["ab", "cd"]}],
        "tools": ["Iets"],
    },
    strict=False,
)


def texts(card: Card) -> list[str]:
    return [text for item in card.inspire + card.tools for text in (item.text, *item.items)]


def test_length_counts_what_can_go() -> None:
    assert length(CARD, "front") == len("Een?Twee?")
    assert length(CARD, "back") == len("EersteTweedeabcdIets")


@pytest.mark.parametrize(
    ("gone", "questions"),
    [(0, ("Een?", "Twee?")), (2, ("Een?", "Twe")), (5, ("Een?",)), (7, ("Ee",)), (9, ("E",))],
)
def test_a_front_loses_its_last_questions_first(gone: int, questions: tuple[str, ...]) -> None:
    assert without(CARD, "front", gone).reflect.questions == questions


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        (0, ["Eerste", "Tweede", "ab", "cd", "Iets"]),
        (1, ["Eerste", "Tweede", "ab", "c", "Iets"]),
        (4, ["Eerste", "Tweede", "Iets"]),
        (6, ["Eerste", "Twee", "Iets"]),
        (10, ["Eerste", "Iets"]),
        (16, ["E", "Iets"]),
        (18, ["E", "Ie"]),
        (20, ["E"]),
    ],
)
def test_a_back_loses_tips_from_the_end_and_then_tools(gone: int, left: list[str]) -> None:
    assert texts(without(CARD, "back", gone)) == left
