"""A PDF of a stranger is read in a process of its own, and that process ends."""

from __future__ import annotations

import time

import pytest

from deckpress.publication.pdf import MOST_PAGES, Allowed, NoPdf, text_of
from tests.fuzz.pdfs import pdf, shown

FOREVER = b"q 1 0 0 1 0 0 cm " * 900 + b"BT /F 9 Tf " + b"(a) Tj " * 24_000 + b"ET"
LARGE = b"BT /F 9 Tf " + b"99999999 1 Td (a) Tj " * 2_000 + b"ET"


def test_the_text_of_each_page_and_the_title() -> None:
    found = text_of(pdf([shown("Titel"), shown("1.1 Kaart", "Tekst")], Info=b"<</Title(Gesprekken)>>"))
    assert found == ("Titel\f1.1 Kaart\nTekst", "Gesprekken")


def test_a_process_that_takes_too_long_is_ended() -> None:
    began = time.process_time()
    with pytest.raises(NoPdf, match=r"takes too long.*: print it to a new PDF, or save it as \.txt"):
        text_of(pdf([FOREVER]), Allowed(seconds=2))
    assert time.process_time() - began < 2  # none of that in this process


def test_a_process_that_takes_too_much_memory_is_ended() -> None:
    with pytest.raises(NoPdf, match="takes too long, or too much memory"):
        text_of(pdf([LARGE]), Allowed(seconds=60, room=1 << 20))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (pdf([shown("a")] * (MOST_PAGES + 1)), "501 pages, and 500 is the most: import it in pieces"),
        (pdf([b"q " * 60_001]), "can't be read as a PDF: Reached maximum number of tokens per stream"),
        (pdf([]), "holds no text, as a scanned page"),
        (b"%PDF-1.7\n", "can't be read as a PDF: "),
        (b"", "can't be read as a PDF: "),
    ],
)
def test_what_is_too_much_or_damaged_is_told(data: bytes, said: str) -> None:
    with pytest.raises(NoPdf) as caught:
        text_of(data)
    assert said in str(caught.value)
