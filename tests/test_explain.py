"""What a model refuses, in plain words, at the value or key that is meant."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, ValidationError

from deckpress.explain import Subject, explain
from deckpress.model import Card, DeckFile, Part, Resource
from deckpress.yamlfile import parse

CARD = """\
id: "1.1"
title: T
quote:
  text: T
  speaker: een moeder
reflect:
  - Hoe?
inspire:
  - Doe.
"""
COLON = "a colon and a space made a key of this text: put the whole text in quotes"
CARD_KEYS = "id, title, quote, themes, paths, situations, reflect, inspire, tools"
NO_TEXT = "expected text, found"
KEYS = "expected keys with values under it, as in `key: value`, found"
LIST = "expected a list, with `- ` before each point, found"
ADDRESS = "expected a web address that starts with https://, found"
SCOPE = "expected exact or about or home, found"
DATE = "expected a date such as 2026-01-31, without quotes, found"
NUMBER = "expected a whole number from 1 to 99, found"
NO_LIST = "expected one text, found a list: remove the `- `, or put a text that starts with [ in quotes"
NAME = "may hold only the letters a to z, digits and hyphens, as in `een-naam`"


def too_long(count: int, most: int) -> str:
    return f"this text holds {count} characters, and {most} is the most: make it shorter"


def told(model: type[BaseModel], text: str) -> list[str]:
    file = parse(text, "f")
    assert not file.problems
    try:
        model.model_validate(file.data)
    except ValidationError as error:
        return [str(problem) for problem in explain(error, Subject(file, model, "the card"))]
    return []


def test_a_sound_card_is_accepted() -> None:
    assert told(Card, CARD) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("title: T\n", "titel: T\n", "f:2:1: unknown key `titel`: did you mean `title`?"),
        ("title: T\n", "", "f:1:1: the card lacks `title`: add it"),
        ("  speaker: een moeder\n", "", "f:3:1: `quote` lacks `speaker`: add it"),
        ("  speaker:", "  sprekr:", "f:5:3: unknown key `sprekr`: did you mean `speaker`?"),
        ("title: T\n", "title: T\nxyz: 1\n", f"f:3:1: unknown key `xyz`: known here are {CARD_KEYS}"),
        ('"1.1"', "1.1", 'f:1:5: expected text, found the number 1.1: put it in quotes: "1.1"'),
        ('"1.1"', "1.10", 'f:1:5: expected text, found the number 1.10: put it in quotes: "1.10"'),
        ('"1.1"', '"1"', 'f:1:5: expected the id of a card, such as "1.1", found the text “1”'),
        ('"1.1"', '"1.١"', 'f:1:5: expected the id of a card, such as "1.1", found the text “1.١”'),
        ("title: T", "title: No", 'f:2:8: expected text, found No, which YAML reads as false: put it in quotes: "No"'),
        ("title: T", "title: 2026-01-31", f'f:2:8: {NO_TEXT} the date 2026-01-31: put it in quotes: "2026-01-31"'),
        ("title: T", "title:", "f:2:7: expected text, found nothing: write it, or remove its key"),
        ("title: T", 'title: " "', "f:2:8: this text is empty: write it, or remove its key"),
        ("title: T", "title: [a, b]", f"f:2:8: {NO_LIST}"),
        ("title: T", "title:\n  Let op: zo", f"f:3:3: {COLON}"),
        ("title: T", f"title: {'x' * 2001}", f"f:2:8: {too_long(2001, 2000)}"),
        ("quote:\n  text: T\n  speaker: een moeder", "quote: Zo", f"f:3:8: {KEYS} the text “Zo”"),
        ("  - Hoe?", "  - Let op: hoe?", f"f:7:5: {COLON}"),
        ("  - Hoe?", "  - 5", 'f:7:5: expected text, found the number 5: put it in quotes: "5"'),
        ("  - Hoe?", "  Hoe?", f"f:7:3: {LIST} the text “Hoe?”"),
        ("  - Hoe?", "  lead: Eerst", "f:6:1: `reflect` lacks `questions`: add it"),
        ("  - Hoe?", "  questions: []", "f:7:14: this list is empty: write at least one point"),
        ("  - Doe.", "  - Let op: doe", f"f:9:5: {COLON}"),
        ("  - Doe.", "  - 5", 'f:9:5: expected text, found the number 5: put it in quotes: "5"'),
        ("  - Doe.", "  -", "f:9:4: expected text, found nothing: write it, or remove its key"),
        ("  - Doe.", "  - {text: a, items: b}", f"f:9:22: {LIST} the text “b”"),
        ("  - Doe.", "  - {items: [b]}", "f:9:5: this point of `inspire` lacks `text`: add it"),
        ("  - Doe.", "  - {text: a, items: [b, 2]}", f'f:9:26: {NO_TEXT} the number 2: put it in quotes: "2"'),
        ("  - Doe.", "  - {text: a, xyz: [b]}", "f:9:15: unknown key `xyz`: known here are text, items"),
        ("  - Doe.", "  - {txt: a}", "f:9:6: unknown key `txt`: did you mean `text`?"),
        ("inspire:\n", "themes: [A b]\ninspire:\n", f"f:8:10: a name {NAME}, found the text “A b”"),
    ],
)  # fmt: skip
def test_a_fault_of_a_card(old: str, new: str, message: str) -> None:
    assert CARD.count(old) == 1
    assert told(Card, CARD.replace(old, new)) == [message]


def test_every_fault_is_told() -> None:
    assert told(Card, "id: 1.1\ntitle:\nquote: x\nreflect: []\nxyz: [a]\n") == [
        'f:1:5: expected text, found the number 1.1: put it in quotes: "1.1"',
        "f:2:7: expected text, found nothing: write it, or remove its key",
        f"f:3:8: {KEYS} the text “x”",
        "f:4:10: this list is empty: write at least one point",
        "f:1:1: the card lacks `inspire`: add it",
        f"f:5:1: unknown key `xyz`: known here are {CARD_KEYS}",
    ]


def test_what_is_no_text_with_a_colon() -> None:
    quote = CARD.replace("  text: T\n  speaker: een moeder\n", "  xyz: a\n")
    assert told(Card, quote) == [
        "f:3:1: `quote` lacks `text`: add it",
        "f:3:1: `quote` lacks `speaker`: add it",
        "f:4:3: unknown key `xyz`: known here are text, speaker",
    ]
    assert told(Card, CARD.replace("  - Doe.", "  - {xyz: a, items: [b]}")) == [
        "f:9:5: this point of `inspire` lacks `text`: add it",
        "f:9:6: unknown key `xyz`: known here are text, items",
    ]


def test_a_file_that_holds_a_text() -> None:
    assert told(Card, "Zomaar tekst") == [f"f:1:1: {KEYS} the text “Zomaar tekst”"]


@pytest.mark.parametrize(
    ("model", "text", "message"),
    [
        (Part, "{number: x, title: T, line: L}", f"f:1:10: {NUMBER} the text “x”"),
        (Part, "{number: 0, title: T, line: L}", f"f:1:10: {NUMBER} the number 0"),
        (Part, "{number: 100, title: T, line: L}", f"f:1:10: {NUMBER} the number 100"),
        (Part, "{number: 1.5, title: T, line: L}", f"f:1:10: {NUMBER} the number 1.5"),
        (Resource, "{id: a, name: N, kind: k, scope: x}", f"f:1:34: {SCOPE} the text “x”"),
        (Resource, "{id: a, name: N, kind: k, url: 'ftp://x'}", f"f:1:32: {ADDRESS} the text “ftp://x”"),
        (Resource, "{id: a, name: N, kind: k, checked: '2026-01-31'}", f"f:1:36: {DATE} the text “2026-01-31”"),
        (Resource, f"{{id: {'a' * 81}, name: N, kind: k}}", f"f:1:6: {too_long(81, 80)}"),
    ],
)  # fmt: skip
def test_a_fault_of_another_kind(model: type[BaseModel], text: str, message: str) -> None:
    assert told(model, text) == [message]


def test_the_faults_of_a_deck() -> None:
    deck = (
        "slug: s\ntitle: T\nsubtitle: S\nlanguage: NL\nedition: 'a'\npublisher: p\ncontact: c\nsite_url: x\n"
    )
    assert told(DeckFile, deck + "themes:\n  Een thema: T\npaths: [a]\nparts: [{number: 1}]\n") == [
        "f:4:11: expected a language as two letters, such as nl, found the text “NL”",
        f"f:8:11: {ADDRESS} the text “x”",
        "f:12:9: this point of `parts` lacks `title`: add it",
        "f:12:9: this point of `parts` lacks `line`: add it",
        f"f:10:3: the key `Een thema` {NAME}",
        f"f:11:8: {KEYS} a list",
    ]


def test_an_entry_of_a_list_is_told_at_its_place() -> None:
    file = parse("- {id: a, name: N, kind: k}\n- {id: b}\n", "f")
    with pytest.raises(ValidationError) as caught:
        Resource.model_validate(file.data[1])
    assert [
        str(problem) for problem in explain(caught.value, Subject(file, Resource, "this entry", (1,)))
    ] == [
        "f:2:3: this entry lacks `name`: add it",
        "f:2:3: this entry lacks `kind`: add it",
    ]
