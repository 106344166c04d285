"""The language of the deck in cards/nl: short sentences, the je-form, one word for one thing, Dutch typography."""

from __future__ import annotations

import re
import statistics

import pytest

from tests.passages import CARDS, FILES, Passage, passages, word_count

MOST_WORDS = 25
MOST_WORDS_ON_AVERAGE = 13

ADDRESS = re.compile(r"\b(?:u|uw|uzelf|men)\b", re.IGNORECASE)
# The start of each word that has a better one here, and that one.
INSTEAD = {
    "kinderbegeleid": "begeleider",
    "kindbegeleid": "begeleider",
    "kinderverzorg": "begeleider",
    r"opvoed(?:er|ster)s?\b": "begeleider",
    "mama|mamma": "moeder",
    "papa|pappa": "vader",
}
# What slips in from English projects. Not those that are Dutch as well: best, content, quote, team, tip, tool.
ENGLISH = re.compile(
    r"\b(?:the|and|with|for|your|this|that|from|best practices?|feedback|follow-up|updates?|up-to-date|input|output"
    r"|issues?|mindsets?|skills?|challenges?|targets?|settings?|toolkit|meetings?|awareness|empowerment|sharing"
    r"|events?|topics?|items?|flow|kids|parents|toddlers?|caregivers?|care|family|families|community|support"
    r"|inclusive|inclusion|templates?|guidelines?|how-to|download|upload|checken|matchen|brainstormen)\b",
    re.IGNORECASE,
)
TYPOGRAPHY = {
    "two spaces in a row": re.compile(r"\S {2,}\S"),
    "a straight quote: write ‘ or ’": re.compile(r"['\"]"),
    "double quotes: write ‘ and ’": re.compile("[“”„«»]"),
    "points in a row: write …": re.compile(r"\.\.|…[.…]"),
    "a hyphen for a dash: write –": re.compile(r"\w - \w"),
    "a space before a mark": re.compile(r"\s[.,;:!?](?!\w)"),
}


def told(found: list[str]) -> str:
    return "\n" + "\n".join(found)


def prose(card: str) -> list[Passage]:
    """The texts of a card that are sentences: not its title, speaker and tools."""
    said = ("quote.text", "situations", "reflect", "inspire")
    return [passage for passage in passages(card) if passage.field.startswith(said)]


def lengths(card: str) -> list[int]:
    return [word_count(sentence) for passage in prose(card) for sentence in passage.sentences]


@pytest.mark.parametrize("file", FILES)
def test_no_sentence_is_too_long(file: str) -> None:
    found = [
        f"{passage}: {word_count(sentence)} words, over {MOST_WORDS}: “{sentence}”"
        for passage in passages(file)
        for sentence in passage.sentences
        if word_count(sentence) > MOST_WORDS
    ]
    assert not found, told(found)


def test_the_sentences_of_the_cards_are_short_on_average() -> None:
    mean = statistics.mean(count for card in CARDS for count in lengths(card))
    per_card = [f"{card}: {statistics.mean(lengths(card)):.1f} words a sentence" for card in CARDS]
    assert mean <= MOST_WORDS_ON_AVERAGE, told([f"the deck: {mean:.1f} words a sentence", *per_card])


@pytest.mark.parametrize("file", FILES)
def test_the_reader_is_je(file: str) -> None:
    """In the deck's own voice; who speaks in a card's quote or between ‘ and ’ may well say u."""
    found = [
        f"{passage}: “{match[0]}” is not the je-form: “{passage.plain}”"
        for passage in passages(file)
        for match in ADDRESS.finditer(passage.own_voice)
    ]
    assert not found, told(found)


@pytest.mark.parametrize("file", FILES)
def test_terms_are_the_decks(file: str) -> None:
    found = [
        f"{passage}: write {better}, not “{match[0]}”: “{passage.plain}”"
        for passage in passages(file)
        for word, better in INSTEAD.items()
        for match in re.finditer(rf"\b(?:{word})", passage.plain, re.IGNORECASE)
    ]
    found += [
        f"{passage}: “{match[0]}” is English: “{passage.plain}”"
        for passage in passages(file)
        for match in ENGLISH.finditer(passage.plain)
    ]
    assert not found, told(found)


@pytest.mark.parametrize("file", FILES)
def test_typography_is_dutch(file: str) -> None:
    found = [
        f"{passage}: {what}: “{passage.raw[max(match.start() - 30, 0) : match.end() + 30]}”"
        for passage in passages(file)
        for what, pattern in TYPOGRAPHY.items()
        for match in pattern.finditer(passage.raw)
    ]
    assert not found, told(found)


@pytest.mark.parametrize(
    ("text", "sentences", "own"),
    [
        ("Zo dus. Nu verder? Ja!", ["Zo dus.", "Nu verder?", "Ja!"], "Zo dus. Nu verder? Ja!"),
        ("Zie Fiche 6.2 of 1.1. ’s Avonds ook.", ["Zie Fiche 6.2 of 1.1.", "’s Avonds ook."], None),
        ("Maak af: ‘Ik wil …’ Klaar.", ["Maak af: ‘Ik wil …’", "Klaar."], "Maak af: ‘…’ Klaar."),
        ("Wacht … even. (Echt waar.) Goed.", ["Wacht … even.", "(Echt waar.)", "Goed."], None),
        (
            "Vraag: ‘Zijn collega’s bij u?’ Knik.",
            ["Vraag: ‘Zijn collega’s bij u?’", "Knik."],
            "Vraag: ‘…’ Knik.",
        ),
    ],
)
def test_how_texts_are_read(text: str, sentences: list[str], own: str | None) -> None:
    passage = Passage("1.1.yaml", "inspire.0.text", text, text)
    assert passage.sentences == sentences
    assert passage.own_voice == (own or text)
