"""Words that extraction broke: mended where a dictionary is sure, kept and told where it isn't."""

from __future__ import annotations

import pytest

from deckpress.publication.manual import escaped
from deckpress.publication.source import Line, lines_of
from deckpress.publication.words import Mender, Report
from tests.publication.plain import said

WORDS = {
    "partnerschap",
    "partner",
    "schap",
    "samen",
    "boek",
    "hand",
    "leiding",
    "handleiding",
    "op",
    "weg",
    "opweg",
}
WHOLE = {"partnerschap", "handleiding"}


def knows(word: str, whole: bool = False) -> bool:
    return word.casefold() in (WHOLE if whole else WORDS | WHOLE | {"samenboek", "behulpzaam"})


def mended(text: str, prose: bool = False, also: str = "") -> tuple[str, Report]:
    lines, report = lines_of(text), Report()
    mender = Mender.of([*lines, *lines_of(also)], report, knows)
    return mender.text(lines, prose), report


@pytest.mark.parametrize(
    ("text", "wanted", "repairs", "doubts"),
    [
        ("een partner-\nschap", "een partnerschap", 1, 0),
        ("samen-\nboek", "samen-boek", 0, 1),
        ("up-\nto-date", "up-to-date", 0, 1),
        ("breng-\nen haalmoment", "breng- en haalmoment", 0, 0),
        ("de Be-\nIn-partner", "de Be-In-partner", 0, 1),
        ("behulp zaam", "behulpzaam", 1, 0),
        ("‘een’ 4 ‘twee’", "‘een’ › ‘twee’", 1, 0),
        ("een  4   twee", "een › twee", 1, 0),
        ("na 4 weken", "na 4 weken", 0, 0),
        ("toch. maar", "toch. maar", 0, 0),
    ],
)
def test_what_is_sure_is_mended_and_what_is_not_is_told(
    text: str, wanted: str, repairs: int, doubts: int
) -> None:
    made, report = mended(text)
    assert (made, len(report.repairs), len(report.doubts)) == (wanted, repairs, doubts)


def test_sentences_of_prose_get_their_capital_back() -> None:
    made, report = mended("toch werkt het. maar niet altijd", prose=True)
    assert made == "Toch werkt het. Maar niet altijd"
    assert report.repairs == [(1, "toch", "Toch"), (1, "maar", "Maar")]


def test_in_prose_two_words_are_one_where_the_source_has_it_so() -> None:
    assert mended("De hand leiding", prose=True, also="handleiding")[0] == "De handleiding"
    assert mended("de hand leiding", also="handleiding")[0] == "de hand leiding"


def test_without_a_dictionary_nothing_inside_words_changes() -> None:
    lines = lines_of("partner-\nschap behulp zaam")
    assert Mender.of(lines, Report(), None).text(lines, prose=True) == "partner-schap behulp zaam"


def test_pages_begin_at_form_feeds_and_at_blanks() -> None:
    assert [(line.text, line.starts_page) for line in lines_of("een\n twee\fdrie\nvier")] == [
        ("een", False),
        ("twee", True),
        ("drie", True),
        ("vier", False),
    ]
    assert lines_of("a\u00a0b\u200bc")[0] == Line(1, "a bc")


@pytest.mark.parametrize(
    "text", ["*x* _y_ [z](q) <b> `c` {{ d }}", "# geen kop", "1. geen lijst", "- geen punt", "@parts"]
)
def test_words_stay_words(text: str) -> None:
    assert said(escaped(text)) == text
