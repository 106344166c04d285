"""QR codes that are there, right, large enough and free; and no others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from deckpress.preflight.finished import Finished
from deckpress.preflight.qr import check_qr_codes
from deckpress.preflight.seen import QrCode
from tests.samples_pdf import SITE, changed, edited, messages, opened, qr_svg

WANTED = f"{SITE}#1.1"


def with_codes(page: int, *codes: QrCode) -> list[str]:
    """What is said when these codes are seen on a page of the good PDF."""
    pdf: Finished = opened()
    seen = list(pdf.seen)
    seen[page - 1] = replace(seen[page - 1], codes=codes)
    return messages(check_qr_codes(replace(pdf, seen=tuple(seen))))


def test_a_sound_deck_passes() -> None:
    assert check_qr_codes(opened()) == []


def test_a_code_that_is_not_there() -> None:
    told = messages(check_qr_codes(opened(edited("<path d", "<path fill='#fff' d"))))
    assert told == [
        f"page 6 (card 1.1 back): no QR code with '{WANTED}' can be read at 150 dpi. Print it whole, black on white."
    ]


def test_a_code_too_pale_to_read() -> None:
    [message] = messages(check_qr_codes(opened(edited("<path d", "<path fill='#fffffc' d"))))
    assert "can be read at 150 dpi" in message


def test_a_code_light_on_dark() -> None:
    pdf = edited("<path d", "<path fill='#fff' d").replace(b"", b"")
    assert check_qr_codes(opened(pdf))
    inverted = edited("background: #fff }", "background: #000 } svg path { fill: #fff }")
    assert "can be read at 150 dpi" in messages(check_qr_codes(opened(inverted)))[0]


def test_the_code_of_another_card() -> None:
    old, new = qr_svg(WANTED), qr_svg(f"{SITE}#1.2")
    assert messages(check_qr_codes(opened(edited(old, new)))) == [
        f"page 6 (card 1.1 back): no QR code with '{WANTED}' can be read at 150 dpi. Print it whole, black on white.",
        f"page 6 (card 1.1 back): has a QR code with '{SITE}#1.2' that doesn't belong here. Take it out.",
    ]


def test_a_code_where_none_belongs() -> None:
    pdf = opened(
        edited(
            "<p>Voor wie", f"<div style='width: 20mm; padding: 5mm'>{qr_svg('https://x.be')}</div><p>Voor wie"
        )
    )
    assert messages(check_qr_codes(pdf)) == [
        "page 1 (cover): has a QR code with 'https://x.be' that doesn't belong here. Take it out."
    ]


def test_a_code_too_small() -> None:
    small = edited("width: 18mm; height: 18mm", "width: 12mm; height: 12mm")
    [message] = messages(check_qr_codes(opened(small)))
    assert message.startswith("page 6 (card 1.1 back): its QR code is 1")
    assert message.endswith("mm wide and has to be 14 mm. Print it larger.")


def test_a_crowded_code() -> None:
    crowded = edited(
        "padding: 3mm; background: #fff", "padding: 1mm; background: #fff; outline: 3mm solid #9a3825"
    )
    assert messages(check_qr_codes(opened(crowded))) == [
        "page 6 (card 1.1 back): something is within 4 modules of its QR code. Leave white around it."
    ]


def test_a_code_that_lies_on_text() -> None:
    covering = edited("<div class=qr>", "<div class=qr style='position: relative; top: -30mm'>")
    [message, *_] = messages(check_qr_codes(opened(covering)))
    assert message.startswith("page 6 (card 1.1 back): its QR code lies on the text ")


@pytest.mark.parametrize(("edge", "small"), [(14.0, False), (13.9, False), (13.8, True), (12, True)])
def test_a_pixel_less_than_the_least_size_is_let_pass(edge: float, small: bool) -> None:
    assert bool(with_codes(6, QrCode(WANTED, edge, True))) is small


def test_a_second_code_beside_the_right_one() -> None:
    [message] = with_codes(6, QrCode(WANTED, 18, True), QrCode("https://x.be", 18, True))
    assert "a QR code with 'https://x.be' that doesn't belong here" in message


def test_with_pages_out_of_step_nothing_is_compared() -> None:
    assert check_qr_codes(opened(changed(lambda writer: writer.insert_blank_page(index=0)))) == []
