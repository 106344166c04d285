"""A language's words: which numbers a text means as cards and parts, and where its lines may not break."""

from __future__ import annotations

import pytest

from deckpress.words import NBSP, THIN, Words, direction

DUTCH = Words(
    ("Fiche", "Fiches"), ("Luik", "Luiken"), (",", "en", "of", "tot", "t.e.m."), ("minuten", "jaar")
)


def mentioned(text: str, words: Words = DUTCH) -> list[tuple[str, str, list[str]]]:
    return [
        (kind, text[start:][:5], [number[0] for number in numbers])
        for kind, start, numbers in words.mentions(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zie Fiche 6.2.", [("card", "Fiche", ["6.2"])]),
        ("(fiche 1.10)", [("card", "fiche", ["1.10"])]),
        ("FICHES 2.1 en 2.2", [("card", "FICHE", ["2.1", "2.2"])]),
        ("Fiches 2.1, 2.2 en 3.1 helpen", [("card", "Fiche", ["2.1", "2.2", "3.1"])]),
        ("Fiches 2.1 t.e.m. 2.3", [("card", "Fiche", ["2.1", "2.3"])]),
        ("Fiche 2.1 of 2.2", [("card", "Fiche", ["2.1", "2.2"])]),
        ("Fiche\n6.2", [("card", "Fiche", ["6.2"])]),
        (f"Fiche{NBSP}6.2", [("card", "Fiche", ["6.2"])]),
        ("Luik 6", [("part", "Luik ", ["6"])]),
        ("Luiken 1, 2 en 12", [("part", "Luike", ["1", "2", "12"])]),
        ("Fiche 1.1 en Luik 2", [("card", "Fiche", ["1.1"]), ("part", "Luik ", ["2"])]),
        ("Luik 2, 3 keer", [("part", "Luik ", ["2"])]),
        ("Luik 2 en 3 mensen", [("part", "Luik ", ["2"])]),
        ("Fiche 1.1, 3 keer", [("card", "Fiche", ["1.1"])]),
        ("Fiche 6", []),
        ("Fiche 1.2.3", []),
        ("Fiche 0.1", []),
        ("Fiche 1.1234", []),
        ("Fiche 1.1a", []),
        ("Luik 6.2", []),
        ("Luik 6,5", []),
        ("Luik 6de", []),
        ("Luik 100", []),
        ("Hoofdluik 2", []),
        ("Fiche 1.١", []),
        ("Fichette 1.1", []),
    ],
)
def test_mentions(text: str, expected: list[tuple[str, str, list[str]]]) -> None:
    assert mentioned(text) == expected


def test_another_language_has_other_words() -> None:
    english = Words(("Card", "Cards"), ("Part", "Parts"), (",", "and"))
    assert mentioned("Cards 1.1 and 1.2, Fiche 2.1", english) == [("card", "Cards", ["1.1", "1.2"])]


def test_a_card_has_a_name() -> None:
    assert (DUTCH.called("card", "6.2"), DUTCH.called("part", "6")) == ("Fiche 6.2", "Luik 6")


@pytest.mark.parametrize(
    ("text", "spaced"),
    [
        ("Fiche 6.2 en fiches 2.1 en 2.2", "Fiche~6.2 en fiches~2.1 en 2.2"),
        ("Luik 6", "Luik~6"),
        ("10 minuten, 100 % en 3 mm", "10~minuten, 100~% en 3~mm"),
        ("10 minutenlang, 3 meter", "10 minutenlang, 3 meter"),
        ("zo … of zo …", "zo~… of zo~…"),
        ("…", "…"),
        ("zo – of zo", "zo~– of zo"),
        ("wacht...", "wacht…"),
        ("een  twee\n drie", "een twee drie"),
        (f"10{NBSP}minuten", "10~minuten"),
    ],
)
def test_a_line_does_not_end_between(text: str, spaced: str) -> None:
    assert DUTCH.spaced(text) == spaced.replace("~", NBSP)


def test_words_come_from_the_labels() -> None:
    labels = {
        "card": "Fiche",
        "cards": "Fiches",
        "part": "Luik",
        "parts": "Luiken",
        "joiners": [",", "en", "of", "tot", "t.e.m."],
    }
    assert Words.from_labels({**labels, "units": ["minuten", "jaar"]}) == DUTCH
    assert Words.from_labels(labels).units == ()


FRENCH = Words(("Fiche", "Fiches"), ("Volet", "Volets"), (",", "et"), (), "«»“”", (";:!?»", "«"))


@pytest.mark.parametrize(
    ("text", "spaced"),
    [
        ("Voilà : oui ?", "Voilà~: oui~?"),
        ("Voilà: oui?", "Voilà~: oui~?"),
        (f"Voilà{NBSP}: oui{THIN}?", "Voilà~: oui~?"),
        ("Quoi ?!", "Quoi~?!"),
        ("Quoi?!", "Quoi~?!"),
        ("« Non », dit-il !", "«~Non~», dit-il~!"),
        ("«Non»!", "«~Non~»~!"),
        ("(quoi ?)", "(quoi~?)"),
        ("a ; b", "a~; b"),
        ("100 % : oui", "100_%~: oui"),
        ("à 8:30, https://a.be/?x=1", "à 8:30, https://a.be/?x=1"),
        (" : suite", "~: suite"),  # behind a bold word or a link
        (": suite", "~: suite"),
        ("??? …", "???_…"),
        ("Fiche 1.1 : oui", "Fiche_1.1~: oui"),
    ],
)
def test_a_language_has_thin_spaces_by_some_signs(text: str, spaced: str) -> None:
    made = FRENCH.spaced(text)
    assert made == spaced.replace("~", THIN).replace("_", NBSP)
    assert FRENCH.spaced(made) == made


def test_another_language_has_none() -> None:
    assert DUTCH.spaced("Zo : ja? «nee»") == "Zo : ja? «nee»"


def test_signs_on_one_side_only() -> None:
    assert Words(("a", "b"), ("c", "d"), (), thin=("", "¿")).spaced("¿Sí?") == f"¿{THIN}Sí?"
    assert Words(("a", "b"), ("c", "d"), (), thin=("?", "")).spaced("¿Sí?") == f"¿Sí{THIN}?"


def test_the_direction_of_a_language() -> None:
    assert [direction(language) for language in ("nl", "fr", "ar", "he", "zh")] == [
        "ltr",
        "ltr",
        "rtl",
        "rtl",
        "ltr",
    ]
