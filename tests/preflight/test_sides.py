"""Each side on its own page, with its words on it, away from the trim."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pypdf import PdfWriter

from deckpress.preflight.finished import PageSide
from deckpress.preflight.seen import TextRun
from deckpress.preflight.sides import check_page_count, check_pairs, check_safe_area, check_words, is_on
from deckpress.units import mm_to_pt
from tests.samples_pdf import (
    CARD_TITLE,
    changed,
    edited,
    messages,
    opened,
    sample_expected,
    sample_html,
    sample_pdf,
)

PAIR = (PageSide("card-front", "1.1"), PageSide("card-back", "1.1"))


def paired(*sides: PageSide) -> list[str]:
    return messages(check_pairs(opened(expected=replace(sample_expected(), sides=sides))))


def test_a_sound_deck_passes() -> None:
    pdf = opened()
    assert [*check_page_count(pdf), *check_pairs(pdf), *check_words(pdf), *check_safe_area(pdf)] == []


def test_a_side_of_two_pages_is_named() -> None:
    html = sample_html(cards=2).replace("<h4>Reflecteren", "<h4 style='break-before: page'>Reflecteren", 1)
    pdf = opened(sample_pdf(html), sample_expected(cards=2))
    assert messages(check_page_count(pdf)) == [
        "has 9 pages where the deck has 8 sides: page 6 isn't card 1.1 back, for it lacks '1.1'."
    ]
    assert check_words(pdf) == []  # not a problem more for each page after it


def test_a_page_too_many_at_the_end() -> None:
    pdf = opened(changed(lambda writer: writer.add_blank_page()))
    [message] = messages(check_page_count(pdf))
    assert message == "has 7 pages where the deck has 6 sides. Does the last side take more than its page?"


def test_a_page_too_few() -> None:
    pdf = opened(changed(lambda writer: writer.remove_page(5)))
    [message] = messages(check_page_count(pdf))
    assert message.startswith("has 5 pages where the deck has 6 sides")


def test_pairs_that_share_their_paper() -> None:
    divider = (PageSide("divider-front", "1"), PageSide("divider-back", "1"))
    assert paired(PageSide("cover"), PageSide("manual"), *divider, *PAIR) == []


def test_a_front_on_an_even_page() -> None:
    assert paired(PageSide("cover"), *PAIR) == [
        "page 2: a front is on an even page. Give the pages before it an even number."
    ]


@pytest.mark.parametrize(
    "sides",
    [
        pytest.param((PAIR[0],), id="no back"),
        pytest.param((PAIR[0], PageSide("card-back", "1.2")), id="the back of another"),
        pytest.param((PAIR[0], PageSide("divider-back", "1.1")), id="the back of a divider"),
        pytest.param((PAIR[0], PageSide("manual"), PAIR[1]), id="a page between"),
    ],
)
def test_a_front_without_its_back(sides: tuple[PageSide, ...]) -> None:
    assert "page 1: its back isn't the next page. Put it there." in paired(*sides)


def test_a_back_without_its_front() -> None:
    assert paired(PageSide("manual"), PAIR[1]) == ["page 2: its front isn't the page before. Put it there."]
    assert paired(PAIR[1]) == ["page 1: its front isn't the page before. Put it there."]


def test_sides_that_changed_places() -> None:
    def swap(writer: PdfWriter) -> None:
        kids = writer.root_object["/Pages"]["/Kids"]  # type: ignore[index]
        kids[3], kids[4] = kids[4], kids[3]

    told = messages(check_words(opened(changed(swap))))
    assert f"page 5 (card 1.1 front): '{CARD_TITLE}' isn't on the page. " in told[-1]
    assert any(message.startswith("page 4 (part 1, divider back): 'Luik 1' isn't") for message in told)


def test_a_side_that_does_not_tell_its_id() -> None:
    html = (
        sample_html()
        .replace(f"<p>1.1 {CARD_TITLE}", f"<p>1.11 {CARD_TITLE}")
        .replace("tekst over 1.1", "tekst")
    )
    [message] = messages(check_words(opened(sample_pdf(html))))
    assert message.startswith("page 6 (card 1.1 back): '1.1' isn't on the page")


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("1.1", "Fiche 1.1"),
        ("1.1", "Zie fiche 1.1."),
        ("1.1", "(1.1)"),
        ("Een titel", "een\r\nTITEL van"),
        ("Een titel", "Een\u00a0titel,"),
        ("zo'n 'dag'", "zo’n ‘dag’"),
        ("QR-code", "Scan de QR\x02code"),
        ("kinderopvang", "de kinder\x02opvang"),
        ("kinder\u00adopvang", "de kinderopvang"),
        ("Wat nu?", "Wat nu?\r\nInspireren"),
    ],
)
def test_a_word_on_the_page(word: str, text: str) -> None:
    assert is_on(word, text)


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("1.1", "Fiche 11.1"),
        ("1.1", "Fiche 1.12"),
        ("1.1", "Fiche 1.1.2"),
        ("1", "Fiche 1.2"),
        ("1.1", "Fiche 121"),
        ("Een titel", "Een titelpagina"),
        ("Een titel", "titel Een"),
        ("Luik", ""),
    ],
)
def test_a_word_not_on_the_page(word: str, text: str) -> None:
    assert not is_on(word, text)


def test_text_near_the_trim() -> None:
    pdf = opened(edited("<p>Voor wie", "<p style='position: absolute; bottom: -15mm'>Voor wie"))
    [message] = messages(check_safe_area(pdf))
    assert message.startswith("page 1 (cover): 'Voor wie begeleidt.' is ")
    assert message.endswith("mm from the trim. Keep 5 mm.")


@pytest.mark.parametrize(
    ("edges", "told"),
    [
        ((5, 5, 143, 205), None),
        ((4.9, 5, 143, 205), "4.9"),
        ((5, 4.9, 143, 205), "4.9"),
        ((5, 5, 143.1, 205), "4.9"),
        ((5, 5, 143, 205.1), "4.9"),
        ((-2, 100, 20, 105), "-2.0"),
    ],
)
def test_the_distance_to_each_edge(edges: tuple[float, ...], told: str | None) -> None:
    pdf = opened()
    run = TextRun("A", *map(mm_to_pt, edges))
    cover = replace(pdf.seen[0], runs=(run, TextRun("", 0, 0, 0, 0)))
    problems = messages(check_safe_area(replace(pdf, seen=(cover, *pdf.seen[1:]))))
    assert problems == (
        [] if told is None else [f"page 1 (cover): 'A' is {told} mm from the trim. Keep 5 mm."]
    )


def test_long_text_is_cut_short_in_the_message() -> None:
    pdf = opened()
    cover = replace(pdf.seen[0], runs=(TextRun("woord " * 20, 0, 0, 10, 10),))
    [message] = messages(check_safe_area(replace(pdf, seen=(cover, *pdf.seen[1:]))))
    assert "'woord woord woord woord woord woord woo…'" in message
