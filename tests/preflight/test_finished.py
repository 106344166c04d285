"""What is found in an opened PDF, and how it is named to people."""

from __future__ import annotations

import pytest
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, NullObject, NumberObject, TextStringObject

from deckpress.preflight.finished import PageSide, as_array, as_dictionary, as_text, open_finished
from tests.samples_pdf import CARD_TITLE, changed, good_pdf, opened, sample_expected, sample_html, sample_pdf


@pytest.mark.parametrize(
    ("side", "words"),
    [
        (PageSide("cover"), "cover"),
        (PageSide("manual"), "manual"),
        (PageSide("divider-front", "6"), "part 6, divider front"),
        (PageSide("card-back", "1.1"), "card 1.1 back"),
    ],
)
def test_a_side_in_words(side: PageSide, words: str) -> None:
    assert str(side) == words


def test_a_page_is_named_by_its_side() -> None:
    assert opened().where(5) == "page 5 (card 1.1 front)"


def test_with_a_page_too_many_no_side_is_named() -> None:
    assert opened(changed(lambda writer: writer.add_blank_page())).where(5) == "page 5"


def test_a_problem_stands_in_the_file() -> None:
    pdf = opened()
    assert str(pdf.problem("is wrong")) == "deck.pdf: is wrong"
    assert str(pdf.problem("is wrong", 1)) == "deck.pdf: page 1 (cover): is wrong"


def test_destinations_by_page() -> None:
    pdf = opened()
    assert pdf.anchors == {"cover": 1, "manual": 2, "part-1": 3, "card-1.1": 5}
    assert pdf.lands_on(TextStringObject("card-1.1")) == 5
    assert pdf.lands_on(ArrayObject([pdf.pages[3].indirect_reference])) == 4
    assert pdf.lands_on(TextStringObject("card-9.9")) is None
    assert pdf.lands_on(ArrayObject([NumberObject(3)])) is None


def test_bookmarks_in_order() -> None:
    pdf = opened(sample_pdf(sample_html(parts=2)), sample_expected(parts=2))
    titles = [as_text(item.get("/Title")) for item in pdf.outline_items()]
    assert titles == [
        "Een verzonnen deck",
        "Handleiding",
        "Luik 1: onderwerp",
        f"1.1 {CARD_TITLE}",
        "Reflecteren",
        "Inspireren",
        "Luik 2: onderwerp",
        f"2.1 {CARD_TITLE}",
        "Reflecteren",
        "Inspireren",
    ]


def test_values_of_another_kind_are_empty() -> None:
    assert as_dictionary(NullObject()) == DictionaryObject()
    assert as_array(TextStringObject("a")) == ArrayObject()
    assert as_text(None) == ""


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(PyPdfError):
        open_finished("deck.pdf", b"hello", sample_expected())


def test_a_pdf_with_something_before_it_is_refused() -> None:
    with pytest.raises(PyPdfError):
        open_finished("deck.pdf", b"junk before" + good_pdf(), sample_expected())
