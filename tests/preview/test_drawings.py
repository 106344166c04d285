"""PDFs as pictures, drawn when they are asked for."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from weasyprint import HTML

from deckpress.preview import drawings
from deckpress.preview.drawings import SIZES, Drawings

KEY = "a" * 64
STYLE = "<style>@page { size: 148mm 210mm; margin: 10mm } p { break-after: page }</style>"


@pytest.fixture(scope="module")
def pdf() -> bytes:
    made: bytes = HTML(
        string=f"{STYLE}<p>Wat zie\nje?</p><div style='background: #f00; height: 80mm'>Iets</div>"
    ).write_pdf()
    return made


@pytest.fixture
def drawn(pdf: bytes) -> Drawings:
    made = Drawings()
    made.put(KEY, pdf)
    return made


def test_the_words_of_each_page(drawn: Drawings) -> None:
    assert drawn.words[KEY] == ("Wat zie je?", "Iets")


@pytest.mark.parametrize("size", SIZES)
def test_a_page_is_drawn_as_large_as_asked(size: str, drawn: Drawings) -> None:
    picture = Image.open(io.BytesIO(drawn.picture(KEY, 1, size)))
    assert picture.size == pytest.approx((148 / 25.4 * SIZES[size], 210 / 25.4 * SIZES[size]), abs=1)
    assert picture.convert("RGB").getpixel((picture.width // 2, picture.height // 4)) == (255, 0, 0)


@pytest.mark.parametrize(
    ("key", "page", "size"), [("b" * 64, 0, "small"), (KEY, 2, "small"), (KEY, 0, "huge")]
)
def test_what_is_not_there_is_not_drawn(key: str, page: int, size: str, drawn: Drawings) -> None:
    with pytest.raises(KeyError):
        drawn.picture(key, page, size)


def test_what_is_not_kept_is_forgotten(drawn: Drawings, pdf: bytes) -> None:
    drawn.put("b" * 64, pdf)
    drawn.keep([KEY])
    assert KEY in drawn and "b" * 64 not in drawn
    assert drawn.words.keys() == {KEY}
    with pytest.raises(KeyError):
        drawn.picture("b" * 64, 0, "small")


def test_only_so_many_pictures_are_kept(drawn: Drawings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawings, "MOST_DRAWN", 2)
    first = drawn.picture(KEY, 0, "small")
    drawn.picture(KEY, 1, "small")
    drawn.picture(KEY, 0, "small")
    drawn.picture(KEY, 0, "large")
    assert list(drawn._drawn) == [(KEY, 0, "small"), (KEY, 0, "large")]
    assert drawn.picture(KEY, 0, "small") == first


def test_a_page_can_be_drawn_ahead(drawn: Drawings) -> None:
    drawn.draw(KEY)
    assert set(drawn._drawn) == {(KEY, 0, "large")}
