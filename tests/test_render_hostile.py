"""A deck whose every text is hostile: the templates make the same elements of it as of a tame one, and lose no text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from deckpress.load import load
from deckpress.model import Card, Deck, DeckFile, Resource, Section, Term
from tests.decks import tiny_deck
from tests.htmls import documents, elements, parsed, renderer, skeleton, within, words

XMLNS = "{http://www.w3.org/2000/xmlns/}xmlns"
HOSTILE = (
    'Q\\" onclick=x \'"><script>alert(1)</script><img src=x onerror=alert(1)></a></li></section></style>'
)
HOSTILE += "{{ 7*7 }}{% raw %} &amp; *Q*"
PLAIN_KEYS = {
    "id",
    "slug",
    "language",
    "site_url",
    "url",
    "scope",
    "seen",
    "number",
    "themes",
    "paths",
    "checked",
}
TAGS = {
    "html",
    "head",
    "meta",
    "title",
    "body",
    "section",
    "h1",
    "h2",
    "h3",
    "h4",
    "p",
    "ul",
    "ol",
    "li",
    "div",
}
TAGS |= {"span", "a", "strong", "blockquote", "svg", "path", "img"}
ATTRIBUTES = {
    "id",
    "class",
    "style",
    "href",
    "title",
    "src",
    "alt",
    "start",
    "lang",
    "charset",
    "name",
    "content",
}
ATTRIBUTES |= {XMLNS, "data-band", "data-foot", "data-folio", "viewBox", "d", "fill"}


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Deck:
    loaded = load(tiny_deck(tmp_path_factory.mktemp("render") / "deck"))
    assert loaded.deck and not loaded.problems
    return loaded.deck


def said(value: Any, text: str) -> Any:
    """The same data with `text` for every text that an author writes."""
    if isinstance(value, str):
        return text
    if isinstance(value, dict):
        return {key: inner if key in PLAIN_KEYS else said(inner, text) for key, inner in value.items()}
    return tuple(said(inner, text) for inner in value) if isinstance(value, list | tuple) else value


def saying(deck: Deck, text: str) -> Deck:
    """The deck with `text` for every text in it."""
    return replace(
        deck,
        about=DeckFile.model_validate(said(deck.about.model_dump(), text)),
        cards=tuple(Card.model_validate(said(card.model_dump(), text)) for card in deck.cards),
        resources={
            key: Resource.model_validate(said(resource.model_dump(), text))
            for key, resource in deck.resources.items()
        },
        glossary=tuple(Term.model_validate(said(term.model_dump(), text)) for term in deck.glossary),
        manual=tuple(
            Section(
                id=section.id, title=text, body=f"{text}\n\n- {text}\n\n@parts\n@glossary\n@lines 2", line=1
            )
            for section in deck.manual
        ),
    )


@pytest.fixture(scope="module")
def hostile(deck: Deck) -> list[Element]:
    return documents(saying(deck, HOSTILE))


def test_hostile_texts_change_no_element(deck: Deck, hostile: list[Element]) -> None:
    tame = documents(saying(deck, "Q *Q*"))
    assert list(map(skeleton, hostile)) == list(map(skeleton, tame))


def test_hostile_texts_stand_there_as_text(deck: Deck, hostile: list[Element]) -> None:
    shown, tame = (" ".join(map(words, made)) for made in (hostile, documents(saying(deck, "zzz"))))
    assert (
        shown.count("<script>alert(1)</script>")
        == shown.count("{{ 7*7 }}{% raw %}")
        == tame.count("zzz")
        > 40
    )
    for root in hostile:
        assert {str(element.tag) for element in root.iter()} <= TAGS
        assert {name for element in root.iter() for name in element.attrib} <= ATTRIBUTES


def test_hostile_texts_change_nothing_in_a_block_alone(deck: Deck) -> None:
    card = saying(deck, HOSTILE).cards[0]
    for block in ("title", "quote", "reflect", "inspire", "panel"):
        made, tame = (
            renderer(deck).block(thing, block, 11, 3) for thing in (card, saying(deck, "Q *Q*").cards[0])
        )
        assert skeleton(parsed(made)) == skeleton(parsed(tame))


def test_every_field_reaches_its_page(deck: Deck) -> None:
    """Each text of its own: none is left out, none stands where another should."""
    numbers = iter(range(10_000, 99_999))

    def marked(value: Any) -> Any:
        if isinstance(value, str):
            return f"x{next(numbers)}"
        if isinstance(value, dict):
            return {key: inner if key in PLAIN_KEYS else marked(inner) for key, inner in value.items()}
        return tuple(map(marked, value)) if isinstance(value, list | tuple) else value

    cards = tuple(Card.model_validate(marked(card.model_dump())) for card in deck.cards)
    _, root = documents(replace(deck, cards=cards))
    sides = [section for section in elements(root, "section") if "divider" not in section.attrib["class"]]
    for card, front, back in zip(cards, sides[::2], sides[1::2], strict=True):
        lead = [card.reflect.lead] if card.reflect.lead else []
        on_front = [card.title, card.quote.text, card.quote.speaker, *lead, *card.reflect.questions]
        on_back = [text for item in (*card.inspire, *card.tools) for text in (item.text, *item.items)]
        assert re.findall(r"x\d{5}", words(front)) == on_front
        assert re.findall(r"x\d{5}", words(back)) == on_back


def test_lists_hold_no_paragraphs_and_links_no_markup(deck: Deck, hostile: list[Element]) -> None:
    for root in (*documents(deck), *hostile):
        assert elements(root, "li") and elements(root, "a")
        assert [inner.tag for _, inner in within(root, "li") if inner.tag in ("p", "div")] == []
        assert [inner.tag for _, inner in within(root, "a")] == []
        for listing in elements(root, "ul", "ol"):
            assert {child.tag for child in listing} == {"li"}
